import io
from pathlib import Path

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.table import read, sniff

FIXTURES = Path(__file__).parent.parent / "fixtures" / "csv"


def split(text: str) -> tuple[list[Record], list[tuple[int, str]]]:
    found = list(read(io.StringIO(text)))
    return [each for each in found if isinstance(each, Record)], [
        (each.line, each.reason) for each in found if isinstance(each, Skipped)
    ]


def test_quoted_line_ends_and_quotation_marks_are_kept() -> None:
    found, faults = split((FIXTURES / "library.csv").read_text(encoding="utf-8"))
    assert [record.line for record in found] == [2, 4, 5]
    assert (
        found[0].abstract
        == "Layers of simple units, many of them, learn to represent what they see."
    )
    assert found[1].title == 'The "Bitter" Lesson'
    assert faults == []


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    "title", ["Title", "TITLE", "Paper Title", "Article Title", "document title", "Item Title"]
)
def test_delimiters_and_column_names_are_found_out(delimiter: str, title: str) -> None:
    text = (
        delimiter.join((title, "AUTHORS", "Publication Year"))
        + "\n"
        + delimiter.join(('"A, b; c\td|e"', "Ada Lovelace", "1843"))
        + "\n"
    )
    assert sniff(text) > 0.9
    (record,), _ = split(text)
    assert (record.title, record.year) == ("A, b; c d|e", 1843)


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    rows = [f'"Title {n}","Ada Lovelace",1843\n' for n in range(1000)]
    rows[500] = '"Title 500,"Ada Lovelace",1843\n'.replace('500,"', "500,")
    found, faults = split("title,authors,year\n" + "".join(rows))
    assert len(found) == 999
    assert [line for line, _ in faults] == [502]


def test_a_row_with_too_few_or_too_many_cells_is_skipped() -> None:
    found, faults = split("title,authors,year\nA,B\nC,D,2000,,\nE,F,2001,x\nG,H,20")
    assert [record.title for record in found] == ["C", "G"]
    assert faults == [(2, "2 cells where the header has 3"), (4, "4 cells where the header has 3")]


def test_the_ugly_sample_reads_around_its_faults() -> None:
    found, faults = split((FIXTURES / "ugly.tsv").read_text(encoding="utf-8-sig"))
    assert [record.title for record in found] == [
        "Deep Sets",
        'A 5" disk and other "quoted" things',
        "Long Short-Term Memory",
    ]
    assert [line for line, _ in faults] == [3, 5, 6, 8, 10]
    assert found[0].keywords == ("cs.LG", "stat.ML")


def test_a_backslash_before_a_quotation_mark_is_understood() -> None:
    (record,), _ = split('title,abstract\n"The \\"Bitter\\" Lesson","x, y"\n')
    assert record.title == 'The "Bitter" Lesson'


def test_web_of_science_tables_are_read_by_their_tags() -> None:
    text = "PT\tAU\tAF\tTI\tSO\tPY\tDI\nJ\tLeCun, Y\tLeCun, Yann; Bengio, Yoshua\tDeep learning\tNATURE\t2015\t10.1038/nature14539\n"
    assert sniff(text) > 0.9
    (record,), _ = split(text)
    assert (record.authors, record.doi, record.year) == (
        ("Yann LeCun", "Yoshua Bengio"),
        "10.1038/nature14539",
        2015,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Title: a\nAuthor: b\n",
        "A title, with commas, and an abstract\n",
        "title\nA\nB\n",
        "a,b,c\n1,2,3\n",
        '{"title": 1, "authors": 2}',
        "",
        "title,\n",
    ],
)
def test_what_is_no_table_is_not_claimed(text: str) -> None:
    assert sniff(text) == 0
