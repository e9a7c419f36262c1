import io
from pathlib import Path

from papercli.dumps import Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.xml.atom import read as read_atom
from papercli.dumps.xml.endnote_xml import read as read_endnote
from papercli.dumps.xml.pubmed import read as read_pubmed
from papercli.dumps.xml.records import read_elements

FIXTURES = Path(__file__).parent.parent / "fixtures"


def sample(path: str) -> io.StringIO:
    return io.StringIO((FIXTURES / path).read_text(encoding="utf-8-sig"))


def test_entities_that_a_file_declares_are_never_expanded() -> None:
    first = next(read_pubmed(sample("pubmed-xml/ugly.xml")))
    assert isinstance(first, Record)
    assert first.title == "Entities &lol2; and &file; é & é stay text"


def test_a_broken_element_costs_only_itself() -> None:
    found = list(read_pubmed(sample("pubmed-xml/ugly.xml")))
    assert [each.line for each in found if isinstance(each, Record)] == [4, 8]
    assert [(each.line, each.reason) for each in found if isinstance(each, Skipped)] == [
        (5, "not valid XML: mismatched tag"),
        (6, "<PubmedArticle> is not closed before the next"),
        (7, "no title"),
        (9, "cut off: the dump ends in the middle of this record"),
    ]


def test_pubmed_joins_labelled_abstracts_and_names() -> None:
    record, other = read_pubmed(sample("pubmed-xml/pubmed.xml"))
    assert isinstance(record, Record)
    assert isinstance(other, Record)
    assert record.authors == ("John Jumper", "The AlphaFold Team", "Martin King Jr")
    assert (
        record.abstract
        == "METHODS: A network predicts folds. RESULTS: Often as exactly as an experiment."
    )
    assert (record.date, record.pages, record.key) == ("2021-07-15", "583-589", "34265844")
    assert (other.authors, other.year) == (("S. Hochreiter",), 1997)


def test_atom_from_arxiv_gives_ids_dates_and_categories() -> None:
    record, other = read_atom(sample("arxiv-atom/query.xml"))
    assert isinstance(record, Record)
    assert isinstance(other, Record)
    assert (record.title, record.arxiv, record.date) == (
        "Attention Is All You Need",
        "1706.03762",
        "2017-06-12",
    )
    assert (record.authors, record.keywords) == (
        ("Ashish Vaswani", "Łukasz Kaiser"),
        ("cs.CL", "cs.LG"),
    )
    assert (other.arxiv, other.doi, other.venue) == (
        "hep-th/9711200",
        "10.1023/a:1026654312961",
        "Adv.Theor.Math.Phys.2:231-252,1998",
    )


def test_rss_from_arxiv_is_read_too() -> None:
    first, *_, adam, _ = read_atom(sample("arxiv-atom/ugly.xml"))
    assert isinstance(first, Record)
    assert isinstance(adam, Record)
    first = decoded(first)
    assert (first.title, first.authors) == (
        "Deep Sets of β-Models",
        ("Manzil Zaheer", "Barnabás Póczos"),
    )
    assert (adam.title, adam.authors, adam.arxiv) == (
        "Adam: A Method for Stochastic Optimization",
        ("Diederik P. Kingma", "Jimmy Ba"),
        "1412.6980",
    )


def test_an_error_of_the_api_is_no_paper() -> None:
    text = "<feed><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id format</summary></entry></feed>"
    assert list(read_atom(io.StringIO(text))) == [
        Skipped(1, "an error from arXiv: incorrect id format")
    ]


def test_endnote_xml_reads_styled_text() -> None:
    record, _ = read_endnote(sample("endnote-xml/library.xml"))
    assert isinstance(record, Record)
    assert (record.title, record.authors, record.doi) == (
        "Deep learning",
        ("Yann LeCun", "Yoshua Bengio"),
        "10.1038/nature14539",
    )


def test_elements_are_found_across_the_borders_of_what_is_held() -> None:
    filler = "x" * 99_991
    text = "<r>\n" + "".join(f"<e n='{n}'>{filler}</e>\n" for n in range(12)) + "</r>"
    found = list(read_elements(io.StringIO(text), "e"))
    assert [each[0] for each in found if isinstance(each, tuple)] == list(range(2, 14))
