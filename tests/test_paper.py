import json
from dataclasses import fields

import msgspec
import pytest

from papercli.model import PAPER_FIELDS, Name, Paper, Source
from papercli.store.decoding import paper_decoder

FULL = Paper(
    id="0123abcd",
    title="On Meshes",
    authors=("Gabriel García Márquez", "CERN"),
    names=(Name("García Márquez", "Gabriel"), Name(literal="CERN")),
    year=2020,
    tags=("mesh",),
    sources=(Source("a.txt", "0" * 16, 3, "listing"), Source("b.bib", "1" * 16, 1, "bibtex", "m")),
)


def test_the_contract_is_the_same_wherever_it_is_written() -> None:
    blank = Paper(id="", title="")
    assert list(blank.to_json()) == [field.name for field in fields(Paper)] == list(PAPER_FIELDS)
    for paper in (blank, FULL):
        assert json.loads(msgspec.json.encode(paper)) == json.loads(json.dumps(paper.to_json()))


def test_a_paper_is_the_same_after_a_way_through_json() -> None:
    assert Paper.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


@pytest.mark.parametrize("count", [1, 1_000_000], ids=["a few", "many"])
def test_keys_that_came_later_are_blank_and_unknown_ones_are_ignored(count: int) -> None:
    decode = paper_decoder(count)
    assert decode(b'{"id":"0123abcd","title":"T","new":1}') == Paper("0123abcd", "T")
    shown = FULL.to_json()
    for each in (shown, *shown["names"], *shown["sources"]):
        each["new"] = {"of": ["a", "later", "version"]}
    assert decode(json.dumps(shown).encode()) == FULL


@pytest.mark.parametrize("count", [1, 1_000_000], ids=["a few", "many"])
@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"{", b'{"id":"0123abcd"}', b'"x"'])
def test_a_line_that_holds_no_paper_is_an_error(line: bytes, count: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words of json, or of msgspec
        paper_decoder(count)(line)
