"""Whether two groups of duplicates may become one.

By the votes of their pairs, those already compared and those compared now.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from papercli.dedupe.compare import Comparison, Verdict, compare_profiles
from papercli.dedupe.profile import Profile
from papercli.dedupe.representative import Frequency
from papercli.model import Paper

# Of the pairs between two groups about to be joined, more than this share must be duplicates, and
# no more than that may be versions, with different works counting twice. Measured on Cora,
# precision and recall: .983 / .773 without the second rule, .982 / .764 with it, .988 / .670 where
# every pair must agree.
_LEAST_AGREEMENT = 1 / 2
_MOST_OBJECTIONS = 1 / 3
_MOST_ASKED = 20  # papers of each group whose pairs are asked
_MOST_PROFILES = 5000  # kept at a time; one with its abstract takes some 20 kB

Indices = tuple[int, int]


class Profiles(dict[int, Profile]):
    """The papers taken apart, each when it is first asked for."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        super().__init__()
        self._papers = papers

    def __missing__(self, index: int) -> Profile:
        # Pairs come in the order of their left index, so few are taken apart twice.
        if len(self) >= _MOST_PROFILES:
            self.clear()
        profile = self[index] = Profile(self._papers[index])
        return profile


def compare_two(
    left: Profile, right: Profile, common: Collection[str], frequency: Frequency | None
) -> Comparison:
    """Compare two papers of a library.

    `common` holds the letters of titles that are no evidence by themselves.
    """
    is_common = left.title.letters in common or right.title.letters in common
    return compare_profiles(left, right, common=is_common, frequency=frequency)


@dataclass(slots=True, eq=False)
class Group:
    """Papers that are taken for one work."""

    members: list[int]
    asked: list[int]  # the members seen most often, whose pairs decide whether another joins them


class Judge:
    """Says whether two groups may become one, from the pairs compared or by comparing them now."""

    def __init__(
        self,
        papers: Sequence[Paper],
        known: Mapping[Indices, Comparison],
        apart: Collection[frozenset[str]],
        common: Collection[str],
        frequency: Frequency | None,
    ) -> None:
        self._papers = papers
        self._known = {pair: comparison.verdict for pair, comparison in known.items()}
        self._common = common
        self._frequency = frequency
        self._profiles = Profiles(papers)
        self._apart: dict[int, set[int]] = {}
        at = {paper.id: index for index, paper in enumerate(papers)} if apart else {}
        for pair in apart:
            indices = {at[each] for each in pair if each in at}
            for index in indices:
                self._apart.setdefault(index, set()).update(indices - {index})

    def apart_from(self, index: int) -> Collection[int]:
        """Return the papers that the reader held apart from this one."""
        return self._apart.get(index, ())

    def add(self, large: Group, small: Group) -> None:
        """Take the members of one group into another."""
        large.members += small.members
        large.asked = sorted(
            large.asked + small.asked, key=lambda index: (-self._sightings(index), index)
        )[:_MOST_ASKED]

    def agree(self, left: Group, right: Group) -> bool:
        """Say whether the pairs between two groups are duplicates but for a few.

        Each sighting of a paper counts.
        """
        votes: dict[Verdict | None, int] = {"duplicate": 0, "version": 0, "possible": 0, None: 0}
        for one, other in product(left.asked, right.asked):
            verdict = self._verdict((one, other) if one < other else (other, one))
            votes[verdict] += self._sightings(one) * self._sightings(other)
        every = sum(votes.values())
        objections = 2 * votes[None] + votes["version"]
        return (
            votes["duplicate"] > _LEAST_AGREEMENT * every and objections <= _MOST_OBJECTIONS * every
        )

    def _sightings(self, index: int) -> int:
        return max(1, len(self._papers[index].sources))

    def _verdict(self, pair: Indices) -> Verdict | None:
        if pair not in self._known:
            self._known[pair] = compare_two(
                self._profiles[pair[0]], self._profiles[pair[1]], self._common, self._frequency
            ).verdict
        return self._known[pair]
