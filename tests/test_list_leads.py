"""Reading lists in Markdown: what stands before, around and behind a title says where and when, and is no part of it."""

import io
from collections.abc import Iterator

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import parse

TITLE = "Slow Growth of Moss in Towns"
URL = "https://arxiv.org/abs/2101.00001"
LINKED = f"[{TITLE}]({URL})"
NAMED = f"{TITLE} [[paper]]({URL})"
LEADS = {  # an item, and the year and the venue that it tells
    f"[2022.03] [ICM 2023] {NAMED}": ("2023", "ICM"),
    f"**[ICM'23]** {NAMED}": ("2023", "ICM"),
    f"(arXiv 2022.05) {NAMED}": ("2022", ""),
    f"[(arXiv 2022.05) {TITLE}]({URL})": ("2022", ""),
    f"(*Nature 2021*) {NAMED}": ("2021", "Nature"),
    f"2019 | ICM | {TITLE} | Quill et al. | [paper]({URL})": ("2019", "ICM"),
    f"**(SGM)** {TITLE}, *ICM 2022* [[Paper]({URL})]": ("2022", "ICM"),
    f"**{TITLE}** `ICM 2021` [Paper]({URL})": ("2021", "ICM"),
    f"🔥 [2024/01/15] Our survey is on arXiv: {LINKED}": ("2024", ""),
    f"{LINKED}, Quill, Rook, Sand, Wren. ICM'19.": ("2019", "ICM"),
    f"{LINKED} — Quill, Rook, Sand (ICM 2019)": ("2019", "ICM"),
    f'A. Quill et al., "{TITLE}," in *ICM*, 2017. [arXiv]({URL})': ("2017", "ICM"),
    f"Quill, A., Rook, B., & Sand, C. (2020). {TITLE}. ICM. [[pdf]({URL})]": ("2020", "ICM"),
    f"Quill, Rook, Sand. *{TITLE}*. ICM 2003. [link]({URL})": ("2003", "ICM"),
    f"[Quill+ 2017] {TITLE}: {URL}": ("2017", ""),
}


@pytest.mark.parametrize(("item", "told"), LEADS.items(), ids=[item[:30] for item in LEADS])
def test_what_stands_around_a_title_is_no_part_of_it(item: str, told: tuple[str, str]) -> None:
    cited = read_citation(parse(item))
    assert cited is not None
    assert cited.title == TITLE
    assert (cited.year, cited.venue) == told
    assert cited.urls == [URL]
    if "Quill" in item:
        assert "Quill" in str(cited.authors)
    if "Sand" in item:
        assert "Sand" in str(cited.authors)


@pytest.mark.parametrize(
    "title",
    ["(Re)growing Moss in Towns", "(2+1)-Dimensional Moss of Rain", "[18F]-Labelled Moss in Towns", "2001: A Moss Odyssey at Fifty"],
)  # fmt: skip
def test_brackets_and_numbers_of_a_title_stay(title: str) -> None:
    cited = read_citation(parse(f"[{title}]({URL}), ICM 2021"))
    assert cited is not None
    assert cited.title == title


def _records(name: str, text: str) -> Iterator[Record]:
    for each in format_named(name).read(io.StringIO(text)):
        assert isinstance(each, Record | Skipped)
        if isinstance(each, Record):
            yield each


def test_a_row_keeps_the_authors_and_the_links_of_its_cells() -> None:
    text = (
        "| Paper | Authors | Venue |\n|---|---|---|\n"
        f"| **MOSS-2** [pdf]({URL}) | Quill, A.; Rook, B. | ICM'20 (oral) |\n"
        f"| [Late Moss]({URL}2) | A. Quill, [C. Sand](https://sand.example.org) | ICM 2021 |\n"
        "| Moss in Rain | Quill, A., Sand, C. | ICM 2020 |\n"
    )
    found = [(each.title, each.authors, each.venue) for each in _records("awesome", text)]
    assert found == [
        ("MOSS-2", ("A. Quill", "B. Rook"), "ICM"),
        ("Late Moss", ("A. Quill", "C. Sand"), "ICM"),
        ("Moss in Rain", ("A. Quill", "C. Sand"), "ICM"),
    ]


def test_an_item_to_tick_keeps_what_an_item_of_a_list_has() -> None:
    text = (
        f"- [x] ~~**{TITLE}**~~ — Quill et al., ICM 2019 ([arXiv]({URL})) *not worth it*\n"
        f"- [ ] **Late Moss? A Study** — Quill, Rook, Sand, ICM 2020 ([paper]({URL}3))\n"
        f"- [ ] [Moss in Rain]({URL}4) — Quill, Rook, Sand (ICM 2021) #moss\n"
    )
    found = [
        (each.title, each.authors, each.year, each.venue) for each in _records("checklist", text)
    ]
    assert found == [
        (TITLE, ("Quill",), 2019, "ICM"),
        ("Late Moss? A Study", ("Quill", "Rook", "Sand"), 2020, "ICM"),
        ("Moss in Rain", ("Quill", "Rook", "Sand"), 2021, "ICM"),
    ]


def test_a_heading_that_cites_and_notes_of_an_outliner_name_their_authors() -> None:
    text = (
        f"## {TITLE} (Quill et al., ICM 2017)\nLink: {URL}\nTags: moss\n\nGrows slowly.\n\n"
        f"## Late Moss (Rook & Sand, 2018)\nLink: {URL}2\n"
    )
    found = [
        (each.title, each.authors, each.year, each.venue) for each in _records("awesome", text)
    ]
    assert found == [(TITLE, ("Quill",), 2017, "ICM"), ("Late Moss", ("Rook", "Sand"), 2018, None)]
    outline = f"- TODO {LINKED} #moss\n  author:: [[Ada Quill]], [[Ben Rook]]\n  year:: 2017\n"
    [record] = _records("awesome", outline)
    assert (record.authors, record.year) == (("Ada Quill", "Ben Rook"), 2017)


@pytest.mark.parametrize("numbers", [("1 ", "2 ", "3 "), ("w31161 ", "w28920 ", "w30074 "), ("1. ", "2. ", "3. "), ("", "", "")])  # fmt: skip
def test_numbers_that_count_papers_are_no_part_of_their_titles(numbers: tuple[str, ...]) -> None:
    titles = ["Slow moss in towns", "2020 in review: moss", "Does Moss Work?"]
    lines = [
        f"{number}{title}\nAda Quill, Ben Rook\n"
        for number, title in zip(numbers, titles, strict=True)
    ]
    assert [each.title for each in _records("accepted", "\n".join(lines))] == titles


def test_papers_as_a_chat_program_lists_them_have_their_labels() -> None:
    text = (
        "1. **Slow Moss in Towns** (2015)\n   - *Authors:* Ada Quill, Ben Rook\n   - *Published in:* ICM 2016\n"
        f"   - *Why it matters:* it is slow.\n   - [arXiv:2101.00001]({URL})\n\n"
        "2. **Late Moss**\n   - *Authors:* Cy Sand, Di Wren\n   - *Published in:* Nature\n"
    )
    found = [
        (each.title, each.authors, each.year, each.venue) for each in _records("awesome", text)
    ]
    assert found == [
        ("Slow Moss in Towns", ("Ada Quill", "Ben Rook"), 2015, "ICM"),
        ("Late Moss", ("Cy Sand", "Di Wren"), None, "Nature"),
    ]


def test_a_title_in_italics_begins_an_item() -> None:
    text = f"- *{TITLE}*, Quill, Rook, Sand, ICM 2017. {URL}\n- *Late Moss in Rain*, Wren et al., Nature 2018. {URL}2\n"
    found = [
        (each.title, each.authors, each.year, each.venue) for each in _records("awesome", text)
    ]
    assert found == [
        (TITLE, ("Quill", "Rook", "Sand"), 2017, "ICM"),
        ("Late Moss in Rain", ("Wren",), 2018, "Nature"),
    ]
    assert format_named("awesome").sniff(text) > 0


PAGE = """Skip to main content
arXiv:2101.00001
Computer Science > Machine Learning
[Submitted on 22 Dec 2014 (v1), last revised 30 Jan 2017 (this version, v9)]
Slow Growth of Moss in Towns
Ada Quill, Ben Rook
We introduce moss, which grows slowly in towns, and show that it grows in rain. It does so well.
Comments:	Published at ICM
Subjects:	Machine Learning (cs.LG)
Cite as:	arXiv:2101.00001 [cs.LG]
"""


@pytest.mark.parametrize("labelled", [True, False])
def test_a_copied_page_of_arxiv_needs_no_labels(*, labelled: bool) -> None:
    text = PAGE
    if labelled:
        text = PAGE.replace("Slow Growth", "Title:Slow Growth").replace(
            "Ada Quill", "Authors:Ada Quill"
        )
    [record] = _records("arxiv-page", text)
    assert (record.title, record.authors, record.arxiv) == (
        TITLE,
        ("Ada Quill", "Ben Rook"),
        "2101.00001",
    )
    assert (record.abstract or "").startswith("We introduce moss")


@pytest.mark.parametrize("title", ["GPT", "ViT", "GAN", "BERT", "Slow Growth of Moss in Towns"])
def test_a_linked_title_may_be_as_short_as_the_name_of_a_model(title: str) -> None:
    cited = read_citation(parse(f"- [{title}]({URL}), Quill et al., 2018"))
    assert cited is not None
    assert (cited.title, cited.authors, cited.year) == (title, ["Quill", "et al."], "2018")


@pytest.mark.parametrize("name", ["CVF", "ACM", "IOP"])
def test_a_short_name_alone_is_no_title(name: str) -> None:
    assert read_citation(parse(f"- [{name}]({URL})")) is None
