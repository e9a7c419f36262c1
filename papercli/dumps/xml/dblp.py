"""DBLP's XML: its whole file, the page of a person or of one publication."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import DBLP
from papercli.dumps.people import People, people, read_author
from papercli.dumps.tagged.medline import without_full_stop
from papercli.dumps.xml.catalogue import Catalogue, all_of, first_of
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PAPERS = ("article", "inproceedings", "incollection", "phdthesis", "mastersthesis", "book", "proceedings", "data")  # fmt: skip
_ARXIV = late(r"abs/(.+)")


def _title(record: "Element") -> str | None:
    title = first_of(record, "title")
    return without_full_stop(title) if title else None


def _authors(record: "Element") -> People:
    return people(map(read_author, all_of(record, "author")))


def _kind(record: "Element") -> str:
    informal = record.get("publtype") == "informal" or (first_of(record, "journal") == "CoRR")
    return "preprint" if record.tag == "article" and informal else record.tag


def _link(record: "Element") -> str | None:
    links = all_of(record, "ee", "url")
    return next((each for each in links if each.startswith("http")), None)


def _doi(record: "Element") -> str | None:
    return next((each for each in all_of(record, "doi", "ee") if "doi.org/" in each), None)


def _arxiv(record: "Element") -> str | None:
    links = [each for each in all_of(record, "ee") if "arxiv" in each.lower()]
    volume = first_of(record, "volume") if first_of(record, "journal") == "CoRR" else None
    found = _ARXIV.fullmatch(volume or "")
    return next(iter(links), None) or (found[1] if found else None)


def _volume(record: "Element") -> str | None:
    volume = first_of(record, "volume")
    return None if volume and _ARXIV.fullmatch(volume) else volume


def _refuse(record: "Element") -> str | None:
    key = record.get("key") or ""
    return "an entry of DBLP about itself" if key.startswith("dblpnote/") else None


CATALOGUE = Catalogue(
    "dblp-xml",
    "DBLP's XML",
    (
        r"<(?:[\w.-]+:)?(?:dblp|dblpperson|r|bht|article|inproceedings|incollection|phdthesis|mastersthesis|book|proceedings)[\s>/]",
        rf"<(?:[\w.-]+:)?(?:dblp|dblpperson)[\s>/]|<(?:[\w.-]+:)?(?:{'|'.join(_PAPERS)})\s(?:[^<>]*\s)?key\s*=\s*[\"'](?:journals|conf|books|phd|series|reference|tr|ms|homepages|persons|data)/",
    ),
    _PAPERS,
    {
        "title": _title,
        "authors": _authors,
        "date": "year",
        "type": _kind,
        "venue": ("journal", "booktitle", "school", "publisher"),
        "volume": _volume,
        "issue": "number",
        "pages": "pages",
        "doi": _doi,
        "arxiv": _arxiv,
        "url": _link,
        "key": "@key",
    },
    refuse=_refuse,
    apart=True,
    bookkeeping=DBLP,
)
FORMAT = CATALOGUE.format
