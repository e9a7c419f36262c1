"""The authors beside a title in a reading list, in any of the ways in which lists of names are written."""

import re

from papercli.dumps.markdown.author_year import YEAR
from papercli.dumps.markdown.initials_behind import names_joined_by_and, names_with_initials_behind
from papercli.dumps.markdown.styled import is_place, is_somebody
from papercli.dumps.pages.names import (
    are_families,
    are_family_names,
    are_names,
    is_family_name,
    is_name,
    names_in,
)
from papercli.name_words import is_organisation
from papercli.patterns import late

_ARTICLE = late(r"(?:The|A)\s\S{1,40}\s\S")
_PRAISE = late(
    r"\b(?:winners?|champions?|prize|award)\b|\s(?:as of|at|by|for|from|in|of|since|until)$",
    re.IGNORECASE,
)
_SOON = 120  # characters behind names within which a year shows that they are a citation


def read_names(text: str) -> str | list[str]:
    """Return a text of names as it is, or, where the first is inverted, its names.

    Two words and a comma are two family names there, `Diffie, Hellman`; in front of a title they are one person.
    """
    text = text.strip(" ,.:;*")
    if not text or len(text) > 3000 or is_place(text) or is_phrase(text):
        return ""
    if names := names_with_initials_behind(text) or names_joined_by_and(text):
        return names
    if are_names(text) or are_family_names(text):
        return text
    pieces = [
        piece for piece in re.split(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+", text) if piece
    ]
    more = pieces[-1:] and re.fullmatch(r"et\.?\s*al\.?", pieces[-1])
    named = pieces[:-1] if more else pieces
    if len(named) < 2 or len(named[0].split()) > 2 or not is_name(f"{named[1]} {named[0]}"):
        return ""
    if len(named[1].split()) > 2 or not all(map(is_name, named[2:])):
        return ""
    if len(named) == 2 and all(map(is_family_name, named)):
        return [*named, *(["et al."] if more else [])]
    return [f"{named[1]} {named[0]}", *named[2:], *(["et al."] if more else [])]


def is_phrase(text: str) -> bool:
    """Say whether a text is words about a paper: `The Original Paper`, but `The ATLAS Collaboration`; `VOT Winner`; `Published in`."""
    is_article = _ARTICLE.match(text) is not None and not is_organisation(text)
    return is_article or _PRAISE.search(text) is not None


def families_first(text: str) -> list[str]:
    """Return the family name that a text is, or the list of them that it begins with: `Hale, Moss This work shows …`."""
    if is_somebody(text) or are_families(text):
        return names_in(text)
    *families, last = text.split(", ")
    first, _, rest = last.partition(" ")
    are_all = bool(families) and all(map(is_somebody, [*families, first]))
    return [*families, first] if are_all and not YEAR.search(rest[:_SOON]) else []
