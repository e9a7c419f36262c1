"""The exported web page in a real browser. Runs where Chromium is."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from papercli.exports import export_named
from papercli.model import Paper

Run = Callable[..., tuple[int, str, str]]

_CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
# Chromium listens on 3 and answers on 4, which no argument of Popen can set.
_LAUNCH = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"

pytestmark = pytest.mark.skipif(
    _CHROMIUM is None, reason="no Chromium here (Debian package: chromium)"
)


class Browser:
    """A headless Chromium with one page, driven through its debugging pipe."""

    def __init__(self, profile: Path) -> None:
        assert _CHROMIUM is not None
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        high = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (to_browser, from_browser)]
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _LAUNCH,
                *map(str, high),
                _CHROMIUM,
                *_FLAGS,
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            pass_fds=high,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for each in (*high, to_browser, from_browser):
            os.close(each)
        self._number = 0
        self._held = b""
        self._session: str | None = None
        self.said: list[
            dict[str, Any]
        ] = []  # events: what the page logged, threw, asked the network for
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        try:
            self.do("Browser.close")
        finally:
            os.close(self._out)
            os.close(self._in)
            self._process.wait(20)

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self.said.append(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            more = os.read(self._in, 1 << 16)
            assert more, "Chromium has gone"
            self._held += more
        message, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(message))

    def open(self, page: Path, fragment: str = "") -> None:
        self.do("Page.navigate", url=page.as_uri() + fragment)
        self.wait(
            "document.readyState == 'complete' && document.getElementById('count').textContent != ''"
        )

    def value(self, expression: str) -> Any:
        answer = self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        until = time.monotonic() + 20
        while not self.value(condition):
            assert time.monotonic() < until, f"not within 20 s: {condition}"
            time.sleep(0.02)

    def write(self, text: str) -> None:
        self.value(
            "document.getElementById('search').focus(); document.getElementById('search').select()"
        )
        self.do("Input.insertText", text=text)

    def titles(self) -> list[str]:
        return list(
            self.value("[...document.querySelectorAll('#list > li h2')].map(e => e.textContent)")
        )

    def troubles(self) -> list[dict[str, Any]]:
        """Return what the page threw, logged as an error, or asked the network for."""
        return [
            each
            for each in self.said
            if each.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}
            or (
                each.get("method") == "Network.requestWillBeSent"
                and not each["params"]["request"]["url"].startswith(("file:", "about:"))
            )
        ]

    def screenshot(self, file: Path, width: int, height: int, *, dark: bool = False) -> None:
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2,
            mobile=width < 600,
        )
        self.do(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        file.write_bytes(base64.b64decode(self.do("Page.captureScreenshot", format="png")["data"]))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def page(papers: Run, fixture_library: Path, tmp_path: Path) -> Path:
    assert papers("export", "--library", fixture_library, "-o", tmp_path / "papers.html")[0] == 0
    return tmp_path / "papers.html"


def test_the_page_shows_every_paper_and_asks_nothing_of_the_network(
    browser: Browser, page: Path
) -> None:
    browser.said.clear()
    browser.open(page)
    assert browser.value("document.getElementById('count').textContent") == "65 papers"
    assert len(browser.titles()) == 65
    assert browser.troubles() == []


def test_typing_narrows_to_papers_with_all_the_words(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.write("EQUIVARIANT neural")
    browser.wait("document.getElementById('count').textContent == '8 of 65'")
    assert len(browser.titles()) == 8
    assert browser.value("document.querySelector('#list mark').textContent") == "Equivariant"
    browser.write("Pade")
    browser.wait("document.getElementById('count').textContent.startsWith('1 of')")
    assert "Padé" in browser.titles()[0]
    browser.write("nosuchword")
    browser.wait("!document.getElementById('none').hidden")
    assert browser.titles() == []
    browser.do("Input.dispatchKeyEvent", type="keyDown", key="Escape")
    browser.wait("document.getElementById('count').textContent == '65 papers'")


def test_the_address_keeps_the_search(browser: Browser, page: Path) -> None:
    browser.open(page, "#q=sheaf+neural&sort=title")
    assert browser.value("document.getElementById('count').textContent") == "3 of 65"
    assert browser.titles()[1:] == [
        "Sheaf Neural Networks",
        "Sheaf Neural Networks with Connection Laplacians",
    ]
    browser.write("tensor")
    browser.wait("location.hash == '#q=tensor&sort=title'")


def test_papers_can_be_put_in_order(browser: Browser, page: Path) -> None:
    browser.open(page)
    for order, values in (("newest", "(p => -p)"), ("oldest", "(p => p)")):
        browser.value(
            f"sort = document.getElementById('sort'); sort.value = '{order}'; sort.dispatchEvent(new Event('change'))"
        )
        years = [
            int(each)
            for each in browser.value(
                "[...document.querySelectorAll('.about')].map(e => e.textContent.match(/\\d{4}$/)?.[0])"
            )
            if each
        ]
        assert len(years) > 5
        assert years == sorted(years, reverse=order == "newest"), values


def test_a_tag_searches_for_itself_and_abstracts_open(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.value(
        "[...document.querySelectorAll('button.chip')].find(each => each.textContent == 'sphere').click()"
    )
    browser.wait("document.getElementById('search').value == 'sphere'")
    assert "Spherical CNNs" in browser.titles()
    assert browser.value("document.querySelector('details p').checkVisibility()") is False
    browser.value("document.querySelector('summary').click()")
    assert browser.value("document.querySelector('details p').checkVisibility()") is True


def test_texts_are_shown_as_they_are_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    texts = [
        "</script><script>window.ran = 1</script>",
        "<img src=x onerror='window.ran = 2'>",
        "<!--<script>",
        "&lt;b&gt;",
        "${window.ran = 3}",
    ]
    listed = [
        Paper(
            id="0123abcd",
            title=text,
            authors=tuple(texts),
            tags=tuple(texts),
            note=text,
            abstract=text,
            year=2020,
            venue=texts[0],
            url="javascript:window.ran=4",
            status="read",
            starred=True,
        )
        for text in texts
    ]
    (tmp_path / "page.html").write_text(
        "".join(export_named("html").write(listed, lambda _: "")), "utf-8"
    )
    browser.said.clear()
    browser.open(tmp_path / "page.html")
    browser.write("<script")
    browser.wait("document.getElementById('count').textContent == '5 of 5'")
    assert [title.removeprefix("★") for title in browser.titles()] == texts
    assert browser.value("typeof window.ran") == "undefined"
    assert (
        browser.value("document.querySelectorAll('img, #list script, #list b, #list a').length")
        == 0
    )
    assert browser.troubles() == []


def test_a_large_list_is_drawn_as_it_is_scrolled_and_printed_whole(
    browser: Browser, tmp_path: Path
) -> None:
    listed = [Paper(id="0123abcd", title=f"Paper {number}") for number in range(1000)]
    (tmp_path / "page.html").write_text(
        "".join(export_named("html").write(listed, lambda _: "")), "utf-8"
    )
    browser.open(tmp_path / "page.html")
    drawn = len(browser.titles())
    assert drawn < 1000
    browser.value("scrollTo(0, document.body.scrollHeight)")
    browser.wait(f"document.querySelectorAll('#list > li').length > {drawn}")
    browser.write("Paper 99")
    browser.wait("document.getElementById('count').textContent == '19 of 1,000'")
    browser.value(
        "search = document.getElementById('search'); search.value = ''; search.dispatchEvent(new Event('input'))"
    )
    browser.wait("document.getElementById('count').textContent == '1,000 papers'")
    browser.value("dispatchEvent(new Event('beforeprint'))")
    assert len(browser.titles()) == 1000


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1200])
def test_it_fits_phones_and_desks_in_light_and_dark(
    browser: Browser, page: Path, tmp_path: Path, width: int, *, dark: bool
) -> None:
    browser.open(page)
    browser.screenshot(tmp_path / "shot.png", width, 844, dark=dark)
    assert (tmp_path / "shot.png").stat().st_size > 20_000
    assert browser.value("document.documentElement.scrollWidth <= innerWidth")
    ground, ink = (
        sum(map(int, browser.value(f"getComputedStyle(document.body).{name}.match(/\\d+/g)")[:3]))
        for name in ("backgroundColor", "color")
    )
    assert (ground < ink) is dark
