"""Titles with their authors and year in front of them in the same words: `Codd 1970: A Relational Model`, `Hardin (1968) The Tragedy`."""

from typing import NamedTuple

from papercli.dumps.markdown.author_year import NO_FAMILY, YEAR
from papercli.dumps.markdown.initials_behind import names_with_initials_behind
from papercli.dumps.markdown.styled import is_nobody, is_somebody
from papercli.dumps.pages.names import are_families, are_family_names, is_name, names_in
from papercli.dumps.people import says_more
from papercli.dumps.references.names import read_names
from papercli.patterns import late

_DATED = late(
    rf"(?P<names>[^()\[\]\d:]{{2,120}}?)[.,]?\s(?P<open>[(\[])?(?P<year>{YEAR.pattern})[)\]]?(?P<end>[.:,]?\s(?:[-–—]\s)?|\s[-–—]\s)(?P<title>[^\W\d_a-z].{{8,400}})"
)
_DATED_LAST = late(
    rf"(?P<names>[^()\[\]\d:]{{2,120}}?(?:\s(?:and|&)\s[^\W\d_a-z][\w'’-]{{1,30}}|\set\sal\.?))[.,:]\s(?P<title>[^\W\d_a-z].{{8,400}}?),\s(?P<venue>[A-Z][^,.;:]{{1,60}}?)?[\s,]{{0,2}}\(?(?P<year>{YEAR.pattern})\)?\.?"
)


class Named(NamedTuple):
    """What stands in front of a title, the title, and its venue where a year behind it shows where that begins."""

    names: list[str]
    year: str
    title: str
    venue: str = ""


def read_named(text: str) -> Named | None:
    """Return the names, the year and the title in a text that begins with names, or None where it is a title alone."""
    text = text.strip()
    if found := _DATED.fullmatch(text):
        is_set_off = bool(found["open"] or found["end"].strip())
        names = _names(found["names"], is_set_off=is_set_off, is_bracketed=bool(found["open"]))
        if names and " " in found["title"]:
            return Named(names, found["year"][:4], found["title"])
    if found := _DATED_LAST.fullmatch(text):
        names = _names(found["names"], is_set_off=False, is_bracketed=False)
        if names and " " in found["title"]:
            return Named(names, found["year"][:4], found["title"], found["venue"] or "")
    return None


def _names(text: str, *, is_set_off: bool, is_bracketed: bool) -> list[str]:
    bare = text.strip(" ,.*_")
    if is_somebody(bare):
        return [bare] if is_set_off and bare.lower() not in NO_FAMILY else []
    if are_family_names(bare) or are_families(bare):
        names = names_in(bare)
        return [] if any(map(is_nobody, names)) else [*names, *["et al."] * says_more(bare)]
    if names := names_with_initials_behind(bare):
        return names
    read = read_names(bare, only="initials")
    if read is None and is_bracketed and (is_name(bare) or "," in bare):
        read = read_names(bare)
    if read is None:
        return []
    return [*(each.display for each in read.authors), *["et al."] * read.more]
