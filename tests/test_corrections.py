"""Slips are corrected, and words that are spelt right are not."""

import pytest

from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.store.papers import encode_paper

WORDS = "equivariant neural sheaf diffusion spectral transformer manifold segmentation light optimization"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("words") / "library"
    papers = [
        Paper(id=f"{at:08x}", title=f"Work {at}", abstract=f"We look at {word} here.")
        for at, word in enumerate([*WORDS.split()] * 3)
    ]
    with Library(folder).writing(0.0, print, new=True) as current:
        current.append([encode_paper(paper) for paper in papers], command="ingest", summary="some")
    return Library(folder)


# A slip at each place of a word, of each kind.
SLIPS = {
    "quivariant": "equivariant",
    "qeuivariant": "equivariant",
    "wquivariant": "equivariant",
    "eequivariant": "equivariant",
    "equivarinat": "equivariant",
    "equivarant": "equivariant",
    "equivariiant": "equivariant",
    "equivarians": "equivariant",
    "nueral": "neural",
    "enural": "neural",
    "mneural": "neural",
    "difusion": "diffusion",
    "spectarl": "spectral",
    "transfomrer": "transformer",
    "manifodl": "manifold",
    "segmantation": "segmentation",
}
# Words of a dictionary, and what a library without them has that is near.
RIGHT = {"neutral": "neural", "shear": "sheaf", "flight": "light", "sight": "light"}


@pytest.mark.parametrize(("slip", "word"), SLIPS.items())
def test_a_slip_is_corrected_and_said(library: Library, slip: str, word: str) -> None:
    found = find_papers(library, slip)
    assert (found.total, found.match) == (3, "fuzzy")
    assert found.messages == [f"no paper contains '{slip}'; searched for '{word}'"]


@pytest.mark.parametrize("field", ["", "title:", "abstract:"])
@pytest.mark.parametrize(("word", "near"), RIGHT.items())
def test_a_word_of_a_dictionary_is_asked_about(
    library: Library, word: str, near: str, field: str
) -> None:
    found = find_papers(library, f"{field}{word}")
    assert found.total == 0
    assert f"(did you mean '{near}'?)" in found.advice


def test_what_is_found_without_it_says_so_too(library: Library) -> None:
    found = find_papers(library, "neutral diffusion")
    assert found.total == 3
    assert found.messages[0] == "no paper contains 'neutral' (did you mean 'neural'?)"


def test_signs_of_other_words_stay_when_one_is_corrected(library: Library) -> None:
    tree_with_signs = find_papers(library, "nueral (E(3))")
    assert "'E(3)'" in " ".join([*tree_with_signs.messages, tree_with_signs.advice])


def test_exact_corrects_nothing_and_reads_no_citation(library: Library) -> None:
    for query in ("nueral", "neural et al. 2020"):
        found = find_papers(library, query, exact=True)
        assert (found.total, found.messages) == (0, [])
