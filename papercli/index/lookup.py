"""Asking an open index.

Queries are built, combined and run here, and say where in the store the papers stand.
"""

import json
import re
from collections.abc import Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any

import tantivy

from papercli.errors import BrokenIndexError
from papercli.index.files import careful
from papercli.index.schema import (
    register_analyzers,
    stem_analyzer,
    with_words_that_fit,
    word_analyzer,
)
from papercli.index.searcher import Place, Searcher, Vocabulary
from papercli.index.state import check_files
from papercli.store.reader import Span

Query = tantivy.Query
_MOST_WORDS = 64  # of a pasted text that a lookup by title goes by
_MOST_NAMESAKES = 100  # papers of one arXiv id or DOI
_LONGEST_PHRASE = 300  # terms
_LONGEST_PATTERN = (
    100  # characters; a pattern has a thousand states at most, and a character takes up to eight
)
_LARGEST = (1 << 63) - 1
_WAIT = 10.0  # seconds
_FEW_PATTERNS = 4  # in one query; each is held against all terms of a field, and from here on it is quicker to list them once
_SPARE = 16  # hits asked for beyond what is wanted, to see ties


class Index:
    """An open index.

    Queries that its methods return can be combined and asked with `best`, `newest`, `all` and
    `count`.
    """

    def __init__(self, index: tantivy.Index, folder: Path | None = None) -> None:
        self.folder = folder  # None when it is in memory
        register_analyzers(index)
        self._schema = index.schema
        self._searcher = Searcher(index.searcher(), folder)
        self.papers = int(self._searcher.num_docs)  # in the library
        self._asked: set[tuple[str, str]] = set()  # what `containing` was asked for
        self._starting: dict[str, list[tuple[str, int]]] = {}  # what `words_starting` has found
        self._vocabularies: dict[str, Vocabulary] = {}

    def check(self, wait: float = _WAIT) -> None:
        """Raise BrokenIndexError when the files are not as they were written; reads all of them.

        Nothing is said of files that another process writes for longer than `wait` seconds.
        """
        if self.folder and not check_files(self.folder, wait):
            raise BrokenIndexError(self.folder)

    def stems(self, text: str) -> list[str]:
        """Return the words of a text, reduced to their stems: terms of `text` and `title`."""
        return stem_analyzer().analyze(with_words_that_fit(text))

    def words(self, text: str) -> list[str]:
        """Return the words of a text as they stand, folded: terms of the other fields."""
        return word_analyzer().analyze(with_words_that_fit(text))

    # What there is

    def frequency(self, field: str, term: str) -> int:
        """Return how many papers hold a term, as analysed, in a field."""
        return int(self._searcher.doc_freq(field, term))

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
            self._starting[prefix] = [
                found
                for field in ("words", "author")
                for found in self._searcher.terms_with_prefix(field, prefix)
            ]
        return self._starting[prefix]

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

    # Queries

    def everything(self) -> Query:
        """Match every paper."""
        return Query.all_query()

    def nothing(self) -> Query:
        """Match no paper."""
        return Query.empty_query()

    def term(self, field: str, term: str, weight: float = 1.0) -> Query:
        """Match a term, as analysed, in a field."""
        query = Query.term_query(self._schema, field, term, "freq")
        return query if weight == 1.0 else Query.boost_query(query, weight)

    def phrase(self, field: str, terms: Sequence[str], weight: float = 1.0, slop: int = 0) -> Query:
        """Match terms next to each other in a field, or with up to `slop` moves between them.

        Without terms, no paper.

        Of many terms, the first have to: each is held against all places of the others.

        """
        if not terms:
            return self.nothing()
        terms = terms[:_LONGEST_PHRASE]
        if len(terms) == 1:
            return self.term(field, terms[0], weight)
        query = Query.phrase_query(self._schema, field, list(terms), slop)
        return query if weight == 1.0 else Query.boost_query(query, weight)

    def starting(self, field: str, prefix: str) -> Query:
        """Match any term of a field that starts with `prefix`."""
        return Query.regex_query(self._schema, field, _escaped(prefix[:_LONGEST_PATTERN]) + ".*")

    def containing(self, field: str, text: str) -> Query:
        """Match any term of a field that contains `text`, or as much of it as tantivy's patterns hold."""
        text = text[:_LONGEST_PATTERN]
        self._asked.add((field, text))
        if len(self._asked) <= _FEW_PATTERNS or not text:
            return Query.regex_query(self._schema, field, ".*" + _escaped(text) + ".*")
        if field not in self._vocabularies:
            self._vocabularies[field] = Vocabulary(
                term for term, _ in self._searcher.terms_with_prefix(field, "")
            )
        return Query.term_set_query(self._schema, field, self._vocabularies[field].holding(text))

    def years(self, first: int | None, last: int | None) -> Query:
        """Match papers of these years, both included; None is open."""
        return self.between("year", first, last or 9999)

    def between(self, field: str, first: int | None, last: int | None) -> Query:
        """Match papers that have a number from `first` to `last` in a field; None is open."""
        if last is not None and last < 0:
            return self.nothing()
        return Query.range_query(
            self._schema,
            field,
            tantivy.FieldType.Unsigned,
            lower_bound=first or 0,
            upper_bound=_LARGEST if last is None else last,
        )

    def any_term(self, field: str, terms: Sequence[str]) -> Query:
        """Match any of these terms, as analysed, in a field."""
        return Query.term_set_query(self._schema, field, list(terms))

    def all_of(self, queries: Sequence[Query]) -> Query:
        """Match what all queries match; their scores add up."""
        return (
            queries[0]
            if len(queries) == 1
            else Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
        )

    def any_of(self, queries: Sequence[Query], at_least: int = 1) -> Query:
        """Match what `at_least` so many of the queries match; their scores add up."""
        if len(queries) == 1:
            return queries[0]
        return Query.boolean_query(
            [(tantivy.Occur.Should, query) for query in queries], at_least if at_least > 1 else None
        )

    def ranked(self, required: Query, optional: Sequence[Query]) -> Query:
        """Match what `required` matches, scored by it and the optional queries."""
        return Query.boolean_query(
            [(tantivy.Occur.Must, required), *((tantivy.Occur.Should, query) for query in optional)]
        )

    def without(self, query: Query) -> Query:
        """Match what `query` does not."""
        return Query.boolean_query(
            [(tantivy.Occur.Must, self.unscored(Query.all_query())), (tantivy.Occur.MustNot, query)]
        )

    def unscored(self, query: Query, score: float = 0.0) -> Query:
        """Match the same with one score for all."""
        return Query.const_score_query(query, score)

    # Answers

    def count(self, query: Query) -> int:
        """Return how many papers match."""
        return int(self._searcher.search(query, limit=1, count=True).count or 0)

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
        return self._places(hits)

    def newest(self, query: Query, limit: int, *, oldest: bool = False) -> list[Place]:
        """Return the `limit` papers added last, or first, and those that tie with the last of them."""
        order = tantivy.Order.Asc if oldest else tantivy.Order.Desc
        return self._places(self._first(query, limit, {"order_by_field": "added", "order": order}))

    def all(self, query: Query, most: int | None = None) -> list[Place]:
        """Return every paper that matches, or so many, in the order of the store."""
        hits = self._searcher.search(query, limit=most or max(1, self.papers), count=False).hits
        return sorted(self._places(hits), key=lambda place: place.start)

    def score(self, query: Query, place: Place) -> float:
        """Return the score of one paper for a query; 0 when it does not match."""
        try:
            explanation = json.loads(
                careful(query.explain, self._searcher.plain, place.address).to_json()
            )
        except ValueError:  # it does not match
            return 0.0
        return float(explanation["value"])

    def _first(self, query: Query, limit: int, order: dict[str, Any]) -> list[tuple[Any, Any]]:
        """Return score and address of the first `limit` papers, and of those that tie with the last of them."""
        ask = limit + _SPARE
        while True:
            hits = self._searcher.search(query, limit=ask, count=False, **order).hits
            if len(hits) < ask or hits[-1][0] != hits[limit - 1][0]:
                break
            ask *= 4
        last = hits[limit - 1][0] if len(hits) > limit else None
        return [hit for at, hit in enumerate(hits) if at < limit or hit[0] == last]

    def _places(self, hits: list[tuple[Any, Any]]) -> list[Place]:
        addresses = [address for _, address in hits]
        columns = [self._searcher.fast_field_values(name, addresses) for name in Span._fields]
        spans = [Span(*(int(value or 0) for value in row)) for row in zip(*columns, strict=True)]
        return [
            Place(span, float(score or 0.0), address)
            for (score, address), span in zip(hits, spans, strict=True)
        ]


def _escaped(text: str) -> str:
    """Return a pattern of tantivy's regular expressions that matches just `text`."""
    return re.sub(r"([\\.+*?()|\[\]{}^$#&~-])", r"\\\1", text)
