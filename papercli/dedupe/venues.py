"""Venues compared: names in whatever way they were abbreviated."""

from functools import lru_cache
from itertools import product

from papercli.dedupe.places import Relation
from papercli.dedupe.venue_names import GENERIC, PROCEEDINGS, Kind, Venue, is_slip

_LEAST_ACRONYM, _LONGEST_ACRONYM = 3, 12
_LEAST_SLIPPED = 8  # letters of a word that is still known with one of them wrong
_LEAST_HEAD = 6  # letters of a venue's name that can stand for a longer one
_STEM = 4  # letters that words of one field share,
_ROOT = 6  # and those that stand for each other: computing, computation
_SMALL = frozenset("the of in on and for a an at to der die das und de la le et y".split())


@lru_cache(maxsize=8192)
def relate_venues(left: Venue, right: Venue) -> Relation:
    """Compare two venues by their words, their abbreviations and their initials."""
    if not left.telling or not right.telling or left.is_latin is not right.is_latin:
        return Relation.UNKNOWN  # nothing is known of a name in another script
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
        or _shortens_all(left, right)
        or _shortens_all(right, left)
    )
    if (
        one_name
        and left.kind is not right.kind
        and Kind.INSTITUTION in (left.kind, right.kind)
        and len(left.telling) != len(right.telling)
    ):
        return Relation.DIFFERENT  # the Institute of Lichens, and Lichens
    if one_name or any(
        _is_called(one, other) or _has_acronym(one, other)
        for one, other in ((left, right), (right, left))
    ):
        kinds = {left.kind, right.kind} - {Kind.UNKNOWN, Kind.INSTITUTION}
        # "SIGMOD Record" and "SIGMOD Conference" share their name and are two venues.
        return Relation.NEAR if len(kinds) < 2 else Relation.DIFFERENT
    if left.kind is right.kind is Kind.THESIS:
        return Relation.UNKNOWN
    if any(_may_be_cut(one, other) for one, other in ((left, right), (right, left))):
        return Relation.UNKNOWN
    shared = len(set(left.telling) & set(right.telling))
    if shared > 1 or any(
        one[:_STEM] == other[:_STEM]
        for one, other in product(left.telling, right.telling)
        if len(one) >= _STEM
    ):
        return Relation.UNKNOWN  # parts of one name, or neighbours in a field: no telling
    return Relation.DIFFERENT


def _shortens_all(short: Venue, long: Venue) -> bool:
    """Say whether every word of a name is abbreviated, also the "research" that many have: Inj Res Q."""
    if not set(short.words) - GENERIC:
        return False
    one, other = (
        tuple(word for word in venue.words if word not in _SMALL) for venue in (short, long)
    )
    return len(one) == len(other) and _abbreviates(one, other)


def _may_be_cut(short: Venue, long: Venue) -> bool:
    """Say whether the name of a meeting breaks off where its acronym goes on: "Conference on Very", VLDB."""
    if long.kind is not Kind.MEETING or (len(long.telling) > 1 and not long.cut):
        return False
    initials = "".join(word[0] for word in long.telling)
    return any(
        _LEAST_ACRONYM <= len(word) <= _LONGEST_ACRONYM and word.startswith(initials)
        for word in short.telling
    )


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
    if len(short) >= _LEAST_SLIPPED and is_slip(short, long):
        return True
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= 5


def _is_called(long: Venue, short: Venue) -> bool:
    """Say whether the acronym that follows a name in brackets is what another venue goes by."""
    return bool(long.alias) and long.alias <= set(short.words)


def _has_acronym(short: Venue, long: Venue) -> bool:
    """Say whether a word of `short` spells `long`: VLDB, Very Large Data Bases."""
    orders = [long.words, *((long.words[long.sponsors :],) if long.sponsors else ())]
    for at, word in enumerate(long.words):
        # "Machine Learning: Proceedings of the ... International Conference".
        if at and word in PROCEEDINGS:
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
    idle = word in GENERIC or len(word) == 1
    most = 1 if idle else 2
    for taken in {*range(1, most + 1), len(word)}:  # all of it where it is an acronym itself: CACM
        if (
            acronym[:taken] == word[:taken]
            and len(acronym) >= taken
            and _spells(acronym[taken:], rest)
        ):
            return True
    return idle and _spells(acronym, rest)
