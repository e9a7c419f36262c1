"""Titles with where they appeared behind them in the same link: `[The Pricing of Options, Journal of Political Economy 81 (1973)](…)`."""

from typing import NamedTuple

from papercli.dumps.references.abbreviations import VENUE_START
from papercli.dumps.references.place import strip_place
from papercli.dumps.references.titles import is_title, is_venue, split_comma, split_sentence


class Placed(NamedTuple):
    """A title, and what is told of its place."""

    title: str
    venue: str
    year: str
    numbers: dict[str, str]


def read_placed(text: str) -> Placed | None:
    """Return the title and the place in a text, or None where it is a title alone.

    A volume and a year or pages are behind the venue, or it begins as only venues do, behind a full stop.
    """
    place = strip_place(text)
    numbers = {name: number for name, number in place.found.items() if name != "date"}
    if "volume" in numbers and (place.date or "pages" in numbers):
        both = split_comma(place.rest, sure=True, stopped=place.stopped) or split_sentence(
            place.rest, has_numbers=True, stopped=place.stopped
        )
        return Placed(*both, place.date[:4], numbers) if both and both[1] else None
    title, _, venue = place.rest.rpartition(". ")
    if (
        not title
        or numbers
        or not (VENUE_START.match(venue) and is_venue(venue) and is_title(title))
    ):
        return None
    return Placed(title, venue, place.date[:4], {})
