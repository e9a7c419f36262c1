"""Fields beside the texts: when papers were added, what they have, keywords, notes, keys; and orders."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import Run

from papercli.cli.options import SORTS
from papercli.index import ORDERS
from papercli.library import Library
from papercli.model import Paper, Source
from papercli.search.dates import read_added
from papercli.search.find import find_papers
from papercli.search.naming import find_named
from papercli.search.sorting import sort_papers
from papercli.store.papers import encode_paper

Dump = Callable[..., Path]
NOW = datetime(2026, 11, 27, 12).astimezone()
DAYS = {"a": 0, "b": 1, "c": 6, "d": 20, "e": 400}  # how long ago each paper was added

PAPERS = [
    Paper(
        id=f"{letter}0000000",
        title=f"Title {letter}",
        added=time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime((NOW - timedelta(days=ago)).timestamp())),
        abstract="We measure." if letter in "ab" else None,
        keywords=("graph learning", "meshes") if letter == "a" else (),
        note="Read the graph part again." if letter == "b" else None,
        tags=("thesis",) if letter == "c" else (),
        doi="10.1000/x1" if letter == "d" else None,
        sources=(Source("refs.bib", letter * 16, 1, "bibtex", f"Roe_{letter}:2020"),),
    )
    for letter, ago in DAYS.items()
]  # fmt: skip

FINDS = {
    "added:2025": "e",
    "added:2026": "abcd",
    "added:2026-11": "abcd",
    "added:2026-11-26": "b",
    "added:2026-11-07..2026-11-21": "cd",
    "added:2026-11-21..2026-11-07": "cd",
    "added:2026-11-22..": "ab",
    "added:..2026-11-07": "de",
    "added:>=2026-11-21": "abc",
    "added:>2026-11-21": "ab",
    "added:<2026-11": "e",
    "added:<=2026-11-07": "de",
    "NOT added:2026": "e",
    "added:2200..": "",
    "added:..2200": "abcde",
    "added:1000..": "abcde",
    "added:..1000": "",
    "added:2026 -added:2026-11-26": "acd",
    "keyword:mesh": "a",
    'keyword:"graph learning"': "a",
    'keyword:"learning graph"': "",
    "keywords:graph": "a",
    "note:graph": "b",
    'note:"graph part"': "b",
    "has:note": "b",
    "has:abstract": "ab",
    "-has:abstract": "cde",
    "has:doi": "d",
    "has:tags OR has:keywords": "ac",
    "has:tag": "c",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("fields") / "library"
    with Library(folder).writing(0.0, print, new=True) as current:
        current.append([encode_paper(paper) for paper in PAPERS], command="ingest", summary="five")
    return Library(folder)


@pytest.mark.parametrize(("query", "found"), FINDS.items())
def test_a_field_finds_what_it_says(library: Library, query: str, found: str) -> None:
    papers = find_papers(library, query).sorted_by("id")
    assert "".join(paper.id[0] for paper in papers) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-13",
        "2026-02-30",
        "x..y",
        "7",
        "7x",
        "..",
        "0000",
        "99999d..",
        "9999y",
        "9999",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_added(text, NOW) is None


def test_times_before_now_reach_up_to_now() -> None:
    for text, days in {"7d": 7, "2w": 14, "1m": 30, "1y": 365}.items():
        added = read_added(text, NOW)
        assert added is not None
        assert added.first == round((NOW - timedelta(days=days)).timestamp() * 1000)
        assert added.end is not None
        assert added.end > NOW.timestamp() * 1000
    today, yesterday = read_added("today", NOW), read_added("yesterday", NOW)
    assert today is not None
    assert yesterday is not None
    assert yesterday.end == today.first


def test_the_last_ingest_is_the_last_that_is_not_undone(papers: Run, dump: Dump) -> None:
    def found(*arguments: str) -> list[str]:
        return sorted(papers("list", "--fields", "title", *arguments)[1].splitlines())

    assert found("--since", "last") == []
    papers("ingest", dump('{"title": "Title One"}\n{"title": "Title Two"}\n', "a.jsonl"))
    assert found("--since", "last") == found("added:last") == ["Title One", "Title Two"]
    papers("mark", "Title One", "--star")
    papers("ingest", dump('{"title": "Title Three"}\n{"title": "Title One"}\n', "b.jsonl"))
    papers("mark", "Title Two", "--star")
    assert found("--since", "last") == found("added:last") == ["Title Three"]
    assert found("NOT", "added:last") == ["Title One", "Title Two"]
    papers("ingest", dump('{"title": "Title One"}\n', "c.jsonl"))  # seen once more, so a change
    assert found("--since", "last") == []
    for _ in range(3):
        papers("undo")
    assert found("--since", "last") == ["Title One", "Title Two"]


@pytest.mark.parametrize("when", ["7d", "today", "2000", "2000-01-01", "yesterday", "last", "Last"])
def test_since_is_a_time_or_the_last_ingest(papers: Run, dump: Dump, when: str) -> None:
    papers("ingest", dump('{"title": "Title One"}\n{"title": "Other Two"}\n', "a.jsonl"))
    assert papers("list", "--since", when, "--count")[1] == "2\n"
    assert papers("list", "title", "OR", "none", "--since", when, "--count")[1] == "1\n"
    assert papers("search", "title", "--since", when, "--count")[1] == "1\n"
    assert papers("search", "Title One", "--exact", "--since", "2200", "--count")[1] == "0\n"
    assert papers("export", "-f", "ris", "--since", when)[1].count("TY  -") == 2


def test_since_alone_is_since_the_last_ingest(papers: Run, dump: Dump) -> None:
    papers("ingest", dump('{"title": "Title One"}\n{"title": "Title One!"}\n', "a.jsonl"))
    papers("ingest", dump('{"title": "Other Two"}\n', "b.jsonl"))
    for arguments in (
        ("list", "--since", "--fields", "title"),
        ("list", "--fields", "title", "--since"),
        ("search", "two", "--since", "--ids", "--fields", "title"),
    ):
        written = ["last" if each == "--since" else "" for each in arguments]
        full = [part for pair in zip(arguments, written, strict=True) for part in pair if part]
        assert papers(*arguments) == papers(*full)
    assert papers("list", "--since", "--count")[1] == "1\n"
    assert papers("dedupe", "--since", "--json")[:2] == (0, "[]\n")
    assert papers("search", "--count", "--", "--since")[1] == "0\n"  # a word of the query


def test_since_something_else_is_refused(papers: Run) -> None:
    said = "papers: --since takes 2026-11-01, 7d, yesterday or last, not 'soon'\n"
    assert papers("list", "--since", "soon") == (2, "", said)
    assert papers("list", "--since", "") == (2, "", "papers: --since: no time given\n")


@pytest.mark.parametrize("query", ["has:colour", "added:soon"])
def test_a_value_that_does_not_suit_is_told(library: Library, query: str) -> None:
    said = " ".join(find_papers(library, query).messages)
    assert f"'{query.split(':', maxsplit=1)[0]}:' takes" in said


def test_the_key_of_a_bib_names_its_paper(library: Library) -> None:
    for name in ("Roe_b:2020", "roe_B:2020"):
        assert find_named(library, name).id == "b0000000"


def test_a_key_finds_its_paper(library: Library) -> None:
    papers = find_papers(library, "roe_b:2020 OR Roe_c:2020").sorted_by("id")
    assert [paper.id[0] for paper in papers] == ["b", "c"]


def test_titles_are_filed_without_their_article() -> None:
    titles = ["The cat", "A dog", "An ant", "Bee", "A"]
    papers = [Paper(id=f"{at:08x}", title=title) for at, title in enumerate(titles)]
    ordered = [paper.title for paper in sort_papers(papers, "title")]
    assert ordered == ["A", "An ant", "Bee", "The cat", "A dog"]


def test_authors_are_ordered_by_family_name_and_dates_newest_first() -> None:
    papers = [
        Paper(id="a0000000", title="x", authors=("Zoe Adams",), date="2024-03-01"),
        Paper(id="b0000000", title="x", authors=("Ada Zwart",), year=2025),
        Paper(id="c0000000", title="x", authors=("Émile Bär",), date="2024-02", year=2024),
        Paper(id="d0000000", title="x"),
    ]
    assert [paper.id[0] for paper in sort_papers(papers, "author")] == [*"acbd"]
    assert [paper.id[0] for paper in sort_papers(papers, "author", reverse=True)] == [*"bcad"]
    assert [paper.id[0] for paper in sort_papers(papers, "date")] == [*"bacd"]
    assert [paper.id[0] for paper in sort_papers(papers, "date", reverse=True)] == [*"cabd"]


def test_every_order_is_offered() -> None:
    assert {*SORTS} == {*ORDERS, "added", "id"}
