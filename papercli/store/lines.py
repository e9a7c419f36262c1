"""What the store's file says.

Lines, batches and their checksums, read from bytes and written as bytes.

A later line with the same id replaces an earlier one; `{"id": …, "removed": true}` removes it. A
batch is some lines and then one that describes it and closes it, with a checksum over the whole
file so far.
"""

import json
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
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
NO_CHAIN = "00000000"
_ID = re.compile(rb'\{"id":"([ !#-\[\]-~]+)"')
_REMOVED = b',"removed":true}'
_CHAIN = b',"chain":"'
CHAIN_LENGTH = (
    len(_CHAIN) + len(NO_CHAIN) + len(b'"}\n')
)  # of the end of a closing line, which its checksum leaves out
_MORE = re.compile(
    rb',"chain":"[0-9a-f]{8}"\}.', re.DOTALL
)  # a closing line that goes on after its end
_UTF_16 = re.compile(rb"(?:[^\0]\0){16}")
_BLOCK = 1 << 18  # bytes handed to the kernel at a time
_READ = 1 << 22  # bytes read at a time

ReadAt = Callable[[int, int], bytes]  # so many bytes from a place on; less at the end


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


class Change(NamedTuple):
    """What a batch says of one id."""

    id: str
    start: int  # byte range of its line
    length: int
    removed: bool


class Changes:
    """The batches in a part of the store, each checked against its checksum, and what they say of each id in the end."""

    def __init__(
        self, path: Path, since: Position, read_at: ReadAt = lambda _at, _length: b""
    ) -> None:
        self.path = path
        self.batches: list[Batch] = []
        self.latest: dict[str, Change] = {}
        self.end = since
        self.torn = 0  # bytes after the last closed batch: a change that was cut short
        self._read_at = read_at

    def line(self, change: Change) -> bytes:
        """Return the line of a change. Raises LibraryError when it is no longer there."""
        line = self._read_at(change.start, change.length)
        if len(line) != change.length or not line.startswith(b'{"id":"' + change.id.encode()):
            number = line_number(self.path, change.start)
            said = f"line {number} was changed by another program while it was read"
            raise LibraryError(f"{self.path}: {said}")
        return line

    def present(self) -> list[Change]:
        """Return what is there in the end, in the order of the store."""
        return sorted(
            (change for change in self.latest.values() if not change.removed),
            key=lambda change: change.start,
        )

    def read(self, until: int | None = None) -> None:
        """Read on to the end, or to that of batch number `until`.

        Raises LibraryError for a line that cannot be read, and a batch that is not as it was
        written.
        """
        base = self.end.end
        checksum = int(self.end.chain, 16)
        pending: list[Change] = []
        block = b""  # whole lines, and the beginning of one more
        while more := self._read_at(base + len(block), max(_READ, len(block))):
            block += more
            at = counted = 0
            while (end := block.find(b"\n", at)) >= 0:
                if block.startswith(BATCH, at):
                    batch = parse_batch(self.path, block[at:end], base + at, base + end + 1)
                    checksum = _sum(block, counted, block.find(_CHAIN, at, end), checksum)
                    self._check(batch, checksum, len(pending))
                    self.batches.append(batch)
                    self.latest.update((change.id, change) for change in pending)
                    self.end = batch.position
                    pending = []
                    counted = end + 1
                    if batch.number == until:
                        return
                else:
                    found = _ID.match(block, at, end)
                    if found is None:
                        number = line_number(self.path, base + at)
                        raise damaged(self.path, f"line {number} cannot be read")
                    removed = block.startswith(_REMOVED, end - len(_REMOVED))
                    pending.append(Change(found[1].decode(), base + at, end - at, removed))
                at = end + 1
            checksum = _sum(block, counted, at, checksum)
            block = block[at:]
            base += at

    def _check(self, batch: Batch, checksum: int, lines: int) -> None:
        """Raise LibraryError if the checksum up to the end of `batch` is not the one it was closed with."""
        found = (f"{checksum:08x}", batch.start, batch.lines, batch.after)
        if found != (batch.chain, self.end.end, lines, self.end.chain):
            raise damaged_batch(self.path, batch.number, self.end.end, batch.end - 1)


def _sum(block: bytes, start: int, end: int, checksum: int) -> int:
    with memoryview(block) as view:
        return zlib.crc32(view[start:end], checksum)


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
    yield closing + _CHAIN + f'{zlib.crc32(closing, checksum):08x}"}}\n'.encode()


def chain_of(closing_line: bytes) -> str:
    """Return the checksum with which a closing line that was just encoded ends."""
    return closing_line[-11:-3].decode()


def is_cut_short(tail: bytes) -> bool:
    """Say whether what stands after the last closed batch can be the beginning of one.

    Lines with ids, and perhaps a part of one more.

    A file system that lost power may also leave zeros in it. Anything else was changed by something
    other than an append.
    """
    if _UTF_16.search(tail):
        return False
    *lines, part = tail.split(b"\n")
    whole = (line for line in lines if b"\0" not in line)
    return all(_ID.match(line) and BATCH not in line for line in whole) and (
        b"\0" in part or not _MORE.search(part)
    )


def removal(identifier: str) -> bytes:
    """Return the line that removes an id."""
    return b'{"id":"' + identifier.encode() + b'"' + _REMOVED


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
