import json
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.store.store import Store


@pytest.fixture
def changed(filled: Run) -> Run:
    """A library with six changes.

    An ingest, two removals of which one is undone, a fold, and another ingest.
    """
    first, second = filled("list", "--ids", "--limit", "2")[1].split()
    for arguments in (
        ("rm", first),
        ("undo",),
        ("rm", second),
        ("dedupe", "--apply"),
        ("ingest", FIXTURES / "hostile"),
    ):
        assert filled(*arguments)[0] in {0, 3}
    return filled


def exported(papers: Run) -> str:
    return papers("export", "--format", "jsonl")[1]


def test_a_preview_says_what_would_go_and_changes_nothing(changed: Run, tmp_path: Path) -> None:
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    code, out, err = changed("compact", "--keep", "2")
    assert (code, err) == (0, "")
    assert out.startswith("4 changes could no longer be undone; the last 2 still could\n")
    assert out.endswith("; to do it: --keep 2 --apply\n")
    assert store.read_bytes() == before
    preview = json.loads(changed("compact", "--keep", "2", "--json")[1])
    applied = json.loads(changed("compact", "--keep", "2", "--json", "--apply")[1])
    assert preview | {"applied": True} == applied
    assert len(store.read_bytes()) == applied["after"] < len(before) == applied["before"]


@pytest.mark.parametrize("keep", [0, 1, 2, 3, 4, 5, 6])
def test_no_paper_is_lost_and_what_is_kept_can_still_be_undone_and_redone(
    changed: Run, tmp_path: Path, keep: int
) -> None:
    def states_while(command: str) -> list[str]:
        states = [exported(changed)]
        while changed(command)[0] == 0:
            states.append(exported(changed))
        return states

    store = tmp_path / "library" / "papers.jsonl"
    whole = store.read_bytes()
    expected = states_while("undo")
    # The index would miss what was undone. Its writer may still be tidying up in it.
    (store.parent / "index").rename(tmp_path / "index before")
    store.write_bytes(whole)
    history = json.loads(changed("history", "--json")[1])
    assert changed("compact", "--apply", "--keep", str(keep))[0] == 0
    assert [each["number"] for each in json.loads(changed("history", "--json")[1])] == [
        each["number"] for each in history[: keep + 1]
    ]
    assert changed("doctor")[0] == 0
    undone = states_while("undo")
    reach = min(keep, 3)  # the changes before the last three are one that was undone, and its undo
    assert len(undone) > reach
    assert undone[: reach + 1] == expected[: reach + 1]
    assert states_while("redo")[-1] == expected[0]


def test_changes_after_a_compaction_go_on_counting(changed: Run, tmp_path: Path) -> None:
    changed("compact", "--apply", "--keep", "0")
    changed("ingest", FIXTURES / "bibtex")
    assert [batch.number for batch in Store(tmp_path / "library").batches()] == [7, 6]
    assert changed("compact", "--keep", "1")[1] == "nothing to discard; all 2 changes are kept\n"


def test_a_history_without_old_versions_is_kept(papers: Run, tmp_path: Path) -> None:
    store = tmp_path / "library/papers.jsonl"
    for count, kept in ((1, "the one change is"), (2, "all 2 changes are")):
        papers("ingest", FIXTURES / ("jsonl", "ris")[count - 1])
        before = store.read_bytes(), store.stat()
        for options in ((), ("--keep", "0"), ("--keep", "0", "--apply")):
            assert papers("compact", *options)[1] == f"nothing to discard; {kept} kept\n"
        assert (store.read_bytes(), store.stat()) == before
    assert papers("undo")[0] == papers("undo")[0] == 0


def test_an_empty_library_has_nothing_to_let_go_of(papers: Run, tmp_path: Path) -> None:
    assert papers("compact")[:2] == (0, "nothing to discard; all 0 changes are kept\n")
    assert papers("compact", "--apply")[:2] == (0, "nothing to discard; all 0 changes are kept\n")
    assert not (tmp_path / "library").exists()
