"""What stands around a linked title is told apart in every layout, by whichever reader reads the list."""

import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome, markdown

PAPERS = (
    ("Attention Is All You Need", "https://arxiv.org/abs/1706.03762", "NeurIPS", 2017),
    ("Deep Residual Learning", "https://arxiv.org/abs/1512.03385", "CVPR", 2016),
    ("Adam: A Method for Stochastic Optimization", "https://arxiv.org/abs/1412.6980", "ICLR", 2015),
)
NAMES = {
    "initials": ("A. Vaswani, N. Shazeer", "K. He, X. Zhang", "D. P. Kingma, J. Ba"),
    "families": ("Vaswani et al.", "He et al.", "Kingma & Ba"),
    "whole": (
        "Ashish Vaswani, Noam Shazeer, Niki Parmar",
        "Kaiming He, Xiangyu Zhang, Shaoqing Ren",
        "Diederik P. Kingma and Jimmy Ba",
    ),
}
AUTHORS = {
    "initials": (("A. Vaswani", "N. Shazeer"), ("K. He", "X. Zhang"), ("D. P. Kingma", "J. Ba")),
    "families": (("Vaswani",), ("He",), ("Kingma", "Ba")),
    "whole": (
        ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
        ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren"),
        ("Diederik P. Kingma", "Jimmy Ba"),
    ),
}
LAYOUTS = (
    "- [{title}]({url}), {names}, {venue} {year}",
    "- [{title}]({url}) - {names} ({venue} {year})",
    "- [{title}]({url}). {names}. *{venue}*, {year}.",
    "- {names}. [{title}]({url}). {venue}, {year}.",
    "- **[{title}]({url})** by {names}, {venue} {year}",
    "- [{venue} {year}] [{title}]({url}) {names}",
    "1. [{title}]({url})\n   {names}, {venue} {year}",
    "- [{title}]({url})\n  *{names}*, {venue} {year}",
    "- [{title}]({url})\n  - {names}\n  - {venue} {year}",
    "- [{title}]({url})\n  {names}\n  {venue} {year}",
    "### [{title}]({url})\n{names}, {venue} {year}\n",
    "### [{title}]({url})\n\n{names}\n\n{venue} {year}\n",
)


def listed(layout: str, kind: str) -> str:
    """Return the three papers, laid out so."""
    items = (
        layout.format(title=title, url=url, venue=venue, year=year, names=names)
        for (title, url, venue, year), names in zip(PAPERS, NAMES[kind], strict=True)
    )
    return "# Reading\n\n" + "\n".join(items) + "\n"


@pytest.mark.parametrize("reader", [markdown, awesome], ids=["markdown", "awesome"])
@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_venue_and_year_are_told_apart(layout: str, kind: str, reader: ModuleType) -> None:
    found = list(reader.read(io.StringIO(listed(layout, kind))))
    assert [
        (each.title, each.url, each.venue, each.year, each.authors)
        if isinstance(each, Record)
        else each
        for each in found
    ] == [(*paper, authors) for paper, authors in zip(PAPERS, AUTHORS[kind], strict=True)]


def test_one_site_in_a_list_costs_the_papers_nothing(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "list.md"
    dump.write_text(
        "- [CVF](https://openaccess.thecvf.com/content/x/html/a.html)\n"
        '- [GPT](https://arxiv.org/abs/2005.14165) "Language models are few-shot learners", Brown et al., 2020\n'
        "- [A real title of it](https://arxiv.org/abs/2005.14166), Doe et al., 2021\n"
    )
    assert "list.md:1: skipped: list item whose link has no title" in papers("ingest", dump)[2]
    found = json.loads(papers("list", "--json")[1])
    assert {(each["title"], *each["authors"], each["year"]) for each in found} == {
        ("A real title of it", "Doe", 2021),
        ("Language models are few-shot learners", "Brown", 2020),
    }


@pytest.mark.parametrize(
    ("place", "authors", "venue"),
    [
        ("Ba, Kiros, Hinton, 2016", ("Ba", "Kiros", "Hinton"), None),
        ("Wu, He, 2016", ("Wu", "He"), None),
        ("Ba, Kiros, Hinton, NeurIPS 2016", ("Ba", "Kiros", "Hinton"), "NeurIPS"),
        ("Paris, France, 2016", (), "Paris, France"),
        ("Nature, 2016", (), "Nature"),
        ("A. Wu, B. He NeurIPS 2016", ("A. Wu", "B. He"), "NeurIPS"),
        ("Phys. Rev. X 2016", (), "Phys. Rev. X"),
        ("Phys. Rev. Lett. 2016", (), "Phys. Rev. Lett."),
        ("A. Wu, S. Ren. J. Chem. Phys. 2016.", ("A. Wu", "S. Ren"), "J. Chem. Phys."),
        (
            "Ada Wu, Sam Ren. Proc. Natl. Acad. Sci., 2016",
            ("Ada Wu", "Sam Ren"),
            "Proc. Natl. Acad. Sci.",
        ),
    ],
)
def test_family_names_need_no_and(place: str, authors: tuple[str, ...], venue: str | None) -> None:
    dump = f"- [Layer Normalization of Nets](https://arxiv.org/abs/1607.06450) – {place}\n"
    (found,) = awesome.read(io.StringIO(dump))
    assert isinstance(found, Record)
    assert (found.authors, found.venue, found.year) == (authors, venue, 2016)


DISCUSSED = """
#### August 12, 2020
- **Paper**: [Pre-training via Paraphrasing](https://arxiv.org/abs/2006.15020)
- **Authors**: [Mike Lewis](https://example.org/m), Armen Aghajanyan, [Sida Wang](https://example.org/s)
- **Presenter**: [Sam Shleifer](https://example.org/sam)

#### June 23, 2020
- **Paper**: [Weight Poisoning Attacks on Pre-trained Models](https://arxiv.org/abs/2004.06660)
- **Authors**: Keita Kurita, [Paul Michel](https://example.org/p)
- **Presenter**: [Joe Davison](https://example.org/j)
"""


@pytest.mark.parametrize("reader", [markdown, awesome], ids=["markdown", "awesome"])
def test_authors_may_be_links_and_presenters_are_none(reader: ModuleType) -> None:
    found = [each for each in reader.read(io.StringIO(DISCUSSED)) if isinstance(each, Record)]
    assert [(each.title, each.authors) for each in found] == [
        ("Pre-training via Paraphrasing", ("Mike Lewis", "Armen Aghajanyan", "Sida Wang")),
        ("Weight Poisoning Attacks on Pre-trained Models", ("Keita Kurita", "Paul Michel")),
    ]


def test_what_links_elsewhere_or_below_a_paper_is_told() -> None:
    dump = (
        "- [Deep Sets](https://arxiv.org/abs/1703.06114), Zaheer et al., 2017\n"
        "- [A post about sets](https://example.org/post)\n"
    )
    found = list(markdown.read(io.StringIO(dump)))
    assert [type(each) for each in found] == [Record, Skipped]


def test_a_table_holds_linked_names_and_venues() -> None:
    dump = (
        "| Title | Authors | Venue | Year |\n|---|---|---|---|\n"
        "| [Deep Sets](https://arxiv.org/abs/1703.06114) | [Manzil Zaheer](https://example.org/z), Satwik Kottur "
        "| [NeurIPS](https://example.org/n) | [2017](https://example.org/2017) |\n"
    )
    (found,) = awesome.read(io.StringIO(dump))
    assert isinstance(found, Record)
    assert (found.authors, found.venue, found.year) == (
        ("Manzil Zaheer", "Satwik Kottur"),
        "NeurIPS",
        2017,
    )
