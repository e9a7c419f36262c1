"""EndNote's tagged text (`.enw`, Refer): `%T title`, a blank line or `%0` between records."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import ENW
from papercli.dumps.citing import count_in_notes
from papercli.dumps.fields import read_fields, stands_alone
from papercli.dumps.inverted import inverted_people
from papercli.dumps.reader_marks import of_reader, with_note
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import full_pages, page_range
from papercli.patterns import late

_LINE = late(r"\ufeff?(%[0-9A-Z@!#$&*()+<>\[=~?^])(?:\s+(.*)|$)", re.DOTALL)
_TITLE = late(r"^\ufeff?%T\s+\S", re.MULTILINE)
_OTHERS = late(r"^\ufeff?%[0ABDJ]\s+\S", re.MULTILINE)

_NOTES = ("%Z", "%O", "%<")
# "1905AnP...322..891E" under %R is ADS's key of a paper, and shows that other tags mean what they do there.
_BIBCODE = late(r"\d{4}[\w&.]{14}[A-Za-z.:]")
_ADS_DATE = late(r"(?P<month>\d\d)/(?P<year>\d{4})")
_ADS_ID = late(r"(?P<name>DOI|eprintid|arXiv)\s?:\s?(?P<id>[^\s;]+)", re.IGNORECASE)


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return (found[1], found[2] or "") if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"%0"}),
    titles=frozenset({"%T"}),
    prose=frozenset({"%X", "%Z", "%O", "%<", "%B"}),
    lists=frozenset({"%K"}),
    names=frozenset({"%A"}),
    blank_ends=True,
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is EndNote's."""
    return 0.96 if _TITLE.search(head) and _OTHERS.search(head) else 0.0


def _run_together(line: str) -> list[str]:
    """Return the names of a line into which CNKI puts all tags of the authors."""
    return [name for name in re.split(r"\s*%A\s*", line.partition("%+")[0]) if name.strip()]


def _to_record(tags: Tags) -> Record | Skipped:
    if _BIBCODE.fullmatch(tags.first("%R") or ""):
        return _from_ads(tags)
    citations, counted = count_in_notes([value for tag in _NOTES for value in tags.all(tag)])
    record = read_fields(
        {
            "title": tags.first("%T", "%!"),
            "abstract": tags.first("%X"),
            "authors": inverted_people(
                [name for line in tags.lines("%A") for name in _run_together(line)]
                or tags.lines("%E"),
                inverted=tags.inverted,
            ),
            "year": tags.first("%D"),
            "date": tags.first("%8")
            if (tags.first("%D") or "-") in (tags.first("%8") or "")
            else tags.first("%D"),
            "type": tags.first("%0"),
            "venue": tags.first(*_venues(tags)),
            "volume": tags.first("%V"),
            "issue": tags.first("%N"),
            "pages": full_pages(tags.first("%P")),
            "doi": next((value for value in tags.all("%R", "%U") if "10." in value), None),
            "arxiv": next(
                (value for value in tags.all("%U", "%R", "%M") if "arxiv" in value.lower()), None
            ),
            "url": tags.first("%U"),
            "keywords": tags.words("%K"),
            "key": tags.first("%F", "%M"),
            "citations": citations,
            "citations_at": counted,
            "ids": tags.all("%M"),
        },
        tags.line,
    )
    return with_unkept(
        with_note(record, (*of_reader(tags.all("%Z")), *tags.all("%<"))),
        tags.fields(),
        ENW,
    )


def _venues(tags: Tags) -> tuple[str, ...]:
    """Return the tags of the venue, the first that says it first: of what stands alone, who brought it out."""
    named = ("%J", "%B", "%S")
    return ("%I", *named) if stands_alone(tags.first("%0")) else named


def _from_ads(tags: Tags) -> Record | Skipped:
    """Return the record of ADS's tagged text, where `%B` is the abstract, `%L` the last page and `%F` where authors work."""
    dated = _ADS_DATE.fullmatch(tags.first("%D") or "")
    ids = {
        found["name"].lower(): found["id"]
        for value in tags.all("%Y")
        for found in _ADS_ID.finditer(value)
    }
    record = read_fields(
        {
            "title": tags.first("%T"),
            "abstract": "\n".join(tags.all("%B", "%X")) or None,
            "authors": inverted_people(tags.lines("%A"), inverted=tags.inverted),
            "date": f"{dated['year']}-{dated['month']}" if dated else tags.first("%D"),
            "venue": tags.first("%J"),
            "volume": tags.first("%V"),
            "issue": tags.first("%N"),
            "pages": page_range(tags.first("%P"), tags.first("%L")),
            "doi": ids.get("doi"),
            "arxiv": ids.get("eprintid") or ids.get("arxiv"),
            "url": tags.first("%U"),
            "keywords": tags.words("%K"),
            "key": tags.first("%R"),
        },
        tags.line,
    )
    return with_unkept(record, tags.fields(), ENW)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("enw", "EndNote, tagged text (.enw)", sniff, read)
