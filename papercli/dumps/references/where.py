"""A text that tells where a paper appeared, and nothing else: `Phys. Rev. Lett. 58, 2059 (1987)`."""

import re
from dataclasses import replace

from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.references.links import take_links
from papercli.dumps.references.parts import Reference, finished, with_place
from papercli.dumps.references.place import YEAR
from papercli.dumps.references.titles import is_venue
from papercli.dumps.remembered import remembered
from papercli.patterns import late

_YEAR = late(YEAR)
_MONTH = late(ENGLISH_MONTH, re.IGNORECASE)
_TITLE = "What appeared there"  # in place of a title, which is told elsewhere
_MARKS = " ,.;:-–—|·•\\`"
_PART = (
    r"appendix|assignment|chapter|chap\.|ch\.|class|course|day|exercise|figure|fig\.|homework|lab|lecture|lec\.|lesson|module|page|paper|part|reading"
    r"|seminar|section|sect?\.|session|slide|step|table|talk|topic|track|tutorial|unit|week"
)
_NO_VENUE = late(
    rf"(?:(?:read|see|from|in)\s)?(?:{_PART})s?(?:[\s,#.:–-]|\d|\b(?:spring|summer|autumn|fall|winter|[a-z]|[ivxl]+)\b)*"
    r"|\d[\d,.]*\s?k?\+?\s?(?:citations?|cites|figures?|pages?|pp\.?|slides?|stars?|tables?|words?|min(?:ute)?s?|hours?)(?:\s(?:long|read))?"
    r"|v(?:ersion\s?|er\.\s?)?\d[\d.]*|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|revised)\sed(?:ition|n)?\.?",
    re.IGNORECASE,
)


def is_part(text: str) -> bool:
    """Say whether a text tells a part of a course or a book, a count or a version, which is no venue: `Lecture 3`, `45 pages`."""
    return _NO_VENUE.fullmatch(text.strip(_MARKS)) is not None


def read_place(text: str, year: str = "", *, needs_numbers: bool = False) -> Reference | None:
    """Return the venue, numbers, date and links in a text, or None where it holds anything else.

    `year` is what was told before; without it, a date, a volume or pages must be there. With
    `needs_numbers`, a date is not enough.
    """
    found = _placed(text, year, needs_numbers=needs_numbers)
    return replace(found, numbers=dict(found.numbers)) if found is not None else None


@remembered
def _placed(text: str, year: str, *, needs_numbers: bool) -> Reference | None:
    links = take_links(text)
    body = links.text.strip(_MARKS)
    if not body:
        return None
    found = with_place(Reference(_TITLE, None, "marked", year), body)
    done = found if isinstance(found, str) else finished(found)
    if isinstance(done, str) or not is_venue(done.venue):
        return None
    if _MONTH.fullmatch(done.venue) or is_part(done.venue):
        return None
    done.links = links
    if needs_numbers and _YEAR.fullmatch(done.numbers.get("volume", "")):
        return None
    return done if done.numbers or (done.date and not needs_numbers) else None
