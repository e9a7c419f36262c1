import random
import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.dedupe.blocking import Near, find_candidates
from papercli.model import Paper

_WORDS = [
    first + second
    for first in (
        "bran",
        "cord",
        "dust",
        "fern",
        "glim",
        "hark",
        "jolt",
        "kelp",
        "lumen",
        "mirth",
        "nacre",
        "orbit",
        "pylon",
        "quartz",
    )
    for second in (
        "ation",
        "ment",
        "graph",
        "scope",
        "ology",
        "meter",
        "phase",
        "field",
        "wave",
        "form",
        "gram",
        "stone",
    )
]


def library(size: int, seed: int = 1) -> list[Paper]:
    """Return papers whose titles and abstracts share words by chance only."""
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=12))

    return [
        Paper(
            id=f"{number:08x}",
            title=" ".join(chance.sample(_WORDS, 7)),
            abstract=". ".join(sentence() for _ in range(5)),
            authors=(f"Ada {chance.choice(_WORDS)}", f"Grace {chance.choice(_WORDS)}"),
            year=chance.randrange(1990, 2020),
            venue=chance.choice(_WORDS),
            volume=str(chance.randrange(100)),
            pages=str(chance.randrange(3000)),
        )
        for number in range(size)
    ]


def misspell(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :]


def with_typos(paper: Paper, number: int, seed: int = 3) -> Paper:
    chance = random.Random(seed)
    words = paper.title.split()
    for at in chance.sample(range(len(words)), number):
        words[at] = misspell(words[at], chance)
    return replace(paper, title=" ".join(words))


def first_half(paper: Paper) -> Paper:
    words = paper.title.split()
    return replace(paper, title=" ".join(words[:4]) + "...", abstract=None)


VARIANTS: dict[str, Callable[[Paper], Paper]] = {
    "the same": lambda paper: paper,
    "title alone": lambda paper: Paper(paper.id, paper.title),
    "no abstract, one typo": lambda paper: replace(with_typos(paper, 1), abstract=None),
    "three typos": lambda paper: with_typos(paper, 3),
    "another title": lambda paper: replace(paper, title="On something else entirely", volume=None),
    "cut": first_half,
    "a subtitle": lambda paper: replace(
        paper, title=f"{paper.title}: a study of nothing much", abstract=None, pages=None
    ),
    "in brackets": lambda paper: replace(
        paper, title=f"[{paper.title}]. [Chinese]", abstract=None, pages=None
    ),
    "whole citation": lambda paper: Paper(
        paper.id,
        f"{', '.join(paper.authors)}. {paper.title}. {paper.venue} {paper.volume}, {paper.pages}",
    ),
    "capitals": lambda paper: Paper(paper.id, paper.title.upper()),
    "same place, no title": lambda paper: replace(paper, title="Untitled", abstract=None),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_are_found_among_many(variant: str) -> None:
    papers = library(300)
    planted = [replace(VARIANTS[variant](papers[at]), id=f"v{at}") for at in range(0, 300, 10)]
    pairs = set(find_candidates(papers + planted))
    found = sum((at * 10, 300 + at) in pairs for at in range(len(planted)))
    assert found >= 0.9 * len(planted)


def test_few_pairs_are_compared() -> None:
    assert len(find_candidates(library(2000))) < 2000


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Paper("1", "Editorial", doi="10.1/a"), Paper("2", "Reply", doi="10.1/a")),
        (Paper("1", "Trees", arxiv="2001.00001"), Paper("2", "Forests", arxiv="2001.00001")),
        (Paper("1", "Set-point train ing of models"), Paper("2", "Setpoint training of models")),
        (Paper("1", "Model of iron bridge"), Paper("2", "Models of iron bridges")),
        (Paper("1", "Haemoglobin modelling"), Paper("2", "Hemoglobin modeling")),
        (Paper("1", "BERT: deep transformers for language"), Paper("2", "BERT")),
        (Paper("1", "深度学习综述"), Paper("2", "深度学习综述。")),
        (Paper("1", "Über die Bewegung"), Paper("2", "Uber die Bewegung")),
    ],
)
def test_a_shared_key_makes_a_pair(left: Paper, right: Paper) -> None:
    assert find_candidates([left, right]) == [(0, 1)]


def test_unlike_papers_make_no_pair() -> None:
    assert (
        find_candidates(
            [Paper("1", "Tired bridges of steel"), Paper("2", "Learning from wrong examples")]
        )
        == []
    )


def test_among_keeps_what_touches_it() -> None:
    papers = library(300)
    papers += [replace(with_typos(papers[at], 1), id=f"v{at}") for at in range(0, 300, 5)]
    chosen = [3, 305, 310]
    every = find_candidates(papers)
    assert find_candidates(papers, chosen) == [
        pair for pair in every if not set(chosen).isdisjoint(pair)
    ]
    assert find_candidates(papers, []) == []


def test_no_pair_is_lost_where_only_near_papers_are_looked_at() -> None:
    papers = library(300)
    papers += [replace(with_typos(papers[at], 1), id=f"v{at}") for at in range(0, 300, 5)]
    papers += [Paper(f"e{at}", "Editorial", authors=(f"Roe {at % 3}",)) for at in range(120)]
    papers += [replace(papers[at], id=f"t{at}", title="Something else") for at in range(0, 9, 2)]
    for chosen in ({"3", "v10", "e7"}, {"t4"}, {"v295", "e100", "e119"}, set[str]()):
        near = Near(paper for paper in papers if paper.id in chosen)
        some = [paper for paper in papers if paper.id in chosen or near.may_be(paper)]

        def pairs(among: list[Paper], wanted: set[str] = chosen) -> set[tuple[str, str]]:
            indices = [at for at, paper in enumerate(among) if paper.id in wanted]
            return {(among[a].id, among[b].id) for a, b in find_candidates(among, indices)}

        assert len(some) < len(papers) / 2
        assert pairs(some) == pairs(papers)


def test_among_keeps_papers_that_share_but_a_short_main_title() -> None:
    papers = library(300)
    papers.append(Paper("main", "Gauge nets: symmetries of curved manifolds in five dimensions"))
    papers.append(Paper("same", "Gauge nets: how tides and winds are forecast from few buoys"))
    both = (300, 301)
    assert both in find_candidates(papers)
    for chosen in both:
        assert both in find_candidates(papers, [chosen])


def test_a_title_that_thousands_bear_does_not_explode() -> None:
    papers = [
        Paper(
            f"{number:05}",
            "Editorial",
            authors=(f"Ada {_WORDS[number % 150]}",),
            year=1900 + number % 100,
        )
        for number in range(3000)
    ]
    papers.append(Paper("twin", "Editorial", authors=("Ada brandust",), year=1950, pages="17-19"))
    papers.append(Paper("twins", "Editorial", authors=("Ada brandust",), year=1950, pages="17-19"))
    pairs = find_candidates(papers)
    assert len(pairs) < 20 * len(papers)
    assert (3000, 3001) in pairs


def test_the_order_of_papers_does_not_matter() -> None:
    papers = library(200)
    papers += [replace(with_typos(papers[at], 1), id=f"v{at}") for at in range(0, 200, 4)]
    shuffled = papers[:]
    random.Random(5).shuffle(shuffled)

    def ids(among: list[Paper]) -> set[frozenset[str]]:
        return {
            frozenset((among[left].id, among[right].id)) for left, right in find_candidates(among)
        }

    assert ids(papers) == ids(shuffled)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=12))
def test_pairs_are_ordered_and_no_text_makes_it_raise(texts: list[tuple[str, str]]) -> None:
    papers = [Paper(str(number), title, abstract) for number, (title, abstract) in enumerate(texts)]
    pairs = find_candidates(papers)
    assert all(left < right for left, right in pairs)
    assert pairs == sorted(set(pairs))


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_papers_make_no_pair(size: int) -> None:
    assert find_candidates(library(size)) == []
