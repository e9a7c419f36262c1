"""The parser of author names: from however a name is written to its parts, and to how it is read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from papercli.model import Name
from papercli.name_words import (
    AMBIGUOUS_DEGREES,
    COMPANY,
    DEGREE_ENDS,
    LIKE_INITIALS,
    OF_ORGANISATIONS,
    SUFFIX,
    SUFFIX_ALONE,
    is_degree,
    is_one_degree,
    is_organisation,
)
from papercli.patterns import late
from papercli.text import clean


class Author(NamedTuple):
    """One author: the display form, and the parts as far as the source gave them."""

    display: str
    name: Name


UNKNOWN = Name()
OTHERS = Name(literal="others")  # the rest of a list that was cut short, as BibTeX calls it

# arXiv has these as family names, with the rest as given names.
_GROUPS = frozenset({"collaboration", "collaborations", "consortium"})
_OTHERS = frozenset({"others", "et al", "et al.", "and others", "..."})
# Words before a family name that belong to it when written in lower case: Ludwig van Beethoven, Guido van Rossum.
PARTICLES = frozenset(
    "al af av bin ben da dal dalla das de degli dei del della den der des di do dos du el ibn la le lo op 't ten ter te van vom von zu zum zur".split()
)
_PLAIN = late(r"(?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z][a-z]+| [A-Z]\.)* [A-Z][a-z]+")
# The same in capitals. Van and Thi are given names in Vietnam.
_CAPITAL_PARTICLES = frozenset("Al De Del Della Di Du El La Le St. Saint Ter Ten Von".split())
_NOT_PLAIN = frozenset(
    {
        *OF_ORGANISATIONS,
        *map(str.lower, _CAPITAL_PARTICLES),
        "colleagues",
        "dr",
        "prof",
        "professor",
        "jr",
        "sr",
        "phd",
        "msc",
        "bsc",
        "and",
        "others",
    }
)
_INITIALS = late(r"(?:[^\W\d_]\.?-?){1,3}")
_LED_BY_INITIAL = late(r"(?:[^\W\d_]\.\s*)+[^\W\d_]{2}")
_LONG_WORD = late(r"[^\W\d_][^\W\d_'\u2019-]{2,}", re.UNICODE)
_DOTTED_LAST = late(r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)*) ((?:[^\W\d_a-z]\.[\s-]?)+)")
_COMMA = late(r"(?:(?<!\s)\s++)?,\s*")


def read_name(text: str, *, inverted: bool = False) -> Author:
    """Return the author of one clean name.

    Inverted names are turned and their parts kept; others stay as they are. In a format whose names
    are `inverted`, what follows a comma is rather a given name than a degree.
    """
    if "," in text:
        return from_commas([part for part in _COMMA.split(text) if part], inverted=inverted)
    end = text[-1:]
    if end == "." or end.isupper() or text.endswith(DEGREE_ENDS):
        text = _without_degrees(text, least=2)
        if "." in text and (turned := _DOTTED_LAST.fullmatch(text)):
            return Author(f"{turned[2].strip()} {turned[1]}", UNKNOWN)
    return Author(text, UNKNOWN)


def from_commas(parts: Sequence[str], *, inverted: bool = False) -> Author:
    """Return the author whose name is in these parts, between commas.

    It is `Family, Given`, with suffixes and academic degrees anywhere.
    """
    if not parts:
        return Author("", UNKNOWN)
    first, *rest = parts
    if SUFFIX.fullmatch(first) and rest:  # "Jr., Martin Luther King", but not "Senior, Andrew"
        first, *rest = (*rest, first)
    if not rest:
        return read_name(first)
    whole = ", ".join((first, *rest))
    if (
        any(map(COMPANY.fullmatch, rest))
        or (" " in first and is_organisation(first))
        or any(map(_names_organisation, rest))
    ):
        return from_literal(whole)
    is_display = _is_in_order(first)  # "John Doe", behind which there may be but a degree
    if inverted and any(" " in part and _may_be_initials(part) for part in rest):
        is_display = False  # "García Márquez, M. D.", but not "Doe, MD"
    suffixes = [part for part in rest if SUFFIX_ALONE.fullmatch(part)]
    if len(rest) == 1 and " " not in first and rest[0] in LIKE_INITIALS:
        suffixes = []  # a suffix follows given names, and here are none
    given: list[str] = []
    for part in rest:
        if part not in suffixes and not _is_degree_behind(
            part, has_given=bool(given), is_display=is_display
        ):
            given.append(part)
    if len(given) > 1:  # "Doe, MD, John": in BibTeX the given names come last
        given = [part for part in given if not is_degree(part)]
    if len(given) > 1 or (given and _LED_BY_INITIAL.match(first)):
        return from_literal(whole)
    if given:
        return from_parts(dotted(given[0]), first, ", ".join(suffixes))
    if is_display:
        return Author(" ".join((read_name(first).display, *suffixes)), UNKNOWN)
    return from_parts("", first, ", ".join(suffixes))


def from_parts(given: str, family: str, suffix: str = "") -> Author:
    """Return the author whose name has these parts, any of which may be empty.

    Degrees are dropped, and suffixes are put where they belong.
    """
    given, given_suffixes = _without_tail(clean(given))
    family, family_suffixes = _without_tail(clean(family))
    own = [part for part in _COMMA.split(clean(suffix)) if part and not is_degree(part)]
    if not family:
        given, family = "", given
    if not family:
        return Author("", UNKNOWN)
    suffix = " ".join(dict.fromkeys((*own, *family_suffixes, *given_suffixes)))
    if given and family.lower() in _GROUPS:
        return from_literal(f"{given} {family}")
    if not given and not suffix and not family[0].islower():
        return from_literal(family)  # alone it is a name in one piece: Plato, OpenAI
    family, given = (clean(part.replace(",", " ")) for part in (family, given))
    name = Name(family, given or None, suffix or None)
    return Author(clean(name.display), name)


def from_literal(text: str) -> Author:
    """Return the author whose name is one piece."""
    return Author(text, Name(literal=text)) if text else Author("", UNKNOWN)


def from_initials(family: str, initials: str, suffix: str = "") -> Author:
    """Return the author of whose given names only initials are known: `Lovelace`, `AK`."""
    return from_parts(dotted(initials), family, suffix)


def dotted(given: str) -> str:
    """Return given names with `AK` as `A. K.`; a given name of more than three letters is no initials."""
    if given.isupper() and given.isalpha() and given.isascii() and len(given) <= 3:
        return ". ".join(given) + "."
    return given


def names_of(authors: Sequence[str], known: Sequence[Name]) -> tuple[Name, ...]:
    """Return the parts of all authors' names: as the source gave them, else as they are read."""
    if len(known) != len(authors):  # there are none, or somebody changed one of both
        return tuple(map(split_name, authors))
    both = zip(authors, known, strict=True)
    return tuple(name if name.is_known else split_name(author) for author, name in both)


def is_plain(text: str) -> bool:
    """Say whether a name is like most: "Ada K. Lovelace", the family name last, in letters that no format has to escape."""
    if _PLAIN.fullmatch(text) is None:
        return False
    lowered = text.lower()
    return _NOT_PLAIN.isdisjoint(lowered.split()) and "universit" not in lowered


def split_name(text: str) -> Name:
    """Return the parts of one name, whether it is written "Ada Lovelace", "Lovelace, Ada" or "Lovelace A"; a guess where no comma tells."""
    if text.lower() in _OTHERS:
        return OTHERS
    if is_plain(text):
        given, _, family = text.rpartition(" ")
        return Name(family, given)
    if is_organisation(text):
        return Name(literal=text)
    if "," in text:
        text, name = from_commas([part for part in _COMMA.split(text) if part])
        if name.is_known:
            return name
    words = _without_degrees(text, least=2).split()
    if len(words) < 2:
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else None
    return _split_words(words, suffix)


def _split_words(words: list[str], suffix: str | None) -> Name:
    initials = len(words)
    while initials and _is_initials(words[initials - 1]):
        initials -= 1
    if 0 < initials < len(words) and all(
        _LONG_WORD.match(word) or word in PARTICLES for word in words[:initials]
    ):
        return Name(" ".join(words[:initials]), " ".join(words[initials:]), suffix)
    start = len(words) - 1
    for at, word in enumerate(words[:-1]):
        if word in PARTICLES:
            start = at
            break
    # "Martin Van den Bulte".
    if len(words) > 2 and words[-2] in _CAPITAL_PARTICLES:  # "Ursula K. Le Guin"
        start = min(start, len(words) - 2)
    if "y" in words[2:-1]:  # "José Ortega y Gasset"
        start = min(start, words.index("y", 2) - 1)
    if (
        0 < start < len(words) - 1
        and words[start - 1].lower() in {"van", "von", "de"}
        and start > 1
    ):
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]) or None, suffix)


def _is_initials(word: str) -> bool:
    return word.isupper() and _INITIALS.fullmatch(word) is not None


def _names_organisation(part: str) -> bool:
    return " " in part and is_organisation(part)


def _is_in_order(text: str) -> bool:
    """Say whether a text before a comma can be a whole name: `John Doe`, and not `van Dyke`."""
    first, _, rest = text.partition(" ")
    return bool(rest) and not first[0].islower() and first.lower() not in PARTICLES


def _is_degree_behind(part: str, *, has_given: bool, is_display: bool) -> bool:
    """Say whether a part of a name is a degree.

    `Doe, MD` has initials; `John Doe, MD` and `Doe, Ann, MD` have a degree.
    """
    if is_degree(part):
        return has_given or is_display or not _may_be_initials(part)
    letters = part.replace(".", "").replace(" ", "")
    return has_given and letters.isupper() and letters.lower() in AMBIGUOUS_DEGREES


def _may_be_initials(text: str) -> bool:
    pieces = text.replace(".", " ").split()
    bare = "".join(pieces)
    return all(len(piece) == 1 for piece in pieces) or (bare.isupper() and len(bare) <= 3)


def _without_degrees(text: str, *, least: int) -> str:
    """Return a name without the degrees behind it; `least` words stay, for `Smith MD` has initials."""
    words = text.split()
    while len(words) > least and (
        count := 2
        if len(words) > least + 1 and is_one_degree(" ".join(words[-2:]))
        else int(is_one_degree(words[-1]))
    ):
        # "Jane M. D.": initials as likely.
        if count == 2 and len(words[-2]) == 2 and words[-2] != "Ph":
            break
        del words[-count:]
    return " ".join(words)


def _without_tail(part: str) -> tuple[str, list[str]]:
    """Return family or given names without the suffixes and degrees behind them, and the suffixes."""
    if " " not in part:
        return part, []
    first, *rest = _COMMA.split(part)
    suffixes = [each for each in rest if SUFFIX_ALONE.fullmatch(each)]
    others = [each for each in rest if each not in suffixes and not is_degree(each)]
    if others:
        return part, []
    words = _without_degrees(first, least=1).split()
    while len(words) > 1 and SUFFIX.fullmatch(words[-1]):
        suffixes.insert(0, words.pop())
    return " ".join(words), suffixes
