"""The papers that a query found as a sequence, of which only what is looked at is read."""

from typing import Any

from papercli.index import Place
from papercli.model import Paper, dated
from papercli.search.hits import Found
from papercli.search.sorting import sort_papers

Hit = tuple[Any, Any]  # what a paper is ordered by, and its address

_HEAD = 100  # papers that are ranked as `papers search` ranks them, their titles read
_FEW = 256  # papers of which the addresses are found first
_AROUND = 64  # papers that are read together
_MOST_KEPT = 2_000  # papers that are held


class Rows:
    """The papers that were found, best first, or in an order of `sort_papers`.

    Without an order, and where the query has no words, those added last come first.
    """

    def __init__(self, found: Found, order: str = "", *, reverse: bool = False) -> None:
        self.found = found
        self._order = order or ("" if found.stems or found.tiers else "added")
        self._reverse = reverse
        self._kept: dict[int, Paper] = {}
        self._head = [] if self._order else [hit.paper for hit in found.ranked(_HEAD)]
        self._hits: list[Hit] = []  # of the first papers, or of all once they are asked for

    def __len__(self) -> int:
        return self.found.total

    def window(self, start: int, stop: int) -> list[Paper]:
        """Return the papers from `start` to before `stop`, as far as there are any."""
        start, stop = max(0, start), min(stop, len(self))
        if stop <= len(self._head):
            return self._head[start:stop]
        if any(at not in self._kept for at in range(start, stop)):
            self._read(start, stop)
        return [self._kept[at] for at in range(start, stop)]

    def prepare(self) -> None:
        """Find all of them, so that a jump to the last costs no more than one to the next."""
        self._all()

    def position_of(self, identifier: str) -> int | None:
        """Return where a paper stands; None where it is not among them."""
        for at, paper in enumerate(self._head):
            if paper.id == identifier:
                return at
        place = self.found.library.index.place_of(identifier)
        if place is None:
            return None
        for at, (_, address) in enumerate(self._all()):
            if address == place.address:
                start, stop = self._tied(at, at + 1)
                tied = self.window(start, stop)
                return next((start + n for n, each in enumerate(tied) if each.id == identifier), at)
        return None

    def _read(self, start: int, stop: int) -> None:
        """Read the papers of a window and around it, those that tie together."""
        start, stop = start // _AROUND * _AROUND, -(-stop // _AROUND) * _AROUND
        start, stop = self._tied(start, min(stop, len(self)))
        if len(self._kept) + stop - start > _MOST_KEPT:
            self._kept.clear()
        places = self.found.library.index.places(self._hits[start:stop])
        papers = [*map(dated, self.found.library.papers_at(places))]
        if self._order:
            papers = sort_papers(papers, self._order, reverse=self._reverse)
        self._kept.update(enumerate(papers, start))

    def _tied(self, start: int, stop: int) -> tuple[int, int]:
        """Return a window widened by what ties with its ends."""
        hits = self._first(stop + 1)
        if self._order:
            while 0 < start < len(hits) and hits[start - 1][0] == hits[start][0]:
                start -= 1
            while 0 < stop < len(hits) and hits[stop - 1][0] == hits[stop][0]:
                stop += 1
        return start, stop

    def _all(self) -> list[Hit]:
        return self._first(len(self))

    def _first(self, number: int) -> list[Hit]:
        """Return what at least so many papers are ordered by, and their addresses in the index."""
        number = min(number, len(self))
        if number > len(self._hits):
            found, index = self.found, self.found.library.index
            if self._order:
                few = _FEW if number <= _FEW and found.check is None else None
                hits = index.hits_in_order(self._order, found.required, few, reverse=self._reverse)
                self._hits = [*hits] if found.check is None else self._checked([*hits])
            else:
                self._hits = self._by_score()
        return self._hits

    def _checked(self, hits: list[Hit]) -> list[Hit]:
        """Return those that passed the check of what the index cannot tell."""
        passed = {place.start for place in self.found.places()}
        places = self.found.library.index.places(hits)
        return [hit for hit, place in zip(hits, places, strict=True) if place.start in passed]

    def _by_score(self) -> list[Hit]:
        """Return the first as they were ranked, and all others by their scores."""
        index = self.found.library.index
        places = self.found.places_by_score()
        orders = index.numbers("order", places)
        by_score = sorted(
            zip(places, orders, strict=True),
            key=lambda each: (-each[0].score, each[1]),
        )
        first = {self._start_of(paper): n for n, paper in enumerate(self._head)}
        rank = {at: n for at, n in first.items() if at is not None}
        ordered = sorted(
            (place for place, _ in by_score), key=lambda place: rank.get(place.start, len(rank))
        )
        return [(place.score, place.address) for place in ordered]

    def _start_of(self, paper: Paper) -> int | None:
        place: Place | None = self.found.library.index.place_of(paper.id)
        return place.start if place else None
