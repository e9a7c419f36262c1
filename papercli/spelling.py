"""Words that occur nowhere, corrected to the nearest word that does."""

from math import log10

from papercli.index import Index
from papercli.text import fold

_SHORTEST = 4  # letters; a shorter word is as near to any other
_TWO_EDITS_FROM = 6  # letters from which on two slips are still the same word
_FREQUENCY = 0.02  # what a word ten times as frequent has over another of the same distance, in Jaro-Winkler similarity
_RARE = 2  # a word of fewer papers may itself be a slip; it counts only when there is no other


def correct(index: Index, word: str) -> str | None:
    """Return the word of the library nearest to `word`; None when it occurs itself, or when nothing is near.

    Nearest by optimal string alignment distance (Levenshtein's with swaps), then by Jaro-Winkler similarity and frequency: the
    noisier the guess, the likelier the common word. The first letter counts: people seldom get it wrong, other than by leaving
    it out or swapping it with the next.
    """
    word = fold(word)
    if len(word) < _SHORTEST or not word.isalpha() or any(index.frequency("text", stem) for stem in index.stems(word)):
        return None
    furthest = 2 if len(word) >= _TWO_EDITS_FROM else 1
    near = _nearest(word, index.words_starting(word[0]), furthest)
    return near or _nearest(word, [(w, n) for w, n in index.words_starting(word[1]) if w[0] != word[0]], 1)


def _nearest(word: str, vocabulary: list[tuple[str, int]], furthest: int) -> str | None:
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import extract

    papers = {known: n for known, n in vocabulary if abs(len(known) - len(word)) <= furthest and known.isalpha()}
    near = extract(word, list(papers), scorer=OSA.distance, score_cutoff=furthest, limit=None)

    def rank(found: tuple[str, float, int]) -> tuple[bool, float, float, str]:
        known, edits, _ = found
        likeness = JaroWinkler.similarity(word, known) + _FREQUENCY * log10(papers[known])
        return papers[known] < _RARE, edits, -likeness, known

    return min(near, key=rank)[0] if near else None
