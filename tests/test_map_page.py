"""The page of `papers map` in a real browser. Runs where Chromium and the extra are."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, Browser
from subjects import rows_of

pytest.importorskip("openTSNE", reason="the extra 'map' is not installed")
pytest.importorskip("sklearn", reason="the extra 'map' is not installed")

from conftest import write_rows

from papercli.cli import run

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here (Debian package: chromium)"
)

HOSTILE = [
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 2'>",
    "<!--<script>",
    "&lt;b&gt; ${window.ran = 3}",
]
COUNT = "document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    rows: list[dict[str, Any]] = [
        *rows_of(60),
        *({"title": title, "url": "javascript:window.ran=4"} for title in HOSTILE),
        *({"title": f"Common moss {number}", "year": 1990} for number in range(70)),
    ]
    library = str(folder / "library")
    dump = str(write_rows(folder / "dump.jsonl", rows))
    assert run(["ingest", "--library", library, "--format", "jsonl", dump]) == 0
    assert run(["map", "--library", library, "-o", str(folder / "map.html")]) == 0
    return folder / "map.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def press(browser: Browser, key: str) -> None:
    for kind in ("keyDown", "keyUp"):
        browser.do("Input.dispatchKeyEvent", type=kind, key=key)


def hits(browser: Browser) -> list[str]:
    return list(
        browser.value("[...document.querySelectorAll('#hits a')].map(e => e.firstChild.data)")
    )


def opened(browser: Browser) -> list[str]:
    """Return the addresses that the page opens from now on."""
    browser.value("opened = []; window.open = (address) => { opened.push(address); }")
    return []


def pixels(browser: Browser) -> int:
    """Return how many pixels of the map are drawn."""
    script = (
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
        "const c = document.getElementById('canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
        "for (let i = 3; i < d.length; i += 4) if (d[i] > 100) n++; done(n); })))"
    )
    answer = browser.do(
        "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
    )
    return int(answer["result"]["value"])


def drawn(browser: Browser, is_so: Callable[[int], bool] = bool) -> int:
    """Return how many pixels are drawn once that is so: a busy machine draws a moment later."""
    until = time.monotonic() + 20
    while not is_so(count := pixels(browser)):
        assert time.monotonic() < until, count
    return count


def test_the_page_shows_all_papers_and_asks_nothing_of_the_network(
    browser: Browser, page: Path
) -> None:
    browser.said.clear()
    browser.open(page)
    assert browser.value(COUNT) == "134 papers"
    assert drawn(browser, lambda count: count > 1000)
    assert browser.value("document.querySelectorAll('#legend button').length") > 2
    assert browser.troubles() == []


def test_words_narrow_to_the_titles_that_have_all_of_them(browser: Browser, page: Path) -> None:
    browser.open(page)
    press(browser, "/")
    assert browser.value("document.activeElement.id") == "search"
    browser.write("MOSS common")
    browser.wait(f"{COUNT} == '70 of 134'")
    assert len(hits(browser)) == 60
    assert browser.value("document.querySelector('#hits li:last-child').textContent") == (
        "and 10 more on the map"
    )
    opened(browser)
    browser.write("galaxies part 30")
    browser.wait(f"{COUNT} == '1 of 134'")
    press(browser, "ArrowDown")
    assert browser.value("document.querySelector('[aria-selected=true]').id") == "hit-0"
    assert "part 30" in browser.value("document.getElementById('tip').textContent")
    press(browser, "Enter")
    assert browser.value("opened") == ["https://arxiv.org/abs/2101.00030"]
    press(browser, "Escape")
    browser.wait(f"{COUNT} == '134 papers'")
    assert browser.value("document.getElementById('search').value") == ""


def test_texts_are_shown_as_they_are_and_run_nothing(browser: Browser, page: Path) -> None:
    browser.said.clear()
    browser.open(page, "#q=%3C")
    browser.wait(f"{COUNT} == '3 of 134'")
    assert sorted(hits(browser)) == sorted(HOSTILE[:3])
    opened(browser)
    browser.value("document.querySelector('#hits a').click()")
    assert browser.value("opened") == []
    assert browser.value("document.getElementById('said').textContent").startswith(
        "No link is known for this paper."
    )
    assert browser.value("typeof window.ran") == "undefined"
    assert browser.value("document.querySelectorAll('img, #hits script, #hits b').length") == 0
    assert browser.troubles() == []


def test_a_click_opens_the_paper_under_it_and_with_shift_copies_its_id(
    browser: Browser, page: Path
) -> None:
    browser.open(page, "#q=galaxies+part+30")
    press(browser, "/")
    press(browser, "ArrowDown")
    opened(browser)
    box = browser.value(
        "(({left, top, width, height}) => [left + width / 2, top + height / 2])(document.getElementById('ring').getBoundingClientRect())"
    )
    browser.value(
        "navigator.clipboard.writeText = (text) => { opened.push(text); return Promise.resolve(); }"
    )
    for modifiers in (0, 8):
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            browser.do(
                "Input.dispatchMouseEvent",
                type=kind,
                x=box[0],
                y=box[1],
                button="none" if kind == "mouseMoved" else "left",
                clickCount=1,
                modifiers=modifiers,
            )
    link, copied = browser.value("opened")
    assert link == "https://arxiv.org/abs/2101.00030"
    assert copied in browser.value("document.getElementById('hits').textContent")


def test_keys_and_the_wheel_move_the_map(browser: Browser, page: Path) -> None:
    browser.open(page)
    before = drawn(browser)
    for _ in range(12):
        press(browser, "ArrowLeft")
        press(browser, "ArrowLeft")
    assert drawn(browser, lambda count: count == 0) == 0
    press(browser, "0")
    assert drawn(browser, lambda count: count == before)
    browser.do("Input.dispatchMouseEvent", type="mouseWheel", x=700, y=300, deltaX=0, deltaY=-500)
    assert drawn(browser, lambda count: count != before)


def test_the_legend_shows_one_topic_alone_and_years_as_colours(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    everything = drawn(browser)
    browser.value("document.querySelector('#legend button').click()")
    assert drawn(browser, lambda count: count < everything)
    assert browser.value("document.querySelectorAll('#legend [aria-pressed=true]').length") == 1
    browser.value(
        "by = document.getElementById('by'); by.value = 'year'; by.dispatchEvent(new Event('change'))"
    )
    names = browser.value("[...document.querySelectorAll('#legend span')].map(e => e.textContent)")
    assert names[-2:] == ["1990", "no year"]
    assert browser.value("location.hash") == "#by=year"
    browser.value("[...document.querySelectorAll('#legend button')].at(-2).click()")
    browser.open(page, "#q=moss&by=year")
    assert browser.value(COUNT) == "70 of 134"


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
