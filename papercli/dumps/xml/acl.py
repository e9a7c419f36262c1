"""The XML of the ACL Anthology: a collection, its volumes and their papers."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import ACL
from papercli.dumps.people import People, people, read_parts
from papercli.dumps.values import read_date
from papercli.dumps.xml.catalogue import Catalogue, first_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SITE = "https://aclanthology.org/"


def _authors(whole: "Element") -> People:
    return people(
        read_parts(
            first_of(each, "first") or "",
            first_of(each, "last") or first_of(each, ".") or "",
            first_of(each, "suffix") or "",
        )
        for each in whole.findall("record/author")
    )


def _date(whole: "Element") -> str | None:
    year = first_of(whole, "record/year", "meta/year")
    month = first_of(whole, "record/month", "meta/month")
    return read_date(f"{month} {year}" if month and year else year) or read_date(year) or year


def _link(whole: "Element") -> str | None:
    link = first_of(whole, "record/url")
    return (
        link if link is None or link.startswith("http") else f"{_SITE}{link.removesuffix('.pdf')}"
    )


def _key(whole: "Element") -> str | None:
    link = first_of(whole, "record/url")
    return first_of(whole, "record/bibkey") or (link if link and "/" not in link else None)


def _refuse(whole: "Element") -> str | None:
    number = first_of(whole, "record/@id") or ""
    return "front matter, not a paper" if number and not number.strip("0") else None


CATALOGUE = Catalogue(
    "acl-xml",
    "the XML of the ACL Anthology",
    (
        r"<(?:[\w.-]+:)?collection[\s>]",
        r"<(?:[\w.-]+:)?volume\s[^<>]*\bid\s*=|<(?:[\w.-]+:)?paper\s[^<>]*\bid\s*=|<(?:[\w.-]+:)?collection\s[^<>]*\bid\s*=\s*[\"'](?:[A-Z]\d\d|\d{4}\.\w+)[\"']",
    ),
    ("paper",),
    {
        "title": "record/title",
        "abstract": "record/abstract",
        "authors": _authors,
        "date": _date,
        "type": lambda whole: (
            "article" if whole.find("meta/journal-title") is not None else "conference"
        ),
        "venue": ("meta/journal-title", "record/booktitle", "meta/booktitle"),
        "volume": "meta/journal-volume",
        "issue": "meta/journal-issue",
        "pages": "record/pages",
        "doi": "record/doi",
        "url": _link,
        "key": _key,
    },
    contexts={"paper": ("meta",)},
    apart=True,
    refuse=_refuse,
    bookkeeping=ACL,
)
FORMAT = CATALOGUE.format
