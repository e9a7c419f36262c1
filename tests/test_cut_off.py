"""Libraries that were cut off or set back: a reading command never takes one for whole."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

Damage = Callable[[bytes, Path], object]


def cut_to(size: Callable[[bytes], int]) -> Damage:
    return lambda whole, store: store.write_bytes(whole[: size(whole)])


DAMAGES: dict[str, Damage] = {
    "removed": lambda _, store: store.unlink(),
    "emptied": cut_to(lambda _: 0),
    "a first byte": cut_to(lambda _: 1),
    "within the first line": cut_to(lambda whole: whole.index(b"\n") // 2),
    "a first line without its end": cut_to(lambda whole: whole.index(b"\n")),
    "a first line": cut_to(lambda whole: whole.index(b"\n") + 1),
    "two lines": cut_to(lambda whole: whole.index(b"\n", whole.index(b"\n") + 1) + 1),
    "half": cut_to(lambda whole: len(whole) // 2),
    "up to the last line": cut_to(lambda whole: whole.rindex(b"\n", 0, -1) + 1),
    "within the last line": cut_to(lambda whole: len(whole) - 10),
    "all but the last line end": cut_to(lambda whole: len(whole) - 1),
    "an older copy": lambda _, store: shutil.copy(store.with_name("older"), store),
    "an older copy, cut": lambda _, store: store.write_bytes(
        store.with_name("older").read_bytes()[:-20]
    ),
}
READING = [
    ("list",),
    ("list", "--count"),
    ("list", "--json"),
    ("list", "year:2019", "--color", "always"),
    ("search", "equivariant"),
    ("search", "equivariant", "--json"),
    ("search", "zzzz"),
    ("show", "2212.08648"),
    ("show", "2212.08648", "--json"),
    ("related", "2212.08648"),
    ("export", "-f", "bibtex"),
    ("export", "-f", "csl-json", "-o", "kept.bib"),
    ("export", "-f", "ris", "zzzz", "-o", "kept.bib"),
    ("backup", "-"),
    ("backup", "kept.gz"),
    ("history",),
    ("history", "--json"),
    ("dedupe",),
    ("dedupe", "--json"),
    ("doctor",),
    ("doctor", "--json"),
    ("compact",),
    ("ingest", "--dry-run", "new.jsonl"),
]


@pytest.fixture
def library(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "library"
    shutil.copy(folder / "papers.jsonl", folder / "older")
    filled("ingest", FIXTURES / "bibtex")
    Path("kept.bib").write_text("as it was", encoding="utf-8")
    filled("backup", "kept.gz")
    Path("new.jsonl").write_text(json.dumps({"title": "Something new"}), encoding="utf-8")
    return folder


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_library_that_was_cut_off_is_never_taken_for_whole_or_empty(
    filled: Run, library: Path, damage: Damage
) -> None:
    store = library / "papers.jsonl"
    damage(store.read_bytes(), store)
    left = store.read_bytes() if store.exists() else None
    kept = {name: Path(name).read_bytes() for name in ("kept.bib", "kept.gz")}
    for arguments in READING:
        code, out, err = filled(*arguments)
        assert code == 5, (arguments, out, err)
        assert arguments[0] == "doctor" or "see `papers doctor`" in err, arguments
        assert "is empty" not in err + out, arguments
        assert not (arguments[0] in {"export", "backup"} and out), arguments
        assert {name: Path(name).read_bytes() for name in kept} == kept, arguments
        assert (store.read_bytes() if store.exists() else None) == left, arguments


@pytest.mark.parametrize("size", [30, 2_000, 40_000])
def test_a_first_change_that_was_cut_off_is_not_an_empty_library(
    filled: Run, library: Path, size: int
) -> None:
    store = library / "papers.jsonl"
    store.write_bytes((library / "older").read_bytes()[:size])
    shutil.rmtree(library / "index")
    for arguments in READING:
        code, out, err = filled(*arguments)
        assert (code, "is empty" in err + out) == (5, False), (arguments, out, err)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("arguments", READING)
def test_a_library_that_is_whole_is_read_without_a_word_of_doctor(
    filled: Run, arguments: tuple[str, ...]
) -> None:
    code, _, err = filled(*arguments)
    assert code in {0, 2, 4}
    assert "papers doctor" not in err
