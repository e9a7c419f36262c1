"""Author names, however a dump writes them.

"Ada Lovelace", "Lovelace, A.", "Lovelace A", or all of them in one string.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papercli.latex.plain import UNSPACED, decode_again, plain, unescape
from papercli.patterns import late

_LONGEST = 10_000  # characters of one string that are looked at for names
_MOST_NAMES = 60  # a collaboration signs with thousands; the first names tell papers apart as well as all of them

_ET_AL = late(r"\bet\.?\s+al\b\.?|\band\s+others\b|\.\.\.|\u2026", re.IGNORECASE)
_BETWEEN = late(r"\s*[;&|\u3001\uff1b]\s*|,?\s+\band\b\s+", re.IGNORECASE)
# "Tan A.Schulze A.O'Donnell C. P.": a capital right after the full stop of an initial begins the
# next name.
_RUN_TOGETHER = late(r"(?<=[A-Z]\.)(?=[A-Z][A-Za-z'\u2019-]{2})")
# "A. B. Lovelace G. Hopper": initials after a family name that had its own.
_NO_COMMA = late(r"(?<=[^\W\d_]{3})\s+(?=(?:[^\W\d_]\.\s*){1,3}[^\W\d_]{3})")
_LED_BY_INITIALS = late(r"(?:[^\W\d_]\.\s*){1,3}[^\W\d_]{3}")
_LONG_WORD = late(r"[^\W\d_]{3,}")
_LETTERS = late(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_NOT_A_NAME = late(r"[^\w\s'?-]|\d")
_LOST = late(r"[^\w?]")  # a question mark stands for a letter that a wrong encoding took
_INITIALS = late(r"(?:[^\W\d_]\.[\s-]*){1,4}|[A-Z]{1,3}|\w(?:[\s-]\w){0,3}")
_SMALL_NAMES = frozenset(
    "al bin da dal de del della den der di dos du el ibn la le ter van von zu zur".split()
)
_PARTICLES = _SMALL_NAMES | frozenset("jr sr ii iii phd md eds ed".split())
_NOBODY = frozenset("unknown anonymous anon others author authors na none null noauthor nn".split())
# An author with one of these words is a group, which one dump names beside its members, or in their
# place.
_COLLECTIVE = frozenset(
    "group groups study trial trials investigators collaboration collaborative collaborators committee society consortium network team association"
    " department organization organisation institute members writing working corporate".split()
)
# Names for short that do not begin with the letter of the whole name.
_SHORT_FOR = {
    short: letter
    for letter, names in {
        "a": "tony drew sasha",
        "c": "kate",
        "e": "ted betty beth liz gene",
        "g": "jenny",
        "m": "peggy",
        "r": "bob bobby dick",
        "w": "bill",
    }.items()
    for short in names.split()
}
_LEAST_SPELLING = 5  # letters a family name needs before one wrong letter in it is forgiven


@dataclass(frozen=True, slots=True)
class Name:
    """One author: the family name as far as it can be told, long words, initials of the rest."""

    family: str
    words: frozenset[str]
    initials: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamesShared:
    """How two lists of authors agree."""

    shared: int  # names in both
    fewer: int  # names in the shorter list
    more: int  # names in the longer list, and one for those that a list cut short leaves out
    first: bool  # the first authors match
    kin: bool  # some family name is in both, whatever the given names


@dataclass(frozen=True, slots=True)
class NameList:
    """The authors of one paper, parsed."""

    names: tuple[Name, ...]
    cut: bool = False  # there is at least one more


def parse_names(authors: Sequence[str], *, cut: bool = False) -> NameList:
    """Return the names in `authors`, whether each string holds one name or all of them.

    `cut` says that there are more.
    """
    names: list[Name] = []
    alone = len(authors) == 1
    for text in authors[:_MOST_NAMES]:
        for piece in _split(
            " ".join(_ET_AL.sub(" ", decode_again(unescape(text[:_LONGEST]))).split()),
            alone=alone,
        ):
            name = _parse(piece)
            if name is not None:
                names.append(name)
    return NameList(tuple(names[:_MOST_NAMES]), cut)


def share_names(left: NameList, right: NameList) -> NamesShared | None:
    """Say how two lists agree, or None where one of them is empty."""
    if not left.names or not right.names:
        return None
    if _is_latin(left) is not _is_latin(right):
        return None  # one dump writes the names in another script
    few, many = sorted((left.names, right.names), key=len)
    if left == right:
        return NamesShared(len(few), len(few), len(few), first=True, kin=True)
    free = list(many)
    shared = 0
    for name in few:
        for other in free:
            if same_name(name, other):
                free.remove(other)
                shared += 1
                break
    kin = shared > 0 or not {name.family for name in few}.isdisjoint(name.family for name in many)
    most = max(len(left.names) + left.cut, len(right.names) + right.cut)
    return NamesShared(
        shared, len(few), most, first=same_name(left.names[0], right.names[0]), kin=kin
    )


def _is_latin(names: NameList) -> bool:
    return any(name.family.isascii() for name in names.names)


def same_name(left: Name, right: Name) -> bool:
    """Say whether two names can be one person's.

    Alike family names, and given names that do not contradict.
    """
    if left.family == right.family or _misspelt(left.family, right.family):
        if left.initials and right.initials:
            return not left.initials.isdisjoint(right.initials)
        return True
    # "Omulo Sylvia" beside "Omulo, S.": which word is the family name was guessed wrong on one
    # side.
    for one, other in ((left, right), (right, left)):
        if one.family in other.words:
            rest = {word[0] for word in other.words if word != one.family} | other.initials
            return not one.initials or not rest or not one.initials.isdisjoint(rest)
    return False


def _split(text: str, *, alone: bool) -> list[str]:
    pieces: list[str] = []
    for part in _BETWEEN.split(text):
        pieces.extend(_split_stuck(part))
    if len(pieces) == 1 and not alone:
        return pieces  # the dump has parted the names: a comma stands inside one
    return [name for piece in pieces for name in _split_commas(piece)]


def _split_stuck(text: str) -> list[str]:
    pieces: list[list[str]] = []
    whole = True
    for part in (_NO_COMMA if _LED_BY_INITIALS.match(text) else _RUN_TOGETHER).split(text):
        if whole:
            pieces.append([])
        pieces[-1].append(part)
        whole = _LONG_WORD.search(part) is not None  # "M.Kearns" is one name
    return [" ".join(parts) for parts in pieces]


def _split_commas(text: str) -> list[str]:
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    if len(parts) <= 1:
        return parts
    if len(parts) == 2 and _is_inverted(*parts):
        return [text]
    names: list[str] = []
    for part in parts:
        if names and _INITIALS.fullmatch(part):
            names[-1] += ", " + part
        else:
            names.append(part)
    return names


def _is_inverted(before: str, after: str) -> bool:
    """Say whether what stands about a comma is one name, "Family, Given", and not two.

    "Yoav Freund, Robert Schapire".
    """
    if not _is_whole(before) or not _is_whole(after):
        return True
    return _ends_in_initials(after) and not _words(before)[1]  # "van der Berg, Jan K."


def _is_whole(text: str) -> bool:
    """Say whether `text` is a whole name ("Yoav Freund", "Freund Y."), not a family name or given names alone."""
    words = text.replace(".", ". ").split()
    return len(words) > 1 and any(
        len(word) > 1 and _LETTERS.fullmatch(word) and not word.isupper()
        for word in (words[0], words[-1])
    )


def _parse(text: str) -> Name | None:
    if UNSPACED.match(text):  # where the family name ends is written by some and not by others
        whole = _joined(text)
        return Name(whole, frozenset({whole}), frozenset())
    before, comma, after = text.partition(",")
    family_words, family_initials = _words(before)
    given_words, given_initials = _words(after)
    if not family_words:  # "Le, Quoc", "Le QV"
        family_words = [word for word in map(plain, before.split()) if word in _SMALL_NAMES][:1]
    elif not comma and (last := plain(before.split()[-1])) in _SMALL_NAMES:
        family_words.append(last)  # "Quoc V. Le"
    if not _COLLECTIVE.isdisjoint(family_words) or not _COLLECTIVE.isdisjoint(given_words):
        return None
    if not family_words:
        family_words, given_words = given_words, []
    if not family_words:  # "LI Z. M.": in capitals a short family name looks like initials
        family_words = sorted(
            (plain(word) for word in _NOT_A_NAME.sub(" ", before).split()), key=len
        )[-1:]
    if not family_words or len(family_words[-1]) < 2:
        return None
    inverted = (bool(comma) and bool(after.strip(" ."))) or _ends_in_initials(before)
    family = family_words[-1] if comma or not inverted else family_words[0]
    if family in _NOBODY:
        return None
    words = frozenset(family_words + given_words)
    initials = (
        {word[0] for word in words if word != family} | set(family_initials) | set(given_initials)
    )
    initials |= {_SHORT_FOR[word] for word in words if word in _SHORT_FOR and word != family}
    if "-" in text:  # "Garcia-Lopez" is Garcia Lopez elsewhere, and that may have become "Garcia L"
        words |= {
            part
            for raw in text.split()
            if _joined(raw.strip(",.")) == family
            for part in plain(raw).split()
        }
    return Name(family, words, frozenset(initials - {"?"}))


def _ends_in_initials(text: str) -> bool:
    last = text.split()[-1:] or [""]
    bare = last[0].replace(".", "").replace("-", "")
    return (len(bare) <= 2 and bare.isupper()) or (len(last[0]) == 2 and last[0].endswith("."))


def _words(text: str) -> tuple[list[str], list[str]]:
    """Return the long words of a name and its initials, folded."""
    words: list[str] = []
    initials: list[str] = []
    for raw in _NOT_A_NAME.sub(" ", text.replace(".", ". ")).split():
        folded = _LOST.sub("", raw.casefold()) if "?" in raw else _joined(raw)
        if len(folded) == 1 or (len(folded) <= 3 and raw.isupper()):  # "JH" and "CNV" are initials
            initials.extend(folded)
        elif folded and folded not in _PARTICLES:
            words.append(folded)
    return words, initials


def _joined(word: str) -> str:
    return plain(word).replace(" ", "")


def _misspelt(left: str, right: str) -> bool:
    """Say whether two family names differ by a letter, a lost accent (`Dayn?s`), or because one is cut short."""
    if "?" in left or "?" in right:  # the letter may have become two: ss for an eszett
        return _fits(left, right) or _fits(right, left)
    shortest = min(len(left), len(right))
    if shortest < _LEAST_SPELLING or abs(len(left) - len(right)) > 2:
        return False
    if left.startswith(right) or right.startswith(left):
        return True
    if left[0] != right[0] and left[-1] != right[-1]:
        return False
    from rapidfuzz.distance import OSA  # ingest imports this module and seldom comes here

    most = 1 if shortest < _LEAST_SPELLING + 3 else 2
    return OSA.distance(left, right, score_cutoff=most) <= most


def _fits(lost: str, whole: str) -> bool:
    """Say whether `lost` becomes `whole` when each of its question marks is one letter or two.

    A set of places in `whole` is kept as the bits of a number, so that no name takes long, not even
    one of question marks alone.
    """
    if not len(lost) <= len(whole) <= len(lost) + lost.count("?"):
        return False
    places: dict[str, int] = {}
    for at, letter in enumerate(whole):
        places[letter] = places.get(letter, 0) | 1 << at
    reached = 1
    for letter in lost:
        reached = (
            reached << 1 | reached << 2 if letter == "?" else (reached & places.get(letter, 0)) << 1
        )
    return bool(reached >> len(whole) & 1)
