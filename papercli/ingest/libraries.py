"""Taking in another library: its papers, and the pairs of them, are matched with those here.

The ids of two libraries need not agree: of papers that share a title, the first one that a library
met has the short id.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from papercli.dedupe.conflict import conflicts
from papercli.dedupe.fold import fuller
from papercli.dumps.base import Record
from papercli.identifiers import SHORT_ID
from papercli.ingest.draft import Draft, Outcome, Title
from papercli.ingest.namesakes import is_duplicate, is_same_work, says_the_same
from papercli.ingest.pending import Pending
from papercli.ingest.ties import Ties
from papercli.model import Paper, Unwanted

Place = tuple[str, int, str | None]

# How sure it is that a paper here is one of the other library, surest first.
_SURE = 4  # a dump holds them at the same place, and they say the same
_LIKELY = 3  # they have one id, and say the same
_MERGED = (
    2  # a dump holds them at the same place; one of them was merged, and says something else since
)
_ALIKE = 1  # they say the same


class _Names(NamedTuple):
    """What a paper of the other library says of ids there."""

    aliases: tuple[str, ...]
    versions: tuple[str, ...]
    apart: tuple[str, ...]
    places: frozenset[Place]


class OtherLibrary:
    """The papers of one export or backup on their way into this library."""

    def __init__(
        self,
        pending: Pending,
        ties: Ties,
        count: Callable[[str, Outcome], None],
        *,
        keep_duplicates: bool,
    ) -> None:
        self._pending = pending
        self._ties = ties
        self._count = count  # what became of one of the papers, by its id here
        self._keep_duplicates = keep_duplicates
        # There -> here. In exports that were put together, one id can be that of two papers.
        self._ids: dict[str, set[str]] = {}
        self._claimed: set[str] = set()  # ids here: two papers that are two there stay two
        self._new: set[str] = set()  # ids here of papers that came with this dump
        self._digests: set[str] = set()  # of the dumps that it has read
        self._keepers: set[str] = set()  # ids there of papers that others were merged into
        self._later: list[tuple[int, Title, Paper]] = []
        self._taken = 0  # papers so far
        self._names: dict[int, _Names] = {}  # number of a paper -> what it says of others
        self._found: dict[int, str] = {}  # number of such a paper -> its id here
        self.unwanted: list[Unwanted] = []  # what its reader removed
        self.left_out = 0  # pairs whose paper is missing, or on which the libraries disagree

    def take(self, record: Record, title: Title, paper: Paper) -> None:
        """Take in one paper, or put it off until it is clear which papers here the others are."""
        if record.aliases or record.versions or record.apart:
            places = frozenset(source.place for source in paper.sources)
            names = _Names(record.aliases, record.versions, record.apart, places)
            self._names[self._taken] = names
        self._digests.update(source.digest for source in paper.sources)
        self.unwanted += record.unwanted
        if record.aliases:
            self._keepers.add(paper.id)
        found = self._find(title, paper)
        if found and found[0] < _LIKELY:
            self._later.append((self._taken, title, paper))
        else:
            self._accept(self._taken, title, paper, found)
        self._taken += 1

    def has(self, title: Title, paper: Paper) -> bool:
        """Say whether the paper is here."""
        return self._find(title, paper) is not None

    def finish(self) -> None:
        """Take in what was put off; merge and connect here what is merged and connected there."""
        for number, title, paper in self._later:
            self._accept(number, title, paper, self._find(title, paper))
        for number, names in self._names.items():
            for alias in names.aliases:
                self._take_alias(self._found[number], names, alias)
        for number, names in self._names.items():
            if here := self._pending.open(self._found[number]):
                self._tie(here, names)

    def _has_read(self, digest: str) -> bool:
        return digest in self._digests

    def _here(self, identifier: str) -> Draft | None:
        """Return the paper here that is the one with an id there."""
        found = [self._pending.open(each) for each in self._ids.get(identifier, ())]
        return found[0] if len({each.id for each in found if each}) == 1 else None

    def _tie(self, here: Draft, names: _Names) -> None:
        for other in names.versions:
            there = self._here(other)
            if there is None:
                self.left_out += other not in here.paper.versions
            elif there.id != here.id:
                self._ties.link(here.id, there.id)
        for other in names.apart:
            there = self._here(other)
            if there is None or there.id == here.id:
                self.left_out += 1
            else:
                self._ties.keep_apart(here.id, there.id)

    def _find(self, title: Title, paper: Paper) -> tuple[int, str] | None:
        """Return how sure it is which paper here this one is, and under which id that was found."""
        best: tuple[int, bool, str] | None = None
        for draft, identifier in self._pending.find(title, paper):
            sure = self._compare(draft, identifier, paper)
            if sure and (best is None or (sure, identifier == paper.id) > best[:2]):
                best = sure, identifier == paper.id, identifier
        return (best[0], best[2]) if best else None

    def _compare(self, draft: Draft, identifier: str, paper: Paper) -> int:
        is_repeated = draft.id in self._ids.get(paper.id, ())
        if draft.id in self._new and not is_repeated:
            return 0
        has_place = any(source.place in draft.places for source in paper.sources)
        is_merged = has_place and self._is_merged(draft, identifier, paper)
        if (
            draft.id in self._claimed
            and not is_repeated
            and not is_merged
            and not self._is_absorbed(draft, identifier, paper)
        ):
            return 0
        if has_place and is_same_work(draft.paper, paper, is_sighting=True):
            return _SURE
        if is_merged:
            return _MERGED
        if self._keep_duplicates:
            return 0
        if self._pending.is_same(draft, identifier, paper) or says_the_same(draft.paper, paper):
            return _LIKELY if identifier == paper.id else _ALIKE
        return 0

    def _is_merged(self, draft: Draft, identifier: str, paper: Paper) -> bool:
        """Say whether two papers seen at the same place are one, though they say something else.

        One of them was merged: then it has all sightings of the other, of the dumps that both
        libraries read. One sighting is too little: the libraries may take it for two papers.
        """
        absorbed = self._pending.absorbed(identifier) if draft.id != identifier else None
        if absorbed:
            return is_same_work(absorbed, paper, is_sighting=True)
        here, there = bool(draft.paper.aliases), paper.id in self._keepers
        if not here and not there:
            return False
        places = {source.place for source in paper.sources}
        if (here and places <= draft.places) or (there and draft.places <= places):
            return True
        if conflicts(draft.paper, paper, agree=True):
            return False
        return (here and _known(places, self._pending.has_read) <= draft.places) or (
            there and _known(draft.places, self._has_read) <= places
        )

    def _is_absorbed(self, draft: Draft, identifier: str, paper: Paper) -> bool:
        """Say whether a paper is the one that was merged here into another one."""
        if draft.id == identifier:
            return False
        absorbed = self._pending.absorbed(identifier)
        return is_same_work(absorbed, paper) if absorbed else identifier == paper.id

    def _accept(
        self, number: int, title: Title, paper: Paper, found: tuple[int, str] | None
    ) -> None:
        draft = self._pending.open(found[1]) if found else None
        if draft and found:
            identifier = draft.id
            # One that was merged here is not what the other paper is, which may still come.
            if found[1] == identifier and (found[0] != _MERGED or not draft.paper.aliases):
                self._claimed.add(identifier)
            self._count(identifier, self._unite(draft, paper))
        else:
            identifier = self._pending.add(title, paper, wish=paper.id)
            self._new.add(identifier)
            self._claimed.add(identifier)
            self._count(identifier, "new")
        if number in self._names:
            self._found[number] = identifier
        self._ids.setdefault(paper.id, set()).add(identifier)

    def _unite(self, draft: Draft, paper: Paper) -> Outcome:
        outcome = self._pending.unite(draft, paper)
        if draft.paper.aliases or paper.id in self._keepers:
            fullest = fuller(draft.paper.abstract, paper.abstract)
            if fullest != draft.paper.abstract:
                self._pending.change(draft, replace(draft.paper, abstract=fullest))
                return "updated"
        return outcome

    def _take_alias(self, identifier: str, names: _Names, alias: str) -> None:
        """Merge a paper that was merged there, if it is here, and let its id lead to the other."""
        keeper = self._pending.open(identifier)
        if keeper is None:
            return
        self._ids.setdefault(alias, {keeper.id})
        is_free = self._pending.open(alias) is None
        for other in self._counterparts(keeper, alias, names.places):
            if self._ties.are_apart(keeper.id, other):
                self.left_out += 1
            else:
                self._pending.merge(keeper.id, other)
        keeper = self._pending.open(keeper.id)
        if keeper and is_free:
            aliases = (*keeper.paper.aliases, alias)
            self._pending.change(keeper, replace(keeper.paper, aliases=aliases))

    def _counterparts(self, keeper: Draft, alias: str, places: frozenset[Place]) -> list[str]:
        """Return the ids of papers here that were merged into `keeper` there, as far as is sure."""
        others = [
            each
            for each in self._namesakes(alias)
            if each.id != keeper.id and each.id not in self._claimed
        ]
        seen = [each for each in others if not places.isdisjoint(each.places)]
        same = [
            each.id
            for each in seen
            if each.places <= places
            or (
                _known(each.places, self._has_read) <= places
                and not conflicts(keeper.paper, each.paper, agree=True)
            )
        ]
        return same or [
            each.id
            for each in others
            if each.id == alias and is_duplicate(keeper.whole(), each.whole())
        ]

    def _namesakes(self, alias: str) -> Iterator[Draft]:
        for identifier in self._pending.ids_starting(alias[:SHORT_ID]):
            draft = self._pending.open(identifier)
            if draft and draft.id == identifier:
                yield draft


def _known(places: Iterable[Place], is_read: Callable[[str], bool]) -> set[Place]:
    """Return the places that are in dumps which a library has read."""
    return {place for place in places if is_read(place[0])}
