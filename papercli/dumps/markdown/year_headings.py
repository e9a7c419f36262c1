"""Years as headings of a list, `## 2018`: those of the papers below them, where no paper says otherwise."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps.base import Record, Skipped
from papercli.dumps.input.lines import sound_lines
from papercli.errors import DumpError
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late

_HEADING = late(r"\s{0,3}(?P<marks>#{1,6})\s{1,8}(?P<text>.{1,80}?)\s{0,8}#{0,6}\s{0,8}$|\s{0,3}(?P<bold>\*\*|__)(?P<said>[^*_]{1,80})(?:\*\*|__):?\s{0,8}$")  # fmt: skip
_YEAR = late(
    r"\W{0,4}(?:(?:papers?|publications?|published|year|from)\s(?:(?:of|in|from)\s)?)?(?P<year>(?:19|20)\d\d)(?:\s(?:papers?|publications?))?(?:\s?\(\d{1,4}(?:\s\w{1,12})?\))?\W{0,4}",
    re.IGNORECASE,
)
_FEWEST = 2  # headings that are years
_MONTH_OF_ID = late(r"(?P<year>\d\d)(?P<month>\d\d)\.\d{4,5}")
_MOST_KEPT = 2_000  # papers; a list of more is read twice
_BOLD = 7  # the level of a line in bold: below every heading


def with_years(
    read: Callable[[TextIO], Iterator[Record | Skipped]], dump: TextIO
) -> Iterator[Record | Skipped]:
    """Yield what `read` yields, papers without a year with that of their heading where those clearly are years.

    They are where there are several, and each paper that has a year of its own, or an arXiv id, agrees with its heading:
    else they may be years in which somebody read.
    """
    starts = _years_in(dump)
    if len({year for _, year in starts if year}) < _FEWEST:
        yield from read(dump)
        return
    agree = True
    kept: list[Record | Skipped] = []
    broken: DumpError | None = None
    try:
        for each in read(dump):
            agree = agree and _agrees(each, _year_at(starts, each.line))
            if len(kept) <= _MOST_KEPT:
                kept.append(each)
    except DumpError as error:
        broken = error
    if len(kept) > _MOST_KEPT:
        dump.seek(0)
    for each in kept if len(kept) <= _MOST_KEPT else read(dump):
        year = _year_at(starts, each.line) if agree else 0
        is_bare = isinstance(each, Record) and each.year is None and each.date is None
        yield replace(each, year=year) if year and is_bare and isinstance(each, Record) else each
    if broken is not None:
        raise broken


def _years_in(dump: TextIO) -> list[tuple[int, int]]:
    """Return the lines from which on papers are of a year, and that, 0 for none; the dump is set back to its start."""
    starts: list[tuple[int, int]] = []
    level = 0  # of the heading that is a year
    for number, line in sound_lines(dump):
        found = _HEADING.match(line)
        if found is None:
            continue
        deep = len(found["marks"]) if found["marks"] else _BOLD
        dated = _YEAR.fullmatch(found["text"] or found["said"])
        if dated:
            level = deep
            starts.append((number, int(dated["year"])))
        elif level and deep <= level:
            level = 0
            starts.append((number, 0))
    dump.seek(0)
    return starts


def _year_at(starts: list[tuple[int, int]], line: int) -> int:
    at = bisect_right(starts, (line, 0)) - 1
    return starts[at][1] if at >= 0 else 0


def _agrees(record: Record | Skipped, year: int) -> bool:
    """Say whether a paper may be of a year: a preprint may come out in the year before it is published, or in the one after."""
    if not year or isinstance(record, Skipped):
        return True
    if record.year is not None:
        return record.year == year
    found = _MONTH_OF_ID.fullmatch(normalise_arxiv(record.arxiv or "") or "")
    return found is None or 2000 + int(found["year"]) in {year - 1, year}
