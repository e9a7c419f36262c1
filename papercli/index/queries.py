"""Queries to an index: how words become terms, and how queries are built and combined."""

import math
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice, product

import tantivy

from papercli.index.families import Families
from papercli.index.forms import as_stems, as_words
from papercli.index.schema import (
    WORDS,
    added_key,
    stem_analyzer,
    with_words_that_fit,
    word_analyzer,
)
from papercli.index.searcher import Searcher, Vocabulary
from papercli.index.stems import beginnings, words_with_stem

Query = tantivy.Query
_LONGEST_PHRASE = 300  # terms
_MOST_SPELLINGS = 16  # of a phrase
_LONGEST_PATTERN = (
    100  # characters; a pattern has a thousand states at most, and a character takes up to eight
)
_STEMMED = frozenset({"text", "title", "keyword", "note"})
_LARGEST = (1 << 64) - 1
_FEW_PATTERNS = 4  # in one query; each is held against all terms of a field, and from here on it is quicker to list them once


class Queries:
    """What can be asked of an index.

    Queries that the methods return can be combined.
    """

    def __init__(self, schema: tantivy.Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self.papers = int(searcher.num_docs)  # in the library
        self._asked: set[tuple[str, str]] = set()  # what `containing` was asked for
        self._vocabularies: dict[str, Vocabulary] = {}
        self._families = Families(partial(searcher.doc_freq, "text"))

    def stems(self, text: str) -> list[str]:
        """Return the words of a text, reduced to their stems: terms of `text` and `title`."""
        return self._families.first(stem_analyzer().analyze(as_stems(with_words_that_fit(text))))

    def words(self, text: str) -> list[str]:
        """Return the words of a text as they stand, folded: terms of the other fields."""
        return word_analyzer().analyze(as_words(with_words_that_fit(text)))

    def learn(self, text: str) -> None:
        """Take the other spellings of the words of a query for the same words from now on."""
        self._families.learn(as_stems(text))

    def frequency(self, field: str, term: str) -> int:
        """Return how many papers hold a term, as analysed, in a field; of `words`, how many at least."""
        if field == "words":
            return max(self.frequency(each, term) for each in WORDS)
        return sum(self._searcher.doc_freq(field, each) for each in self._spelt(field, term))

    def everything(self) -> Query:
        """Match every paper."""
        return Query.all_query()

    def nothing(self) -> Query:
        """Match no paper."""
        return Query.empty_query()

    def term(self, field: str, term: str, weight: float = 1.0) -> Query:
        """Match a term, as analysed, in a field."""
        if field == "words":
            return self.any_of([self.term(each, term, weight) for each in WORDS])
        terms = self._spelt(field, term)
        weights = [weight] if len(terms) == 1 else self._as_one(field, terms, weight)
        queries = [Query.term_query(self._schema, field, each, "freq") for each in terms]
        return self.any_of(
            [
                query if each == 1.0 else Query.boost_query(query, each)
                for query, each in zip(queries, weights, strict=True)
            ]
        )

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
        spelt = islice(product(*(self._spelt(field, term) for term in terms)), _MOST_SPELLINGS)
        query = self.any_of(
            [Query.phrase_query(self._schema, field, [*each], slop) for each in spelt]
        )
        return query if weight == 1.0 else Query.boost_query(query, weight)

    def starting(self, field: str, prefix: str) -> Query:
        """Match any term of a field that starts with `prefix`."""
        if field == "words":
            return self.any_of([self.starting(each, prefix) for each in WORDS])
        return Query.regex_query(self._schema, field, _escaped(prefix[:_LONGEST_PATTERN]) + ".*")

    def containing(self, field: str, text: str) -> Query:
        """Match any term of a field that contains `text`, or as much of it as tantivy's patterns hold."""
        if field == "words":
            return self.any_of([self.containing(each, text) for each in WORDS])
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

    def added(self, first: int, end: int | None) -> Query:
        """Match papers added from `first` on and before `end`, milliseconds since 1970; None is open."""
        last = None if end is None else added_key(end) - 1
        return self.between("added", added_key(first), last)

    def any_term(self, field: str, terms: Sequence[str]) -> Query:
        """Match any of these terms, as analysed, in a field."""
        if field == "words":
            return self.any_of([self.any_term(each, terms) for each in WORDS])
        return Query.term_set_query(self._schema, field, list(terms))

    def in_abstract(self, stem: str) -> Query:
        """Match a word whose stem this is in the abstract, of which the index has the words as they stand."""
        words = [
            word
            for each in self._spelt("text", stem)
            for start in beginnings(each)
            for word in words_with_stem(each, self._words_starting("abstract", start))
        ]
        return self.any_term("abstract", words)

    def _words_starting(self, field: str, start: str) -> list[str]:
        return [term for term, _ in self._searcher.terms_with_prefix(field, start)]

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

    def _spelt(self, field: str, term: str) -> Sequence[str]:
        """Return a term with those that are the same word in another spelling."""
        return self._families.members(term) if field in _STEMMED else (term,)

    def _as_one(self, field: str, terms: Sequence[str], weight: float) -> list[float]:
        """Return weights by which terms score as one that stands wherever one of them does."""
        counts = [self._searcher.doc_freq(field, term) for term in terms]
        together = idf(self.papers, min(self.papers, sum(counts)))
        return [weight * together / idf(self.papers, count) for count in counts]


def idf(papers: int, holding: int) -> float:
    """Return tantivy's BM25 idf: ln(1 + (N - n + .5) / (n + .5))."""
    return math.log(1 + (max(0, papers - holding) + 0.5) / (holding + 0.5))


def _escaped(text: str) -> str:
    """Return a pattern of tantivy's regular expressions that matches just `text`."""
    return re.sub(r"([\\.+*?()|\[\]{}^$#&~-])", r"\\\1", text)
