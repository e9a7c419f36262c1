"""What the names in references are made of: given and family names, initials, organisations."""

import re
from collections.abc import Sequence

from papercli.dumps.people import read_parts
from papercli.name_words import is_organisation, is_suffix
from papercli.names import PARTICLES as BEFORE_FAMILIES
from papercli.names import Author
from papercli.patterns import late

PARTICLES = BEFORE_FAMILIES | frozenset("abu auf e saint st st. y".split())
# Words that names seldom have and titles often do.
_NOT_NAMES = frozenset(
    """
    a an the of on in for with and to from via using towards toward by at as is are how what why when where who whose whom which
    learning deep neural network networks analysis model models modelling modeling method methods system systems theory introduction
    review survey study studies approach approaches data science sciences language languages image images research handbook guide
    machine computer computing quantum statistical algorithms algorithm journal proceedings conference nature report
    abstract references bibliography chapter section week reading readings lecture university institute department
    """.split()
)
# One letter, or what stands for one sound elsewhere; three letters and a full stop may end a sentence.
_INITIAL = r"(?:[A-Z\u00c0-\u00de\u0100-\u0178\u0386-\u03a9\u0400-\u042f]|Ch|Chr|Dzh|Fr|Geo|Jos|Kh|Ph|Sh|St|Th|Ts|Wm|Ya|Ye|Yu|Zh|Ju|Je|Ja|Md)\."
_INITIALS = late(
    rf"(?:{_INITIAL}|[A-Z\u00c0-\u00de](?![a-z\u00df-\u00ff]))(?:\s?[-‐‑–]?\s?(?:{_INITIAL}|[A-Z\u00c0-\u00de](?![a-z\u00df-\u00ff]))){{0,5}}"
)
_BARE = late(r"[A-Z\u00c0-\u00de\u0100-\u0178](?:-?[A-Z\u00c0-\u00de\u0100-\u0178]){0,3}")
_VOWEL = late(r"[AEIOUY\u00c0-\u00c6\u00c8-\u00cf\u00d2-\u00d6\u00d8-\u00dd]")
_RUN_TOGETHER = late(r"(\.)(?=[^\W\d_])")  # "A.B."
_UNDOTTED = late(r"(?<=[\s.-])[A-Z\u00c0-\u00de]$")
_GROUP_END = late(
    r"\b(?:collaborations?|consortium|team|group|initiative|investigators|society|association|institute|foundation|agency|organi[sz]ation|network|committee|council)$|^university\sof\b",
    re.IGNORECASE,
)
_RUN = late(r"[A-Z\u00c0-\u00de]{2}")
_OF = frozenset({"of", "for", "on"})  # as in names of organisations only
_SIGNS = str.maketrans("", "", "'’‘ʼ`ʻ-‐‑–.·")


def split_natural(text: str) -> tuple[str, str] | None:
    """Return the given and family names in `A. B. van der Quill`, or None."""
    text = re.sub(r"(?<=[A-Z]\.)(?=[A-Z])", " ", text)
    words = text.split()
    if not 2 <= len(words) <= 7 or any(
        word.lower() in _NOT_NAMES for word in words if len(word.rstrip(".")) > 1
    ):
        return None
    at = 1
    while at < len(words) - 1 and (
        is_initials(words[at]) or (_is_word(words[at]) and words[at].lower() not in PARTICLES)
    ):
        at += 1
    given, family = " ".join(words[:at]), " ".join(words[at:])
    if (
        not (is_initials(given) or is_given(given))
        or not is_family(family)
        or len(family.translate(_SIGNS)) < 2
    ):
        return None
    if family.isupper() and len(family) < 4 and not given.isupper():
        return None  # "Quill AB"
    return given, family


def named(given: str, family: str, suffix: str) -> Author:
    """Return the author whose name has these parts, initials with full stops.

    Capitals beside a name in capitals stay as they are: they may be one, too.
    """
    if _BARE.fullmatch(given.replace(" ", "")) and not has_word(given, family):
        given = with_stops(given)
    given = _RUN_TOGETHER.sub(r"\1 ", given)
    return read_parts(_UNDOTTED.sub(r"\g<0>.", given), family, suffix)


def with_stops(letters: str) -> str:
    """Return initials with full stops: `A. B.` for `AB`."""
    parts = re.sub(r"[\s.]", "", letters).split("-")
    return "-".join(". ".join(part) + "." for part in parts)


def may_be_word(letters: str) -> bool:
    """Say whether capitals may be a name and no initials: `LEI`, `NA`."""
    return (
        len(letters) > 1
        and letters.isalpha()
        and letters.isupper()
        and _VOWEL.search(letters) is not None
    )


def has_word(given: str, family: str) -> bool:
    """Say whether a given name in capitals may be spelt out, for so is the family name: `LEI` in `WANG, LEI`."""
    return len(family) > 1 and family.isupper() and any(map(may_be_word, given.split()))


def are_words(parts: Sequence[str]) -> bool:
    """Say whether capitals in a list of names may be names: none can only be initials, or one is long for such."""
    words = [part for part in parts if may_be_word(part)]
    others = [part for part in parts if is_initials(part) and part not in words]
    return bool(words) and (not others or max(map(len, words)) > 2)


def may_end_given(family: str, initials: str) -> bool:
    """Say whether these may be a family name, a given name and one initial: `Quill Ada` and `B.`, `Le Ada` and `B.`."""
    return (
        sum(word not in PARTICLES for word in family.split()) > 1 and len(initials.strip(".")) == 1
    )


def may_be_listed(text: str) -> bool:
    """Say whether an organisation may stand among persons: `the WREN Collaboration`."""
    words = text.split()
    return (
        0 < len(words) < 9
        and _GROUP_END.search(text) is not None
        and all(
            word[0].isupper() or word in {"of", "the", "and", "for", "on", "de"} for word in words
        )
        and words[0].lower() not in _NOT_NAMES - {"the"}
    )


def is_initials(text: str) -> bool:
    """Say whether a text is nothing but initials: `A. B.`, `J.-P.`, `AB`, `Yu. M. van`."""
    words = _before_particles(text)
    if "." in text and _RUN.search(text):
        return False
    return bool(words) and _INITIALS.fullmatch(" ".join(words)) is not None


def is_family(text: str) -> bool:
    """Say whether a text can be a family name."""
    words = text.split()
    if not 1 <= len(words) <= 5 or text.lower() in _NOT_NAMES:
        return False
    own = _own_words(words)
    if any(word.endswith(".") for word in words if word not in {"St.", "Ste."}):
        return False
    if not text.isupper() and any(map(_ends_name, words[1:])):
        return False
    return (
        bool(own)
        and all(map(_is_word, own))
        and max(len(word.translate(_SIGNS)) for word in own) > 1
    )


def _own_words(words: Sequence[str]) -> list[str]:
    """Return the words of a family name without particles; the last may look like one: `Le`, `Du`, `Ben`."""
    *before, last = words
    own = [word for word in before if word.lower() not in PARTICLES]
    return [*own, last] if last[0].isupper() or last not in PARTICLES else own


def _ends_name(word: str) -> bool:
    """Say whether a word behind a family name is its initials."""
    return word.isupper() and is_initials(word) and not is_suffix(word)


def _before_particles(text: str) -> list[str]:
    """Return the words of a text without the particles behind them: those of the family name in `Yu. M. van`."""
    words = text.split()
    while len(words) > 1 and words[-1] in PARTICLES:
        words.pop()
    return words


def is_given(text: str) -> bool:
    """Say whether a text can be given names."""
    words = _before_particles(text)
    return 0 < len(words) <= 5 and all(
        is_initials(word) or (_is_word(word) and word.lower() not in _NOT_NAMES) for word in words
    )


def _is_word(word: str) -> bool:
    """Say whether a word is written as a part of a name is."""
    bare = word.translate(_SIGNS)
    if not bare.isalpha() or "." in word:
        return False
    return (
        not bare[0].islower()
        or word[:2].lower() in {"d'", "d’", "l'", "l’", "al"}
        or "-" in word[:4]
    )


def is_doubtful(text: str) -> bool:
    """Say whether a name is two or three words that may as well be a title."""
    return "," not in text and "." not in text


def may_be_group(text: str) -> bool:
    """Say whether a text can be the name of an organisation that is the only author."""
    words = text.rstrip(".").split()
    if (
        not words
        or len(words) > 9
        or not text[0].isupper()
        or "." in text.rstrip(".")
        or "," in text
    ):
        return False
    if is_organisation(text):
        return True
    return (
        len(words) < 6
        and ("and" not in words or not _OF.isdisjoint(words))  # "Quill and Rook" are two
        and all(
            word[0].isupper() or word in {"of", "the", "and", "for", "on", "de"} for word in words
        )
        and (words[0].lower() not in _NOT_NAMES or words[0] == "The")
    )
