"""Where a paper appeared, in a line of a page that tells nothing else."""

import re

from papercli.dumps.references.abbreviations import VENUE_START
from papercli.dumps.references.links import take_links
from papercli.dumps.references.titles import is_venue
from papercli.dumps.references.where import read_place
from papercli.patterns import late

# Where it appeared: "International Conference on Machine Learning (ICML), 2021 (Spotlight)".
_PLACE = late(
    r"(?P<venue>[^\W\d_][^,;:?!]{1,120}?),?\s\(?(?P<year>(?:19|20)\d\d|['’]\d\d)\)?(?:\s{1,3}\((?:best|oral|spotlight|poster|highlight|outstanding)\b[^()]{0,40}\))?\.?",
    re.IGNORECASE,
)
_SERVER = late(
    r"(?P<venue>bioRxiv|medRxiv|ChemRxiv|PsyArXiv|SSRN|Research Square)\b(?:[\s;:,]|doi|https?://|[\w./()-]){0,200}",
    re.IGNORECASE,
)
_POSTED = late(
    r"(?<![\d.])(?P<year>20[0-4]\d)[.-](?:0\d|1[0-2])[.-]"
)  # "bioRxiv 2021.10.04.463034"
_LONGEST = 300  # characters
_KIND = late(
    r"(?:(?:research|review|original)\s)?(?:article|letter|news|editorial|research|review|perspective|published|received|posted|online)s?:?\s+\d{1,2}\s",
    re.IGNORECASE,
)  # "Article 25 Apr 1953"
_LAST_SHORT = 49


def place_in(text: str) -> dict[str, object] | None:
    """Return the fields that a line tells of where and when a paper appeared, or None where it is anything else."""
    if len(text) > _LONGEST or _KIND.match(text):
        return None
    if server := _SERVER.fullmatch(text):
        posted = _POSTED.search(text)
        year = {"year": posted["year"]} if posted else {}
        return {"venue": server["venue"], "doi": take_links(text).doi, **year}
    found = read_place(text)
    if found is not None and found.venue and (found.numbers or found.links.doi):
        dated = {"year": found.date} if found.date else {}
        return {"venue": found.venue, "doi": found.links.doi, **dated, **found.numbers}
    place = _PLACE.fullmatch(text)
    if place is not None and is_venue(place["venue"]):
        return {"venue": place["venue"], "year": _in_full(place["year"])}
    is_named = VENUE_START.match(text) is not None and is_venue(text) and "http" not in text
    return {"venue": text} if is_named else None


def _in_full(year: str) -> str:
    """Return a year whole: `'97` is of the last century, `'07` of this."""
    short = year.lstrip("'’")
    return year if short == year else f"{'19' if int(short) > _LAST_SHORT else '20'}{short}"
