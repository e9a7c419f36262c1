"""Rows show what listing and searching show, in the same order, however they are looked at."""

from pathlib import Path

import pytest
from browsing import small_library
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.index import ORDERS
from papercli.library import Library
from papercli.search import rows as module
from papercli.search.find import find_papers
from papercli.search.rows import Rows

QUERIES = ["", "is:unread", "sheaves", "on things", "year:2003..", "title:lattices", "here -meshes", "zzz", '"the things"']  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_library(tmp_path_factory.mktemp("rows") / "library", 300)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("order", ["", "added", "id", *ORDERS])
@pytest.mark.parametrize("reverse", [False, True])
def test_rows_stand_in_the_order_of_lists(
    folder: Path, query: str, order: str, *, reverse: bool
) -> None:
    found = find_papers(Library(folder), query)
    rows = Rows(found, order, reverse=reverse)
    if order or not (found.stems or found.tiers):
        expected = found.sorted_by(order or "added", reverse=reverse)
    else:
        expected = [hit.paper for hit in found.ranked()]
    assert len(rows) == len(expected)
    ids = [paper.id for paper in expected]
    assert [paper.id for paper in rows.window(0, len(rows))] == ids
    for at in {0, 1, len(ids) // 2, len(ids) - 1} & {*range(len(ids))}:
        assert Rows(found, order, reverse=reverse).position_of(ids[at]) == at
        assert [p.id for p in Rows(found, order, reverse=reverse).window(at, at + 1)] == [ids[at]]


@settings(deadline=None, max_examples=25)
@given(windows=st.lists(st.tuples(st.integers(-5, 310), st.integers(0, 40)), max_size=8))
@pytest.mark.parametrize("query", ["", "things"])
def test_what_is_looked_at_before_changes_nothing(
    folder: Path, query: str, windows: list[tuple[int, int]]
) -> None:
    found = find_papers(Library(folder), query)
    every = [paper.id for paper in Rows(found).window(0, 300)]
    rows = Rows(found)
    for start, length in windows:
        ids = [paper.id for paper in rows.window(start, start + length)]
        assert ids == every[max(0, start) : max(0, start + length)]


def test_a_paper_that_is_not_among_them_has_no_place(folder: Path) -> None:
    library = Library(folder)
    other = find_papers(library, "").sorted_by("added", limit=1)[0]
    assert Rows(find_papers(library, f"-id:{other.id}")).position_of(other.id) is None
    assert Rows(find_papers(library, "")).position_of("ffffffff") is None


def test_what_is_held_stays_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 100)
    rows = Rows(find_papers(Library(folder), ""))
    for at in range(0, 300, 10):
        rows.window(at, at + 10)
    assert len(rows._kept) <= 2 * 100
