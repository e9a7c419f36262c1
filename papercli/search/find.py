"""From a query to papers, best first.

What must match, what is corrected or relaxed when nothing does, and in which order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Literal, NamedTuple

from papercli.identifiers import SHORT_ID, hash_title
from papercli.index import Index, Place
from papercli.index import Query as Matcher
from papercli.library import Library, PaperDict
from papercli.search.language import (
    NOTHING,
    And,
    Not,
    Phrase,
    Query,
    Word,
    explain_misuse,
    is_pasted_id,
    parse,
)
from papercli.search.match import needs_reading, reading
from papercli.search.plan import Interpreter, stems_of
from papercli.search.rank import (
    FEEDBACK_PAPERS,
    Question,
    add_feedback,
    read_question,
    score_question,
)
from papercli.search.snippets import best_sentence
from papercli.search.stopwords import stop_words
from papercli.text import clean, fold_title, number_of

Match = Literal["all", "some", "fuzzy"]

_ALL_MUST = 3  # plain words up to which all must match; longer queries rank by what is shared
_PROSE = 8  # plain words from which on a query is prose
_SHARE_OF_LONG = 0.1  # of the words of a longer query, at least so many must be there
_SHARE_OF_TEXT = 0.1  # of the words of a whole text that a related paper must have,
_MOST_OF_TEXT = 4  # but no more words than that
_IN_TITLE = 100.0  # above any sum of BM25 scores of a short query: papers with all its words in the title come first
_ALL_WORDS = 1000.0  # before papers with some of the words come those with all
_LITERAL = 200.0  # before them those that hold a word with signs as it is written
_SAME_TITLE = 400.0  # and first of all the paper whose title was pasted
_AS_PHRASE = 50.0  # what the whole query adds where it stands as a phrase
_LONGEST_PHRASE = 40  # words
_READ = 20  # papers at least whose titles are looked at
_KEPT = 4  # decimals of a score


class Hit(NamedTuple):
    """A paper found by a search."""

    paper: PaperDict
    score: float
    match: Match
    snippet: str  # the best sentence of its abstract
    explanation: dict[str, float] | None = None  # what each word adds to the score, if asked for


@dataclass(eq=False, repr=False)
class Found:
    """What a query matches, to be counted, sorted or ranked."""

    library: Library
    required: Matcher
    scoring: list[Matcher] = field(
        default_factory=list
    )  # what adds to the score beside the question
    all_words: list[Matcher] = field(
        default_factory=list
    )  # what lifts papers with all words above those with some
    tiers: list[Matcher] = field(default_factory=list)  # what else lifts papers above others
    question: Question = field(default_factory=lambda: Question({}, {}))
    title: str = ""  # the plain words, folded as a title
    stems: frozenset[str] = frozenset()  # of all words asked for, to be shown where they match
    match: Match | None = "all"  # of every hit; None: each hit tells for itself
    check: Callable[[PaperDict], bool] | None = None  # what the index cannot tell
    feedback: bool = True
    messages: list[str] = field(
        default_factory=list
    )  # for the reader: what was corrected or relaxed
    total: int = 0
    _passed: set[int] = field(
        default_factory=set
    )  # where the papers stand that passed the check, once they are counted

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
                if self.check(paper)
            }
            self.total = len(self._passed)
        return self.total

    def sorted_by(
        self, key: str, *, reverse: bool = False, limit: int | None = None, offset: int = 0
    ) -> list[PaperDict]:
        """Return the papers in the order of `added` (newest first), `title`, `year` or `id`."""
        index = self.library.index
        wanted = None if limit is None or self.check else limit + offset
        newest = key == "added" and wanted is not None
        places = (
            index.newest(self.required, wanted or 0, oldest=reverse)
            if newest
            else index.all(self.required)
        )
        papers = [
            paper
            for paper in self.library.papers_at(places)
            if self.check is None or self.check(paper)
        ]
        papers = sort_papers(papers, key, reverse=reverse)
        return papers[offset : None if limit is None else offset + limit]

    def ranked(
        self, limit: int | None = None, offset: int = 0, *, explain: bool = False
    ) -> list[Hit]:
        """Return the papers best first; equals in the order of their ids."""
        index = self.library.index
        wanted = max(1, index.papers) if limit is None or self.check else max(limit + offset, _READ)
        scoring = [*score_question(index, self.question), *self.scoring]
        required = index.unscored(self.required)
        if self.feedback and len(self.question.stems) > 1:
            first = index.best(index.ranked(required, [*scoring, *self.all_words]), FEEDBACK_PAPERS)
            first = [
                place._replace(score=place.score % _ALL_WORDS) for place in first[:FEEDBACK_PAPERS]
            ]
            if with_feedback := add_feedback(index, self.question, first, self._texts):
                scoring = [*with_feedback, *self.scoring]
        places = index.best(
            index.ranked(required, [*scoring, *self.all_words, *self.tiers]), wanted
        )
        places = [place for place in places if self.check is None or place.start in self._passed]
        found = zip(places, self.library.papers_at(places), strict=True)
        ranked = sorted(
            ((self._score(place, paper), paper, place) for place, paper in found),
            key=lambda each: (-each[0], each[1]["id"]),
        )
        chosen = ranked[offset : None if limit is None else offset + limit]
        return [
            self._hit(score, paper, self._explain(place) if explain else None)
            for score, paper, place in chosen
        ]

    def _score(self, place: Place, paper: PaperDict) -> float:
        same = self.title and place.score >= _AS_PHRASE and fold_title(paper["title"]) == self.title
        return round(place.score + (_SAME_TITLE if same else 0.0), _KEPT)

    def _hit(self, score: float, paper: PaperDict, explanation: dict[str, float] | None) -> Hit:
        index = self.library.index
        match = self.match
        if match is None:
            people = " ".join(
                (*paper["authors"], paper["venue"] or "", *paper["keywords"], paper["note"] or "")
            )
            held = index.stems(f"{paper['title']} {paper['abstract'] or ''} {people}")
            match = (
                "all" if score >= _ALL_WORDS or self.question.stems.keys() <= set(held) else "some"
            )
        return Hit(
            paper,
            score,
            match,
            best_sentence(index, paper["abstract"] or "", self.stems),
            explanation,
        )

    def _explain(self, place: Place) -> dict[str, float]:
        """Return what each word and pair of the question, and each field, adds to the score of one paper."""
        index = self.library.index
        parts: dict[str, float] = {}
        for stem in self.question.stems:
            for name in ("title", "text"):
                if value := index.score(index.term(name, stem), place):
                    parts[f"{stem} ({'anywhere' if name == 'text' else name})"] = round(
                        value, _KEPT
                    )
        for first, second in self.question.pairs:
            if value := sum(
                index.score(query, place)
                for query in score_question(index, Question({}, {(first, second): 1.0}))
            ):
                parts[f"{first} near {second}"] = round(value, _KEPT)
        for number, query in enumerate(self.scoring, 1):
            if value := index.score(query, place):
                parts[f"condition {number}"] = round(value, _KEPT)
        return parts

    def _texts(self, places: Sequence[Place]) -> list[tuple[str, str]]:
        return [
            (paper["title"], paper["abstract"] or "") for paper in self.library.papers_at(places)
        ]


def find_papers(library: Library, text: str, *, exact: bool = False, wanted: int = 1) -> Found:
    """Return what a query matches.

    No text matches every paper, and text without a word or sign none.

    Unless `exact`: when nothing matches, words that occur nowhere are corrected; and when fewer
    papers than `wanted` have all words, those that have most of them follow.
    """
    tree = parse(text)
    index = library.index
    if not text.strip():
        return Found(library, index.everything(), total=index.papers)
    if tree is NOTHING:
        found = Found(library, index.nothing())
        if _add_titled(found, clean(text)):
            found.count()
        return found
    found = _plan(library, tree, exact=exact)
    titled = _may_hide_a_title(tree, exact=exact) and _add_titled(found, clean(text))
    found.count()
    if exact or titled:
        return found
    untried = 0
    if found.total == 0 or found.match is None:
        from papercli.search.correct import correct_query

        corrected, fixes, untried = correct_query(index, tree)
        if fixes:
            better = _plan(library, corrected, exact=False)
            if better.count():
                better.match = "fuzzy"
                better.messages += [
                    f"no paper contains '{wrong}'; searched for '{right}'" for wrong, right in fixes
                ]
                better.messages += _untried_words(untried)
                return better
            tree = corrected
    if found.total < wanted and found.match is not None:
        relaxed = _plan(library, tree, exact=False, most=True)
        if relaxed.count() > found.total:
            relaxed.messages.append(_have_all(found.total))
            return relaxed
    if not found.total and (
        ids := [part for part in tree.parts if is_pasted_id(part)] if isinstance(tree, And) else []
    ):
        named = _plan(library, ids[0], exact=False)
        if named.count():
            named.messages.append(
                "no paper matches all of this; showing papers that have or mention that id"
            )
            return named
    if not found.total:
        found.messages += [misuse] if (misuse := explain_misuse(text)) else _untried_words(untried)
    return found


def _have_all(count: int) -> str:
    """Say how many papers have all words, where those with some of them are shown, too."""
    if not count:
        return "no paper has all these words; showing those with at least half"
    return f"{'1 paper has' if count == 1 else f'{count} papers have'} all these words, followed by those with at least half"


def _untried_words(count: int) -> list[str]:
    return [f"{number_of(count, 'more word')} not corrected"] if count else []


def _may_hide_a_title(tree: Query, *, exact: bool) -> bool:
    """Say whether a title, pasted whole, could be taken for something else than its words."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return exact or not all(
        isinstance(part, Word) and _is_plain(part) and any(map(str.isalnum, part.text))
        for part in parts
    )


def _add_titled(found: Found, title: str) -> bool:
    """Let a query also match the papers that have just this title, whatever its words mean in a query; say whether there are any."""
    library, check = found.library, found.check
    index = library.index
    ids = index.ids_starting(hash_title(fold_title(title))[:SHORT_ID])
    papers = library.papers_at([place for each in ids if (place := index.place_of(each))])
    titled = {paper["id"] for paper in papers if paper["title"] == title}
    if not titled:
        return False
    named = index.any_of([index.term("id", each) for each in sorted(titled)])
    found.required = index.any_of([found.required, named])
    found.tiers.append(index.unscored(named, _ALL_WORDS))
    if check is not None:
        found.check = lambda paper: paper["id"] in titled or check(paper)
    return True


def find_related(library: Library, texts: Sequence[str], excluded: Sequence[str] = ()) -> Found:
    """Return the papers that share words with `texts`, without those of the ids in `excluded`."""
    index = library.index
    question = read_question(index, " ".join(map(clean, texts)))
    question = Question(question.stems, {})
    if not question.stems:
        return Found(library, index.nothing())
    terms = [index.term("text", stem) for stem in question.stems]
    required = index.any_of(terms, min(_MOST_OF_TEXT, ceil(_SHARE_OF_TEXT * len(terms))))
    if excluded:
        required = index.all_of(
            [required, index.without(index.any_of([index.term("id", each) for each in excluded]))]
        )
    found = Found(
        library,
        required,
        question=question,
        stems=frozenset(question.stems),
        match=None,
        feedback=False,
    )
    found.count()
    return found


def sort_papers(papers: list[PaperDict], key: str, *, reverse: bool = False) -> list[PaperDict]:
    """Return papers ordered by `added` (newest first, in the order of their dump), `title`, `year` or `id`."""
    match key:
        case "added":
            ordered = sorted(papers, key=lambda p: (*_place_in_dump(p), p["id"]), reverse=reverse)
            return sorted(ordered, key=lambda p: p["added"], reverse=not reverse)
        case "title":
            return sorted(papers, key=lambda p: (fold_title(p["title"]), p["id"]), reverse=reverse)
        case "year":  # unknown years come last either way
            known = sorted(
                (p for p in papers if p["year"] is not None),
                key=lambda p: (p["year"], p["id"]),
                reverse=reverse,
            )
            return known + sorted((p for p in papers if p["year"] is None), key=lambda p: p["id"])
        case _:
            return sorted(papers, key=lambda p: p["id"], reverse=reverse)


def sort_hits(hits: Sequence[Hit], key: str) -> list[Hit]:
    """Return hits in the order that `sort_papers` gives their papers."""
    by_id = {hit.paper["id"]: hit for hit in hits}
    return [by_id[paper["id"]] for paper in sort_papers([hit.paper for hit in hits], key)]


def _place_in_dump(paper: PaperDict) -> tuple[int, str]:
    first: dict[str, Any] = paper["sources"][0] if paper["sources"] else {"line": 0, "file": ""}
    return first["line"], first["file"]


def _plan(library: Library, tree: Query, *, exact: bool, most: bool = False) -> Found:
    """Return what `tree` asks for.

    Its plain words are ranked; with `most`, a short query's words need not all match.
    """
    index = library.index
    interpreter = Interpreter(index, exact=exact)
    parts = tree.parts if isinstance(tree, And) else (tree,)
    plain = [part.text for part in parts if isinstance(part, Word) and _is_plain(part)]
    others = [part for part in parts if not _is_plain(part)]
    conditions = [interpreter.matcher(part) for part in others]
    question = read_question(index, " ".join(plain))
    words = _content(index, plain)
    found = Found(
        library,
        index.everything(),
        conditions,
        question=question,
        stems=frozenset(stems_of(index, _shown(parts, words))),
    )
    # In prose, quotation marks quote, and ids cite: what they hold counts, but need not be there.
    prose = not exact and len(words) > (_ALL_MUST if most else _PROSE)
    if needs_reading(tree, exact=exact):
        found.check = reading(tree if exact else And(tuple(others)), None if exact else index.stems)
    required = [
        m for m, part in zip(conditions, others, strict=True) if not (prose and _is_prose(part))
    ]
    if exact:
        required += [interpreter.word(word) for word in plain]
        found.feedback = False
    elif len(words) <= _ALL_MUST:
        matchers = [interpreter.word(word) for word in words]
        if most and len(matchers) > 1:
            found.all_words = [index.unscored(index.all_of(matchers), _ALL_WORDS)]
            matchers = [index.any_of(matchers, ceil(len(matchers) / 2))]
            found.match = None
        required += matchers
    elif question.stems:
        terms = [index.term("text", stem) for stem in question.stems]
        required.append(index.any_of(terms, ceil(_SHARE_OF_LONG * len(terms))))
        found.match = None
    found.required = index.all_of(required) if required else index.everything()
    if words and len(words) <= _ALL_MUST:
        found.tiers += _tiers(index, interpreter, question, words)
    phrase = index.stems(" ".join(plain))
    if not exact and 1 < len(phrase) <= _LONGEST_PHRASE:
        found.title = fold_title(" ".join(plain))
        found.tiers.append(index.unscored(index.phrase("text", phrase), _AS_PHRASE))
    return found


def _is_plain(part: Query) -> bool:
    return isinstance(part, Word) and part.field is None and not part.prefix


def _is_prose(part: Query) -> bool:
    return (
        isinstance(part, Phrase | Not)
        or is_pasted_id(part)
        or (isinstance(part, Word) and part.field is None)
    )


def _content(index: Index, plain: list[str]) -> list[str]:
    """Return the words of a query that say something.

    No stop words, and signs alone only when there is nothing else.
    """
    stop = stop_words(index.words(" ".join(plain)))
    words = list(dict.fromkeys(plain))
    return [word for word in words if set(index.words(word)) - stop] or words


def _shown(parts: Sequence[Query], words: list[str]) -> Query:
    return And(
        (
            *map(Word, words),
            *(part for part in parts if not isinstance(part, Word) or part.field is not None),
        )
    )


def _tiers(
    index: Index, interpreter: Interpreter, question: Question, words: list[str]
) -> list[Matcher]:
    tiers = []
    if question.stems:
        kinds = {
            index.stems(word)[0]: interpreter.kinds(word)
            for word in words
            if len(index.stems(word)) == 1
        }
        in_title = [
            index.any_of([index.term("title", each) for each in (stem, *kinds.get(stem, ()))])
            for stem in question.stems
        ]
        tiers.append(index.unscored(index.all_of(in_title), _IN_TITLE))
    literals = [literal for word in words if (literal := interpreter.literal(word))]
    if literals:
        tiers.append(index.unscored(index.all_of(literals), _LITERAL))
    return tiers
