"""What each finding is worth, and which findings forbid to fold.

The weights are log-odds, so they add up. They were set by hand, moved towards a ridge-regularised
logistic regression on the candidate pairs of six truth sets (medical reviews, DBLP against ACM,
Cora, pairs made to be hard) and of variants planted into arXiv, each set counting the same, and
rounded.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding about two papers."""

    key: str  # of WEIGHTS
    weight: float  # log-odds: above zero speaks for one work
    reason: str  # for people; empty where there is nothing to tell


PRIOR: Final = -3.5

# Titles of two, of three or four, and of five or more telling words; "common" ones are borne by any
# number of papers.
WEIGHTS: Final[dict[str, float]] = {
    "title same long": 7.0,
    "title same medium": 5.5,
    "title same short": 3.5,
    "title same common": 1.0,
    "title misspelt long": 6.0,
    "title misspelt medium": 4.0,
    "title misspelt short": 1.5,
    "title misspelt common": 0.0,
    "title cut": 5.0,
    "title subtitle": 3.5,
    "title dressed": 5.0,
    "title head": 2.0,
    "title contained": 1.5,
    "title slipped": 3.0,
    "title reordered": 4.0,
    "title two words": 3.0,
    "title reworded once": 2.0,
    "title reworded": 0.5,
    "title related": -2.0,
    "title unlike": -6.0,
    "title changed": -0.5,
    "numbers differ": -6.0,
    "number added": -3.0,
    "form differs": -2.0,
    "part differs": -2.0,
    "correction": -1.0,
    "abstract equal": 5.5,
    "abstract same": 4.5,
    "abstract alike": 2.0,
    "abstract partly": 0.5,
    "abstract unlike": -3.0,
    "authors same many": 4.0,
    "authors same": 3.0,
    "author same": 2.5,
    "authors most": 2.5,
    "authors first": 1.5,
    "authors some": 0.5,
    "authors few": -2.0,
    "author late": -0.5,
    "authors in title": 3.0,
    "authors kin": -2.5,
    "authors disjoint": -6.0,
    "trial differs": -6.0,
    "doi same": 6.0,
    "doi differs": -5.0,
    "arxiv same": 6.0,
    "arxiv differs": -5.0,
    "preprint": -1.5,
    "year same": 1.0,
    "year slip": 0.5,
    "year next": -2.0,
    "year two": -4.0,
    "year far": -4.0,
    "venue same": 0.7,
    "venue near": 0.7,
    "venue slip": -0.5,
    "venue differs": -1.5,
    "form of venue": -2.5,
    "volume same": 0.7,
    "volume slip": -1.0,
    "volume differs": -2.5,
    "issue same": 0.3,
    "issue differs": -0.5,
    "pages same": 3.0,
    "pages near": 1.0,
    "pages slip": -1.0,
    "pages differ": -2.0,
    "pages apart": -4.0,
    "place same": 2.0,
    "place own": 5.0,
}

# What tells editions of one work apart: these count against folding, but not against being one
# work.
EDITIONS: Final = frozenset(
    {
        "doi differs",
        "arxiv differs",
        "preprint",
        "year next",
        "year two",
        "year far",
        "form of venue",
        "venue differs",
        "volume differs",
        "pages differ",
        "form differs",
    }
)
# What forbids to fold, however alike the rest is.
BARRIERS: Final = EDITIONS | {
    "numbers differ",
    "number added",
    "authors disjoint",
    "pages apart",
    "part differs",
    "trial differs",
}
# Titles and abstracts that differ in what they say: one such doubt is settled by an anchor, two are
# not.
SMALL_DOUBTS: Final = frozenset({"title subtitle", "title cut", "abstract alike"})
TITLE_DOUBTS: Final = frozenset(
    {
        "title subtitle",
        "title cut",
        "title head",
        "title contained",
        "title slipped",
        "title reordered",
        "title two words",
        "title reworded once",
        "title reworded",
        "title related",
        "title unlike",
        "title changed",
    }
)
ABSTRACT_DOUBTS: Final = frozenset({"abstract alike", "abstract partly", "abstract unlike"})
ANCHORS: Final = frozenset({"doi same", "arxiv same", "place same", "place own"})


def evidence(key: str, reason: str = "") -> Evidence:
    """Return a finding with its weight."""
    return Evidence(key, WEIGHTS[key], reason)
