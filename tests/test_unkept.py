"""A field that no reader knows is reported, in every structured format; what exports carry for themselves is not."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.dumps.base import Record
from papercli.dumps.formats import FORMATS, format_named

TITLE = "Moths of the Moor"
JSON = {"title": TITLE, "authors": ["Ada Eriksen", "Bo Lind"], "year": 2001}
Write = Callable[[str, str], str]  # the name of a field and its value, to a dump of one record


def in_json(holder: str = "", **record: object) -> Write:
    """Return what writes a record in JSON, with one more field in what `holder` names, or beside all others."""

    def write(name: str, value: object) -> str:
        added = {name: value}
        inner = record[holder] | added if holder else {}  # type: ignore[operator]
        return json.dumps([{**record, **({holder: inner} if holder else added)}])

    return write


def in_text(text: str) -> Write:
    return lambda name, value: text.replace("NAME", name).replace("VALUE", value)


def in_xml(text: str) -> Write:
    return in_text(text.replace("…", "<NAME>VALUE</NAME>").replace("TITLE", TITLE))


OAI = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><record><metadata>{}</metadata></record></OAI-PMH>"
WRITE: dict[str, Write] = {
    "arxiv-json": in_json(title=TITLE, id="2001.00001", abstract="A.", categories="cs.LG"),
    "crossref": in_json(title=[TITLE], DOI="10.1000/moth.1", type="journal-article"),
    "csl-json": in_json(title=TITLE, id="E", type="article-journal"),
    "datacite": in_json("attributes", attributes={"titles": [{"title": TITLE}]}),
    "hf-daily": in_json("paper", paper={"title": TITLE, "id": "2001.00001"}, numComments=1),
    "json": lambda name, value: json.dumps([JSON | {name: value}]),
    "jsonl": lambda name, value: json.dumps(JSON | {name: value}),
    "openalex": in_json(title=TITLE, id="https://openalex.org/W1", authorships=[]),
    "openreview": in_json("content", content={"title": {"value": TITLE}}, forum="x", id="x"),
    "paperpile": in_json(title=TITLE, pubtype="PP_ARTICLE", citekey="E"),
    "semanticscholar": in_json(title=TITLE, paperId="ab", year=2001),
    "zotero": in_json("data", data={"title": TITLE, "itemType": "journalArticle"}, key="A"),
    "csv": in_text(f"Title,Authors,Year,NAME\n{TITLE},Ada Eriksen,2001,VALUE\n"),
    "yaml": in_text(f"- title: {TITLE}\n  author: Ada Eriksen\n  year: 2001\n  NAME: VALUE\n"),
    "bibtex": in_text(f"@article{{e, title = {{{TITLE}}}, year = 2001, NAME = {{VALUE}}}}\n"),
    "enw": in_text(f"%0 Journal Article\n%T {TITLE}\n%1 VALUE\n"),
    "nbib": in_text(f"PMID- 1\nTI  - {TITLE}\nGN  - VALUE\n"),
    "ovid": in_text(f"<1>\nTitle\n  {TITLE}\nLocal remark\n  VALUE\n"),
    "refworks": in_text(f"RT Journal Article\nT1 {TITLE}\nU1 VALUE\n"),
    "ris": in_text(f"TY  - JOUR\nTI  - {TITLE}\nU1  - VALUE\nER  - \n"),
    "wos": in_text(f"PT J\nTI {TITLE}\nZQ VALUE\nER\n"),
    "acl-xml": in_xml(
        "<collection><volume><paper id='1'><title>TITLE</title>…</paper></volume></collection>"
    ),
    "arxiv-atom": in_xml(
        "<feed><entry><id>http://arxiv.org/abs/2001.00001v1</id><title>TITLE</title>…</entry></feed>"
    ),
    "arxiv-oai": in_xml(OAI.format("<arXiv><id>2001.00001</id><title>TITLE</title>…</arXiv>")),
    "crossref-xml": in_xml(
        "<crossref><journal_article><titles><title>TITLE</title></titles>…</journal_article></crossref>"
    ),
    "dblp-xml": in_xml("<dblp><article key='journals/m/1'><title>TITLE</title>…</article></dblp>"),
    "endnote-xml": in_xml(
        "<xml><records><record><titles><title>TITLE</title></titles>…</record></records></xml>"
    ),
    "jats": in_xml(
        "<article><front><article-meta><title-group><article-title>TITLE</article-title></title-group>…</article-meta></front></article>"
    ),
    "marcxml": in_xml(
        "<record><datafield tag='245'><subfield code='a'>TITLE</subfield></datafield>…</record>"
    ),
    "mods": in_xml("<mods><titleInfo><title>TITLE</title></titleInfo>…</mods>"),
    "oai-dc": in_xml(OAI.format("<dc><title>TITLE</title>…</dc>")),
    "pubmed-xml": in_xml(
        "<PubmedArticle><MedlineCitation><Article><ArticleTitle>TITLE</ArticleTitle>…</Article></MedlineCitation></PubmedArticle>"
    ),
    "word-xml": in_xml("<Sources><Source><Title>TITLE</Title>…</Source></Sources>"),
    "zotero-rdf": in_xml("<RDF><Article><title>TITLE</title>…</Article></RDF>"),
}
TEXTS = (
    "accepted alert arxiv-mail arxiv-page awesome bookmarks checklist html labelled links listing mail markdown notes openreview-page org references "
    "scholar-profile titles"
)


def read_one(kind: str, text: str) -> Record:
    (found,) = format_named(kind).read(io.StringIO(text))
    assert isinstance(found, Record), found
    return found


def test_every_structured_format_is_tried() -> None:
    assert {each.name for each in FORMATS} - {*TEXTS.split()} == WRITE.keys()


words = st.text("bcdfghklmnprstvwz", min_size=3, max_size=8)
sentences = st.lists(words, min_size=4, max_size=9).map(lambda each: f"Seen {' '.join(each)}.")


@pytest.mark.parametrize("kind", WRITE)
@settings(max_examples=20)
@given(name=words.map(lambda word: f"zq{word}"), value=sentences)
def test_an_unknown_field_is_reported(kind: str, name: str, value: str) -> None:
    record = read_one(kind, WRITE[kind](name, value))
    assert record.title == TITLE
    assert len(record.unread) == 1
    if WRITE[kind]("a", "x") != WRITE[kind]("b", "x"):
        assert record.unread == (name,)


BOOKKEEPING: dict[str, dict[str, object]] = {
    "json": {
        "publisher": "Moth Press", "crawled_at": "Monday morning", "thumbnail_url": "a moth", "abstract_inverted_index": {"Moths": [0]},
        "language": "English", "licence": "Creative Commons", "uuid": "3f9c1a20", "is_open": True, "score": 0.5, "journalId": "moth-letters",
        "sha1": "da39a3ee", "pdf_path": "papers/moths.pdf", "home": "https://example.org/moths", "when": "3 March 2020", "short_title": "Moths",
        "cite": "Eriksen, A. and Lind, B. (2001). Moths of the Moor.", "state": None, "nested": {"id": "x1", "type": "a kind"},
    },
    "bibtex": {
        "publisher": "Moth Press", "address": "Bergen", "editor": "Sam Birch", "series": "Texts in Moths", "timestamp": "Mon, 3 Mar 2020",
        "biburl": "https://dblp.org/x", "bibsource": "dblp computer science bibliography, https://dblp.org", "isbn": "1", "language": "en",
        "note": "arXiv preprint arXiv:2001.00001",
    },
    "csl-json": {"publisher": "Moth Press", "editor": [{"family": "Birch"}], "event-place": "Bergen", "language": "en-GB", "note": "arXiv:2001.00001"},
    "crossref": {"publisher": "Moth Press", "license": [{"URL": "x"}], "assertion": [{"value": "3 March", "label": "First Online"}]},
    "yaml": {"publisher": "Moth Press", "cssclass": "wide table", "added": "by a program"},
    "ris": {"PB": "Moth Press", "LA": "English", "AD": "Department of Moths, Bergen", "Y2": "2020/03/03/"},
    "wos": {"C1": "Univ Bergen, Dept Moths", "FU": "Research Council of Moths", "PI": "BERGEN"},
    "endnote-xml": {"auth-address": "<style>Department of Moths</style>", "database": "Moths.enl", "language": "English"},
    "jats": {"aff": "Department of Moths", "permissions": "<license>You may copy it.</license>"},
}  # fmt: skip
WRITE_TAG = WRITE | {
    "ris": in_text(f"TY  - JOUR\nTI  - {TITLE}\nNAME  - VALUE\nER  - \n"),
    "wos": in_text(f"PT J\nTI {TITLE}\nNAME VALUE\nER\n"),
}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in BOOKKEEPING.items() for name in names]
)
def test_what_exports_carry_for_themselves_is_not_reported(kind: str, name: str) -> None:
    value: str = BOOKKEEPING[kind][name]  # type: ignore[assignment]
    assert read_one(kind, WRITE_TAG[kind](name, value)).unread == ()


@pytest.mark.parametrize(
    ("name", "value", "is_reported"),
    [
        ("note", "To appear", True),
        ("note", "arXiv preprint", False),
        ("note", "Moths of the moor", False),  # the title says it
        ("note", "Accessed: 3 March 2020", False),
        ("annote", "Read it twice.", False),
        ("remarks", "Revised", True),
        ("talk", "Ada", True),
        ("talk", "42", False),
        ("talk", "https://example.org/talk", False),
        ("talk_url", "by Ada", False),
        ("talk_url", "Ada has a link to her talk", True),
    ],
)
def test_words_that_are_nowhere_else_are_reported(
    name: str, value: str, *, is_reported: bool
) -> None:
    assert bool(read_one("bibtex", WRITE["bibtex"](name, value)).unread) == is_reported


@pytest.mark.parametrize(
    ("extra", "is_reported"),
    [
        ("Citation Key: eriksen2001", False),
        ("arXiv:2001.00001 [cs]\nPublisher: Moth Press", False),
        ("Publisher: Moth Press\nShow this to Kari", True),
        ("presented by: Kari", True),
    ],
)
def test_fields_that_zotero_keeps_in_another_are_no_remark(
    extra: str, *, is_reported: bool
) -> None:
    assert bool(read_one("zotero", WRITE["zotero"]("extra", extra)).unread) == is_reported
    assert bool(read_one("csl-json", WRITE["csl-json"]("note", extra)).unread) == is_reported


def test_fields_that_are_not_kept_are_counted_in_one_line(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "refs.yaml"
    record = (
        "- title: On Moths of {0}\n  author: Ada Eriksen\n  year: 2001\n  presented by: Bo Lind\n"
    )
    text = "".join(map(record.format, ("Rock", "Bog", "Sand")))
    dump.write_text(f"{text}  read_by: Kari\n", "utf-8")
    code, out, err = papers("ingest", "--json", dump)
    said = "papers: refs.yaml: not kept: presented by (3 papers), read_by (1)\n"
    assert (code, err) == (0, said)
    assert json.loads(out)["files"][0]["not_kept"] == [
        {"field": "presented by", "papers": 3},
        {"field": "read_by", "papers": 1},
    ]


def test_many_fields_that_are_not_kept_are_listed_with_verbose(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "refs.json"
    remarks = {f"remark {letter}": "dull or not" for letter in "abcdefghi"}
    dump.write_text(json.dumps([JSON | remarks]), "utf-8")
    said = papers("ingest", dump)[2]
    assert "remark a (1 paper), remark b (1), remark c (1)" in said
    assert said.endswith("remark f (1) and 3 more; --verbose lists them all\n")
    assert papers("ingest", "-v", dump)[2].endswith("remark h (1), remark i (1)\n")
