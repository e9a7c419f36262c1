"""What each finding about two papers is worth, and which findings rule out a merge: one table.

The weights are log-odds in half nats, so they add up. They were set by hand, moved towards a
ridge-regularised logistic regression on the candidate pairs of six truth sets (medical reviews,
DBLP against ACM, Cora, pairs made to be hard) and of variants planted into arXiv, each set counting
the same, and rounded. tests/test_clues.py has a pair of papers for each.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

PRIOR: Final = -3.5  # nats: two papers that are compared are more often two works
_UNIT: Final = 0.5  # nats


class Kind(Enum):
    """What a finding does besides adding its weight."""

    PLAIN = auto()
    EDITION = auto()  # tells editions of one work apart: rules out a merge, but not one work
    BARRIER = auto()  # rules out a merge, however alike the rest is
    # Titles and abstracts that say different things: an anchor settles one such doubt, and not two;
    # a small one is none by itself.
    TITLE_DOUBT = auto()
    SMALL_TITLE_DOUBT = auto()
    ABSTRACT_DOUBT = auto()
    SMALL_ABSTRACT_DOUBT = auto()
    ANCHOR = auto()


class Clue(Enum):
    """What may be found about two papers: in words, its weight in half nats, and its kind."""

    TITLE_SAME_LONG = "same titles of five telling words or more", 14, Kind.PLAIN
    TITLE_SAME_MEDIUM = "of three or four", 11, Kind.PLAIN
    TITLE_SAME_SHORT = "of two or fewer", 7, Kind.PLAIN
    TITLE_SAME_COMMON = "which any number of papers bear", 2, Kind.PLAIN
    TITLE_MISSPELT_LONG = (
        "titles that differ in spelling, of five telling words or more",
        12,
        Kind.PLAIN,
    )
    TITLE_MISSPELT_MEDIUM = "misspelt, of three or four", 8, Kind.PLAIN
    TITLE_MISSPELT_SHORT = "misspelt, of two or fewer", 3, Kind.PLAIN
    TITLE_MISSPELT_COMMON = "misspelt, which any number of papers bear", 0, Kind.PLAIN
    TITLE_CUT = "one title breaks off where the other goes on", 10, Kind.SMALL_TITLE_DOUBT
    TITLE_SUBTITLE = "one title lacks the other's subtitle", 7, Kind.SMALL_TITLE_DOUBT
    TITLE_DRESSED = "one title includes authors, venue or year", 10, Kind.PLAIN
    TITLE_HEAD = "one title goes on where the other ends", 4, Kind.TITLE_DOUBT
    TITLE_CONTAINED = "one title contains the other and says more", 3, Kind.TITLE_DOUBT
    TITLE_SLIPPED = "one word has another spelt much alike in its place", 6, Kind.TITLE_DOUBT
    TITLE_REORDERED = "the same words in another order", 8, Kind.TITLE_DOUBT
    TITLE_TWO_WORDS = "two words of their own, spelt alike: nitrate, nitrite", 6, Kind.TITLE_DOUBT
    TITLE_REWORDED_ONCE = "one word of many differs", 4, Kind.TITLE_DOUBT
    TITLE_REWORDED = "one or two words differ", 1, Kind.TITLE_DOUBT
    TITLE_RELATED = "half the words are shared", -4, Kind.TITLE_DOUBT
    TITLE_UNLIKE = "different titles", -12, Kind.TITLE_DOUBT
    TITLE_CHANGED = "different titles of one text", -1, Kind.TITLE_DOUBT
    NUMBERS_DIFFER = "part 1 and part 2", -12, Kind.BARRIER
    NUMBER_ADDED = "only one title has a number", -6, Kind.BARRIER
    FORM_DIFFERS = "only one is a protocol, an abstract, a review", -4, Kind.EDITION
    WORK_DIFFERS = "only one is a thesis, a report or data", -3, Kind.EDITION
    PART_DIFFERS = "only one is a correction, a reply", -4, Kind.BARRIER
    CORRECTION = "one corrects the other", -2, Kind.PLAIN
    ABSTRACT_EQUAL = "the same abstract", 11, Kind.PLAIN
    ABSTRACT_SAME = "one abstract contains nearly all of the other", 9, Kind.PLAIN
    ABSTRACT_ALIKE = "abstracts share most phrases", 4, Kind.SMALL_ABSTRACT_DOUBT
    ABSTRACT_PARTLY = "abstracts share some phrases", 1, Kind.ABSTRACT_DOUBT
    ABSTRACT_UNLIKE = "different abstracts", -6, Kind.ABSTRACT_DOUBT
    AUTHORS_SAME_MANY = "the same authors, three or more", 8, Kind.PLAIN
    AUTHORS_SAME = "the same two authors", 6, Kind.PLAIN
    AUTHOR_SAME = "the same single author", 5, Kind.PLAIN
    AUTHORS_MOST = "most authors in common", 5, Kind.PLAIN
    AUTHORS_FIRST = "the same first author", 3, Kind.PLAIN
    AUTHORS_SOME = "some authors in common", 1, Kind.PLAIN
    AUTHORS_FEW = "few authors in common", -4, Kind.PLAIN
    AUTHOR_LATE = "the only author named is not the first of the others", -1, Kind.PLAIN
    AUTHORS_IN_TITLE = "one title includes the other's authors", 6, Kind.PLAIN
    AUTHORS_KIN = "authors share no more than a family name", -5, Kind.PLAIN
    AUTHORS_DISJOINT = "no author in common", -12, Kind.BARRIER
    TRIAL_DIFFERS = "different trial registrations", -12, Kind.BARRIER
    DOI_SAME = "same DOI", 12, Kind.ANCHOR
    DOI_SLIP = "different DOIs of one title at one place in print", -2, Kind.PLAIN
    DOI_DIFFERS = "different DOIs", -10, Kind.EDITION
    ARXIV_SAME = "same arXiv id", 12, Kind.ANCHOR
    ARXIV_DIFFERS = "different arXiv ids", -10, Kind.EDITION
    PREPRINT = "only one is a preprint", -3, Kind.EDITION
    YEAR_SAME = "same year", 2, Kind.PLAIN
    YEAR_SLIP = "years apart by a slip", 1, Kind.PLAIN
    YEAR_NEXT = "one year apart", -4, Kind.EDITION
    YEAR_TWO = "two years apart", -8, Kind.EDITION
    YEAR_FAR = "more years apart", -8, Kind.EDITION
    VENUE_SAME = "same venue", 1, Kind.PLAIN
    VENUE_NEAR = "similar venues", 1, Kind.PLAIN
    VENUE_SLIP = "different venues of one place in print", -1, Kind.PLAIN
    VENUE_DIFFERS = "different venues", -3, Kind.EDITION
    FORM_OF_VENUE = "a journal and a meeting", -5, Kind.EDITION
    VOLUME_SAME = "same volume", 1, Kind.PLAIN
    VOLUME_SLIP = "a volume misread", -2, Kind.PLAIN
    VOLUME_DIFFERS = "different volumes", -5, Kind.EDITION
    ISSUE_SAME = "same issue", 1, Kind.PLAIN
    ISSUE_DIFFERS = "different issues", -1, Kind.PLAIN
    PAGES_SAME = "same pages", 6, Kind.PLAIN
    PAGES_NEAR = "nearly the same pages", 2, Kind.PLAIN
    PAGES_SLIP = "pages misread", -2, Kind.PLAIN
    PAGES_DIFFER = "different pages", -4, Kind.EDITION
    PAGES_APART = "different pages of one volume", -8, Kind.BARRIER
    SERIES = "one short title in two places of one venue", -8, Kind.BARRIER
    PLACE_SHARED = "a page or two, which short papers may share", 4, Kind.PLAIN
    PLACE_SAME = "same place in print", 4, Kind.ANCHOR
    PLACE_OWN = "a place in print that no other paper has", 10, Kind.ANCHOR

    def __init__(self, _: str, weight: int, kind: Kind) -> None:
        self.weight = weight * _UNIT  # nats: above zero speaks for one work
        self.kind = kind


def _of(*kinds: Kind) -> frozenset[Clue]:
    return frozenset(clue for clue in Clue if clue.kind in kinds)


EDITIONS: Final = _of(Kind.EDITION)
BARRIERS: Final = _of(Kind.EDITION, Kind.BARRIER)
TITLE_DOUBTS: Final = _of(Kind.TITLE_DOUBT, Kind.SMALL_TITLE_DOUBT)
ABSTRACT_DOUBTS: Final = _of(Kind.ABSTRACT_DOUBT, Kind.SMALL_ABSTRACT_DOUBT)
SMALL_DOUBTS: Final = _of(Kind.SMALL_TITLE_DOUBT, Kind.SMALL_ABSTRACT_DOUBT)
ANCHORS: Final = _of(Kind.ANCHOR)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding about two papers."""

    clue: Clue
    reason: str = ""  # for people; empty where there is nothing to say
