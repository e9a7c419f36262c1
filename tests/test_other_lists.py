import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

Dump = Callable[[str, str], Path]

OTHERS: dict[str, dict[str, Any]] = {
    "tasks": {"id": 7, "title": "Repaint the garden shed", "done": False, "due": "2024-05-01"},
    "films": {"title": "The Long Ferry", "year": 1972, "director": "A. Lind", "runtime": 101},
    "songs": {"title": "Harbour Lights", "artist": "The Tugs", "album": "Quay", "year": 1994},
    "books": {"title": "A Winter Inland", "author": "Mary Stone", "isbn": "9780000000002"},
    "goods": {"id": 3, "title": "Blue mug", "description": "A blue mug.", "price": 4.5},
    "posts": {
        "title": "Moving the office",
        "author": "ann",
        "slug": "moving",
        "date": "2024-02-03",
    },
    "jobs": {"title": "Head Gardener", "company": "Fern & Co", "url": "https://jobs.example/1"},
    "reports": {"title": "Window does not close", "state": "open", "author": "bob", "number": 12},
}
PAPER = {"title": "Tides in Small Harbours", "shelf": "B3", "mood": "calm"}
SIGNS: list[dict[str, Any]] = [
    {"authors": ["Ingrid Berg"]},
    {"author": "Berg, Ingrid"},
    {"year": 2019},
    {"abstract": "We measure tides."},
    {"summary": "We measure tides."},
    {"doi": "10.1000/tides"},
    {"arxiv": "1901.00001"},
    {"venue": "Journal of Harbours"},
    {"journal": "Journal of Harbours"},
    {"pages": "12-19"},
    {"citations": 12},
    {"pmid": "12345678"},
    {"url": "https://openreview.net/forum?id=abcdefgh"},
    {"pdf": "https://example.org/tides.pdf"},
]


def as_json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, indent=1)


def as_lines(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(each) + "\n" for each in records)


def as_answer(records: list[dict[str, Any]]) -> str:
    return json.dumps({"count": len(records), "results": records})


def as_table(records: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, records[0].keys())
    table.writeheader()
    table.writerows(
        {
            name: "; ".join(value) if isinstance(value, list) else value
            for name, value in each.items()
        }
        for each in records
    )
    return text.getvalue()


FORMS = {"json": as_json, "jsonl": as_lines, "answer.json": as_answer, "csv": as_table}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", OTHERS)
def test_a_list_of_other_things_with_titles_is_refused_and_says_what_settles_it(
    papers: Run, dump: Dump, kind: str, form: str
) -> None:
    records = [{**OTHERS[kind], "title": f"{OTHERS[kind]['title']} {n}"} for n in ("One", "Two")]
    path = dump(FORMS[form](records), f"a.{form}")
    code, _, err = papers("ingest", path)
    name = err.rpartition("--format ")[2].rstrip("`\n")
    said = (
        f"papers: {path}: read as {name}, but 2 of 2 records may describe something other than papers "
        f"(the first has {', '.join(records[0])}); to read it anyway, use `--format {name}`\n"
    )
    assert (code, err) == (3, said)
    assert papers("list", "--count")[1] == "0\n"
    assert papers("ingest", "--format", name, path)[0] == 0
    assert papers("list", "--count")[1] == "2\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", [*SIGNS, {}], ids=lambda sign: next(iter(sign), "nothing"))
def test_one_sign_of_a_paper_is_enough_whatever_else_a_list_says(
    papers: Run, dump: Dump, sign: dict[str, Any], form: str
) -> None:
    code, _, _ = papers("ingest", dump(FORMS[form]([{**PAPER, **sign}] * 2), f"a.{form}"))
    assert (code, papers("list", "--count")[1]) == ((0, "1\n") if sign else (3, "0\n"))


@pytest.mark.parametrize("form", FORMS)
def test_titles_alone_and_lists_in_which_most_are_papers_are_read(
    papers: Run, dump: Dump, form: str
) -> None:
    alone = [{"id": n, "title": f"Tides in Harbour {n}", "tags": "sea"} for n in range(3)]
    assert papers("ingest", dump(FORMS[form](alone), f"a.{form}"))[0] == 0
    mixed = [
        {**PAPER, "title": f"Waves {n}", "doi": f"10.1000/{n}"[: 9 * (n > 0)]} for n in range(3)
    ]
    assert papers("ingest", dump(FORMS[form](mixed), f"b.{form}"))[0] == 0
    assert papers("list", "--count")[1] == "6\n"


def test_a_description_of_data_is_no_paper(papers: Run, dump: Dump) -> None:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Harbour",
        "description": "A harbour and its tides",
        "type": "object",
        "properties": {"title": {"type": "string"}, "year": {"type": "integer"}},
    }
    for indent in (None, 2):
        assert papers("ingest", dump(json.dumps(schema, indent=indent), "a.json"))[0] == 3


INNER = [{"title": "Tides in Small Harbours"}, {"title": "Waves on Long Piers"}]
DATED = [{**each, "year": 2019} for each in INNER]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "value",
    [
        {"title": "Reading list", "papers": INNER},
        {"title": "Reading list", "author": "Ann", "year": 2024, "papers": INNER},
        {"title": "Reading list", "description": "What I read", "items": INNER},
        {"papers": INNER, "title": "Reading list"},
        {"title": "Reading list", "version": 2, "readings": DATED},
        {"name": "Reading list", "entries": INNER},
        [{"title": "Reading list", "papers": INNER}],
    ],
)
def test_a_list_with_a_title_gives_its_papers(
    papers: Run, dump: Dump, value: object, indent: int | None
) -> None:
    assert papers("ingest", dump(json.dumps(value, indent=indent), "a.json"))[0] == 0
    assert papers("list", "--fields", "title", "--sort", "title")[1] == (
        "Tides in Small Harbours\nWaves on Long Piers\n"
    )


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "held",
    [
        {"references": DATED},
        {"sections": INNER},
        {"notes": [{"text": "good"}]},
        {"items": INNER},
        {"authors": [{"name": "Ann Berg"}], "related": DATED},
    ],
)
def test_a_paper_that_holds_a_list_is_one_paper(
    papers: Run, dump: Dump, held: dict[str, Any], indent: int | None
) -> None:
    paper = {"title": "Currents", "authors": ["Ann Berg"], "year": 2020, **held}
    assert papers("ingest", dump(json.dumps(paper, indent=indent), "a.json"))[0] == 0
    assert papers("list", "--fields", "title")[1] == "Currents\n"


@pytest.mark.parametrize(
    "text",
    [
        "{Reference Type}: Journal Article\n{Title}: Tides in Small Harbours\n{Year}: 2019\n",
        "[1] A. Berg. Tides in Small Harbours. Journal of Harbours, 2019.\n",
        "{{Infobox harbour\n| name = Quay\n}}\n",
        "{title} is what stands here\n",
    ],
)
def test_a_text_that_begins_with_a_bracket_is_not_json(papers: Run, dump: Dump, text: str) -> None:
    code, _, err = papers("ingest", dump(text, "a.txt"))
    assert "JSON" not in err
    assert (code, papers("list", "--count")[1]) in {(0, "1\n"), (3, "0\n")}
