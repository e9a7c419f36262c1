"""Dublin Core, as repositories give it out (OAI-PMH)."""

import re
from typing import TYPE_CHECKING

from papercli.dumps.inverted import inverted_people
from papercli.dumps.people import People
from papercli.dumps.xml.catalogue import Catalogue, all_of, best_date, first_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPE = re.compile(r"(?:.*[:/])?(\w+)")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
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
    return best_date(*all_of(record, ".//date"))


def _kind(record: "Element") -> str | None:
    names = (_TYPE.fullmatch(each.replace(" ", "")) for each in all_of(record, ".//type"))
    return next(
        (_KINDS[each[1].lower()] for each in names if each and each[1].lower() in _KINDS), None
    )


def _abstract(record: "Element") -> str | None:
    return max(
        (
            each
            for each in all_of(record, ".//description")
            if not each.lower().startswith("comment:")
        ),
        key=len,
        default=None,
    )


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
        "venue": lambda record: first_of(record, ".//source", ".//publisher"),
        "doi": _doi,
        "arxiv": _arxiv,
        "url": _link,
        "keywords": [".//subject"],
        "key": "header/identifier",
    },
    refuse=_deleted,
)
FORMAT = CATALOGUE.format
