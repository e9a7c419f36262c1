"""`papers stats`: what is counted, and by whom: the index or a reading of the papers."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tantivy
from conftest import Run, write_rows

from papercli.cli import run
from papercli.index import counted
from papercli.library import Library
from papercli.search import counting
from papercli.search.counting import COUNTED_BY, count_by, counts, counts_by
from papercli.search.find import find_papers

PEOPLE = ["Ada Quill", "ADA QUILL", "Ben Rook", "ben rook", "Åsa Öberg", "李明", "Wren Society"]
VENUES = ["ICML", "icml", "Annals of Moss", "計算機学会", "V" * 70_000, None]
CHECKED = 'title:"on moss 2" OR title:3'  # the index alone cannot tell what matches
KINDS = [name for name in COUNTED_BY if name not in {"topic", "month"}]


def _rows(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        row = {
            "title": f"On moss {number} in E({number % 4})",
            "authors": chance.sample(PEOPLE, chance.randrange(4)),
            "year": chance.choice([None, 1999, 2020, 2021]),
            "venue": chance.choice(VENUES),
            "keywords": chance.sample(["Moss", "moss", "rain"], chance.randrange(3)),
            "arxiv": f"2101.{number:05}" if number % 9 == 0 else None,
        }
        yield {name: value for name, value in row.items() if value}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with papers of two dumps: marked, edited, merged, removed, and taken back."""
    folder = tmp_path_factory.mktemp("stats")
    chance = random.Random(7)
    rows = [*_rows(chance, 90)]
    commands = [
        ["ingest", str(write_rows(folder / "A.jsonl", rows[:60]))],
        ["ingest", str(write_rows(folder / "a.JSONL", rows[40:]))],
        ["mark", "--query", "title:1", "--tag", "Thesis,to read", "--yes"],
        ["mark", "--query", "title:2", "--tag", "thesis", "--status", "read", "--star", "--yes"],
        ["edit", "On moss 5 in E(1)", "--set", "venue=Annals of MOSS", "--set", "year="],
        ["edit", "On moss 9 in E(1)", "--set", "year="],
        ["dedupe", "--merge", "On moss 3 in E(3)", "On moss 7 in E(3)"],
        ["rm", "--query", "title:8", "--yes"],
        ["rm", "On moss 4 in E(0)"],
        ["undo"],
    ]
    for each in commands:
        assert run([*each, "--library", str(folder / "library")]) == 0, each
    return Library(folder / "library")


@pytest.mark.parametrize("most", [None, 1, 3])
@pytest.mark.parametrize("query", ["", "moss", "year:2020", "E(3)", "is:starred", "zzz", "rain OR E(1)", CHECKED])  # fmt: skip
def test_the_index_counts_what_a_reading_of_the_papers_counts(
    changed: Library, query: str, most: int | None
) -> None:
    found = find_papers(changed, query, exact=True)
    read = count_by(found.papers(), KINDS)
    for name in set(KINDS) - {"status", "year", "added"}:
        read[name] = read[name][:most]
    assert counts_by(found, KINDS, most) == read
    for name in KINDS:
        assert counts(found, name, most) == read[name]


def test_the_library_has_something_of_every_kind(changed: Library) -> None:
    found = find_papers(changed, "")
    assert find_papers(changed, CHECKED, exact=True).check is not None
    for name in set(KINDS) - {"type"}:
        assert any(group.value for group in counts(found, name)), name
    assert counts(found, "month") == counts(found, "added")
    assert max(len(group.value) for group in counts(found, "venue")) == 10_000


@pytest.mark.parametrize("parts", [1, 2, 100])
@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_the_most_frequent_authors_are_found_by_their_numbers(
    changed: Library, monkeypatch: pytest.MonkeyPatch, most: int, parts: int
) -> None:
    found = find_papers(changed, "")
    monkeypatch.setattr(counting, "_READ", 0)
    monkeypatch.setattr(counted, "_CONSIDERED", parts)
    assert counts(found, "author", most) == count_by(found.papers(), ["author"])["author"][:most]
    if parts == 100 and most < 5:  # there are five
        assert changed.index.with_likely_authors(found.required, most) is not None


def test_papers_are_read_where_there_are_more_values_than_the_index_counts(
    changed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_papers(changed, "")
    monkeypatch.setattr(counted, "_MOST_VALUES", 2)
    assert changed.index.tally(found.required, ["venue"]) == {"venue": None}
    assert counts_by(found, KINDS) == count_by(found.papers(), KINDS)


def test_an_index_in_many_parts_counts_as_many_values_as_it_says() -> None:
    builder = tantivy.SchemaBuilder()
    for field in ("each_venue", "each_tag"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(15_000_000, 1)
    for part in range(3):
        for number in range(21_000):
            document = tantivy.Document()
            document.add_text("each_venue", f"{part} {number}")
            document.add_text("each_tag", f"{part} {number}")
            writer.add_document(document)
        writer.commit()
    index.reload()
    everything = tantivy.Query.all_query()
    both = ["venue", "tag"]
    none = {"venue": None, "tag": None}
    assert counted.tally(index.searcher(), everything, both) == none
    some = tantivy.Query.regex_query(index.schema, "each_venue", "[01] .*")
    found = counted.tally(index.searcher(), some, both)
    assert [len(found[name] or ()) for name in both] == [42_000, 42_000]


@pytest.fixture
def three(papers: Run, tmp_path: Path) -> Run:
    rows = [
        {"title": "Moths of the Moor", "authors": ["Ann Doe"], "year": 2001, "venue": "Moth"},
        {"title": "Moths of the Marsh", "authors": ["Max Roe"], "year": 2002},
        {"title": "Beetles of the Bog", "authors": ["Ann Doe"], "year": 2003},
    ]
    papers("ingest", write_rows(tmp_path / "a.jsonl", rows))
    papers("mark", "Beetles of the Bog", "--status", "read", "--star", "--tag", "bog")
    return papers


def test_a_pipe_gets_lines_with_tabs(three: Run) -> None:
    month = json.loads(three("list", "--json")[1])[0]["added"][:7]
    expected = (
        "status\tunread\t2\nstatus\tread\t1\n"
        "year\t2003\t1\nyear\t2002\t1\nyear\t2001\t1\n"
        "venue\tMoth\t1\nvenue\t\t2\n"
        "author\tAnn Doe\t2\nauthor\tMax Roe\t1\n"
        "tag\tbog\t1\ntag\t\t2\n"
        f"source\ta.jsonl\t3\nadded\t{month}\t3\n"
    )
    assert three("stats") == (0, expected, "")
    assert three("stats", "--by", "month")[1] == f"month\t{month}\t3\n"


def test_json_has_the_states_and_what_papers_are_counted_by(three: Run) -> None:
    answer = json.loads(three("stats", "--json", "--limit", "1")[1])
    by = answer.pop("by")
    assert answer == {"papers": 3, "unread": 2, "reading": 0, "read": 1, "starred": 1}
    assert [*by] == ["status", "year", "venue", "author", "tag", "source", "topic", "added"]
    assert by["author"] == [{"value": "Ann Doe", "papers": 2}]
    answer = json.loads(three("stats", "moths", "--by", "topic", "--json")[1])
    assert answer == {"papers": 2, "unread": 2, "reading": 0, "read": 0, "starred": 0, "by": {"topic": []}}  # fmt: skip


def test_a_page_is_drawn_for_people(three: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "24")
    code, page, _ = three("stats", "--color", "always", "--ascii")
    assert code == 0
    assert page.replace("\x1b[0m", "").replace("\x1b[36m", "").replace("\x1b[1m", "") == PAGE


PAGE = """\
3 papers
2 unread, 0 reading
1 read, 1 starred

years
1 #### #### ####
  #### #### ####
  #### #### ####
  \x1b[2m2001 2002 2003

venues
Moth ################################# 1

authors
Ann Doe ############################## 2
Max Roe ############### 1

tags
bog ################################## 1
"""


def test_one_kind_is_drawn_as_bars(three: Run) -> None:
    code, page, _ = three("stats", "--by", "venue", "--color", "always")
    bar = "\x1b[36m" + "█" * 60 + "\x1b[0m"
    half = "\x1b[36m" + "█" * 30 + "\x1b[0m"
    assert (code, page) == (0, f"3 papers by venue\n\nMoth {half} 1\nnone {bar} 2\n")


def test_nothing_found_is_counted_too(three: Run) -> None:
    code, page, said = three("stats", "zzzz", "--color", "always")
    assert (code, page) == (0, "0 papers   0 unread · 0 reading · 0 read · 0 starred\n")
    assert "no papers found" in said
    assert three("stats", "zzzz", "--by", "tag", "--color", "always")[1] == "0 papers by tag\n"
