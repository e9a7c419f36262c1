"""Values that a reader sets by hand: read, checked, kept, and taken back."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from papercli.changes.editing import EDITABLE, read_values
from papercli.changes.sheet import read_sheet, write_sheet
from papercli.dedupe.fold import fill_blanks, fold_papers
from papercli.errors import UsageError
from papercli.model import Paper

RECORD: dict[str, object] = {
    "title": "Moths of the Moor",
    "authors": ["Ann Doe", "Max van der Roe"],
    "year": 2001,
    "venue": "Moth Letters",
    "abstract": "We count the moths of a moor: there are many.",
    "doi": "10.1000/1",
}


@pytest.fixture
def moths(papers: Run, tmp_path: Path) -> Run:
    (tmp_path / "a.jsonl").write_text(json.dumps(RECORD), "utf-8")
    papers("ingest", tmp_path / "a.jsonl")
    return papers


def shown(papers: Run) -> dict[str, Any]:
    (found,) = json.loads(papers("list", "--json")[1])
    return dict(found)


@pytest.mark.parametrize(
    ("setting", "name", "value"),
    [
        ("year=2002", "year", 2002),
        ("year=", "year", None),
        ("venue=Journal of Moths", "venue", "Journal of Moths"),
        ("authors=Doe, Ann; Poe, Edgar; et al.", "authors", ["Ann Doe", "Edgar Poe"]),
        ("authors=Moth Society, Inc.", "authors", ["Moth Society, Inc."]),
        ("authors=", "authors", []),
        ("keywords=moths; moors, wet", "keywords", ["moths", "moors, wet"]),
        ("pages=pp. 3--9", "pages", "3-9"),
        ("arxiv=https://arxiv.org/abs/1706.03762v2", "arxiv", "1706.03762"),
        ("doi=https://doi.org/10.1000/X", "doi", "10.1000/x"),
        ("url=https://example.org/a", "url", "https://example.org/a"),
        ("type=phdthesis", "type", "thesis"),
        ("date=2001-05", "date", "2001-05"),
        ("title=Moths of the Marsh", "title", "Moths of the Marsh"),
        ("status=read", "status", "read"),
        ("starred=yes", "starred", True),
        ("note=good", "note", "good"),
        ("tags=thesis, wet", "tags", ["thesis", "wet"]),
    ],
)
def test_a_value_is_set_and_taken_back(moths: Run, setting: str, name: str, value: object) -> None:
    before = shown(moths)
    code, out, said = moths("edit", "moths", "--set", setting)
    assert (code, said) == (0, "")
    assert out.startswith(f"{name} set: 1 paper\n")
    assert shown(moths)[name] == value
    is_mark = name in {"status", "starred", "note", "tags"}
    assert shown(moths)["edited"] == ([] if is_mark else [name])
    assert moths("edit", "moths", "--set", setting)[1].startswith(f"{name} set: no change needed\n")
    moths("undo")
    assert shown(moths) == before


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("year=20x", "year: takes a year such as 2024, not '20x'"),
        ("year=99999", "year: takes a year such as 2024, not '99999'"),
        ("date=May 2001", "date: takes a date such as 2024-03-14 or 2024-03, not 'May 2001'"),
        ("date=2001-02-30", "date: takes a date"),
        ("doi=foo", "doi: takes a DOI"),
        ("arxiv=foo", "arxiv: takes an arXiv id"),
        ("url=ftp://x", "url: takes an address"),
        ("type=poem", "type: takes a CSL type"),
        ("status=done", "status: takes unread, reading or read, not 'done'"),
        ("starred=maybe", "starred: takes yes or no"),
        ("title= ", "title: a paper needs one"),
        ("yaer=2001", "'yaer' is not a field that can be set"),
        ("id=abc", "'id' is not a field that can be set"),
        ("2001", "--set takes FIELD=VALUE, for example year=2024, not '2001'"),
    ],
)
def test_what_is_no_value_changes_nothing(moths: Run, setting: str, said: str) -> None:
    before = shown(moths)
    code, out, error = moths("edit", "moths", "--set", "venue=X", "--set", setting)
    assert (code, out) == (2, "")
    assert error.startswith(f"papers: {said}")
    assert shown(moths) == before


LATER = [
    RECORD | {"year": 2001, "venue": "Moth Letters", "volume": "3"},
    RECORD | {"year": 1999, "authors": ["Ann Doe", "Max van der Roe", "Sam Third"]},
    RECORD | {"venue": "Some Other Place", "keywords": ["wings"]},
]


@pytest.mark.parametrize("record", LATER)
def test_what_was_set_outlives_later_sightings(
    moths: Run, tmp_path: Path, record: dict[str, object]
) -> None:
    settings = ("title=Moths, a Study", "year=2005", "venue=", "authors=Doe, A. B.", "keywords=x")
    moths("edit", "moths", *(f"--set={each}" for each in settings))
    before = shown(moths)
    (tmp_path / "b.jsonl").write_text(json.dumps(record), "utf-8")
    moths("ingest", tmp_path / "b.jsonl")
    after = shown(moths)
    assert len(after["sources"]) == 2
    for name in ("title", "year", "venue", "authors", "names", "keywords", "edited", "year_from"):
        assert after[name] == before[name]
    assert after["year_from"] == "reader"
    assert after["volume"] == record.get("volume")


def test_a_backup_keeps_what_was_set(moths: Run, tmp_path: Path) -> None:
    moths("edit", "moths", "--set", "year=2005", "--set", "venue=")
    before = shown(moths)
    for command in (("backup",), ("export", "-o")):
        moths(*command, tmp_path / "out.jsonl")
        library = tmp_path / command[0]
        moths("ingest", tmp_path / "out.jsonl", "--library", library)
        moths("ingest", tmp_path / "a.jsonl", "--library", library)
        (after,) = json.loads(moths("list", "--json", "--library", library)[1])
        assert (after["year"], after["venue"], after["edited"]) == (2005, None, ["venue", "year"])
        assert after["year_from"] == before["year_from"] == "reader"
        (tmp_path / "out.jsonl").unlink()


FIELDS = st.sampled_from(["venue", "abstract", "volume", "authors", "year", "keywords"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "authors": st.lists(st.sampled_from(["A. Doe", "B. Roe", "C. Poe"]), unique=True).map(tuple),
    "keywords": st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple),
    "year": st.one_of(st.none(), st.integers(1990, 2020)),
}


@st.composite
def papers_edited(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Paper:
    names = ("venue", "abstract", "volume", "authors", "year", "keywords")
    text = st.one_of(st.none(), st.sampled_from(["x", "xy", "xyz"]))
    values: Mapping[str, Any] = {name: draw(VALUES.get(name, text)) for name in names}
    edited = tuple(sorted(draw(st.sets(FIELDS))))
    return replace(Paper("a" * 8, "T", **values), edited=edited)


@given(papers_edited(), papers_edited())
def test_of_two_papers_that_become_one_what_was_set_stays(one: Paper, other: Paper) -> None:
    other = replace(other, id="b" * 8)
    for united in (fill_blanks(one, other), fold_papers(one, [other])):
        assert set(united.edited) == {*one.edited, *other.edited}
        for name in united.edited:
            by_hand = one if name in one.edited else other
            assert getattr(united, name) == getattr(by_hand, name)


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    program = tmp_path / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{program}' ")
    return program


def test_a_paper_is_edited_in_the_editor(
    moths: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "sed -i 's/^year: .*/year: 2007/; s/^venue:.*/venue:/; /^doi/d; s/^note:.*/note: |\\n  one\\n  two/' \"$1\""
    editor(tmp_path, monkeypatch, script)
    code, out, said = moths("edit", "moths")
    assert (code, said) == (0, "")
    assert out.startswith("year, venue, note and doi set: 1 paper\n")
    after = shown(moths)
    assert (after["year"], after["venue"], after["doi"], after["note"]) == (
        2007,
        None,
        None,
        "one\ntwo",
    )
    assert after["edited"] == ["doi", "venue", "year"]


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("true", 0, "nothing was changed"),
        (': > "$1"', 0, "nothing was changed"),
        (
            "sed -i 's/^year: .*/year: soon/' \"$1\"",
            2,
            "line 7: year: takes a year such as 2024, not 'soon'; nothing was changed",
        ),
        ("echo 'yaer: 2001' >> \"$1\"", 2, "'yaer' is not a field that can be set"),
        ("echo '  : [' >> \"$1\"", 2, "not valid YAML"),
        ("sed -i '/^title/d' \"$1\"", 2, "title: a paper needs one; nothing was changed"),
        ("exit 3", 5, "ended with status 3; nothing was changed"),
        ('rm "$1"', 5, "nothing was changed"),
    ],
)
def test_an_editor_that_leaves_nothing_sensible_changes_nothing(
    moths: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: int, said: str
) -> None:
    before = shown(moths)
    editor(tmp_path, monkeypatch, script)
    got, out, error = moths("edit", "moths")
    assert (got, out) == (code, "")
    assert said in error
    assert shown(moths) == before
    assert not [each for each in os.listdir(tmp_path) if each.startswith("papers-")]


def test_without_an_editor_the_option_is_named(moths: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", "")
    said = "papers: no editor found; set $EDITOR, or say on the command line what to write\n"
    assert moths("edit", "moths") == (5, "", said)
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert moths("edit", "moths")[0] == 5


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)


@given(
    title=TEXTS.filter(lambda text: bool(text.strip())),
    abstract=st.one_of(st.none(), TEXTS),
    note=st.one_of(st.none(), st.lists(TEXTS).map("\n".join)),
    authors=st.lists(st.sampled_from(["Ann Doe", "O'Neill: Jo", "- Dash", "#x", "1984", "yes"])),
    year=st.one_of(st.none(), st.integers(1500, 2050)),
)
def test_a_sheet_that_is_left_alone_changes_nothing(
    title: str, abstract: str | None, note: str | None, authors: list[str], year: int | None
) -> None:
    paper = Paper("a" * 8, title.strip(), abstract, tuple(authors), year=year, note=note)
    assert read_sheet(write_sheet(paper), paper) == {}
    other = read_sheet(write_sheet(paper).replace("starred: 'no'", "starred: yes"), paper)
    assert other == {"starred": "yes"}


def test_every_field_says_what_it_takes() -> None:
    for name in EDITABLE:
        with pytest.raises(UsageError, match=name):
            read_values({name: {"a": {"b": "c"}}})


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Manzil Zaheer, Satwik Kottur, Siamak Ravanbakhsh", ["Manzil Zaheer", "Satwik Kottur", "Siamak Ravanbakhsh"]),
        ("Ann Lee and Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("Lee, Ann and Roe, Bob", ["Ann Lee", "Bob Roe"]),
        ("Lee, Ann; Roe, Bob", ["Ann Lee", "Bob Roe"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("The Moth Consortium", ["The Moth Consortium"]),
        ("", []),
    ],
)  # fmt: skip
def test_authors_are_parted_as_people_write_them(
    filled: Run, value: str, authors: list[str]
) -> None:
    filled("edit", "c25019e0", "--set", f"authors={value}")
    assert json.loads(filled("show", "c25019e0", "--json")[1])["authors"] == authors


def test_a_year_that_is_removed_is_gone_everywhere(filled: Run) -> None:
    filled(
        "edit",
        "c25019e0",
        "--set",
        "arxiv=1703.06114",
        "--set",
        "year=2018",
        "--set",
        "date=2018-03-04",
    )
    said = filled("edit", "c25019e0", "--set", "year=")[2]
    assert said == "papers: the date was of another year, and is removed\n"
    assert filled("list", "year:2017", "id:c25019e0", "--count")[1] == "0\n"
    for style in ("bibtex", "biblatex", "text", "markdown"):
        assert not re.search(
            r"year|date|201[78]",
            filled("cite", "c25019e0", "--style", style)[1].replace("1703.06114", ""),
        )
    for form in ("ris", "csl-json", "csv"):
        out = filled("export", "id:c25019e0", "--format", form)[1]
        assert not re.search(r"\b201[78]\b", out)


def test_a_field_is_set_once(filled: Run) -> None:
    code, _, said = filled("edit", "c25019e0", "--set", "venue=A", "--set", "venue=B")
    assert (code, said) == (2, "papers: a field is set twice; set each once\n")
