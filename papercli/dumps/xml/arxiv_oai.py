"""arXiv's own metadata from its OAI-PMH interface: `arXiv` and `arXivRaw`."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping import ARXIV
from papercli.dumps.people import People, people, read_parts
from papercli.dumps.xml.catalogue import Catalogue, first_of
from papercli.dumps.xml.dublin_core import CATALOGUE as DUBLIN_CORE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _authors(record: "Element") -> object:
    persons = record.findall(".//authors/author")
    if not persons:
        return first_of(record, ".//authors") or ""
    return _people(persons)


def _people(persons: "list[Element]") -> People:
    return people(
        read_parts(*(first_of(each, at) or "" for at in ("forenames", "keyname", "suffix")))
        for each in persons
    )


def _keywords(record: "Element") -> tuple[str, ...]:
    return tuple((first_of(record, ".//categories") or "").split())


CATALOGUE = Catalogue(
    "arxiv-oai",
    "arXiv metadata from its OAI-PMH interface",
    (r"<(?:[\w.-]+:)?arXiv(?:Raw)?[\s>]", r"openarchives\.org/OAI/2\.0|arxiv\.org/OAI/"),
    ("record", "arXiv", "arXivRaw"),
    {
        "title": ".//title",
        "abstract": ".//abstract",
        "authors": _authors,
        "date": (".//created", ".//version[@version='v1']/date"),
        "type": lambda record: "article" if first_of(record, ".//journal-ref") else "preprint",
        "venue": ".//journal-ref",
        "doi": ".//doi",
        "arxiv": (".//id", "header/identifier"),
        "keywords": _keywords,
        "key": (".//id",),
    },
    refuse=DUBLIN_CORE.refuse,
    bookkeeping=ARXIV,
)
FORMAT = CATALOGUE.format
