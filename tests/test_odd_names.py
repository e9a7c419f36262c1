"""Names that name no paper, and options that contradict each other, say what is wrong."""

from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def moths(papers: Run, tmp_path: Path) -> Run:
    dump = tmp_path / "list.csv"
    dump.write_text("title,authors,year,journal\nA study of moths,Ann Lee,2001,Moth Letters\n")
    papers("ingest", dump)
    return papers


def test_a_number_that_is_too_short_for_an_id_says_so(moths: Run) -> None:
    said = moths("show", "505")[2]
    assert said == "papers: no paper has the id '505'; an id needs at least 4 characters\n"
    assert moths("show", "50501")[2] == "papers: no paper has the id '50501'\n"


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_names_no_paper(moths: Run, name: str) -> None:
    code, _, said = moths("show", name)
    assert (code, said) == (
        4,
        "papers: no paper is named; give an id, an arXiv id, a DOI or words of a title\n",
    )


@pytest.mark.parametrize("other", [["--json"], ["--jsonl"], ["--fields", "id"]])
def test_a_format_and_another_form_cannot_be_combined(moths: Run, other: list[str]) -> None:
    code, out, said = moths("show", "moths", "-f", "csv", *other)
    assert (code, out) == (2, "")
    assert f"--format and {other[0]} cannot be combined" in said


def test_fields_are_named_in_any_case(moths: Run) -> None:
    assert moths("list", "--fields", "Title, YEAR")[1] == moths("list", "--fields", "title,year")[1]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Track Name,Artist Name(s),Album", "Track Name"),
        ("Artist Name,Song Name,Length", "Song Name"),
        ("Name,Director,Runtime", "Name"),
        ("Author,Work,Length", "Work"),
    ],
)
def test_a_hint_names_the_column_of_things_and_not_that_of_people(
    papers: Run, tmp_path: Path, header: str, column: str
) -> None:
    dump = tmp_path / "list.csv"
    dump.write_text(f"{header}\nSo What,Miles Davis,12\nNaima,John Coltrane,13\nBlue,J. Doe,4\n")
    said = papers("ingest", dump)[2]
    assert f"title={column}" in said
