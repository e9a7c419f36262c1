"""The year that is shown of a paper whose sources give none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.values import read_date, read_year

Dump = Callable[[str, str], Path]
RECORDS = [
    {"title": "Of the old days", "arxiv": "hep-th/9711200"},
    {"title": "Of these days", "arxiv": "2401.12345"},
    {"title": "With a year", "arxiv": "2312.00001", "year": 2025},
    {"title": "Of no year"},
]
SHOWN = {
    "Of the old days": (1997, "arxiv"),
    "Of these days": (2024, "arxiv"),
    "With a year": (2025, "source"),
    "Of no year": (None, None),
}


@pytest.fixture
def dated(papers: Run, dump: Dump) -> Run:
    papers("ingest", dump("".join(json.dumps(each) + "\n" for each in RECORDS), "a.jsonl"))
    return papers


def years(printed: str) -> dict[str, tuple[int | None, str | None]]:
    return {each["title"]: (each["year"], each["year_from"]) for each in json.loads(printed)}


def test_every_command_shows_the_year_that_an_arxiv_id_implies(dated: Run) -> None:
    assert years(dated("list", "--json")[1]) == SHOWN
    assert years(dated("search", "days OR year", "--json")[1]) == SHOWN
    for title, shown in SHOWN.items():
        paper = json.loads(dated("show", title, "--json")[1])
        assert (paper["year"], paper["year_from"]) == shown
    assert "\t2024\tOf these days" in dated("list")[1]
    assert ",2024," in dated("list", "--csv")[1]
    assert dated("list", "--ids", "--sort", "year")[1] == "".join(
        f"{json.loads(dated('show', title, '--json')[1])['id']}\n"
        for title in ("Of the old days", "Of these days", "With a year", "Of no year")
    )


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json", "csv", "html"])
def test_exports_hold_the_year(dated: Run, name: str) -> None:
    out = dated("export", "-f", name, 'title:"these days"')[1]
    assert "2024" in out.replace("2401.12345", "")


def test_the_store_holds_only_years_of_sources(dated: Run, tmp_path: Path) -> None:
    dated("mark", "these days", "--tag", "thesis")
    lines = (tmp_path / "library" / "papers.jsonl").read_text(encoding="utf-8").splitlines()
    stored = [json.loads(line) for line in lines if '"title"' in line]
    assert {each["year"] for each in stored} == {None, 2025}


def test_a_real_year_takes_the_place_of_one_that_is_implied(dated: Run, dump: Dump) -> None:
    later = {"title": "Of these days", "arxiv": "2401.12345", "year": 2026}
    assert "1 updated" in dated("ingest", dump(json.dumps(later), "b.jsonl"))[1]
    assert years(dated("list", "--json")[1])["Of these days"] == (2026, "source")


def test_an_implied_year_stays_one_in_another_library(dated: Run, tmp_path: Path) -> None:
    for name, arguments in (
        ("export.jsonl", ("export", "-f", "jsonl")),
        ("list.json", ("list", "--json")),
    ):
        (tmp_path / name).write_text(dated(*arguments)[1], encoding="utf-8")
        other = tmp_path / f"{name}-library"
        assert dated("ingest", "--library", other, tmp_path / name)[0] == 0
        assert years(dated("list", "--json", "--library", other)[1]) == SHOWN


# A year that cannot be read is reported, in whatever format

TITLE, NAME, WRONG = "Tides in Small Harbours", "Ingrid Berg", "20l9"
WITH_YEAR = {
    "json": f'[{{"title": "{TITLE}", "authors": ["{NAME}"], "year": "{WRONG}"}}]',
    "jsonl": f'{{"title": "{TITLE}", "authors": ["{NAME}"], "published": "{WRONG}"}}\n' * 2,
    "csl-json": f'[{{"id": "a", "type": "report", "title": "{TITLE}", "issued": {{"raw": "{WRONG}"}}}}]',
    "csv": f"Title,Authors,Year\n{TITLE},{NAME},{WRONG}\n",
    "labelled": f"Title: {TITLE}\nAuthors: {NAME}\nYear: {WRONG}\nAbstract: We measure tides.\n",
    "bibtex": f"@article{{a, title={{{TITLE}}}, author={{Berg, Ingrid}}, year={{{WRONG}}}}}\n",
    "ris": f"TY  - JOUR\nTI  - {TITLE}\nAU  - Berg, Ingrid\nPY  - {WRONG}\nER  - \n",
    "enw": f"%0 Journal Article\n%T {TITLE}\n%A Berg, Ingrid\n%D {WRONG}\n",
    "nbib": f"PMID- 12345678\nTI  - {TITLE}\nFAU - Berg, Ingrid\nDP  - {WRONG}\n",
    "wos": f"FN Clarivate\nVR 1.0\nPT J\nAU Berg, I\nTI {TITLE}\nSO TIDES\nPY {WRONG}\nER\n\nEF\n",
    "yaml": f"- title: {TITLE}\n  author: {NAME}\n  journal: Tides\n  year: {WRONG}\n",
    "dblp": f'<dblp><article key="a"><author>{NAME}</author><title>{TITLE}</title><year>{WRONG}</year></article></dblp>',
}


@pytest.mark.parametrize("name", WITH_YEAR)
def test_a_year_that_cannot_be_read_is_reported(
    papers: Run, dump: Callable[[str, str], Path], name: str
) -> None:
    text = WITH_YEAR[name]
    code, out, err = papers("ingest", dump(text, "a.txt"))
    number = text.count(WRONG)
    said = f"incomplete: year '{WRONG}' cannot be read; the paper is kept without it"
    assert (code, err.count(said)) == (0, number)
    assert out.endswith(f"; 0 skipped, {number} incomplete\n")
    assert papers("list", "--fields", "title,year")[1] == f"{TITLE}\t\n"
    code, _, err = papers("ingest", "--strict", dump(text, "a.txt"))
    records = "1 record" if number == 1 else f"{number} records"
    assert (code, err.splitlines()[-1]) == (
        3,
        f"papers: {records} incomplete (--strict); what could be read was added",
    )
    report = json.loads(papers("ingest", "--json", dump(text, "a.txt"))[1])
    assert (report["read"], report["skipped"], report["incomplete"]) == (number, 0, number)
    assert f"year '{WRONG}'" in report["files"][0]["incomplete"][0]["reason"]
    right = dump(text.replace(WRONG, "2019"), "b.txt")
    assert "cannot be read" not in papers("ingest", right)[2]


YEARS = {
    "٢٠٢٠": (2020, "2020"),
    "۲۰۲۰": (2020, "2020"),
    "२०२०": (2020, "2020"),
    "２０２０": (2020, "2020"),
    "２０２０年３月": (2020, "2020"),
    "٢٠٢٠-٠٣-٠٥": (2020, "2020-03-05"),
    "２０２００３０５": (2020, "2020-03-05"),
    "20200305": (2020, "2020-03-05"),
    "Start date: 20200305": (2020, "2020-03-05"),
    "20200305T101500Z": (2020, "2020-03-05"),
    "20201305": (2020, "2020"),
    "202003051": (None, None),
    "٥ March ٢٠٢٠": (2020, "2020-03-05"),
    "2٠2٠": (2020, "2020"),
    "١٤٤٢ (٢٠٢٠)": (2020, "2020"),
    "١٤٤٢": (None, None),
    "۱۴۰۰/۰۱/۰۵": (None, None),
    "२०७७": (None, None),
    "१९४२५": (None, None),
    "2020٥": (None, None),
    "٠": (None, None),
    "٢" * 40: (None, None),
    "1442": (1442, "1442"),
}


@pytest.mark.parametrize("text", YEARS)
def test_years_are_read_in_the_digits_of_every_script_but_those_of_other_calendars(
    text: str,
) -> None:
    assert (read_year(text), read_date(text)) == YEARS[text]


@pytest.mark.parametrize("text", ["in press", "n.d.", "0", "0000", "forthcoming", "", "s.d."])
def test_what_says_that_there_is_no_year_is_not_reported(
    papers: Run, dump: Callable[[str, str], Path], text: str
) -> None:
    record = {"title": TITLE, "authors": [NAME], "year": text, "created": "1714521600"}
    assert papers("ingest", dump(json.dumps([record]), "a.json"))[2] == ""
