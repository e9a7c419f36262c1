"""RefWorks tagged text: a tag of two letters, one blank, a value; `RT` starts each record."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import REFWORKS
from papercli.dumps.fields import read_fields
from papercli.dumps.inverted import inverted_people
from papercli.dumps.reader_marks import of_reader, with_note
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import page_range
from papercli.patterns import late

# All tags of RefWorks: a line of an abstract that starts with two capitals is none.
_TAGS = (
    "RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO PB PP ED DO UL LK SN AD AN "
    "LA CL SF OT OL RD DS DB AV CN ST CP CY TA TC WP WT WV U1 U2 U3 U4 U5 U6 U7 U8 U9 PN PM MR C1 ER"
)
_LINE = late(rf"\ufeff?({'|'.join(_TAGS.split())})(?: (.*)|\s*$)", re.DOTALL)
_HEAD = late(
    r"^\ufeff?RT (?:Journal|Book|Conference|Dissertation|Thesis|Report|Generic|Magazine|Newspaper|Web|Patent|"
    r"Monograph|Unpublished|Abstract|Case|Computer|Video|Artwork|Map|Personal|Hearing|Laws|Online|Grant|Bills)",
    re.MULTILINE,
)
_OTHERS = late(r"^(?:A1|T1|JF|YR|SR|ID|VO|SP|AB|K1) \S", re.MULTILINE)
_KINDS = (
    ("journal", "article"),
    ("book, section", "incollection"),
    ("book", "book"),
    ("conference", "inproceedings"),
    ("dissertation", "thesis"),
    ("thesis", "thesis"),
    ("report", "report"),
    ("patent", "patent"),
    ("web", "webpage"),
    ("unpublished", "unpublished"),
)
_VENUES = ("JF", "JO", "T2", "T3")
_MONTH = late(r"[A-Za-z]{3,9}\b\.?(?:\s+\d{1,2})?$")


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return (found[1], found[2] or "") if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"RT"}),
    titles=frozenset({"T1"}),
    prose=frozenset({"AB", "NO"}),
    lists=frozenset({"K1"}),
    names=frozenset({"A1"}),
    ignored=frozenset({"ER"}),
    blank_ends=True,
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is from RefWorks."""
    return 0.96 if _HEAD.search(head) and len(set(_OTHERS.findall(head))) > 1 else 0.0


def _to_record(tags: Tags) -> Record | Skipped:
    kind = (tags.first("RT") or "").lower()
    year, day = tags.first("YR"), tags.first("FD") or ""
    first, last = tags.first("SP"), tags.first("OP")
    venue = ("JF", "JO", "T2", "PB") if kind[:6] in {"disser", "thesis", "report"} else _VENUES
    record = read_fields(
        {
            "title": tags.first("T1", "ST"),
            "abstract": tags.first("AB"),
            "authors": inverted_people(
                _names(tags, "A1") or _names(tags, "A2"), inverted=tags.inverted
            ),
            "year": year or day,
            "date": _date(year, day),
            "type": next((ours for theirs, ours in _KINDS if kind.startswith(theirs)), None),
            "venue": tags.first(*venue),
            "volume": tags.first("VO"),
            "issue": tags.first("IS"),
            "pages": page_range(first, last),
            "doi": tags.first("DO"),
            "url": next((link for link in tags.all("UL", "LK") if "http" in link), None),
            "keywords": tags.words("K1"),
            "key": tags.first("ID", "AN"),
        },
        tags.line,
    )
    noted = with_note(record, of_reader(tags.all("NO")))
    return with_unkept(noted, tags.fields(), REFWORKS)


def _date(year: str | None, day: str) -> str | None:
    if year is None or year in day:
        return day or None
    return f"{year} {day}" if _MONTH.match(day) else year


def _names(tags: Tags, tag: str) -> list[str]:
    return [part for line in tags.lines(tag) for part in line.split(";") if part.strip()]


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("refworks", "RefWorks, tagged text", sniff, read)
