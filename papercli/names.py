"""Names of authors, one normal form.

`Given Family`, particles and suffixes in their places, and nobody called `et al.`.
"""

import re
from collections.abc import Iterable

from papercli.text import clean

# "Jr.", "III", "2nd": they follow the family name, wherever the dump had them.
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|\d(?:nd|rd|th))\.?", re.IGNORECASE)
# What makes "Google, Inc." one name and not a person called Inc.
_COMPANY = re.compile(r"(?:inc|ltd|llc|gmbh|corp|co|plc|pty|s\.?a|a\.?g|b\.?v)\.?", re.IGNORECASE)
_NOBODY = re.compile(r"anonymous|n/?a|nan|none|null|unknown", re.IGNORECASE)
# What stands for authors that are not named, behind the others: "et al.", "and others", "and 12
# others", "+5 authors", an ellipsis.
_MORE = re.compile(
    r"(?:(?:^|[,;]\s*)(?:the\s+)?others|(?:^|[\s,;]+|(?=\u2026))[(\[]?(?:et\.?\s*al(?:\.|ii|ia)?|&\s*al\.?|(?:and|&)\s+(?:the\s+)?others|\.{3}|\u2026"
    r"|(?:(?:and|&)\s+|\+\s*)\d+\s+(?:(?:others?|more|additional)(?:\s+authors?)?|authors?)|\d+\s+(?:others|(?:more|additional)\s+authors?))"
    r"(?:\s*\(?\d+\s+additional\s+authors?)?(?:\s+not\s+shown)?[)\]]?)[\s.,;]*$",
    re.IGNORECASE,
)
_MORE_ENDS = (
    "al",
    "alii",
    "alia",
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
_DOTTED_LAST = re.compile(r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)*) ((?:[^\W\d_a-z]\.[\s-]?)+)")
_BARE_LAST = re.compile(
    r"([^\W\d_][\w'’-]*[a-z][\w'’ -]*) ([A-Z]{1,3})(?: (Jr|Sr|II|III|IV|2nd|3rd))?\.?"
)
_JOINED = re.compile(r"(?:(?<!\s)\s++)?[;|]\s*+|(?<!\s)\s++(?:and|AND|&)\s+|,\s*+(?:and|&)\s+|\n")
_LONGEST = 200  # characters; what is longer is no name, and not taken apart
_COMMA = re.compile(r"(?:(?<!\s)\s++)?,\s*")
_BETWEEN_CAPITALS = re.compile(r"(?<=[A-Z])(?=[A-Z])")


def says_more(text: str) -> bool:
    """Say whether a list of names, or the last name of one, ends in what stands for further authors."""
    return _find_more(text) is not None


def _find_more(text: str) -> re.Match[str] | None:
    end = text[-_TAIL:].rstrip(" .,;)]").lower()
    if (
        not end.endswith(_MORE_ENDS) and "..." not in text[-_TAIL:]
    ):  # most names are told from it for less than a search costs
        return None
    return _MORE.search(text, max(0, len(text) - _TAIL))


def _without_more(text: str) -> str:
    found = _find_more(text)
    return text[: found.start()] if found else text


def in_order(name: str) -> str:
    """Return a name as `Given Family`, or nothing where it names nobody.

    `Vries, Hugo de` is `Hugo de Vries`.
    """
    name = clean(name)
    more = _find_more(name)
    name = (name[: more.start()] if more else name).strip(" ,;")
    if not name or _NOBODY.fullmatch(name):
        return ""
    if len(name) > _LONGEST:
        return name
    if "," not in name:
        if "." in name and (turned := _DOTTED_LAST.fullmatch(name)):
            return f"{turned[2].strip()} {turned[1]}"
        return name
    first, *others = (part for part in _COMMA.split(name) if part)
    suffixes = [part for part in others if _SUFFIX.fullmatch(part)]
    given = [part for part in others if not _SUFFIX.fullmatch(part)]
    if not given:
        return " ".join((first, *suffixes))
    if len(given) > 1 or _COMPANY.fullmatch(given[0]):
        return ", ".join((first, *others))
    return " ".join((dotted(given[0]), first, *suffixes))


def from_parts(given: str, family: str, suffix: str = "") -> str:
    """Return the one name that these parts make; any of them may be empty."""
    return in_order(joined(given, family, suffix))


def joined(given: str, family: str, suffix: str = "") -> str:
    """Return the parts of a name in one string, in which no comma turns them round."""
    return " ".join(part for part in (clean(given), clean(family), clean(suffix)) if part).replace(
        ",", " "
    )


def initials_last(name: str) -> str:
    """Return `Lovelace AK`, as PubMed writes names, as `A. K. Lovelace`."""
    turned = _BARE_LAST.fullmatch(clean(name)) if len(name) <= _LONGEST else None
    if turned is None:
        return in_order(name)
    return " ".join(part for part in (dotted(turned[2]), turned[1], turned[3]) if part)


def dotted(given: str) -> str:
    """Return given names with `AK` as `A.

    K.`; a given name of more than three letters is no initials.
    """
    if given.isupper() and given.isalpha() and given.isascii() and len(given) <= 3:
        return _BETWEEN_CAPITALS.sub(". ", given) + "."
    return given


def split_names(text: str) -> list[str]:
    """Return the names in one string, where `and`, semicolons or commas join them, each in its normal form."""
    parts = [part for part in _JOINED.split(_without_more(text)) if part.strip(" ,")]
    if len(parts) == 1:
        parts = _split_at_commas(parts[0])
    elif any(part.count(",") > 1 for part in parts) or 0 < sum("," in part for part in parts) < len(
        parts
    ):
        parts = [each for part in parts for each in _split_at_commas(part)]
    names = [clean(part).strip(" ,;") for part in parts]
    if all(
        len(name) <= _LONGEST and _BARE_LAST.fullmatch(name.rstrip("."))
        for name in names
        if name and not _NOBODY.fullmatch(name)
    ):
        return distinct(
            initials_last(name.rstrip(".")) if not _NOBODY.fullmatch(name) else "" for name in names
        )
    return distinct(map(in_order, names))


def _split_at_commas(text: str) -> list[str]:
    """Return the names in a string in which commas may join names, or the parts of one name."""
    pieces = [piece for piece in _COMMA.split(text.strip(" ,\n")) if piece]
    if (
        len(pieces) > 1
        and len(pieces) % 2 == 0
        and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2])
    ):
        return [
            f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)
        ]
    people = [
        piece for piece in pieces if not _SUFFIX.fullmatch(piece) and not _COMPANY.fullmatch(piece)
    ]
    # "van der Berg, Jan" and "Lovelace, Ada King" are one person each; "Ada Lovelace, Alan Turing"
    # are two.
    if len(people) > 2 or (
        len(people) == 2 and all(" " in person and person[0].isupper() for person in people)
    ):
        joined: list[str] = []
        persons = frozenset(people)
        for piece in pieces:
            if piece in persons or not joined:
                joined.append(piece)
            else:
                joined[-1] += f", {piece}"
        return joined
    return [text]


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names in their order, each once and none empty."""
    return list(dict.fromkeys(name for name in names if name))
