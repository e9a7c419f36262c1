"""The one codec of the store's lines: what they say, read from bytes and written as bytes.

A later line with the same id replaces an earlier one; `{"id": …, "removed": true}` removes it. An id
that begins with `not:` is that of a pair that is kept apart, or of a paper that is kept out. A batch
is some lines and then one that describes it and closes it, with a checksum over the whole file so
far.
"""

import json
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from papercli.errors import LibraryError, NewerLibraryError

SCHEMA = 1  # raised when a key of the JSON contract goes, or changes its name or meaning
REPAIR = (
    "repair"  # the command of a batch that saved what it could: to take it back would lose that
)
COMPACT = (
    "compact"  # the command of a batch that holds all before it: nothing earlier can be undone
)
BATCH = b'{"batch":'
APART = "not:"  # how the id of a line begins that keeps two papers apart, or keeps one out
NO_CHAIN = "00000000"
ID = re.compile(rb'\{"id":"([ !#-\[\]-~]+)"')
REMOVED = b',"removed":true}'
CHAIN = b',"chain":"'
# Of the end of a closing line, which its checksum leaves out.
CHAIN_LENGTH = len(CHAIN) + len(NO_CHAIN) + len(b'"}\n')
_BLOCK = 1 << 18  # bytes handed to the kernel at a time


class Position(NamedTuple):
    """How far into the store something has read: a byte, and the checksum of all before it."""

    end: int
    chain: str


START = Position(0, NO_CHAIN)


class Heading(NamedTuple):
    """What a batch is called."""

    number: int  # from 1
    time: str  # UTC: "2026-03-14T09:26:53.589Z"
    command: str  # "ingest"
    summary: str  # for the reader: "562 new, 44 seen"
    undoes: int | None = None  # number of the batch that this one takes back
    redoes: int | None = None  # number of the batch that this one does again


class Batch(NamedTuple):
    """One change to the library, as its closing line describes it.

    Its first fields are those of `Heading`.
    """

    number: int
    time: str
    command: str
    summary: str
    undoes: int | None
    redoes: int | None
    lines: int  # that it holds, without its closing line
    start: int  # byte where its first line starts
    end: int  # byte after its closing line
    after: str  # the chain of the batch before it
    chain: str  # CRC-32 of the whole file up to here, without the earlier chains; 8 hex digits

    @property
    def before(self) -> Position:
        """The position just before the batch."""
        return Position(self.start, self.after)

    @property
    def position(self) -> Position:
        """The position just after it."""
        return Position(self.end, self.chain)

    @property
    def heading(self) -> Heading:
        """What it is called."""
        return Heading(self.number, self.time, self.command, self.summary, self.undoes, self.redoes)


def parse_batch(path: Path, line: bytes, at: int, end: int) -> Batch:
    """Return the batch that a closing line describes.

    Raises LibraryError for one that does not, NewerLibraryError for one of a newer version.
    """
    try:
        head = json.loads(line)
        if head["schema"] > SCHEMA:
            raise NewerLibraryError(
                f"{path}: written by a newer version of papers (schema {head['schema']}; this version knows up to {SCHEMA}); please upgrade"
            )
        if isinstance(head["size"], int) and head["size"] > at:
            raise damaged_batch(path, head["batch"], 0, at)
        numbers = (
            head["batch"],
            head["lines"],
            at - head["size"],
            int(head["after"], 16),
            int(head["chain"], 16),
        )
        if all(isinstance(each, int) and each >= 0 for each in numbers):
            return Batch(
                head["batch"],
                head["time"],
                head["command"],
                head["summary"],
                head["undoes"],
                head["redoes"],
                head["lines"],
                at - head["size"],
                end,
                head["after"],
                head["chain"],
            )
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise damaged(path, f"line {line_number(path, at)} is not a valid end of a change")


def encode_batch(heading: Heading, lines: Iterable[bytes], after: str) -> Iterator[bytes]:
    """Yield the bytes of a batch in blocks that are worth a call to the kernel.

    The last one is its closing line.
    """
    checksum = int(after, 16)
    count = size = 0
    block: list[bytes] = []
    held = 0
    for line in lines:
        block.append(line)
        held += len(line) + 1
        count += 1
        if held >= _BLOCK:
            data = b"\n".join((*block, b""))
            checksum, size = zlib.crc32(data, checksum), size + held
            yield data
            block, held = [], 0
    if block:
        data = b"\n".join((*block, b""))
        checksum, size = zlib.crc32(data, checksum), size + held
        yield data
    head = {
        "batch": heading.number,
        "schema": SCHEMA,
        "time": heading.time,
        "command": heading.command,
        "summary": heading.summary,
        "undoes": heading.undoes,
        "redoes": heading.redoes,
        "lines": count,
        "size": size,
        "after": after,
    }
    closing = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    yield closing + CHAIN + f'{zlib.crc32(closing, checksum):08x}"}}\n'.encode()


def chain_of(closing_line: bytes) -> str:
    """Return the checksum with which a closing line that was just encoded ends."""
    return closing_line[-11:-3].decode()


def removal(identifier: str) -> bytes:
    """Return the line that removes an id."""
    return b'{"id":"' + identifier.encode() + b'"' + REMOVED


def is_removal(line: bytes) -> bool:
    """Say whether a line removes an id."""
    return line.endswith(REMOVED)


def id_of(line: bytes) -> str | None:
    """Return the id that a line is about; None for what is no line of a store."""
    found = ID.match(line)
    return found[1].decode() if found else None


def pair_of(identifier: str) -> frozenset[str] | None:
    """Return the ids of the papers that a line keeps apart; None for the id of any other line."""
    first, plus, second = identifier.removeprefix(APART).partition("+")
    return frozenset((first, second)) if plus and is_apart(identifier) else None


def is_apart(identifier: str) -> bool:
    """Say whether the id of a line is that of papers to be kept apart or out, and not a paper's."""
    return identifier.startswith(APART)


def now() -> str:
    """Return the time in UTC, to the millisecond: papers of one dump share theirs."""
    seconds, fraction = divmod(time.time(), 1)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{int(fraction * 1000):03}Z"


def damaged(path: Path, what: str) -> LibraryError:
    """Return the error for a store that is not as it was written."""
    return LibraryError(f"{path}: damaged: {what}; see `papers doctor`")


def damaged_batch(path: Path, number: int, start: int, last: int) -> LibraryError:
    """Return the error for a batch that is not as it was written.

    It starts at one byte, and its closing line at another.
    """
    return damaged(
        path,
        f"change {number} (lines {line_number(path, start)} to {line_number(path, last)}) was altered after it was written",
    )


def line_number(path: Path, at: int) -> int:
    """Return the number, from 1, of the line at byte `at`."""
    count, left = 1, at
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(left, _BLOCK))):
            count += block.count(b"\n")
            left -= len(block)
    return count
