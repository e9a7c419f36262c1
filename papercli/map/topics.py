"""The topics of a map: groups of papers with like vectors, named by what sets their words apart."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from papercli.map.layout import Positions
from papercli.map.vectors import Space, Vectors

NO_TOPIC = 255

_SEED = 0
_TRIES = 4
_MANY, _MOST_OF_MANY, _MOST = 2_000, 30, 12  # papers, their topics, and those of fewer papers
_SIZE = 20  # papers of a topic, on average, in a small library
_TERMS = 3  # in a name
_CONSIDERED = 60  # terms for a name
_IN_MOST = 0.8  # of the papers with a term, a pair that makes one phrase with it
_CELLS = 24  # of the grid in which the middle of a topic is looked for, each way


class Topics(NamedTuple):
    """The topics of papers, the largest first."""

    names: list[list[str]]  # of each topic the terms that say best what it is about
    of: NDArray[np.uint8]  # of each paper the number of its topic, or NO_TOPIC


def find_topics(space: Space, rest: Vectors) -> Topics:
    """Return the topics of the papers of a space, and then of those that were placed in it (`rest`)."""
    vectors = space.vectors
    everyone = np.concatenate([vectors, rest]) if len(rest) else vectors
    of = np.full(len(everyone), NO_TOPIC, np.uint8)
    known = vectors.any(axis=1)
    count = _how_many(vectors[known])
    if count < 2:
        return Topics([], of)
    means = KMeans(count, n_init=_TRIES, random_state=_SEED).fit(vectors[known])
    some = everyone.any(axis=1)
    labels = means.predict(everyone[some])
    order = np.argsort(-np.bincount(labels, minlength=count), kind="stable")
    rank = np.empty(count, np.uint8)
    rank[order] = np.arange(count)
    of[some] = rank[labels]
    return Topics(_names(space, of[: len(vectors)], count), of)


def _how_many(vectors: Vectors) -> int:
    if len(vectors) >= _MANY:
        return _MOST_OF_MANY
    wanted = min(_MOST, round(len(vectors) / _SIZE))
    return min(wanted, len(np.unique(vectors.round(3), axis=0)))


def _names(space: Space, of: NDArray[np.uint8], count: int) -> list[list[str]]:
    """Return the name of each topic: the terms with the largest pointwise Kullback-Leibler divergence.

    p log(p / q), where p is the term's share of what the topic's papers have, and q its share in all
    others (Tomokiyo & Hurst, "A language model approach to keyphrase extraction", 2003).
    """
    papers: NDArray[Any] = np.stack(
        [np.asarray(space.has[of == each].sum(axis=0)).ravel() for each in range(count)]
    ).astype(np.float64)
    others = papers.sum(axis=0) - papers + 0.5  # a term that no other paper has is not worth all
    p = papers / np.maximum(papers.sum(axis=1, keepdims=True), 1)
    q = others / others.sum(axis=1, keepdims=True)
    worth = p * np.log(np.where(p > 0, p / q, 1))
    best = np.argsort(-worth, axis=1, kind="stable")[:, :_CONSIDERED]
    phrases = _Phrases(space)
    return [_without_repeats([space.terms[at] for at in row], phrases) for row in best]


def _without_repeats(terms: list[str], phrases: "_Phrases") -> list[str]:
    """Return the first terms that share no word, as the phrases that they are part of."""
    chosen: list[str] = []
    for term in terms:
        said = {word for each in chosen for word in each.split()}
        if said.isdisjoint(term.split()):
            longer = phrases.holding(term)
            chosen.append(longer if said.isdisjoint(longer.split()) else term)
        if len(chosen) == _TERMS:
            break
    return chosen


class _Phrases:
    """Knows phrases of up to three words by their parts: where there is one, there is the other."""

    def __init__(self, space: Space) -> None:
        self._has = space.has.tocsc().astype(np.int32)
        self._number = {term: at for at, term in enumerate(space.terms)}
        self._pairs = [term for term in space.terms if " " in term]

    def holding(self, term: str) -> str:
        """Return the phrase that most papers with a term have: of graph, graph neural network."""
        while term in self._number:
            longer = self._longer(term)
            column = self._has[:, self._number[term]]
            papers = np.asarray((self._has.T @ column).todense()).ravel()
            best = max(longer, key=lambda pair: papers[self._number[pair]], default=None)
            if best is None or papers[self._number[best]] < _IN_MOST * column.sum():
                break
            term = longer[best]
        return term

    def _longer(self, term: str) -> dict[str, str]:
        """Return the pairs of words that go on at either end of a term, and what both make together."""
        words = term.split()
        first, last = words[0], words[-1]
        return {
            pair: f"{term} {pair.partition(' ')[2]}"
            for pair in self._pairs
            if pair.startswith(f"{last} ")
        } | {
            pair: f"{pair.partition(' ')[0]} {term}"
            for pair in self._pairs
            if pair.endswith(f" {first}")
        }


def middle_of(positions: Positions) -> tuple[float, float]:
    """Return the middle of where papers lie closest together; a mean may lie where none of them is."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    cells = np.minimum((_CELLS * (positions - low) / np.maximum(high - low, 1e-9)).astype(int), 23)
    grid = np.zeros((_CELLS + 2, _CELLS + 2))
    np.add.at(grid, (cells[:, 0] + 1, cells[:, 1] + 1), 1)
    shifted = [np.roll(grid, (x, y), (0, 1)) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    around = np.sum(shifted, axis=0)[1:-1, 1:-1]
    best = np.array(np.unravel_index(int(around.argmax()), around.shape))
    near = positions[(abs(cells - best) <= 1).all(axis=1)]
    x, y = near.mean(axis=0)
    return float(x), float(y)
