"""Where papers lie on a map: papers with like vectors close together."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openTSNE import TSNE

from papercli.map.vectors import Vectors

Positions = NDArray[np.float32]  # a row (x, y) for each paper
Tell = Callable[[int, int], None]  # hears how much of how much is done

_SEED = 0
_FEWEST = 8  # papers; fewer are just spread out
_PERPLEXITY = 30  # the usual number of neighbours (van der Maaten & Hinton, 2008)
_EARLY, _LATER, _PLACING = 250, 500, 250  # steps
_STEPS = 10  # between two lines of progress
# How far apart papers of the same vector are, of the breadth of the map: about the size of a dot,
_DOT = 0.012
_DENSITY = 0.4  # which is this over the root of their number where there are many


def lay_out(vectors: Vectors, rest: Vectors, tell: Tell) -> tuple[Positions, Positions]:
    """Return the positions of papers, and those of others that are placed among them.

    t-SNE as openTSNE computes it (Poličar, Stražar & Zupan, 2024). The same vectors give the same
    positions: seeded, and in one thread, because the order of sums depends on the number of them.
    """
    if len(vectors) < _FEWEST or vectors.shape[1] < 2:
        return _sunflower(len(vectors)), _sunflower(len(rest))
    steps = _EARLY + _LATER + (_PLACING if len(rest) else 0)
    done = 0

    def heard(_step: int, _error: float, _embedding: object) -> None:
        nonlocal done
        done += _STEPS
        tell(done, steps)

    fitted: Any = TSNE(
        perplexity=min(_PERPLEXITY, (len(vectors) - 1) / 3),
        early_exaggeration_iter=_EARLY,
        n_iter=_LATER,
        callbacks=heard,
        callbacks_every_iters=_STEPS,
        random_state=_SEED,
        n_jobs=1,
    ).fit(vectors)
    placed = fitted.transform(rest, n_iter=_PLACING) if len(rest) else np.zeros((0, 2))
    # Not before: placing others moves the middle of all to 0.
    return np.asarray(fitted, np.float32), np.asarray(placed, np.float32)


def turn(positions: Positions) -> Positions:
    """Return positions turned about their middle so that the map is broad rather than high."""
    centred = positions - positions.mean(axis=0)
    values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, np.argsort(-values)]
    axes *= np.where(axes.sum(axis=0) < 0, -1, 1)  # an axis has no sign of its own
    turned: Positions = (centred @ axes).astype(np.float32)
    return turned


def spread(positions: Positions, vectors: Vectors) -> Positions:
    """Return positions with papers of the same vector side by side instead of on top of each other."""
    groups, of = np.unique(vectors.round(4), axis=0, return_inverse=True)
    apart: Positions = positions.copy()
    step = min(_DOT, _DENSITY / len(positions) ** 0.5) * float(np.ptp(positions, axis=0).max())
    for group in np.flatnonzero(np.bincount(of.ravel(), minlength=len(groups)) > 1):
        same = np.flatnonzero(of.ravel() == group)
        apart[same] = positions[same].mean(axis=0) + step * _sunflower(len(same))
    return apart


def _sunflower(count: int) -> Positions:
    """Return points evenly spread over a disc, about 1 apart (Vogel, 1979)."""
    number = np.arange(count)
    angle = number * np.pi * (3 - 5**0.5)
    ray = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points: Positions = (0.6 * np.sqrt(number)[:, None] * ray).astype(np.float32)
    return points
