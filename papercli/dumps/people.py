"""Authors in dumps: names in one string, names that a format inverts, nobody's name, and what stands for further authors."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from papercli.dumps.initials import initials_behind
from papercli.model import Name
from papercli.name_words import is_organisation
from papercli.names import (
    UNKNOWN,
    Author,
    from_commas,
    from_literal,
    from_parts,
    is_plain,
    read_name,
    split_name,
)
from papercli.patterns import late
from papercli.text import clean

_ITS_ID = late(r"\s\(\d{6,}\)$")  # of an organisation, as Scopus tells it
_NOBODIES = frozenset(  # that look like names
    f"{many} author{end}" for many in ("no", "unknown", "various", "anonymous") for end in ("", "s")
) | {"author unknown", "authors unknown"}
_NOBODY = late(
    r"[*†‡§¶^⁰¹²³⁴-⁹?–—-]+|[\[(]?(?:anonymous(?:\sauthors?)?|anon\.?|n/?a|nan|none|null|unknown(?:\sauthors?)?|various(?:\sauthors)?"
    r"|no\sauthors?(?:\snames?)?(?:\s(?:available|listed|given|specified|identified|found|provided))?"
    r"|authors?\s(?:unknown|not\s(?:available|listed|given|specified|identified|provided))"
    r"|unbekannt|anonym|anonyme|an[oó]nimo|anonimo|sconosciuto|desconhecido|desconocido|不详|佚名|匿名|作者不詳|неизвестен)[\])]?",
    re.IGNORECASE,
)
# What stands for authors that are not named, behind the others: "et al.", "and others", "and 12 others", "+5 authors", an ellipsis.
_MORE = late(
    r"(?:(?:^|[,;]\s*)(?:the\s+)?others|(?:^|[\s,;]+|(?=\u2026))[(\[]?(?:et\.?\s*al(?:\.|ii|ia)?|u\.\s?a\.|[uy]\s?otros|e\soutros|et\scoll\.|и\s+др\.?|等|&\s*al\.?|(?:and|&)\s+(?:(?:the\s+)?others|colleagues)|\.{3}|\u2026"
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
    "u. a",
    "u.a",
    "otros",
    "outros",
    "coll",
    "др",
    "等",
)
_TAIL = 60  # characters at the end of a text in which that stands
_LONGEST = 200  # characters; what is longer is no name, and not taken apart
# What dumps hang on a name: "(MIT)", "[1]", "<roe@example.org>", "(ed.)", marks of footnotes.
_HUNG_ON = late(
    r" (?:\([^()]{1,99}\)|\[[^\[\]]{1,99}\]|<[^<>]{1,99}>)$|[*†‡§¶^⁰¹²³⁴-⁹]+$|(?<=[^\W\d_A-Z])\d{1,2}$"
)
_ADDRESS = late(r"(?:(?:dr|prof|professor)\b\.?\s+)+(?=\S+\s)", re.IGNORECASE)
# What catalogues set behind a name to tell people of one name apart, and what they did:
# "Doe, Jane, 1950-2001", "Roe, Max, active 1850, author"; and the numbers of DBLP: "Jane Doe 0001".
_YEARS = (
    r"(?:(?:b\.|d\.|fl\.|born|died|active|approximately|ca\.?) {0,2}){0,2}\d{3,4}\??"
    r"(?: ?- ?(?:(?:approximately|ca\.?) )?(?:\d{3,4}\??)?)?"
)
_ROLE = r"(?:joint )?(?:author|aut|creator|cre|editor|edt)(?: of .{1,40})?"
_TOLD_APART = late(
    rf"(?:, {_YEARS}|,? \d{{4}}-(?:\d{{4}})?|, -\d{{3,4}}|, (?:active )?\d\d(?:th|st)(?:/\d\dth)? cent(?:ury|\.)"
    rf"|(?:,|(?<=[\d-])) {_ROLE}| 0\d{{3}})\.?$"
)
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


def somebody(text: str) -> str:
    """Return a name without what stands for others, or nothing where it names nobody."""
    if is_plain(text) and text.lower() not in _NOBODIES:  # as most are
        return text
    name = without_more(clean(text)).strip(" ,;")
    if _NOBODY.fullmatch(name):
        return ""
    if len(name) > _LONGEST or is_organisation(name):
        return _ITS_ID.sub("", name)
    while " " in name and (found := _HUNG_ON.search(name) or _TOLD_APART.search(name)):
        name = name[: found.start()].rstrip(" ,")
    found = _ADDRESS.match(name)
    return name[found.end() :] if found else name


def read_author(text: str) -> Author:
    """Return the author of that name, with an empty display form where it names nobody: `Vries, Hugo de` is `Hugo de Vries`."""
    return _read(text, inverted=False)


def _read(text: str, *, inverted: bool) -> Author:
    name = somebody(text)
    if len(name) > _LONGEST:
        return Author(name, UNKNOWN)
    return read_name(name, inverted=inverted)


def read_commas(parts: Sequence[str]) -> Author:
    """Return the author whose name is in these parts, between commas, or nobody."""
    whole = clean(", ".join(map(str.strip, parts)))
    if not somebody(whole):
        return _NO_AUTHOR
    if len(whole) <= _LONGEST and (bare := _TOLD_APART.search(whole)):
        return read_commas(whole[: bare.start()].split(","))
    known = (without_more(part).strip(" ;") for part in parts)
    return from_commas([part for part in known if part], inverted=True)


def read_literal(text: str) -> Author:
    """Return the author whose name is one piece, or nobody."""
    return from_literal(somebody(text))


def read_parts(given: str, family: str, suffix: str = "") -> Author:
    """Return the author whose name has these parts, or nobody; any of them may be empty."""
    whole = f"{given} {family}"
    if not suffix and " " not in family and is_plain(whole):
        return Author(whole, UNKNOWN)
    if not somebody(whole):
        return _NO_AUTHOR
    return from_parts(given, without_more(family), suffix)


def family_and_initials(text: str) -> Author:
    """Return an author of a format in which initials stand behind each family name: `Smith JR 3rd`."""
    name = clean(text)
    found = None if is_organisation(name) else initials_behind(name)
    return found.author() if found else read_author(name)


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
