"""Words that occur nowhere, corrected to the nearest word that does."""

from itertools import pairwise
from math import log10
from string import ascii_lowercase
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from papercli.index import Index
from papercli.search.dictionary import looks_english
from papercli.search.nodes import And, Not, Or, Phrase, Query, Word, without_sentence_marks
from papercli.text import fold

_SHORTEST = 4  # letters; a shorter word is as near to any other
_TWO_EDITS_FROM = 6  # letters from which on two slips are still the same word
_FREQUENCY = 0.02  # what a word ten times as frequent has over another of the same distance, in Jaro-Winkler similarity
_LIKELY = 0.05  # what a common kind of slip has over another, in the same measure
_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = frozenset(
    "".join(pair) for row in (*_ROWS, *(r[::-1] for r in _ROWS)) for pair in pairwise(row)
)
_RARE = 2  # a word of fewer papers may itself be a slip; it counts only when there is no other
_MOST_CORRECTED = 8  # words of one query,
_MOST_TRIED = (
    40  # and words that a correction is looked for: each is held against all words of the library
)


class Corrected(NamedTuple):
    """A query with its slips corrected, and what is to be said of it."""

    tree: Query
    fixes: dict[str, str]  # words that occur nowhere -> what they were taken for
    doubts: dict[str, str]  # words that occur nowhere and are none the less right -> their nearest
    untried: int  # more words that occur nowhere


def correct_query(index: Index, tree: Query) -> Corrected:
    """Return `tree` with the words that occur nowhere corrected, unless they are spelt right."""
    fixes: dict[str, str] = {}
    doubts: dict[str, str] = {}
    tried: set[str] = set()
    untried: set[str] = set()

    def fixed(word: str) -> str:
        if word in tried or not occurs_nowhere(index, word):
            return fixes.get(word, word)
        if len(fixes) == _MOST_CORRECTED or len(tried) == _MOST_TRIED:
            untried.add(word)
            return word
        tried.add(word)
        right = find_nearest(index, word)
        if right and looks_english(fold(word)):
            doubts[word] = right
            return word
        if right:
            fixes[word] = right
        return right or word

    def fix(query: Query) -> Query:
        match query:
            case Word(text, _, False):
                bare = without_sentence_marks(text)
                right = fixed(bare)
                return query if right == bare else query._replace(text=right)
            case Phrase(text):
                return query._replace(text=" ".join(map(fixed, text.split())))
            case Not(inner):
                return Not(fix(inner))
            case And(parts, is_explicit):
                return And(tuple(map(fix, parts)), is_explicit)
            case Or(parts):
                return Or(tuple(map(fix, parts)))
            case _:
                return query

    return Corrected(fix(tree), fixes, doubts, len(untried))


def occurs_nowhere(index: Index, word: str) -> bool:
    """Say whether `word` is long enough to be known when it is misspelt, and stands in no paper."""
    word = fold(word)
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not any(index.frequency("text", stem) for stem in index.stems(word))
    )


def find_nearest(index: Index, word: str) -> str | None:
    """Return the word of the library nearest to `word`, unless that occurs itself.

    Nearest by optimal string alignment distance (Levenshtein's with swaps), then by what the slip
    would have been, by Jaro-Winkler similarity, and by frequency: the noisier the guess, the
    likelier the common word. Where the first letter is wrong, the rest must be right.
    """
    if not occurs_nowhere(index, word):
        return None
    word = fold(word)
    furthest = 2 if len(word) >= _TWO_EDITS_FROM else 1
    near = _nearest(word, index.words_starting(word[0]), furthest)
    if near and OSA.distance(word, near) == 1:
        return near
    return _nearest(word, _with_another_first_letter(index, word), 1) or near


def _with_another_first_letter(index: Index, word: str) -> list[tuple[str, int]]:
    """Return the words of the library that differ from `word` at its first letter alone."""
    may_be = [word[1:], word[1] + word[0] + word[2:]]
    may_be += [letter + rest for letter in ascii_lowercase for rest in (word, word[1:])]
    counts = {
        known: sum(index.frequency(field, known) for field in ("words", "author"))
        for known in may_be
        if known[0] != word[0]
    }
    return [(known, count) for known, count in counts.items() if count]


def _nearest(word: str, vocabulary: list[tuple[str, int]], furthest: int) -> str | None:
    papers = {
        known: n
        for known, n in vocabulary
        if abs(len(known) - len(word)) <= furthest and known.isalpha()
    }
    near = extract(word, list(papers), scorer=OSA.distance, score_cutoff=furthest, limit=None)

    def rank(found: tuple[str, float, int]) -> tuple[bool, float, float, str]:
        known, edits, _ = found
        likeness = JaroWinkler.similarity(word, known) + _FREQUENCY * log10(papers[known])
        return papers[known] < _RARE, edits, -likeness - _LIKELY * _is_likely(word, known), known

    return min(near, key=rank)[0] if near else None


def _is_likely(word: str, known: str) -> bool:
    """Say whether people make such slips: a letter left out, doubled or swapped, or a neighbouring key."""
    start = next((at for at, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), 0)
    slip, meant = word[start:], known[start:]
    if len(slip) < len(meant):
        return slip == meant[1:]
    if len(slip) > len(meant):
        return slip[1:] == meant and (start > 0 and slip[0] == word[start - 1])
    if slip[2:] == meant[2:] and slip[:2] == meant[1::-1]:
        return True
    return slip[1:] == meant[1:] and (
        {slip[0], meant[0]} <= _VOWELS or f"{slip[0]}{meant[0]}" in _KEYS
    )
