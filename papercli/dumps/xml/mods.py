"""MODS, as library catalogues and bibutils write it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import MODS
from papercli.dumps.people import People, people, read_inverted, read_literal, read_parts
from papercli.dumps.values import page_range
from papercli.dumps.xml.catalogue import Catalogue, all_of, best_date, first_of
from papercli.names import Author

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HOST = "relatedItem[@type='host']"
_AUTHOR = frozenset({"author", "aut", "creator", "cre", "aut.", "verfasser", "verfasserin"})
_KINDS = {
    "journal article": "article",
    "academic journal": "article",
    "periodical": "article",
    "conference publication": "conference",
    "conference paper": "conference",
    "bibliography": "book",
    "book chapter": "chapter",
    "electronic resource": "webpage",
    "web page": "webpage",
    "phd thesis": "thesis",
    "ph.d. thesis": "thesis",
    "masters thesis": "thesis",
    "technical report": "report",
}


def _title(record: "Element") -> str | None:
    every = record.findall("titleInfo")
    plain = [each for each in every if each.get("type") is None] or every
    if not plain:
        return None
    title = _with_article(plain[0])
    rest = [first_of(plain[0], path) for path in ("partNumber", "partName")]
    part = ", ".join(text for text in rest if text)
    under = first_of(plain[0], "subTitle")
    whole = ": ".join(text.rstrip(" :") for text in (title, under) if text)
    return f"{whole}. {part}" if whole and part else whole or None


def _with_article(info: "Element") -> str | None:
    """Return a title with what is not sorted by before it, apart by a blank unless that ends in a mark."""
    article, title = first_of(info, "nonSort"), first_of(info, "title")
    if title and article:
        return f"{article}{'' if article.endswith(('’', chr(39), '-')) else ' '}{title}"
    return title


def _venue(record: "Element") -> str | None:
    host = record.find(f"{_HOST}/titleInfo")
    return (None if host is None else _with_article(host)) or first_of(
        record, "originInfo/publisher"
    )


def _authors(record: "Element") -> People:
    every = [
        (each, set(map(str.lower, all_of(each, "role/roleTerm"))))
        for each in record.findall("name")
    ]
    chosen = [each for each, roles in every if roles & _AUTHOR] or [
        each for each, roles in every if not roles
    ]
    return people(map(_author, chosen), more=any(each.find("etal") is not None for each in chosen))


def _author(name: "Element") -> Author:
    given = " ".join(all_of(name, "namePart[@type='given']"))
    family = " ".join(all_of(name, "namePart[@type='family']"))
    if given or family:
        terms = first_of(name, "namePart[@type='termsOfAddress']") or ""
        return read_parts(
            given, family, terms if terms.rstrip(".") in {"Jr", "Sr", "II", "III", "IV"} else ""
        )
    parts = [each for each in name.findall("namePart") if each.get("type") is None]
    whole = ", ".join("".join(each.itertext()).strip().rstrip(",") for each in parts)
    whole = whole or first_of(name, "displayForm") or ""
    if name.get("type") in {"corporate", "conference"}:
        return read_literal(whole.rstrip("."))
    return read_inverted(whole)


def _date(record: "Element") -> str | None:
    def issued(path: str) -> Iterator[str]:
        for each in record.findall(path):
            if each.get("point") != "end":
                yield "".join(each.itertext())

    return best_date(
        *issued("originInfo/dateIssued"),
        *issued(f"{_HOST}/part/date"),
        *issued("part/date"),
        *issued(f"{_HOST}/originInfo/dateIssued"),
        *issued("originInfo/copyrightDate"),
        *issued("originInfo/dateCreated"),
        *issued("originInfo/dateOther"),
    )


def _kind(record: "Element") -> str | None:
    names = [each.lower() for each in all_of(record, "genre", f"{_HOST}/genre")]
    host = record.find(_HOST)
    if host is not None and "book" in names and not {"chapter", "book chapter"} & set(names):
        return "chapter"
    known = next((_KINDS.get(name) for name in names if name in _KINDS), None)
    if not names and host is None and first_of(record, "originInfo/issuance") == "monographic":
        return "book"
    return known or next(iter(names), None)


def _detail(kind: str) -> tuple[str, ...]:
    at = f"part/detail[@type='{kind}']/number"
    return f"{_HOST}/{at}", at, f"{_HOST}/part/detail[@type='{kind}']/caption"


def _pages(record: "Element") -> str | None:
    for extent in record.findall(f"{_HOST}/part/extent") + record.findall("part/extent"):
        if (extent.get("unit") or "page").startswith(("page", "pp")):
            pages = page_range(first_of(extent, "start"), first_of(extent, "end"))
            if pages or (pages := first_of(extent, "list")):
                return pages
    return first_of(record, *_detail("page"), *_detail("pages"), *_detail("article number"))


CATALOGUE = Catalogue(
    "mods",
    "MODS, as library catalogues write it",
    (r"<(?:[\w.-]+:)?mods(?:Collection)?[\s>/]",),
    ("mods",),
    {
        "title": _title,
        "abstract": "abstract",
        "authors": _authors,
        "date": _date,
        "type": _kind,
        "venue": _venue,
        "volume": _detail("volume"),
        "issue": (*_detail("issue"), *_detail("number")),
        "pages": _pages,
        "doi": ("identifier[@type='doi']",),
        "arxiv": ("identifier[@type='arxiv']", "identifier[@type='eprint']"),
        "url": ("location/url", "identifier[@type='uri']"),
        "keywords": ["subject/topic"],
        "key": ("@ID", "identifier[@type='citekey']", "recordInfo/recordIdentifier"),
    },
    bookkeeping=MODS,
)
FORMAT = CATALOGUE.format
