"""Venues whose words are cut short, as ISO 4 has it: told by their full stops, for no list holds all such words."""

import re

from papercli.dumps.references.abbreviations import VENUE_WORDS
from papercli.patterns import late

ACRONYM_BEHIND = late(r"\s\([A-Z][\w'’/& -]{1,20}\)$")
# Words that end so are written out; those that are cut end before a vowel.
_WHOLE = late(
    r"(?:[aeiouyé]|ing|tion|sion|ness|ment|ance|ics|ism|ists?|ers|ors|ies|tions|ings|ments|eds?|als)$",
    re.IGNORECASE,
)
_STILL_CUT = frozenset(
    {"ga", "la", "pa", "va", "econ", "manage", "mater", "med", "quant", "assist", "exist", "resist"}
)


def is_abbreviated(word: str) -> bool:
    """Say whether a word before a full stop is one that venues are abbreviated with."""
    return bool(word) and (
        (len(word) == 1 and word.isupper())
        or (word.lower() in VENUE_WORDS and not word.islower())
        or ("." in word and word.replace(".", "").isupper())
        or (word.isupper() and len(word) < 6)
    )


def is_shortened(text: str, *, stopped: bool) -> bool:
    """Say whether a text is a venue with most of its words cut short, as in `IEEE Signal Process. Lett.`.

    Every word has a capital, for those that have none are left out. `stopped` says that a full stop stood
    behind the last.
    """
    words = ACRONYM_BEHIND.sub("", text).split()
    if len(words) < 2 or not all(word[0].isupper() or word == "&" for word in words):
        return False
    if stopped or words[-1].lower() in VENUE_WORDS:
        words[-1] = f"{words[-1].rstrip('.')}."
    own = [word for word in words if word != "&" and not (word.isupper() and len(word) > 2)]
    cut = [word for word in own if word.endswith(".")]
    return (
        2 * len(cut) > len(own)
        and all(is_abbreviated(word[:-1]) or may_be_cut(word[:-1]) for word in cut)
        and (words[-1].endswith(".") or words[-1].isupper())
    )


def is_cut(venue: str) -> bool:
    """Say whether the full stop behind a venue is that of its last word, which is cut short, as in `Acta Math.`."""
    return venue.rpartition(" ")[2].lower() in VENUE_WORDS or is_shortened(venue, stopped=True)


def may_be_cut(word: str) -> bool:
    """Say whether a word may be one that is cut short: it ends before a vowel."""
    return len(word) < 14 and (word.lower() in _STILL_CUT or _WHOLE.search(word) is None)
