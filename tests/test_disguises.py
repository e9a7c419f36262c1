"""A listing gives the same papers, whatever people and programs have done to its text."""

import html
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import FIXTURES

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read

Paper = tuple[str, str]  # a title and its abstract
Papers = list[Paper]
Disguise = Callable[[Papers], str]


def fill(text: str, width: int, indent: str = "", first: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def each(shape: str, between: str = "\n") -> Disguise:
    """Write each paper in a shape, with its number `n`, title `t` and abstract `a`."""
    return lambda papers: between.join(
        shape.format(n=number, t=title, a=abstract)
        for number, (title, abstract) in enumerate(papers, 1)
    )


def wrapped(width: int, between: str = "\n", before: str = "", **indents: str) -> Disguise:
    return lambda papers: "\n".join(
        before + line
        for title, abstract in papers
        for line in (
            fill(title, width) + between + fill(abstract, width, **indents) + between
        ).split("\n")
    )


def numbered_and_wrapped(papers: Papers) -> str:
    return "\n".join(
        fill(f"{number}. {title}", 72, "    ") + "\n" + fill(abstract, 72, "    ", "    ")
        for number, (title, abstract) in enumerate(papers, 1)
    )


def printed(papers: Papers) -> str:
    """Break the text into pages, in the middle of sentences too."""
    lines = wrapped(80)(papers).split("\n")
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    return "\n".join(
        "\n".join(
            [*page, "", f"Page {number} of {len(pages)}", "\f3/14/25, 9:41 AM    Trending", ""]
        )
        for number, page in enumerate(pages, 1)
    )


def side_by_side(papers: Papers) -> str:
    def rows(pair: Papers) -> Iterable[str]:
        cells = [[*fill(t, 58).split("\n"), *fill(a, 58).split("\n")] for t, a in pair]
        for at in range(max(map(len, cells))):
            yield "".join(f"{cell[at] if at < len(cell) else '':62}" for cell in cells).rstrip()

    return "\n\n".join("\n".join(rows(papers[at : at + 2])) for at in range(0, len(papers), 2))


def changed(change: Callable[[str], str]) -> Disguise:
    return lambda papers: "\n".join(change(f"{title}\n{abstract}") for title, abstract in papers)


DISGUISES: dict[str, Disguise] = {
    "numbers": each("{n}. {t}\n{a}"),
    "numbers in brackets": each("[{n}] {t}\n\n{a}", "\n\n"),
    "numbers and a parenthesis": each("{n}) {t}\n{a}\n"),
    "numbers after a hash": each("#{n} {t}\n{a}\n"),
    "numbers, wrapped": numbered_and_wrapped,
    "bullets": each("- {t}\n  {a}"),
    "round bullets": each("• {t}\n{a}\n"),
    "stars": each("★ {t}\n{a}"),
    "items to tick": each("- [ ] {t}\n  {a}\n"),
    "quotation marks of mail": each("> {t}\n> {a}\n>"),
    "quoted twice": each(">> {t}\n>> {a}\n>>"),
    "quoted and wrapped": wrapped(70, "\n\n", "> "),
    "indented": each("    {t}\n    {a}"),
    "tabs": each("\t{t}\n\t{a}"),
    "abstracts indented": each("{t}\n    {a}"),
    "abstracts indented and wrapped": wrapped(76, first="    ", indent="    "),
    "first lines indented": wrapped(72, first="   "),
    "wrapped": wrapped(72),
    "wrapped, with blank lines": wrapped(60, "\n\n"),
    "format=flowed": lambda papers: wrapped(72)(papers).replace("\n", " \n"),
    "typographic quotation marks": changed(lambda text: re.sub(r'"([^"]*)"', r"“\1”", text)),
    "soft hyphens": changed(lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text)),
    "direction marks": each("\u200e{t}\u200f\n\u202a{a}\u202c"),
    "spaces that do not break": changed(lambda text: text.replace(" ", "\u00a0")),
    "decomposed accents": changed(lambda text: unicodedata.normalize("NFD", text)),
    "entities": changed(html.escape),
    "line ends of Windows": each("{t}   \r\n{a}  ", "\r\n"),
    "pages of print": printed,
    "header and footer of a browser": each(
        "{t}\n{a}\nhttps://example.org/papers/trending    {n}/40\n3/14/25, 9:41 AM   Trending - Site"
    ),
    "votes and authors": each("{n}\n{t}\n{a}\n· 7 authors"),
    "headings": each("### {t}\n\n{a}", "\n\n"),
    "headings with links of the site": each("### [{t}](/papers/2501.{n:05})\n\n{a}", "\n\n"),
    "bold titles": each("**{t}**\n\n{a}", "\n\n"),
    "bold titles with numbers": each("{n}. **{t}**\n\n   {a}", "\n\n"),
    "labels before abstracts": each("{t}\nAbstract: {a}"),
    "rules": each("{t}\n{a}", "\n----------\n"),
    "many blank lines": each("{t}\n\n\n{a}", "\n\n\n"),
    "side by side": side_by_side,
}
# Quotation marks stay as the copy has them.
SAME = str.maketrans({"“": '"', "”": '"'})


def papers_of(path: Path) -> tuple[Papers, int]:
    with open_dump(str(path)) as dump:
        units = list(read(dump, detect(dump)))
    records = [unit for unit in units if isinstance(unit, Record)]
    shown = [
        (record.title.translate(SAME), (record.abstract or "").translate(SAME))
        for record in records
    ]
    return shown, len(units) - len(records)


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguised_listing_gives_the_same_papers(name: str, tmp_path: Path) -> None:
    expected: Papers = []
    for number in (1, 2):
        expected += papers_of(FIXTURES / "listing" / f"trending-0{number}.txt")[0]
    path = tmp_path / "disguised.txt"
    path.write_bytes(DISGUISES[name](expected).encode())
    assert papers_of(path) == (expected, 0)


@pytest.mark.parametrize("name", sorted(set(DISGUISES) - {"side by side"}))
def test_a_disguised_real_dump_gives_the_same_papers(
    name: str, tmp_path: Path, real_dumps: list[Path]
) -> None:
    expected, _ = papers_of(real_dumps[1])
    path = tmp_path / "disguised.txt"
    path.write_bytes(DISGUISES[name](expected).encode())
    found, skipped = papers_of(path)
    # A hyphen at the end of a wrapped line may or may not have had a space behind it.
    assert [(t, a.replace("- ", "-")) for t, a in found] == [
        (t, a.replace("- ", "-")) for t, a in expected
    ]
    assert skipped == 0


@pytest.mark.parametrize("width", [56, 64, 72, 80])
@pytest.mark.parametrize("notice", ["generated by a graph", "posted on the web", "updated at will"])
def test_a_wrapped_line_that_reads_like_a_notice_stays_in_its_sentence(
    width: int, notice: str, tmp_path: Path
) -> None:
    papers = papers_of(FIXTURES / "listing" / "trending-01.txt")[0][:6]
    title, abstract = papers[2]
    papers[2] = (
        title,
        f"{abstract} {'It is shown that every order is the one ' * 3}{notice} of them. So it is.",
    )
    path = tmp_path / "wrapped.txt"
    path.write_text(wrapped(width, "\n\n")(papers), encoding="utf-8")
    assert papers_of(path) == (papers, 0)
