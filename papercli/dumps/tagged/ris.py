"""RIS, as Zotero, EndNote, Scopus, ProQuest, IEEE, JSTOR and the rest write it.

Repeated tags, tags of each other's dialects.
"""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.citing import count_in_notes
from papercli.dumps.fields import read_fields
from papercli.dumps.people import inverted_people
from papercli.dumps.tagged.records import Dialect, Tags, read_tagged

# "TY  - JOUR"; some write one space before the hyphen, or none after it, and PMID or DOI as a tag.
_LINE = re.compile(
    r"\ufeff?\s{0,2}([A-Z][A-Z0-9](?:[A-Z]{1,2})?)(?:\s{2,3}-\s?|\s-(?:\s|$))(.*)", re.DOTALL
)
_NO_BLANKS = re.compile(r"\ufeff?(TY|ER)\s{0,3}-\s*(.*)", re.DOTALL)
_HEAD = re.compile(r"^\ufeff?\s{0,2}TY\s{0,3}-\s*[A-Za-z][A-Za-z -]{1,30}\s*$", re.MULTILINE)
_NEXT = re.compile(r"^\s{0,2}[A-Z][A-Z0-9]\s{0,3}-(?:\s|$)", re.MULTILINE)
_FIRST_OF_RANGE = re.compile(r"\d\s*+-")
_CITES_ARXIV = re.compile(r"arxiv(?::\s*+|\.org/|\s++)\S{0,80}\d{4}", re.IGNORECASE)
_CITES_DOI = re.compile(r"\b10\.\d{4,9}/")
# What stands alone: who brought it out is its venue, and another title its series.
_PUBLISHED = frozenset({"BOOK", "EBOOK", "EDBOOK", "THES", "RPRT", "DATA", "COMP"})
_MORE_AUTHORS = "more authors"  # a note, as this program writes it
_ARXIV = ("AN", "M1", "N1", "C1", "PB", "L1", "UR", "LK", "L2", "AR")


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line) or _NO_BLANKS.match(line)
    return (found[1], found[2]) if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"TY"}),
    titles=frozenset({"TI", "T1"}),
    prose=frozenset({"AB", "N2", "N1", "AD", "U1"}),
    lists=frozenset({"KW"}),
    names=frozenset({"AU", "A1"}),
    end="ER",
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is RIS: a type, and another tag."""
    found = _HEAD.search(head)
    return 0.97 if found and len(_NEXT.findall(head[: found.end() + 20_000])) > 1 else 0.0


def _to_record(tags: Tags) -> Record | Skipped:
    kind = (tags.first("TY") or "").upper()
    title = tags.first("TI", "T1", "CT") or (
        tags.first("BT", "T2") if kind in {"BOOK", "EBOOK", "EDBOOK", "SER"} else None
    )
    if title is None:
        return Skipped(tags.line, "no title")
    start, end = tags.first("SP", "BP"), tags.first("EP")
    pages = (
        f"{start}-{end}"
        if start and end and start != end and not _FIRST_OF_RANGE.search(start)
        else start or end
    )
    exact, year = tags.first("DA", "Y1", "PY"), tags.first("PY", "Y1", "DA", "YR")
    arxiv = next(
        (value for tag in _ARXIV for value in tags.all(tag) if _CITES_ARXIV.search(value)), None
    )
    doi = tags.first("DO", "DI", "DOI") or next(
        (value for value in tags.all("M3", "N1", "L3", "UR") if _CITES_DOI.search(value)), None
    )
    citations, counted = count_in_notes([*tags.all("N1"), *tags.all("U1")])
    return read_fields(
        {
            "title": title,
            "abstract": "\n".join(tags.all("AB", "N2")[:1]) or None,
            "authors": inverted_people(tags.lines("AU", "A1") or tags.lines("A2", "ED", "A3")),
            "year": year,
            "date": exact if exact and year and year[:4] in exact else year,
            "type": kind,
            "venue": (tags.first("PB") if kind in _PUBLISHED else None)
            or tags.first("JF", "T2", "JO", "BT", "JA", "J2", "T3", "SO"),
            "volume": tags.first("VL"),
            "issue": tags.first("IS", "CP"),
            "pages": pages,
            "doi": doi,
            "arxiv": arxiv,
            "url": tags.first("UR", "LK", "L2", "L1"),
            "keywords": tags.words("KW", "DE"),
            "tags": tags.first("LB"),
            "more_authors": _MORE_AUTHORS in tags.all("N1"),
            "key": tags.first("ID", "AN", "PMID"),
            "citations": citations,
            "citations_at": counted,
            "ids": [*tags.all("AN"), *(f"pmid:{each}" for each in tags.all("PMID"))],
        },
        tags.line,
    )


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference, whether or not `ER` ends it."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("ris", "RIS, as reference managers and databases export it", sniff, read)
