"""The index knows the saved searches, whatever became of them."""

import random
from pathlib import Path

import pytest
from browsing import small_library
from conftest import Run

from papercli.library import Library
from papercli.search.saved import saved_searches
from papercli.store.searches import read_searches


@pytest.mark.parametrize("seed", range(4))
def test_the_index_has_the_searches_of_the_store(tmp_path: Path, papers: Run, seed: int) -> None:
    folder = small_library(tmp_path / "library", 5)
    other = small_library(tmp_path / "other", 3)
    papers("save", "theirs", "sheaves", "--library", other)
    commands = [
        ["save", "one", "meshes"], ["save", "one", "tag:old sheaves"], ["save", "two", "@one year:2001"],
        ["saved", "--remove", "one"], ["saved", "--remove", "two"], ["undo"], ["redo"], ["undo"],
        ["mark", "--query", "meshes", "--tag", "old", "--yes"], ["tags", "--rename", "old", "new"],
        ["ingest", str(other / "papers.jsonl")], ["compact", "--keep", "2", "--apply"], ["mute", "noise"],
    ]  # fmt: skip
    chance = random.Random(seed)
    seen: set[str] = set()
    for _ in range(40):
        papers(*chance.choice(commands), "--library", folder)
        library = Library(folder)
        expected = read_searches(library.store.changes())
        assert saved_searches(library) == expected
        seen |= expected.keys()
        if chance.random() < 0.2:
            (folder / "index" / "state.json").unlink()
            assert saved_searches(Library(folder)) == expected
    assert {"one", "two"} <= seen
