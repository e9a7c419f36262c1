"""DataCite: works of its REST API and lines of its public data file."""

from collections.abc import Iterator
from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import DATACITE
from papercli.dumps.fields import csl_type, read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_date, read_text

_DATES = ("Issued", "Available", "Submitted", "Created")
# A work in another form has the number of this one.
_SAME = frozenset("IsIdenticalTo IsVariantFormOf IsVersionOf HasVersion IsPreprintOf".split())
_MARKS = frozenset(
    "publicationYear publisher types creators relatedIdentifiers descriptions schemaVersion".split()
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is DataCite JSON: its titles and descriptions are lists."""
    keys = keys_in(head)
    return 0.97 if "titles" in keys and len(_MARKS & keys) > 2 else 0.0


def to_record(work: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a work describes; a subtitle is part of its title."""
    inner = work.get("attributes")
    fields: dict[str, Any] = inner if isinstance(inner, dict) else work
    titles = list(_dicts(fields.get("titles")))
    title = next((_text(each, "title") for each in titles if not each.get("titleType")), None)
    title = title or next((_text(each, "title") for each in titles), None)
    subtitle = next(
        (_text(each, "title") for each in titles if each.get("titleType") == "Subtitle"), None
    )
    if title and subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    within = _container(fields)
    first, last = (read_text(within.get(name)) for name in ("firstPage", "lastPage"))
    publisher = fields.get("publisher")
    publisher = read_text(publisher.get("name") if isinstance(publisher, dict) else publisher)
    record = read_fields(
        {
            "title": title,
            "abstract": next(
                (
                    each.get("description")
                    for each in _dicts(fields.get("descriptions"))
                    if each.get("descriptionType") == "Abstract"
                ),
                None,
            ),
            "authors": [_author(each) for each in _dicts(fields.get("creators"))] or None,
            "year": fields.get("publicationYear"),
            "date": _date(fields),
            "type": _type(fields.get("types")),
            "venue": within.get("title")
            or (publisher if publisher and publisher.lower() != "arxiv" else None),
            "volume": within.get("volume"),
            "issue": within.get("issue"),
            "pages": f"{first}-{last}" if first and last and first != last else first,
            "doi": fields.get("doi") or work.get("id"),
            "arxiv": next(_arxiv(fields), None),
            "url": fields.get("url"),
            "keywords": [each.get("subject") for each in _dicts(fields.get("subjects"))],
            "key": fields.get("doi") or work.get("id"),
        },
        line,
    )
    return with_unkept(record, fields.items(), DATACITE)


def _dicts(value: object) -> Iterator[dict[str, Any]]:
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, dict))


def _text(value: dict[str, Any], name: str) -> str | None:
    return read_text(value.get(name))


def _author(creator: dict[str, Any]) -> dict[str, Any]:
    if creator.get("nameType") == "Organizational":
        return {"literal": creator.get("name")}
    if creator.get("familyName"):
        return {"given": creator.get("givenName"), "family": creator.get("familyName")}
    return {"name": creator.get("name")}


def _date(fields: dict[str, Any]) -> str | None:
    """Return the first exact date in the year of publication."""
    year = read_text(fields.get("publicationYear")) or ""
    dates = list(_dicts(fields.get("dates")))
    for kind in _DATES:
        for each in dates:
            date = read_date(each.get("date")) if each.get("dateType") == kind else None
            if date and date.startswith(year):
                return date
    return None


def _type(types: object) -> str | None:
    held = types if isinstance(types, dict) else {}
    names = (read_text(held.get(name)) for name in ("resourceTypeGeneral", "citeproc", "bibtex"))
    return next((name for name in names if name and csl_type(name)), None)


def _container(fields: dict[str, Any]) -> dict[str, Any]:
    """Return what a work was published in."""
    held = fields.get("container")
    if isinstance(held, dict) and held.get("title"):
        return held
    for each in _dicts(fields.get("relatedItems")):
        if each.get("relationType") == "IsPublishedIn":
            return each | {
                "title": next((_text(one, "title") for one in _dicts(each.get("titles"))), None)
            }
    return {}


def _arxiv(fields: dict[str, Any]) -> Iterator[str]:
    for each in _dicts(fields.get("relatedIdentifiers")):
        if each.get("relatedIdentifierType") == "arXiv" and str(each.get("relationType")) in _SAME:
            yield f"arXiv:{str(each.get('relatedIdentifier')).removeprefix('arXiv:')}"
    for name in ("alternateIdentifiers", "identifiers"):
        for each in _dicts(fields.get(name)):
            kind = each.get("alternateIdentifierType") or each.get("identifierType")
            value = each.get("alternateIdentifier") or each.get("identifier")
            if str(kind).lower() == "arxiv" and value:
                yield f"arXiv:{str(value).removeprefix('arXiv:')}"


read = read_with(to_record)

FORMAT = DumpFormat(
    "datacite", "DataCite JSON: works from its API or its public data file", sniff, read
)
