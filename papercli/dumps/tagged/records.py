"""Records of lines that each start with a short tag (RIS, MEDLINE, Web of Science, EndNote).

Split as a stream, tag by tag.

A line without a tag goes on with the field above it, if it clearly belongs there. What stands
elsewhere is furniture, or skipped. rispy was measured and not taken: it loads a dump whole, forgets
line numbers, and makes one record of two where `ER` is missing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from papercli.dumps.base import Record, Skipped
from papercli.dumps.continuation import (
    goes_on,
    is_closed,
    is_indented,
    is_other,
    is_paragraph,
    is_wrapped,
)
from papercli.dumps.furniture import is_notice, is_rule
from papercli.dumps.input.lines import head_of, numbered_lines
from papercli.dumps.splitting import are_inverted
from papercli.dumps.tagged.tags import Tags
from papercli.patterns import late
from papercli.text import clean

# What databases write above and between records.
_FURNITURE = late(
    r"\s*(?:\d{1,7}\.?|record\s+#?\d+(?:\s+of\s+\d+)?|query results from the ads database|retrieved \d+ abstracts?,.*|<\d+>|(?:provider|database|content|source|export(?:ed)?\s+date)\s*:.*|[%#;].{0,200}|[\W_]+|\ufeff)?\s*",
    re.IGNORECASE,
)
_WIDTH = 72  # columns at which lines are wrapped, at least
_GOES_ON = "   "  # how a line begins that is surely of the field above it
_STRAY = "text outside any record"
# Characters that untagged lines may add to a record; more is a file of something else.
_LONGEST = 1 << 24


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tagged format is written."""

    tag: Callable[[str], tuple[str, str] | None]  # a line -> its tag and the text after it
    starts: frozenset[str]  # tags that start a record
    titles: frozenset[str]  # tags of its title, of which it has one
    prose: frozenset[str]  # tags of abstracts and notes, which may have several paragraphs
    lists: frozenset[str] = frozenset()  # tags below which each line is one more of them
    # And tags below which a line is, where it is "Family, Given".
    names: frozenset[str] = frozenset()
    end: str | None = None  # the tag that ends one
    blank_ends: bool = False  # a blank line before a tag ends one too
    ignored: frozenset[str] = frozenset()  # tags of the file, not of a record


def read_tagged(
    dump: TextIO, dialect: Dialect, to_record: Callable[[Tags], Record | Skipped]
) -> Iterator[Record | Skipped]:
    """Yield a record for each one in the dump.

    A last one that is cut off is skipped, and one that holds two.
    """
    inverted = are_inverted(_names_in(head_of(dump), dialect)) if dialect.names else None
    for each in _split(dump, dialect):
        if isinstance(each, Skipped):
            yield each
            continue
        each.inverted = inverted
        if any(len({clean(title) for title in each.all(tag)}) > 1 for tag in dialect.titles):
            yield Skipped(each.line, "more than one title in a record")
        else:
            yield to_record(each)


def _names_in(head: str, dialect: Dialect) -> Iterator[str]:
    for line in head.split("\n"):
        found = dialect.tag(line)
        if found is not None and found[0] in dialect.names:
            yield found[1]


def _split(dump: TextIO, dialect: Dialect) -> Iterator[Tags | Skipped]:
    current: Tags | None = None
    closing = ""  # the tag with which the record before ended
    any_closed = any_started = blank = stray = False
    parted = False  # a blank line stands above, and below it at most text of no record
    strayed = False  # such text does
    above = ""  # the line above
    apart: list[
        str
    ] = []  # a paragraph below an abstract, of which the end will show whether it belongs there
    apart_line = 0
    below_blank = False  # the paragraph is
    line = "\n"

    def end_paragraph() -> Iterator[Skipped]:
        """Add the paragraph that stands apart to the field above it, or report it."""
        nonlocal parted, strayed
        lines, apart[:] = apart[:], []
        if not lines or current is None:
            return
        value = current.pairs[-1][1]
        before, text = value[-1], clean(" ".join(lines))
        if (
            is_paragraph(before, text, usual=not dialect.blank_ends, last=False)
            if below_blank
            else goes_on(before, text) and not is_other(lines[0])
        ):
            _go_on(current, "\n\n" if below_blank else "\n", lines)
            parted = False
        else:
            strayed = parted
            yield Skipped(apart_line, _STRAY)

    for number, line in numbered_lines(dump):
        if not line.strip():
            yield from end_paragraph()
            blank, parted, stray = True, True, False
            continue
        found = dialect.tag(line)
        if found is not None and found[0] in dialect.ignored:
            continue
        if found is None:
            if current is not None and current.length > _LONGEST:
                yield Skipped(current.line, "too long for a record")
                current, stray = None, True
            elif apart and not blank:
                apart.append(line)
            elif _is_furniture(line) and (
                blank
                or current is None
                or is_rule(line)
                or (is_notice(clean(line)) and not line.startswith(_GOES_ON))
            ):
                blank = True  # what stands below it belongs no more to the field above
                continue
            elif current is not None and blank and dialect.blank_ends and not line[0].isspace():
                closing = current.pairs[-1][0] if current.pairs else closing
                yield current  # the blank line ended it, and this is text of something else
                current, stray = None, True
                yield Skipped(number, _STRAY)
            elif (
                current is not None
                and not stray
                and not blank
                and _belongs(current, dialect, above, line)
            ):
                _go_on(current, "\n", [line])
            elif current is not None and not stray and current.pairs[-1][0] in dialect.prose:
                apart[:], apart_line, below_blank = [line], number, blank
            elif not stray:
                stray, strayed = True, parted  # one report for a paragraph
                yield Skipped(number, _STRAY)
            blank, above = False, line
            continue
        yield from end_paragraph()
        tag, value = found
        stray, above = False, line
        if tag == dialect.end:
            if current is not None:
                current.closed = any_closed = True
                yield current
                current = None
            blank = False
            continue
        if current is not None and (
            (
                tag in dialect.starts
                and (
                    any_started
                    or dialect.end is not None
                    or _starts(current, tag)
                    or not current.all(*dialect.titles)
                )
            )
            or (dialect.blank_ends and parted and current.pairs)
            or (
                (strayed or (parted and not current.spaced and tag != current.pairs[-1][0]))
                and _starts(current, tag)
            )
        ):
            closing = current.pairs[-1][0] if current.pairs else closing
            yield current
            current = None
        if current is None:
            current = Tags(number)
            any_started = any_started or tag in dialect.starts
        current.spaced = current.spaced or (parted and bool(current.pairs))
        current.pairs.append((tag, [value.rstrip()]))
        blank = parted = strayed = False
    yield from end_paragraph()
    if current is not None:
        if not line.endswith("\n") and _is_cut(current, dialect, closing, any_closed=any_closed):
            yield Skipped(current.line, "cut off: the dump ends in the middle of this record")
        else:
            yield current


def _starts(current: Tags, tag: str) -> bool:
    return any(each == tag for each, _ in current.pairs)


def _is_cut(current: Tags, dialect: Dialect, closing: str, *, any_closed: bool) -> bool:
    """Say whether the last record, which does not end in a line end, is cut.

    It lacks what ended the ones before.
    """
    if dialect.end is not None:
        return any_closed or not current.all("TI", "T1")
    return bool(closing) and all(tag != closing for tag, _ in current.pairs)


def _is_furniture(line: str) -> bool:
    return len(line) < 300 and (
        _FURNITURE.fullmatch(line.rstrip("\n")) is not None or is_notice(clean(line))
    )


def _belongs(current: Tags, dialect: Dialect, above: str, line: str) -> bool:
    """Say whether a line right below a field goes on with it."""
    tag, value = current.pairs[-1]
    if (
        is_indented(above, line)
        or (line[:1].isspace() and above[:1].isspace())
        or not (value[-1].strip() or len(value) > 1)
    ):
        return True
    if tag in dialect.prose:
        return (
            not is_closed(above)
            or goes_on(value[-1], line)
            or (len(value) > 1 and is_wrapped(above, line, _WIDTH))
        )
    return (
        is_wrapped(above, line, _WIDTH)
        or tag in dialect.lists
        or (tag in dialect.names and "," in line)
    )


def _go_on(current: Tags, between: str, lines: list[str]) -> None:
    for line in lines:
        current.pairs[-1][1].extend((between, line.strip()))
        current.length += len(line)
        between = "\n"
