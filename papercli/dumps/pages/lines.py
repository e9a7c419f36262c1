"""The lines of a page or a mail as its readers see them.

Without quotation marks of mail and indentation, and with what shows where a line was wrapped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from papercli.dumps.base import Skipped
from papercli.dumps.continuation import WIDEST
from papercli.dumps.furniture import is_furniture
from papercli.dumps.input.lines import numbered_lines
from papercli.patterns import late
from papercli.text import clean

_QUOTED = late(r"^\s*(?:>[ \t]?)+")
_SURVEYED = 400  # lines
_FEWEST = 8  # lines that are full when a mailer or an editor wraps a dump
_NARROWEST = 40  # columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something."""

    number: int
    text: str
    indent: int  # columns before it
    after_blank: bool = False  # a blank line stands above it


def lines_of(dump: TextIO) -> Iterator[Line]:
    """Yield the lines of a dump that hold something, without the marks of a quoted mail."""
    start: list[tuple[int, str]] = []
    numbered = numbered_lines(dump)
    start = [(number, line) for number, line in islice(numbered, _SURVEYED) if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for _, line in start)
    is_quoted = 2 * quoted > len(start)
    blank = number_above = 0
    for number, raw in _chained(start, numbered):
        line = _QUOTED.sub("", raw, count=1) if is_quoted else raw
        text = clean(line)
        if not text:
            blank = number
            continue
        indent = len(line) - len(line.lstrip())
        yield Line(number, text, indent, blank > number_above or number > number_above + 1)
        number_above = number


def _chained(
    start: list[tuple[int, str]], rest: Iterator[tuple[int, str]]
) -> Iterator[tuple[int, str]]:
    yield from start
    yield from rest


def width_of(lines: Iterable[Line]) -> int | None:
    """Return the columns at which the lines of a dump are wrapped, or None where they are not."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or not _NARROWEST <= lengths[-1] <= WIDEST:
        return None
    full = sum(length > lengths[-1] - 10 for length in lengths)
    return lengths[-1] if full >= min(_FEWEST, len(lengths) // 4) else None


def is_full(line: Line, following: Line, width: int | None) -> bool:
    """Say whether the first word of the line that follows had no room on this one."""
    if width is None or following.after_blank:
        return False
    word = following.text.partition(" ")[0]
    return len(line.text) + 1 + len(word) > width


def report(lines: list[Line]) -> Iterator[Skipped]:
    """Report text that belongs to no paper, once for each paragraph."""
    above = -1
    for line in lines:
        if is_furniture(line.text):
            continue
        if line.after_blank or line.number > above + 1:
            yield Skipped(line.number, "text that belongs to no paper")
        above = line.number
