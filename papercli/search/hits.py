"""What a query found, to be counted, sorted or ranked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain, islice
from typing import Literal, NamedTuple

from papercli.index import SCORE_DECIMALS, Index, Place
from papercli.index import Query as Matcher
from papercli.library import Library
from papercli.model import Paper, dated
from papercli.search.match import Check
from papercli.search.rank import (
    FEEDBACK_PAPERS,
    NEAR,
    Question,
    Scoring,
    add_feedback,
    score_question,
)
from papercli.search.snippets import best_sentence
from papercli.search.sorting import sort_papers
from papercli.text import fold_title

Match = Literal["all", "some", "fuzzy"]

_READ = 20  # papers at least whose titles are looked at
_AT_ONCE = 2_000  # papers that are read together where all are wanted


class Lift(Enum):
    """What comes first whatever its BM25 score: each outweighs all above it together.

    The index orders by one number alone, so they are added to the score.
    """

    AS_PHRASE = "exact phrase", 50.0
    IN_TITLE = "all words in the title", 100.0
    AS_WRITTEN = "as written", 200.0  # a word with signs in it
    SAME_TITLE = "same title", 400.0  # as the one that was pasted
    PASTED = "title as pasted", 1000.0  # whatever its words mean in a query

    def __init__(self, shown: str, points: float) -> None:
        self.shown = shown  # as --explain names it
        self.points = points


class Tier(NamedTuple):
    """The papers that are lifted above others."""

    lift: Lift
    query: Matcher

    def scored(self, index: Index) -> Matcher:
        """Return what gives each of them the points."""
        return index.unscored(self.query, self.lift.points)


class Hit(NamedTuple):
    """A paper found by a search."""

    paper: Paper
    score: float
    match: Match
    snippet: str  # the best sentence of its abstract
    explanation: dict[str, float] | None = None  # what each word adds to the score, if asked for


@dataclass(eq=False, repr=False)
class Found:
    """What a query matches, to be counted, sorted or ranked."""

    library: Library
    required: Matcher
    conditions: Scoring = field(default_factory=list)  # what adds to the score beside the question
    tiers: list[Tier] = field(default_factory=list)
    question: Question = field(default_factory=lambda: Question({}, {}))
    words: tuple[str, ...] = ()  # the plain words
    title: str = ""  # the same, folded as a title
    stems: frozenset[str] = frozenset()  # of all words asked for, to be shown where they match
    match: Match | None = "all"  # of every hit; None: each hit tells for itself
    check: Check | None = None  # what the index cannot tell
    feedback: bool = True
    completed: str = ""  # the query with the commonest word that its last one begins
    # For the reader: how the query was read, what was corrected or relaxed.
    messages: list[str] = field(default_factory=list)
    advice: str = ""  # why nothing was found, or what would find something
    total: int = 0
    # Where the papers stand that passed the check, once they are counted.
    _passed: set[int] = field(default_factory=set)

    def count(self) -> int:
        """Count the papers that match, and remember it."""
        index = self.library.index
        if self.check is None:
            self.total = index.count(self.required)
        else:
            places = index.all(self.required)
            papers = self.library.papers_at(places)
            self._passed = {
                place.start
                for place, paper in zip(places, papers, strict=True)
                if self.check(place, paper)
            }
            self.total = len(self._passed)
        return self.total

    def without(self, other: "Found") -> "Found":
        """Return what is found here and not there."""
        index, check = self.library.index, self.check
        if other.check is None:
            both = index.all_of([self.required, index.without(other.required)])
            left = replace(self, required=both)
        else:
            gone = {place.start for place in other.places()}

            def passes(place: Place, paper: Paper) -> bool:
                return place.start not in gone and (check is None or check(place, paper))

            left = replace(self, check=passes)
        left.count()
        return left

    def within(self, other: "Found") -> "Found":
        """Return what is found both here and there, ranked as here."""
        index, check = self.library.index, self.check
        there = None if other.check is None else {place.start for place in other.places()}
        found = replace(
            self, required=index.all_of([self.required, index.unscored(other.required)])
        )
        if there is not None:
            starts = there
            found.check = lambda place, paper: (
                place.start in starts and (check is None or check(place, paper))
            )
        found.count()
        return found

    def asking(self, words: dict[str, float]) -> "Found":
        """Return the same papers, to be ranked by other words with these weights, and by nothing else."""
        question = Question(words, {})
        return replace(self, question=question, conditions=[], tiers=[], feedback=False)

    def papers(self) -> Iterator[Paper]:
        """Yield the papers as they are stored, in no order."""
        places = self.places()
        for at in range(0, len(places), _AT_ONCE):
            yield from self.library.papers_at(places[at : at + _AT_ONCE])

    def places(self) -> list[Place]:
        """Return where they stand in the store."""
        return self._passing(self.library.index.all(self.required))

    def sorted_by(
        self, key: str, *, reverse: bool = False, limit: int | None = None, offset: int = 0
    ) -> list[Paper]:
        """Return the papers in an order of `sort_papers`."""
        return [*self.in_order(key, reverse=reverse, limit=limit, offset=offset)]

    def in_order(
        self, key: str, *, reverse: bool = False, limit: int | None = None, offset: int = 0
    ) -> Iterator[Paper]:
        """Yield the same, read as they are asked for."""
        wanted = None if limit is None or self.check else limit + offset
        blocks = self.library.index.in_order(key, self.required, wanted, reverse=reverse)
        papers = (self.library.papers_at(self._passing(places)) for places in blocks)
        ordered = (sort_papers([*map(dated, some)], key, reverse=reverse) for some in papers)
        end = None if limit is None else offset + limit
        return islice(chain.from_iterable(ordered), offset, end)

    def ranked(
        self, limit: int | None = None, offset: int = 0, *, explain: bool = False
    ) -> list[Hit]:
        """Return the papers best first; equals in the order of their ids."""
        index = self.library.index
        wanted = max(1, index.papers) if limit is None or self.check else max(limit + offset, _READ)
        scoring = self._scoring()
        if ranking := self._ranking(scoring):
            places = index.best(ranking, wanted)
        else:  # nothing tells them apart: the first by id
            in_order = chain.from_iterable(index.in_order("id", self.required, wanted))
            places = [each._replace(score=0.0) for each in in_order]
        places = self._passing(places)
        found = zip(places, self.library.papers_at(places), strict=True)
        ranked = sorted(
            ((self._score(place, paper), paper, place) for place, paper in found),
            key=lambda each: (-each[0], each[1].id),
        )
        chosen = ranked[offset : None if limit is None else offset + limit]
        return [
            self._hit(score, paper, self._explain(place, paper, scoring) if explain else None)
            for score, paper, place in chosen
        ]

    def places_by_score(self) -> list[Place]:
        """Return where all of them stand, best first by the index alone; equals in the order of their ids.

        None of them where nothing tells them apart.
        """
        ranking = self._ranking(self._scoring())
        return (
            self._passing(self.library.index.best(ranking, max(1, self.total))) if ranking else []
        )

    def _scoring(self) -> Scoring:
        """Return what adds to the score."""
        index = self.library.index
        scoring = [*score_question(index, self.question), *self.conditions]
        if self.feedback and len(self.question.stems) > 1:
            queries = [query for _, query in scoring]
            question = index.ranked(index.unscored(self.required), queries)
            first = index.best(question, FEEDBACK_PAPERS)
            if with_feedback := add_feedback(index, self.question, first, self._texts):
                scoring = [*with_feedback, *self.conditions]
        return scoring

    def _ranking(self, scoring: Scoring) -> Matcher | None:
        """Return what gives each paper its score; None where nothing tells them apart."""
        index = self.library.index
        scored = [query for _, query in scoring] + [tier.scored(index) for tier in self.tiers]
        return index.ranked(index.unscored(self.required), scored) if scored else None

    def _passing(self, places: list[Place]) -> list[Place]:
        """Return the places of papers that passed the check, once they are counted."""
        return places if self.check is None else [p for p in places if p.start in self._passed]

    def _has_title(self, place: Place, paper: Paper) -> bool:
        """Say whether a paper has the title that was pasted; if so, it holds it as a phrase."""
        may = bool(self.title) and place.score >= Lift.AS_PHRASE.points
        return may and fold_title(paper.title) == self.title

    def _score(self, place: Place, paper: Paper) -> float:
        same = Lift.SAME_TITLE.points if self._has_title(place, paper) else 0.0
        return round(place.score + same, SCORE_DECIMALS)

    def _hit(self, score: float, paper: Paper, explanation: dict[str, float] | None) -> Hit:
        index = self.library.index
        match = self.match
        if match is None:
            people = " ".join(
                (*paper.authors, paper.venue or "", *paper.keywords, paper.note or "")
            )
            held = set(index.stems(f"{paper.title} {paper.abstract or ''} {people}"))
            has_all = score >= Lift.PASTED.points or self.question.stems.keys() <= held
            match = "all" if has_all else "some"
        snippet = best_sentence(index, paper.abstract or "", self.stems)
        return Hit(dated(paper), score, match, snippet, explanation)

    def _explain(self, place: Place, paper: Paper, scoring: Scoring) -> dict[str, float]:
        """Return what makes up the score of one paper, by name; the parts add up to it."""
        index = self.library.index
        known = {stems[0]: word for word in self.words if len(stems := index.stems(word)) == 1}
        ordered = sorted(self.tiers, key=lambda tier: -tier.lift.points)
        tiers = [(tier.lift.shown, tier.scored(index)) for tier in ordered]
        parts: dict[str, float] = {}
        if self._has_title(place, paper):
            parts[Lift.SAME_TITLE.shown] = Lift.SAME_TITLE.points
        for name, query in (*tiers, *scoring):
            if value := index.score(query, place):
                shown = NEAR.join(known.get(stem, stem) for stem in name.split(NEAR))
                parts[shown] = parts.get(shown, 0.0) + value
        rounded = {name: round(value, SCORE_DECIMALS) for name, value in parts.items()}
        if rounded:  # rounding may have moved the last digit of the sum
            last = list(rounded)[-1]
            rest = self._score(place, paper) - sum(rounded.values())
            rounded[last] = round(rounded[last] + rest, SCORE_DECIMALS)
        return rounded

    def _texts(self, places: Sequence[Place]) -> list[tuple[str, str]]:
        return [(paper.title, paper.abstract or "") for paper in self.library.papers_at(places)]


def sort_hits(hits: Sequence[Hit], key: str, *, reverse: bool = False) -> list[Hit]:
    """Return hits in an order of `sort_papers`, or best first by their `score`."""
    if key in {"score", "relevance"}:
        return [*hits][::-1] if reverse else [*hits]
    by_id = {hit.paper.id: hit for hit in hits}
    return [by_id[p.id] for p in sort_papers([hit.paper for hit in hits], key, reverse=reverse)]
