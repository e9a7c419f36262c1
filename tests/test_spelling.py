"""Common misspellings of words that stand in the real dumps, and what they are corrected to there."""

from pathlib import Path

import pytest
from conftest import Run

from papercli.library import Library
from papercli.search.correct import correct

SLIPS = [
    pair.split(">")
    for pair in """
nueral>neural netwrok>network equvariant>equivariant equivaraint>equivariant invarient>invariant diffrential>differential
diferentiable>differentiable learnign>learning optmization>optimization optimzation>optimization representaiton>representation
represenation>representation tranformer>transformer transfomer>transformer convolutonal>convolutional covolutional>convolutional
attension>attention atention>attention generatve>generative genrative>generative difusion>diffusion diffussion>diffusion
tensro>tensor tesnor>tensor tensors>tensor algebriac>algebraic algebera>algebra geometrc>geometric goemetric>geometric
symetry>symmetry symmetrey>symmetry sysmmetric>symmetric manifod>manifold topolgical>topological topologial>topological
catagory>category categorcal>categorical bayseian>bayesian bayesain>bayesian gausian>gaussian probabalistic>probabilistic
probablistic>probabilistic stocastic>stochastic stochasitc>stochastic gradeint>gradient graident>gradient algoritm>algorithm
alogrithm>algorithm architechture>architecture arcitecture>architecture embeding>embedding embbeding>embedding
reinforcment>reinforcement renforcement>reinforcement langauge>language lnaguage>language compresion>compression
comression>compression segmentaton>segmentation detecton>detection robustnes>robustness interpretablity>interpretability
permutaiton>permutation eigenvalu>eigenvalue recurent>recurrent adversaral>adversarial
""".split()
]


@pytest.fixture
def library(papers: Run, real_dumps: list[Path], tmp_path: Path) -> Library:
    papers("ingest", *real_dumps)
    return Library(tmp_path / "library")


def test_slips_are_corrected_to_the_word_that_was_meant(library: Library) -> None:
    index = library.index
    slips = [
        (wrong, right)
        for wrong, right in SLIPS
        if not any(index.frequency("text", stem) for stem in index.stems(wrong))
    ]
    assert len(slips) >= 60
    wrongly = {
        wrong: found
        for wrong, right in slips
        if index.stems(found := correct(index, wrong) or "") != index.stems(right)
    }
    assert len(wrongly) <= len(slips) // 20, wrongly


def test_no_word_of_the_library_is_corrected(library: Library) -> None:
    index = library.index
    words = {
        word
        for paper in library.papers_at(index.all(index.everything()))
        for word in index.words(f"{paper.title} {paper.abstract}")
    }
    assert len(words) > 5000
    assert not [word for word in words if correct(index, word)]


@pytest.mark.parametrize(
    "word", ["zzzzqqq", "blockchain", "photosynthesis", "xqc", "cat", "tortoise"]
)
def test_words_of_other_subjects_are_left_alone(library: Library, word: str) -> None:
    assert correct(library.index, word) is None


def test_a_corrected_search_finds_what_the_right_word_finds(
    papers: Run, real_dumps: list[Path]
) -> None:
    papers("ingest", *real_dumps)
    for wrong, right in (
        ("equvariant", "equivariant"),
        ("difusion", "diffusion"),
        ("tranformer", "transformer"),
    ):
        assert set(papers("search", "--ids", wrong)[1].split()) == set(
            papers("search", "--ids", right)[1].split()
        )
