"""Reading lists that cite as journals do about a linked, quoted or emphasised title: nothing of the citation is lost."""

import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.markdown import awesome, markdown
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import parse
from papercli.dumps.markdown.leftovers import REPORT

URL = "https://doi.org/10.1234/moss.1"
MARKS = {"link": f"[Slow growth of moss]({URL})", "bold": "**Slow growth of moss**", "quotes": '"Slow growth of moss"'}  # fmt: skip
BEFORE = {  # how names stand in front of a title, and the authors that they are
    "Quill, A. B., & Rook, C. (2014). ": ["A. B. Quill", "C. Rook"],
    "Quill, Ada B., Cy Rook, and Di Sand. 2014. ": ["Ada B. Quill", "Cy Rook", "Di Sand"],
    "A. B. Quill and C. Rook, ": ["A. B. Quill", "C. Rook"],
    "Quill AB, **Rook C**, Sand D. ": ["A. B. Quill", "C. Rook", "D. Sand"],
    "**Ada Quill** and Cy Rook. ": ["Ada Quill", "Cy Rook"],
    "Quill, Ada, et al. ": ["Ada Quill", "et al."],
    "Quill, A. B. et al. ": ["A. B. Quill", "et al."],
    "Quill, Rook and Sand. ": ["Quill", "Rook", "Sand"],
    "Quill, A.: ": ["A. Quill"],
    "Moss Study Group (2014). ": ["Moss Study Group"],
    "**Quill (2014)**: ": ["Quill"],
}
BEHIND = {  # how a place stands behind a title, and the venue, volume, issue and pages that it tells
    ". *Journal of Moss, 7*(3), 81–97.": ("Journal of Moss", "7", "3", "81–97"),
    ". Journal of Moss 7(3): 81-97, 2014.": ("Journal of Moss", "7", "3", "81-97"),
    ", *Acta Math.* **7** (2014), no. 3, 81–97.": ("Acta Math.", "7", "3", "81–97"),
    ", *Publ. Math. Fernby* **7** (2014), 81–97.": ("Publ. Math. Fernby", "7", None, "81–97"),
    ". Phys. Rev. Lett. 7, 81 (2014).": ("Phys. Rev. Lett.", "7", None, "81"),
    ". *Mol Ther*. 2014;7(3):81-97.": ("Mol Ther", "7", "3", "81-97"),
    ". Nature 7, 81–97 (2014).": ("Nature", "7", None, "81–97"),
    ". In *Proc. of MOSS*, pages 81–97, 2014.": ("Proc. of MOSS", None, None, "81–97"),
    ". American Historical Review 7, no. 3 (2014): 81–97.": (
        "American Historical Review",
        "7",
        "3",
        "81–97",
    ),
}


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_about_a_title_is_read_whole(before: str, behind: str, mark: str) -> None:
    text = f"{before}{MARKS[mark]}{behind}"
    if "2014" not in text:
        text = text.rstrip(".") + ", 2014."
    cited = read_citation(parse(text + ("" if mark == "link" else f" [pdf]({URL})")))
    assert cited is not None
    venue, volume, issue, pages = BEHIND[behind]
    numbers = {"volume": volume, "issue": issue, "pages": pages}
    assert (cited.title, cited.authors) == ("Slow growth of moss", BEFORE[before])
    assert (cited.venue, cited.year) == (venue, "2014")
    assert cited.numbers == {name: value for name, value in numbers.items() if value}


@pytest.mark.parametrize(
    ("behind", "authors", "venue", "numbers"),
    [
        (". Quill, A. Nature 7(3), 81–97 (2014).", ["A. Quill"], "Nature", ("7", "3", "81–97")),
        (". Quill, A. & Rook, B. C. Nature 7, 81 (2014)", ["A. Quill", "B. C. Rook"], "Nature", ("7", None, "81")),
        (". Quill, A., J. Ecol. (2014).", ["A. Quill"], "J. Ecol.", (None, None, None)),
        (", E. Quill, *Phys. Rev. Lett.* (2014)", ["E. Quill"], "Phys. Rev. Lett.", (None, None, None)),
        (". Quill A, Rook BC. *Nature*. 2014;7:81–97.", ["A. Quill", "B. C. Rook"], "Nature", ("7", None, "81–97")),
        (" (Quill 2014, NEJM 7:81)", ["Quill"], "NEJM", ("7", None, "81")),
        (" (Moss Investigators 2014, NEJM 7:81)", ["Moss Investigators"], "NEJM", ("7", None, "81")),
        (", NEJM 7:81-97, 2014", "", "NEJM", ("7", None, "81-97")),
    ],
)  # fmt: skip
def test_authors_may_stand_behind_a_title(
    behind: str, authors: str | list[str], venue: str, numbers: tuple[str | None, ...]
) -> None:
    cited = read_citation(parse(MARKS["link"] + behind))
    assert cited is not None
    assert (cited.authors, cited.venue, cited.year) == (authors, venue, "2014")
    assert tuple(map(cited.numbers.get, ("volume", "issue", "pages"))) == numbers


@pytest.mark.parametrize(
    "place",
    [
        "[MOSS 2014 Oral]", "(MOSS 2014, best paper)", ", MOSS 2014 (Best Paper Honorable Mention)", ", MOSS 2014 Outstanding Paper Award",
        "`MOSS 2014` `rain`", "[MOSS'14 Spotlight]", ", MOSS 2014 Poster", ", MOSS 2014 (notable-top-5%)", "![](https://img.shields.io/badge/MOSS-2014-blue)",
    ],
)  # fmt: skip
def test_what_was_said_of_a_paper_is_no_part_of_its_venue(place: str) -> None:
    found, *told = awesome.read(io.StringIO(f"- {MARKS['link']} {place}\n"))
    assert isinstance(found, Record)
    assert (found.authors, found.venue, found.year) == ((), "MOSS", 2014)
    assert [each.reason for each in told if isinstance(each, Skipped)] == [REPORT] * (
        "rain" in place
    )


@pytest.mark.parametrize("text", ["[CVPR22]", "(ICML'22)", "[NeurIPS-22]", "ECCV 2022"])
def test_a_year_may_be_joined_to_its_conference(text: str) -> None:
    (found,) = awesome.read(io.StringIO(f"- {MARKS['link']} {text}\n"))
    assert isinstance(found, Record)
    assert (found.year, (found.venue or "").isalpha()) == (2022, True)


LINES = """
- **Deep Sets**
  Manzil Zaheer, Satwik Kottur
  https://arxiv.org/abs/1703.06114
  Must read before the exam
- **Attention Is All You Need**
  Authors: Ashish Vaswani, Noam Shazeer
  Venue: NeurIPS 2017
  Link: https://arxiv.org/abs/1706.03762
  A remark of mine
- [Glow](https://arxiv.org/abs/1807.03039) (NeurIPS 2018)<br>
  by Kingma, Dhariwal
"""


def test_each_line_of_an_item_is_read_or_reported() -> None:
    found = list(awesome.read(io.StringIO(LINES)))
    records = {each.title: each for each in found if isinstance(each, Record)}
    assert {title: each.authors for title, each in records.items()} == {
        "Deep Sets": ("Manzil Zaheer", "Satwik Kottur"),
        "Attention Is All You Need": ("Ashish Vaswani", "Noam Shazeer"),
        "Glow": ("Kingma", "Dhariwal"),
    }
    assert records["Attention Is All You Need"].venue == "NeurIPS"
    assert sorted(each.line for each in found if not isinstance(each, Record)) == [5, 10]


@pytest.mark.parametrize(
    "text",
    [
        '- "Slow Growth of Moss" — Quill & Rook, MOSS\'14, https://example.org/1\n- "Rain on Old Walls" — C. Sand, MOSS\'14, https://example.org/2\n',
        ("* Quill, A. B., & Rook, C. *Slow Growth of Moss*. MOSS 2014. [pdf](https://aclanthology.org/D14-1082.pdf)\n"
        "* Sand, C. *Rain on Old Walls*. MOSS 2014. [pdf](https://aclanthology.org/D14-1083.pdf)\n"),
        "- **Slow Growth of Moss** (Quill & Rook, 2014)\n- **Rain on Old Walls** (Sand, *Moss Review*, 2014)\n- **A Theory of Fern** (Quill et al., MOSS 2014)\n",
        "1. **Quill A**, Rook B. Slow Growth of Moss. *J Moss* 2014;7(3):1-9.\n2. Sand C, **Quill A**. Rain on Old Walls. *J Moss* 2014;7(3):10-19.\n",
    ],
)  # fmt: skip
def test_lists_without_linked_titles_are_read(text: str, papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "list.md"
    dump.write_text(text)
    assert papers("ingest", dump)[0] == 0
    found = json.loads(papers("list", "--json")[1])
    assert {"Slow Growth of Moss", "Rain on Old Walls"} <= {each["title"] for each in found}
    assert {each["year"] for each in found} == {2014}
    assert all(each["authors"] for each in found)


@pytest.mark.parametrize("address", ["https://arxiv.org/abs/1807.03819"])
def test_a_title_of_two_words_is_one_where_a_list_or_a_year_shows_it(
    address: str, papers: Run, tmp_path: Path
) -> None:
    dump = tmp_path / "mail.txt"
    dump.write_text(
        f"Before Friday:\n\n* Attention Is All You Need, https://arxiv.org/abs/1706.03762\n* Universal Transformers, {address}\n"
    )
    assert papers("ingest", dump)[0] == 0
    found = json.loads(papers("list", "--json")[1])
    assert {each["title"] for each in found} == {
        "Attention Is All You Need",
        "Universal Transformers",
    }


WITHOUT_WORD = {  # an item, and the title, the authors, the venue and the year that it gives
    "- Marco Rossi, Paula Bruno. Coral bleaching in the Maldives. **Marine Biology**, 2013. [DOI](https://doi.org/10.1007/s1)": (
        "Coral bleaching in the Maldives", ("Marco Rossi", "Paula Bruno"), "Marine Biology", 2013),
    "- Mika Quill (2017). *Plant pathogens in fragmented landscapes*. In **Annual Review of Moss**. [PDF](https://doi.org/10.1007/s1)": (
        "Plant pathogens in fragmented landscapes", ("Mika Quill",), "Annual Review of Moss", 2017),
    "- **Jane Quill**. *Tool use revisited by apes*. Current Biology. [paper](https://doi.org/10.1007/s1)": (
        "Tool use revisited by apes", ("Jane Quill",), "Current Biology", None),
    '1. __Quill M.__ "Soil creep on clay slopes", _Geomorphology_, vol. 77, 2006. [DOI](https://doi.org/10.1007/s1)': (
        "Soil creep on clay slopes", ("M. Quill",), "Geomorphology", 2006),
    "- 🏆 **Best paper** [Zero-Shot Image Generation](https://doi.org/10.1007/s1) (ICML 2021)": (
        "Zero-Shot Image Generation", (), "ICML", 2021),
    "- [Prospects of moss](https://doi.org/10.1007/s1), *Ada Quill*, 1970, *Philosophy of Moss*.": (
        "Prospects of moss", ("Ada Quill",), "Philosophy of Moss", 1970),
    "- **[SIGMOD'79]** [Access Path Selection](https://doi.org/10.1007/s1), Quill, Rook, Sand": (
        "Access Path Selection", ("Quill", "Rook", "Sand"), "SIGMOD", 1979),
    "- <b>Deep moss of the north</b><br> <i>Ada Quill, Ben Rook</i> <br> MOSS 2012 <a href='https://doi.org/10.1007/s1'>pdf</a>": (
        "Deep moss of the north", ("Ada Quill", "Ben Rook"), "MOSS", 2012),
    "- TODO [Deep moss of the north](https://doi.org/10.1007/s1), Quill et al., MOSS": (
        "Deep moss of the north", ("Quill",), "MOSS", None),
    "- [Deep moss of the north](https://doi.org/10.1007/s1)\n  **Ada Quill**\n  *Moss in Medicine*, 84(2):100–112, 2020": (
        "Deep moss of the north", ("Ada Quill",), "Moss in Medicine", 2020),
    "### Deep moss of the north\nAda Quill  \n*Behavioral Ecology*, 2011  \n[Paper](https://doi.org/10.1007/s1)": (
        "Deep moss of the north", ("Ada Quill",), "Behavioral Ecology", 2011),
    "*Physical Review X* (2018)\n**Deep moss of the north**\nAda Quill, Ben Rook\n[Link](https://doi.org/10.1007/s1)": (
        "Deep moss of the north", ("Ada Quill", "Ben Rook"), "Physical Review X", 2018),
}  # fmt: skip


@pytest.mark.parametrize("item", WITHOUT_WORD)
def test_nothing_is_mixed_up_without_a_word(item: str) -> None:
    found = [each for each in awesome.read(io.StringIO(item + "\n")) if isinstance(each, Record)]
    told = [(each.title, each.authors, each.venue, each.year) for each in found]
    assert told == [WITHOUT_WORD[item]]


@pytest.mark.parametrize("heading", ["**Algorithms**", "**2016**", "Dark energy"])
def test_a_heading_between_links_is_nobody(heading: str) -> None:
    text = (
        "- [Graph minors of moss](https://doi.org/10.1007/s1)\n  R. Quill, P. Rook\n"
        f"{heading}\n- [Network flows of rain](https://doi.org/10.1007/s2)\n"
    )
    one, two = (each for each in markdown.read(io.StringIO(text)) if isinstance(each, Record))
    assert (one.authors, two.authors) == (("R. Quill", "P. Rook"), ())


@pytest.mark.parametrize(
    "text",
    [
        "## Slow Growth of Moss\nAda Quill\nMOSS, 2014\n\n## Rain on Old Walls\nBen Rook, Cy Sand\nMOSS, 2014\n",
        "`MOSS 2014` **Slow Growth of Moss**\nAda Quill, Ben Rook\n\n`MOSS 2014` **Rain on Old Walls**\nBen Rook, Cy Sand\n",
        "- TODO Slow Growth of Moss\n  author:: Ada Quill, Ben Rook\n- DONE Rain on Old Walls\n  author:: Ben Rook, Cy Sand\n",
    ],
)
def test_markup_is_no_part_of_titles_in_plain_lists(text: str) -> None:
    assert format_named("accepted").sniff(text) == 0
    assert (
        format_named("links").sniff(text.replace("MOSS", "https://arxiv.org/abs/2312.00752")) == 0
    )


@pytest.mark.parametrize(
    ("item", "authors", "venue", "year"),
    [
        ("- [Slow growth of moss](https://doi.org/10.1007/s1), Ada Quill, Michigan Math J, 1957", ("Ada Quill",), "Michigan Math J", 1957),
        ("- 2021-03-04 [Slow growth of moss](https://doi.org/10.1007/s1), A. Quill, 2013", ("A. Quill",), None, 2013),
        ("- Oct 2021: [Slow growth of moss](https://doi.org/10.1007/s1)", (), None, 2021),
        ("- 2020, Jan – [Slow growth of moss](https://doi.org/10.1007/s1) – *Ada Quill, Ben Rook*", ("Ada Quill", "Ben Rook"), None, 2020),
    ],
)  # fmt: skip
def test_days_and_months_are_nobody_and_nowhere(
    item: str, authors: tuple[str, ...], venue: str | None, year: int
) -> None:
    (found,) = awesome.read(io.StringIO(item + "\n"))
    assert isinstance(found, Record)
    assert (found.authors, found.venue, found.year) == (authors, venue, year)


@pytest.mark.parametrize(
    "text",
    [
        "1706.03762 Attention Is All You Need\n1810.04805v2 BERT: Pre-training of Deep Transformers\nhep-th/9711200 The Large N Limit\n",
    ],
)
def test_what_only_looks_like_a_listing_is_refused(text: str, papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "list.txt"
    dump.write_text(text)
    code, _, said = papers("ingest", dump)
    assert (code, said.count("\n")) == (3, 1)
    assert json.loads(papers("list", "--json")[1] or "[]") == []


PARTS = [
    "Lecture 3, Spring 2019", "Chapter 12, 2019", "Slides 1-30 (2019)", "Read chapter 3, 2019", "Lecture 12 (2019)", "Session 3, 12 (2019)",
    "Track 2 (2019)", "Unit IV, 2019", "Week 4: 2019", "45 pages, 2019", "12 citations (2019)", "v2, 2019", "3rd ed, 2019", "2nd edition (2019)",
]  # fmt: skip


@pytest.mark.parametrize("text", PARTS)
@pytest.mark.parametrize("between", [" ", ", ", ". ", " - "])
def test_a_part_of_a_course_a_count_and_an_edition_are_no_venue(between: str, text: str) -> None:
    cited = read_citation(parse(f"[Slow growth of moss]({URL}){between}{text}"))
    assert cited is not None
    assert (cited.venue, cited.authors, cited.numbers, cited.year) == ("", "", {}, "2019")


@pytest.mark.parametrize(
    ("venue", "read"),
    [
        ("Lecture Notes in Computer Science 12, 3-9 (2019)", "Lecture Notes in Computer Science"),
        ("Class. Quantum Grav. 12, 3 (2019)", "Class. Quantum Grav."),
        ("Sect. Math. 12, 3 (2019)", "Sect. Math."),
        ("Figures of Moss 12, 3 (2019)", "Figures of Moss"),
    ],
)
def test_a_venue_may_begin_with_the_word_for_a_part(venue: str, read: str) -> None:
    cited = read_citation(parse(f"[Slow growth of moss]({URL}). {venue}"))
    assert cited is not None
    assert (cited.venue, cited.year) == (read, "2019")


def test_names_behind_a_venue_and_its_year_are_no_part_of_it() -> None:
    cited = read_citation(parse(f"[Slow growth of moss]({URL}). MOSS 2019. Ada Quill, Ben Rook."))
    assert cited is not None
    assert (cited.authors, cited.venue, cited.year) == ("Ada Quill, Ben Rook", "MOSS", "2019")


@pytest.mark.parametrize("by", ["by ", "By: "])
def test_by_stands_before_names_only(by: str) -> None:
    text = (
        f"[Slow growth of moss]({URL}) {by}Ada Quill and Ben Rook. Proceedings of Moss 12(3), 2019"
    )
    cited = read_citation(parse(text))
    assert cited is not None
    assert (cited.authors, cited.venue) == (["Ada Quill", "Ben Rook"], "Proceedings of Moss")
    assert (cited.numbers, cited.year) == ({"volume": "12", "issue": "3"}, "2019")
