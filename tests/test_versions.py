"""Stores as earlier versions wrote them.

One of each schema that was ever released, kept in `stores/`.
"""

import shutil
from pathlib import Path

import pytest
from conftest import Run

from papercli.store.lines import SCHEMA

STORES = Path(__file__).parent / "stores"


def test_there_is_a_store_of_every_schema() -> None:
    assert sorted(path.stem for path in STORES.iterdir()) == [
        f"schema-{number}" for number in range(1, SCHEMA + 1)
    ]


@pytest.mark.parametrize("path", sorted(STORES.iterdir()), ids=lambda path: path.stem)
def test_a_store_of_an_earlier_version_opens_and_all_of_it_works(
    papers: Run, tmp_path: Path, path: Path
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    shutil.copy(path, library / "papers.jsonl")
    assert papers("list", "--count") == (0, "17\n", "")
    assert "Alternating Group" in papers("show", "4ec37dda")[1]
    assert papers("show", "9d0343f7")[0] == 4
    assert papers("doctor")[0] == 0
    assert papers("undo")[0] == 0  # of keeping two apart
    assert papers("undo")[0] == 0  # of a removal
    assert papers("show", "9d0343f7")[0] == 0
    assert papers("redo")[0] == 0
    assert papers("compact", "--apply", "--keep", "0")[0] == 0
    assert papers("list", "--count") == (0, "17\n", "")
