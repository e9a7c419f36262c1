"""Asking an open index.

Queries are built, combined and run here, and say where in the store the papers stand.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import tantivy

from papercli.errors import BrokenIndexError
from papercli.index.counted import NUMBERED, likely, tally
from papercli.index.files import careful
from papercli.index.orders import FIRST_BY, ORDERS
from papercli.index.queries import Queries, Query
from papercli.index.schema import WORDS, register_analyzers
from papercli.index.searcher import Place, Searcher
from papercli.index.state import check_files
from papercli.store.reader import Span

_MOST_WORDS = 64  # of a pasted text that a lookup by title goes by
_MOST_NAMESAKES = 100  # papers of one arXiv id or DOI
_WAIT = 10.0  # seconds
_AT_ONCE = 2_000  # papers that are read together where all are wanted in an order
SCORE_DECIMALS = 4  # of a score
_SPARE = 16  # hits asked for beyond what is wanted, to see ties

Hit = tuple[Any, Any]  # what a paper is ordered by, and its address


class Index(Queries):
    """An open index.

    Queries that its methods return can be combined and asked with `best`, `newest`, `all` and
    `count`.
    """

    def __init__(
        self,
        index: tantivy.Index,
        folder: Path | None = None,
        *,
        has_apart: bool = True,
        searches: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder  # None when it is in memory
        self.searches = dict(searches or {})  # the queries that are saved, by their names
        self.has_apart = has_apart  # whether the store may have lines that are not a paper's
        register_analyzers(index)
        super().__init__(index.schema, Searcher(index.searcher(), folder))
        self._starting: dict[str, list[tuple[str, int]]] = {}  # what `words_starting` has found

    def check(self, wait: float = _WAIT) -> None:
        """Raise BrokenIndexError when the files are not as they were written; reads all of them.

        Nothing is said of files that another process writes for longer than `wait` seconds.
        """
        if self.folder and not check_files(self.folder, wait):
            raise BrokenIndexError(self.folder)

    # What there is

    def ids_starting(self, prefix: str, limit: int | None = 20) -> list[str]:
        """Return ids and aliases that start with `prefix`; without a limit, all of them."""
        terms = {
            term
            for field in ("id", "alias")
            for term, _ in self._searcher.terms_with_prefix(field, prefix, limit=limit)
        }
        # The index also remembers terms of papers that are gone.
        return sorted(term for term in terms if self.place_of(term))

    def words_starting(self, prefix: str) -> list[tuple[str, int]]:
        """Return the words and names of the library that start with `prefix`, folded, with the number of papers that hold each."""
        if prefix not in self._starting:
            papers: dict[str, int] = {}
            for field in WORDS:
                for term, count in self._searcher.terms_with_prefix(field, prefix):
                    papers[term] = max(count, papers.get(term, 0))
            names = self._searcher.terms_with_prefix("author", prefix)
            self._starting[prefix] = [*papers.items(), *names]
        return self._starting[prefix]

    def tags(self) -> dict[str, int]:
        """Return the tags in lower case, with the number of papers that have each."""
        terms = [term for term, _ in self._searcher.terms_with_prefix("tag", "")]
        counts = {term: self.count(self.term("tag", term)) for term in terms}
        return {term: count for term, count in counts.items() if count}

    def place_of(self, identifier: str) -> Place | None:
        """Return where the paper stands that has this id, or into which the paper of this id was folded."""
        places = self.places_of(identifier, "id") or self.places_of(identifier, "alias")
        return places[0] if places else None

    def places_of(self, name: str, field: str) -> list[Place]:
        """Return where the papers stand that have this name in a field, in the order of the store."""
        return self.all(self.term(field, name), most=_MOST_NAMESAKES)

    def seen_in(self, digest: str) -> list[Place]:
        """Return where the papers stand that a dump with this digest holds."""
        return self.all(self.term("digest", digest)) if self.frequency("digest", digest) else []

    def with_title_words(self, words: str, limit: int) -> list[Place]:
        """Return the papers with most of these words in their titles, best first."""
        stems = list(dict.fromkeys(self.stems(words)))[:_MOST_WORDS]
        return (
            self.best(self.any_of([self.term("title", stem) for stem in stems]), limit)
            if stems
            else []
        )

    # Answers

    def count(self, query: Query) -> int:
        """Return how many papers match."""
        return int(self._searcher.search(query, limit=1, count=True).count or 0)

    def tally(self, query: Query, names: Sequence[str]) -> dict[str, dict[str, int] | None]:
        """Return for each name how many papers that match have each value; see `counted.tally`."""
        return tally(self._searcher, query, names)

    def with_likely_authors(self, query: Query, most: int) -> tuple[list[Place], set[int]] | None:
        """Return the papers that match by the authors who may be the `most` frequent, and the numbers of these; see `counted.likely`."""
        numbers = likely(self._searcher, query, most)
        if numbers is None:
            return None
        theirs = self.any_of([self.between(NUMBERED["author"], each, each) for each in numbers])
        return self.all(self.all_of([query, theirs])), numbers

    def best(self, query: Query, limit: int) -> list[Place]:
        """Return the `limit` papers that score highest, best first.

        Of those that tie with the last of them, the first by id.
        """
        hits = self._first(query, limit, {})
        if len(hits) > limit:
            tied = [hit for hit in hits if hit[0] == hits[-1][0]]
            keys = self._searcher.fast_field_values("order", [address for _, address in tied])
            free = limit - len(hits) + len(tied)
            first = nsmallest(free, range(len(tied)), key=lambda at: (keys[at], at))
            hits = hits[: limit - free] + [tied[at] for at in first]
        return self.places(hits)

    def newest(self, query: Query, limit: int, *, oldest: bool = False) -> list[Place]:
        """Return the `limit` papers added last, or first, and those that tie with the last of them."""
        return [*chain.from_iterable(self.in_order("added", query, limit, reverse=oldest))]

    def in_order(
        self, key: str, query: Query, limit: int | None = None, *, reverse: bool = False
    ) -> Iterator[list[Place]]:
        """Yield papers, many at a time, in the order of `hits_in_order`; those that tie come at once."""
        block: list[Hit] = []
        for _, tied in groupby(
            self.hits_in_order(key, query, limit, reverse=reverse), key=itemgetter(0)
        ):
            block += tied
            if len(block) >= _AT_ONCE:
                yield self.places(block)
                block = []
        if block:
            yield self.places(block)

    def hits_in_order(
        self, key: str, query: Query, limit: int | None = None, *, reverse: bool = False
    ) -> Iterator[Hit]:
        """Yield papers by when they were added, newest first, by id, or in an order of ORDERS.

        With `limit` so many, and those that tie with the last of them. Those without a place in the
        order come last, by their ids.
        """
        if key not in ORDERS:
            field = "added" if key == "added" else "order"
            yield from self._ordered(query, limit, field, is_down=(key == "added") != reverse)
            return
        placed = self.between(FIRST_BY[key], 0, None)
        known = self.all_of([query, placed])
        count = self.count(known)
        is_down = ORDERS[key].largest_first != reverse
        most = count if limit is None else min(limit, count)
        yield from self._ordered(known, most, FIRST_BY[key], is_down=is_down)
        rest = self.all_of([query, self.without(placed)])
        left = None if limit is None else limit - most
        for number, address in self._ordered(rest, left, "order", is_down=False):
            yield -1 - (number or 0), address  # ties with none that has a place

    def _ordered(self, query: Query, limit: int | None, field: str, *, is_down: bool) -> list[Hit]:
        most = self.count(query) if limit is None else limit
        order = tantivy.Order.Desc if is_down else tantivy.Order.Asc
        return self._first(query, most, {"order_by_field": field, "order": order}) if most else []

    def all(self, query: Query, most: int | None = None) -> list[Place]:
        """Return every paper that matches, or so many, in the order of the store."""
        hits = self._searcher.search(query, limit=most or max(1, self.papers), count=False).hits
        return sorted(self.places(hits), key=lambda place: place.start)

    def numbers(self, field: str, places: Sequence[Place]) -> list[int]:
        """Return a number of each of these papers."""
        addresses = [place.address for place in places]
        return [int(value or 0) for value in self._searcher.fast_field_values(field, addresses)]

    def score(self, query: Query, place: Place) -> float:
        """Return the score of one paper for a query; 0 when it does not match."""
        try:
            explanation = json.loads(
                careful(query.explain, self._searcher.plain, place.address).to_json()
            )
        except ValueError:  # it does not match
            return 0.0
        return float(explanation["value"])

    def _first(self, query: Query, limit: int, order: dict[str, Any]) -> list[Hit]:
        """Return score and address of the first `limit` papers, and of those that tie with the last of them."""
        ask = limit + _SPARE
        while True:
            hits = self._searcher.search(query, limit=ask, count=False, **order).hits
            if not order:  # scores that differ by less tie, whatever is asked for
                hits = [(round(score, SCORE_DECIMALS), address) for score, address in hits]
            if len(hits) < ask or hits[-1][0] != hits[limit - 1][0]:
                break
            ask *= 4
        last = hits[limit - 1][0] if len(hits) > limit else None
        return [hit for at, hit in enumerate(hits) if at < limit or hit[0] == last]

    def places(self, hits: Sequence[Hit]) -> list[Place]:
        """Return where the papers stand; the score is what they were ordered by, where that is a score."""
        addresses = [address for _, address in hits]
        columns = [self._searcher.fast_field_values(name, addresses) for name in Span._fields]
        spans = [Span(*(int(value or 0) for value in row)) for row in zip(*columns, strict=True)]
        return [
            Place(span, float(score or 0.0), address)
            for (score, address), span in zip(hits, spans, strict=True)
        ]
