"""Authors in dumps: names in one string, names that a format inverts, nobody's name, and what stands for further authors."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from papercli.model import Name
from papercli.name_words import SUFFIX, is_company, is_degree, is_organisation, is_suffix
from papercli.names import (
    UNKNOWN,
    Author,
    from_commas,
    from_initials,
    from_literal,
    from_parts,
    is_plain,
    read_name,
    split_name,
)
from papercli.text import clean

_NOBODY = re.compile(r"[*†‡§¶^⁰¹²³⁴-⁹]+|\[?anonymous\]?|n/?a|nan|none|null|unknown", re.IGNORECASE)
# What stands for authors that are not named, behind the others: "et al.", "and others", "and 12 others", "+5 authors", an ellipsis.
_MORE = re.compile(
    r"(?:(?:^|[,;]\s*)(?:the\s+)?others|(?:^|[\s,;]+|(?=\u2026))[(\[]?(?:et\.?\s*al(?:\.|ii|ia)?|&\s*al\.?|(?:and|&)\s+(?:(?:the\s+)?others|colleagues)|\.{3}|\u2026"
    r"|(?:(?:and|&)\s+|\+\s*)\d+\s+(?:(?:others?|more|additional)(?:\s+authors?)?|authors?)|\d+\s+(?:others|(?:more|additional)\s+authors?))"
    r"(?:\s*\(?\d+\s+additional\s+authors?)?(?:\s+not\s+shown)?[)\]]?)[\s.,;]*$",
    re.IGNORECASE,
)
_MORE_ENDS = (
    "al",
    "alii",
    "alia",
    "colleagues",
    "other",
    "others",
    "more",
    "additional",
    "author",
    "authors",
    "shown",
    "\u2026",
)
_TAIL = 60  # characters at the end of a text in which that stands
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")  # "A.", "A. M.", "J.-P.", "JB"
_BARE_LAST = re.compile(
    r"([^\W\d_][\w'’-]*[a-z][\w'’ -]*) ([A-Z]{1,3})(?: (Jr|Sr|II|III|IV|2nd|3rd))?\.?"
)
_JOINED = re.compile(
    r"(?:(?<!\s)\s++)?[;|；、，،•]\s*+|(?<!\s)\s++[/·]\s+|(?<!\s)\s++(?:and|AND|&)\s+|,\s*+(?:and|&)\s+|\n"
)
_LONGEST = 200  # characters; what is longer is no name, and not taken apart
# What dumps hang on a name: "(MIT)", "[1]", "<roe@example.org>", "(ed.)", marks of footnotes.
_HUNG_ON = re.compile(
    r" (?:\([^()]{1,99}\)|\[[^\[\]]{1,99}\]|<[^<>]{1,99}>)$|[*†‡§¶^⁰¹²³⁴-⁹]+$|(?<=[^\W\d_A-Z])\d{1,2}$"
)
_NUMBERED = re.compile(r"[^\W\d_A-Z]\d{1,2}$")
_ADDRESS = re.compile(r"(?:(?:dr|prof|professor)\b\.?\s+)+(?=\S+\s)", re.IGNORECASE)
_BY = re.compile(r"\s*by:?\s", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u052f]")  # and Greek and Cyrillic
_COMMA = re.compile(r"(?:(?<!\s)\s++)?,\s*")
_NO_AUTHOR = Author("", UNKNOWN)


class People(NamedTuple):
    """The authors of a record."""

    authors: tuple[str, ...]  # display forms
    names: tuple[Name, ...]  # their parts, one for each; empty where none are known
    more: bool  # there are authors beyond these


def people(authors: Iterable[Author], *, more: bool = False) -> People:
    """Return the authors of a record, without those that are nobody.

    Parts that follow from how the names are read are not kept.
    """
    named = [author for author in authors if author.display]
    names = tuple(author.name for author in named)
    if not any(name.is_known and split_name(display) != name for display, name in named):
        names = ()
    return People(tuple(author.display for author in named), names, more and bool(named))


def says_more(text: str) -> bool:
    """Say whether a list of names, or the last name of one, ends in what stands for further authors."""
    return _find_more(text) is not None


def _find_more(text: str) -> re.Match[str] | None:
    end = text[-_TAIL:].rstrip(" .,;)]").lower()
    # Most names are told from it for less than a search costs.
    if not end.endswith(_MORE_ENDS) and "..." not in text[-_TAIL:]:
        return None
    return _MORE.search(text, max(0, len(text) - _TAIL))


def without_more(text: str) -> str:
    """Return a list of names without what stands for further authors at its end."""
    found = _find_more(text)
    return text[: found.start()] if found else text


def _somebody(text: str) -> str:
    """Return a name without what stands for others, or nothing where it names nobody."""
    if is_plain(text):  # as most are
        return text
    name = without_more(clean(text)).strip(" ,;")
    if _NOBODY.fullmatch(name):
        return ""
    if len(name) > _LONGEST or is_organisation(name):
        return name
    while " " in name and (found := _HUNG_ON.search(name)):
        name = name[: found.start()].rstrip(" ,")
    found = _ADDRESS.match(name)
    return name[found.end() :] if found else name


def read_author(text: str) -> Author:
    """Return the author of that name, with an empty display form where it names nobody: `Vries, Hugo de` is `Hugo de Vries`."""
    return _read(text, inverted=False)


def _read(text: str, *, inverted: bool) -> Author:
    name = _somebody(text)
    if len(name) > _LONGEST:
        return Author(name, UNKNOWN)
    return read_name(name, inverted=inverted)


def read_commas(parts: Sequence[str]) -> Author:
    """Return the author whose name is in these parts, between commas, or nobody."""
    if not _somebody(", ".join(parts)):
        return _NO_AUTHOR
    known = (without_more(part).strip(" ;") for part in parts)
    return from_commas([part for part in known if part], inverted=True)


def read_literal(text: str) -> Author:
    """Return the author whose name is one piece, or nobody."""
    return from_literal(_somebody(text))


def read_parts(given: str, family: str, suffix: str = "") -> Author:
    """Return the author whose name has these parts, or nobody; any of them may be empty."""
    whole = f"{given} {family}"
    if not suffix and " " not in family and is_plain(whole):
        return Author(whole, UNKNOWN)
    if not _somebody(whole):
        return _NO_AUTHOR
    return from_parts(given, without_more(family), suffix)


def read_inverted(text: str) -> Author:
    """Return an author of a format in which names are inverted: one without a comma has no given names.

    A comma at the end marks a name in one piece, and a double comma stands for the first comma in one, as in EndNote.
    """
    name = clean(text)
    if ",," in name and "," not in name.partition(",,")[0]:
        return read_literal(name.replace(",,", ",", 1))
    if name.endswith(",") and "," not in name[:-1]:
        return read_literal(name[:-1])
    return _read(name, inverted=True)


def initials_last(name: str) -> Author:
    """Return `Lovelace AK`, as PubMed writes names, as `A. K. Lovelace`."""
    turned = _with_initials_last(clean(name))
    if turned is None:
        return read_author(name)
    return from_initials(turned[1], turned[2], turned[3] or "")


def _with_initials_last(name: str) -> re.Match[str] | None:
    found = _BARE_LAST.fullmatch(name) if len(name) <= _LONGEST else None
    if found is None or is_suffix(found[2]):  # "Barack Obama II"
        return None
    first, _, rest = found[1].partition(" ")
    is_whole = bool(rest) and first[0].isupper()
    return None if is_whole and is_degree(found[2]) else found  # "Jane Roe MD"


def split_names(text: str) -> list[Author]:
    """Return the authors in one string, where `and`, semicolons or commas join them."""
    if found := _BY.match(text):
        text = text[found.end() :]
    parts = [part for part in _JOINED.split(without_more(text)) if part.strip(" ,")]
    with_comma = sum("," in part for part in parts)
    if len(parts) == 1:
        parts = _split_at_commas(parts[0])
    elif any(part.count(",") > 1 for part in parts) or 0 < with_comma < len(parts):
        parts = [each for part in parts for each in _split_at_commas(part)]
    names = [_somebody(part) for part in parts]
    if any(map(_NUMBERED.search, parts)):  # "Jane Roe1, Max Poe1,2"
        names = ["" if name.isdecimal() else name for name in names]
    somebody = [name for name in names if name]
    if all(_with_initials_last(name.rstrip(".")) for name in somebody):
        return [initials_last(name.rstrip(".")) for name in somebody]
    return [author for author in map(read_author, names) if author.display]


def _split_at_commas(text: str) -> list[str]:
    """Return the names in a string in which commas may join names, or the parts of one name."""
    pieces = [piece for piece in _COMMA.split(text.strip(" ,\n")) if piece]
    initials = pieces[1::2]
    if len(pieces) > 1 and len(pieces) % 2 == 0 and all(map(_are_initials, initials)):
        families = pieces[::2]
        return [f"{family}, {each}" for family, each in zip(families, initials, strict=True)]
    persons = frozenset(
        piece for piece in pieces if not (is_suffix(piece) or is_company(piece) or is_degree(piece))
    )
    people = [piece for piece in pieces if piece in persons]
    if len(people) > 2 or (
        len(people) == 2 and _are_two(people[0], people[1], any(map(is_company, pieces)))
    ):
        joined: list[str] = []
        for piece in pieces:
            if piece in persons or not joined:
                joined.append(piece)
            else:
                joined[-1] += f", {piece}"
        return joined
    return [text]


def _are_initials(text: str) -> bool:
    return text.isupper() and _INITIALS.fullmatch(text) is not None


def _are_two(first: str, second: str, has_company: bool) -> bool:  # noqa: FBT001 - said above
    """Say whether what stands about a comma are two names, and not family and given names.

    "van der Berg, Jan" and "Lovelace, Ada King" are one person each; "Ada Lovelace, Alan Turing"
    and "Lovelace A, Turing A" are two.
    """
    if _with_initials_last(first) and _with_initials_last(second):
        return True
    if has_company and " " in first + second:
        return True
    *before, last = first.split()
    if len(before) == 1 and SUFFIX.fullmatch(last):  # "King Jr., Martin Luther"
        return False
    if not _LATIN.search(first + second):  # in such scripts a family name is mostly one letter
        return len(first) > 1 and len(second) > 1 and " " not in first + second
    return all(" " in name and name[0].isupper() for name in (first, second))
