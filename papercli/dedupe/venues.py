"""Venues compared: names in whatever way they were abbreviated."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product

from papercli.dedupe.normalise import plain, unescape
from papercli.dedupe.places import Relation
from papercli.text import read_number

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_GENERIC = (
    frozenset(_TENS)
    | frozenset(_ORDINALS)
    | frozenset(
        "the of in on and for a an at to der die das und de la le et y proc proceedings proceeding annual ann annu international intl int intern"
        " conference conf journal j jour jrnl workshop work wkshp symposium symp sympos meeting congress transactions trans acm ieee usenix aaai"
        " siam press series vol volume edition edn appear published online print official abstracts part ser new yearly national natl nat"
        " st nd rd th research archives advances special issue lecture notes record rec united states america usa"
        " letters magazine bulletin review reviews rev january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec pp p pages ed eds editor editors no vol appear forthcoming press".split()
    )
)
_JOURNAL = frozenset(
    "journal j jour jrnl transactions trans record letters magazine bulletin annals archives quarterly".split()
)
_MEETING = frozenset(
    "conference conf proceedings proc workshop wkshp symposium symp sympos meeting congress colloquium".split()
)
_PROCEEDINGS = frozenset({"proceedings", "proc"})
_PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|corr|preprints?|research square|osf|eprint|e-print|hal|zenodo"
    r"|tech(?:nical)?\.?\s+rep(?:ort|\.)?|working papers?|unpublished|manuscript|submitted)\b",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d|master'?s?|doctoral)\b.{0,12}\b(?:thesis|dissertation)\b|\bdissertation\b|\bthesis\b",
    re.IGNORECASE,
)
# "Lancet (London, England)", "Proceedings of ... (ACM Press, New York".
_ASIDE = re.compile(r"(?<=[^\W\d_])\s*[(\[].*$")
_ALIAS = re.compile(r"\(([A-Z][A-Za-z]{1,9}(?:-[A-Z][A-Za-z]{1,9})?)[ '\u2019-]{0,2}(?:\d{2,4})?\)")
# "com--puting": a word that was divided at the end of a line.
_DIVIDED = re.compile(r"(?<=[^\W\d])--+\s?(?=[a-z])")
_LEAST_ACRONYM, _LONGEST_ACRONYM = 3, 12
_LEAST_MISSPELT = 6  # letters of a word of proceedings that is still known with one of them wrong,
_OFTEN_MISSPELT = sorted(word for word in _GENERIC if len(word) >= _LEAST_MISSPELT)
_LEAST_SLIPPED = 8  # and of any other
_LEAST_HEAD = 6  # letters of a venue's name that can stand for a longer one
_STEM = 4  # letters that words of one field share,
_ROOT = 6  # and those that stand for each other: computing, computation
_LONGEST_NAME = 30  # words of a venue's name that are compared


class Kind(Enum):
    """What sort of place a venue is, as far as its name tells."""

    UNKNOWN = "unknown"
    JOURNAL = "journal"
    MEETING = "meeting"
    PREPRINT = "preprint"
    THESIS = "thesis"


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


@lru_cache(maxsize=4096)
def parse_venue(text: str, of_type: str | None) -> Venue:
    """Return the venue that `text` names; a CSL type helps to tell journal from meeting."""
    text = " ".join(unescape(text).split())
    alias = _ALIAS.search(text)
    text = _ASIDE.sub("", text)
    numbered = [_mend(word) for word in plain(_DIVIDED.sub("", text)).split()]
    words = tuple(re.sub(r"[\d_]+", " ", " ".join(numbered)).split())[:_LONGEST_NAME]
    telling = tuple(word for word in words if word not in _GENERIC and len(word) > 1) or tuple(
        word for word in words if len(word) > 1
    )
    present = set(words)
    journal, meeting = not present.isdisjoint(_JOURNAL), not present.isdisjoint(_MEETING)
    if _THESIS.search(text):
        kind = Kind.THESIS
    elif _PREPRINT.search(text):
        kind = Kind.PREPRINT
    elif journal != meeting:
        kind = Kind.JOURNAL if journal else Kind.MEETING
    elif journal or of_type is None:
        kind = Kind.UNKNOWN
    else:
        kind = {"article-journal": Kind.JOURNAL, "paper-conference": Kind.MEETING}.get(
            of_type, Kind.UNKNOWN
        )
    return Venue(
        words,
        telling,
        kind,
        frozenset(plain(alias[1]).split() if alias else ()),
        _find_edition(numbered),
    )


def _mend(word: str) -> str:
    """Return the word of proceedings and journals that `word` misspells by a letter, or itself.

    "eigth", "confernce".
    """
    if len(word) < _LEAST_MISSPELT - 1 or word in _GENERIC or word in _JOURNAL:
        return word
    return next((known for known in _OFTEN_MISSPELT if _is_slip(word, known)), word)


def _is_slip(word: str, other: str) -> bool:
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
        if ordinal := _ORDINAL.fullmatch(word):
            return read_number(ordinal[1])
        if number := _ORDINALS.get(word):
            return tens + number
        tens = _TENS.get(word, 0)
    return None


@lru_cache(maxsize=8192)
def relate_venues(left: Venue, right: Venue) -> Relation:
    """Compare two venues by their words, their abbreviations and their initials."""
    if not left.telling or not right.telling:
        return Relation.UNKNOWN
    if left.words == right.words or (
        left.telling == right.telling and left.kind is right.kind is not Kind.UNKNOWN
    ):
        return Relation.SAME
    short, long = sorted((left.telling, right.telling), key=len)
    if (
        len(short) < len(long)
        and long[: len(short)] == short
        and len("".join(short)) >= _LEAST_HEAD
    ):
        return Relation.NEAR  # "Pediatric Nephrology. Conference: 44th Annual Meeting of ..."
    one_name = (
        set(left.telling) == set(right.telling)
        or _abbreviates(left.telling, right.telling)
        or _abbreviates(right.telling, left.telling)
    )
    if one_name or any(
        _is_called(one, other) or _has_acronym(one, other)
        for one, other in ((left, right), (right, left))
    ):
        # "SIGMOD Record" and "SIGMOD Conference" share their name and are two venues.
        return (
            Relation.NEAR
            if Kind.UNKNOWN in (left.kind, right.kind) or left.kind is right.kind
            else Relation.DIFFERENT
        )
    if left.kind is right.kind is Kind.THESIS:
        return Relation.UNKNOWN
    shared = len(set(left.telling) & set(right.telling))
    if shared > 1 or any(
        one[:_STEM] == other[:_STEM]
        for one, other in product(left.telling, right.telling)
        if len(one) >= _STEM
    ):
        return Relation.UNKNOWN  # parts of one name, or neighbours in a field: no telling
    return Relation.DIFFERENT


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether every word of `short` abbreviates a word of `long`, in order."""
    words = iter(long)
    return bool(short) and all(any(_shortens(one, other) for other in words) for one in short)


def _shortens(short: str, long: str) -> bool:
    """Say whether `short` is cut from `long`: nephrol from nephrology, natl from national."""
    if (
        long.startswith(short)
        or (short.startswith(long) and len(long) >= _STEM)
        or short[:_ROOT] == long[:_ROOT]
    ):
        return True
    if len(short) < 3 or short[0] != long[0]:
        return False
    if len(short) >= _LEAST_SLIPPED and _is_slip(short, long):
        return True
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= 5


def _is_called(long: Venue, short: Venue) -> bool:
    """Say whether the acronym that follows a name in brackets is what another venue goes by."""
    return bool(long.alias) and long.alias <= set(short.words)


def _has_acronym(short: Venue, long: Venue) -> bool:
    """Say whether a word of `short` spells `long`: VLDB, Very Large Data Bases."""
    orders = [long.words]
    for at, word in enumerate(long.words):
        # "Machine Learning: Proceedings of the ... International Conference".
        if at and word in _PROCEEDINGS:
            orders.append(long.words[at:] + long.words[:at])
    if short.kind is not Kind.JOURNAL and any(
        word.removeprefix("sig") in short.telling for word in long.words if word.startswith("sig")
    ):
        return True
    return any(
        _spells(word[start:], words)
        for words in orders
        for word in short.words
        if _LEAST_ACRONYM <= len(word) <= _LONGEST_ACRONYM
        for start in range(min(4, len(word) - _LEAST_ACRONYM + 1))
        if start == 0 or (len(long.telling) > 1 and long.kind is not Kind.JOURNAL)
    )


@lru_cache(maxsize=4096)  # else a name of thirty times "of" would be tried in millions of ways
def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    """Say whether the first letters of `words`, in order, spell `acronym`.

    Every telling word has to take part.

    "Of" takes part also where an abbreviated name leaves it out: STOC, Sympos. Theory Comput.

    """
    if not words:
        return not acronym
    word, rest = words[0], words[1:]
    if acronym[:1] == "o" and word[0] != "o" and _spells(acronym[1:], words):
        return True
    idle = word in _GENERIC or len(word) == 1
    most = 1 if idle else 2
    for taken in {*range(1, most + 1), len(word)}:  # all of it where it is an acronym itself: CACM
        if (
            acronym[:taken] == word[:taken]
            and len(acronym) >= taken
            and _spells(acronym[taken:], rest)
        ):
            return True
    return idle and _spells(acronym, rest)
