"""Papers are filled in from online services only where it is asked for, politely, and a dump's word counts more."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Run, shown, write_rows
from online_services import Services, serve

from papercli.ingest import online
from papercli.online import asking
from papercli.online.services import ARXIV, CROSSREF

MOOR = "We count the moths of a moor at night, and find that there are many more than in books."
FEN = "A proof that no fly can leave a fen in autumn, with a bound on how far it comes until then."
WORKS: list[dict[str, Any]] = [
    {"title": "Moths of the Moor", "abstract": MOOR, "authors": ["Jane Roe", "Max Poe"], "year": 2023, "arxiv": "2305.00001"},
    {"title": "Flies of the Fen", "abstract": FEN, "authors": ["Ann Doe"], "year": 2021, "arxiv": "2105.00002"},
    {"title": "Beetles of the Bog", "abstract": "", "authors": ["Bo Coe"], "year": 1999, "doi": "10.1000/bog"},
    {"title": "Wasps of the Weald and How They Count", "abstract": "", "authors": ["Cyrus Loe", "Dora Moe", "Enid Noe"], "year": 1998, "doi": "10.1000/weald"},
]  # fmt: skip
HERE: list[dict[str, Any]] = [
    {"title": "Moths of the Moor", "abstract": MOOR},
    {"title": "Flies of the Fen", "arxiv": "2105.00002"},
    {"title": "Beetles of the Bog", "doi": "10.1000/bog"},
    {
        "title": "Wasps of the Weald and How They Count",
        "abstract": "Wasps.",
        "authors": ["Cyrus Loe", "Dora Moe", "Enid Noe"],
    },
    {"title": "Something that No Service Knows"},
]


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve(Services(WORKS)) as served:
        near = (
            replace(ARXIV, url=f"{served.url}/api/query", pause=0.01),
            replace(CROSSREF, url=f"{served.url}/works", pause=0.01),
        )
        monkeypatch.setattr(online, "SERVICES", near)
        yield served


@pytest.fixture
def library(papers: Run, tmp_path: Path) -> Run:
    papers("ingest", write_rows(tmp_path / "here.jsonl", HERE))
    return papers


def test_a_preview_asks_and_apply_does_not_ask_again(library: Run, services: Services) -> None:
    before = library("list", "--json")[1]
    code, out, said = library("complete", "--online")
    assert code == 0
    assert "asking arXiv about 4 papers" in said
    assert "asking Crossref about 3 papers" in said
    assert [line.split("\t")[1] for line in out.splitlines()] == [
        "Moths of the Moor", "Flies of the Fen", "Beetles of the Bog", "Wasps of the Weald and How They Count"
    ]  # fmt: skip
    assert library("list", "--json")[1] == before
    asked = len(services.requests)
    code, _, said = library("complete", "--online", "--apply")
    assert (code, said) == (0, "papers: 4 papers filled in; `papers undo` reverts this\n")
    assert len(services.requests) == asked
    moths, beetles = shown(library, "moths"), shown(library, "beetles")
    assert (moths["authors"], moths["year"], moths["arxiv"]) == (
        ["Jane Roe", "Max Poe"],
        2023,
        "2305.00001",
    )
    assert {"authors", "year", "arxiv"} <= set(moths["completed"])
    assert "abstract" not in moths["completed"]
    assert [each["file"] for each in moths["sources"]] == ["here.jsonl", "arxiv.org"]
    assert (beetles["authors"], beetles["venue"], beetles["pages"]) == (
        ["Bo Coe"],
        "Moth Letters",
        "1-9",
    )
    assert "4 papers completed from arxiv.org and crossref.org" in library("history")[1]
    library("undo")
    assert library("list", "--json")[1] == before


def test_nothing_is_asked_without_the_flag(
    library: Run, services: Services, tmp_path: Path
) -> None:
    library("complete", "--from", write_rows(tmp_path / "more.jsonl", WORKS), "--apply")
    for command in (["list"], ["search", "moths"], ["doctor"], ["dedupe"], ["show", "moths"]):
        library(*command)
    assert services.requests == []


def test_what_dumps_tell_is_not_asked(library: Run, services: Services, tmp_path: Path) -> None:
    dump = write_rows(tmp_path / "more.jsonl", WORKS[:3])
    library("complete", "--from", dump, "--online", "--apply")
    titles = [each.get("search_query") for each in services.asked("/api/query")]
    assert titles == [
        'ti:"wasps of the weald and how they count" OR ti:"something that no service knows"'
    ]
    moths = shown(library, "moths")
    assert (moths["authors"], moths["completed"]) == (["Jane Roe", "Max Poe"], [])


def test_only_ids_and_titles_leave_and_only_of_papers_that_lack_something(
    library: Run, services: Services, tmp_path: Path
) -> None:
    whole = {"title": "Bees of the Beck", "abstract": MOOR, "authors": ["Ed Foe"], "year": 2001}
    library("ingest", write_rows(tmp_path / "bees.jsonl", [whole | {"doi": "10.1000/beck"}]))
    library("mark", "moths", "--note", "secret thought", "--tag", "mine")
    library("complete", "--online")
    sent = json.dumps([parameters for _, parameters in services.requests])
    assert not {"secret", "mine", "night", "beck"} & set(sent.replace('"', " ").lower().split())
    assert services.agents == {asking.AGENT}
    assert "papers/" in asking.AGENT


def test_a_query_says_which_papers(library: Run, services: Services) -> None:
    answer = json.loads(library("complete", "moths", "--online", "--json")[1])
    assert [each["title"] for each in answer["filled"]] == ["Moths of the Moor"]
    assert len(services.requests) == 1


def test_requests_hold_many_papers_and_keep_their_distance(
    papers: Run, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"title": f"Moths of Moor {number}", "arxiv": f"2305.{number:05}"}
        for number in range(1, 121)
    ]
    papers("ingest", write_rows(tmp_path / "many.jsonl", rows))
    waits: list[float] = []
    clock = iter(range(10_000))
    fake = SimpleNamespace(monotonic=lambda: float(next(clock)), sleep=waits.append)
    monkeypatch.setattr(asking, "time", fake)
    slow = replace(online.SERVICES[0], pause=3.0)
    monkeypatch.setattr(online, "SERVICES", (slow, online.SERVICES[1]))
    said = papers("complete", "--online")[2]
    assert "asking arXiv about 120 papers" in said
    assert [len(each["id_list"].split(",")) for each in services.asked("/api/query")] == [
        50,
        50,
        20,
    ]
    assert waits == [0.0, 2.0, 2.0]  # of three seconds, one has passed on this clock


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(
    library: Run, services: Services, status: int
) -> None:
    services.busy = [(status, {"Retry-After": "0"}), (status, {})]
    code, out, _ = library("complete", "moths", "--online")
    assert (code, out.count("\n")) == (0, 1)
    assert len(services.requests) == 3


def test_work_that_was_cut_off_goes_on(library: Run, services: Services) -> None:
    services.busy = [(200, {"Content-Length": "0"})]  # an answer that is none
    code, out, said = library("complete", "--online", "--apply")
    assert code == 3
    assert "arXiv (127.0.0.1:" in said.splitlines()[-1]
    assert out == ""
    services.busy = []
    library("complete", "moths", "--online")
    asked = len(services.requests)
    services.busy = [(503, {})] * 9
    code, out, said = library("complete", "--online", "--apply")  # what is known is used
    assert (code, out.count("\n")) == (3, 1)
    assert "does not answer now (HTTP 503)" in said
    services.busy = []
    assert library("complete", "--online", "--apply")[0] == 0
    asked_for = " ".join(each.get("search_query", "") for each in services.asked("/api/query"))
    assert asked_for.count("moths") == 1
    assert len(services.requests) > asked
    assert shown(library, "beetles")["year"] == 1999


def test_one_id_that_is_refused_does_not_stop_the_others(
    library: Run, services: Services, tmp_path: Path
) -> None:
    library(
        "ingest", write_rows(tmp_path / "odd.jsonl", [{"title": "Odd One", "arxiv": "2105.00009"}])
    )
    services.refused = {"2105.00009"}
    answer = json.loads(library("complete", "--online", "--json")[1])
    assert answer["errors"] == []
    assert "Flies of the Fen" in [each["title"] for each in answer["filled"]]


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>Log in to Hotel WiFi</title></html>",
        "{}",
        "\x00\x01",
        '<?xml version="1.0"?><a/>',
    ],
)
def test_a_login_page_is_no_answer(library: Run, services: Services, page: str) -> None:
    services.page = page
    code, out, said = library("complete", "--online", "--apply")
    assert (code, out) == (3, "")
    assert "login page" in said.splitlines()[-1]
    services.page = None
    assert library("complete", "--online", "--apply")[0] == 0


@pytest.mark.usefixtures("services")
def test_without_a_network_it_is_one_line(library: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tuple(replace(each, url="http://127.0.0.1:9/x") for each in online.SERVICES)
    monkeypatch.setattr(online, "SERVICES", closed)
    code, out, said = library("complete", "--online", "--json")
    assert code == 3
    answer = json.loads(out)
    assert (answer["filled"], len(answer["errors"])) == ([], 1)
    assert "arXiv (127.0.0.1:9): cannot be reached (connection refused)" in said


def test_answers_are_forgotten_after_a_month_and_broken_ones_asked_for_again(
    library: Run, services: Services, tmp_path: Path
) -> None:
    library("complete", "moths", "--online")
    (kept,) = (tmp_path / ".cache" / "papers" / "online").iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    library("complete", "moths", "--online")
    assert len(services.requests) == 2
    library("complete", "moths", "--online")
    assert len(services.requests) == 2
    (kept,) = (tmp_path / ".cache" / "papers" / "online").iterdir()
    os.utime(kept, (time.time() - 31 * 86_400,) * 2)
    library("complete", "moths", "--online")
    assert len(services.requests) == 3


@pytest.mark.parametrize(("dump_at", "year"), [(0, 2023), (1, 2022)])
def test_a_dumps_value_counts_more_whichever_comes_first(
    library: Run, services: Services, tmp_path: Path, dump_at: int, year: int
) -> None:
    row = {"title": "Moths of the Moor", "abstract": MOOR, "authors": ["Jane M. Roe", "Max Poe"]}
    dump = write_rows(tmp_path / "real.jsonl", [row | {"year": year}])
    steps: list[list[str | Path]] = [["complete", "--online", "--apply"]]
    steps.insert(dump_at, ["ingest", dump])
    for step in steps:
        library(*step)
    moths = shown(library, "moths")
    assert (moths["authors"], moths["year"]) == (["Jane M. Roe", "Max Poe"], year)
    assert moths["date"] in {None, f"{year}-05-01"}
    assert moths["arxiv"] == "2305.00001"
    assert not {"authors", "year"} & set(moths["completed"])
    assert services.requests


@pytest.mark.usefixtures("services")
def test_what_the_reader_sets_is_no_longer_the_services(library: Run, tmp_path: Path) -> None:
    library("complete", "--online", "--apply")
    library("edit", "moths", "--set", "year=2019")
    moths = shown(library, "moths")
    assert (moths["year"], "year" in moths["completed"]) == (2019, False)
    library("export", "--format", "jsonl", "-o", tmp_path / "all.jsonl")
    library("ingest", tmp_path / "all.jsonl", "--library", tmp_path / "other")
    other = json.loads(library("show", "moths", "--json", "--library", tmp_path / "other")[1])
    assert other["completed"] == moths["completed"]


@pytest.mark.usefixtures("services")
def test_merging_prefers_what_dumps_say(library: Run, tmp_path: Path) -> None:
    library("complete", "--online", "--apply")
    row = {
        "title": "The Moths of the Moor",
        "abstract": MOOR,
        "authors": ["Jane M. Roe", "Max Poe"],
        "year": 2022,
    }
    library("ingest", write_rows(tmp_path / "twin.jsonl", [row]))
    one, two = (each["id"] for each in json.loads(library("search", "title:moor", "--json")[1]))
    library("dedupe", "--merge", one, two)
    merged = shown(library, one)
    assert (merged["authors"], merged["year"]) == (["Jane M. Roe", "Max Poe"], 2022)
    assert "arxiv" in merged["completed"]
    assert "authors" not in merged["completed"]


def test_the_services_are_asked_as_they_wish() -> None:
    assert ARXIV.pause >= 3
    assert CROSSREF.pause >= 1
    for service in (ARXIV, CROSSREF):
        assert service.url.startswith("https://")
