"""The titles of web pages, and what sites add to that of a paper: `[2206.07682] A title - arXiv`."""

import re

from papercli.patterns import late

_BEFORE = late(
    r"^(?:\[[\w.-]{4,20}(?:/\d{7})?(?:v\d+)?\]|\(PDF\)|\[PDF\]|PDF:)\s{1,3}", re.IGNORECASE
)
_BEHIND = late(
    r"\s{1,3}[|·•–—-]\s{1,3}(?:OpenReview|arXiv(?:\.org)?|ACL Anthology|Semantic Scholar|ResearchGate|Nature|Science(?:Direct)?|SpringerLink|PubMed|PMC|"
    r"IEEE[^|]{0,40}|Proceedings[^|]{0,80}|[^|]{0,60}(?:Journal|Digital Library|Conference)[^|]{0,60}|PDF)$",
    re.IGNORECASE,
)


def without_site(title: str) -> str:
    """Return the title of a page without what its site adds to it."""
    return _BEHIND.sub("", _BEFORE.sub("", title))
