"""Profiles copied from Google Scholar: title, authors, place, and at its end how often cited, and the year."""

import io
import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.mail.scholar import read_author
from papercli.dumps.pages.evidence import evidence
from papercli.dumps.people import people, says_more, without_more
from papercli.dumps.references.where import read_place
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late
from papercli.text import clean

# The last line of a paper; the place may stand in it, in front of a tab.
_END = late(
    r"(?P<place>[^\t]{0,300}?)\t?\s{0,3}(?P<count>\d{1,7}|\d{1,3}(?:,\d{3})+)?\*?\s{0,3}\t\s{0,3}(?P<year>(?:1[5-9]|20)\d\d)?\s{0,3}"
)
_NAMES = late(
    r"[A-Z\u00c0-\u00de]{1,4} [^\d:;()]{2,40}(?:, (?:[A-Z\u00c0-\u00de]{1,4} [^\d:;(),]{2,40}|\.\.\.|…))*"
)
_NUMBERED = late(r"(.*[^\W\d]) (\d{1,3})")  # "Advances in neural information processing systems 30"
_YEAR_OF = late(r"(?:1[5-9]|20)\d\d")
_COUNT = late(r"(?:\d{1,7}|\d{1,3}(?:,\d{3})+)\*?")
_APART = late(r"^\s{0,9}\d{1,7}\*?\s{0,9}\n\s{0,9}(?:1[5-9]|20)\d\d\s{0,9}$", re.MULTILINE)
_FEWEST = 2
_HEADER = frozenset({"title", "cited by", "year", "title\tcited by\tyear", "show more"})


def sniff(head: str) -> float:
    """Say how sure it is that `head` was copied from somebody's profile."""
    if "\t" not in head and len(_APART.findall(head)) < _FEWEST:
        return 0.0
    return evidence(read(io.StringIO(head)), lambda each: each.year is not None, least=2)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each paper; the header and what belongs to none is passed over or reported."""
    held: list[tuple[int, str]] = []
    for number, raw in _with_ends(numbered_lines(dump)):
        line = raw.rstrip("\n\r ")
        if clean(line).lower() in _HEADER or line.strip().lower() in _HEADER:
            yield from _report(held)
            held = []
        elif found := _END.fullmatch(line):
            held += [(number, found["place"])] * bool(found["place"].strip())
            yield from _read(held, found["count"], found["year"])
            held = []
        elif line.strip():
            held.append((number, line))
    yield from _report(held)


def _with_ends(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield lines, those of a count and of a year that some browsers copy apart as the one that they are."""
    held: tuple[int, str] | None = None
    for number, line in lines:
        digits = "" if "\t" in line else line.strip()
        if held and _YEAR_OF.fullmatch(digits):
            yield held[0], f"{held[1]}\t{digits}\n"
            held = None
            continue
        if held:
            yield held[0], f"{held[1]}\n"
            held = None
        if _COUNT.fullmatch(digits):
            held = number, digits
        else:
            yield number, line
    if held:
        yield held[0], f"{held[1]}\n"


def _read(
    lines: list[tuple[int, str]], count: str | None, year: str | None
) -> Iterator[Record | Skipped]:
    at = next((at for at, (_, text) in enumerate(lines) if at and _NAMES.fullmatch(clean(text))), 0)
    if not at or len(lines) > at + 2:
        yield from _report(lines)
        return
    yield from _report(lines[: at - 1])
    names = clean(lines[at][1])
    place = clean(lines[at + 1][1]) if len(lines) > at + 1 else ""
    written = without_more(names.replace("...", "…")).split(", ")
    fields: dict[str, object] = {
        "title": clean(lines[at - 1][1]),
        "authors": people(map(read_author, written), more=says_more(names)),
        "year": year,
        "citations": (count or "").replace(",", "") or None,
    }
    yield read_fields(fields | _fields_of(place, year or ""), lines[at - 1][0])


def _fields_of(place: str, year: str) -> dict[str, object]:
    """Return where a paper appeared: `Nature 521 (7553), 436-444`, or `arXiv preprint arXiv:1503.02531`."""
    before, _, last = place.rpartition(", ")  # "CRC press, 1984"
    is_venue = not before or any(map(str.isalpha, before))
    if _YEAR_OF.fullmatch(last) and year in {"", last} and is_venue:
        return {"year": last, **_fields_of(before, last)}
    if arxiv := normalise_arxiv(place):
        return {"arxiv": f"arXiv:{arxiv}"}
    found = read_place(place[:1].upper() + place[1:], year) if place else None
    if found is not None and found.numbers:
        return {"venue": place[0] + found.venue[1:], **found.numbers}
    numbered = _NUMBERED.fullmatch(place)
    return {"venue": numbered[1], "volume": numbered[2]} if numbered else {"venue": place or None}


def _report(lines: list[tuple[int, str]]) -> Iterator[Skipped]:
    if lines:
        yield Skipped(lines[0][0], "text that belongs to no paper")


FORMAT = DumpFormat("scholar-profile", "profiles copied from Google Scholar", sniff, read)
