"""RIS, as Zotero, EndNote, Scopus, ProQuest, IEEE, JSTOR and the rest write it.

Repeated tags, tags of each other's dialects.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import RIS
from papercli.dumps.citing import count_in_notes
from papercli.dumps.fields import read_fields
from papercli.dumps.inverted import inverted_people
from papercli.dumps.reader_marks import of_reader, with_note
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import full_pages, read_date, read_year
from papercli.patterns import late

# "TY  - JOUR"; some write one space before the hyphen, or none after it, and PMID or DOI as a tag.
_LINE = late(
    r"\ufeff?\s{0,2}([A-Z][A-Z0-9](?:[A-Z]{1,2})?)(?:\s{2,3}-\s?|\s-(?:\s|$))(.*)", re.DOTALL
)
_NO_BLANKS = late(r"\ufeff?(TY|ER)\s{0,3}-\s*(.*)", re.DOTALL)
_HEAD = late(r"^\ufeff?\s{0,2}TY\s{0,3}-\s*[A-Za-z][A-Za-z -]{1,30}\s*$", re.MULTILINE)
_NEXT = late(r"^\s{0,2}[A-Z][A-Z0-9]\s{0,3}-(?:\s|$)", re.MULTILINE)
_FIRST_OF_RANGE = late(r"\d\s*+-")
_CITES_ARXIV = late(r"arxiv(?::\s*+|\.org/|\s++)\S{0,80}\d{4}", re.IGNORECASE)
_CITES_DOI = late(r"\b10\.\d{4,9}/")
# What stands alone: who brought it out is its venue, and another title its series.
_PUBLISHED = frozenset({"BOOK", "EBOOK", "EDBOOK", "THES", "RPRT", "DATA", "COMP"})
_DASH = late(r"^-\s")  # which the Cochrane Library sets before a heading
_MORE_AUTHORS = "more authors"  # a note, as this program writes it
_LINK = late(r"https?://", re.IGNORECASE)
# "CP" is an issue in old exports, and the name of a conference or a city in newer ones.
_ISSUE = late(
    r"(?:(?:no|nr|issue)\b\.?\s*)?[A-Z]?\d{1,4}(?:[-/]\d{1,4})?(?:\s*(?:suppl|pt)\b.{0,12})?\s*",
    re.IGNORECASE,
)
_SPECIAL = late(r"special (?:issue|section)\b", re.IGNORECASE)  # where a journal is due
_MEETING = late(
    r"\b(?:conf|congress|symposi|workshop|proc|meeting|colloqui|seminar|convention|forum)",
    re.IGNORECASE,
)
_JOURNALS = frozenset({"JOUR", "EJOUR", "JFULL", "INPR", "ABST", "MGZN"})
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "SER"})
_DOI = ("M3", "N1", "L3", "AN", "UR", "LK")
_ARXIV = ("AN", "M1", "N1", "C1", "PB", "L1", "UR", "LK", "L2", "AR")


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line) or _NO_BLANKS.match(line)
    return (found[1], found[2]) if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"TY"}),
    titles=frozenset({"TI", "T1"}),
    prose=frozenset({"AB", "N2", "N1", "RN", "AD", "U1"}),
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
    others = ("BT", "T2", "ST") if kind in _BOOKS else ("ST",)
    title = tags.first("TI", "T1", "CT", *others)
    if title is None:
        return Skipped(tags.line, "no title")
    year, date = _date(tags)
    citations, counted = count_in_notes([*tags.all("N1"), *tags.all("U1")])
    record = read_fields(
        {
            "title": title,
            "abstract": _DASH.sub("", "\n".join(tags.all("AB", "N2")[:1])) or None,
            "authors": inverted_people(
                _authors(tags) or tags.lines("A2", "ED", "A3"), inverted=tags.inverted
            ),
            "year": year,
            "date": date,
            "type": kind,
            "venue": _venue(tags, kind),
            "volume": tags.first("VL"),
            "issue": _issue(tags, kind),
            "pages": _pages(tags),
            "doi": tags.first("DO", "DI", "DOI") or _holding(tags, _CITES_DOI, _DOI),
            "arxiv": _holding(tags, _CITES_ARXIV, _ARXIV),
            "url": _holding(tags, _LINK, ("UR", "LK", "L2", "L1")),
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
    return with_unkept(
        with_note(record, (*of_reader(tags.all("N1")), *tags.all("RN"))),
        tags.fields(),
        RIS,
    )


def _authors(tags: Tags) -> list[str]:
    """Return the authors under both tags, in order.

    One name alone under `A1` is the primary author; lists that are each other's copy are one list.
    """
    primary, usual = tags.lines("A1"), tags.lines("AU")
    if not primary or not usual:
        return primary or usual
    families, others = ([name.split(",")[0].strip() for name in each] for each in (primary, usual))
    if set(families) <= set(others):
        return usual
    if set(others) <= set(families):
        return primary
    return tags.lines_of("A1", "AU") if len(primary) > 1 else [*primary, *usual]


def _date(tags: Tags) -> tuple[str | None, str | None]:
    """Return the year, and the most exact date in that year."""
    given = [value for tag in ("PY", "DA", "Y1", "YR") for value in tags.all(tag)]
    year = next((found for value in given if (found := read_year(value))), None)
    dates = [date for value in given if (date := read_date(value)) and date[:4] == str(year)]
    if year is None:
        return next(iter(given), None), None
    return str(year), max(dates, key=len, default=None)


def _venue(tags: Tags, kind: str) -> str | None:
    """Return where it appeared: a thesis or a report at its publisher, `CP` last of all."""
    named: tuple[str, ...] = ("JF", "T2", "JO", "BT", "JA", "J2", "T3", "C3", "SO")
    is_elsevier = any("sciencedirect.com" in each for each in tags.all("UR"))
    if kind == "JOUR" and (is_elsevier or _SPECIAL.match(tags.first("T2") or "")):
        named = ("JF", "JO", *named)
    venue = tags.first("PB", *named) if kind in _PUBLISHED else tags.first(*named)
    if venue and any("proquest" in each.lower() for each in tags.all("DB", "UR")):
        venue = venue.partition(";")[0]  # "Journal of Moss; London"
    return venue or next(filter(_MEETING.search, tags.all("CP")), None)


def _issue(tags: Tags, kind: str) -> str | None:
    """Return the issue, which EndNote has under `M1` beside a volume."""
    others = ["CP", "M1"] if kind in _JOURNALS and tags.first("VL") else ["CP"]
    found = (each for tag in others for each in tags.all(tag) if _ISSUE.fullmatch(each))
    return tags.first("IS") or next(found, None)


def _pages(tags: Tags) -> str | None:
    """Return the pages, or the number of an article that has none."""
    start, end = tags.first("SP", "BP"), tags.first("EP")
    if start and end and start != end and not _FIRST_OF_RANGE.search(start):
        return full_pages(f"{start}-{end}")
    return start or end or tags.first("C7")


def _holding(tags: Tags, pattern: re.Pattern[str], among: Sequence[str]) -> str | None:
    """Return the first value that has the pattern."""
    values = (value for tag in among for value in tags.all(tag))
    return next((value for value in values if pattern.search(value)), None)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference, whether or not `ER` ends it."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("ris", "RIS, as reference managers and databases export it", sniff, read)
