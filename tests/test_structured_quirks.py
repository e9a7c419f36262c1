"""What programs and readers write in structured dumps, and what was lost or turned round of it."""

import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.splitting import split_names
from papercli.latex.read import latex_to_unicode

NAMES = [
    ("Kolmogorov A. N., Fomin S. V.", ["A. N. Kolmogorov", "S. V. Fomin"]),
    ("Колмогоров А. Н.", ["А. Н. Колмогоров"]),
    ("Smith J. D., Doe A. B., de la Cruz M. A.", ["J. D. Smith", "A. B. Doe", "M. A. de la Cruz"]),
    ("Doe J. R.; Kolmogorov A.N.", ["J. R. Doe", "A. N. Kolmogorov"]),
    ("Smith J.-P. and Roe A. B. C.", ["J.-P. Smith", "A. B. C. Roe"]),
    ("A. N. Kolmogorov, S. V. Fomin", ["A. N. Kolmogorov", "S. V. Fomin"]),
    ("John A. B. Smith, Jane C. D. Doe", ["John A. B. Smith", "Jane C. D. Doe"]),
    ("LÉVI-STRAUSS Claude", ["Claude Lévi-Strauss"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_initials_behind_a_family_name_may_have_blanks(text: str, names: list[str]) -> None:
    assert [each.display for each in split_names(text)] == names


def test_so_they_may_in_ris() -> None:
    text = (
        "TY  - JOUR\nAU  - Kolmogorov A. N.\nAU  - Fomin S. V.\nTI  - On moss\nPY  - 1957\nER  - \n"
    )
    (record,) = format_named("ris").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.authors == ("A. N. Kolmogorov", "S. V. Fomin")


@pytest.mark.parametrize("space", ["\\,", "\\;", "\\ ", "~", " "])
def test_a_thin_space_parts_initials_in_bibtex(space: str) -> None:
    text = f"@article{{a, title={{On moss}}, author={{Hardy, G.{space}H. and J.{space}E. Littlewood}}, year=1920}}"
    (record,) = format_named("bibtex").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.authors == ("G. H. Hardy", "J. E. Littlewood")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\textalpha-synuclein and TGF-\textbeta{}1", "α-synuclein and TGF-β1"),
        (r"\SI{10}{\kilo\watt}", "10 kW"),
        (r"\qty{5}{\micro\metre} of moss", "5 µm of moss"),
        (r"\SI[per-mode=symbol]{2.5}{\percent}", "2.5 %"),
        (r"We present \ourmethod, a net", "We present ourmethod, a net"),
    ],
)
def test_commands_of_packages_are_read(latex: str, text: str) -> None:
    assert latex_to_unicode(latex) == text


@pytest.fixture
def filled(papers: Run, tmp_path: Path) -> Run:
    dump = tmp_path / "a.jsonl"
    rows = [
        {"title": "Long moss", "authors": ["Sepp Hochreiter", "Jürgen Schmidhuber"], "venue": "Neural Moss", "year": 1997, "keywords": ["lichens"]},
        {"title": "Deep walls", "authors": ["Ann Lee"], "venue": "Nature", "year": 2015, "ids": ["pmid:2231712"], "pmid": "2231712"},
        {"title": "A book of roofs", "authors": ["Ian Good", "Ada Ben", "Cy Cour"], "year": 2016},
    ]  # fmt: skip
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    return papers


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("schmidhub*", ["Long moss"]),
        ("neur*", ["Long moss"]),
        ("natu*", ["Deep walls"]),
        ("lich*", ["Long moss"]),
        ("mos* -neur*", []),
        ("venue:natu*", ["Deep walls"]),
        ("PMID: 2231712", ["Deep walls"]),
        ("pmid 2231712", ["Deep walls"]),
        ("pmid:2231712", ["Deep walls"]),
    ],
)
def test_a_word_cut_short_is_looked_for_where_a_word_is(
    filled: Run, query: str, titles: list[str]
) -> None:
    _, out, _ = filled("search", query, "--json")
    assert [each["title"] for each in json.loads(out or "[]")] == titles


def test_a_merge_by_hand_keeps_the_authors_of_the_paper_that_is_kept(filled: Run) -> None:
    ids = {each["title"]: each["id"] for each in json.loads(filled("list", "--json")[1])}
    filled("dedupe", "--merge", ids["Deep walls"], ids["A book of roofs"])
    kept = json.loads(filled("show", ids["Deep walls"], "--json")[1])
    found = kept[0] if isinstance(kept, list) else kept
    assert (found["title"], found["authors"]) == ("Deep walls", ["Ann Lee"])


@pytest.mark.parametrize("mark", ["；", "; ", "、", "，"])
def test_keywords_are_parted_by_wide_marks(mark: str) -> None:
    text = json.dumps(
        [{"title": "On moss", "authors": ["A B"], "year": 2001, "keywords": f"苔藓{mark}墙"}]
    )
    (record,) = format_named("json").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.keywords == ("苔藓", "墙")


def test_the_article_of_a_host_in_mods_is_kept() -> None:
    text = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>On moss</title></titleInfo>
    <name><namePart>Quill, Ada</namePart></name><relatedItem type="host"><titleInfo><nonSort>The </nonSort>
    <title>American Moss Monthly</title></titleInfo></relatedItem></mods></modsCollection>"""
    (record,) = format_named("mods").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.venue == "The American Moss Monthly"


def test_the_end_of_a_refworks_record_is_no_stray_text() -> None:
    text = "RT Journal Article\nT1 On moss\nA1 Quill,Ada\nYR 2001\nER\n\nRT Journal Article\nT1 On walls\nA1 Rook,Ben\nYR 2002\nER\n"
    found = list(format_named("refworks").read(io.StringIO(text)))
    assert [each.title for each in found if isinstance(each, Record)] == ["On moss", "On walls"]
    assert len(found) == 2


def test_several_ids_find_a_paper_each(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "a.jsonl"
    rows = [
        {"title": "Deep moss", "authors": ["A B"], "doi": "10.1038/nature14539"},
        {"title": "Long moss", "authors": ["C D"], "doi": "10.1162/neco.1997.9.8.1735"},
        {"title": "Other moss", "authors": ["E F"], "doi": "10.1000/x"},
    ]
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    query = "10.1038/nature14539 10.1162/neco.1997.9.8.1735"
    _, out, err = papers("search", query, "--json")
    assert {each["title"] for each in json.loads(out)} == {"Deep moss", "Long moss"}
    assert "one of those ids" in err


def test_a_feed_may_say_no_more_than_the_journal_and_the_doi() -> None:
    text = """<rss version="2.0"><channel><title>Moss ASAP</title><item><title>[ASAP] Slow moss on walls</title><link>https://pubs.acs.org/doi/1</link>
    <description>&lt;p&gt;&lt;cite&gt;Journal of Moss&lt;/cite&gt;&lt;br&gt;DOI: 10.1021/moss.1&lt;/p&gt;</description><author>Ada Quill and Ben Rook</author></item>
    <item><title>[ASAP] Fast moss on roofs</title><link>https://pubs.acs.org/doi/2</link>
    <description>&lt;p&gt;&lt;b&gt;Journal of Moss&lt;/b&gt;&lt;br&gt;DOI: 10.1021/moss.2&lt;/p&gt;</description><author>Cy Sand</author></item></channel></rss>"""
    found = [
        each
        for each in format_named("arxiv-atom").read(io.StringIO(text))
        if isinstance(each, Record)
    ]
    assert [(each.title, each.venue, each.doi, each.abstract) for each in found] == [
        ("Slow moss on walls", "Journal of Moss", "10.1021/moss.1", None),
        ("Fast moss on roofs", "Journal of Moss", "10.1021/moss.2", None),
    ]


@pytest.mark.parametrize(
    ("kind", "venue"),
    [("Thesis", "Moth Press"), ("Report", "Moth Press"), ("Book", "Moth Press"), ("Journal Article", "Moth Letters")],
)  # fmt: skip
def test_who_brought_out_what_stands_alone_is_its_venue_in_endnote(kind: str, venue: str) -> None:
    journal = "%J Moth Letters\n" if kind == "Journal Article" else ""
    tagged = f"%0 {kind}\n%T Moths of the Moor\n%A Eriksen, Ada\n%I Moth Press\n{journal}"
    inner = "<periodical><full-title>Moth Letters</full-title></periodical>" if journal else ""
    in_xml = (
        f"<xml><records><record><ref-type name='{kind}'/><titles><title>Moths of the Moor</title></titles>"
        f"<publisher>Moth Press</publisher>{inner}</record></records></xml>"
    )
    for name, text in (("enw", tagged), ("endnote-xml", in_xml)):
        (record,) = format_named(name).read(io.StringIO(text))
        assert isinstance(record, Record)
        assert record.venue == venue


@pytest.mark.parametrize(
    ("name", "text", "keywords"),
    [
        ("csv", 'Document Title,Authors,Publication Year,Author Keywords,IEEE Terms\nMoths,"A. Eriksen",2001,moths;moor,Robots;Moths\n', ("moths", "moor", "Robots")),
        ("csv", 'Title,Authors,Year,Author Keywords,Index Keywords\nMoths,"A. Eriksen",2001,moths; moor,insects\n', ("moths", "moor", "insects")),
        ("nbib", "PMID- 1\nTI  - Moths.\nOT  - moths\nMH  - Humans\nMH  - *Moths\n", ("moths", "Humans")),
        ("nbib", "PMID- 1\nTI  - Moths.\nMH  - Humans\nMH  - *Moths\n", ("Humans", "Moths")),
    ],
)  # fmt: skip
def test_keywords_of_authors_and_of_indexers_are_all_kept(
    name: str, text: str, keywords: tuple[str, ...]
) -> None:
    (record,) = format_named(name).read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.keywords == keywords


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("John Smith, Mary Jones", ("John Smith", "Mary Jones")),
        ("A. Eriksen, B. Lind", ("A. Eriksen", "B. Lind")),
        ("A B Eriksen, C D Lind", ("A B Eriksen", "C D Lind")),
        ("García Márquez, Gabriel José", ("Gabriel José García Márquez",)),
        ("Martín García, José Luis", ("José Luis Martín García",)),
        ("Van Dyke, John Paul", ("John Paul Van Dyke",)),
        ("John Smith, Jr", ("John Smith Jr",)),
    ],
)
def test_two_names_that_a_comma_joins_in_bibtex_are_two(authors: str, read: tuple[str]) -> None:
    text = f"@article{{a, title = {{Moths of the Moor}}, author = {{{authors}}}}}"
    (record,) = format_named("bibtex").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.authors == read


@pytest.mark.parametrize(
    ("tex", "read"),
    [(r"\textgreek{b}-catenin", "β-catenin"), (r"{\textgreek{\alpha}}-syn", "α-syn"), (r"\textgreek{λόγος}", "λόγος")],
)  # fmt: skip
def test_greek_of_babel_is_read(tex: str, read: str) -> None:
    (record,) = format_named("bibtex").read(io.StringIO(f"@article{{a, title = {{On {tex}}}}}"))
    assert isinstance(record, Record)
    assert record.title == f"On {read}"


def test_the_journal_reference_of_arxivs_rss_is_read() -> None:
    text = (
        "<rss><channel><item><title>Moths</title><link>https://arxiv.org/abs/2001.00001</link>"
        "<arxiv:journal_reference>Moth Letters 3 (2020) 1-9</arxiv:journal_reference></item></channel></rss>"
    )
    (record,) = format_named("arxiv-atom").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.venue, record.volume, record.pages) == ("Moth Letters", "3", "1-9")


def test_publish_or_perish_counts_from_zero_and_has_braces_in_titles() -> None:
    text = (
        'Cites,Authors,Title,Year,Source,GSRank\n0,"A Doe","{BERT}: The {M}oths",0,Moth Letters,1\n'
    )
    (record,) = format_named("csv").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.citations, record.title, record.year) == (0, "BERT: The Moths", None)
    assert record.unknown_year is None


def test_one_name_in_order_leaves_those_in_capitals_as_they_are() -> None:
    text = "PT J\nAU SMITH J\n   O'BRIEN-JONES MT\n   K-H Müller\nTI Moths of the Moor\nER\n"
    (record,) = format_named("wos").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.authors == ("J. Smith", "M. T. O'Brien-Jones", "K-H Müller")


def test_notes_in_refworks_and_zotero_rdf_are_kept() -> None:
    tagged = "RT Journal Article\nA1 Doe, J\nT1 Moths of the Moor\nNO I liked it\n"
    memo = (
        "<bib:Memo rdf:about='#2'><rdf:value>&lt;p&gt;I liked it&lt;/p&gt;</rdf:value></bib:Memo>"
    )
    link = "<dcterms:isReferencedBy rdf:resource='#2'/>"
    rdf = f"<RDF><bib:Article rdf:about='#1'><dc:title>Moths</dc:title>{link}</bib:Article>{memo}</RDF>"
    for name, text in (("refworks", tagged), ("zotero-rdf", rdf)):
        (record,) = format_named(name).read(io.StringIO(text))
        assert isinstance(record, Record)
        assert (record.note, record.unread) == ("I liked it", ())
