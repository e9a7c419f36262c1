"""Titles with their authors and a year in front of them in the same words: they are told apart where that is clear, and stay whole where not."""

import pytest

from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import parse
from papercli.dumps.markdown.linked import divide

URL = "https://doi.org/10.1234/moss.1"
TITLE = "Slow growth of moss on old walls"
FRONTS = {
    "Quill (2014) ": ["Quill"],
    "Quill (2014): ": ["Quill"],
    "Quill 2014: ": ["Quill"],
    "Quill 2014 - ": ["Quill"],
    "Quill, 2014. ": ["Quill"],
    "Quill and Rook 2014, ": ["Quill", "Rook"],
    "Quill & Rook (2014) ": ["Quill", "Rook"],
    "Quill, Rook and Sand (2014). ": ["Quill", "Rook", "Sand"],
    "Quill et al. 2014. ": ["Quill", "et al."],
    "Quill et al. (2014) – ": ["Quill", "et al."],
    "Quill, A. B. (2014). ": ["A. B. Quill"],
    "Quill A, Rook B (2014) ": ["A. Quill", "B. Rook"],
    "Quill A (2014) ": ["A. Quill"],
    "A. Quill and B. Rook (2014). ": ["A. Quill", "B. Rook"],
    "Ada Quill (2014). ": ["Ada Quill"],
}
LAST = {"Quill & Rook, {}, Nature 2014": "Nature", "Quill et al., {}, ICML 2014": "ICML", "Quill and Rook: {}, 2014": ""}  # fmt: skip
WHOLE = [
    "Brexit 2016: a study of votes",
    "Horizon 2020: The framework of research",
    "ImageNet 2012: A challenge for all",
    "ICML 2014: Proceedings of the meeting",
    "Romeo and Juliet, a computational analysis",
    "Attention 2014 is all you need",
    "Moss 2014 and what it brought",
    "Nature (2014) and its readers",
]


def read_one(text: str) -> Cited:
    found = read_citation(divide(parse(text)).first)
    assert found is not None, text
    return found


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("form", ["[{}]({})", "{} [doi]({})"])
def test_names_and_a_year_in_front_are_no_part_of_a_title(front: str, form: str) -> None:
    found = read_one(form.format(front + TITLE, URL))
    assert (found.title, found.authors, found.year) == (TITLE, FRONTS[front], "2014")


@pytest.mark.parametrize("form", LAST)
def test_names_in_front_and_a_year_behind_are_no_part_of_a_title(form: str) -> None:
    found = read_one(f"[{form.format(TITLE)}]({URL})")
    assert (found.title, found.venue, found.year) == (TITLE, LAST[form], "2014")


@pytest.mark.parametrize("title", WHOLE)
def test_what_only_looks_like_names_stays_in_the_title(title: str) -> None:
    assert read_one(f"[{title}]({URL})").title == title


@pytest.mark.parametrize("front", ["Breiman L (2001) ", "Breiman (2001) ", "Breiman LA, Quill A (2001) ", "Breiman, L. (2001). "])  # fmt: skip
def test_a_reference_with_a_link_is_read_as_one(front: str) -> None:
    found = read_one(f"{front}Random moss. Moss Learn 45:5–32. https://doi.org/10.1234/moss.2")
    assert (found.title, found.venue, found.year) == ("Random moss", "Moss Learn", "2001")
    assert found.numbers == {"volume": "45", "pages": "5–32"}


@pytest.mark.parametrize("mark", [", ", ". "])
def test_a_family_name_in_front_of_a_quoted_title_is_its_author(mark: str) -> None:
    assert read_one(f'Quill{mark}"{TITLE}", 2014. [link]({URL})').authors == ["Quill"]
    assert not read_one(f'Nature{mark}"{TITLE}", 2014. [link]({URL})').authors
    assert not read_one(f'Dropout: "{TITLE}", 2014. [link]({URL})').authors
