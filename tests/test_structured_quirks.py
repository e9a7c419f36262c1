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
