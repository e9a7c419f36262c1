"""Texts in the forms by which their words are compared, in scripts that English rules do not suit.

Whatever is put into the index, and whatever it is asked for, goes through here.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from papercli.patterns import late
from papercli.text import fold_run, simplify

# Scripts without blanks between words, or with particles written at their ends: East Asian ones
# (Han, kana, Hangul), Thai, Lao, Tibetan, Burmese and Khmer.
_UNSPACED = late(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eca\u0edc-\u0edf\u0f40-\u0fbc\u1000-\u103f\u1050-\u109f\u1780-\u17d2]+"
)
# A number below or above the line, in LaTeX: CO$_2$, $L^{2}$.
_SCRIPT_NUMBER = late(r"\$?[_^]\{?([0-9]+)\}?\$?")
_GREEK_LETTER = late("(?<![α-ω])[α-ω](?![α-ω])")
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega".split(),
        strict=True,
    )
)
# Letters of one sound that Arabic and Persian keyboards write differently, and the stroke that
# only makes a word longer.
_ARABIC = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC TATWEEL}": None,
    }
)
_AROUND = "\"'.,;:!?()[]{}"
_VOICED = frozenset("\u3099\u309a")  # the marks that tell が from か: no accents
_UMLAUT = late("[äöüøå]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def as_words(text: str) -> str:
    """Return `text` without case and accents in every script.

    What has no blanks between its words becomes pairs of characters, each a word. A single Greek
    letter is a word of its own: TNFα as TNF α.
    """
    return text if text.isascii() else _fold(text)


def as_stems(text: str) -> str:
    """Return the same with the names of single Greek letters: TNF-α as TNF-alpha."""
    if text.isascii():
        return text
    return _GREEK_LETTER.sub(lambda found: _GREEK[found[0]], as_words(text))


def letter_named(word: str) -> str | None:
    """Return the Greek letter of this name."""
    return next((letter for letter, name in _GREEK.items() if name == word), None)


def spelt_out(text: str) -> str:
    """Return the words of `text` that have an umlaut, as people write them who lack the key: Mueller."""
    if text.isascii() or not _UMLAUT.search(folded := text.casefold()):
        return ""
    return " ".join(
        word.strip(_AROUND).translate(_UMLAUTS) for word in folded.split() if _UMLAUT.search(word)
    )


def without_remark(run: str) -> str:
    """Return a word without the round brackets of a remark that begins or ends with it; other runs as they are."""
    word = run.strip("()")
    return word if word.replace("-", "").isalnum() else run


def as_run(run: str) -> str:
    """Return a run of letters and signs, folded, with numbers above and below the line on it: O(n^2) as O(n²)."""
    folded = fold_run(run)
    return _SCRIPT_NUMBER.sub(r"\1", folded) if "_" in folded or "^" in folded else folded


def is_unspaced(text: str) -> bool:
    """Say whether `text` has letters of a script without blanks between its words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


@lru_cache(maxsize=16)  # a query is looked at many times
def _fold(text: str) -> str:
    folded = " ".join(map(_fold_run, text.split()))
    return _GREEK_LETTER.sub(r" \g<0> ", folded)


@lru_cache(maxsize=4096)
def _fold_run(run: str) -> str:
    if run.isascii():
        return run  # the index folds its case, and acronyms are told by theirs
    decomposed = unicodedata.normalize("NFKD", run.casefold()).translate(_ARABIC)
    bare = "".join(c for c in decomposed if c in _VOICED or not unicodedata.combining(c))
    return _UNSPACED.sub(_in_pairs, simplify(unicodedata.normalize("NFC", bare).casefold()))


def _in_pairs(found: re.Match[str]) -> str:
    run = found[0]
    pairs = map("".join, pairwise(run)) if len(run) > 1 else run
    return f" {' '.join(pairs)} "
