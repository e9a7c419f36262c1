"""Every kind of publication through every export, read back by us and by others, and what exports leave out."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]  # it ships no types
from conftest import Run

Write = Callable[..., Path]

KINDS: list[dict[str, Any]] = [
    {"title": "A Book of Ferns", "authors": ["Fay Fenn"], "year": 2018, "type": "book", "venue": "Fern and Moss Press"},
    {"title": "A Book without a Press", "authors": ["Fay Fenn"], "year": 2018, "type": "book"},
    {"title": "A Chapter on Ferns", "authors": ["Fay Fenn"], "year": 2018, "type": "chapter", "venue": "The Book of Ferns", "pages": "3-5"},
    {"title": "A Thesis on Ferns", "authors": ["Fay Fenn"], "year": 2019, "type": "thesis", "venue": "University of Ferns and Mosses"},
    {"title": "A Report on Ferns", "authors": ["Fay Fenn"], "year": 2010, "type": "report", "venue": "Fern Lab"},
    {"title": "A Set of Ferns", "authors": ["Fay Fenn"], "year": 2022, "type": "dataset", "venue": "Zenodo"},
    {"title": "A Tool for Ferns", "authors": ["Fay Fenn"], "year": 2022, "type": "software", "venue": "Zenodo"},
    {"title": "A Talk on Ferns", "authors": ["Fay Fenn"], "year": 2022, "type": "paper-conference", "venue": "Proceedings of Ferns"},
    {"title": "An Article on Ferns", "authors": ["Fay Fenn"], "year": 2022, "type": "article-journal", "venue": "Journal of Ferns"},
    {"title": "A Preprint on Ferns", "authors": ["Fay Fenn"], "year": 2024, "type": "article", "arxiv": "2401.90002"},
]  # fmt: skip
OTHERS: list[dict[str, Any]] = [
    {"title": "With More Authors", "authors": ["Ed Elm"], "more_authors": True, "year": 2024},
    {"title": "By a Company", "authors": ["Google, Inc.", "The ATLAS Collaboration"], "year": 2024},
    {"title": "Water as H₂O at 10⁻³ with {braces}", "authors": ["Nguyễn Văn Hà"], "year": 2018, "keywords": ["a, b", "c"], "tags": ["thesis", "read me"],
     "abstract": "About water.", "note": "Read again"},
]  # fmt: skip
WHOLE = ("bibtex", "biblatex", "ris", "csl-json", "jsonl", "html", "markdown", "csv")
BIBLIOGRAPHIES = ("bibtex", "biblatex", "ris", "csl-json", "jsonl")

needs_pandoc = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="no pandoc here (Debian package: pandoc)"
)


@pytest.fixture
def export(papers: Run, dump: Write) -> Callable[..., str]:
    lines = "".join(json.dumps(each) + "\n" for each in (*KINDS, *OTHERS))
    lines = lines.replace('"type": "article"', '"type": "preprint"')  # elsewhere a journal's
    assert papers("ingest", dump(lines, "kinds.jsonl"))[0] == 0

    def write(name: str, *arguments: str) -> str:
        code, out, err = papers("export", "--format", name, *arguments)
        assert (code, err) == (0, "")
        return out

    return write


def read_back(papers: Run, folder: Path, name: str, text: str) -> dict[str, dict[str, Any]]:
    ending = {"bibtex": "bib", "biblatex": "bib", "csl-json": "json", "markdown": "md"}.get(
        name, name
    )
    (folder / f"out.{ending}").write_text(text, "utf-8")
    code, _, err = papers("ingest", folder / f"out.{ending}", "--library", folder / "new")
    assert code == 0, err
    found = json.loads(papers("list", "--json", "--library", folder / "new")[1])
    assert len(found) == len(KINDS) + len(OTHERS)
    return {each["title"]: each for each in found}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_every_kind_comes_back_as_it_was(
    export: Callable[..., str], papers: Run, tmp_path: Path, name: str
) -> None:
    found = read_back(papers, tmp_path, name, export(name))
    for paper in KINDS:
        back = found[paper["title"]]
        assert {key: back[key] for key in paper} == paper


@pytest.mark.parametrize("name", WHOLE)
def test_names_scripts_and_tags_come_back_as_they_were(
    export: Callable[..., str], papers: Run, tmp_path: Path, name: str
) -> None:
    text = export(name, "--with", "abstract,note,tags")
    assert "et al" not in text or name in {"markdown", "html"}  # which people read
    found = read_back(papers, tmp_path, name, text)
    water = found["Water as H₂O at 10⁻³ with {braces}"]
    assert water["authors"] == ["Nguyễn Văn Hà"]
    assert (water["tags"], water["abstract"]) == (["thesis", "read me"], "About water.")
    if name != "markdown":  # which shows no keywords
        assert water["keywords"] == ["a, b", "c"]
    assert found["With More Authors"]["authors"] == ["Ed Elm"]
    company = found["By a Company"]["authors"]
    assert [each.replace(",", "") for each in company][:2] == [
        "Google Inc.",
        "The ATLAS Collaboration",
    ]
    if name != "markdown":
        assert found["With More Authors"]["more_authors"] is True


def test_a_web_page_gives_back_all_that_it_shows(
    export: Callable[..., str], papers: Run, tmp_path: Path
) -> None:
    papers("mark", "By a Company", "--status", "reading", "--star", "--note", "Ask them")
    found = read_back(papers, tmp_path, "html", export("html", "--with", "note"))
    company = found["By a Company"]
    assert (company["status"], company["starred"], company["note"]) == ("reading", True, "Ask them")
    for paper in KINDS:
        shown = {key: value for key, value in paper.items() if key != "pages"}
        assert {key: found[paper["title"]][key] for key in shown} == shown


def test_exports_are_lean_unless_more_is_asked_for(export: Callable[..., str]) -> None:
    for name in ("bibtex", "biblatex", "ris", "csl-json", "markdown"):
        lean, whole = export(name), export(name, "--with", " tags, Abstract,note")
        for text in (
            "About water.",
            "Read again",
            "thesis, read me" if "bib" in name else "read me",
        ):
            assert text not in lean
            assert text in whole, name
    assert "Read again" not in export("html")
    assert "About water." in export("html")
    assert export("jsonl") == export("jsonl", "--with", "note")
    assert "Read again" in export("csv")


def test_an_extra_that_does_not_exist_is_one_line(papers: Run) -> None:
    assert papers("export", "-f", "ris", "--with", "abstract,colour") == (
        2,
        "",
        "papers: --with: unknown 'colour'; use abstract, note or tags, separated by commas\n",
    )


def test_the_year_of_an_arxiv_id_is_exported_where_there_is_no_other(
    papers: Run, dump: Write
) -> None:
    papers("ingest", dump('{"title": "Old Strings", "arxiv": "hep-th/9711200"}\n', "a.jsonl"))
    assert "year = {1997}" in papers("export", "-f", "bibtex")[1]
    assert "date = {1997}" in papers("export", "-f", "biblatex")[1]
    assert "PY  - 1997" in papers("export", "-f", "ris")[1]
    assert json.loads(papers("export", "-f", "csl-json")[1])[0]["issued"] == {
        "date-parts": [[1997]]
    }


def test_formulas_of_titles_stay_formulas_in_latex_and_markdown(papers: Run, dump: Write) -> None:
    title = r"Maths in $L^2$, $p$-adic $\mathbb{Z}_2$, CO$_2$ and {\'E}tale"
    papers(
        "ingest", dump(f"@article{{m, title = {{{title}}}, journal = {{J}}, year = 1999}}", "a.bib")
    )
    for name in ("bibtex", "biblatex", "markdown"):
        text = papers("export", "-f", name)[1]
        assert "$L^2$" in text
        assert r"$\mathbb{Z}_2$" in text
    assert "TI  - Maths in L², p-adic ℤ₂, CO₂ and Étale\n" in papers("export", "-f", "ris")[1]


def test_a_series_is_not_a_publisher(papers: Run, dump: Write) -> None:
    papers(
        "ingest",
        dump(
            "@book{b, title={Ferns}, series={Texts in Ferns}, publisher={Fern Press}, year=1977}",
            "a.bib",
        ),
    )
    assert "publisher = {Fern Press}" in papers("export", "-f", "bibtex")[1]
    papers("ingest", dump("@book{c, title={Mosses}, series={Texts in Ferns}, year=1977}", "b.bib"))
    assert "Texts in Ferns" not in papers("export", "-f", "bibtex")[1]


# Read by others


def test_rispy_finds_publishers_labels_and_whole_organisations(export: Callable[..., str]) -> None:
    found = {each["title"]: each for each in rispy.loads(export("ris", "--with", "tags"))}
    for title in ("A Thesis on Ferns", "A Report on Ferns", "A Set of Ferns", "A Book of Ferns"):
        assert found[title]["publisher"]
        assert "secondary_title" not in found[title]
    assert found["By a Company"]["authors"] == ["Google Inc.", "The ATLAS Collaboration"]
    assert found["With More Authors"]["authors"] == ["Elm, Ed"]
    assert found["Water as H₂O at 10⁻³ with {braces}"]["label"] == "thesis, read me"


@needs_pandoc
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc_finds_kinds_publishers_and_braces(
    export: Callable[..., str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.bib").write_text(export(name), "utf-8")
    done = subprocess.run(
        ["pandoc", "-f", name, "-t", "csljson", "a.bib"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    found = {each["title"].lower(): each for each in json.loads(done.stdout)}
    kinds = {
        "a book of ferns": "book",
        "a chapter on ferns": "chapter",
        "a thesis on ferns": "thesis",
        "a report on ferns": "report",
    }
    assert {title: found[title]["type"] for title in kinds} == kinds
    assert found["a book of ferns"]["publisher"] == "Fern and Moss Press"
    assert found["a thesis on ferns"]["publisher"] == "University of Ferns and Mosses"
    assert found["a chapter on ferns"]["container-title"].lower() == "the book of ferns"
    (water,) = (each for title, each in found.items() if title.startswith("water"))
    assert water["author"] == [{"family": "Hà", "given": "Nguyễn Văn"}]
    assert water["title"].endswith("with {braces}")


@needs_pandoc
def test_pandoc_cites_a_thesis_without_a_container(
    export: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(export("csl-json"), "utf-8")
    (tmp_path / "a.md").write_text('---\nnocite: "@*"\n---\n')
    done = subprocess.run(
        [
            "pandoc",
            "--citeproc",
            "--bibliography",
            "a.json",
            "a.md",
            "-t",
            "plain",
            "--wrap",
            "none",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert "“A Thesis on Ferns.” University of Ferns and Mosses." in done.stdout.decode()
