"""Addresses of papers in Markdown: the fields that they give, and which paper is at each."""

from typing import NamedTuple

from papercli.dumps.doi_addresses import doi_in_address
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.patterns import late

# Where each paper has an address of its own; a PDF elsewhere may be a supplement.
_PLACE = late(
    r"(?P<host>openreview\.net|aclanthology\.org|proceedings\.mlr\.press|papers\.nips\.cc|proceedings\.neurips\.cc|"
    r"openaccess\.thecvf\.com|jmlr\.org|semanticscholar\.org(?=/paper)|dl\.acm\.org)/(?P<path>[^\s#]{1,300})"
)
_OPENREVIEW = late(r"(?:forum|pdf|attachment)\?(?:[^#]{0,99}&)?id=([\w-]{1,60})")
# Prefixes of DOIs that Zenodo, figshare, Dryad, OSF, Hugging Face, Dataverse, Mendeley Data and UCI give to data and programs.
_OF_DATA = (
    "10.5281/",
    "10.6084/",
    "10.5061/",
    "10.17605/",
    "10.57967/",
    "10.7910/",
    "10.17632/",
    "10.24432/",
)
_END = late(r"(?:\.pdf|\.html|/)$")


class Place(NamedTuple):
    """Where a paper is, and which it is there."""

    host: str  # "arxiv", "doi", or a web site
    paper: str


def place_of(url: str) -> Place | None:
    """Return which paper is at an address; None where it is no address of one paper."""
    if arxiv := normalise_arxiv(url):
        return Place("arxiv", arxiv)
    if "doi" in url and (doi := normalise_doi(url)):
        return None if doi.startswith(_OF_DATA) else Place("doi", doi)
    found = _PLACE.search(url)
    if found is None:
        return None
    if found["host"] != "openreview.net":
        return Place(found["host"], _END.sub("", found["path"]))
    forum = _OPENREVIEW.match(found["path"])
    return Place(found["host"], forum[1]) if forum else None


def addresses(urls: list[str], arxiv: str = "") -> dict[str, object]:
    """Return the fields that a paper's links give, the best first."""
    return {
        "url": urls[0] if urls else None,
        "arxiv": next((url for url in urls if normalise_arxiv(url)), arxiv or None),
        "doi": next(
            (
                found
                for url in urls
                if (found := url if "doi.org/10." in url else doi_in_address(url))
            ),
            None,
        ),
    }
