"""Papers are filled in from dumps where it is sure, and nothing else is changed."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, Run, shown, write_rows

ABSTRACT = "We count the moths of a moor at night, and find that there are many more than in books."
OTHER = (
    "A proof that no beetle can cross a bog without help, with a bound on the length of its way."
)
HERE: list[dict[str, Any]] = [
    {"title": "Moths of the Moor", "abstract": ABSTRACT},
    {"title": "Beetles of the Bog", "doi": "10.1000/bog"},
    {"title": "Flies of the Fen", "abstract": OTHER, "authors": ["Ann Doe"], "year": 2001},
]
MOTHS: dict[str, Any] = {
    "title": "Moths of the Moor",
    "abstract": ABSTRACT,
    "authors": ["Jane Roe", "Max Poe"],
    "year": 2003,
    "venue": "Moth Letters",
    "volume": "3",
    "doi": "10.1000/moths",
    "tags": ["theirs"],
    "citations": 7,
}


@pytest.fixture
def library(papers: Run, tmp_path: Path) -> Run:
    write_rows(tmp_path / "here.jsonl", HERE)
    papers("ingest", tmp_path / "here.jsonl")
    papers("mark", "moths", "--tag", "mine", "--note", "good")
    return papers


def test_a_preview_changes_nothing_and_apply_is_undone(library: Run, tmp_path: Path) -> None:
    dump = write_rows(
        tmp_path / "more.jsonl", [MOTHS, {"title": "Wasps of the Weald", "year": 2000}]
    )
    before, history = shown(library, "moths"), library("history", "--json")[1]
    code, out, said = library("complete", "--from", dump)
    assert (code, said) == (0, "papers: 1 paper would be filled in: --apply does it\n")
    assert out == (
        f"{before['id']}\tMoths of the Moor\t"
        "2 authors, year 2003, venue Moth Letters, volume 3, doi 10.1000/moths\n"
    )
    assert library("history", "--json")[1] == history
    code, _, said = library("complete", "--from", dump, "--apply")
    assert (code, said) == (0, "papers: 1 paper filled in; `papers undo` reverts this\n")
    after = shown(library, "moths")
    assert [after[name] for name in ("authors", "year", "venue", "volume", "doi")] == [
        ["Jane Roe", "Max Poe"],
        2003,
        "Moth Letters",
        "3",
        "10.1000/moths",
    ]
    assert (after["tags"], after["note"], after["citations"]) == (["mine"], "good", None)
    assert [each["file"] for each in after["sources"]] == ["here.jsonl", "more.jsonl"]
    assert library("list", "--count")[1] == "3\n"
    assert json.loads(library("complete", "--from", dump, "--json")[1])["filled"] == []
    library("undo")
    assert shown(library, "moths") == before


@pytest.mark.parametrize(
    ("record", "filled"),
    [
        ({"title": "The Beetles of the Bog", "doi": "10.1000/bog", "year": 1999}, {"year": 1999}),
        ({"title": "MOTHS OF THE MOOR.", "abstract": ABSTRACT, "year": 1999}, {"year": 1999}),
        ({"title": "Flies of the Fen", "abstract": OTHER, "authors": ["Ann Doe"], "year": 2001, "pages": "1-9"}, {"pages": "1-9"}),
        ({"title": "Moths of the Moor", "abstract": OTHER, "year": 1999}, {}),  # another paper
        ({"title": "Flies of the Fen", "abstract": OTHER, "authors": ["Bo Poe"], "year": 1950, "pages": "1-9"}, {}),
        ({"title": "Wasps of the Weald", "year": 1999}, {}),
    ],
)  # fmt: skip
def test_only_a_record_that_is_surely_the_same_work_fills_in(
    library: Run, tmp_path: Path, record: dict[str, Any], filled: dict[str, Any]
) -> None:
    dump = write_rows(tmp_path / "more.jsonl", [record])
    answer = json.loads(library("complete", "--from", dump, "--json")[1])
    assert [each["values"] for each in answer["filled"]] == ([filled] if filled else [])
    assert (answer["records"], answer["applied"]) == (1, False)


def test_what_is_there_or_was_set_by_hand_stays(library: Run, tmp_path: Path) -> None:
    library("edit", "moths", "--set", "venue=Mine", "--set", "year=2010")
    library("edit", "moths", "--set", "venue=")
    write_rows(tmp_path / "first.jsonl", [MOTHS | {"authors": [], "venue": "Other"}])
    write_rows(tmp_path / "second.jsonl", [MOTHS | {"volume": "99", "pages": "5-6", "year": 2010}])
    library(
        "complete",
        "--from",
        tmp_path / "first.jsonl",
        "--from",
        tmp_path / "second.jsonl",
        "--apply",
    )
    after = shown(library, "moths")
    assert (after["venue"], after["year"], after["volume"]) == (None, 2010, "3")
    assert (after["authors"], after["pages"]) == (["Jane Roe", "Max Poe"], "5-6")


def test_a_query_says_which_papers(library: Run, tmp_path: Path) -> None:
    rows = [MOTHS, {"title": "Beetles of the Bog", "doi": "10.1000/bog", "year": 1999}]
    dump = write_rows(tmp_path / "more.jsonl", rows)
    answer = json.loads(library("complete", "beetles", "--from", dump, "--json")[1])
    assert [each["title"] for each in answer["filled"]] == ["Beetles of the Bog"]


def test_a_dump_that_cannot_be_read_is_told_and_the_others_are_used(
    library: Run, tmp_path: Path
) -> None:
    dump = write_rows(tmp_path / "more.jsonl", [MOTHS])
    bad = tmp_path / "bad.bin"
    bad.write_bytes(bytes(range(256)) * 9)
    code, out, said = library("complete", "--from", bad, "--from", dump, "--apply")
    assert code == 3
    assert out.count("\n") == 1
    assert str(bad) in said.splitlines()[-1]
    assert shown(library, "moths")["year"] == 2003
    code, _, said = library("complete", "--from", tmp_path / "none")
    assert (code, said.count("\n")) == (3, 1)
    assert library("complete")[0] == 2


def test_every_format_fills_in(filled: Run) -> None:
    code, out, said = filled("complete", "--from", FIXTURES / "bibtex", "--from", FIXTURES / "ris")
    assert code in {0, 3}
    assert "Traceback" not in out + said
