"""Zotero RDF: items by their kind, with their people, their journals and, apart, notes and files."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import ZOTERO_RDF
from papercli.dumps.people import People, people, read_literal, read_parts
from papercli.dumps.xml.catalogue import Catalogue, all_of, first_of
from papercli.names import Author

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HOST = "isPartOf/*"
# Those who made an item, by its kind; who edited it stands for them where there are none.
_PEOPLE = tuple(
    "authors creators presenters inventors programmers podcasters artists directors composers performers cartographers interviewees sponsors"
    " bookAuthors editors seriesEditors contributors".split()
)


def _authors(record: "Element") -> People:
    for kind in _PEOPLE:
        if found := record.findall(f"{kind}/Seq/li/*"):
            return people(map(_author, found))
    found = record.findall("creator/Person") or record.findall("creator")
    return people(map(_author, found))


def _author(person: "Element") -> Author:
    family, given = first_of(person, "surname"), first_of(person, "givenName", "givenname")
    if family and not given:
        return read_literal(family)
    if not family:
        return read_literal(first_of(person, "name", ".") or "")
    return read_parts(given or "", family)


def _identifiers(record: "Element") -> list[str]:
    return all_of(record, "identifier", f"{_HOST}/identifier")


def _doi(record: "Element") -> str | None:
    found = (
        each
        for each in _identifiers(record)
        if each.upper().startswith("DOI") or "doi.org/10." in each
    )
    return first_of(record, "doi") or next(
        (each[3:].lstrip(": ") if each.upper().startswith("DOI") else each for each in found), None
    )


def _link(record: "Element") -> str | None:
    links = [each for each in _identifiers(record) if each.startswith("http")]
    about = record.get("about") or ""
    return next(iter(links), None) or (about if about.startswith("http") else None)


def _arxiv(record: "Element") -> str | None:
    texts = [
        *_identifiers(record),
        *all_of(record, "archiveLocation", "archive", "number", "description"),
    ]
    return next(
        (each for each in texts if each.lower().startswith("arxiv:") or "arxiv.org/" in each), None
    )


def _kind(record: "Element") -> str | None:
    kind = first_of(record, "itemType")
    return kind or record.tag


def _key(record: "Element") -> str | None:
    about = record.get("about") or ""  # "#item_4" is a number within the file
    return first_of(record, "citationKey") or (None if about.startswith("#") else about)


def _refuse(record: "Element") -> str | None:
    kind = first_of(record, "itemType")
    return (
        f"a file or note, not a paper ({kind})"
        if kind in {"attachment", "note", "annotation"}
        else None
    )


CATALOGUE = Catalogue(
    "zotero-rdf",
    "Zotero RDF",
    (r"<(?:[\w.-]+:)?RDF[\s>]", r"purl\.org/net/biblio#|zotero\.org/namespaces/export#"),
    (
        "Article",
        "BookSection",
        "Book",
        "Thesis",
        "Report",
        "Document",
        "Manuscript",
        "Patent",
        "Description",
        "Recording",
        "Image",
        "Letter",
        "Interview",
        "Legislation",
        "Proceedings",
        "ConferenceProceedings",
        "Data",
        "Dataset",
        "Software",
        "Preprint",
        "Standard",
        "MotionPicture",
        "Illustration",
        "UserItem",
    ),
    {
        "title": "title",
        "abstract": "abstract",
        "authors": _authors,
        "date": lambda record: first_of(record, "date", "issued"),
        "type": _kind,
        "venue": (
            f"{_HOST}/title",
            "publicationName",
            "presentedAt/Conference/title",
            "publisher/Organization/name",
            "repository",
        ),
        "volume": (f"{_HOST}/volume", "volume"),
        "issue": (f"{_HOST}/number", f"{_HOST}/issue"),
        "pages": "pages",
        "doi": _doi,
        "arxiv": _arxiv,
        "url": _link,
        "keywords": ["subject"],
        "key": _key,
    },
    shared=("Journal", "Series", "Memo"),
    notes=("isReferencedBy/Memo/value",),
    refuse=_refuse,
    bookkeeping=ZOTERO_RDF,
)
FORMAT = CATALOGUE.format
