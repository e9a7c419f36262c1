"""Compare two papers: how sure it is that they are one work, which verdict follows, and why."""

import math
from dataclasses import dataclass
from typing import Literal

from papercli.dedupe.conflict import conflicts
from papercli.dedupe.evidence import (
    ABSTRACT_DOUBTS,
    ANCHORS,
    BARRIERS,
    EDITIONS,
    PRIOR,
    SMALL_DOUBTS,
    TITLE_DOUBTS,
    Clue,
)
from papercli.dedupe.findings import gather
from papercli.dedupe.order import place_in_order
from papercli.dedupe.profile import Profile
from papercli.dedupe.representative import Frequency
from papercli.model import Paper

__all__ = ["Comparison", "Verdict", "compare", "compare_profiles", "conflicts"]

Verdict = Literal["duplicate", "version", "possible"]

# Log-odds from which a verdict is given. On the truth sets, precision hardly moves between 2.5 and
# 4: the barriers do the work.
_DUPLICATE_FROM = 3.0
_VERSION_FROM = 2.5
# Below, pairs are one work less often than the sum of their weights says. Falling faster from
# there, scores are more likely by .88 to .69 nats a pair, the mean of haematology, DBLP-ACM and
# Cora; the slope is where that mean is least.
_FALL = 1.75
_POSSIBLE_FROM = 0.0  # of 77 pairs below, as works though not as editions likely to be one, none was: outside Cora
_MOST_ODDS = 30.0  # math.exp has a range
_SAME_AUTHORS = frozenset({Clue.AUTHORS_SAME_MANY, Clue.AUTHORS_SAME, Clue.AUTHOR_SAME})
_SHARED_TEXT = frozenset({Clue.ABSTRACT_EQUAL, Clue.ABSTRACT_SAME})
_LONGER_TITLES = frozenset(
    {Clue.TITLE_CUT, Clue.TITLE_SUBTITLE, Clue.TITLE_HEAD, Clue.TITLE_CONTAINED}
)
_NEVER_VERSIONS = frozenset({Clue.TITLE_SAME_COMMON, Clue.TITLE_MISSPELT_COMMON, Clue.CORRECTION})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two papers are to each other."""

    score: (
        float  # 0..1: how probable it is that they are one work; for a version, whatever the form
    )
    verdict: Verdict | None  # None: different works
    # For people, the weightiest first: "same first author", "year 2019 / 2020".
    reasons: tuple[str, ...]


def compare(left: Paper, right: Paper) -> Comparison:
    """Say how sure it is that `left` and `right` are one work, what they are to each other, and why; their order does not matter."""
    return compare_profiles(Profile(left), Profile(right))


def compare_profiles(
    left: Profile, right: Profile, *, common: bool = False, frequency: Frequency | None = None
) -> Comparison:
    """Do what `compare` does with papers already taken apart.

    `common` says that papers by others bear the same title; `frequency` tells how many papers of
    the library hold a word.
    """
    if place_in_order(right.paper) < place_in_order(left.paper):
        left, right = right, left  # so that "year 2019 / 2020" does not depend on who asks
    found = list(gather(left, right, common=common, frequency=frequency))
    clues = {each.clue for each in found}
    total = PRIOR + sum(each.clue.weight for each in found)
    work = total - sum(each.clue.weight for each in found if each.clue in EDITIONS)
    verdict: Verdict | None = None
    if total >= _DUPLICATE_FROM and _may_fold(clues):
        verdict, odds = "duplicate", total
    elif work >= _VERSION_FROM and _may_be_version(clues):
        verdict, odds = "version", work
    else:
        odds = _DUPLICATE_FROM - _FALL * max(0.0, _DUPLICATE_FROM - total)
        verdict = (
            "possible" if total >= _POSSIBLE_FROM and Clue.NUMBERS_DIFFER not in clues else None
        )
    found.sort(key=lambda each: (-abs(each.clue.weight), each.reason))
    return Comparison(
        1 / (1 + math.exp(-max(-_MOST_ODDS, odds))),
        verdict,
        tuple(each.reason for each in found if each.reason),
    )


def _may_fold(clues: set[Clue]) -> bool:
    """Say whether nothing forbids to fold.

    No barrier, and no doubt that something else does not settle.
    """
    if not clues.isdisjoint(BARRIERS):
        return False
    doubts = clues & (TITLE_DOUBTS | ABSTRACT_DOUBTS)
    if not doubts:
        return True
    if len(doubts) > 1:
        return False
    if not clues.isdisjoint(ANCHORS) or (Clue.PLACE_SHARED in clues and doubts <= _LONGER_TITLES):
        return True
    in_one_issue = Clue.YEAR_SAME in clues and not clues.isdisjoint(
        {Clue.VENUE_SAME, Clue.VENUE_NEAR}
    )
    if doubts == {Clue.TITLE_REORDERED}:
        return Clue.ABSTRACT_EQUAL in clues or Clue.PAGES_SAME in clues
    if doubts == {Clue.TITLE_HEAD}:
        return Clue.ABSTRACT_EQUAL in clues or (
            in_one_issue and {Clue.PAGES_SAME, Clue.AUTHORS_SAME_MANY} <= clues
        )
    if doubts == {Clue.TITLE_SLIPPED}:
        return in_one_issue and not clues.isdisjoint(_SAME_AUTHORS)
    return doubts <= SMALL_DOUBTS


def _may_be_version(clues: set[Clue]) -> bool:
    """Say whether two papers that are one work are told apart by their edition, and not by what they say."""
    if not clues.isdisjoint(_NEVER_VERSIONS):
        return False
    # ArXiv keeps the versions of one work under one id.
    if Clue.ARXIV_DIFFERS in clues and not clues.isdisjoint(TITLE_DOUBTS):
        return False
    told_apart = not clues.isdisjoint(EDITIONS | ABSTRACT_DOUBTS)
    same_text = clues.isdisjoint(TITLE_DOUBTS - SMALL_DOUBTS) or not clues.isdisjoint(_SHARED_TEXT)
    return told_apart and same_text and clues.isdisjoint(BARRIERS - EDITIONS)
