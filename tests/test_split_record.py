"""A record that an ingest took for a known paper can be split off again."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, write_rows

MOOR = "We count the moths of a moor at night, and find that there are many more than in books."
FIRST: dict[str, Any] = {
    "title": "Moths of the Moor",
    "abstract": MOOR,
    "authors": ["Jane Roe", "Max Poe"],
}
SECOND: dict[str, Any] = {"title": "Moths of the moor", "abstract": MOOR, "year": 2003, "venue": "Moth Letters", "doi": "10.1000/moths", "keywords": ["moths"], "references": ["doi:10.1000/cited"]}  # fmt: skip


def everything(papers: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json", "--sort", "title")[1])
    return found


@pytest.fixture
def merged(papers: Run, tmp_path: Path) -> Run:
    papers("ingest", write_rows(tmp_path / "first.jsonl", [FIRST]))
    papers("ingest", write_rows(tmp_path / "second.jsonl", [SECOND]))
    assert len(everything(papers)) == 1
    return papers


def test_each_gets_back_what_its_dump_says(merged: Run, tmp_path: Path) -> None:
    (before,) = everything(merged)
    merged("mark", before["id"], "--star", "--note", "mine")
    merged("edit", before["id"], "--set", "volume=9")
    code, out, _ = merged("split", before["id"], "--from", tmp_path / "second.jsonl")
    assert code == 0
    assert "is a separate paper again" in out
    kept, new = sorted(everything(merged), key=lambda paper: -len(paper["authors"]))
    assert (kept["id"], kept["authors"], kept["abstract"]) == (before["id"], FIRST["authors"], MOOR)
    assert [kept[name] for name in ("year", "venue", "doi", "keywords", "references", "ids")] == [
        None, None, None, [], [], []
    ]  # fmt: skip
    assert (kept["starred"], kept["note"], kept["volume"]) == (True, "mine", "9")
    assert [new[name] for name in ("title", "year", "venue", "doi", "keywords", "references", "abstract")] == [
        SECOND[name] for name in ("title", "year", "venue", "doi", "keywords", "references", "abstract")
    ]  # fmt: skip
    assert (new["starred"], new["note"], new["authors"]) == (False, None, [])
    assert [[each["file"] for each in paper["sources"]] for paper in (kept, new)] == [["first.jsonl"], ["second.jsonl"]]  # fmt: skip


def test_they_stay_apart_and_undo_joins_them(merged: Run, tmp_path: Path) -> None:
    (before,) = everything(merged)
    merged("split", before["id"], "--from", tmp_path / "second.jsonl")
    apart = everything(merged)
    store = (tmp_path / "library" / "papers.jsonl").read_bytes()
    for name in ("first.jsonl", "second.jsonl"):
        assert "0 new, 1 seen before" in merged("ingest", tmp_path / name)[1]
    assert (tmp_path / "library" / "papers.jsonl").read_bytes() == store
    assert merged("dedupe", "--json")[1] == "[]\n"
    assert "split from" in merged("history")[1]
    merged("undo")
    assert everything(merged) == [before]
    merged("redo")
    assert everything(merged) == apart


def test_of_several_records_of_a_dump_one_is_chosen(papers: Run, tmp_path: Path) -> None:
    dump = write_rows(tmp_path / "both.jsonl", [FIRST, SECOND])
    papers("ingest", dump)
    (before,) = everything(papers)
    code, _, said = papers("split", before["id"], "--from", dump)
    assert (code, said.count("\n")) == (2, 1)
    assert f"lines 1 and 2 of that dump; choose one, as in --from {dump}:2" in said
    papers("split", before["id"], "--from", f"{dump}:2")
    kept, new = everything(papers)
    assert (kept["doi"], new["doi"]) in {(None, "10.1000/moths"), ("10.1000/moths", None)}


def test_what_another_dump_may_have_said_is_kept(papers: Run, tmp_path: Path) -> None:
    dumps = [write_rows(tmp_path / "a.jsonl", [FIRST]), write_rows(tmp_path / "b.jsonl", [SECOND])]
    papers("ingest", *dumps)
    (before,) = everything(papers)
    papers("split", before["id"], "--from", dumps[1])
    kept = json.loads(papers("show", before["id"], "--json")[1])
    assert (kept["doi"], len(kept["sources"]), len(everything(papers))) == ("10.1000/moths", 1, 2)


@pytest.mark.parametrize(
    ("dump", "code", "said"),
    [
        ("other.jsonl", 4, "no record of"),
        ("second.jsonl:7", 4, "no record of"),
        ("none.jsonl", 3, "no such file"),
    ],
)
def test_what_is_no_record_of_it_changes_nothing(
    merged: Run, tmp_path: Path, dump: str, code: int, said: str
) -> None:
    write_rows(tmp_path / "other.jsonl", [SECOND | {"year": 2004}])
    (before,) = everything(merged)
    found = merged("split", before["id"], "--from", tmp_path / dump)
    assert (found[0], found[1], found[2].count("\n")) == (code, "", 1)
    assert said in found[2]
    assert everything(merged) == [before]


def test_the_only_record_is_not_split_off(papers: Run, tmp_path: Path) -> None:
    papers("ingest", write_rows(tmp_path / "first.jsonl", [FIRST]))
    (before,) = everything(papers)
    code, _, said = papers("split", before["id"], "--from", tmp_path / "first.jsonl")
    assert (code, "nothing to split" in said) == (2, True)
    code, _, said = papers("split", before["id"])
    assert (code, "--from" in said) == (4, False)


def test_the_hint_names_the_option_where_it_helps(merged: Run) -> None:
    (before,) = everything(merged)
    assert "with --from DUMP a record of it can be split off" in merged("split", before["id"])[2]


def test_what_else_a_folder_holds_is_passed_over(merged: Run, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (tmp_path / "second.jsonl").rename(folder / "second.jsonl")
    (folder / "a.txt").write_text("junk")
    (folder / "z.bin").write_bytes(bytes(range(256)))
    (before,) = everything(merged)
    assert merged("split", before["id"], "--from", folder)[0] == 0
    assert len(everything(merged)) == 2
