"""What an entry of BibTeX is in, or who brought it out."""

import re
from collections.abc import Mapping

from papercli.patterns import late

PARENTS = frozenset(
    "proceedings book collection mvbook mvproceedings mvcollection periodical mvreference reference xdata".split()
)
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "eventtitle")
_STANDS_ALONE = frozenset(  # what is in no journal or book; who brought it out is the venue
    "book mvbook inbook proceedings manual report techreport misc online electronic www unpublished booklet software dataset thesis"
    " phdthesis mastersthesis collection mvcollection mvproceedings mvreference reference data webpage web_page".split()
)
ADDRESS = late(r"https?://(?:[^\s{}\"<>\\]|\\[_%&#~])+", re.IGNORECASE)
ARXIV_CLASS = late(r"arxiv", re.IGNORECASE)


def venue_of(kind: str, fields: Mapping[str, object]) -> object:
    """Return what a work is in; of a book, which may have the title of its series for one, who brought it out."""
    venues = _VENUES[:2] + _VENUES[3:] if kind in PARENTS else _VENUES
    return next((fields[name] for name in venues if fields.get(name)), None) or _issuer(
        kind, fields
    )


def _issuer(kind: str, fields: Mapping[str, object]) -> object:
    """Return who brought out what stands alone, or how it was published.

    "MIT Press", "Zenodo", "Blog post".
    """
    if kind not in _STANDS_ALONE:
        return fields.get("series")
    how = str(fields.get("howpublished") or "")
    is_place = ADDRESS.search(how) or ARXIV_CLASS.search(how)
    return (
        fields.get("publisher")
        or fields.get("organization")
        or (how if how and not is_place else None)
    )
