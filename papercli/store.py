"""The store: `papers.jsonl`, an append-only log of plain JSON lines, one paper a line.

A later line with the same id replaces an earlier one; `{"id": …, "removed": true}` removes it. Every change is a batch: its
lines, then one line that describes it and closes it with a checksum over the whole file so far. What stands after the last
closed batch is a change that was cut short; readers pass over it and the next writer cuts it off. Readers never lock.
"""

import json
import mmap
import os
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from papercli.errors import LibraryError

SCHEMA = 1  # raised when a key of the JSON contract goes, or changes its name or meaning
FILE_NAME = "papers.jsonl"
LOCK_NAME = "papers.lock"
_BATCH = b'{"batch":'
_ID = re.compile(rb'\{"id":"([ !#-\[\]-~]+)"')
_REMOVED = b',"removed":true}'
_CHAIN = b',"chain":"'
_NO_CHAIN = "00000000"
_TAIL = 1 << 16  # bytes read first when looking for the last batch from the end
_BLOCK = 1 << 22  # bytes handed to the kernel at a time
_OLD_WAIT = 1.0  # seconds after which a waiting writer says so


class Batch(NamedTuple):
    """One change to the library, as its closing line describes it."""

    number: int  # from 1
    time: str  # UTC: "2026-03-14T09:26:53Z"
    command: str  # "ingest"
    summary: str  # for the reader: "562 new, 44 seen"
    undoes: int | None  # number of the batch that this one takes back
    redoes: int | None  # number of the batch that this one does again
    lines: int  # that it holds, without its closing line
    start: int  # byte where its first line starts
    end: int  # byte after its closing line
    chain: str  # CRC-32 of the whole file up to here, without the earlier chains; 8 hex digits


class Position(NamedTuple):
    """How far into the store something has read: a byte, and the checksum of all before it."""

    end: int
    chain: str


START = Position(0, _NO_CHAIN)


class Change(NamedTuple):
    """What a batch says of one id."""

    id: str
    start: int  # byte range of its line
    length: int
    removed: bool


class Store:
    """The log of one library folder. Opening it touches nothing; the folder is made by the first append."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME

    def last_batch(self) -> Batch | None:
        """Return the last closed batch, found from the end of the file, or None in an empty library."""
        try:
            with self.path.open("rb") as file:
                return self._find_last_batch(file.fileno())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self.unreadable(error) from None

    def batches(self) -> Iterator[Batch]:
        """Yield all batches, the last one first, without reading what they hold."""
        batch = self.last_batch()
        while batch is not None:
            yield batch
            batch = self._batch_ending_at(batch.start)

    def follows(self, position: Position) -> bool:
        """Say whether the store, up to `position`, is the one that was read then."""
        if position.end == 0:
            return True
        try:
            batch = self._batch_ending_at(position.end)
        except LibraryError:
            return False
        return batch is not None and batch.chain == position.chain

    def changes(self, since: Position = START, until: int | None = None) -> "Changes":
        """Read the batches after `since`, up to batch number `until`, each checked against its checksum."""
        return Changes(self, since, until)

    def line(self, start: int, length: int) -> bytes:
        """Return the bytes of one line."""
        return next(self.lines([(start, length)]))

    def lines(self, ranges: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        """Yield the bytes of each (start, length)."""
        try:
            with self.path.open("rb", buffering=0) as file:
                for start, length in ranges:
                    yield os.pread(file.fileno(), length, start)
        except OSError as error:
            raise self.unreadable(error) from None

    @contextmanager
    def lock(self, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
        """Hold the library for writing; `tell` is called once with a message when that takes time.

        Raises LibraryError when another process still holds it after `wait` seconds.
        """
        import filelock

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self.folder / LOCK_NAME, mode=0o666 & ~_umask())
            try:
                lock.acquire(timeout=min(wait, _OLD_WAIT))
            except filelock.Timeout:
                if wait > _OLD_WAIT:
                    tell(f"waiting for {self._holder()} to finish with {self.folder}")
                lock.acquire(timeout=max(0.0, wait - _OLD_WAIT))
        except filelock.Timeout:
            raise LibraryError(f"{self.folder}: in use by {self._holder()}; try again, or wait longer with --wait SECONDS") from None
        except OSError as error:
            raise LibraryError(f"{self.folder}: cannot be written ({_reason(error)})") from None
        try:
            self._write_holder(str(os.getpid()))
            yield
        finally:
            lock.release()

    def append(
        self, lines: list[bytes], *, command: str, summary: str, undoes: int | None = None, redoes: int | None = None
    ) -> Batch:
        """Add one batch, safely on disk when this returns. The caller holds the lock.

        Raises LibraryError, and leaves the store as it was, when it cannot be written.
        """
        last = self.last_batch()
        start, chain = (last.end, last.chain) if last else (0, _NO_CHAIN)
        head = {
            "batch": last.number + 1 if last else 1, "schema": SCHEMA, "time": now(), "command": command, "summary": summary,
            "undoes": undoes, "redoes": redoes, "lines": len(lines), "size": sum(map(len, lines)) + len(lines), "after": chain,
        }  # fmt: skip
        closing = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        try:
            created = not self.path.exists()
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            try:
                end = self._write(file, start, chain, lines, closing)
            finally:
                os.close(file)
            if created:
                _sync_folder(self.folder)
        except OSError as error:
            raise LibraryError(f"{self.path}: cannot be written ({_reason(error)}); nothing was changed") from None
        found = self._batch_ending_at(end)
        if found is None:
            raise LibraryError(f"{self.path}: what was written could not be read back")
        return found

    def replace(self, lines: list[bytes], *, command: str, summary: str) -> Batch:
        """Put a new store with one batch in the place of this one, whole or not at all. The caller holds the lock."""
        new = Store(self.folder)
        new.path = self.folder / f"{FILE_NAME}.new"
        new.path.unlink(missing_ok=True)
        try:
            batch = new.append(lines, command=command, summary=summary)
            os.replace(new.path, self.path)
            _sync_folder(self.folder)
        except OSError as error:
            raise LibraryError(f"{self.path}: cannot be replaced ({_reason(error)}); nothing was changed") from None
        finally:
            new.path.unlink(missing_ok=True)
        return batch

    def _write(self, file: int, start: int, chain: str, lines: list[bytes], closing: bytes) -> int:
        """Write a batch at byte `start`, in place of a change that was cut short, and return its end; on failure cut it off again."""
        if not _is_cut_short(os.pread(file, os.fstat(file).st_size - start, start)):
            raise self.damaged(f"what stands after byte {start} is no change that was cut short")
        os.ftruncate(file, start)
        at = start
        checksum = int(chain, 16)
        try:
            for block in _in_blocks(lines):
                checksum = zlib.crc32(block, checksum)
                at = _write_all(file, block, at)
            checksum = zlib.crc32(closing, checksum)
            at = _write_all(file, closing + _CHAIN + f'{checksum:08x}"}}\n'.encode(), at)
            os.fsync(file)
        except BaseException:
            os.ftruncate(file, start)
            raise
        return at

    def _find_last_batch(self, file: int) -> Batch | None:
        size = os.fstat(file).st_size
        length = _TAIL
        while True:
            begin = max(0, size - length)
            tail = os.pread(file, size - begin, begin)
            stop = len(tail)
            while (at := tail.rfind(_BATCH, 0, stop)) >= 0:
                end = tail.find(b"\n", at)
                at_line_start = (at > 0 and tail[at - 1 : at] == b"\n") or begin + at == 0
                if end >= 0 and at_line_start:
                    return self.parse_batch(tail[at:end], begin + at, begin + end + 1)
                stop = at
            if begin == 0:
                return None
            length *= 8

    def _batch_ending_at(self, end: int) -> Batch | None:
        """Return the batch whose closing line ends at byte `end`; None at the start of the file."""
        if end == 0:
            return None
        try:
            with self.path.open("rb", buffering=0) as file:
                begin = max(0, end - 4096)
                while True:
                    tail = os.pread(file.fileno(), end - begin, begin)
                    if len(tail) == end - begin and tail.endswith(b"\n"):
                        at = tail.rfind(b"\n", 0, -1) + 1
                        if (at or begin == 0) and tail.startswith(_BATCH, at):
                            return self.parse_batch(tail[at:-1], begin + at, end)
                        if not at and begin:
                            begin = max(0, begin - (end - begin))
                            continue
                    raise self.damaged(f"byte {end} is not the end of a batch")
        except OSError as error:
            raise self.unreadable(error) from None

    def parse_batch(self, line: bytes, at: int, end: int) -> Batch:
        """Return the batch that a closing line describes; raises LibraryError for one that does not, or of a newer version."""
        try:
            head = json.loads(line)
            if head["schema"] > SCHEMA:
                raise LibraryError(f"{self.path}: written by a newer papers (schema {head['schema']}, this one knows {SCHEMA}); please upgrade")
            return Batch(
                number=head["batch"], time=head["time"], command=head["command"], summary=head["summary"], undoes=head["undoes"],
                redoes=head["redoes"], lines=head["lines"], start=at - head["size"], end=end, chain=head["chain"],
            )  # fmt: skip
        except (ValueError, KeyError, TypeError):
            raise self.damaged(f"the line at byte {at} does not describe a batch") from None

    def damaged(self, what: str) -> LibraryError:
        """Return the error for a store that is not as it was written."""
        return LibraryError(f"{self.path}: damaged: {what}; see 'papers doctor'")

    def unreadable(self, error: OSError) -> LibraryError:
        """Return the error for a store that the system does not let us read."""
        return LibraryError(f"{self.path}: cannot be read ({_reason(error)})")

    def _holder(self) -> str:
        try:
            pid = (self.folder / LOCK_NAME).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            pid = ""
        return f"process {pid}" if pid.isdigit() else "another process"

    def _write_holder(self, pid: str) -> None:
        with (self.folder / LOCK_NAME).open("r+", encoding="ascii") as file:
            file.truncate()
            file.write(pid)


class Changes:
    """The batches of a store after some position, and what they say of each id in the end."""

    def __init__(self, store: Store, since: Position, until: int | None) -> None:
        self.store = store
        self._until = until
        self.batches: list[Batch] = []
        self.latest: dict[str, Change] = {}
        self.end = since
        self.torn = 0  # bytes after the last closed batch: a change that was cut short
        self._data: mmap.mmap | bytes = b""
        try:
            with store.path.open("rb") as file:
                if os.fstat(file.fileno()).st_size:
                    self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            return
        except OSError as error:
            raise store.unreadable(error) from None
        self._read()

    def line(self, change: Change) -> bytes:
        """Return the line of a change."""
        return self._data[change.start : change.start + change.length]

    def release(self) -> None:
        """Let the system take back the memory of what was read so far; reading it again costs little."""
        if isinstance(self._data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def present(self) -> list[Change]:
        """Return what is there in the end, in the order of the store."""
        return sorted((change for change in self.latest.values() if not change.removed), key=lambda change: change.start)

    def _read(self) -> None:
        data, size = self._data, len(self._data)
        at = self.end.end
        pending: list[Change] = []
        chain = int(self.end.chain, 16)
        while (end := data.find(b"\n", at)) >= 0:
            if data[at : at + len(_BATCH)] == _BATCH:
                batch = self.store.parse_batch(data[at:end], at, end + 1)
                chain = self._check(batch, at, chain, len(pending))
                self.batches.append(batch)
                self.latest.update((change.id, change) for change in pending)
                self.end = Position(batch.end, batch.chain)
                pending = []
                if batch.number == self._until:
                    return
            else:
                found = _ID.match(data, at, end)
                if found is None:
                    break
                removed = data[end - len(_REMOVED) : end] == _REMOVED
                pending.append(Change(found[1].decode(), at, end - at, removed))
            at = end + 1
        if not _is_cut_short(data, self.end.end):
            raise self.store.damaged(f"line {self._line_number(at)} or one soon after it cannot be read")
        self.torn = size - self.end.end

    def _line_number(self, at: int) -> int:
        return self._data[:at].count(b"\n") + 1

    def _check(self, batch: Batch, at: int, chain: int, lines: int) -> int:
        """Return the checksum up to the end of `batch`; raise LibraryError if it is not the one the batch was closed with."""
        closing = self._data.find(_CHAIN, at, batch.end)
        with memoryview(self._data) as view, view[self.end.end : closing] as checked:
            found = zlib.crc32(checked, chain)
        if f"{found:08x}" != batch.chain or batch.start != self.end.end or batch.lines != lines:
            first, last = self._line_number(self.end.end), self._line_number(at)
            raise self.store.damaged(f"batch {batch.number}, lines {first} to {last}, is not as it was written")
        return found


def _is_cut_short(tail: bytes | mmap.mmap, start: int = 0) -> bool:
    """Say whether what stands from `start` on can be the beginning of a batch: lines with ids, and perhaps a part of one more.

    A file system that lost power may also leave zeros. Anything else was changed by something other than an append.
    """
    while (end := tail.find(b"\n", start)) >= 0:
        if _ID.match(tail, start, end) is None or tail.find(_BATCH, start, end) >= 0:
            return tail.find(b"\0", start) >= 0
        start = end + 1
    return True


def removal(identifier: str) -> bytes:
    """Return the line that removes an id."""
    return b'{"id":"' + identifier.encode() + b'"' + _REMOVED


def now() -> str:
    """Return the time in UTC, to the millisecond: papers of one dump share theirs."""
    seconds, fraction = divmod(time.time(), 1)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{int(fraction * 1000):03}Z"


def _in_blocks(lines: list[bytes]) -> Iterator[bytes]:
    """Yield the lines, each with its end, in blocks that are worth a call to the kernel."""
    block: list[bytes] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= _BLOCK:
            yield b"\n".join((*block, b""))
            block, size = [], 0
    if block:
        yield b"\n".join((*block, b""))


def _write_all(file: int, data: bytes, at: int) -> int:
    """Write all of `data` at byte `at`, and return the byte after it."""
    view = memoryview(data)
    while view:
        written = os.pwrite(file, view, at)
        view, at = view[written:], at + written
    return at


def _sync_folder(folder: Path) -> None:
    """Make the entry of a new file in `folder` safe on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
