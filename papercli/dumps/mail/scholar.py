"""The line below a title of Google Scholar's: who wrote it, where and when."""

import re
from urllib.parse import parse_qs, urlsplit

from papercli.dumps.people import people, says_more
from papercli.dumps.people import read_author as read_name
from papercli.identifiers import normalise_arxiv
from papercli.names import Author, from_initials
from papercli.patterns import late
from papercli.text import clean

_BETWEEN = late(r"\s{1,20}[-–—]\s{1,20}|\s{0,20}\u2026\s{1,20}[-–—]\s{1,20}")
_PLACE = late(r"(?:(?P<venue>.{0,300}?),?\s{1,20})?(?P<year>(?:1[5-9]|20)\d\d)")
_PREPRINT = late(r"arxiv(?:\s+(?:preprint|e-?prints?))?\b.*", re.IGNORECASE)
_INITIALS = late(r"([A-Z\u00c0-\u00de]{1,4}) ([^\W\d_].*)")
_NAME = late(r"[A-Z\u00c0-\u00de]{1,4} [^\d:;()]{2,40}")
# "[PDF]", "[ZITATION]", and with a letter behind it, which stands there in every language: "[CITATION][C]", "[书籍][B]"
_MARK = late(
    r"^\s*(?:\[[^\W\d_a-z][^\[\]\da-z]{1,16}\]\s*\[[A-Z]\]\s*|\[[A-Z\u00c0-\u00de]{3,12}\]\s*)+"
)


def read_byline(text: str) -> dict[str, object] | None:
    """Return the fields in `J Doe, S Birch… - Journal, 2026`, or None where that is none of these."""
    line = clean(text)
    names, *places = _BETWEEN.split(line)
    if not places:  # as of most lines
        return None
    names = names.rstrip(" ,")
    more = "…" in names or "… - " in line or says_more(names)
    written = [name.strip(" .…") for name in names.split(",") if name.strip(" .…")]
    if not written or not all(map(_NAME.fullmatch, written)):
        return None
    place = next((found for each in places if (found := _PLACE.fullmatch(each.strip()))), None)
    if place is None:
        return None
    venue = (place["venue"] or "").strip(" ,")
    arxiv = normalise_arxiv(venue)
    return {
        "authors": people(map(read_author, written), more=more),
        "venue": None if _PREPRINT.fullmatch(venue) else venue or None,
        "year": place["year"],
        "arxiv": f"arXiv:{arxiv}" if arxiv else None,
    }


def read_author(name: str) -> Author:
    """Return the author of a name whose initials stand first, without full stops."""
    found = _INITIALS.fullmatch(name)
    return from_initials(found[2], found[1], "") if found else read_name(name)


def without_mark(title: str) -> str:
    """Return a title without what says of which kind its link is."""
    return _MARK.sub("", title)


def unwrapped(link: str) -> str:
    """Return the address to which a link leads by way of Google Scholar."""
    if "scholar" not in link or "url=" not in link:
        return link
    return next(iter(parse_qs(urlsplit(link).query).get("url", ())), link)
