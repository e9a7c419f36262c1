"""Names whose initials stand behind the family name: `He K, Zhang X`, `Kingma, D. P., Ba, J.`."""

import re

from papercli.dumps.people import says_more
from papercli.dumps.references.name_parts import may_be_word
from papercli.dumps.references.names import Names, read_names
from papercli.dumps.references.where import is_part
from papercli.patterns import late

_BARE = late(r"(?<=[^\W\d_])\s(?P<letters>[A-Z]{1,4}|(?:[A-Z]\.\s?-?){1,3})(?=[,;.]|\s(?:and|&|et)\s|$)")  # fmt: skip
_INVERTED = late(r"[^\W\d_a-z][\w'’-]{1,30},\s(?:[A-Z]\.?[\s-]?){1,4}(?=[,;]|\s(?:and|&)\s|$)")
_ACRONYM = late(r"(?P<acronym>[A-Z]{2,8})\s[A-Z]")  # "JRSS B"

_MARKS = " .,;:*-–—|·•("


def names_with_initials_behind(text: str) -> list[str]:
    """Return the names in such a list, initials first, with `et al.` where there are more; nothing for any other text.

    Capitals that may be names are none: `Xu LI, Wei HE` are written family name last.
    """
    names = _read(text.strip(_MARKS))
    if names is None:
        return []
    return [each.display for each in names.authors] + ["et al."] * (names.more or says_more(text))


def ends_with_initials_behind(text: str) -> bool:
    """Say whether such a list ends in initials, so that a full stop behind it ends the list: `He K, Sun J.`."""
    names = _read(text.strip(_MARKS))
    if names is None or names.more or len(names.authors) < 2:
        return False
    family = names.authors[-1].display.rsplit(maxsplit=1)[-1]
    return (
        re.search(rf"{re.escape(family)},?\s[A-Z][A-Z.\s-]{{0,8}}$", text.rstrip(_MARKS))
        is not None
    )


def is_acronym_of_journal(text: str) -> bool:
    """Say whether a text is a journal's acronym and the letter of a series: `JRSS B`."""
    found = _ACRONYM.fullmatch(text.strip())
    return found is not None and not may_be_word(found["acronym"])


def _read(text: str) -> Names | None:
    if is_part(text) or is_acronym_of_journal(text):
        return None
    if _INVERTED.match(text):
        return read_names(text, only="initials")
    letters = [each["letters"] for each in _BARE.finditer(text)]
    if not letters or all(map(may_be_word, letters)):
        return None
    return read_names(text, only="all bare")
