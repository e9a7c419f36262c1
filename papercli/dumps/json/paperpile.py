"""Paperpile: its JSON export. What is in its bin is left there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import PAPERPILE
from papercli.dumps.fields import csl_type, read_fields
from papercli.dumps.json.stream import keys_in, read_objects
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text

_MARKS = frozenset(
    "journalfull labelsNamed foldersNamed kind citekey owner sha1 incomplete".split()
)
_VENUES = ("journalfull", "journal", "booktitle", "conference", "school", "institution")


def sniff(head: str) -> float:
    """Say how sure it is that `head` is Paperpile's JSON."""
    keys = keys_in(head)
    return 0.97 if {"pubtype", "title"} <= keys and _MARKS & keys else 0.0


def to_record(paper: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a paper describes; one in the bin is skipped."""
    if paper.get("trashed") == 1:
        return Skipped(line, "in Paperpile's bin")
    published = paper.get("published")
    parts = published if isinstance(published, dict) else {"year": published}
    year, month, day = (read_text(parts.get(name)) or "" for name in ("year", "month", "day"))
    tags = [*_names(paper.get("labelsNamed")), *_names(paper.get("foldersNamed"))]
    kinds = (read_text(paper.get(name)) for name in ("kind", "pubtype"))
    record = read_fields(
        {
            "title": paper.get("title"),
            "abstract": paper.get("abstract"),
            "authors": _authors(paper.get("author") or paper.get("authors") or paper.get("editor")),
            "year": year or paper.get("year"),
            "date": _date(year, month, day),
            "type": next((kind for kind in kinds if csl_type(kind)), None),
            "venue": next(
                filter(None, map(paper.get, _VENUES)),
                None,
            ),
            "volume": paper.get("volume"),
            "issue": paper.get("issue") or paper.get("number"),
            "pages": paper.get("pages"),
            "doi": paper.get("doi"),
            "arxiv": paper.get("arxivid") or paper.get("arxivId") or paper.get("eprint"),
            "url": paper.get("url"),
            "keywords": paper.get("keywords"),
            "key": paper.get("citekey") or paper.get("_id"),
        },
        line,
    )
    if isinstance(record, Skipped):
        return record
    own = replace(record, tags=tuple(dict.fromkeys(tags)), starred=paper.get("starred") == 1)
    return with_unkept(own, paper.items(), PAPERPILE)


def _date(year: str, month: str, day: str) -> str | None:
    if month.isdecimal():
        return "-".join(filter(None, (year, month, day)))
    return f"{day} {month} {year}".strip() if month else None


def _names(values: object) -> list[str]:
    """Return the names of labels or folders; their numbers name nothing."""
    return [
        text for each in (values if isinstance(values, list) else ()) if (text := read_text(each))
    ]


def _authors(authors: object) -> object:
    if not isinstance(authors, list):
        return authors
    return [
        {"literal": each["collective"]}
        if isinstance(each, dict) and each.get("collective")
        else each
        for each in authors
    ]


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each paper that is not in the bin."""
    for each in read_objects(dump):
        yield each if isinstance(each, Skipped) else to_record(each[1], each[0])


FORMAT = DumpFormat("paperpile", "Paperpile's JSON export", sniff, read)
