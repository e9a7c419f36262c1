"""Tables that name authors by their family names alone, and such that only look so."""

import io
import json
from collections.abc import Callable, Sequence
from types import ModuleType

import pytest
import yaml

from papercli.dumps.base import Record, Skipped
from papercli.dumps.family_names import names_families_alone
from papercli.dumps.json import array, jsonl
from papercli.dumps.labelled import labelled
from papercli.dumps.table import read
from papercli.dumps.yaml import papers
from papercli.errors import DumpError

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


def objects(cells: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"title": f"Slow moss {at}", "Authors": cell, "year": 2001, "venue": "Moss Review"}
        for at, cell in enumerate(cells)
    ]


def as_json(cells: Sequence[str]) -> str:
    return json.dumps(objects(cells))


def as_lines(cells: Sequence[str]) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in objects(cells))


def as_yaml(cells: Sequence[str]) -> str:
    return str(yaml.safe_dump(objects(cells), allow_unicode=True))


OBJECTS: dict[str, tuple[ModuleType, Callable[[Sequence[str]], str]]] = {
    "json": (array, as_json),
    "jsonl": (jsonl, as_lines),
    "yaml": (papers, as_yaml),
}


@pytest.mark.parametrize("kind", OBJECTS)
@pytest.mark.parametrize("others", ALONE, ids=map(str, ALONE))
def test_so_they_are_in_objects(others: list[str], kind: str) -> None:
    reader, dump = OBJECTS[kind]
    for cells in ([TWO, *others], [*others, TWO]):
        found = [each for each in reader.read(io.StringIO(dump(cells))) if isinstance(each, Record)]
        assert len(found) == len(cells)
        assert ("Smith", "Jones") in [each.authors for each in found]


@pytest.mark.parametrize("kind", OBJECTS)
@pytest.mark.parametrize("others", WITH_GIVEN, ids=map(str, WITH_GIVEN))
def test_with_given_names_two_words_are_one_author_in_objects(others: list[str], kind: str) -> None:
    reader, dump = OBJECTS[kind]
    found = [
        each for each in reader.read(io.StringIO(dump([TWO, *others]))) if isinstance(each, Record)
    ]
    assert ("Jones Smith",) in [each.authors for each in found]


def test_objects_before_a_dump_breaks_off_are_read() -> None:
    text = json.dumps(objects([TWO, "Hart, Sand, Wren"]))[:-1] + ', {"title": "Cut'
    found: list[Record | Skipped] = []
    with pytest.raises(DumpError):
        found.extend(array.read(io.StringIO(text)))
    assert [each.authors for each in found if isinstance(each, Record)] == [("Smith", "Jones"), ("Hart", "Sand", "Wren")]  # fmt: skip
