import io
from pathlib import Path

from papercli.dumps import Record, Skipped
from papercli.dumps.webpage import read

FIXTURES = Path(__file__).parent.parent / "fixtures" / "html"


def sample(name: str) -> list[Record]:
    found = list(read(io.StringIO((FIXTURES / name).read_text(encoding="utf-8"))))
    return [each for each in found if isinstance(each, Record)]


def test_cards_of_a_trending_page_give_title_abstract_and_arxiv_id() -> None:
    found = sample("trending.html")
    assert [(record.line, record.title, record.arxiv) for record in found] == [
        (5, "Attention Is All You Need", "1706.03762"),
        (7, "Adam: A Method for Stochastic Optimization", "1412.6980"),
        (8, "Deep Sets & more", "1703.06114"),
    ]
    assert [record.abstract for record in found] == [
        "Sequences are translated with attention alone, without any recurrence at all.",
        None,
        "A function of a set is a function of a sum over its members.",
    ]


def test_listings_of_arxiv_give_authors_and_subjects() -> None:
    first, second = sample("arxiv-list.html")
    assert (first.title, first.authors, first.keywords) == (
        "Attention Is All You Need",
        ("Ashish Vaswani", "Łukasz Kaiser"),
        ("cs.CL", "cs.LG"),
    )
    assert (second.arxiv, second.title, second.authors) == (
        "hep-th/9711200", "The Large N Limit of Superconformal Field Theories and Supergravity", ("Juan M. Maldacena",),
    )  # fmt: skip


def test_a_page_that_describes_one_paper_is_read_from_its_tags() -> None:
    (record,) = sample("ugly.html")
    assert (record.title, record.authors, record.date) == ("Deep learning & so on", ("Yann LeCun", "Yoshua Bengio"), "2015-05-27")
    assert (record.doi, record.pages, record.venue) == ("10.1038/nature14539", "436-444", "Nature")
    assert record.abstract == "Layers of simple units learn to represent what they see."


def test_scripts_and_comments_hold_no_papers() -> None:
    heading = "<h3><a href='/papers/2401.00001'>No</a></h3>"
    text = f"<html><script>{heading}</script><!-- {heading} --></html>"
    assert list(read(io.StringIO(text))) == [Skipped(1, "no paper found on this page")]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    text = "<html><body><!-- oops <h3><a href='/papers/2401.00002'>A Title</a></h3></body></html>"
    (record,) = read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.arxiv == "2401.00002"
