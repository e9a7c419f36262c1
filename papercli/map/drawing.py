"""From papers to a map of them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from papercli.exports.links import best_link
from papercli.latex.shown import readable
from papercli.map.layout import Positions, lay_out, spread, turn
from papercli.map.topics import find_topics, middle_of
from papercli.map.vectors import Vectors, learn_space
from papercli.map.words import as_written
from papercli.model import Paper

Tell = Callable[[str, int, int], None]  # hears what is done, and how much of how much

_MOST = 30_000  # papers that are compared with each other; of more, an even sample is,
_SAMPLE = 20_000  # and the others are placed in it
_AT_ONCE = 2_000
_READ_FOR_NAMES = 2_000  # papers that show how a word is written


class Dot(NamedTuple):
    """What a map shows of a paper."""

    id: str
    title: str
    year: int | None
    link: str | None


class Topic(NamedTuple):
    """A region of a map."""

    terms: list[str]  # that name it, the best first
    middle: tuple[float, float]  # where its name stands


class PaperMap(NamedTuple):
    """A map of papers."""

    dots: list[Dot]
    positions: Positions
    topics: list[Topic]
    topic_of: NDArray[np.uint8]  # of each paper the number of its topic, or NO_TOPIC


def draw_map(read: Callable[[], Iterable[Paper]], total: int, tell: Tell) -> PaperMap:
    """Return the map of the papers that each call of `read` yields, always in the same order.

    The same papers give the same map on the same machine.
    """
    chosen = {at * total // _SAMPLE for at in range(_SAMPLE)} if total > _MOST else range(total)
    dots: list[Dot] = []
    sample: list[Paper] = []
    for at, paper in enumerate(read()):
        tell("reading papers", at, total)
        dots.append(Dot(paper.id, readable(paper.title), paper.year, best_link(paper)))
        if at in chosen:
            sample.append(paper)
    # One thread: how many there are changes the order of sums, and so the last digits of them.
    with threadpool_limits(1):
        tell("comparing words", 0, 0)
        space = learn_space(sample)
        rest = np.zeros((0, space.vectors.shape[1]), np.float32)
        if len(sample) < total and space.terms:
            blocks: list[Vectors] = []
            others: list[Paper] = []
            for at, paper in enumerate(read()):
                if at not in chosen:
                    others.append(paper)
                if others and (len(others) == _AT_ONCE or at == total - 1):
                    tell("comparing words", at, total)
                    blocks.append(space.place(others))
                    others = []
            rest = np.concatenate(blocks)
        topics = find_topics(space, rest)
        fitted, placed = lay_out(
            space.vectors, rest, lambda done, steps: tell("arranging papers", done, steps)
        )
    names = as_written(
        [term for terms in topics.names for term in terms],
        sample[:: max(1, len(sample) // _READ_FOR_NAMES)],
    )
    order = [at for at in range(total) if at in chosen] + [
        at for at in range(total) if at not in chosen
    ]
    positions = np.empty((total, 2), np.float32)
    positions[order] = turn(
        spread(np.concatenate([fitted, placed]), np.concatenate([space.vectors, rest]))
    )
    topic_of = np.empty(total, np.uint8)
    topic_of[order] = topics.of
    return PaperMap(
        dots,
        positions,
        [
            Topic([names[term] for term in terms], middle_of(positions[topic_of == number]))
            for number, terms in enumerate(topics.names)
        ],
        topic_of,
    )
