"""What the names in references are made of: given and family names, initials, organisations."""

import re

from papercli.dumps.people import read_parts
from papercli.name_words import is_organisation
from papercli.names import Author

PARTICLES = frozenset(
    "al af auf av bin ben da dal dalla das de degli dei del della den der des di do dos du e el ibn la le lo op 't ten ter te van vom "
    "von y zu zum zur st st. saint abu af".split()
)
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
_INITIALS = re.compile(
    rf"(?:{_INITIAL}|[A-Z\u00c0-\u00de](?![a-z\u00df-\u00ff]))(?:\s?[-‐‑–]?\s?(?:{_INITIAL}|[A-Z\u00c0-\u00de](?![a-z\u00df-\u00ff]))){{0,5}}"
)
_BARE = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u0178](?:-?[A-Z\u00c0-\u00de\u0100-\u0178]){0,3}")
_RUN_TOGETHER = re.compile(r"(\.)(?=[^\W\d_])")  # "A.B."
_UNDOTTED = re.compile(r"(?<=\.\s)[A-Z\u00c0-\u00de]$")
_GROUP_END = re.compile(
    r"\b(?:collaborations?|consortium|team|group|initiative|investigators|society|association|institute|foundation|agency|organi[sz]ation|network|committee|council)$|^university\sof\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"[A-Z\u00c0-\u00de]{2}")
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
    """Return the author whose name has these parts, initials with full stops."""
    if _BARE.fullmatch(given.replace(" ", "")):
        given = given.replace(" ", "")
        given = "-".join(". ".join(part) + "." for part in given.split("-"))
    given = _RUN_TOGETHER.sub(r"\1 ", given)
    return read_parts(_UNDOTTED.sub(r"\g<0>.", given), family, suffix)


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
    words = text.split()
    while len(words) > 1 and words[-1].lower() in PARTICLES:
        words.pop()
    if "." in text and _RUN.search(text):
        return False
    return bool(words) and _INITIALS.fullmatch(" ".join(words)) is not None


def is_family(text: str) -> bool:
    """Say whether a text can be a family name."""
    words = text.split()
    if not 1 <= len(words) <= 5 or text.lower() in _NOT_NAMES:
        return False
    named = [word for word in words if word.lower() not in PARTICLES]
    if any(word.endswith(".") for word in words if word not in {"St.", "Ste."}):
        return False
    return (
        bool(named)
        and all(map(_is_word, named))
        and max(len(word.translate(_SIGNS)) for word in named) > 1
    )


def is_given(text: str) -> bool:
    """Say whether a text can be given names."""
    words = text.split()
    while len(words) > 1 and words[-1].lower() in PARTICLES:
        words.pop()
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
    if len(words) > 9 or not text[0].isupper() or "." in text.rstrip(".") or "," in text:
        return False
    if is_organisation(text):
        return True
    return (
        len(words) < 6
        and all(
            word[0].isupper() or word in {"of", "the", "and", "for", "on", "de"} for word in words
        )
        and (words[0].lower() not in _NOT_NAMES or words[0] == "The")
    )
