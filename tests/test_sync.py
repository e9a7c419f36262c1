"""Libraries that another program copies, mixes up or sets back.

Rsync, a cloud folder, git, a wrong clock.
"""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from conftest import FIXTURES, Run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def store(library: Path) -> Path:
    return library / "papers.jsonl"


def test_a_copied_store_works_without_its_index(filled: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    shutil.copy(store, tmp_path / "copy")
    for arguments in (("search", "--json", "sheaf"), ("list", "--json"), ("history", "--json")):
        assert filled(*arguments, "--library", tmp_path / "copy") == filled(*arguments)


def test_a_store_that_moves_on_elsewhere_is_followed(
    filled: Run, store: Path, tmp_path: Path
) -> None:
    filled("search", "sheaf")
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(store, tmp_path / "elsewhere")
    filled("ingest", FIXTURES / "bibtex", "--library", tmp_path / "elsewhere")
    shutil.copy(tmp_path / "elsewhere" / "papers.jsonl", store)
    assert filled("list", "--ids") == filled("list", "--ids", "--library", tmp_path / "elsewhere")


def test_an_older_copy_in_its_place_is_said_to_be_older(filled: Run, store: Path) -> None:
    older = store.read_bytes()
    filled("ingest", FIXTURES / "bibtex")
    summary = json.loads(filled("history", "--json")[1])[0]["summary"]
    store.write_bytes(older)
    missing = f"papers: {store}: change 2 (ingest: {summary}) is missing; see `papers doctor`\n"
    assert filled("list", "--count") == (5, "65\n", missing)
    code, out, _ = filled("doctor")
    assert code == 5
    assert f"BAD  store: change 2 (ingest: {summary}) of " in out
    assert filled("doctor", "--repair")[0] == 0
    assert filled("list", "--count") == (0, "65\n", "")
    assert store.read_bytes() == older


def test_an_older_copy_is_not_written_to_until_it_is_taken_as_it_is(
    filled: Run, store: Path
) -> None:
    older = store.read_bytes()
    filled("ingest", FIXTURES / "bibtex")
    store.write_bytes(older)
    code, out, err = filled("ingest", FIXTURES / "hostile")
    assert (code, out) == (5, "")
    assert "change 2 (" in err
    assert store.read_bytes() == older
    filled("doctor", "--repair")
    assert filled("ingest", FIXTURES / "hostile")[0] in {0, 3}
    assert filled("doctor")[0] == 0


def test_a_library_that_was_deleted_begins_anew(filled: Run, store: Path) -> None:
    store.unlink()
    code, out, err = filled("ingest", FIXTURES / "json")
    assert (code, out) == (0, "4 records read: 4 new, 0 seen before; 0 skipped\n")
    assert "change 1 (" in err


def test_lines_that_somebody_added_are_passed_over_and_set_aside_and_never_lost(
    filled: Run, store: Path
) -> None:
    whole = store.read_bytes()
    added = b'{"id":"0123abcd","title":"Added by hand"}\n'
    store.write_bytes(whole + added)
    said = (
        f"papers: {store}: 1 line at its end belongs to no change, ignored; see `papers doctor`\n"
    )
    assert filled("list", "--count") == (0, "65\n", said)
    assert filled("doctor")[0] == 5
    code, _, err = filled("mark", filled("list", "--ids", "-n", "1")[1].strip(), "--star")
    assert (code, "set aside in papers.jsonl.cut-1" in err) == (0, True)
    assert (store.parent / "papers.jsonl.cut-1").read_bytes() == added
    assert filled("doctor")[0] == 0
    assert filled("ingest", store.parent / "papers.jsonl.cut-1")[1].startswith(
        "1 record read: 1 new"
    )


def test_papers_without_any_change_in_place_of_the_store_are_taken_in_by_repair(
    filled: Run, library: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "papers.jsonl").write_text(filled("export", "--format", "jsonl")[1], encoding="utf-8")
    assert filled("doctor", "--library", new)[0] == 5
    assert filled("doctor", "--repair", "--library", new)[0] == 0
    assert (
        filled("export", "--format", "jsonl", "--library", new)[1]
        == filled("export", "--format", "jsonl", "--library", library)[1]
    )
    assert filled("undo", "--library", new) == (2, "", "papers: nothing to undo\n")


def test_an_altered_line_is_named_before_and_after_the_repair(filled: Run, store: Path) -> None:
    lines = store.read_bytes().split(b"\n")
    identifier = lines[6][7:15].decode()
    lines[6] = lines[6].replace(b"the ", b"some ", 1)
    store.write_bytes(b"\n".join(lines))
    code, out, _ = filled("doctor")
    assert (code, f"altered: line 7 ({identifier})" in out) == (5, True)
    assert "change 1 (lines 1 to 66) was altered after it was written" in out
    assert (
        f"altered by another program, kept as found: line 7 ({identifier})\n"
        in filled("doctor", "--repair")[2]
    )


def test_a_store_that_was_cut_off_is_not_written_to_until_it_is_repaired(
    filled: Run, store: Path
) -> None:
    filled("ingest", FIXTURES / "bibtex")
    papers = int(filled("list", "--count")[1])
    cut = store.read_bytes()[:-10]
    store.write_bytes(cut)
    code, out, err = filled("ingest", FIXTURES / "ris")
    assert (code, out) == (5, "")
    assert "change 2 (" in err
    assert "or go on without it: `papers doctor --repair`" in err
    assert store.read_bytes() == cut
    assert filled("doctor", "--repair")[0] == 0
    assert filled("list", "--count") == (0, f"{papers}\n", "")


def test_what_two_machines_added_is_put_together_by_ingest(
    filled: Run, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(library, other)
    filled("ingest", FIXTURES / "bibtex")
    filled("ingest", FIXTURES / "ris", "--library", other)
    here, there = (
        set(filled("list", "--ids", "--library", each)[1].split()) for each in (library, other)
    )
    assert here - there
    assert there - here
    filled("backup", tmp_path / "other.gz", "--library", other)
    filled("ingest", tmp_path / "other.gz")
    assert set(filled("list", "--ids")[1].split()) == here | there


def test_the_file_of_another_library_is_read_as_that_library_is(
    filled: Run, library: Path, tmp_path: Path
) -> None:
    first, second, third = filled("list", "--ids", "--limit", "3")[1].split()
    filled("rm", first)
    filled("dedupe", "--apply")
    filled("dedupe", "--not", second, third)
    with (library / "papers.jsonl").open("ab") as store:
        store.write(
            b'{"id":"0123abcd","title":"Torn","added":"2026-03-14T09:26:53Z","sources":[]}\n{"id":"01'
        )
    new = tmp_path / "new"
    count = int(filled("list", "--count")[1])
    assert filled("ingest", library / "papers.jsonl", "--library", new)[:2] == (
        0,
        f"{count} records read: {count} new, 0 seen before; 0 skipped\n",
    )
    for arguments in (("export", "--format", "jsonl"), ("dedupe", "--json")):
        assert filled(*arguments, "--library", new)[:2] == filled(*arguments)[:2]


def test_both_sides_of_a_merge_that_git_could_not_make_are_saved(
    filled: Run, library: Path, store: Path
) -> None:
    def git(*arguments: str) -> int:
        name = (
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "init.defaultBranch=main",
        )
        return subprocess.run(
            ["git", *name, *arguments], cwd=library, capture_output=True, check=False
        ).returncode

    if shutil.which("git") is None:
        pytest.skip("needs git")
    before = int(filled("list", "--count")[1])
    assert [
        git("init"),
        git("add", "papers.jsonl"),
        git("commit", "-m", "1"),
        git("checkout", "-b", "other"),
    ] == [0, 0, 0, 0]
    filled("ingest", FIXTURES / "bibtex")
    bibtex = int(filled("list", "--count")[1]) - before
    assert [git("commit", "-am", "2"), git("checkout", "main")] == [0, 0]
    filled("doctor", "--repair")
    filled("ingest", FIXTURES / "ris")
    ris = int(filled("list", "--count")[1]) - before
    assert [git("commit", "-am", "3"), git("merge", "other")] == [0, 1]
    assert b"<<<<<<<" in store.read_bytes()
    code, out, err = filled("list", "--count")
    assert (code, out) == (5, "")
    assert err.startswith(f"papers: {store}: damaged: line ")
    assert "git conflict markers" in filled("doctor")[1]
    assert filled("doctor", "--repair")[0] == 0
    both = int(filled("list", "--count")[1]) - before
    assert max(bibtex, ris) < both <= bibtex + ris
    assert filled("doctor")[0] == 0


def test_line_ends_that_another_program_changed_are_noticed_and_mended(
    filled: Run, store: Path
) -> None:
    expected = filled("list", "--json")
    store.write_bytes(store.read_bytes().replace(b"\n", b"\r\n"))
    assert filled("list")[0] == 5
    assert "line endings were changed to Windows ones (CRLF)" in filled("doctor")[1]
    history = filled("history")
    assert filled("doctor", "--repair")[0] == 0
    assert filled("list", "--json") == expected
    assert filled("undo")[0] == 0
    assert history[0] == 5


def test_a_store_behind_a_link_stays_there(filled: Run, store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.jsonl"
    shutil.move(store, elsewhere)
    store.symlink_to(elsewhere)
    assert filled("ingest", FIXTURES / "bibtex")[0] == 0
    assert filled("compact", "--apply", "--keep", "0")[0] == 0
    assert store.is_symlink()
    assert filled("doctor")[0] == 0
    assert filled("list", "--ids")[1].count("\n") == elsewhere.read_bytes().count(b"\n") - 1


def test_a_clock_that_was_set_back_changes_nothing(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled("list", "--ids")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert filled("ingest", FIXTURES / "bibtex")[0] == 0
    times = [each["time"] for each in json.loads(filled("history", "--json")[1])]
    assert times[0].startswith("1970")
    assert times[0] < times[1]
    assert filled("doctor")[0] == 0
    assert filled("undo")[0] == 0
    assert filled("list", "--ids") == before
