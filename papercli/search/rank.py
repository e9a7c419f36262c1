"""Ranks papers for words, a question or a pasted paragraph.

BM25 with nearness and, for questions, feedback.

A first query is BM25 over one field in which the title stands three times, with a reward for query
words that stand close together. A second adds the words that the dozen best papers share. Every
constant lies on a plateau over three test collections (halving or doubling it costs little);
tests/bench/README.md has the table of what was tried.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from papercli.index import Index, Place, Query
from papercli.index.queries import idf
from papercli.index.schema import PADDING, TITLE_WEIGHT, stem_analyzer
from papercli.patterns import late
from papercli.search.stopwords import FUNCTION_WORDS, REQUEST_WORDS, stop_words

# BM25 as tantivy has it: Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009).
_K1, _B = 1.2, 0.75

NEAR = " near "  # stands between two words in what --explain calls a pair
RELATED = "words of the best papers"  # what --explain calls feedback
_PAIR = 0.1  # weight of a pair of neighbouring words, each way round
_WINDOW = 2  # moves that may part the words of a pair
FEEDBACK_PAPERS = 12
_FEEDBACK_WORDS = 40
_SHARPNESS = 6.0  # a paper's vote is its score to this power
_SHARE_PER_WORD = 0.1  # feedback's share of the score for each query word ...
_LARGEST_SHARE = 0.4  # ... up to this much
_MOST_STEMS = 80  # of a pasted text that are asked for; those that are rare and repeated say most

_CLAUSE_END = late(r"(?<![.;:?!,()\"\[\]])[.;:?!,()\"\[\]]++(?:\s|$)|\s[-–—]+\s|[(\"\[]")
_WORD = late(r"[^\W_]+")

Texts = Callable[[Sequence[Place]], Sequence[tuple[str, str]]]  # places -> titles and abstracts


Scoring = list[tuple[str, Query]]  # queries whose scores are added, by what --explain calls them


class Question(NamedTuple):
    """Plain words reduced to weighted stems and the pairs of stems that stand next to each other."""

    stems: dict[str, float]
    pairs: dict[tuple[str, str], float]


def read_question(index: Index, text: str) -> Question:
    """Reduce plain words to stems and neighbouring pairs.

    A repeated word counts with the square root of its number, between ignoring and believing
    repetition. Pairs do not reach across punctuation, but do across the stop words between them.
    """
    clauses = _CLAUSE_END.split(text)
    stop = stop_words(word for clause in clauses for word in index.words(clause))
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for clause in clauses:
        stems = index.stems(
            _WORD.sub(lambda word: "" if word[0].lower() in stop else word[0], clause)
        )
        counts.update(stems)
        pairs.update(pair for pair in pairwise(stems) if pair[0] != pair[1])
    if len(counts) > _MOST_STEMS:
        telling = sorted(
            counts,
            key=lambda stem: (
                -math.sqrt(counts[stem]) * _idf(index, stem) * bool(index.frequency("text", stem)),
                stem,
            ),
        )
        counts = Counter({stem: counts[stem] for stem in telling[:_MOST_STEMS]})
        pairs = Counter(
            {pair: n for pair, n in pairs.items() if pair[0] in counts and pair[1] in counts}
        )
    return Question(
        {stem: math.sqrt(n) for stem, n in counts.items()},
        {pair: math.sqrt(n) for pair, n in pairs.items()},
    )


def score_question(index: Index, question: Question, weight: float = 1.0) -> Scoring:
    """Return BM25 of the words and of their neighbouring pairs, each a query of its own.

    The pairs are the sequential dependence model's (Metzler & Croft, SIGIR 2005), its ordered and
    unordered windows folded into one: asked for both ways round with two moves (a swap costs two),
    a pair counts twice where it stands as in the query and once where it is a word or two apart or
    the other way round.
    """
    found = [(stem, index.term("text", stem, weight * n)) for stem, n in question.stems.items()]
    for (first, second), n in question.pairs.items():
        found += [
            (f"{first}{NEAR}{second}", index.phrase("text", words, weight * _PAIR * n, _WINDOW))
            for words in ((first, second), (second, first))
        ]
    return found


def add_feedback(
    index: Index, question: Question, best: Sequence[Place], texts: Texts
) -> Scoring | None:
    """Return what scores `question` together with the words that the best papers share.

    None when there are none.

    One word is left as it is; from two on, feedback has a share that grows with the length of the
    question.
    """
    share = min(_LARGEST_SHARE, _SHARE_PER_WORD * len(question.stems))
    if len(question.stems) < 2 or not best:
        return None
    added = _shared_words(index, best, texts(best))
    if not added:
        return None
    return score_question(index, question, 1 - share) + [
        (RELATED, index.term("text", stem, share * n)) for stem, n in added.items()
    ]


def _shared_words(
    index: Index, best: Sequence[Place], texts: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Return the weighted words that the best papers share, scaled so that they score as the question did.

    Rocchio's centroid (1971) of BM25-weighted papers, each voting with a power of its score as
    relevance models do with its likelihood (Lavrenko & Croft, SIGIR 2001), so that one outstanding
    paper is not outvoted by its neighbours. A word must stand in two of the papers. Its weight has
    idf in it, and BM25 multiplies it by idf once more: what is common is kept out twice.
    """
    papers = [_frequencies(index, title, abstract) for title, abstract in texts]
    lengths = [sum(paper.values()) + PADDING for paper in papers]
    mean = sum(lengths) / len(lengths)
    saturated = [
        {stem: n / (n + _K1 * (1 - _B + _B * length / mean)) for stem, n in paper.items()}
        for paper, length in zip(papers, lengths, strict=True)
    ]
    top = best[0].score or 1.0
    votes = [(place.score / top) ** _SHARPNESS for place in best]
    spread = Counter(stem for paper in papers for stem in paper)
    idf = {stem: _idf(index, stem) for stem, n in spread.items() if n > 1 and len(stem) > 1}
    weights = {
        stem: idf[stem]
        * sum(vote * paper.get(stem, 0.0) for vote, paper in zip(votes, saturated, strict=True))
        for stem in idf
    }
    chosen = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_FEEDBACK_WORDS]
    highest = max(
        (
            sum(weights[s] * idf[s] * paper.get(s, 0.0) for s in chosen) * (_K1 + 1)
            for paper in saturated
        ),
        default=0.0,
    )
    return {stem: weights[stem] * top / highest for stem in chosen} if highest > 0 else {}


def saturated_words(index: Index, title: str, abstract: str) -> dict[str, float]:
    """Return the words of one paper by BM25's weight of how often they stand in it, for a paper of middle length."""
    counts = _frequencies(index, title, abstract)
    return {stem: n / (n + _K1) for stem, n in counts.items() if len(stem) > 1}


def weight_of(index: Index, stem: str) -> float:
    """Return how much a word tells: its idf."""
    return _idf(index, stem)


def _frequencies(index: Index, title: str, abstract: str) -> Counter[str]:
    counts = Counter(index.stems(abstract))
    for stem in index.stems(title):
        counts[stem] += TITLE_WEIGHT
    for stem in _unwanted():
        counts.pop(stem, None)
    return counts


@cache
def _unwanted() -> frozenset[str]:
    """Return the stems that feedback never adds."""
    return frozenset(stem_analyzer().analyze(" ".join(FUNCTION_WORDS | REQUEST_WORDS)))


def _idf(index: Index, stem: str) -> float:
    return idf(index.papers, index.frequency("text", stem))
