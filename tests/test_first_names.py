"""Titles with nothing but first names or accounts are tasks and posts; with names of authors they may be papers."""

import json
from pathlib import Path

import pytest
from conftest import Run

OTHERS = [("Fix the roof", "Bob"), ("Paint the fence", "Ann")]
ACCOUNTS = [("Fix login bug", "ann"), ("Update docs", "jdoe42")]
PAPERS = [
    ("Attention is all you need", "Vaswani"),
    ("The strength of weak ties", "Mark Granovetter"),
]
FORMS = {
    "csv": lambda rows: (
        "title,author,date\n" + "".join(f"{t},{a},2024-03-01\n" for t, a in rows)
    ),
    "yml": lambda rows: "".join(
        f"- title: {t}\n  author: {a}\n  date: 2024-03-01\n" for t, a in rows
    ),
    "json": lambda rows: json.dumps(
        [{"title": t, "author": a, "created": "2024-03-01"} for t, a in rows]
    ),
    "jsonl": lambda rows: "".join(
        json.dumps({"title": t, "author": a, "date": "2024-03-01"}) + "\n" for t, a in rows
    ),
    "txt": lambda rows: "".join(
        f"Title: {t}\nAuthor: {a}\nDate: 2024-03-01\n\n" for t, a in rows
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", [OTHERS, ACCOUNTS])
@pytest.mark.parametrize("form", FORMS)
def test_tasks_and_posts_are_refused(
    papers: Run, tmp_path: Path, form: str, rows: list[tuple[str, str]]
) -> None:
    dump = tmp_path / f"list.{form}"
    dump.write_text(FORMS[form](rows))
    code, _, err = papers("ingest", dump)
    assert (code, "may describe something other than papers" in err) == (3, True)


@pytest.mark.parametrize("form", FORMS)
def test_short_lists_of_papers_are_read(papers: Run, tmp_path: Path, form: str) -> None:
    dump = tmp_path / f"list.{form}"
    dump.write_text(FORMS[form](PAPERS))
    assert papers("ingest", dump)[0] == 0


def test_what_only_papers_have_says_more_than_a_first_name(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "list.csv"
    dump.write_text(
        "title,author,year,journal\nOn moths,Bob,2001,Moth Letters\nOn lamps,ann,2002,Moths\n"
    )
    assert papers("ingest", dump)[0] == 0
