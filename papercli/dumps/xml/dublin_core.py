"""Dublin Core, as repositories give it out (OAI-PMH)."""

import re
from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import DUBLIN_CORE
from papercli.dumps.inverted import inverted_people
from papercli.dumps.people import People
from papercli.dumps.values import read_date
from papercli.dumps.xml.catalogue import Catalogue, all_of, best_date, first_of
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPE = late(r"(?:.*[:/])?(\w+)")
_DOI = late(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/|info:eu-repo/semantics/altIdentifier/doi/|info:doi/)?(10\.\d{4,9}/\S+)",
    re.IGNORECASE,
)
# When a repository took a paper in, DSpace writes to the second: it was published on a day.
_TO_THE_SECOND = late(r"\d{4}-\d\d-\d\dT\d\d:")
# What repositories say of a file and its way to them, and others of what a paper is: no abstract.
_REMARK = late(
    r"comments?:|(?:made|item) (?:available|created|submitted|withdrawn|reinstated|merged|moved)\b.{0,200}?\b(?:on \d{4}-|in dspace\b|by )"
    r"|submitted by\b.{0,200}?\bon \d{4}-|(?:approved|rejected) (?:for entry|by)\b.{0,200}?(?:\bon \d{4}-|archive)|(?:description\.)?provenance\s?:"
    r"|(?:step|workflow)\b.{0,100}?\bon \d{4}-|no\. of bitstreams|restrictions? (?:added|lifted)\b|includes? bibliographical|bibliography: |thesis \((?:ph\.? ?d|m\.|doctoral|master)"
    r"|(?:(?:international|national|not specified|peer) audience|non spécifiée|(?:non-?|not )?peer[- ]?reviewed|published(?: version)?|vita|\d+ (?:p\.?|pages?|leaves)|text/html|pdf)\.?$",
    re.IGNORECASE,
)
# "Journal of Moss; Vol. 12 No. 3 (2014): Caves; 1-9", as journals on OJS name themselves.
_SOURCE = late(
    r"(?P<venue>[^;]{3,300});\s{0,9}(?:(?:vol(?:ume)?|bd|v|jg|t|tome)\.?\s{0,9}(?P<volume>\w{1,9}))?,?\s{0,9}(?:(?:no?|nr|núm|num|n[º°]|heft|issue|iss)\.?\s{0,9}(?P<issue>[\w./-]{1,12}))?"
    r"[^;]{0,300}(?:;\s{0,9}(?:pp?\.?\s{0,9})?(?P<pages>[\w-]{1,12}(?:\s?[-\u2013]\s?\w{1,9})?)\.?)?",
    re.IGNORECASE,
)
_ISSN = late(r"(?:e?issn:?\s*)?\d{4}-\d{3}[\dXx]", re.IGNORECASE)
_KINDS = {
    "article": "article", "preprint": "preprint", "book": "book", "bookpart": "chapter", "report": "report",
    "doctoralthesis": "thesis", "masterthesis": "thesis", "bachelorthesis": "thesis", "thesis": "thesis",
    "conferenceobject": "conference", "conferencepaper": "conference", "workingpaper": "report", "dataset": "dataset",
    "review": "review",
}  # fmt: skip


def _identifiers(record: "Element") -> list[str]:
    return all_of(record, ".//identifier", ".//relation")


def _doi(record: "Element") -> str | None:
    found = (
        _DOI.fullmatch(each)
        for each in all_of(record, ".//dc/identifier", ".//dc/relation", "identifier", "relation")
    )
    return next((each[1] for each in found if each), None)


def _link(record: "Element") -> str | None:
    return next((each for each in _identifiers(record) if each.startswith("http")), None)


def _arxiv(record: "Element") -> str | None:
    return next((each for each in _identifiers(record) if "arxiv" in each.lower()), None)


def _authors(record: "Element") -> People:
    return inverted_people(all_of(record, ".//creator"))


def _date(record: "Element") -> str | None:
    """Return when a paper was published: the earliest date that does not say when it was taken in."""
    every = [each for each in all_of(record, ".//date") if not each.startswith("info:eu-repo/")]
    days = [each for each in every if not _TO_THE_SECOND.match(each)] or every
    known = [date for each in days if (date := read_date(each))]
    return best_date(min(known, key=lambda date: date[:4]), *known) if known else best_date(*days)


def _kind(record: "Element") -> str | None:
    names = (_TYPE.fullmatch(each.replace(" ", "")) for each in all_of(record, ".//type"))
    return next(
        (_KINDS[each[1].lower()] for each in names if each and each[1].lower() in _KINDS), None
    )


def _abstract(record: "Element") -> str | None:
    texts = (each for each in all_of(record, ".//description") if not _is_remark(each))
    return max(texts, key=len, default=None)


def _is_remark(text: str) -> bool:
    return "No. of bitstreams" in text or _REMARK.match(text) is not None


def _source(record: "Element", part: str) -> str | None:
    """Return the venue, or a part of how a journal names itself with its volume and pages."""
    texts = [each for each in all_of(record, ".//source") if not _ISSN.fullmatch(each)]
    for each in texts:
        if (found := _SOURCE.fullmatch(each)) and (found["volume"] or found["issue"]):
            return found[part]
    return next(iter(texts), None) if part == "venue" else None


def _deleted(record: "Element") -> str | None:
    header = record.find("header")
    return (
        "deleted from its repository"
        if header is not None and header.get("status") == "deleted"
        else None
    )


CATALOGUE = Catalogue(
    "oai-dc",
    "Dublin Core from repositories (OAI-PMH)",
    (r"<(?:[\w.-]+:)?dc[\s>]|metadataPrefix=\"oai_dc\"", r"openarchives\.org/OAI/2\.0"),
    ("record", "dc"),
    {
        "title": ".//title",
        "abstract": _abstract,
        "authors": _authors,
        "date": _date,
        "type": _kind,
        "venue": lambda record: _source(record, "venue") or first_of(record, ".//publisher"),
        "volume": lambda record: _source(record, "volume"),
        "issue": lambda record: _source(record, "issue"),
        "pages": lambda record: _source(record, "pages"),
        "doi": _doi,
        "arxiv": _arxiv,
        "url": _link,
        "keywords": [".//subject"],
        "key": "header/identifier",
    },
    refuse=_deleted,
    bookkeeping=DUBLIN_CORE,
)
FORMAT = CATALOGUE.format
