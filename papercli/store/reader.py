"""The store's file, opened once and read.

Its batches from either end, its lines, and whether all of it is as it was written.

Readers never lock, and see one file to their end even when another takes its place.
"""

import os
import time
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from papercli.errors import LibraryError
from papercli.store.batches import Changes, ids_in, is_cut_short
from papercli.store.files import end_of_data
from papercli.store.handle import Handle
from papercli.store.lines import (
    BATCH,
    CHAIN_LENGTH,
    START,
    Batch,
    Position,
    damaged,
    damaged_batch,
    line_number,
    parse_batch,
)

MOMENT = 0.02  # seconds in which a writer gets on
_TAIL = 1 << 16  # bytes read first when looking for the last batch from the end
_HEAD = 1 << 12  # bytes that a closing line seldom exceeds
_BLOCK = 1 << 22  # bytes read at a time to verify them
_HELD = 1 << 26  # bytes up to which a part of the store is held in memory, not read again


class Span(NamedTuple):
    """Where a line stands, and the checksum by which it is known."""

    start: int
    length: int
    checksum: int  # CRC-32

    @classmethod
    def of(cls, start: int, line: bytes) -> "Span":
        """Return the span of a line that stands at byte `start`."""
        return cls(start, len(line), zlib.crc32(line))


class LogFile(Handle):
    """A log, read. It is opened when first asked for anything, and closed when let go.

    It is never mapped into memory: when another program cut it short, that would end the process.
    """

    @property
    def size(self) -> int:
        """The bytes of the file; 0 when there is none."""
        try:
            return os.fstat(self.open()).st_size
        except FileNotFoundError:
            return 0

    @property
    def beginning(self) -> bytes:
        """The first bytes of the file, by which a library is known."""
        try:
            return os.pread(self.open(), 96, 0)
        except FileNotFoundError:
            return b""

    @property
    def torn(self) -> int:
        """The bytes after the last batch: a change that was cut short.

        Raises LibraryError when they are not that.
        """
        return len(self.read_tail()[1])

    def last_batch(self) -> Batch | None:
        """Return the last closed batch, found from the end of the file, or None in an empty library."""
        try:
            return self._find_last_batch(self.open())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self.unreadable(error) from None

    def batches(self) -> Iterator[Batch]:
        """Yield all batches, the last one first, without reading what they hold."""
        batch = self.last_batch()
        yield from self._back_from(batch)

    def _back_from(self, batch: Batch | None) -> Iterator[Batch]:
        while batch is not None:
            yield batch
            batch = self.batch_ending_at(batch.start)

    def follows(self, position: Position) -> bool:
        """Say whether the store, up to `position`, is the one that was read then."""
        if position.end == 0:
            return True
        try:
            batch = self.batch_ending_at(position.end)
        except LibraryError:
            return False
        return batch is not None and batch.chain == position.chain

    def changes(self, since: Position = START, until: int | None = None) -> Changes:
        """Read the batches after `since`, up to batch number `until`, each checked against its checksum."""
        last, tail = self.read_tail()
        changes = self._read(since, last.end if last else 0, until)
        changes.torn = len(tail)
        return changes

    def changes_to(self, position: Position) -> Changes:
        """Read the batches up to a position at which one ends."""
        return self._read(START, position.end, None)

    def changes_of(self, batch: Batch) -> Changes:
        """Read one batch."""
        return self._read(batch.before, batch.end, batch.number)

    def verify(self) -> None:
        """Raise LibraryError unless every batch is as it was written.

        Reads the whole file, a gigabyte in half a second.
        """
        try:
            self._verify(self.last_batch())
            self.read_tail()  # which says what is wrong with what follows the last one
        except LibraryError:
            self.changes()  # which names the first line that is wrong
            raise

    def verify_before(self, position: Position) -> None:
        """Do the same with what stands before a position, whatever follows it."""
        self._verify(self.batch_ending_at(position.end))

    def line(self, span: Span) -> bytes:
        """Return the bytes of one line."""
        return next(self.lines((span,)))

    def lines(self, spans: Iterable[Span]) -> Iterator[bytes]:
        """Yield the bytes of each line; raises LibraryError for one that is not as it was."""
        try:
            for start, length, checksum in spans:
                line = os.pread(self.open(), length, start)
                if zlib.crc32(line) != checksum:
                    raise damaged(
                        self.path,
                        f"line {line_number(self.path, start)} was altered after it was written",
                    )
                yield line
        except OSError as error:
            raise self.unreadable(error) from None

    def lines_before(self, end: int, identifiers: Iterable[str]) -> dict[str, bytes]:
        """Return the last line of each id before byte `end`, at which a batch ends.

        Read from there backwards, as far as need be. The caller has verified the store.
        """
        found: dict[str, bytes] = {}
        missing = set(identifiers)
        rest = b""  # of the line that a block begins within
        try:
            while end > 0 and missing:
                start = max(0, end - _BLOCK)
                block = os.pread(self.open(), end - start, start) + rest
                latest = {
                    each: at for each, at in ids_in(block, is_first=start == 0) if each in missing
                }
                found |= {each: block[at : block.index(b"\n", at)] for each, at in latest.items()}
                missing -= latest.keys()
                rest = block[: block.find(b"\n") + 1] or block
                end = start
        except OSError as error:
            raise self.unreadable(error) from None
        return found

    def read_all(self) -> bytes:
        """Return all of the file. Raises LibraryError when it cannot be read, or there is none."""
        try:
            with open(self.open(), "rb", closefd=False) as file:
                file.seek(0)
                return file.read(self._end_of_data(file.fileno()))
        except OSError as error:
            raise self.unreadable(error) from None

    def reopen(self) -> bool:
        """Turn to the file that is there now.

        Say whether it is another than the one read so far.
        """
        before = self.identity()
        self._file = None
        return self.identity() != before

    def _verify(self, last: Batch | None) -> None:
        later: Batch | None = None
        for batch in self._back_from(last):
            if later and (later.after != batch.chain or later.number != batch.number + 1):
                raise damaged_batch(self.path, later.number, later.start, later.end - 1)
            self._verify_batch(batch)
            later = batch
        if later and (later.start, later.after) != START:
            raise damaged_batch(self.path, later.number, later.start, later.end - 1)

    def _verify_batch(self, batch: Batch) -> None:
        checksum, end = int(batch.after, 16), batch.end - CHAIN_LENGTH
        try:
            for at in range(batch.start, end, _BLOCK):
                checksum = zlib.crc32(os.pread(self.open(), min(_BLOCK, end - at), at), checksum)
        except OSError as error:
            raise self.unreadable(error) from None
        if f"{checksum:08x}" != batch.chain:
            raise damaged_batch(self.path, batch.number, batch.start, batch.end - 1)

    def _read(self, since: Position, end: int, until: int | None) -> Changes:
        if end <= since.end:
            return Changes(self.path, since)
        changes = Changes(self.path, since, self.reader(since.end, end))
        changes.read(until)
        return changes

    def read_tail(self) -> tuple[Batch | None, bytes]:
        """Return the last batch, and what follows it.

        A change that was cut short, or that another process is amid.

        Raises LibraryError when it is neither: when it stays as it is, and is not the beginning of
        a change.
        """
        before: tuple[Batch | None, bytes] | None = None
        while True:
            last = self.last_batch()
            end = last.end if last else 0
            try:
                tail = os.pread(self.open(), max(0, self._end_of_data(self.open()) - end), end)
            except FileNotFoundError:
                return None, b""
            except OSError as error:
                raise self.unreadable(error) from None
            if is_cut_short(tail):
                return last, tail
            if (last, tail) == before:
                break
            before = last, tail
            time.sleep(MOMENT)
        bad = next(
            at for at, line in enumerate(tail.split(b"\n")) if not is_cut_short(line + b"\n")
        )
        raise damaged(self.path, f"line {line_number(self.path, end) + bad} cannot be read")

    def _find_last_batch(self, file: int) -> Batch | None:
        size = self._end_of_data(file)
        length = _TAIL
        while True:
            begin = max(0, size - length)
            tail = os.pread(file, size - begin, begin)
            stop = len(tail)
            while (at := tail.rfind(BATCH, 0, stop)) >= 0:
                end = tail.find(b"\n", at)
                at_line_start = (at > 0 and tail[at - 1 : at] == b"\n") or begin + at == 0
                # Zeros: it did not reach the disk.
                if end >= 0 and at_line_start and tail.find(b"\0", at, end) < 0:
                    return parse_batch(self.path, tail[at:end], begin + at, begin + end + 1)
                stop = at
            if begin == 0:
                return None
            length *= 8

    def _end_of_data(self, file: int) -> int:
        if (end := end_of_data(file, _HELD)) is None:
            raise damaged(self.path, f"it has {os.fstat(file).st_size:,} bytes, most of them zeros")
        return end

    def batch_ending_at(self, end: int) -> Batch | None:
        """Return the batch whose closing line ends at byte `end`; None at the start of the file."""
        if end == 0:
            return None
        begin = max(0, end - _HEAD)
        try:
            while True:
                tail = os.pread(self.open(), end - begin, begin)
                at = tail.rfind(b"\n", 0, -1) + 1
                if (
                    len(tail) < end - begin
                    or not tail.endswith(b"\n")
                    or ((at or not begin) and not tail.startswith(BATCH, at))
                ):
                    raise damaged(self.path, f"no change ends at byte {end}")
                if at or not begin:
                    return parse_batch(self.path, tail[at:-1], begin + at, end)
                begin = max(0, begin - (end - begin))
        except OSError as error:
            raise self.unreadable(error) from None
