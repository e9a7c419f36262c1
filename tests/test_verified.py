"""A large store that is as it was when all of it was last verified is not read again to change it."""

import os
import shutil
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.store import interference
from papercli.store.reader import LogFile

Reads = list[int]


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Let every store be large, and return how often one was verified."""
    reads: Reads = []
    whole = LogFile.verify

    def counted(log: LogFile) -> None:
        reads.append(log.size)
        whole(log)

    monkeypatch.setattr(LogFile, "verify", counted)
    monkeypatch.setattr(interference, "_VERIFIED", 0)
    monkeypatch.setattr(interference, "_TICK", 0)  # two commands are never so soon after another
    monkeypatch.setattr("papercli.library._VERIFIED", 0)
    monkeypatch.setattr("papercli.store.store._VERIFIED", 0)
    return reads


@pytest.fixture
def store(papers: Run, tmp_path: Path) -> Path:
    assert papers("ingest", FIXTURES / "jsonl", FIXTURES / "bibtex")[0] == 0
    assert papers("mark", "--query", "the", "--yes", "--star")[0] == 0
    return tmp_path / "library/papers.jsonl"


@pytest.mark.usefixtures("store")
def test_a_change_after_a_change_reads_only_what_it_needs(papers: Run, verified: Reads) -> None:
    for arguments in (("--star",), ("--no-star",), ("--tag", "a")):
        assert papers("mark", "--query", "the", "--yes", *arguments)[0] == 0
    assert papers("undo")[0] == 0
    assert verified == []
    assert papers("doctor")[0] == 0


@pytest.mark.usefixtures("store")
def test_an_ingest_verifies_all(papers: Run, verified: Reads) -> None:
    assert papers("ingest", FIXTURES / "ris")[0] == 0
    assert verified != []


@pytest.mark.usefixtures("verified")
@pytest.mark.parametrize("is_set_back", [False, True])
def test_a_store_that_was_changed_since_is_verified(
    store: Path, papers: Run, *, is_set_back: bool
) -> None:
    before = store.stat()
    data = store.read_bytes()
    store.write_bytes(data.replace(b"the", b"teh", 1))
    if is_set_back:
        os.utime(store, ns=(before.st_atime_ns, before.st_mtime_ns))
    code, _, said = papers("mark", "--query", "the", "--yes", "--tag", "a")
    assert code == 5
    assert "was altered after it was written" in said
    assert store.read_bytes() == data.replace(b"the", b"teh", 1)


def test_a_copy_of_a_store_is_verified(
    store: Path, papers: Run, verified: Reads, tmp_path: Path
) -> None:
    shutil.copytree(store.parent, tmp_path / "copy")
    copy = ("--library", tmp_path / "copy")
    assert papers("mark", "--query", "the", "--yes", "--tag", "a", *copy)[0] == 0
    assert len(verified) == 1
    assert papers("mark", "--query", "the", "--yes", "--tag", "b", *copy)[0] == 0
    assert len(verified) == 1
