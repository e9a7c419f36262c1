"""Names whose initials stand behind the family name: `He K, Zhang X`, `Kingma, D. P., Ba, J.`."""

import re

from papercli.dumps.pages.names import is_name
from papercli.dumps.people import says_more, without_more
from papercli.dumps.references.name_parts import may_be_word
from papercli.dumps.references.names import Names, read_names
from papercli.dumps.references.where import is_part
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late

_BARE = late(r"(?<=[^\W\d_])\s(?P<letters>[A-Z]{1,4}|(?:[A-Z]\.\s?-?){1,3})(?=[,;.]|\s(?:and|&|et)\s|$)")  # fmt: skip
_INVERTED = late(r"[^\W\d_a-z][\w'’-]{1,30},\s(?:[A-Z]\.?[\s-]?){1,4}(?=[,;]|\s(?:and|&)\s|$)")
_ACRONYM = late(r"(?P<acronym>[A-Z]{2,8})\s[A-Z]")  # "JRSS B"
_STOP = late(r"(?<![A-Z])\.$")  # and none of an initial
_INITIAL = late(r"(?:^|\s)[A-Z](?:\.|\s|$)")
_MARKS = " .,;:*-–—|·•("


def names_with_initials_behind(text: str) -> list[str]:
    """Return the names in such a list, initials first, with `et al.` where there are more; nothing for any other text.

    Capitals that may be names are none: `Xu LI, Wei HE` are written family name last.
    """
    names = _read(text.strip(_MARKS))
    if names is None:
        return []
    return [each.display for each in names.authors] + ["et al."] * (names.more or says_more(text))


def names_joined_by_and(text: str) -> list[str]:
    """Return the names in a list as BibTeX has it, given names first: `Hale, Ada and Moss, Ben R.`; nothing for any other text.

    `Hale, Moss and Rook, Sand` are family names.
    """
    whole = _STOP.sub("", text.strip(_MARKS.replace(".", "")))
    parts = [part.split(", ") for part in without_more(whole).split(" and ")]
    if len(parts) < 2 or any(len(part) != 2 for part in parts):
        return []
    names = [f"{given} {family}" for family, given in parts]
    sure = sum(map(_is_given, (given for _, given in parts)))
    if not all(map(is_name, names)) or (len(parts) == 2 and not sure):
        return []
    return [*names, *["et al."] * says_more(text)]


def _is_given(text: str) -> bool:
    """Say whether a text is a given name: a common one, or one with an initial."""
    return _INITIAL.search(text) is not None or text.split(maxsplit=1)[0].lower() in COMMON_GIVEN


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
