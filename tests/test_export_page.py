"""The exported web page in a real browser. Runs where Chromium is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, Browser

from papercli.exports import export_named
from papercli.model import Paper

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here (Debian package: chromium)"
)


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
