"""Authors joined in one field: every format reads them alike, and what a dump shows decides what is ambiguous."""

import io
import json

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.splitting import are_inverted, split_inverted, split_names

IN_ORDER = ["Ann Ash", "Ben Elm", "Cy Oak"]  # what other records of the dump hold
FAMILY_FIRST = ["Ash, Ann", "Elm, Ben", "Oak, Cy"]


def dump_of(name: str, fields: list[str]) -> str:
    """Return a dump of one record for each author field."""
    write = {
        "ris": "TY  - JOUR\nTI  - T{n}\nAU  - {a}\nPY  - 2019\nER  - \n\n",
        "enw": "%0 Journal Article\n%T T{n}\n%A {a}\n%D 2019\n\n",
        "refworks": "RT Journal Article\nT1 T{n}\nA1 {a}\nYR 2019\n\n",
        "bibtex": "@article{{k{n},\n title = {{T{n}}},\n author = {{{a}}},\n year = 2019\n}}\n\n",
        "csv": 'T{n},"{a}",2019\n',
        "jsonl": None,
    }[name]
    if write is None:
        rows = ({"title": f"T{n}", "authors": a, "year": 2019} for n, a in enumerate(fields))
        return "".join(json.dumps(row) + "\n" for row in rows)
    head = "title,authors,year\n" if name == "csv" else ""
    return head + "".join(write.format(n=n, a=a) for n, a in enumerate(fields))


def authors_in(name: str, fields: list[str]) -> tuple[str, ...]:
    """Return the authors of the first record."""
    found = list(format_named(name).read(io.StringIO(dump_of(name, fields))))
    assert all(isinstance(each, Record) for each in found), found
    assert isinstance(found[0], Record)
    return found[0].authors


CLEAR = {
    "Jane Doe": ("Jane Doe",),
    "Doe, Jane": ("Jane Doe",),
    "Jane Doe, Sam Birch, Tom Cedar": ("Jane Doe", "Sam Birch", "Tom Cedar"),
    "Doe, Jane, Birch, Sam": ("Jane Doe", "Sam Birch"),
    "Doe, J., Birch, S., Cedar, T.": ("J. Doe", "S. Birch", "T. Cedar"),
    "Doe, J. A., van Dyke, S., Cedar, T.-B.": ("J. A. Doe", "S. van Dyke", "T.-B. Cedar"),
    "Doe J, Birch S, Cedar TB": ("J. Doe", "S. Birch", "T. B. Cedar"),
    "Doe, Jane; Birch, Sam": ("Jane Doe", "Sam Birch"),
    "Doe, Jane and Birch, Sam": ("Jane Doe", "Sam Birch"),
    "Doe, Jane A., Birch, Sam B., and Cedar, T.": ("Jane A. Doe", "Sam B. Birch", "T. Cedar"),
    "King, Martin Luther, Jr.": ("Martin Luther King Jr.",),
    "Doe, Jane, 1950-2001": ("Jane Doe",),
    "Doe, Jane, 1950-": ("Jane Doe",),
    "Doe, Jane, active 1850, author": ("Jane Doe",),
    "Doe, Jane, approximately 1950-2001.": ("Jane Doe",),
    "Jane Doe 0001": ("Jane Doe",),
    "Google, Inc.": ("Google, Inc.",),
}


@pytest.mark.parametrize("name", ["ris", "enw", "refworks", "bibtex", "csv", "jsonl"])
@pytest.mark.parametrize("text", CLEAR)
def test_every_format_reads_a_field_of_names_alike(name: str, text: str) -> None:
    assert authors_in(name, [text]) == CLEAR[text]


@pytest.mark.parametrize("name", ["ris", "enw", "refworks", "bibtex", "csv"])
@pytest.mark.parametrize(
    ("others", "authors"),
    [(IN_ORDER, ("Jane Mary Doe", "Sam Birch")), (FAMILY_FIRST, ("Sam Birch Jane Mary Doe",))],
)
def test_the_other_names_of_a_dump_tell_whether_a_comma_joins_two(
    name: str, others: list[str], authors: tuple[str, ...]
) -> None:
    assert authors_in(name, ["Jane Mary Doe, Sam Birch", *others]) == authors


def test_lists_of_an_odd_number_of_words_show_that_none_are_pairs() -> None:
    assert authors_in("csv", ["Doe, Birch, Cedar, Elm", "Ash, Oak, Fir"]) == (
        "Doe",
        "Birch",
        "Cedar",
        "Elm",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Barnes and Noble",
        "Department of Health and Human Services",
        "García Márquez, Gabriel José",
        "Doe, Jane, Jr., PhD",
        "World Moss Organization,",
        "Moss Company,, Inc.",
    ],
)
def test_what_may_be_one_name_stays_whole_where_names_are_inverted(text: str) -> None:
    assert split_inverted(text) == [text]


@pytest.mark.parametrize(
    ("texts", "inverted"),
    [
        (["Doe, Jane"], True),
        (["van der Berg, Jan"], True),
        (["Jane Doe"], False),
        (["Jane Doe, Sam Birch, Tom Cedar"], False),
        (["Jane Doe and Sam Birch"], False),
        (["Jane Doe, PhD"], False),
        (["Doe, Jane; Birch, Sam", "Jane Doe"], None),
        (["Jane Doe, Sam Birch"], None),
        (["Doe J, Birch S"], None),
        (["Plato"], None),
        (["World Health Organization"], None),
        (["王大毛, 李小明"], None),
        ([], None),
    ],
)
def test_what_a_name_shows_of_the_others(texts: list[str], inverted: bool | None) -> None:  # noqa: FBT001
    assert are_inverted(texts) is inverted


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Google AI", ["Google AI"]),
        ("Barack Obama II", ["Barack Obama II"]),
        ("Jane Roe MD", ["Jane Roe"]),
        ("王大毛, 李小明, 张三, 李四", ["王大毛", "李小明", "张三", "李四"]),
        ("Plato, Aristotle, Zeno", ["Plato", "Aristotle", "Zeno"]),
        ("Gates HL Jr, Doe J", ["H. L. Gates Jr", "J. Doe"]),
        ("Jane Doe, PhD, Sam Birch, MD", ["Jane Doe", "Sam Birch"]),
    ],
)
def test_names_in_one_string(text: str, authors: list[str]) -> None:
    assert [each.display for each in split_names(text)] == authors
