"""The store: `papers.jsonl`, an append-only log of plain JSON lines, one paper a line.

Every change is a batch, appended and on disk before its closing line is. What stands after the last closed batch is a change
that was cut short; readers pass over it and the next writer cuts it off.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from papercli.atomic import beside, free_name, replace_file, sync_folder, write_all
from papercli.errors import LibraryError, reason
from papercli.folder import STORE
from papercli.locks import hold, vouch, vouched
from papercli.log import START, Batch, Heading, Position, chain_of, encode_batch, now
from papercli.logfile import LogFile, Span

__all__ = ["Span", "Store"]

_COPIED = 1 << 22  # bytes copied at a time


class Store(LogFile):
    """The log of one library folder. Opening it touches nothing; the folder is made by the first append."""

    def __init__(self, folder: Path, name: str = STORE) -> None:
        super().__init__(folder / name)
        self.folder = folder
        self.has_changed = False  # whether an append is safe on disk

    def lock(self, wait: float, tell: Callable[[str], None]) -> AbstractContextManager[None]:
        """Hold the library for writing; `tell` is called once with a message when that takes time.

        Raises LibraryError when another process still holds it after `wait` seconds.
        """
        return hold(self.folder, wait, tell)

    def append(
        self, lines: Iterable[bytes], *, command: str, summary: str, undoes: int | None = None, redoes: int | None = None
    ) -> Batch:
        """Add one batch, safely on disk when this returns. The caller holds the lock.

        Raises LibraryError, and leaves the store as it was, when it cannot be written.
        """
        last, _ = self.read_tail()
        heading = Heading(last.number + 1 if last else 1, now(), command, summary, undoes, redoes)
        try:
            created = not self.path.exists()
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                if not created and not os.path.sameopenfile(file, self.open()):
                    raise LibraryError(f"{self.path}: was replaced by another program meanwhile; nothing was changed")
                end = self._write(file, heading, lines, last.position if last else START, created=created)
            finally:
                os.close(file)
        except OSError as error:
            raise LibraryError(f"{self.path}: cannot be written ({reason(error)}); nothing was changed") from None
        found = self.batch_ending_at(end)
        if found is None:
            raise LibraryError(f"{self.path}: what was written could not be read back")
        return found

    def replace(
        self,
        batches: Iterable[tuple[Heading, Iterable[bytes]]],
        prefix: int = 0,
        around: Callable[["Store"], AbstractContextManager[None]] = lambda _: nullcontext(),
    ) -> None:
        """Put a store with these batches, after the first `prefix` bytes of this one, in its place. The caller holds the lock.

        The new one is read back before it takes its place, within what `around` returns for it. Raises LibraryError, and leaves the
        store as it was, when it cannot be written.
        """
        first = self.batch_ending_at(prefix)

        def write(file: int) -> None:
            at = 0
            while at < prefix and (block := os.pread(self.open(), min(_COPIED, prefix - at), at)):
                at = write_all(file, block, at)
            chain = first.chain if first else START.chain
            for heading, lines in batches:
                block = b""
                for block in encode_batch(heading, lines, chain):
                    at = write_all(file, block, at)
                chain = chain_of(block)

        @contextmanager
        def checked(new: Path) -> Iterator[None]:
            store = Store(new.parent, new.name)
            store.changes()
            with around(store):
                yield

        self._replace(write, checked)

    def put(self, data: bytes) -> None:
        """Put these bytes in the place of the store. The caller holds the lock. Raises LibraryError when they cannot be written."""

        def write(file: int) -> None:
            write_all(file, data, 0)

        self._replace(write, lambda _: nullcontext())

    def _replace(self, write: Callable[[int], None], around: Callable[[Path], AbstractContextManager[None]]) -> None:
        try:
            replace_file(self.path, write, around)
        except OSError as error:
            raise LibraryError(f"{self.path}: cannot be replaced ({reason(error)}); nothing was changed") from None
        finally:
            self.has_changed = self.reopen() or self.has_changed

    @property
    def strays(self) -> int:
        """The number of whole lines after the last batch that no change of this program began to write."""
        last, tail = self.read_tail()
        count = tail.count(b"\n")
        return count if count and vouched(self.folder) != (last.end if last else 0) else 0

    def set_strays_aside(self) -> str:
        """Move such lines to a file of their own and return its name. The caller holds the lock."""
        last, tail = self.read_tail()
        end = last.end if last else 0
        kept = free_name(self.path, "cut")

        def write(file: int) -> None:
            write_all(file, tail, 0)

        try:
            replace_file(kept, write)
            file = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            try:
                os.ftruncate(file, end)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise LibraryError(f"{kept}: cannot be written ({reason(error)}); nothing was changed") from None
        return kept.name

    def tidy(self) -> None:
        """Remove what a replacement that was cut short left behind. The caller holds the lock."""
        with suppress(OSError):
            beside(self.path).unlink()

    def tidy_unless_held(self) -> None:
        """Do the same without the lock, unless a replacement is under way."""
        if beside(self.path).exists():
            with suppress(LibraryError), self.lock(0.0, lambda _: None):
                self.tidy()

    def _write(self, file: int, heading: Heading, lines: Iterable[bytes], after: Position, *, created: bool) -> int:
        """Write a batch in place of a change that was cut short, and return its end; on failure cut it off again."""
        safe = False
        vouch(self.folder, after.end)
        try:
            os.ftruncate(file, after.end)
            at = after.end
            closing = b""
            for block in encode_batch(heading, lines, after.chain):
                at = write_all(file, closing, at)
                closing = block
            # Disks write in any order: what the closing line closes has to be there before it is.
            os.fsync(file)
            at = write_all(file, closing, at)
            os.fsync(file)
            if created:
                sync_folder(self.folder)
                with suppress(OSError):  # its parent may be another's
                    sync_folder(self.folder.parent)
            safe = self.has_changed = True
        except BaseException:
            if not safe:
                os.ftruncate(file, after.end)
                with suppress(OSError):
                    os.fsync(file)
            raise
        return at
