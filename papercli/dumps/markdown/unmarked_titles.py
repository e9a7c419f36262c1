"""Titles without any mark, at the start of a text: `A title of it, Ada Quill, 2016`."""

import re

from papercli.dumps.markdown.author_year import YEAR, read_author_year
from papercli.dumps.markdown.initials_behind import names_with_initials_behind
from papercli.dumps.markdown.inline import is_generic
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.pages.names import are_families, are_family_names, is_name, names_in
from papercli.dumps.references.names import read_names as list_of_names
from papercli.patterns import late

_DAY_FIRST = late(
    r"\W{0,3}\d{4}-\d\d-\d\d\W{1,5}(?:presenter|speaker|discussed|read)\b", re.IGNORECASE
)
_ET_AL = late(r"(?<=\bal)\.,\s")
_SENTENCE = late(r"\s{0,20}\(|(?<=[^\W\d_][^\W_A-Z])\.\s{1,20}")
_YEAR_LAST = late(r"\s{0,20}[\[(]?\s{0,20}(?:19|20)\d\d\s{0,20}[\])]?$")
_INITIAL = late(r",\s[A-Z](?:\.|$)")
_INVERTED = late(
    r"[^\W\d_a-z][\w'’-]{1,30},\s(?:[A-Z]\.[\s-]?){1,3}(?:[,;]|(?<=\.\s)[A-Z])"
)  # "Radford, A., Kim, …"
_NAMES_FIRST = late(r"(?:[A-Z]\.[\s-]?){1,3}[^\W\d_]{2,20}")
_STOP = late(r"(?<=[^\W\d_]{2})\.\s(?=[A-Z])")
_LONGEST_LIST = 300  # characters of names
_FAMILIES = (1, 3, 5)  # pieces of one, two or three family names, with the commas between them
_MARKS = " ,.:;()[]-–—|·•\\`"
_LONGEST_NAMES = 80  # characters of family names and a year
_MOST_NAMES = 4  # words of a person's name in front of a title


def title_in_text(text: str) -> tuple[str, str] | None:
    """Return a title without any mark at the start of a text, and what follows it."""
    if _DAY_FIRST.match(text):
        return None
    title, rest = divide_title(text)
    sentence = title.partition(". ")[0]
    is_one = is_name(sentence) and len(sentence.split()) <= _MOST_NAMES
    if sentence != title and (is_one or names_with_initials_behind(sentence)):
        return None  # "Ada Quill. A title of it", "Quill A. A title of it"
    if _NAMES_FIRST.match(text) and _begins_with_names(text):
        return None  # "A. Quill and B. Rook. A title of it"
    is_short = len(title.split()) <= _MOST_NAMES
    is_person = is_name(title) and is_short and text[len(title) :].startswith(",")
    bare = title.rstrip(".")
    are_authors = are_family_names(bare) or are_families(bare) or are_initialled(title)
    is_title = len(title.split()) > 1 and not (is_person or are_authors or is_generic(title))
    return (title, rest) if is_title else None


def _begins_with_names(text: str) -> bool:
    """Say whether a text begins with names with initials, and a full stop behind them."""
    ends = [found.start() for found in _STOP.finditer(text[:_LONGEST_LIST])]
    return any(list_of_names(text[:end], only="initials") for end in ends)


def divide_title(text: str) -> tuple[str, str]:
    """Return a title without any mark, and what follows it: names, or a venue and a year."""
    pieces = re.split(r"(,\s+|\.\s+|(?<=[?!])\s+|\s+[-–—|]\s+|\s+by\s+|\s*\()", text)
    for at in range(2, len(pieces), 2):
        rest = "".join(pieces[at:])
        names = _SENTENCE.split(_ET_AL.split(rest)[0])[0]
        first = names_in(names)[:1]
        is_named = first and is_name(first[0]) and (read_names(names) or len(first) == 1)
        if (
            is_named
            or _is_dated_by_names(rest)
            or are_initialled(rest.strip(_MARKS))
            or any(are_family_names("".join(pieces[at : at + count])) for count in _FAMILIES)
        ):
            title = "".join(pieces[: at - 1])
            year = _YEAR_LAST.search(title)
            return (title[: year.start()], f"{year[0]}, {rest}") if year else (title, rest)
    found = YEAR.search(text)
    cut = re.search(r"\s*[(,.]\s*[^(,.]*$", text[: found.start()]) if found else None
    return (text[: cut.start()], text[cut.start() :]) if cut else (text, "")


def _is_dated_by_names(text: str) -> bool:
    """Say whether a text begins with family names and a year: `Ba, Kiros, Hinton 2016`."""
    year = YEAR.search(text[:_LONGEST_NAMES])
    return year is not None and read_author_year(text[: year.end()], below_title=True) is not None


def are_initialled(text: str) -> bool:
    """Say whether a text is a list of names with initials, as references begin: `Mnih, V., et al`."""
    text = text.strip(" *_")
    if _INITIAL.search(text) is None:
        return False
    return _INVERTED.match(text) is not None or list_of_names(text, only="initials") is not None
