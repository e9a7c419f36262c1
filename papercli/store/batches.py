"""The batches of the store, each checked against its checksum, and what they say in the end."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from papercli.errors import LibraryError
from papercli.store.lines import (
    APART,
    BATCH,
    CHAIN,
    ID,
    REMOVED,
    Batch,
    Position,
    damaged,
    damaged_batch,
    line_number,
    parse_batch,
)

_MORE = re.compile(rb',"chain":"[0-9a-f]{8}"\}.', re.DOTALL)  # a closing line that goes on
_LINE = re.compile(rb"\n" + ID.pattern)
_UTF_16 = re.compile(rb"(?:[^\0]\0){16}")
_LENGTH_BITS = 32  # of the number that says where a line stands
_READ = 1 << 22  # bytes read at a time

ReadAt = Callable[[int, int], bytes]  # so many bytes from a place on; less at the end


class Change(NamedTuple):
    """What a batch says of one id."""

    id: str
    start: int  # byte range of its line
    length: int
    removed: bool


class Latest(Mapping[str, Change]):
    """The last change of each id, in the order in which the ids first came.

    Each is held in one number: there may be millions.
    """

    def __init__(self) -> None:
        self.packed: dict[str, int] = {}

    def __getitem__(self, identifier: str) -> Change:
        packed = self.packed[identifier]
        length = packed >> 1 & ((1 << _LENGTH_BITS) - 1)
        return Change(identifier, packed >> 1 + _LENGTH_BITS, length, bool(packed & 1))

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.packed

    def add(self, identifier: str, start: int, length: int, *, removed: bool) -> None:
        """Let a line be the last of its id."""
        self.packed[identifier] = (start << _LENGTH_BITS | length) << 1 | removed

    def update(self, later: "Latest") -> None:
        """Let what came later hold."""
        self.packed.update(later.packed)

    def present(self) -> Iterator[Change]:
        """Yield what is there in the end, in the order of the store."""
        packed = self.packed
        for identifier in sorted(packed, key=packed.__getitem__):
            if not packed[identifier] & 1:
                yield self[identifier]


class Changes:
    """The batches in a part of the store, each checked against its checksum, and what they say of each id in the end."""

    def __init__(
        self, path: Path, since: Position, read_at: ReadAt = lambda _at, _length: b""
    ) -> None:
        self.path = path
        self.batches: list[Batch] = []
        self.latest = Latest()
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

    def present(self) -> Iterator[Change]:
        """Yield what is there in the end, in the order of the store."""
        return self.latest.present()

    def papers(self) -> Iterator[Change]:
        """Yield those that are papers."""
        return (each for each in self.present() if not each.id.startswith(APART))

    def read(self, until: int | None = None) -> None:
        """Read on to the end, or to that of batch number `until`.

        Raises LibraryError for a line that cannot be read, and a batch that is not as it was
        written.
        """
        base = self.end.end
        checksum = int(self.end.chain, 16)
        pending, lines = Latest(), 0
        block = b""  # whole lines, and the beginning of one more
        while more := self._read_at(base + len(block), max(_READ, len(block))):
            block += more
            at = counted = 0
            while (end := block.find(b"\n", at)) >= 0:
                if block.startswith(BATCH, at):
                    batch = parse_batch(self.path, block[at:end], base + at, base + end + 1)
                    checksum = _sum(block, counted, block.find(CHAIN, at, end), checksum)
                    self._check(batch, checksum, lines)
                    self.batches.append(batch)
                    if self.latest:
                        self.latest.update(pending)
                    else:
                        self.latest = pending
                    self.end = batch.position
                    pending, lines = Latest(), 0
                    counted = end + 1
                    if batch.number == until:
                        return
                else:
                    found = ID.match(block, at, end)
                    if found is None:
                        number = line_number(self.path, base + at)
                        raise damaged(self.path, f"line {number} cannot be read")
                    removed = block.startswith(REMOVED, end - len(REMOVED))
                    pending.add(found[1].decode(), base + at, end - at, removed=removed)
                    lines += 1
                at = end + 1
            checksum = _sum(block, counted, at, checksum)
            block = block[at:]
            base += at

    def _check(self, batch: Batch, checksum: int, lines: int) -> None:
        """Raise LibraryError if the checksum up to the end of `batch` is not the one it was closed with."""
        found = (f"{checksum:08x}", batch.start, batch.lines, batch.after)
        if found != (batch.chain, self.end.end, lines, self.end.chain):
            raise damaged_batch(self.path, batch.number, self.end.end, batch.end - 1)


def ids_in(block: bytes, *, is_first: bool) -> Iterator[tuple[str, int]]:
    """Yield the ids of the lines in a block, and where in it they start.

    Of the line that it begins within nothing is said; the first block of a file begins with one.
    """
    if is_first and (first := ID.match(block)):
        yield first[1].decode(), 0
    for found in _LINE.finditer(block):
        yield found[1].decode(), found.start() + 1


def _sum(block: bytes, start: int, end: int, checksum: int) -> int:
    with memoryview(block) as view:
        return zlib.crc32(view[start:end], checksum)


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
    return all(ID.match(line) and BATCH not in line for line in whole) and (
        b"\0" in part or not _MORE.search(part)
    )
