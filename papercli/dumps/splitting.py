"""Several authors in one string: joined by `and`, semicolons or commas, which stand within names, too."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import dropwhile

from papercli.dumps.abroad import split_abroad
from papercli.dumps.initials import all_have_initials_behind, capitalised, initials_behind
from papercli.dumps.people import (
    family_and_initials,
    read_author,
    read_literal,
    read_parts,
    somebody,
    without_more,
)
from papercli.name_words import (
    COMMON_GIVEN,
    SUFFIX,
    is_company,
    is_degree,
    is_organisation,
    is_suffix,
)
from papercli.names import PARTICLES, Author
from papercli.patterns import late

_JOINED = late(
    r"(?:(?<!\s)\s++)?[;|；、，،•]\s*+(?:(?:and|&)\s+)?|(?<!\s)\s++[/·]\s+|(?<!\s)\s++(?:and|AND|&)\s+|,\s*+(?:and|&)\s+|\n"
)
_SHORTEST_IN_CAPITALS = 4  # letters; fewer may be initials
# What parts whole names wherever it stands between them, so that a comma stands within one.
_PARTS = late(r"[;|；、，•\n]|\s[/·]\s")
_COUNTED = late(r"\s{0,9}[\[(]?1[.)\]]\s{0,9}[^\W\d_]")  # "1. Quill, A.; 2. Rook, B."
_COUNT = late(
    r"((?:^|[;|；、，•\n,]|\s(?:and|&|[/·])\s)\s{0,9})[\[(]?\d{1,3}[.)\]]\s{0,9}(?=[^\W\d_])"
)
_SEMICOLON = late(r"(?:(?<!\s)\s++)?[;；]\s*+")
_BY = late(r"\s*by:?\s", re.IGNORECASE)
_NUMBERED = late(r"[^\W\d_A-Z]\d{1,2}$")
_INITIALS = late(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")  # "A.", "A. M.", "J.-P.", "JB"
_DOTTED = late(r"(?:^|[\s-])[^\W\d_]\.")
_GROUP_STOP = late(
    r"(?<=[Gg]roup)\.$|(?<=[Tt]eam)\.$|(?<=[Cc]ollaboration)\.$|(?<=[Cc]onsortium)\.$|(?<=[Ii]nvestigators)\.$"
)
_LATIN = late(r"[A-Za-z\u00c0-\u052f]")  # and Greek and Cyrillic
_INITIALS_FIRST = late(r"[^\W\d_a-z]\.(?:[\s-]?[^\W\d_a-z]\.)*\s?[^\W\d_]{2}")
_COMMA = late(r"(?:(?<!\s)\s++)?,\s*")


def split_names(text: str, *, inverted: bool | None = None) -> list[Author]:
    """Return the authors in one string, where `and`, semicolons or commas join them.

    `inverted` is whether names of the dump have the family name first, as far as they show it.
    """
    if found := _BY.match(text):
        text = text[found.end() :]
    if _COUNTED.match(text):
        text = _COUNT.sub(r"\1", text)
    known = without_more(text)
    parts = [each for one in _JOINED.split(known) for each in split_abroad(one) if each.strip(" ,")]
    pieces = [piece for part in parts for piece in _COMMA.split(part.strip(" ,")) if piece]
    are_parted = _PARTS.search(text.rstrip() if known != text else text.strip(" ;|,\n")) is not None
    is_list = len(parts) == 2 and "," in parts[0] and "," not in parts[1].strip(" ,")
    is_list = is_list and not are_parted and not any(map(_are_initials, pieces[1:]))
    is_pair = inverted and len(pieces) > 1 and pieces[1].lower() in COMMON_GIVEN
    if is_list and not is_pair and not any(" " in each for each in pieces):
        parts = pieces  # "LeCun, Bengio & Hinton"
    with_comma = sum("," in part for part in parts)
    if are_parted:
        parts = [each for part in parts for each in _split_whole(part, parts)]
    elif len(parts) == 1:
        parts = _split_at_commas(parts[0], inverted=inverted)
    elif any(_commas_in(part) > 1 for part in parts) or 0 < with_comma < len(parts):
        in_order = any(" " in part.strip() and _vote(part.strip(" ,")) < 0 for part in parts)
        own = False if in_order else inverted  # "Ada Quill, Ben Rook and Cy Sand"
        parts = [each for part in parts for each in _split_at_commas(part, inverted=own)]
    names = [somebody(part) for part in parts]
    if any(map(_NUMBERED.search, parts)):  # "Jane Roe1, Max Poe1,2"
        names = ["" if name.isdecimal() else name for name in names]
    names = [_GROUP_STOP.sub("", name) for name in names if name]
    groups = frozenset(name for name in names if is_organisation(name))
    persons = [name for name in names if name not in groups]
    read: Callable[[str], Author] = read_author
    if all_have_initials_behind(persons, least=1):
        found_all = [initials_behind(name) for name in persons]
        if all(each and not each.is_whole and not is_suffix(each.letters) for each in found_all):
            read = family_and_initials
    elif in_capitals(persons):
        read = _read_person
    authors = [read_literal(name) if name in groups else read(name) for name in names]
    return [author for author in authors if author.display]


def _split_whole(part: str, parts: Sequence[str]) -> list[str]:
    """Return the name that stands between semicolons, or several that can be nothing but names: `Ada Quill, Ben Rook; Cy Sand`."""
    pieces = [piece for piece in _COMMA.split(part.strip(" ,\n")) if piece]
    if len(pieces) < 2 or all(map(initials_behind, pieces)):
        return pieces
    are_whole = all(map(_is_in_order, pieces)) and not any(map(is_organisation, pieces))
    in_order = any(
        "," not in other and _vote(other) < 0 and not is_organisation(other)
        for other in (each.strip(" ,\n") for each in parts)
    )
    if are_whole and (len(pieces) > 2 or in_order):
        return _split_at_commas(part, inverted=False)
    return _split_at_commas(part, inverted=True) if _are_pairs(pieces) else [part]


def family_in_capitals(name: str) -> tuple[str, str] | None:
    """Return the family and the given names of `SERRE Jean-Pierre`, as catalogues in many countries have it."""
    words = name.split()
    given = list(dropwhile(_is_in_capitals, words))
    family = words[: len(words) - len(given)]
    is_told = bool(family) and family[-1].endswith(",")  # "LEE, Ann"
    family = [word.rstrip(",") for word in family]
    if not given or max(map(len, family), default=0) < (2 if is_told else _SHORTEST_IN_CAPITALS):
        return None
    if not all(
        (word[0].isupper() and not word.rstrip(".").isupper()) or len(word) < 3 for word in given
    ):
        return None
    cased = (word.lower() if word.lower() in PARTICLES else capitalised(word) for word in family)
    return " ".join(cased), " ".join(given)


def in_capitals(names: Sequence[str]) -> bool:
    """Say whether all of some names have the family name in capitals; of one alone the rest is surely a given name."""
    found = [family_in_capitals(name) for name in names]
    if not found or not all(found):
        return False
    family, given = found[0] or ("", "")
    return len(found) > 1 or "-" in family + given or given.split()[0].lower() in COMMON_GIVEN


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and "." not in word


def _read_person(name: str) -> Author:
    found = family_in_capitals(name)
    return read_parts(found[1], found[0]) if found else read_author(name)


def split_inverted(text: str, inverted: bool | None = None) -> list[str]:  # noqa: FBT001 - the caller names it
    """Return the names in a field for one, `Family, Given`, into which a program may have put several."""
    if not ({";", ",", "&", "；"} & set(text) or " and " in text) or is_organisation(text):
        return [text]
    if ",," in text or text.rstrip().endswith(","):  # as EndNote marks a name in one piece
        return [text]
    parts = [part for part in _SEMICOLON.split(text) if part.strip(" ,")]
    return [each for part in parts for each in _split_field(part, inverted=inverted)]


def are_inverted(texts: Iterable[str]) -> bool | None:
    """Say whether names have the family name first: none shows the contrary; not, if most do; None where it is open."""
    votes = [
        _vote(name)
        for text in texts
        for part in _JOINED.split(without_more(text))
        if (name := somebody(part)) and _LATIN.search(name) and not is_organisation(name)
    ]
    family_first, in_order = votes.count(1), votes.count(-1)
    if in_order > family_first:
        return False
    return True if family_first and not in_order else None


def _vote(name: str) -> int:
    """Return 1 for `Doe, Jane`, -1 for `Jane Doe` and for `Jane Doe, Sam Birch, Tom Cedar`, else 0."""
    pieces = [piece for piece in _COMMA.split(name) if piece]
    pieces = [piece for piece in pieces if not (is_suffix(piece) or is_degree(piece))]
    if len(pieces) == 1:
        return -1 if " " in pieces[0] and initials_behind(pieces[0]) is None else 0
    if len(pieces) == 2:
        family, given = pieces
        if initials_behind(family) and initials_behind(given):
            return 0
        first, _, rest = family.partition(" ")
        return 1 if not rest or first.lower() in PARTICLES or _are_initials(given) else 0
    if all(" " in piece and initials_behind(piece) is None for piece in pieces):
        return -1
    # An odd number of single words are no pairs of a family and a given name.
    return -1 if len(pieces) % 2 and not any(" " in piece for piece in pieces) else 0


def _split_field(text: str, *, inverted: bool | None) -> list[str]:
    parts = re.split(r"(?<!\s)\s++(?:and|&)\s+|,\s*+(?:and|&)\s+", text)
    if len(parts) > 1:
        alike = all("," in part for part in parts) or all(map(_is_in_order, parts))
        first_has_more = _commas_in(parts[0]) > 0 and _is_in_order(parts[-1])
        if not alike and not first_has_more:
            return [text]
        return [each for part in parts for each in _split_field(part, inverted=inverted)]
    name = somebody(text)
    pieces = [piece for piece in _COMMA.split(name) if piece]
    persons = [piece for piece in pieces if not (is_suffix(piece) or is_degree(piece))]
    if any(map(is_company, pieces)) or len(persons) < 2:
        return [text]
    if len(persons) > 2:
        are_names = _are_pairs(persons) or all(map(_is_in_order, persons))
        return _split_at_commas(name, inverted=inverted) if are_names else [text]
    both = initials_behind(persons[0]) and initials_behind(persons[1])
    if both or (inverted is False and all(map(_is_in_order, persons))):
        return _split_at_commas(name, inverted=inverted)
    return [text]


def _is_in_order(text: str) -> bool:
    """Say whether a text between commas can be a whole name."""
    return " " in text.strip() and text.strip()[0].isupper() and not _are_initials(text.strip())


def _commas_in(text: str) -> int:
    return text.strip(" ,\n").count(",")


def _split_at_commas(text: str, *, inverted: bool | None) -> list[str]:
    """Return the names in a string in which commas may join names, or the parts of one name."""
    pieces = [piece for piece in _COMMA.split(somebody(text).strip(" ,\n")) if piece]
    if in_capitals(pieces):
        return pieces
    families, initials = pieces[::2], pieces[1::2]
    if len(pieces) > 1 and len(pieces) % 2 == 0 and all(map(_are_initials, initials)):
        return [f"{family}, {each}" for family, each in zip(families, initials, strict=True)]
    people = [
        each for each in pieces if not (is_suffix(each) or is_company(each) or is_degree(each))
    ]
    persons = frozenset(people)
    are_families = not inverted and not any(
        " " in each or each.lower() in COMMON_GIVEN for each in people
    )  # "Recht, Roelofs, Schmidt, Shankar"
    if inverted is not False and not are_families and _are_pairs(people):
        return _joined(pieces, persons, 2)
    if len(people) > 2 or (
        len(people) == 2
        and _are_two(
            people[0], people[1], has_company=any(map(is_company, pieces)), inverted=inverted
        )
    ):
        return _joined(pieces, persons, 1)
    return [text]


def _joined(pieces: Sequence[str], persons: frozenset[str], width: int) -> list[str]:
    """Return names of so many pieces each, with the suffixes and degrees that stand behind them."""
    joined: list[str] = []
    count = 0
    for piece in pieces:
        if (piece in persons and count % width == 0) or not joined:
            joined.append(piece)
        else:
            joined[-1] += f", {piece}"
        count += piece in persons
    return joined


def _are_pairs(pieces: Sequence[str]) -> bool:
    """Say whether these are family and given names by turns: `Doe, Jane, van Dyke, Sam`.

    A family name is one word, or begins with a particle; names in order have two words each.
    """
    if len(pieces) < 4 or len(pieces) % 2 or not all(map(_LATIN.search, pieces)):
        return False
    families, given = pieces[::2], pieces[1::2]
    if any(map(_DOTTED.search, families)):
        return False
    single = sum(" " not in each or each.split()[0].lower() in PARTICLES for each in families)
    return single == len(families) or (2 * single >= len(families) and all(map(_is_given, given)))


def _is_given(text: str) -> bool:
    return " " not in text or _DOTTED.search(text) is not None


def _are_initials(text: str) -> bool:
    return text.isupper() and _INITIALS.fullmatch(text) is not None


def _are_two(first: str, second: str, *, has_company: bool, inverted: bool | None) -> bool:
    """Say whether what stands about a comma are two names, and not family and given names.

    "van der Berg, Jan" and "Lovelace, Ada King" are one person each; "Ada Lovelace, Alan Turing",
    "A. Lovelace, A. Turing" and "Lovelace A, Turing A" are two. So are "García Márquez, Gabriel José" where nothing in the
    dump shows that its names are inverted.
    """
    if all(map(initials_behind, (first, second))) or all(
        map(_INITIALS_FIRST.match, (first, second))
    ):
        return True
    if has_company and " " in first + second:
        return True
    *before, last = first.split()
    if len(before) == 1 and SUFFIX.fullmatch(last):  # "King Jr., Martin Luther"
        return False
    if not _LATIN.search(first + second):  # in such scripts a family name is mostly one letter
        if " " in first and " " in second:  # as Japanese names are written in full
            return True
        return len(first) > 1 and len(second) > 1 and " " not in first + second
    return not inverted and all(" " in name and name[0].isupper() for name in (first, second))
