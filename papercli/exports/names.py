"""Authors' names taken apart into what reference managers want: family name, given names, suffix.

Or a name that is one piece.
"""

import re
from dataclasses import dataclass

_OF_ORGANISATIONS = (
    "collaboration collaborations consortium team group groups institute institutes organisation organisations organization organizations project "
    "committee initiative foundation society association laboratory laboratories center centre department ministry agency council commission "
    "company corporation inc ltd gmbh llc alliance network investigators authors community"
).split()
_ORGANISATION = re.compile(rf"\b(?:universit\w+|{'|'.join(_OF_ORGANISATIONS)})\b\.?", re.IGNORECASE)
_OTHERS = frozenset({"others", "et al", "et al.", "and others", "..."})
_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv|phd|ph\.d\.|md|m\.d\.", re.IGNORECASE)
# Words before a family name that belong to it when written in lower case: Ludwig van Beethoven,
# Guido van Rossum.
_PARTICLES = frozenset(
    "al af av bin ben da dal dalla das de degli dei del della den der des di do dos du el ibn la le lo op 't ten ter te van vom von zu zum zur".split()
)
_PLAIN = re.compile(r"(?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z][a-z]+| [A-Z]\.)* [A-Z][a-z]+")
_NOT_PLAIN = frozenset({*_OF_ORGANISATIONS, "jr", "sr", "md", "phd", "and", "others"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_LONG_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019-]{2,}", re.UNICODE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """One author.

    An organisation, or a name that cannot be told apart, is all family name and `whole`.
    """

    family: str  # "van Beethoven"
    given: str = ""  # "Ludwig"
    suffix: str = ""  # "Jr."
    whole: bool = False  # to be shown as it is, never turned round or shortened


OTHERS = PersonName(
    "others", whole=True
)  # the rest of a list that was cut short, as BibTeX calls it


def is_plain(text: str) -> bool:
    """Say whether a name is like most: "Ada K.

    Lovelace", the family name last, in letters that no format has to escape.
    """
    if _PLAIN.fullmatch(text) is None:
        return False
    lowered = text.lower()
    return _NOT_PLAIN.isdisjoint(lowered.split()) and "universit" not in lowered


def split_name(text: str) -> PersonName:
    """Return the parts of one name, whether it is written "Ada Lovelace", "Lovelace, Ada" or "Lovelace A"."""
    if text.lower() in _OTHERS:
        return OTHERS
    if _ORGANISATION.search(text):
        return PersonName(text, whole=True)
    if is_plain(text):
        given, _, family = text.rpartition(" ")
        return PersonName(family, given)
    suffix = ""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and (
        at := next((at for at, part in enumerate(parts) if at and _SUFFIX.fullmatch(part)), 0)
    ):
        suffix = parts.pop(at)
    if len(parts) > 2 or not all(parts):
        return PersonName(text, whole=True)
    if len(parts) == 2:
        return PersonName(parts[0], parts[1], suffix)
    words = parts[0].split()
    if len(words) == 1:
        return PersonName(text, whole=True)
    if not suffix and len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    return _split_words(words, suffix)


def _split_words(words: list[str], suffix: str) -> PersonName:
    initials = len(words)
    while initials and _is_initials(words[initials - 1]):
        initials -= 1
    if 0 < initials < len(words) and all(
        _LONG_WORD.match(word) or word in _PARTICLES for word in words[:initials]
    ):
        return PersonName(" ".join(words[:initials]), " ".join(words[initials:]), suffix)
    start = len(words) - 1
    for at, word in enumerate(words[:-1]):
        if word in _PARTICLES:
            start = at
            break
    if (
        0 < start < len(words) - 1
        and words[start - 1].lower() in {"van", "von", "de"}
        and start > 1
    ):  # "Martin Van den Bulte"
        start -= 1
    return PersonName(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _is_initials(word: str) -> bool:
    return word.isupper() and _INITIALS.fullmatch(word) is not None
