"""Words that occur nowhere, corrected to the nearest word that does."""

from math import log10

from papercli.index import Index
from papercli.search.nodes import And, Not, Or, Phrase, Query, Word
from papercli.text import fold

_SHORTEST = 4  # letters; a shorter word is as near to any other
_TWO_EDITS_FROM = 6  # letters from which on two slips are still the same word
_FREQUENCY = 0.02  # what a word ten times as frequent has over another of the same distance, in Jaro-Winkler similarity
_RARE = 2  # a word of fewer papers may itself be a slip; it counts only when there is no other
_MOST_CORRECTED = 8  # words of one query,
_MOST_TRIED = (
    40  # and words that a correction is looked for: each is held against all words of the library
)


def correct_query(index: Index, tree: Query) -> tuple[Query, list[tuple[str, str]], int]:
    """Return `tree` with the words that occur nowhere corrected, what was corrected to what, and how many more words occur nowhere."""
    fixes: dict[str, str] = {}
    tried: set[str] = set()
    untried: set[str] = set()

    def fixed(word: str) -> str:
        if word in tried or not occurs_nowhere(index, word):
            return fixes.get(word, word)
        if len(fixes) == _MOST_CORRECTED or len(tried) == _MOST_TRIED:
            untried.add(word)
            return word
        tried.add(word)
        if right := correct(index, word):
            fixes[word] = right
        return right or word

    def fix(query: Query) -> Query:
        match query:
            case Word(text, _, False):
                return query._replace(text=fixed(text.strip(".,;:!?()[]\"'")))
            case Phrase(text):
                return query._replace(text=" ".join(map(fixed, text.split())))
            case Not(inner):
                return Not(fix(inner))
            case And(parts):
                return And(tuple(map(fix, parts)))
            case Or(parts):
                return Or(tuple(map(fix, parts)))
            case _:
                return query

    return fix(tree), list(fixes.items()), len(untried)


def occurs_nowhere(index: Index, word: str) -> bool:
    """Say whether `word` is long enough to be known when it is misspelt, and stands in no paper."""
    word = fold(word)
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not any(index.frequency("text", stem) for stem in index.stems(word))
    )


def correct(index: Index, word: str) -> str | None:
    """Return the word of the library nearest to `word`.

    None when it occurs itself, or when nothing is near.

    Nearest by optimal string alignment distance (Levenshtein's with swaps), then by Jaro-Winkler
    similarity and frequency: the noisier the guess, the likelier the common word. The first letter
    counts: people seldom get it wrong, other than by leaving it out or swapping it with the next.
    """
    if not occurs_nowhere(index, word):
        return None
    word = fold(word)
    furthest = 2 if len(word) >= _TWO_EDITS_FROM else 1
    near = _nearest(word, index.words_starting(word[0]), furthest)
    return near or _nearest(
        word, [(w, n) for w, n in index.words_starting(word[1]) if w[0] != word[0]], 1
    )


def _nearest(word: str, vocabulary: list[tuple[str, int]], furthest: int) -> str | None:
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import extract

    papers = {
        known: n
        for known, n in vocabulary
        if abs(len(known) - len(word)) <= furthest and known.isalpha()
    }
    near = extract(word, list(papers), scorer=OSA.distance, score_cutoff=furthest, limit=None)

    def rank(found: tuple[str, float, int]) -> tuple[bool, float, float, str]:
        known, edits, _ = found
        likeness = JaroWinkler.similarity(word, known) + _FREQUENCY * log10(papers[known])
        return papers[known] < _RARE, edits, -likeness, known

    return min(near, key=rank)[0] if near else None
