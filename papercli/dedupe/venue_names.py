"""The names of venues taken apart: what they are called, what kind they are, who holds them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from papercli.dedupe.words import ORDINAL, ORDINALS, TENS
from papercli.latex.plain import plain, unescape
from papercli.patterns import late
from papercli.text import read_number

_JOURNAL = frozenset(
    "journal j jour jrnl transactions trans record letters magazine bulletin archives".split()
)
_MEETING = frozenset(
    "conference conf proceedings proc workshop wkshp symposium symp sympos meeting congress".split()
)
# Words that many names share, so that they tell nothing.
GENERIC = (
    frozenset(TENS)
    | frozenset(ORDINALS)
    | _JOURNAL
    | _MEETING
    | frozenset(
        "the of in on and for a an at to der die das und de la le et y proceeding annual ann annu international intl int intern work"
        " acm ieee usenix aaai siam press series vol volume edition edn appear published online print official abstracts part ser new yearly"
        " national natl nat st nd rd th research advances special issue lecture notes rec united states america usa review reviews rev"
        " january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
        " pp p pages ed eds editor editors no forthcoming".split()
    )
)
_JOURNAL |= {"annals", "quarterly"}
_MEETING |= {"colloquium"}
PROCEEDINGS = frozenset({"proceedings", "proc"})
# What publishes reports and theses, and is no journal and no meeting.
_INSTITUTION = frozenset(
    "university universitat universitaet universite universidad universita universidade universiteit univ institute institut instituto department dept"
    " laboratory laboratories laboratoire lab school faculty college ministry agency foundation corporation".split()
)
# Whose name comes before that of a meeting, in capitals: "IEEE/RSJ International Conference on ...".
_SPONSORS = late(r"(?:\d{4}\s+)?((?:[A-Z]{2,7}(?:[/\s-]+|\s+and\s+)){1,4})(?=[A-Z][a-z]|\d)")
_TAIL = late(r"(?<!\W)\W++$")  # the signs at the end of a name, which dots cut off
_PREPRINT = late(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|corr|preprints?|research square|osf|eprint|e-print|hal|zenodo"
    r"|tech(?:nical)?\.?\s+rep(?:ort|\.)?|working papers?|unpublished|manuscript|submitted)\b",
    re.IGNORECASE,
)
_THESIS = late(
    r"\b(?:ph\.?\s?d|master'?s?|doctoral)\b.{0,12}\b(?:thesis|dissertation)\b|\bdissertation\b|\bthesis\b",
    re.IGNORECASE,
)
# "Lancet (London, England)", "Proceedings of ... (ACM Press, New York".
_ASIDE = late(r"(?<=[^\W\d_])\s*[(\[].*$")
_ALIAS = late(r"\(([A-Z][A-Za-z]{1,14}(?:-[A-Z][A-Za-z]{1,9})?)[ '\u2019-]{0,2}(?:\d{2,4})?\)")
# "com--puting": a word that was divided at the end of a line.
_DIVIDED = late(r"(?<=[^\W\d])--+\s?(?=[a-z])")
_LEAST_MISSPELT = 6  # letters of a word of proceedings that is still known with one of them wrong,
_OFTEN_MISSPELT = sorted(word for word in GENERIC if len(word) >= _LEAST_MISSPELT)
_LONGEST_NAME = 30  # words of a venue's name that are compared


class Kind(Enum):
    """What sort of place a venue is, as far as its name tells."""

    UNKNOWN = "unknown"
    JOURNAL = "journal"
    MEETING = "meeting"
    PREPRINT = "preprint"
    THESIS = "thesis"
    INSTITUTION = "institution"


# The types of papers that were printed, and where they appear.
PRINTED = {"article-journal": Kind.JOURNAL, "paper-conference": Kind.MEETING}


@dataclass(frozen=True, slots=True)
class Venue:
    """The name of a venue, taken apart."""

    words: tuple[str, ...]  # all words, folded, without numbers
    telling: tuple[str, ...]  # the words that are no "proceedings", "journal" or "of the"
    kind: Kind
    # The words of an acronym in brackets: cvpr of "... Computer Vision and Pattern Recognition
    # (CVPR)".
    alias: frozenset[str]
    # Of a meeting that is held again and again: 13 of "Thirteenth International Conference on ...".
    edition: int | None
    sponsors: int = 0  # words before the name: IEEE, CVF
    cut: bool = False  # ends in an ellipsis

    @property
    def is_latin(self) -> bool:
        """Whether the name is written in Latin letters."""
        return any(word.isascii() for word in self.telling)


@lru_cache(maxsize=4096)
def parse_venue(text: str, of_type: str | None) -> Venue:
    """Return the venue that `text` names; a CSL type helps to tell journal from meeting."""
    text = " ".join(unescape(text).split())
    alias = _ALIAS.search(text)
    sponsors = _SPONSORS.match(text)
    text = _ASIDE.sub("", text)
    numbered = [_mend(word) for word in plain(_DIVIDED.sub("", text)).split()]
    words = tuple(re.sub(r"[\d_]+", " ", " ".join(numbered)).split())[:_LONGEST_NAME]
    telling = tuple(word for word in words if word not in GENERIC and len(word) > 1) or tuple(
        word for word in words if len(word) > 1
    )
    present = set(words)
    journal, meeting = not present.isdisjoint(_JOURNAL), not present.isdisjoint(_MEETING)
    institution = not present.isdisjoint(_INSTITUTION)
    if _THESIS.search(text):
        kind = Kind.THESIS
    elif _PREPRINT.search(text):
        kind = Kind.PREPRINT
    elif journal != meeting:
        kind = Kind.JOURNAL if journal else Kind.MEETING
    elif institution and not journal and of_type not in PRINTED:
        kind = Kind.INSTITUTION
    elif journal:
        kind = Kind.UNKNOWN
    else:
        kind = PRINTED.get(of_type or "", Kind.UNKNOWN)
    return Venue(
        words,
        telling,
        kind,
        frozenset(plain(alias[1]).split() if alias else ()),
        _find_edition(numbered),
        len(plain(sponsors[1]).split()) if sponsors else 0,
        (tail := _TAIL.search(text)) is not None and ("..." in tail[0] or "\u2026" in tail[0]),
    )


def _mend(word: str) -> str:
    """Return the word of proceedings and journals that `word` misspells by a letter, or itself.

    "eigth", "confernce".
    """
    if len(word) < _LEAST_MISSPELT - 1 or word in GENERIC or word in _JOURNAL:
        return word
    return next((known for known in _OFTEN_MISSPELT if is_slip(word, known)), word)


def is_slip(word: str, other: str) -> bool:
    """Say whether two words differ by one letter that is left out, doubled or wrong.

    At the end it would be another form.
    """
    if word[0] != other[0] or word[-1] != other[-1] or abs(len(word) - len(other)) > 1:
        return False
    shared = next(
        (at for at, letters in enumerate(zip(word, other, strict=False)) if len(set(letters)) > 1),
        len(other),
    )
    rest, other_rest = word[shared:], other[shared:]
    return rest[1:] in (other_rest, other_rest[1:]) or rest == other_rest[1:]


def _find_edition(words: Iterable[str]) -> int | None:
    tens = 0
    for word in words:
        if ordinal := ORDINAL.fullmatch(word):
            return read_number(ordinal[1])
        if number := ORDINALS.get(word):
            return tens + number
        tens = TENS.get(word, 0)
    return None
