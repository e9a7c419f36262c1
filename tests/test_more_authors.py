import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from papercli.dedupe.compare import compare
from papercli.dedupe.fold import fill_blanks, fold_papers
from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.people import says_more
from papercli.dumps.splitting import split_names
from papercli.model import Paper

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]


def paper(*authors: str, more: bool = False, identifier: str = "0123abcd") -> Paper:
    return Paper(
        id=identifier,
        title="Equivariant Networks on Point Clouds and Meshes",
        authors=authors,
        more_authors=more,
    )


def listed(papers: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json")[1])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith et al.", "A. Smith, et al", "A. Smith, et. al.", "A. Smith and others", "A. Smith et alii", "A. Smith, others", "A. Smith, …",
        "A. Smith…", "A. Smith, ...", "A. Smith and 12 others", "A. Smith, +5 more authors", "A. Smith & al.", "A. Smith [and others]",
        "A. Smith et al. (2935 additional authors not shown)", "A. Smith; et al.",
    ],
)  # fmt: skip
def test_what_stands_for_further_authors_is_no_author(text: str) -> None:
    assert says_more(text)
    assert [author.display for author in split_names(text)] == ["A. Smith"]


@pytest.mark.parametrize(
    "text",
    [
        "Chet Al",
        "Anna Brothers",
        "J. R. R. Tolkien",
        "Etal Smith",
        "No More",
        "",
        "Others Anonymous",
        "12 Monkeys",
    ],
)
def test_a_name_is_not_taken_for_further_authors(text: str) -> None:
    assert not says_more(text)


DUMPS = {
    "bibtex": "@misc{{k,\n  title = {{A}},\n  author = {{Smith, Ann{}}},\n}}\n",
    "ris": "TY  - JOUR\nTI  - A\nAU  - Smith, Ann\n{}ER  - \n",
    "nbib": "PMID- 1\nTI  - A\nFAU - Smith, Ann\nAU  - Smith A\n{}",
    "wos": "PT J\nAU Smith, Ann\n{}TI A\nER\nEF\n",
    "enw": "%0 Book\n%T A\n%A Smith, Ann\n{}",
    "labelled": "Title: A\nAuthors: Ann Smith{}\n",
    "csv": "title,authors,year\nA,Ann Smith{},2001\n",
    "markdown": "- [A](https://arxiv.org/abs/1703.06114)\n  *Ann Smith{}*\n",
    "jsonl": '{{"title": "A", "authors": ["Ann Smith"{}]}}\n',
    "json": '[{{"title": "A", "authors": "Ann Smith{}"}}]',
    "csl-json": '[{{"title": "A", "type": "book", "author": [{{"family": "Smith", "given": "Ann"}}{}]}}]',
    "arxiv-json": '{{"title": "A", "abstract": "a", "categories": "cs.LG", "authors_parsed": [["Smith", "Ann", ""]{}]}}\n',
    "arxiv-atom": "<feed><entry><id>http://arxiv.org/abs/2101.00001</id><title>A</title><author><name>Ann Smith</name></author>{}</entry></feed>",
    "openalex": '[{{"title": "A", "authorships": [{{"author": {{"display_name": "Ann Smith"}}}}]{}}}]',
    "crossref": '[{{"title": ["A"], "DOI": "10.1000/1", "author": [{{"family": "Smith", "given": "Ann"}}{}]}}]',
    "semanticscholar": '[{{"title": "A", "paperId": "1", "authors": [{{"name": "Ann Smith"}}{}]}}]',
    "openreview": '[{{"id": "1", "content": {{"title": "A", "authors": {{"value": ["Ann Smith"{}]}}}}}}]',
    "hf-daily": '[{{"paper": {{"id": "1703.06114", "title": "A", "authors": [{{"name": "Ann Smith"}}{}]}}}}]',
    "pubmed-xml": "<PubmedArticle><MedlineCitation><Article><ArticleTitle>A</ArticleTitle><AuthorList{}><Author><LastName>Smith</LastName>"
    "<ForeName>Ann</ForeName></Author></AuthorList></Article></MedlineCitation></PubmedArticle>",
    "endnote-xml": "<records><record><titles><title>A</title></titles><contributors><authors><author>Smith, Ann</author>{}</authors>"
    "</contributors></record></records>",
    "html": "<html><dl><dt><a href='/abs/1703.06114'>x</a></dt><dd><div class='list-title'>Title: A</div>"
    "<div class='list-authors'><a href='/a'>Ann Smith</a>{}</div></dd></dl></html>",
}
MORE = {
    "bibtex": " and others",
    "ris": "AU  - et al.\n",
    "nbib": "AU  - et al\n",
    "wos": "   et al\n",
    "enw": "%A et al.\n",
    "labelled": ", et al.",
    "csv": " et al.",
    "markdown": ", et al.",
    "jsonl": ', "et al."',
    "json": " et al.",
    "csl-json": ', {"literal": "others"}',
    "arxiv-json": ', ["et al.", "", ""]',
    "arxiv-atom": "<author><name>et al.</name></author>",
    "openalex": ', "is_authors_truncated": true',
    "crossref": ', {"name": "et al."}',
    "semanticscholar": ', {"name": "et al."}',
    "openreview": ', "et al."',
    "hf-daily": ', {"name": "et al."}',
    "pubmed-xml": ' CompleteYN="N"',
    "endnote-xml": "<author>et al.</author>",
    "html": " et al. (12 additional authors not shown)",
}


@pytest.mark.parametrize("name", DUMPS)
def test_every_format_tells_a_list_that_is_cut_short(name: str) -> None:
    for more in ("", MORE[name]):
        (record,) = format_named(name).read(io.StringIO(DUMPS[name].format(more)))
        assert isinstance(record, Record)
        assert (record.authors, record.more_authors) == (("Ann Smith",), bool(more))


@pytest.mark.parametrize("text", ["et al.", "and others", "anonymous et al."])
def test_nobody_and_others_is_no_list(text: str) -> None:
    (record,) = format_named("jsonl").read(
        io.StringIO(json.dumps({"title": "A", "authors": [text]}) + "\n")
    )
    assert isinstance(record, Record)
    assert (record.authors, record.more_authors) == ((), False)


def test_a_fuller_list_clears_the_flag_and_a_shorter_one_changes_nothing() -> None:
    short, full = paper("Ann Smith", more=True), paper("Ann Smith", "Bo Li")
    for united in (
        fill_blanks(short, full),
        fill_blanks(full, short),
        fold_papers(short, [full]),
        fold_papers(full, [short]),
    ):
        assert (united.authors, united.more_authors) == (("Ann Smith", "Bo Li"), False)
    longer = paper("Ann Smith", "Bo Li", "Cy Ng", more=True)
    assert fill_blanks(short, longer).more_authors
    assert fill_blanks(paper(), short) == short
    assert fill_blanks(full, longer) is full  # who listed two said that they were all
    assert fill_blanks(short, paper("Ann Smith")) is short


def test_ingest_completes_a_list_that_was_cut_short(papers: Run, dump: Write) -> None:
    short = dump(
        "@misc{k,\n  title = {Equivariant Networks},\n  author = {Smith, Ann and others},\n}\n",
        "short.bib",
    )
    full = dump(
        "@misc{k,\n  title = {Equivariant Networks},\n  author = {Smith, Ann and Li, Bo},\n}\n",
        "full.bib",
    )
    assert (
        papers("ingest", short, full)[1]
        == "2 records read: 1 new, 0 seen before, 1 updated; 0 skipped\n"
    )
    assert [(each["authors"], each["more_authors"]) for each in listed(papers)] == [
        (["Ann Smith", "Bo Li"], False)
    ]
    before = papers("list", "--json")
    assert papers("ingest", short)[1] == "1 record read: 0 new, 1 seen before; 0 skipped\n"
    assert papers("list", "--json") == before


def test_a_list_cut_short_is_not_the_same_authors() -> None:
    one, other = (
        paper("Ann Smith", "Bo Li", more=True),
        paper("Ann Smith", "Bo Li", identifier="0123abce"),
    )
    assert "same authors" not in compare(one, other).reasons
    assert "same authors" in compare(paper("Ann Smith", "Bo Li"), other).reasons
    assert (
        "same authors"
        in compare(one, paper("Ann Smith", "Bo Li", more=True, identifier="0123abce")).reasons
    )


@pytest.fixture
def cut_short(papers: Run, dump: Write) -> Run:
    lines = [
        {
            "title": f"Equivariant Networks {n}",
            "authors": ["Ann Smith", "Bo Li"][:n],
            "more_authors": True,
        }
        for n in (1, 2)
    ]
    assert (
        papers("ingest", dump("".join(json.dumps(each) + "\n" for each in lines), "cut.jsonl"))[0]
        == 0
    )
    return papers


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json", "jsonl", "csv"])
def test_an_export_keeps_the_flag_and_reads_back(cut_short: Run, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out.txt"
    assert cut_short("export", "-f", name, "-o", target)[0] == 0
    assert cut_short("ingest", "--library", tmp_path / "new", target)[0] == 0
    again = json.loads(cut_short("list", "--json", "--library", tmp_path / "new")[1])
    assert sorted((each["title"], each["authors"], each["more_authors"]) for each in again) == [
        ("Equivariant Networks 1", ["Ann Smith"], True),
        ("Equivariant Networks 2", ["Ann Smith", "Bo Li"], True),
    ]


def test_people_read_et_al(cut_short: Run) -> None:
    assert "Ann Smith, Bo Li, et al." in cut_short("export", "-f", "markdown")[1]
    assert '"authors":["Ann Smith","Bo Li"],"more":true' in cut_short("export", "-f", "html")[1]
    shown = re.sub(r"\x1b\[[0-9;]*m", "", cut_short("list", "--color", "always")[1])
    assert re.search(r"Networks 1 +Ann Smith et al\.", shown)
    assert "Ann Smith, Bo Li, et al." in cut_short("show", "--color", "always", "networks 2")[1]
    assert "more_authors: true\n" in cut_short("show", "networks 2")[1]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_makes_no_author_of_the_flag_in_csl_json(cut_short: Run, tmp_path: Path) -> None:
    cut_short("export", "-f", "csl-json", "-o", tmp_path / "papers.json")
    done = subprocess.run(
        ["pandoc", "-f", "csljson", "-t", "csljson", tmp_path / "papers.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert sorted(len(each["author"]) for each in json.loads(done.stdout)) == [1, 2]
