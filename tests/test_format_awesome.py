import io
import re
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.input.files import open_dump
from papercli.dumps.markdown.awesome import read as read_list
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import parse
from papercli.dumps.reading import read

FIXTURES = Path(__file__).parent.parent / "fixtures" / "awesome"


def sample(name: str) -> tuple[list[Record], list[Skipped]]:
    with open_dump(str(FIXTURES / name)) as dump:
        units = list(read(dump, detect(dump)))
    return (
        [each for each in units if isinstance(each, Record)],
        [each for each in units if isinstance(each, Skipped)],
    )


def test_the_usual_styles_of_a_list_give_title_authors_venue_and_year() -> None:
    records, skipped = sample("list.md")
    assert [
        (each.title, ", ".join(each.authors), each.venue, each.year, each.arxiv or each.doi)
        for each in records
    ] == [
        (
            "Reading Tide Tables with Very Small Networks",
            "Ingrid Høy, Pavel Šimek",
            "NeurIPS",
            2025,
            "2503.90011",
        ),
        ("The Moon as a Teacher", "Lan Nguyễn, Omar Saleh", None, 2019, None),
        ("Harbours by the Hour", "Rosa Vidal, Edda Falk", "ICLR", 2021, None),
        (
            "Grammars for Bird Calls",
            "M. Okafor, J. Lind",
            "Journal of Field Grammars",
            2026,
            "10.1000/jfg.2026.8",
        ),
        ("A Flock Counted in One Pass", "Tor Falk, Nils Berg", None, None, "2402.90013"),
        ("A Lantern for Moths", "", "CVPR", 2024, "2411.90014"),
        ("Nests and Their Norms", "Jana Lind, Ada Stern", None, 2017, "1705.90015"),
        ("Feathers are All You Weigh", "Q. Fern, P. Moss", None, 2018, None),
        ("Wings of a Wren", "Mirjam van der Velde, Q. Fern", None, 2022, "2206.90016"),
        ("Owls in Odd Weather", "Jana Lind", None, 2026, "2603.90017"),
        ("Ducks in a Row", "Ada Stern", None, 2026, "2603.90018"),
    ]
    assert records[3].more_authors
    assert records[9].date == "2026-03-04"
    assert skipped == [Skipped(3, "text that belongs to no paper")]


def test_daily_papers_give_abstracts_subjects_and_ids() -> None:
    (tides, birds), skipped = sample("daily.md")
    assert (tides.title, tides.authors, tides.arxiv) == (
        "Reading Tide Tables with Very Small Networks",
        ("Ingrid Høy", "Pavel Šimek", "Lan Nguyễn"),
        "2603.90011",
    )
    assert tides.keywords == ("cs.LG", "physics.ao-ph")
    assert (tides.abstract or "").startswith("We teach a network")
    assert birds.abstract == "Two hundred calls are parsed with a grammar of nine rules."
    assert [each.line for each in skipped] == [3]


def test_tools_blogs_and_videos_are_reported_and_no_papers() -> None:
    records, skipped = sample("ugly.md")
    assert [(each.title, ", ".join(each.authors), each.year) for each in records] == [
        ("Ebbs that Learn from Floods", "Ingrid Høy, Rosa Vidal, Omar Saleh", 2020),
        ("A Title with [Brackets] in It", "Edda Falk, Tor Falk", 2018),
        ("Half of a Half-Life", "", None),
        ("Counting Sheep", "Rosa Vidal, Nils Berg", 2020),
        ("A Rook Recalls", "", 2020),
        ("Ferns and Mosses in One Plot", "Q. Fern, P. Moss", 2015),
    ]
    assert records[1].doi == "10.1016/s0020-0190(01)00123-9"
    assert [(each.line, each.reason) for each in skipped] == [
        (6, "a list item that shows no paper"),
        (7, "a list item that shows no paper"),
        (13, "a list item that shows no paper"),
        (18, "a row without a paper"),
    ]


@pytest.mark.parametrize("name", ["list.md", "ugly.md", "daily.md"])
def test_no_line_with_a_link_to_a_paper_is_lost(name: str) -> None:
    records, skipped = sample(name)
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    told = {each.line for each in records} | {each.line for each in skipped}
    for number, line in enumerate(lines, 1):
        if "in a Comment" not in line and re.match(r"(?:[-*+]|\d+\.) .*\]\(http", line):
            assert number in told, line


def test_each_kind_of_item_is_read_or_reported_whatever_stands_around_it() -> None:
    text = (FIXTURES / "list.md").read_text(encoding="utf-8")
    expected = [each.title for each in sample("list.md")[0]]
    for changed in (
        text.replace("\n", "\r\n").replace("\r\n", "\n"),
        re.sub(r"^", "> ", text, flags=re.MULTILINE),
        text.replace("\n\n", "\n\n\n"),
        text.replace("\n", "  \n"),
    ):
        found = [each.title for each in read_list(io.StringIO(changed)) if isinstance(each, Record)]
        assert found == expected


@pytest.mark.parametrize(
    ("text", "title", "authors", "venue", "year"),
    [
        ("[A Title](https://arxiv.org/abs/2001.00001) - J. Doe et al., NeurIPS 2020", "A Title", ["J. Doe", "et al."], "NeurIPS", "2020"),
        ("A Title of It. Jane Doe, Sam Birch. ICML 2019. [paper](https://x.org/a.pdf)", "A Title of It", ["Jane Doe", "Sam Birch"], "ICML", "2019"),
        ("[NIPS'17] **A Title of It** | Jane Doe, Sam Birch | [paper](https://x.org/a.pdf)", "A Title of It", "Jane Doe, Sam Birch", "NIPS", "2017"),
        ("Jane Doe and Sam Birch, [A Title](https://x.org/a.pdf), Nature 2015", "A Title", ["Jane Doe", "Sam Birch"], "Nature", "2015"),
        ("Jane Doe, Sam Birch, *A Title of It*, Interspeech 2010", "A Title of It", ["Jane Doe", "Sam Birch"], "Interspeech", "2010"),
        ('"A Title of It", TPAMI, 2023 (*Moss University*). [[Paper](https://arxiv.org/abs/2306.00001)]', "A Title of It", "", "TPAMI", "2023"),
        ("**Moss: a Title** Jane Doe, Mirjam van der Velde ICLR 2021 [pdf](https://x.org/a.pdf)", "Moss: a Title", "Jane Doe, Mirjam van der Velde", "ICLR", "2021"),
        ("[![arXiv](https://img.shields.io/badge/x)](https://arxiv.org/abs/2001.00001) **A Title of It**", "A Title of It", "", "", ""),
        ("📄 [A Title](https://arxiv.org/abs/2001.00001) ⭐", "A Title", "", "", ""),
    ],
)  # fmt: skip
def test_a_citation_is_told_apart(
    text: str, title: str, authors: str | list[str], venue: str, year: str
) -> None:
    cited = read_citation(parse(text))
    assert cited is not None
    assert cited.shows_paper
    assert (cited.title, cited.authors, cited.venue, cited.year) == (title, authors, venue, year)


@pytest.mark.parametrize(
    "text",
    [
        "[A Tool](https://github.com/example/tool): it draws",
        "[A talk about it](https://www.youtube.com/watch?v=1) - Jane Doe 2018",
        "See the rules below",
        "[paper](https://arxiv.org/abs/2001.00001)",
    ],
)
def test_what_is_no_paper_is_none(text: str) -> None:
    cited = read_citation(parse(text))
    assert cited is None or not cited.shows_paper


ROW = "| {} | Jane Doe | 2020 | [pdf](https://arxiv.org/abs/2101.0000{}) | {} |\n"


def table(column: str, *cells: str) -> str:
    head = f"| Title | Authors | Year | Link | {column} |\n|---|---|---|---|---|\n"
    rows = zip(("Moss on Walls", "Owls by Night"), (1, 2), cells * 2, strict=False)
    return head + "".join(ROW.format(*each) for each in rows)


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        ("Rating", ("5",), "column not kept: Rating (2 papers)"),
        ("Rating", ("", "4"), "column not kept: Rating (1 paper)"),
        (
            "Mood | Code",
            ("gloomy | [code](https://github.com/a/b)",),
            "column not kept: Mood (2 papers)",
        ),
        ("Mood | Rating", ("gloomy | 5",), "columns not kept: Mood (2 papers), Rating (2)"),
        ("Status", ("Shelved",), "column not kept: Status (2 papers, such as 'Shelved')"),
        ("Description", ("A small tool.",), "column not kept: Description (2 papers)"),
        ("Dataset", ("[Tides](https://example.org), 3 GB",), "column not kept: Dataset (2 papers)"),
        ("Dataset", ("[Tides](https://example.org)",), ""),
        ("Stars", ("![48 of them](https://img.shields.io/a/b)",), ""),
        ("Rating", ("", "-"), ""),
        ("Keywords", ("moss, walls",), ""),
        ("Publisher", ("Springer",), ""),
    ],
)
def test_columns_that_are_not_kept_are_reported_as_those_of_csv(
    papers: Run, tmp_path: Path, column: str, cells: tuple[str, ...], said: str
) -> None:
    dump = tmp_path / "list.md"
    dump.write_text(table(column, *cells), encoding="utf-8")
    code, _, err = papers("ingest", str(dump))
    assert (code, err) == (0, f"papers: list.md: {said}\n" if said else "")


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("DOI", "10.1000/moss.1", "doi", "10.1000/moss.1"),
        ("Keywords", "moss, walls", "keywords", ("moss", "walls")),
        ("Tags", "to cite", "tags", ("to cite",)),
        ("Pages", "1-9", "pages", "1-9"),
        ("Publication", "Journal of Moss", "venue", "Journal of Moss"),
        ("Read", "✅", "status", "read"),
        ("Read", "[x]", "status", "read"),
        ("Read", "⬜", "status", "unread"),
        ("Description", "A small tool.", "abstract", None),
        ("Notes", "See [this](https://example.org).", "note", "See [this](https://example.org)."),
    ],
)
def test_a_column_holds_what_it_holds_in_csv(
    column: str, cell: str, field: str, value: object
) -> None:
    found = list(read_list(io.StringIO(table(column, cell))))
    assert [(type(each), getattr(each, field, None)) for each in found] == [(Record, value)] * 2


def test_a_table_without_a_column_of_titles_keeps_what_the_reader_wrote() -> None:
    text = (
        "| Topic | Where | My notes | Rating |\n|---|---|---|---|\n"
        "| Moss | [Moss on Walls](https://arxiv.org/abs/2101.00001) | Good. | 5 |\n"
    )
    (record,) = read_list(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.title, record.note) == ("Moss on Walls", "Good.")
    assert record.unread == ("Topic", "Rating")


# What stands below a heading that is a title -> its authors, venue and year.
BYLINES = {
    "Quill et al., 2017 — https://arxiv.org/abs/1706.00001": (("Quill",), None, 2017),
    "Ada Quill et al. (NeurIPS 2017), https://arxiv.org/abs/1706.00001": (("Ada Quill",), "NeurIPS", 2017),
    "Quill, Rook, Sand. CVPR 2016. [arXiv](https://arxiv.org/abs/1706.00001)": (("Quill", "Rook", "Sand"), "CVPR", 2016),
    "Quill & Rook 2014. [paper](https://arxiv.org/abs/1706.00001)": (("Quill", "Rook"), None, 2014),
    "*Quill et al.*, NIPS 2014 [arXiv:1706.00001](https://arxiv.org/abs/1706.00001)": (("Quill",), "NIPS", 2014),
    "by Ada Quill and Ben Rook — ICLR 2015 — https://arxiv.org/abs/1706.00001": (("Ada Quill", "Ben Rook"), "ICLR", 2015),
    "Ada Quill, Ben J. Rook, and Cy Sand. 2016. https://arxiv.org/abs/1706.00001": (("Ada Quill", "Ben J. Rook", "Cy Sand"), None, 2016),
    "Ada Quill, Ben Rook | 2016 | [pdf](https://arxiv.org/pdf/1706.00001)": (("Ada Quill", "Ben Rook"), None, 2016),
    "Ada Quill, Ben Rook, Cy Sand\n[pdf](https://arxiv.org/pdf/1706.00001)": (("Ada Quill", "Ben Rook", "Cy Sand"), None, None),
}  # fmt: skip


@pytest.mark.parametrize(
    "remark", ["", "\nSome thoughts of mine on it.", "\n\n- a remark\n- and another"]
)
@pytest.mark.parametrize("byline", BYLINES)
def test_names_below_a_heading_are_no_title(byline: str, remark: str) -> None:
    page = "".join(
        f"## A Title of {each} Words\n{byline}{remark}\n\n" for each in ("Some", "Other")
    )
    found = list(read_list(io.StringIO(f"# Notes\n\n{page}")))
    records = [each for each in found if isinstance(each, Record)]
    assert [each.title for each in records] == ["A Title of Some Words", "A Title of Other Words"]
    authors, venue, year = BYLINES[byline]
    assert {each.authors for each in records} == {authors}
    assert {(each.venue, each.arxiv) for each in records} == {(venue, "1706.00001")}
    assert {each.year or int((each.date or "0")[:4]) or None for each in records} == {year}
    assert bool(remark) == any(isinstance(each, Skipped) for each in found)


@pytest.mark.parametrize("text", ["Quill et al. https://arxiv.org/abs/1706.00001", "Quill, Rook, Sand (2017) https://arxiv.org/abs/1706.00001"])  # fmt: skip
def test_names_alone_are_no_title(text: str) -> None:
    page = f"# Notes\n\n- {text}\n- [A Title](https://arxiv.org/abs/1706.00002)\n"
    records = [each for each in read_list(io.StringIO(page)) if isinstance(each, Record)]
    assert [each.title for each in records] == ["A Title"]


@pytest.mark.parametrize("names", ["Mnih, V., et al.", "Ho, J., Jain, A., & Abbeel, P.", "Radford, A., Kim, J. W., Hallacy, C., et al.", "**Roe, J.**, & Doe, J."])  # fmt: skip
@pytest.mark.parametrize(
    "rest", ["(2015). A study of rain. *Nature*, *518*(7540), 529–533.", "A study of rain."]
)
def test_authors_with_initials_are_no_title(names: str, rest: str) -> None:
    page = f"# Papers\n\n* {names} {rest} [https://doi.org/10.1000/rain](https://doi.org/10.1000/rain)\n* [A Title of Ours](https://arxiv.org/abs/1706.00002)\n"
    titles = [each.title for each in read_list(io.StringIO(page)) if isinstance(each, Record)]
    assert "A Title of Ours" in titles
    assert set(titles) <= {"A Title of Ours", "A study of rain"}
