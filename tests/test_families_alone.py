"""Tables that name authors by their family names alone, and such that only look so."""

import io
from collections.abc import Sequence

import pytest

from papercli.dumps.base import Record
from papercli.dumps.family_names import names_families_alone
from papercli.dumps.labelled import labelled
from papercli.dumps.table import read

TWO = "Smith, Jones"


def table(cells: Sequence[str], delimiter: str) -> str:
    rows = [f'Slow moss {at}{delimiter}"{cell}"{delimiter}2001' for at, cell in enumerate(cells)]
    return "\n".join([delimiter.join(("title", "authors", "year")), *rows, ""])


def blocks(cells: Sequence[str]) -> str:
    return "\n".join(
        f"Title: Slow moss {at}\nAuthors: {cell}\nYear: 2001\n" for at, cell in enumerate(cells)
    )


ALONE = [
    ["Hart, Sand, Wren"],
    ["Hart & Sand"],
    ["Hart and Sand"],
    ["Hart, Sand and Wren"],
    ["Quill"],
    ["Quill et al."],
    ["Quill", "Rook", "Brown, Smith"],
    ["van Dyke, O'Brien, Müller-Lüdenscheidt", "World Moss Organization"],
    ["NASA", "Quill"],
]
WITH_GIVEN = [
    ["Hart, John"],
    ["Quill, Ada B."],
    ["Quill, A."],
    ["Doe, Jane; Roe, Max"],
    ["Kim, Minsoo and Park, Jiwoo"],
    ["Ada Quill"],
    ["Quill", "Kim, Minsoo", "Park, Jiwoo", "Lee, Haneul"],
    ["NASA"],
    [],
]


@pytest.mark.parametrize("others", ALONE, ids=map(str, ALONE))
def test_two_family_names_are_two_authors(others: list[str]) -> None:
    for dump in (table([TWO, *others], ","), table([*others, TWO], "\t")):
        found = [each for each in read(io.StringIO(dump)) if isinstance(each, Record)]
        assert ("Smith", "Jones") in [each.authors for each in found]
    found = [
        each
        for each in labelled.read(io.StringIO(blocks([TWO, *others])))
        if isinstance(each, Record)
    ]
    assert found[0].authors == ("Smith", "Jones")


@pytest.mark.parametrize("others", WITH_GIVEN, ids=map(str, WITH_GIVEN))
def test_where_given_names_stand_behind_commas_they_are_one_person(others: list[str]) -> None:
    assert not names_families_alone([TWO, *others])
    found = list(read(io.StringIO(table([TWO, *others], ","))))
    assert isinstance(found[0], Record)
    assert len(found[0].authors) == 1


def test_who_else_wrote_it_is_kept() -> None:
    (found, *_) = read(io.StringIO(table(["Smith, Jones et al.", "Hart & Sand"], ",")))
    assert isinstance(found, Record)
    assert (found.authors, found.more_authors) == (("Smith", "Jones"), True)
