"""Links of reading lists that are called by something else than a title, and papers named by family names."""

import io

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome, markdown
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import is_generic, parse

_TITLED = (
    "- [Reading Tide Tables](https://arxiv.org/abs/2503.90011) - M. Okafor, J. Lind, ICLR 2025\n"
)


def read(text: str) -> tuple[list[Record], list[Skipped]]:
    units = list(awesome.read(io.StringIO(text)))
    return (
        [each for each in units if isinstance(each, Record)],
        [each for each in units if isinstance(each, Skipped)],
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/2503.90012", "<https://arxiv.org/abs/2503.90012>", "<https://doi.org/10.1000/a(1)>",
        "[here](https://arxiv.org/abs/2503.90012)", "[Link](https://arxiv.org/abs/2503.90012)", "[pdf](<https://arxiv.org/pdf/2503.90012>)",
        "[2503.90012](https://arxiv.org/abs/2503.90012)", "[arXiv:2503.90012v2](https://arxiv.org/abs/2503.90012)",
        "[hep-th/9711200](https://arxiv.org/abs/hep-th/9711200)", "[10.1000/jfg.2026.8](https://doi.org/10.1000/jfg.2026.8)",
        "[doi:10.1000/jfg.2026.8](https://doi.org/10.1000/jfg.2026.8)", "[https://doi.org/10.1000/8](https://doi.org/10.1000/8)",
        "[arxiv.org/abs/2503.90012](https://arxiv.org/abs/2503.90012)", "[Read the paper](https://arxiv.org/abs/2503.90012)", "[click here][moss]",
    ],
)  # fmt: skip
def test_a_link_without_a_title_is_reported(link: str) -> None:
    text = f"{_TITLED}- {link}\n{_TITLED}\n[moss]: https://arxiv.org/abs/2503.90012\n"
    records, skipped = read(text)
    assert len(records) == 2
    assert skipped == [Skipped(2, "a link to a paper without its title")]
    linked = [each for each in markdown.read(io.StringIO(text)) if isinstance(each, Skipped)]
    assert [each.line for each in linked] == ([] if "[moss]" in link else [2])


@pytest.mark.parametrize(
    "title",
    ["BERT", "Moss 2.0", "10.5 Years of Tides", "Data Matters", "The Hub of arXivist Birds"],
)
def test_a_title_is_not_taken_for_the_name_of_a_link(title: str) -> None:
    assert not is_generic(title)


@pytest.mark.parametrize(
    "link",
    ["[Moss in the Rain][moss]", "[Moss in the Rain][MOSS]", "[Moss in the Rain](<https://arxiv.org/abs/2503.90013>)", "[Moss in the Rain][]"],
)  # fmt: skip
def test_every_way_to_write_a_link_is_read(link: str) -> None:
    definitions = "[moss]: <https://arxiv.org/abs/2503.90013> 'moss'\n[moss in the rain]: https://arxiv.org/abs/2503.90013\n"
    records, skipped = read(f"{_TITLED}- {link}, J. Lind, 2025\n\n{definitions}")
    assert [(each.title, each.arxiv) for each in records][1:] == [
        ("Moss in the Rain", "2503.90013")
    ]
    assert skipped == []


@pytest.mark.parametrize(
    ("names", "authors"),
    [("Lind & Okafor", ["Lind", "Okafor"]), ("Lind and Okafor", ["Lind", "Okafor"]), ("van der Velde et al.", ["van der Velde"]), ("Lind et al", ["Lind"]),
     ("Lind, Okafor, and Falk", ["Lind", "Okafor", "Falk"]), ("Lind, Okafor et al.", ["Lind", "Okafor"])],
)  # fmt: skip
@pytest.mark.parametrize(
    "line",
    [
        "- [Moss in the Rain](https://arxiv.org/abs/2503.90013) - {}, ICLR 2017\n",
        "- [Moss in the Rain](https://arxiv.org/abs/2503.90013)\n  - {}, ICLR 2017\n",
        "- [Moss in the Rain](https://arxiv.org/abs/2503.90013)\n  {}, ICLR 2017\n",
        "- **Moss in the Rain**, {}, ICLR 2017 <https://arxiv.org/abs/2503.90013>\n",
        "- Moss in the Rain — {} — ICLR 2017 — [pdf](https://arxiv.org/abs/2503.90013)\n",
        "- {}, ICLR 2017: [Moss in the Rain](https://arxiv.org/abs/2503.90013)\n",
        "- Moss in the Rain, {}, ICLR 2017, https://arxiv.org/abs/2503.90013\n",
    ],
)
def test_family_names_are_authors_and_no_part_of_the_venue(
    line: str, names: str, authors: list[str]
) -> None:
    (record,), skipped = read(line.format(names))
    assert (record.title, list(record.authors)) == ("Moss in the Rain", authors)
    assert (record.venue, record.year, record.arxiv) == ("ICLR", 2017, "2503.90013")
    assert record.more_authors is ("et al" in names)
    assert skipped == []


@pytest.mark.parametrize(
    "words",
    ["Vision & Language", "Science and Nature", "Planning and Reasoning", "Retrieval & Search"],
)
def test_topics_are_no_authors(words: str) -> None:
    cited = read_citation(
        parse(f"[Moss in the Rain](https://arxiv.org/abs/2503.90013) - {words}, ICLR 2017")
    )
    assert cited is not None
    assert not cited.authors


_ROWS = [("Reading Tide Tables", "M. Okafor, J. Lind", "2503.90011"), ("Moss in the Rain", "Ada Stern et al.", "2503.90012"), ("Owls", "N. Berg", "2503.90013")]  # fmt: skip


@pytest.mark.parametrize("edge", ["| ", ""])
@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/{}",
        "<https://arxiv.org/abs/{}>",
        "[pdf](https://arxiv.org/abs/{})",
        "[{0}](https://arxiv.org/abs/{0})",
    ],
)
@pytest.mark.parametrize(
    "above", ["", "This week in moss, with more papers than ever.\n\n", "Papers:\n"]
)
def test_the_table_of_a_newsletter_is_read(above: str, link: str, edge: str) -> None:
    end = edge[::-1]
    rows = "".join(
        f"{edge}{title} | {names} | {link.format(place)}{end}\n" for title, names, place in _ROWS
    )
    records, _ = read(
        f"{above}{edge}Title | Author(s) | Link{end}\n{edge}---|---|---{end}\n{rows}\nUntil next week!\n"
    )
    assert [(each.title, each.arxiv) for each in records] == [
        (title, place) for title, _, place in _ROWS
    ]
    assert [each.authors for each in records] == [
        ("M. Okafor", "J. Lind"),
        ("Ada Stern",),
        ("N. Berg",),
    ]


def test_names_below_a_heading_are_its_authors_and_no_title() -> None:
    text = (
        "### 1. {}\n**{}** · ICLR 2017 · [arXiv](https://arxiv.org/abs/{})\n\nWhy we like it.\n\n"
    )
    records, _ = read(
        "# Week 9\n\n"
        + text.format("Moss in the Rain", "Ada Stern, Nils Berg", "2503.90011")
        + text.format("Owls by Night", "Jana Lind et al.", "2503.90012")
    )
    assert [(each.title, each.authors, each.venue, each.year) for each in records] == [
        ("Moss in the Rain", ("Ada Stern", "Nils Berg"), "ICLR", 2017),
        ("Owls by Night", ("Jana Lind",), "ICLR", 2017),
    ]


def test_a_section_is_not_the_title_of_what_stands_below_it() -> None:
    records, _ = read(
        "## Survey papers\n\n**Graph Networks and Knowledge Graphs** · ICLR 2017 · [arXiv](https://arxiv.org/abs/2503.90011)\n"
    )
    assert [each.title for each in records] == ["Graph Networks and Knowledge Graphs"]


def test_badges_are_no_part_of_a_venue() -> None:
    records, _ = read(
        "- **Moss in the Rain** <br> *Ada Stern, Nils Berg* <br> ICCV 2023. [[Paper](https://arxiv.org/abs/2503.90011)] ![Star](https://img.shields.io/a/b)\n"
    )
    assert [(each.venue, each.year) for each in records] == [("ICCV", 2023)]
