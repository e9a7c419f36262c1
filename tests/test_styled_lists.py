"""Reading lists that cite as journals do about a linked, quoted or emphasised title: nothing of the citation is lost."""

import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps import Record
from papercli.dumps.markdown import awesome
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import parse

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
    (found,) = awesome.read(io.StringIO(f"- {MARKS['link']} {place}\n"))
    assert isinstance(found, Record)
    assert (found.authors, found.venue, found.year) == ((), "MOSS", 2014)


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
