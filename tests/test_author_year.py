"""Citations of authors and a year beside a title in a list of papers."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.markdown.author_year import read_author_year

BRACKETS = ["({})", "[{}]"]
PAIRS: list[tuple[str, list[str], str]] = [
    ("Quill & Rook, 2015", ["Quill", "Rook"], ""),
    ("Quill and Rook 2015a", ["Quill", "Rook"], ""),
    ("Quill und Rook, 2015", ["Quill", "Rook"], ""),
    ("Quill et al., 2015", ["Quill"], ""),
    ("Quill et al. 2015b", ["Quill"], ""),
    ("van der Sand et al., 2015", ["van der Sand"], ""),
    ("Quill, Rook, Sand, & Ferry, 2015", ["Quill", "Rook", "Sand", "Ferry"], ""),
    ("Quill, Rook, Sand, Ferry and Müller-Elm, 2015", ["Quill", "Rook", "Sand", "Ferry", "Müller-Elm"], ""),
    ("Quill, 2015", ["Quill"], ""),
    ("Quill & Rook, ICML 2015", ["Quill", "Rook"], "ICML"),
    ("Quill et al., 2015, Nature", ["Quill"], "Nature"),
    ("Quill et al., NeurIPS, 2015", ["Quill"], "NeurIPS"),
    ("Quill, A. B. et al., 2015", ["A. B. Quill"], ""),
    ("Jane Doe, ICLR 2015", ["Jane Doe"], "ICLR"),
    ("Jane Doe, KDD, 2015", ["Jane Doe"], "KDD"),
    ("Doe, JR, 2015", ["J. R. Doe"], ""),
    ("Nature, 2015", [], "Nature"),
    ("Springer, 2015", [], "Springer"),
    ("NeurIPS 2015", [], "NeurIPS"),
    ("Nature Neuroscience 2015", [], "Nature Neuroscience"),
    ("Vision and Language Workshop, 2015", [], "Vision and Language Workshop"),
    ("2015", [], ""),
]  # fmt: skip


@pytest.mark.parametrize("brackets", BRACKETS)
@pytest.mark.parametrize(("cited", "authors", "venue"), PAIRS)
def test_a_citation_in_brackets_is_authors_and_a_year(
    cited: str, authors: list[str], venue: str, brackets: str
) -> None:
    text = (
        "# Papers\n\n"
        f"- [On the growth of moss](https://arxiv.org/abs/2101.00001) {brackets.format(cited)}\n"
        "- [On the fall of rain](https://arxiv.org/abs/2101.00002) (ICLR 2016)\n"
    )
    first = next(iter(format_named("awesome").read(io.StringIO(text))))
    assert isinstance(first, Record)
    assert first.title == "On the growth of moss"
    assert first.year == 2015
    assert list(first.authors or ()) == authors
    assert (first.venue or "") == venue
    assert bool(first.more_authors) == ("et al" in cited)


@pytest.mark.parametrize(
    "text", ["Distill 2017", "Quill 2017", "Theory and Practice, 2017", "Mar 2017", "v2, 2017"]
)
def test_what_may_be_anything_is_no_author(text: str) -> None:
    assert read_author_year(text, in_brackets=True) is None


@pytest.mark.parametrize(
    ("cell", "title", "authors"),
    [
        ("On the growth of moss (Quill & Rook, 2015)", "On the growth of moss", ["Quill", "Rook"]),
        ("On the growth of moss (1914 to 2015)", "On the growth of moss (1914 to 2015)", []),
        ("Comment on moss (Quill et al., 2015)", "Comment on moss (Quill et al., 2015)", []),
    ],
)
def test_a_citation_behind_a_title_in_a_table_is_no_part_of_it(
    cell: str, title: str, authors: list[str]
) -> None:
    row = f"| {cell} | 2015 | [pdf](https://arxiv.org/abs/2101.00001) |"
    text = f"| Paper | Year | Link |\n|---|---|---|\n{row}\n{row}\n"
    first = next(iter(format_named("awesome").read(io.StringIO(text))))
    assert isinstance(first, Record)
    assert (first.title, list(first.authors or ())) == (title, authors)
