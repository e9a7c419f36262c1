import io
from pathlib import Path

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.tagged.medline import read as read_medline
from papercli.dumps.values import full_pages
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
        "Adv.Theor.Math.Phys.",
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


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://example.org/j"><title>Moss</title><items><rdf:Seq><rdf:li rdf:resource="https://example.org/1"/></rdf:Seq></items></channel>
<item rdf:about="https://example.org/1"><title>[ASAP] Of Moss</title><link>https://example.org/1</link>
<content:encoded><![CDATA[<p>Moss, Published online: 13 January 2026; doi:10.1000/moss.1</p><p>Abstract: It grows.</p>]]></content:encoded>
<dc:creator>Roe, Jane</dc:creator><dc:creator>Max Poe</dc:creator><dc:identifier>doi:10.1000/moss.1</dc:identifier><dc:date>2026-01-13</dc:date>
<prism:publicationName>Journal of Moss</prism:publicationName><prism:volume>4</prism:volume><prism:number>2</prism:number><prism:startingPage>10</prism:startingPage><prism:endingPage>19</prism:endingPage></item>
</rdf:RDF>
"""


def test_a_feed_of_a_journal_gives_its_articles() -> None:
    (record,) = read_atom(io.StringIO(FEED))
    assert isinstance(record, Record)
    assert (record.title, record.authors, record.abstract, record.date, record.doi) == (
        "Of Moss",
        ("Jane Roe", "Max Poe"),
        "It grows.",
        "2026-01-13",
        "10.1000/moss.1",
    )
    assert (record.venue, record.volume, record.issue, record.pages, record.type) == (
        "Journal of Moss",
        "4",
        "2",
        "10-19",
        "article-journal",
    )


def pubmed(article: str) -> Record:
    text = f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Moss.</ArticleTitle>{article}</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    (record,) = read_pubmed(io.StringIO(text))
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("6913-7", "6913-6917"),
        ("1234-45", "1234-1245"),
        ("99-101", "99-101"),
        ("583-589", "583-589"),
        ("12-3; discussion 145-8", "12-13; discussion 145-148"),
        ("123-1", "123-1"),
        ("123-3", "123-3"),
        ("e12-5", "e12-5"),
        ("S12-9", "S12-9"),
        ("20200021", "20200021"),
        ("1-2-3", "1-2-3"),
    ],
)
def test_a_short_range_of_pages_is_read_in_full_where_it_is_one(short: str, full: str) -> None:
    assert full_pages(short) == full
    assert pubmed(f"<Pagination><MedlinePgn>{short}</MedlinePgn></Pagination>").pages == full
    (citation,) = read_medline(io.StringIO(f"PMID- 1\nTI  - Moss.\nPG  - {short}\nJT  - J\n"))
    assert isinstance(citation, Record)
    assert citation.pages == full


def test_an_article_number_stands_for_pages_where_there_are_none() -> None:
    number = '<ELocationID EIdType="pii">e42692</ELocationID><ELocationID EIdType="doi">10.1000/1</ELocationID>'
    assert pubmed(number).pages == "e42692"
    assert pubmed(f"{number}<Pagination><StartPage>6</StartPage></Pagination>").pages == "6"
    assert pubmed('<ELocationID EIdType="pii">S0140-6736(20)30183-5</ELocationID>').pages is None


def test_a_book_in_pubmed_has_authors_a_publisher_and_an_address() -> None:
    book = """<PubmedBookArticle><BookDocument><PMID>1</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Invented Press</PublisherName></Publisher><BookTitle>Mosses</BookTitle>
<AuthorList Type="editors"><Author><LastName>Poe</LastName></Author></AuthorList><AuthorList Type="authors"><Author><LastName>Roe</LastName><ForeName>Jane</ForeName></Author></AuthorList></Book>{}</BookDocument></PubmedBookArticle>"""
    chapter = '<ArticleTitle>Of One</ArticleTitle><AuthorList Type="authors"><Author><LastName>Doe</LastName><ForeName>Eve</ForeName></Author></AuthorList>'
    whole, part = (next(read_pubmed(io.StringIO(book.format(each)))) for each in ("", chapter))
    assert isinstance(whole, Record)
    assert isinstance(part, Record)
    assert (whole.title, whole.authors, whole.venue, whole.type, whole.url) == (
        "Mosses",
        ("Jane Roe",),
        "Invented Press",
        "book",
        "https://www.ncbi.nlm.nih.gov/books/NBK1",
    )
    assert (part.title, part.authors, part.venue, part.type) == (
        "Of One",
        ("Eve Doe",),
        "Mosses",
        "chapter",
    )


_ITEM = "<rss version='2.0'><channel><title>x</title><item><title>Moss in the Rain</title><link>{}</link><description>{}</description><pubDate>Thu, 05 Mar 2026 00:00:00 -0500</pubDate></item></channel></rss>"


def test_the_post_of_a_blog_is_no_paper_and_a_new_version_does_not_date_one() -> None:
    post, *_ = list(
        read_atom(io.StringIO(_ITEM.format("https://example.org/moss", "We went out.")))
    )
    assert isinstance(post, Skipped)
    assert post.reason == "nothing shows that this entry is a paper"
    for kind, year in (("new", 2026), ("replace", None)):
        text = f"arXiv:1706.90001v7 Announce Type: {kind} Abstract: Moss grows."
        (paper,) = read_atom(io.StringIO(_ITEM.format("https://arxiv.org/abs/1706.90001", text)))
        assert isinstance(paper, Record)
        assert paper.year == year


@pytest.mark.parametrize(
    "shown",
    [
        "<link>https://revistas.example.org/index.php/moss/article/view/17</link>",
        "<link>https://moss.example.edu/index.php/moss/article/view/17</link>",
        "<link>https://journals.example.org/moss/4567</link>",
        "<link>https://muse.jhu.edu/article/900017</link>",
        "<link>https://mr.copernicus.org/articles/5/1/2024/</link>",
        "<link>https://doi.org/10.1000/17</link>",
        "<prism:publicationName>Moss</prism:publicationName>",
        "<prism:volume>12</prism:volume>",
        "<prism:coverDate>2024-03-01</prism:coverDate>",
        "<dc:creator>Ann Doe</dc:creator><dc:creator>Max Roe</dc:creator>",
        "<dc:creator>Ann Doe, Max Roe</dc:creator>",
        "<description>&lt;p&gt;Publication date: March 2024&lt;/p&gt;&lt;p&gt;Source: Moss&lt;/p&gt;</description>",
    ],
)
def test_one_sign_of_a_journal_makes_an_entry_an_article(shown: str) -> None:
    item = f"<item><title>Of Old Walls</title><link>https://example.org/a</link>{shown}</item>"
    if "<link>" in shown:
        item = item.replace("<link>https://example.org/a</link>", "")
    [record] = read_atom(io.StringIO(f"<rss><channel>{item}</channel></rss>"))
    assert isinstance(record, Record), record


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "<dc:creator>Ann Doe</dc:creator><category>Gardens</category>",
        "<description>&lt;p&gt;Ten tips for you.&lt;/p&gt;&lt;p&gt;Source: A News Agency&lt;/p&gt;</description>",
        "<link>https://journal.example.com/ten-tips</link>",
    ],
)
def test_what_posts_have_shows_no_article(shown: str) -> None:
    item = f"<item><title>Of Old Walls</title>{shown}</item>"
    [unit] = read_atom(io.StringIO(f"<rss><channel>{item}</channel></rss>"))
    assert isinstance(unit, Skipped), unit


def test_the_owner_of_a_zotero_library_is_no_author() -> None:
    entry = (
        "<feed><entry><title>Of Old Walls</title><author><name>reader</name></author><zapi:itemType>journalArticle</zapi:itemType>"
        "<zapi:creatorSummary>Doe and Roe</zapi:creatorSummary><content>In this paper we present results.</content></entry></feed>"
    )
    [unit] = read_atom(io.StringIO(entry))
    assert isinstance(unit, Skipped)
    assert "export from Zotero" in unit.reason
