"""Records of lines that each start with a short tag (RIS, MEDLINE, Web of Science, EndNote): split as a stream, tag by tag.

A line without a tag goes on with the field above it. What stands between records is furniture of the export, or skipped.
rispy was measured and not taken: it loads a dump whole, forgets line numbers, and makes one record of two where `ER` is missing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from papercli.dumps.base import Record, Skipped
from papercli.dumps.lines import numbered_lines
from papercli.text import clean

# What databases write above and between records.
_FURNITURE = re.compile(
    r"\s*(?:\d{1,7}\.?|record\s+#?\d+(?:\s+of\s+\d+)?|<\d+>|(?:provider|database|content|source|export(?:ed)?\s+date)\s*:.*|[%#;].{0,200}|[\W_]+|\ufeff)?\s*",
    re.IGNORECASE,
)
_LONGEST = 1 << 24  # characters that untagged lines may add to a record; more is a file of something else


@dataclass(slots=True)
class Tags:
    """The fields of one record, in its order."""

    line: int
    pairs: list[tuple[str, list[str]]] = field(default_factory=list)  # tag, and its value in pieces: a line, a line end, a line …
    length: int = 0  # characters of all values
    closed: bool = False  # its end tag was read

    def all(self, *tags: str) -> list[str]:
        """Return the values of the first of `tags` that has any, without those that are blank."""
        for tag in tags:
            if found := [value for each, pieces in self.pairs if each == tag and (value := "".join(pieces)).strip()]:
                return found
        return []

    def first(self, *tags: str) -> str | None:
        """Return the first value of the first of `tags` that has any, in one line."""
        return next((clean(value) for value in self.all(*tags)), None)

    def lines(self, *tags: str) -> list[str]:
        """Return the lines of the first of `tags` that has any: one name a line, as Web of Science writes them."""
        return [line for value in self.all(*tags) for line in value.split("\n") if line.strip()]

    def words(self, *tags: str) -> list[str]:
        """Return the values of all of `tags`, divided at semicolons."""
        found = (
            part.strip(" *") for tag in tags for value in self.all(tag) for part in re.split(r"[;\n]" if ";" not in value else ";", value)
        )
        return list(dict.fromkeys(clean(part) for part in found if part))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tagged format is written."""

    tag: Callable[[str], tuple[str, str] | None]  # a line -> its tag and the text after it
    starts: frozenset[str]  # tags that start a record
    end: str | None = None  # the tag that ends one
    blank_ends: bool = False  # a blank line before a tag ends one too
    ignored: frozenset[str] = frozenset()  # tags of the file, not of a record


def read_tagged(dump: TextIO, dialect: Dialect, to_record: Callable[[Tags], Record | Skipped]) -> Iterator[Record | Skipped]:
    """Yield a record for each one in the dump; a last one that is cut off is skipped."""
    for each in _split(dump, dialect):
        yield each if isinstance(each, Skipped) else to_record(each)


def _split(dump: TextIO, dialect: Dialect) -> Iterator[Tags | Skipped]:
    current: Tags | None = None
    closing = ""  # the tag with which the record before ended
    any_closed = blank = stray = False
    line = "\n"
    for number, line in numbered_lines(dump):
        if not line.strip():
            blank, stray = True, False
            continue
        found = dialect.tag(line)
        if found is not None and found[0] in dialect.ignored:
            continue
        if found is None:
            if current is not None and current.length > _LONGEST:
                yield Skipped(current.line, "goes on for too long to be a record")
                current, stray = None, True
            elif current is not None and (not blank or not _is_furniture(line)):
                _go_on(current, line, blank=blank)
            elif current is None and not _is_furniture(line) and not stray:
                stray = True  # one report for a paragraph
                yield Skipped(number, "text that belongs to no record")
            blank = False
            continue
        tag, value = found
        stray = False
        if tag == dialect.end:
            if current is not None:
                current.closed = any_closed = True
                yield current
                current = None
            blank = False
            continue
        if current is not None and (
            (tag in dialect.starts and (dialect.end is not None or _starts(current, tag)))
            or (dialect.blank_ends and blank and current.pairs)
        ):
            closing = current.pairs[-1][0] if current.pairs else closing
            yield current
            current = None
        if current is None:
            current = Tags(number)
        current.pairs.append((tag, [value.rstrip()]))
        blank = False
    if current is not None:
        if not line.endswith("\n") and _is_cut(current, dialect, closing, any_closed=any_closed):
            yield Skipped(current.line, "cut off: the dump ends in the middle of this record")
        else:
            yield current


def _starts(current: Tags, tag: str) -> bool:
    return any(each == tag for each, _ in current.pairs)


def _is_cut(current: Tags, dialect: Dialect, closing: str, *, any_closed: bool) -> bool:
    """Say whether the last record, which does not end in a line end, is cut: it lacks what ended the ones before."""
    if dialect.end is not None:
        return any_closed or not current.all("TI", "T1")
    return bool(closing) and all(tag != closing for tag, _ in current.pairs)


def _is_furniture(line: str) -> bool:
    return len(line) < 300 and _FURNITURE.fullmatch(line.rstrip("\n")) is not None


def _go_on(current: Tags, line: str, *, blank: bool) -> None:
    current.pairs[-1][1].extend(("\n\n" if blank else "\n", line.strip()))
    current.length += len(line)
