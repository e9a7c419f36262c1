"""Authors in formats that invert names, a record at a time: what the others are like tells what `JR` or `IV` is."""

import re
from collections.abc import Sequence

from papercli.dumps.people import People, people, read_author, read_inverted, says_more
from papercli.name_words import LIKE_INITIALS, is_degree, is_organisation, is_suffix
from papercli.names import Author, from_parts
from papercli.text import clean

_SUFFIXES = r"(?: (Jr|Sr|II|III|IV|2nd|3rd|[4-9]th)\.?)?"
_BARE = re.compile(rf"([^\W\d_][^,;()\d]*?) ((?:[^\W\d_a-z]-?){{1,4}}){_SUFFIXES}")
_BEHIND_COMMA = re.compile(r"([^,;()\d]{2,}),\s*((?:[^\W\d_a-z][.\s-]*){1,4})")
# Letters behind a name that make an organisation of it as often as they are initials.
_OF_FIRMS = frozenset(
    "AB AG AI AS BV CO EU GE HQ KG KK LP LTD ML NLP NV OY PLC SA SE SPA UK UN US USA INC".split()
)
_LONGEST = 200  # characters; what is longer is no name


def inverted_people(texts: Sequence[str]) -> People:
    """Return the authors of a record whose names are inverted, one each."""
    more = bool(texts) and says_more(clean(texts[-1]))
    return people(read_inverted_all(texts), more=more)


def read_inverted_all(texts: Sequence[str], *, in_capitals: bool = False) -> list[Author]:
    """Return all authors of a record, each `Family, Given`, or all of them `Family INITIALS`.

    Where a format has its names `in_capitals`, one such name alone is read, too.
    """
    names = [clean(text) for text in texts]
    persons = [name for name in names if name and not is_organisation(name) and not says_more(name)]
    have_comma = len(persons) > 1 and all(map(_behind_comma, persons))
    are_bare = _are_bare(persons, least=1 if in_capitals and "".join(persons).isupper() else 2)
    return [
        _read(name, have_comma=have_comma, are_bare=are_bare and name in persons) for name in names
    ]


def family_and_initials(text: str) -> Author:
    """Return an author of a format in which initials stand behind each family name: `Smith JR 3rd`."""
    name = clean(text)
    found = None if is_organisation(name) else _bare(name)
    return _turned(found) if found else read_author(name)


def _read(name: str, *, have_comma: bool, are_bare: bool) -> Author:
    if have_comma and (found := _behind_comma(name)) and _is_no_given(found[2]):
        return _turned(found)
    found = _bare(name)
    if found and (are_bare or _is_lone(found)) and not _is_whole(found):
        return _turned(found)
    return read_inverted(name)


def _bare(name: str) -> re.Match[str] | None:
    return _BARE.fullmatch(name) if len(name) <= _LONGEST else None


def _behind_comma(name: str) -> re.Match[str] | None:
    return _BEHIND_COMMA.fullmatch(name) if len(name) <= _LONGEST else None


def _is_no_given(text: str) -> bool:
    """Say whether letters alone would be read as a suffix or a degree, not as initials."""
    return "." not in text and (is_suffix(text) or is_degree(text)) and text != "III"


def _are_bare(persons: Sequence[str], least: int) -> bool:
    """Say whether all names are `Family INITIALS`, and not those of organisations."""
    found = [_bare(name) for name in persons]
    return (
        len(persons) >= least
        and all(found)
        and any(each and each[2] not in _OF_FIRMS for each in found)
    )


def _is_lone(found: re.Match[str]) -> bool:
    """Say whether one name shows by itself that initials end it: no given name stands before them."""
    family, letters = found[1], found[2]
    if " " in family or found[3]:
        return False
    return letters in LIKE_INITIALS and len(family) > 1


def _is_whole(found: re.Match[str]) -> bool:
    """Say whether a name is written in order, with a suffix or a degree behind it: `Jane Roe MD`."""
    first, _, rest = found[1].partition(" ")
    before = bool(rest) and first[0].isupper() and not found[1].isupper()
    return before and (is_suffix(found[2]) or is_degree(found[2]))


def _turned(found: re.Match[str]) -> Author:
    family, letters = found[1], re.sub(r"[.\s]", "", found[2])
    if family.isupper() and len(family) > 1:
        family = re.sub(r"(?<=\bMc)[a-z]", lambda each: each[0].upper(), family.title())
    given = "-".join(". ".join(part) + "." for part in letters.split("-") if part)
    suffix = found[3] if found.re is _BARE and found[3] else ""
    return from_parts(given, family, suffix)
