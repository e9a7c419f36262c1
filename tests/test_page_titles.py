"""What pages add to titles, and the DOIs in their addresses."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.doi_addresses import doi_in_address
from papercli.dumps.formats import format_named
from papercli.dumps.page_titles import without_site

TITLE = "A Study of Moths: their lamps and habits"
ADDED = [
    ("{} on JSTOR", "https://www.jstor.org/stable/1914185"),
    ("{} | PNAS", "https://www.pnas.org/doi/10.1073/pnas.1"),
    ("{} | IEEE Conference Publication | IEEE Xplore", "https://ieeexplore.ieee.org/document/7"),
    ("{} | SpringerLink", "https://link.springer.com/article/10.1023/A:1"),
    ("{} | Communications of the ACM", "https://dl.acm.org/doi/10.1145/1.2"),
    ("{} | PLOS Medicine", "https://journals.plos.org/plosmedicine/article?id=10.1371/x"),
    ("{} | Moth Letters | Oxford Academic", "https://academic.oup.com/moths/article/1/2/3"),
    ("{} | Moth Letters | Cambridge Core", "https://www.cambridge.org/core/x"),
    ("{} - PubMed", "https://pubmed.ncbi.nlm.nih.gov/1/"),
    ("{} - PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/"),
    ("{} - ScienceDirect", "https://www.sciencedirect.com/science/article/pii/S1"),
    ("{} - Roe - 1905 - Moth Letters - Wiley Online Library", "https://onlinelibrary.wiley.com/doi/10.1002/x"),
    ("{}: Moth Letters: Vol 47, No 2", "https://www.tandfonline.com/doi/full/10.1080/x"),
    ("{} | Annual Review of Moths", "https://www.annualreviews.org/doi/10.1146/x"),
    ("{} - Frontiers", "https://www.frontiersin.org/articles/10.3389/x"),
    ("[PDF] {} | Semantic Scholar", "https://www.semanticscholar.org/paper/x"),
    ("(PDF) {}", "https://www.researchgate.net/publication/1"),
    ("Project MUSE - {}", "https://muse.jhu.edu/article/1"),
    ("{} | OpenReview", "https://openreview.net/forum?id=x"),
    ("{} | bioRxiv", "https://www.biorxiv.org/content/10.1101/1v1"),
    ("{}", "https://www.nature.com/articles/x"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "url"), ADDED)
def test_the_site_of_a_page_is_no_part_of_its_title(form: str, url: str) -> None:
    assert without_site(form.format(TITLE), url) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Moths - a study",
        "Learning p(x | Y) from moths",
        "Moths and lamps | a study",
        "Moths - Lamps - Habits",
        "On Moths: Lamps and Habits",
    ],
)
def test_a_title_with_such_signs_stays_whole(title: str) -> None:
    assert without_site(title, "https://arxiv.org/abs/1706.00001") == title


ADDRESSES = {
    "https://link.springer.com/article/10.1023/A:1010933404324": "10.1023/a:1010933404324",
    "https://link.springer.com/content/pdf/10.1007/s10994-010-5188-5.pdf": "10.1007/s10994-010-5188-5",
    "https://link.springer.com/chapter/10.1007/978-3-030-12345-6_12": "10.1007/978-3-030-12345-6_12",
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1": "10.1371/journal.pone.1",
    "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.1&type=printable": "10.1371/journal.pone.1",
    "https://www.tandfonline.com/doi/full/10.1080/01621459.1993.1?src=x": "10.1080/01621459.1993.1",
    "https://onlinelibrary.wiley.com/doi/10.1002/andp.1/abstract": "10.1002/andp.1",
    "https://onlinelibrary.wiley.com/doi/full/10.1111/j.1467.x#ref": "10.1111/j.1467.x",
    "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.1": "10.1103/physrevlett.116.1",
    "https://iopscience.iop.org/article/10.1088/0004-637X/715/2/1191/meta": "10.1088/0004-637x/715/2/1191",
    "https://www.frontiersin.org/articles/10.3389/fpsyg.2015.1/full": "10.3389/fpsyg.2015.1",
    "https://www.biorxiv.org/content/10.1101/2020.02.07.937862v1.full.pdf": "10.1101/2020.02.07.937862",
    "https://dl.acm.org/doi/epdf/10.1145/359545.359563": "10.1145/359545.359563",
    "https://ascelibrary.org/doi/10.1061/%28ASCE%29EM.1943-7889.1": "10.1061/(asce)em.1943-7889.1",
    "https://www.annualreviews.org/content/journals/10.1146/annurev.psych.52.1.1": "10.1146/annurev.psych.52.1.1",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_address_of_a_paper_gives_its_doi(url: str) -> None:
    assert doi_in_address(url) == ADDRESSES[url]


@pytest.mark.parametrize("url", [url for url in ADDRESSES if "asce" not in url])
def test_a_bookmark_of_a_paper_has_the_doi_of_its_address(url: str) -> None:
    dump = f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DT><A HREF="{url}">A Study of Moths</A>\n'
    (found,) = format_named("bookmarks").read(io.StringIO(dump))
    assert isinstance(found, Record)
    assert found.doi == ADDRESSES[url]


@pytest.mark.parametrize(
    "url",
    [
        "https://link.springer.com/book/10.1007/978-3-030-12345-6",
        "https://dl.acm.org/doi/proceedings/10.1145/3292500",
        "https://dl.acm.org/toc/10.1145/3292500",
        "https://delivery.acm.org/10.1145/3190000/3186116/p499-roe.pdf",
        "https://example.org/blog/10.1000/x",
        "https://www.nature.com/articles/nature14539",
        "https://arxiv.org/abs/1706.03762",
        "",
    ],
)
def test_other_addresses_give_none(url: str) -> None:
    assert doi_in_address(url) is None


@pytest.mark.parametrize("note", ["{NULL}", "NULL", "null", "None"])
def test_a_note_that_a_program_left_empty_is_none(note: str) -> None:
    dump = f"@article{{a,\n title = {{A title}},\n year = 1999,\n annote = {{{note}}}\n}}\n"
    (found,) = format_named("bibtex").read(io.StringIO(dump))
    assert isinstance(found, Record)
    assert found.note is None
