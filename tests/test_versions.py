"""Stores as earlier versions wrote them.

One of each schema that was ever released, kept in `stores/`.
"""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run

from papercli.model import RARE
from papercli.store.lines import SCHEMA
from papercli.store.papers import decode_paper, encode_paper

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


@pytest.mark.parametrize("path", sorted(STORES.iterdir()), ids=lambda path: path.stem)
def test_papers_of_an_earlier_version_get_no_keys_of_which_nothing_is_known(path: Path) -> None:
    lines = [line for line in path.read_bytes().splitlines() if b'"title":' in line]
    assert len(lines) > 15
    for paper in map(decode_paper, lines):
        line = encode_paper(paper)
        assert not json.loads(line).keys() & {*RARE}
        assert decode_paper(line) == paper
