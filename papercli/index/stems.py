"""From a stem back to the words that it may come from: the Snowball stemmer for English, turned round.

A stem is the beginning of its words but for its last letters (Porter, "Snowball", 2001, "The English
(Porter2) stemming algorithm"), and for that of dying.
"""

from collections.abc import Iterator, Sequence

from papercli.index.forms import as_stems, letter_named
from papercli.index.schema import stem_analyzer

# Letters at the end of a stem that its words may not have: sensibl is the stem of sensibility.
_CHANGED = 3
_SHORTEST = 2  # letters that a word has in common with its stem where it follows the rules


def beginnings(stem: str) -> Iterator[str]:
    """Yield beginnings of the words that `stem` may come from; those of other words begin so, too."""
    yield stem[: max(_SHORTEST, len(stem) - _CHANGED)]
    if len(stem) == len("die") and stem.endswith("ie"):
        yield f"{stem[0]}ying"
    if letter := letter_named(stem):
        yield letter


def words_with_stem(stem: str, words: Sequence[str]) -> Iterator[str]:
    """Yield those of the folded words that have `stem`; each is a run of letters and digits."""
    plain = [word for word in words if word.isascii()]
    stems = stem_analyzer().analyze(" ".join(plain))
    yield from (word for word, found in zip(plain, stems, strict=True) if found == stem)
    for word in words:
        if not word.isascii() and stem in stem_analyzer().analyze(as_stems(word)):
            yield word
