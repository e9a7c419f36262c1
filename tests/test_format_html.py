import html
import io
import json
from pathlib import Path

from papercli.dumps.base import Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.html.webpage import read
from papercli.exports.html import write as html_page
from papercli.model import Paper

FIXTURES = Path(__file__).parent.parent / "fixtures" / "html"


def sample(name: str) -> list[Record]:
    found = list(read(io.StringIO((FIXTURES / name).read_text(encoding="utf-8"))))
    return [decoded(each) for each in found if isinstance(each, Record)]


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
        "hep-th/9711200",
        "The Large N Limit of Superconformal Field Theories and Supergravity",
        ("Juan M. Maldacena",),
    )


def test_a_page_that_describes_one_paper_is_read_from_its_tags() -> None:
    (record,) = sample("ugly.html")
    assert (record.title, record.authors, record.date) == (
        "Deep learning & so on",
        ("Yann LeCun", "Yoshua Bengio"),
        "2015-05-27",
    )
    assert (record.doi, record.pages, record.venue) == ("10.1038/nature14539", "436-444", "Nature")
    assert record.abstract == "Layers of simple units learn to represent what they see."


def test_scripts_and_comments_hold_no_papers() -> None:
    heading = "<h3><a href='/papers/2401.00001'>No</a></h3>"
    text = f"<html><script>{heading}</script><!-- {heading} --></html>"
    assert list(read(io.StringIO(text))) == [Skipped(1, "no papers found on this page")]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    text = "<html><body><!-- oops <h3><a href='/papers/2401.00002'>A Title</a></h3></body></html>"
    (record,) = read(io.StringIO(text))
    assert isinstance(record, Record)
    assert record.arxiv == "2401.00002"


def test_a_page_that_holds_its_papers_as_json_gives_their_abstracts() -> None:
    papers = [
        {
            "paper": {
                "id": f"2401.0123{n}",
                "title": f"Deep Networks {n}",
                "summary": "They are deep.",
                "authors": [{"name": "Ann Smith"}],
                "publishedAt": "2024-01-02T03:04:05.000Z",
            },
            "title": f"Deep Networks {n}",
            "numComments": 2,
        }
        for n in range(2)
    ]
    held = html.escape(json.dumps({"dailyPapers": papers, "date": "2024-01-03"}))
    page = (
        f'<!doctype html><html><main><div data-props="[]"></div><div data-target="DailyPapers" data-props="{held}"></div>'
        + "".join(
            f"<article><h3><a href='/papers/2401.0123{n}'>Deep Networks {n}</a></h3></article>"
            for n in range(2)
        )
    )
    records = [
        each for each in read(io.StringIO(f"{page}</main></html>")) if isinstance(each, Record)
    ]
    assert [(each.title, each.abstract, each.arxiv, each.date) for each in records] == [
        (f"Deep Networks {n}", "They are deep.", f"2401.0123{n}", "2024-01-02") for n in range(2)
    ]


def test_the_page_of_an_arxiv_paper_is_its_address() -> None:
    tags = {
        "citation_title": "Deep Networks",
        "citation_arxiv_id": "1703.06114",
        "citation_pdf_url": "http://arxiv.org/pdf/1703.06114",
    }
    page = "".join(f'<meta name="{name}" content="{content}">' for name, content in tags.items())
    (record,) = read(io.StringIO(f"<html><head>{page}</head></html>"))
    assert isinstance(record, Record)
    assert record.url == "https://arxiv.org/abs/1703.06114"


def test_an_alert_of_google_scholar_gives_names_years_and_the_linked_addresses() -> None:
    tides, calls, moths = sample("scholar-alert.html")
    assert (tides.title, tides.authors, tides.more_authors) == (
        "Reading Tide Tables with Very Small Networks",
        ("I. Høy", "P. Šimek", "L. Nguyễn"),
        True,
    )
    assert (tides.arxiv, tides.year, tides.venue) == ("2603.90011", 2026, None)
    assert (calls.authors, calls.venue, calls.url) == (
        ("M. A. Okafor", "J. van der Lind"),
        "Journal of Field Grammars",
        "https://example.org/calls",
    )
    assert (moths.title, moths.year, moths.url) == ("A Lantern for Moths", 2025, None)


def test_the_exported_page_keeps_all_that_is_known_of_a_paper() -> None:
    paper = Paper(
        "01", "Tides", "They rise. They fall.", ("Ada Stern", "Omar Saleh"), year=2024, date="2024-03-14", type="article-journal",
        venue="Journal of Tides", volume="12", issue="3", pages="100-110", arxiv="2403.00001", doi="10.1000/1", keywords=("moon",),
        tags=("thesis",), status="reading", starred=True, note="Read on a train.", more_authors=True,
    )  # fmt: skip
    (record,) = read(io.StringIO("".join(html_page([paper], lambda paper: paper.id))))
    assert isinstance(record, Record)
    kept = {"title", "abstract", "authors", "year", "date", "type", "venue", "volume", "issue", "pages", "arxiv", "doi", "keywords"}  # fmt: skip
    kept |= {"tags", "status", "starred", "note", "more_authors"}
    for name in kept:
        assert getattr(record, name) == getattr(paper, name), name
