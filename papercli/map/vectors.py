"""Papers as vectors: alike papers point in like directions."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from papercli.map.words import Terms
from papercli.model import Paper

Vectors = NDArray[np.float32]  # a row of length 1 for each paper, or of zeros

_SEED = 0
_DIMENSIONS = 50
_RAREST = 10  # a term counts if so many papers have it,
_SHARE = 50  # or one paper in so many, in a small library


class Space(NamedTuple):
    """The space in which papers are compared: what was learnt from some of them places all others."""

    terms: list[str]
    has: Any  # sparse matrix: which of the papers that it was learnt from (rows) has which term
    vectors: Vectors  # of the same papers
    weigh: TfidfVectorizer
    reduce: Any  # a TruncatedSVD; None where there are too few papers or words, and no terms

    def place(self, papers: Iterable[Paper]) -> Vectors:
        """Return the vectors of other papers."""
        return _normalised(self.reduce.transform(self.weigh.transform(papers)))


def learn_space(papers: list[Paper]) -> Space:
    """Return the space of these papers.

    TF-IDF with 1 + log tf, reduced to 50 dimensions by singular values: latent semantic analysis
    (Deerwester et al., "Indexing by latent semantic analysis", 1990).
    """
    weigh = TfidfVectorizer(
        analyzer=Terms().of,
        min_df=max(1, min(_RAREST, len(papers) // _SHARE)),
        sublinear_tf=True,
        dtype=np.float32,
    )
    try:
        weights = weigh.fit_transform(papers)
    except ValueError:  # how it says that no paper has a word
        weights = None
    if weights is None or min(weights.shape) <= 2:
        return Space([], None, np.zeros((len(papers), 0), np.float32), weigh, None)
    dimensions = min(_DIMENSIONS, min(weights.shape) - 1)
    reduce = TruncatedSVD(dimensions, random_state=_SEED)
    vectors = _normalised(reduce.fit_transform(weights))
    return Space(list(weigh.get_feature_names_out()), weights > 0, vectors, weigh, reduce)


def _normalised(vectors: NDArray[Any]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    nothing = lengths < 1e-6  # of no known word: rounding errors have no direction
    return np.where(nothing, 0, vectors / np.where(nothing, 1, lengths)).astype(np.float32)
