"""The first papers of every order come from the index, and are those that sorting all of them gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, write_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papercli.cli import output
from papercli.index import lookup
from papercli.index.orders import ORDERS, numbers_of
from papercli.library import Library
from papercli.model import Paper, dated
from papercli.search.find import find_papers
from papercli.search.sorting import sort_papers
from papercli.views import machine

WORDS = ["The Moss", "moss", "A moss of rain", "Ärger", "agar", "Ágar", "moss of rain and stone", "苔", "Zest", "an", "the"]  # fmt: skip
NAMES = ["Ada Quill", "Ada Quills", "Quill, Ben", "Ben Rook", "van der Rook, Cy", "Wren Society", "Ångström, A.", "李明"]  # fmt: skip


def _papers() -> "st.SearchStrategy[list[Paper]]":
    each = st.builds(
        Paper,
        id=st.integers(0, 16**12).map(lambda number: f"{number:012x}"),
        title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        authors=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        year=st.none() | st.integers(0, 9999) | st.just(2020),
        date=st.none() | st.sampled_from(["2020", "2020-03", "2020-03-14", "2019-12-31", "0999"]),
        arxiv=st.none() | st.just("2101.00001"),
        citations=st.none() | st.integers(0, 3) | st.integers(0, 2**70),
        votes=st.none() | st.integers(0, 3),
    )
    return st.lists(each, max_size=30, unique_by=lambda paper: paper.id)


@pytest.mark.parametrize("key", ORDERS)
@given(papers=_papers())
@settings(max_examples=80, deadline=None)
def test_numbers_grow_as_the_keys_of_an_order_do(key: str, papers: list[Paper]) -> None:
    field = f"by_{key}"
    shown = sort_papers([*map(dated, papers)], key)
    numbers = [dict(numbers_of(paper)).get(field) for paper in shown]
    known = [number for number in numbers if number is not None]
    assert numbers[: len(known)] == known  # the unknown come last
    assert known == sorted(known, reverse=ORDERS[key].largest_first)
    assert all(0 <= number < 1 << 64 for number in known)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    from papercli.cli import run

    folder = tmp_path_factory.mktemp("orders")
    rows: list[dict[str, Any]] = [
        {
            "title": f"{WORDS[number % 11]} number {number % 17}{'x' * (number % 3)}",
            "authors": [NAMES[number * 7 % 8]] if number % 5 else [],
            "year": 2000 + number % 4 if number % 6 else None,
            "date": f"2001-0{1 + number % 9}" if number % 7 == 0 else None,
            "citations": number % 5 if number % 4 else None,
            "upvotes": number % 3 or None,
        }
        for number in range(120)
    ]
    dump = write_rows(folder / "rows.jsonl", rows)
    assert run(["ingest", str(dump), "--keep-duplicates", "--library", str(folder / "lib")]) == 0
    return Library(folder / "lib")


@pytest.mark.parametrize("key", [*ORDERS, "added", "id"])
@pytest.mark.parametrize("query", ["", "moss", "year:2001", "moss OR agar"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(limit=st.integers(1, 130), offset=st.integers(0, 130), reverse=st.booleans())
def test_a_part_of_a_list_is_a_part_of_the_whole(
    library: Library, key: str, query: str, *, limit: int, offset: int, reverse: bool
) -> None:
    found = find_papers(library, query)
    ordered = sort_papers([*map(dated, found.papers())], key, reverse=reverse)
    whole = [paper.id for paper in ordered]
    part = [paper.id for paper in found.sorted_by(key, reverse=reverse, limit=limit, offset=offset)]
    assert part == whole[offset : offset + limit]


@pytest.mark.parametrize("key", [*ORDERS, "added", "id"])
@pytest.mark.parametrize("reverse", [False, True])
def test_the_whole_of_a_list_is_in_order(
    library: Library, monkeypatch: pytest.MonkeyPatch, key: str, *, reverse: bool
) -> None:
    monkeypatch.setattr(lookup, "_AT_ONCE", 7)
    found = find_papers(library, "")
    ordered = sort_papers([*map(dated, found.papers())], key, reverse=reverse)
    listed = [paper.id for paper in found.in_order(key, reverse=reverse)]
    assert listed == [paper.id for paper in ordered]


@pytest.mark.parametrize("kind", ["--json", "--jsonl", "--csv", "--ids", "--fields=title"])
def test_of_a_long_list_few_papers_are_held_at_once(
    library: Library, papers: Run, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(lookup, "_AT_ONCE", 7)
    read: list[int] = []
    written: list[int] = []  # how many papers were read when something was written
    one_by_one = Library.papers_at

    def counted(self: Library, places: Any) -> Any:
        read.append(len(places))
        return one_by_one(self, places)

    monkeypatch.setattr(Library, "papers_at", counted)
    monkeypatch.setattr(machine, "_BULK", 7)
    monkeypatch.setattr(output, "write_text", lambda _: written.append(sum(read)))
    papers("list", kind, "--library", library.folder)
    assert sum(read) == 120
    assert written[0] < 20


def test_a_list_by_year_reads_no_more_papers_than_it_shows(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"title": f"Moss number {number}", "year": 1900 + number % 90} for number in range(300)]
    assert papers("ingest", write_rows(tmp_path / "rows.jsonl", rows))[0] == 0
    read: list[int] = []
    one_by_one = Library.papers_at

    def counted(self: Library, places: Any) -> Any:
        places = list(places)
        read.append(len(places))
        return one_by_one(self, places)

    monkeypatch.setattr(Library, "papers_at", counted)
    _, out, _ = papers("list", "--sort", "year", "--limit", "5", "--json")
    assert [each["year"] for each in json.loads(out)] == [1900] * 4 + [1901]
    assert sum(read) < 20
