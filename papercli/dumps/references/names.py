"""The authors at the start of a reference: a list of names in one of the forms that styles use, or none.

All names of a list are in one form, so that no title is taken for a name: `Quill, A. B.`, `A. B. Quill`,
`Quill AB`, or `Quill, Ada` followed by `Ben Rook`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from papercli.dumps.people import (
    People,
    people,
    read_author,
    read_literal,
    read_parts,
    says_more,
    without_more,
)
from papercli.dumps.references.name_parts import (
    PARTICLES,
    are_words,
    has_word,
    is_doubtful,
    is_family,
    is_given,
    is_initials,
    may_be_group,
    may_be_listed,
    may_end_given,
    named,
    split_natural,
    with_stops,
)
from papercli.dumps.remembered import remembered
from papercli.dumps.splitting import family_in_capitals, in_capitals
from papercli.name_words import is_suffix
from papercli.names import Author, split_name
from papercli.patterns import late

_LONGEST = 4_000  # characters of a list of names
_AND = late(r"\s{0,3},?\s{1,3}(?:and|&|\\&)\s{1,3}|\s{0,3}(?:&|\\&)\s{1,3}", re.IGNORECASE)
# The same in other languages, where it may as well be within a name: `Ramón y Cajal`.
_AND_ABROAD = late(r"\s{0,3},?\s{1,3}(?:et|y|e|i|en|och|og|ja|und|a|ve|dan)\s{1,3}")
_WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u00b7\u30fb]{2,12}")  # a name in one piece
_COMMA = late(r"\s{0,3}[,，、]\s{0,3}")
_ELLIPSIS = late(r"(?:,\s{0,3})?(?:\.\s?\.\s?\.|\u2026)\s{0,3},?\s{0,3}(?:&\s)?")
_EDITORS = late(r"(?:[,\s]{1,3}\(?|\()(?:eds?|editors?|hrsg|org)\b\.?\)?[\s.,]*$", re.IGNORECASE)
_SUFFIX_BEHIND = late(r"(?<=\w)\s((?:Jr|Sr)\.?|II|III|IV)$")
_VANCOUVER = late(
    r"(?P<family>.{1,60}?)\s(?P<initials>[A-Z\u00c0-\u00de](?:[-\s]?[A-Z\u00c0-\u00de]){0,3}|(?:[A-Z\u00c0-\u00de]\.[-\s]?){0,3}[A-Z\u00c0-\u00de]\.?)(?:\s(?P<suffix>Jr|Sr|II|III|IV|2nd|3rd)\.?)?"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The authors of a reference."""

    authors: tuple[Author, ...]
    more: bool = False
    is_weak: bool = False  # one name of two words, which may as well be a title

    @property
    def people(self) -> People:
        """The authors as a record keeps them."""
        return people(self.authors, more=self.more)


@remembered
def read_names(text: str, *, only: str = "", group: bool = False) -> Names | None:
    """Return the authors that a text names, or None where it is anything else.

    `only` limits the form: `bare` to `Quill AB`, `all bare` to the same in a list that is known to write so, `initials` to names with initials, `one form` to names that all have initials if the first has, `alike` besides to inverted ones with initials. With `group`, an organisation may stand alone.
    """
    if not 2 < len(text) <= _LONGEST:
        return None
    text = _EDITORS.sub("", text.strip(" ,;:"))
    more = says_more(text)
    text = without_more(text).strip(" ,;:")
    if "\u2026" in text or ". . ." in text or "..." in text:
        text, count = _ELLIPSIS.subn(", ", text)
        more = more or count > 0
    if (
        not text
        or any(char.isdigit() for char in text)
        or any(each in text for each in '"“”?!()[]/')
    ):
        return None
    authors = _read_list(text.removesuffix("."), only) or _read_list(text, only)
    if authors is not None:
        authors = _turned(authors)
        return Names(
            tuple(authors), more, is_weak=len(authors) == 1 and not more and is_doubtful(text)
        )
    if group and not only and may_be_group(text):
        return Names((read_literal(text.rstrip(".")),), more)
    return None


def _turned(authors: list[Author]) -> list[Author]:
    """Return authors in order where all are written `QUILL Ada`."""
    names = [each.display for each in authors]
    parts = [both for name in names if (both := family_in_capitals(name))]
    return [read_parts(*both[::-1]) for both in parts] if in_capitals(names) else authors


def adds_words(known: Names, longer: Names) -> bool:
    """Say whether a longer list has but words behind the initials of its last name: `Quill, A. D. Slow moss`."""
    one, other = known.authors, longer.authors
    if len(one) != len(other):
        return False
    first, second = (
        last.name if last.name.is_known else split_name(last.display)
        for last in (one[-1], other[-1])
    )
    given = first.given or ""
    added = (second.given or "").removeprefix(given).split()
    has_words = any(len(word) > 2 and word[0].isupper() for word in added)
    return second.family == first.family and given.endswith(".") and has_words


def _read_list(text: str, only: str) -> list[Author] | None:
    if (parts := _COMMA.split(text)) and all(map(_WIDE.fullmatch, parts)):
        return [read_author(part) for part in parts]
    people, mark, last = text.rpartition(";")
    if mark and may_be_listed(last.strip()) and (found := _read_list(people, only)):
        return [*found, read_literal(last.strip())]  # "Quill AB, Rook C; Wren Study Group"
    if ";" in text:
        each_of = [part.strip() for whole in text.split(";") for part in _AND.split(whole)]
        parts = [part.strip(" ,") for part in each_of if part.strip(" ,")]
        read = [_alone(part, only) for part in parts]
        return [each for each in read if each] if read and all(read) else None
    for parts in _parted(text):
        groups = [[piece for piece in _COMMA.split(part.strip(" ,")) if piece] for part in parts]
        for form in _forms(only) if all(groups) else ():
            if (found := form(groups, only)) is not None:
                return found
    return None


def _parted(text: str) -> Iterator[list[str]]:
    """Yield the parts of a list between its words for `and`, in its language: at each, at the last, at none."""
    parts = _AND.split(text)
    abroad = list(_AND_ABROAD.finditer(parts[-1]))
    if abroad:
        last = abroad[-1]
        yield [*parts[:-1], *_AND_ABROAD.split(parts[-1])]
        yield [*parts[:-1], parts[-1][: last.start()], parts[-1][last.end() :]]
    yield parts


def _forms(only: str) -> "list[Callable[[list[list[str]], str], list[Author] | None]]":
    match only:
        case "bare" | "all bare":
            return [_bare]
        case "alike":
            return [_bare, _inverted, _natural]
        case "initials":
            return [_inverted, _natural]
        case _:
            return [_bare, _inverted, _led, _natural]


def _alone(text: str, only: str) -> Author | None:
    pieces = _COMMA.split(text)
    for form in _forms(only):
        if (found := form([pieces], only)) is not None and len(found) == 1:
            return found[0]
    return None


def _bare(groups: list[list[str]], only: str) -> list[Author] | None:
    """Read `Quill AB, Rook C`."""
    authors = []
    found: list[tuple[str, str]] = []  # family names, and the initials behind them
    for piece in (piece for group in groups for piece in group):
        name = _VANCOUVER.fullmatch(piece.rstrip("."))
        if name and is_family(name["family"]):
            family, initials = name["family"], name["initials"]
            authors.append(named(with_stops(initials), family, name["suffix"] or ""))
            found.append((family, initials))
        elif may_be_listed(piece):
            authors.append(read_literal(piece))
        else:
            return None
    return None if not found or _may_be_in_order(found, only) else authors


def _may_be_in_order(found: list[tuple[str, str]], only: str) -> bool:
    """Say whether names may as well be written in full: `JANE ROE`, `Quill Ada B.`."""
    in_capitals = all(family.isupper() for family, _ in found)
    if in_capitals and are_words([initials for _, initials in found]):
        return True
    return only != "all bare" and all(may_end_given(*each) for each in found)


def _inverted(groups: list[list[str]], only: str) -> list[Author] | None:
    """Read `Quill, A. B., Rook, C., Jr.`, and full given names where nothing else is meant."""
    authors: list[Author] = []
    initials = 0
    for group in groups:
        at = 0
        while at < len(group):
            family, given = group[at], group[at + 1] if at + 1 < len(group) else ""
            if may_be_listed(family) and not is_initials(given):
                authors.append(read_literal(family))
                at += 1
                continue
            suffix = ""
            if given and is_suffix(given) and at + 2 < len(group):  # "Quill, Jr., A."
                suffix, given = given, group[at + 2]
                at += 1
            is_short = is_initials(given) and not has_word(given, family)
            if not (is_family(family) and (is_short or (not only and is_given(given)))):
                return None
            initials += is_short
            at += 2
            if at < len(group) and is_suffix(group[at]):
                suffix = group[at]
                at += 1
            authors.append(named(given, family, suffix))
    # "Doe, Jane, Roe, Max" may as well be four family names.
    return (
        authors if initials == len(authors) or (2 * initials >= len(authors) and initials) else None
    )


def _led(groups: list[list[str]], _: str) -> list[Author] | None:
    """Read `Quill, Ada B., Ben Rook, and Cy Sand`."""
    first, *others = groups
    if all(" " in piece and not _ends_in_initials(piece) for piece in first):
        return None  # "Ada Quill, Ben Rook"
    if (
        len(first) > 1
        and sum(word.lower() not in PARTICLES for word in first[0].split()) > 1
        and len(first[1].split()) > 2
    ):
        return None
    if (pairs := _in_pairs(groups)) is not None:
        return pairs
    if len(first) < 2 or not is_family(first[0]) or not is_given(first[1]):
        return None
    rest = first[2:]
    suffix = ""
    if rest and is_suffix(rest[0]):
        suffix, *rest = rest
    names = [*rest, *(piece for group in others for piece in group)]
    if (
        len(others) == 1
        and not rest
        and len(others[0]) == 2
        and is_family(others[0][0])
        and is_given(others[0][1])
    ):
        return [named(first[1], first[0], suffix), named(others[0][1], others[0][0], "")]
    tail = _natural([names], "") if names else []
    return None if tail is None else [named(first[1], first[0], suffix), *tail]


def _in_pairs(groups: list[list[str]]) -> list[Author] | None:
    """Read `Quill, Ada, Rook, Ben, and Sand, Cy`, where the last shows that each comma but every other is within a name."""
    if len(groups) < 2 or len(groups[-1]) != 2 or any(len(group) % 2 for group in groups):
        return None
    pieces = [piece for group in groups for piece in group]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    for family, given in pairs:
        in_full = " " in family and " " in given and not _ends_in_initials(given)
        if in_full or not (is_family(family) and is_given(given)):
            return None
    return [named(given, family, "") for family, given in pairs]


def _ends_in_initials(text: str) -> bool:
    return is_initials(text.rsplit(maxsplit=1)[-1]) and ("." in text or not text.isupper())


def _natural(groups: list[list[str]], only: str) -> list[Author] | None:
    """Read `A. B. Quill, Ben Rook, Jr.`; `ROOK Ben` stays as it stands."""
    pieces = [piece for group in groups for piece in group]
    pieces = [part for piece in pieces for part in _SUFFIX_BEHIND.split(piece) if part]
    parts = [None if may_be_listed(piece) else split_natural(piece) for piece in pieces]
    has_words = are_words([each[0] for each in parts if each])
    authors: list[Author] = []
    for piece, found in zip(pieces, parts, strict=True):
        if authors and is_suffix(piece):
            before = authors.pop()
            authors.append(Author(f"{before.display} {piece}", before.name))
            continue
        if authors and may_be_listed(piece):
            authors.append(read_literal(piece))
            continue
        if found is None:
            return None
        is_short = is_initials(found[0]) and not has_words
        if only in {"one form", "alike"} and not authors and is_short:
            only = "initials"
        if only == "initials" and not is_short:
            return None
        authors.append(read_parts(*found) if has_words else named(*found, ""))
    return authors or None
