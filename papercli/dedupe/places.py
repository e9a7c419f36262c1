"""Where in its venue a paper stands.

Year, volume, issue and pages, in whatever way they were written.
"""

import re
from dataclasses import dataclass
from enum import Enum

from papercli.model import Paper
from papercli.patterns import late
from papercli.text import read_number

_RANGE = late(r"(?<!\d)(\d+)\s*[-\u2010-\u2015\u2212]+\s*[a-z]*(\d+)", re.IGNORECASE)
# "215 p" says how many pages, not which.
_PAGE = late(r"(?<!\d)(\d++)(?!\s*(?:p\b|pp\b|pages))", re.IGNORECASE)
_PAGES_IN_VENUE = late(r"(?<!\d)(\d{1,5}\s*[-\u2010-\u2015]{1,2}\s*\d{1,5})(?![\d-])")
_NUMBER = late(r"\d+")
_VOLUME = late(r"(\d+)(?:\s*\(\s*(?:no\.?\s*)?(\d+))?")
_MOST_PAGES = 100  # of a paper, where six digits may be two pages or the number of an article
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "Lovelace (1991). On trees".
_YEAR_IN_TITLE = late(r"[^()\[\]]{0,30}[(\[]((?:19|20)\d\d)[)\]][.,]?\s")


class Relation(Enum):
    """How one field of two papers agrees."""

    SAME = "same"
    NEAR = "near"
    UNKNOWN = "unknown"  # missing on a side, or not comparable
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its venue a paper stands, in numbers."""

    year: int | None
    volume: str | None
    issue: str | None
    first: int | None  # first page
    last: int | None


def parse_place(paper: Paper) -> Place:
    """Return the numbers of a paper, also those that a dump left inside the venue ("CACM 27 (1984) 433-444")."""
    venue = paper.venue or ""
    year = paper.year
    if year is None and (found := _YEAR.findall(f"{venue} {paper.volume or ''}")):
        year = int(found[-1])
    if year is None and (told := _YEAR_IN_TITLE.match(paper.title)):
        year = int(told[1])
    volume = issue = None
    if (
        paper.volume
        and not _RANGE.search(paper.volume)
        and (numbers := _VOLUME.search(paper.volume))
    ):
        volume, issue = numbers[1].lstrip("0"), numbers[2]
        if issue is not None and _YEAR.fullmatch(issue):  # "22 (1993)"
            issue = None
        # Some journals number volumes by the year, and some databases do it for them.
        if _YEAR.fullmatch(volume):
            volume = None
    if paper.issue and (number := _NUMBER.search(paper.issue)):
        issue = number[0].lstrip("0")
    pages = paper.pages
    if not pages and (inside := _PAGES_IN_VENUE.search(venue)):
        pages = inside[1]
    first, last = _parse_pages(pages or "")
    return Place(year, volume or None, issue or None, first, last)


def _parse_pages(text: str) -> tuple[int | None, int | None]:
    if ranged := _RANGE.search(text):
        first, last = ranged[1], ranged[2]
    elif page := _PAGE.search(text):
        first, last = page[1], None
    else:
        return None, None
    if last is None and len(first) >= 6 and len(first) % 2 == 0:
        half = len(first) // 2
        start, end = read_number(first[:half]), read_number(first[half:])
        # "912919": the dash was lost.
        if start is not None and end is not None and 0 < end - start < _MOST_PAGES:
            first, last = first[:half], first[half:]
    if last is not None and len(last) < len(first):  # "1676-87"
        last = first[: len(first) - len(last)] + last
    start = read_number(first)
    return start, read_number(last) if last is not None and start is not None else None


def align(left: Place, right: Place) -> tuple[Place, Place]:
    """Return both places, one of them moved where its issue and page stand in the fields of the other's volume and issue."""

    def moved(place: Place, other: Place) -> Place:
        one_off = (
            place.volume is None
            and None not in (place.issue, place.first)
            and (place.issue, str(place.first)) == (other.volume, other.issue)
        )
        return Place(place.year, place.issue, str(place.first), None, None) if one_off else place

    return moved(left, right), moved(right, left)


def relate_pages(left: Place, right: Place) -> Relation:
    """Compare pages: the same start is the same.

    A start or end that is nearly the same is near (a slip of the hand).
    """
    if left.first is None or right.first is None:
        return Relation.UNKNOWN
    if left.first == right.first:
        return Relation.SAME
    for one, other in ((left, right), (right, left)):
        if one.last is None and str(one.first) == f"{other.first}{other.last}":
            return Relation.SAME  # "2337" beside "23-37": the dash was lost
    if left.last is not None and left.last == right.last:
        return Relation.NEAR
    if 1 in (left.first, right.first):
        return Relation.UNKNOWN  # a paper online first is numbered from 1, as preprints are
    if (
        abs(left.first - right.first) <= 1
        and left.last is not None
        and right.last is not None
        and abs(left.last - right.last) <= 1
    ):
        return Relation.NEAR
    return Relation.DIFFERENT


def relate_numbers(left: str | None, right: str | None) -> Relation:
    """Compare volumes or issues."""
    if left is None or right is None:
        return Relation.UNKNOWN
    return Relation.SAME if left == right else Relation.DIFFERENT
