import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import product
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.blocks import PAGES, find_block
from papercli.dumps.detection import detect
from papercli.dumps.formats import DOCUMENTS, FORMATS, format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.input.lookahead import Ahead
from papercli.dumps.reading import read

# A made-up paper: every word of its fields ends in a mark of its own, so that what gets into the
# wrong record shows.


@dataclass(frozen=True)
class Work:
    mark: str  # "Hostaa": in its title, its abstract and its author's name
    number: int

    @property
    def title(self) -> str:
        return f"Spectral {self.mark} Methods for Sparse Graphs"

    @property
    def abstract(self) -> str:
        return (
            f"We study how {self.mark} operators act on sparse graphs and why their spectra matter. The bounds for {self.mark} that we prove are sharp. "
            f"Experiments on five data sets show that the method is faster than others by an order of magnitude."
        )

    @property
    def author(self) -> str:
        return f"Ada {self.mark}"

    @property
    def arxiv(self) -> str:
        return f"2101.{self.number:05}"


@dataclass(frozen=True)
class Shape:
    """How a format writes works: what stands before, between and after them."""

    write: Callable[[Work], str]
    before: str = ""
    between: str = "\n"
    after: str = ""


def as_row(*cells: str) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


def inverted(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(text.split()):
        places.setdefault(word, []).append(at)
    return places


def lines_of(write: Callable[[Work], object]) -> Shape:
    return Shape(lambda work: json.dumps(write(work)) + "\n", between="")


def array_of(write: Callable[[Work], object]) -> Shape:
    return Shape(lambda work: json.dumps(write(work), indent=1) + "\n", "[\n", ",\n", "]\n")


SHAPES: dict[str, Shape] = {
    "ovid": Shape(
        lambda w: (
            f"<{w.number}>\nAuthors\n  {w.mark}, Ada\nTitle\n  {w.title}\nAbstract\n  {w.abstract}\n"
        )
    ),
    "refworks": Shape(
        lambda w: f"RT Journal Article\nA1 {w.mark}, Ada\nT1 {w.title}\nYR 2021\nAB {w.abstract}\n"
    ),
    "listing": Shape(lambda w: f"{w.title}\n\n{w.abstract}\n"),
    "labelled": Shape(lambda w: f"Title: {w.title}\nAuthors: {w.author}\nSummary: {w.abstract}\n"),
    "markdown": Shape(
        lambda w: (
            f"- [{w.title}](https://arxiv.org/abs/{w.arxiv})\n\n  *{w.author}*\n\n  {w.abstract}\n"
        )
    ),
    "jsonl": lines_of(lambda w: {"title": w.title, "authors": [w.author], "abstract": w.abstract}),
    "json": array_of(lambda w: {"title": w.title, "authors": [w.author], "abstract": w.abstract}),
    "csl-json": array_of(
        lambda w: {
            "id": w.arxiv,
            "type": "article-journal",
            "title": w.title,
            "abstract": w.abstract,
            "author": [{"family": w.mark, "given": "Ada"}],
            "issued": {"date-parts": [[2021]]},
        }
    ),
    "arxiv-json": lines_of(
        lambda w: {
            "id": w.arxiv,
            "submitter": "A",
            "title": w.title,
            "abstract": w.abstract,
            "categories": "cs.LG",
            "authors_parsed": [[w.mark, "Ada", ""]],
            "update_date": "2021-01-01",
        }
    ),
    "openalex": lines_of(
        lambda w: {
            "id": f"https://openalex.org/W{w.number}",
            "display_name": w.title,
            "title": w.title,
            "open_access": {},
            "primary_location": None,
            "authorships": [{"author": {"display_name": w.author}}],
            "abstract_inverted_index": inverted(w.abstract),
        }
    ),
    "semanticscholar": lines_of(
        lambda w: {
            "paperId": f"{w.number:040x}",
            "title": w.title,
            "abstract": w.abstract,
            "externalIds": {"ArXiv": w.arxiv},
            "authors": [{"authorId": "1", "name": w.author}],
            "citationCount": 3,
        }
    ),
    "crossref": lines_of(
        lambda w: {
            "DOI": f"10.1000/{w.number}",
            "title": [w.title],
            "abstract": w.abstract,
            "author": [{"given": "Ada", "family": w.mark}],
            "type": "journal-article",
            "is-referenced-by-count": 3,
            "reference-count": 1,
            "member": "1",
            "prefix": "10.1000",
        }
    ),
    "datacite": lines_of(
        lambda w: {
            "id": f"10.1000/{w.number}",
            "type": "dois",
            "attributes": {
                "doi": f"10.1000/{w.number}",
                "titles": [{"title": w.title}],
                "creators": [{"name": w.author}],
                "publisher": "X",
                "publicationYear": 2021,
                "descriptions": [{"description": w.abstract, "descriptionType": "Abstract"}],
            },
        }
    ),
    "zotero": array_of(
        lambda w: {
            "key": f"KEY{w.number}",
            "version": 1,
            "data": {
                "itemType": "journalArticle",
                "title": w.title,
                "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": w.mark}],
                "abstractNote": w.abstract,
                "dateAdded": "2024-05-01",
            },
        }
    ),
    "paperpile": array_of(
        lambda w: {
            "_id": f"id{w.number}",
            "pubtype": "ARTICLE",
            "title": w.title,
            "author": [{"first": "Ada", "last": w.mark, "formatted": f"{w.mark} A"}],
            "abstract": w.abstract,
            "kind": "Journal Article",
            "citekey": f"k{w.number}",
        }
    ),
    "openreview": array_of(
        lambda w: {
            "id": f"n{w.number}",
            "forum": f"n{w.number}",
            "invitation": "X/-/Submission",
            "cdate": 1,
            "readers": ["everyone"],
            "content": {"title": w.title, "abstract": w.abstract, "authors": [w.author]},
        }
    ),
    "hf-daily": array_of(
        lambda w: {
            "paper": {
                "id": w.arxiv,
                "title": w.title,
                "summary": w.abstract,
                "authors": [{"name": w.author}],
                "upvotes": 3,
            },
            "title": w.title,
            "numComments": 1,
            "submittedBy": {"name": "x"},
        }
    ),
    "bibtex": Shape(
        lambda w: (
            f"@article{{k{w.number},\n  title = {{{w.title}}},\n  author = {{{w.author}}},\n  abstract = {{{w.abstract}}},\n}}\n"
        )
    ),
    "ris": Shape(
        lambda w: (
            f"TY  - JOUR\nTI  - {w.title}\nAU  - {w.mark}, Ada\nAB  - {w.abstract}\nPY  - 2021\nER  - \n"
        )
    ),
    "nbib": Shape(
        lambda w: (
            f"PMID- {w.number}\nOWN - NLM\nTI  - {w.title}\nAB  - {w.abstract}\nFAU - {w.mark}, Ada\nDP  - 2021\n"
        )
    ),
    "wos": Shape(
        lambda w: (
            f"PT J\nAU {w.mark}, A\nAF {w.mark}, Ada\nTI {w.title}\nSO SOME JOURNAL\nAB {w.abstract}\nPY 2021\nUT WOS:{w.number}\nER\n"
        ),
        "FN Clarivate Analytics Web of Science\nVR 1.0\n",
        "\n",
        "EF\n",
    ),
    "enw": Shape(
        lambda w: f"%0 Journal Article\n%T {w.title}\n%A {w.mark}, Ada\n%D 2021\n%X {w.abstract}\n"
    ),
    "pubmed-xml": Shape(
        lambda w: (
            f"<PubmedArticle><MedlineCitation><PMID>{w.number}</PMID><Article>\n<ArticleTitle>{w.title}</ArticleTitle>\n"
            f"<Abstract><AbstractText>{w.abstract}</AbstractText></Abstract>\n"
            f"<AuthorList><Author><LastName>{w.mark}</LastName><ForeName>Ada</ForeName></Author></AuthorList>\n</Article></MedlineCitation></PubmedArticle>\n"
        ),
        '<?xml version="1.0"?>\n<PubmedArticleSet>\n',
        "",
        "</PubmedArticleSet>\n",
    ),
    "endnote-xml": Shape(
        lambda w: (
            f'<record>\n<ref-type name="Journal Article">17</ref-type>\n<contributors><authors><author>{w.mark}, Ada</author></authors></contributors>\n'
            f"<titles><title>{w.title}</title></titles>\n<abstract>{w.abstract}</abstract>\n</record>\n"
        ),
        '<?xml version="1.0"?>\n<xml><records>\n',
        "",
        "</records></xml>\n",
    ),
    "arxiv-atom": Shape(
        lambda w: (
            f"<entry>\n<id>http://arxiv.org/abs/{w.arxiv}</id>\n<title>{w.title}</title>\n<summary>{w.abstract}</summary>\n"
            f"<author><name>{w.author}</name></author>\n</entry>\n"
        ),
        '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>Answer</title>\n<author><name>arXiv</name></author>\n',
        "",
        "</feed>\n",
    ),
    "csv": Shape(lambda w: as_row(w.title, w.author, w.abstract), "title,authors,abstract\n", ""),
    "html": Shape(
        lambda w: (
            f'<article>\n<h3><a href="/papers/{w.arxiv}">{w.title}</a></h3>\n<p>{w.abstract}</p>\n</article>\n'
        ),
        "<!DOCTYPE html>\n<html><body>\n",
        "",
        "</body></html>\n",
    ),
    "yaml": Shape(
        lambda w: (
            f"- title: '{w.title}'\n  authors: [{w.author}]\n  abstract: >-\n    {w.abstract}\n"
        ),
        between="",
    ),
    "notes": Shape(
        lambda w: (
            f"---\ntitle: '{w.title}'\nauthor: {w.author}\nyear: 2021\n---\n# Abstract\n\n{w.abstract}\n"
        )
    ),
    "org": Shape(
        lambda w: (
            f"* TODO {w.title}\n:PROPERTIES:\n:AUTHOR: {w.author}\n:ABSTRACT: {w.abstract}\n:END:\n"
        )
    ),
    "links": Shape(lambda w: f"{w.title}\nhttps://arxiv.org/abs/{w.arxiv}\n\n"),
    "titles": Shape(lambda w: f"{w.title}\n", between=""),
}
# A document in XML that is no other's is alone in its dump.
# Of these, a file is one as a whole.
WHOLE = {"yaml", "notes", "org"}
# A page or a mail is copied whole, and nothing marks where its text ends in that of another dump.
# Bookmarks are what a browser wrote, and nobody puts anything in between.
NAMES = [each.name for each in FORMATS if each.name not in DOCUMENTS | PAGES | {"bookmarks"}]
PLACES = ["top", "middle", "end"]
# What people paste together comes in all places, anything else in one of them.
PASTED = {"listing", "labelled", "markdown", "csv", "bibtex"}
MIXES = [
    (host, guest, place)
    for at, (host, guest) in enumerate(product(NAMES, NAMES))
    for place in (PLACES if PASTED & {host, guest} else [PLACES[at % len(PLACES)]])
]
# Where a dump's own text may be anything, no mark tells it from that of another: what goes on with
# a summary, prose around links, a page's body.
ALIKE = {
    *(
        ("labelled", guest, place)
        for guest in ("listing", "markdown", "titles")
        for place in ("middle", "end")
    ),
    *(("markdown", "titles", place) for place in PLACES),
    *(("html", guest, "middle") for guest in ("listing", "markdown", "titles")),
}


def works(kind: str, count: int) -> list[Work]:
    return [
        Work(f"{kind}{chr(97 + n // 26)}{chr(97 + n % 26)}word", n + (1 if kind == "Host" else 500))
        for n in range(count)
    ]


def written(name: str, papers: list[Work]) -> str:
    shape = SHAPES[name]
    return shape.before + shape.between.join(map(shape.write, papers)) + shape.after


def mix(
    host: str, guest: str, place: str, hosts: list[Work], guests: list[Work]
) -> tuple[str, int, int]:
    """Return a dump of one format with one of another in it, and the first and the last line of that."""
    inner = f"\n{written(guest, guests)}\n"
    if place == "middle":
        shape = SHAPES[host]
        half = len(hosts) // 2
        outer = shape.before + shape.between.join(map(shape.write, hosts[:half])) + shape.between
        after = shape.between.join(map(shape.write, hosts[half:])) + shape.after
    else:
        outer, after = ("", written(host, hosts)) if place == "top" else (written(host, hosts), "")
    start = outer.count("\n") + 1
    return outer + inner + after, start, start + inner.count("\n")


def read_all(text: str, path: Path, name: str = "") -> tuple[str, list[Record], list[Skipped]]:
    path.write_text(text, encoding="utf-8")
    with open_dump(str(path)) as dump:
        dump_format = format_named(name) if name else detect(dump)
        found = list(read(dump, dump_format))
    return (
        dump_format.name,
        [each for each in found if isinstance(each, Record)],
        [each for each in found if isinstance(each, Skipped)],
    )


def known(record: Record) -> tuple[str, str | None, tuple[str, ...]]:
    return record.title, record.abstract, record.authors


def marks(record: Record) -> set[str]:
    values = [value for field in fields(Record) for value in (getattr(record, field.name),)]
    return set(re.findall(r"(?:Host|Guest)[a-z]{2}word", repr(values)))


@pytest.mark.parametrize("name", NAMES)
def test_each_shape_is_read_as_its_format(name: str, tmp_path: Path) -> None:
    hosts = works("Host", 6)
    found, records, skipped = read_all(
        written(name, hosts), tmp_path / "dump", "titles" if name == "titles" else ""
    )
    assert (found, skipped) == (name, [])
    assert [record.title for record in records] == [work.title for work in hosts]


@pytest.mark.parametrize(
    ("host", "guest", "place"),
    [each for each in MIXES if each not in ALIKE and WHOLE.isdisjoint(each)],
)
def test_a_dump_of_two_shapes_gives_the_papers_of_both_or_says_what_it_left_out(
    host: str, guest: str, place: str, tmp_path: Path
) -> None:
    hosts, guests = works("Host", 12), works("Guest", 2)
    forced = "titles" if host == "titles" else ""
    text, start, end = mix(host, guest, place, hosts, guests)
    _, alone, _ = read_all(written(host, hosts), tmp_path / "alone", forced)
    found, records, skipped = read_all(text, tmp_path / "mixed", forced)
    assert found == host or {found, host} == {"json", "jsonl"} or (host == "csv" and place == "top")
    assert [each for each in map(known, alone) if each not in set(map(known, records))] == []
    for record in records:
        assert len(marks(record)) <= 1, record
    lines = text.split("\n")
    titles = [record.title for record in records]
    for work in guests:
        own = [number for number in range(start, end + 1) if work.mark in lines[number - 1]]
        if work.title not in titles:
            assert any(start <= each.line <= end for each in skipped), (work, own, skipped)
    assert set(titles) <= {work.title for work in (*hosts, *guests)}


ENTRY = "@misc{key2020,\n  title = {A Cited Guestaaword Thing},\n  year = {2020},\n}\n"


@pytest.mark.parametrize(
    "host",
    ["listing", "labelled", "markdown", "jsonl", "json", "ris", "csv", "arxiv-atom", "titles"],
)
def test_a_block_far_beyond_the_start_of_a_dump_is_read(host: str, tmp_path: Path) -> None:
    hosts = works("Host", 500)
    text = written(host, hosts)
    assert len(text) > 1 << 16 or host == "titles"
    found, records, skipped = read_all(
        f"{text}\n{ENTRY}", tmp_path / "dump", "titles" if host == "titles" else ""
    )
    assert (found, len(records), skipped) == (host, 501, [])
    assert (records[-1].title, records[-1].line, records[-1].format) == (
        "A Cited Guestaaword Thing",
        text.count("\n") + 2,
        "bibtex",
    )


@pytest.mark.parametrize("host", ["listing", "labelled", "markdown"])
@pytest.mark.parametrize(
    "block",
    [
        "@misc{a, title={Guestaaword},\n  year={2000",
        "@misc{a,\n  title={{Guestaaword},\n  year={2000}\n}",
        "@misc{a,\n  title={Guestaaword}\n\n",
        "TY  - JOUR\nAU  - Guestaaword, Ada",
        "PMID- 1\nAB  - Guestaaword",
        '{"title": "Guestaaword", "year": 20',
        '{"abstract": "Guestaaword"}',
        '[\n{"title": "Guestaaword"},\n{"title',
        "<entry><title>Guestaaword</title>",
        '<?xml version="1.0"?>\n<unknown><title>Guestaaword</title></unknown>',
        "<!DOCTYPE html>\n<html><body>Guestaaword</body></html>",
        "title,year\nGuestaaword,2001\n,2002",
    ],
)
def test_a_broken_block_is_reported_and_costs_its_neighbours_nothing(
    host: str, block: str, tmp_path: Path
) -> None:
    hosts = works("Host", 12)
    outer, after = written(host, hosts[:6]), written(host, hosts[6:])
    _, alone, _ = read_all(f"{outer}\n{after}", tmp_path / "alone")
    found, records, skipped = read_all(f"{outer}\n{block}\n\n{after}", tmp_path / "dump")
    assert found == host
    assert [each for each in map(known, records) if "Host" in each[0]] == list(map(known, alone))
    assert all(len(marks(record)) <= 1 for record in records)
    start = outer.count("\n") + 2
    assert [each for each in skipped if start <= each.line <= start + block.count("\n")]


def test_rows_of_a_table_are_none_of_a_page(tmp_path: Path) -> None:
    rows = [f'"Host {n} of them","Ada Bo; Carl Doe",200{n},"What {n} is."' for n in range(4)]
    item = (
        "### [Guest Paper](https://arxiv.org/abs/2101.02218)\n*Eve Fox*\n\nAbstract: It is short."
    )
    text = "\n".join(["Title,Authors,Year,Abstract", *rows[:2], item, *rows[2:]])
    found, records, skipped = read_all(f"{text}\n", tmp_path / "dump")
    assert found == "awesome"
    assert {(each.title, each.authors, each.abstract) for each in records} == {
        ("Host 0 of them", ("Ada Bo", "Carl Doe"), "What 0 is."),
        ("Host 1 of them", ("Ada Bo", "Carl Doe"), "What 1 is."),
        ("Guest Paper", ("Eve Fox",), "It is short."),
    }
    assert [each.line for each in skipped] == [8, 9]


def test_the_tag_that_starts_ris_ends_a_record_of_medline(tmp_path: Path) -> None:
    guest = "PMID- 1999030\nTI  - Guest Paper\nFAU - Person, Ada\nDP  - 1999 Mar\n"
    hosts = "".join(
        f"TY  - CONF\nT1  - Host {n}\nA1  - Bo, Carl\nY1  - 200{n}///\n" for n in range(3)
    )
    _, records, skipped = read_all(guest + hosts, tmp_path / "dump")
    assert [(each.title, each.year) for each in records if each.title != "Guest Paper"] == [
        (f"Host {n}", 2000 + n) for n in range(3)
    ]
    assert len(records) == 4
    assert not skipped


def test_what_a_field_or_a_cell_holds_is_no_block(tmp_path: Path) -> None:
    inner = 'Title: Guestaaword\nAuthors: Ada Bo\n\nTY  - JOUR\nTI  - Guestabword\nER  - \n\n{"title": "Guestacword"}\n'
    for name, text in {
        "bibtex": "".join(
            f"@misc{{k{n},\n  title = {{Host {n}}},\n  note = {{\n{inner}}},\n}}\n"
            for n in range(3)
        ),
        "csv": "title,abstract\n"
        + "".join(as_row(f"Host {n}", f"\n{inner}\n{ENTRY}") for n in range(3)),
        "arxiv-atom": "<feed>"
        + "".join(
            f"\n<entry>\n<id>http://arxiv.org/abs/2101.0000{n}</id>\n<title>Host {n}</title>\n<content>\n{inner}</content>\n</entry>"
            for n in range(3)
        )
        + "</feed>",
        "html": "<html><body>"
        + "".join(f"<h3><a href='/papers/2101.0000{n}'>Host {n}</a></h3>" for n in range(3))
        + f"<pre>\n{inner}</pre></body></html>",
    }.items():
        found, records, skipped = read_all(text, tmp_path / "dump")
        assert (found, skipped) == (name, [])
        assert [record.title for record in records] == ["Host 0", "Host 1", "Host 2"]


@pytest.mark.parametrize(
    ("listed", "cited", "name"),
    [(12, 1, "listing"), (4, 6, "listing"), (1, 30, "bibtex"), (0, 1, "bibtex")],
)
def test_a_listing_with_a_bibliography_is_what_most_of_it_is(
    listed: int, cited: int, name: str, tmp_path: Path
) -> None:
    hosts, guests = works("Host", listed), works("Guest", cited)
    text = "\n".join((written("listing", hosts), written("bibtex", guests)))
    found, records, skipped = read_all(text, tmp_path / "dump")
    assert found == name
    assert {work.title for work in guests} <= {record.title for record in records}
    assert len(records) == cited + listed or len(skipped) == 2 * listed


def test_one_object_of_another_service_does_not_choose_the_format(tmp_path: Path) -> None:
    for host, guest in product(
        ["jsonl", "arxiv-json", "openalex", "semanticscholar", "crossref"], repeat=2
    ):
        text = written(guest, works("Guest", 1)) + written(host, works("Host", 12))
        assert read_all(text, tmp_path / "dump")[0] == host


def test_each_paper_says_which_format_it_was_in(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(f"{written('labelled', works('Host', 3))}\n{ENTRY}")
    assert papers("ingest", tmp_path / "dump.txt")[:2] == (
        0,
        "4 records read: 4 new, 0 seen before; 0 skipped\n",
    )
    found = {
        paper["sources"][0]["format"]: paper["sources"][0]["line"]
        for paper in json.loads(papers("list", "--json")[1])
    }
    assert (found["bibtex"], sorted(found)) == (13, ["bibtex", "labelled"])


def test_known_furniture_of_a_bibliography_is_silent(tmp_path: Path) -> None:
    furniture = (
        "% Encoding: UTF-8\n\nThis file was created with JabRef 2.2.\nEncoding: UTF-8\n\nAutomatically generated by Mendeley Desktop 1.19\n"
        "Any changes to this file will be lost if it is regenerated by Mendeley.\n\nBibTeX export options can be customized via Options\n\n"
        'Scopus\nEXPORT DATE: 12 March 2021\n\n# Reading list\n\n-----\n\n@comment{jabref-meta: x;}\n@preamble{"x"}\n\n```bibtex\n'
    )
    found, records, skipped = read_all(f"{furniture}{ENTRY}```\n", tmp_path / "dump")
    assert (found, len(records), skipped) == ("bibtex", 1, [])


@pytest.mark.parametrize(
    "unit",
    ["{\n\n", "[\n", '{"a":\n\n', "<feed>\n\n<entry>\n\n<html>\n\n<div>\n", "@a{b,\n\n", "@a{b, c={\n\n", "@a (b,\n", "TY  - A\nTI  - b\n\n",
     "PT J\nAU x\n\n", "FN ISI\n", "%0 A\n%T b\n", "Title: x\n", "A: x\nTitle: y\n\n", 'title,author\n"a,b\n', "```bib\n", "- [a](https://arxiv.org/abs/1\n  "],
)  # fmt: skip
def test_no_text_makes_looking_ahead_slower_than_it_is_long(unit: str) -> None:
    def taken(count: int) -> int:
        text = io.StringIO(unit * count)
        looked = 0

        class Counted(Ahead):
            def line(self, at: int) -> str:
                nonlocal looked
                looked += 1
                return super().line(at)

        ahead = Counted(text.readline)
        while ahead.line(0):
            ahead.take(max(find_block(ahead)[1], 1))
        return looked

    assert taken(8000) < 16 * taken(1000)
