"""The store: `papers.jsonl`, an append-only log of plain JSON lines, one paper a line.

Every change is a batch, appended and on disk before its closing line is. What stands after the last
closed batch is a change that was cut short, which the next writer cuts off, or what somebody else
put there, which it sets aside. Readers pass over both.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from papercli.errors import LibraryError, reason
from papercli.store.append import Addition
from papercli.store.files import (
    leftovers,
    remove_leftovers,
    replace_file,
    sync_folder,
    write_all,
)
from papercli.store.intent import Note, erase_note, write_note
from papercli.store.interference import Stamp, Watch, changed_meanwhile, is_at
from papercli.store.layout import STORE
from papercli.store.lines import START, Batch, Heading, Position, chain_of, encode_batch, now
from papercli.store.lock import hold
from papercli.store.ownership import give_to_owner
from papercli.store.reader import LogFile, Span
from papercli.store.strays import count_strays, is_ours, move_aside

__all__ = ["Span", "Store"]

_COPIED = 1 << 22  # bytes copied at a time
_VERIFIED = 1 << 22  # bytes up to which all is verified once more before a change is closed


class Store(LogFile):
    """The log of one library folder.

    Opening it touches nothing; the folder is made by the first append.
    """

    def __init__(self, folder: Path, name: str = STORE) -> None:
        super().__init__(folder / name)
        self.folder = folder
        self.has_changed = False  # whether an append is safe on disk
        self._watch: Watch | None = None

    def lock(self, wait: float, tell: Callable[[str], None]) -> AbstractContextManager[None]:
        """Hold the library for writing; `tell` is called once with a message when that takes time.

        Raises LibraryError when another process still holds it after `wait` seconds.
        """
        return hold(self.folder, wait, tell)

    def begin(self, verified: Stamp | None = None) -> None:
        """Verify the store, and watch it from now on. The caller holds the lock.

        A large one that has the stamp with which it was `verified` is not read again. Raises
        LibraryError for a store that is not as it was written.
        """
        self._watch = Watch(self, verified)

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the store as it was verified; None where it was not."""
        return self._watch.stamp if self._watch else None

    def check(self) -> None:
        """Raise LibraryError when another program has changed the store since `begin`."""
        if self._watch:
            self._watch.check()

    def append(
        self,
        lines: Iterable[bytes],
        *,
        command: str,
        summary: str,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Batch:
        """Add one batch, safely on disk when this returns. The caller holds the lock.

        Raises LibraryError, and leaves the store as it was, when it cannot be written, or another
        program has changed it.
        """
        self.check()
        last, tail = self.read_tail()
        if tail and not is_ours(self, last, tail):
            self.set_strays_aside()
            tail = b""
        heading = Heading(last.number + 1 if last else 1, now(), command, summary, undoes, redoes)
        created = not self.path.exists()
        flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | (os.O_CREAT | os.O_EXCL if created else 0)
        try:
            file = os.open(os.path.realpath(self.path), flags, 0o666)
            try:
                if created:
                    give_to_owner(file, self.folder)
                if not os.path.sameopenfile(file, self.open()):
                    raise changed_meanwhile(self.path)
                after = last.position if last else START
                batch = self._write(file, heading, lines, after, tail, created=created)
            finally:
                os.close(file)
        except (FileExistsError, FileNotFoundError):
            raise changed_meanwhile(self.path) from None
        except OSError as error:
            raise LibraryError(
                f"{self.path}: cannot be written ({reason(error)}); nothing was changed"
            ) from None
        self._take_as_it_is()
        return batch

    def replace(
        self,
        batches: Iterable[tuple[Heading, Iterable[bytes]]],
        prefix: int = 0,
        around: Callable[["Store"], AbstractContextManager[None]] = lambda _: nullcontext(),
        check: Callable[[], None] | None = None,
    ) -> None:
        """Put a store with these batches, after the first `prefix` bytes of this one, in its place.

        The new one is read back before it takes its place, within what `around` returns for it.
        The caller holds the lock. Raises LibraryError, and leaves the store as it was, when it
        cannot be written, or another program has changed it, as far as `check` can tell.
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

        self._replace(write, checked, check or self.check)

    def put(self, data: bytes, check: Callable[[], None]) -> None:
        """Put these bytes in the place of the store. Raises LibraryError as `replace` does."""

        def write(file: int) -> None:
            write_all(file, data, 0)

        self._replace(write, lambda _: nullcontext(), check)

    def _replace(
        self,
        write: Callable[[int], None],
        around: Callable[[Path], AbstractContextManager[None]],
        check: Callable[[], None],
    ) -> None:
        renamed = Path()

        @contextmanager
        def checked(new: Path) -> Iterator[None]:
            nonlocal renamed
            with around(new):
                check()
                renamed = new
                yield

        try:
            replace_file(self.path, write, checked)
        except OSError as error:
            raise LibraryError(
                f"{self.path}: cannot be replaced ({reason(error)}); nothing was changed"
            ) from None
        finally:
            self.reopen()
            self.has_changed |= renamed.name != "" and not renamed.exists()
            self._take_as_it_is()

    @property
    def strays(self) -> int:
        """The number of lines after the last batch that no change of this program began to write."""
        return count_strays(self)

    def set_strays_aside(self) -> str:
        """Move such lines to a file of their own and return its name. The caller holds the lock.

        Raises LibraryError, and leaves the store as it was, when that cannot be done.
        """
        self.check()
        name = move_aside(self)
        erase_note(self.folder)
        self._take_as_it_is()
        return name

    def tidy(self) -> None:
        """Remove what a replacement that was cut short left behind. The caller holds the lock."""
        remove_leftovers(self.path)

    def tidy_unless_held(self) -> None:
        """Do the same without the lock, unless a replacement is under way."""
        if leftovers(self.path):
            with suppress(LibraryError), self.lock(0.0, lambda _: None):
                self.tidy()

    def _take_as_it_is(self) -> None:
        if self._watch:
            self._watch.renew()

    def _write(
        self,
        file: int,
        heading: Heading,
        lines: Iterable[bytes],
        after: Position,
        torn: bytes,
        *,
        created: bool,
    ) -> Batch:
        """Write a batch in place of a change that was cut short; on failure cut it off again."""
        safe = False
        addition = Addition(self.path, file, after.end)

        def note(block: bytes) -> None:
            count = addition.length
            found = Note(after.end, count, addition.checksum, block)
            write_note(self.folder, found, safe=not count)

        if torn:
            os.ftruncate(file, after.end)
        try:
            blocks = encode_batch(heading, lines, after.chain)
            held = next(blocks)
            for block in blocks:
                note(held + block)
                addition.write(held)
                held = block
            if not addition.length:
                note(held)
            # Disks write in any order: what the closing line closes has to be there before it is.
            os.fsync(file)
            self._check_before(after)
            addition.write(held)
            os.fsync(file)
            if created:
                sync_folder(self.folder)
                with suppress(OSError):  # its parent may be another's
                    sync_folder(self.folder.parent)
            batch = self._written_batch(addition.end, file)
            safe = self.has_changed = True
        except BaseException:
            if not safe:
                with suppress(OSError):
                    if addition.take_back():
                        os.fsync(file)
                        erase_note(self.folder)
            raise
        erase_note(self.folder)
        return batch

    def _written_batch(self, end: int, file: int) -> Batch:
        """Return the batch that was just closed; raises LibraryError when it is not there."""
        with suppress(LibraryError):
            batch = self.batch_ending_at(end)
            if batch and is_at(self.path, os.fstat(file)):
                return batch
        raise changed_meanwhile(self.path)

    def _check_before(self, position: Position) -> None:
        """Raise LibraryError unless what a change follows is as it was, as far as is told in no time."""
        if not self.follows(position):
            raise changed_meanwhile(self.path)
        if self.size <= _VERIFIED:
            try:
                self.verify_before(position)
            except LibraryError:
                raise changed_meanwhile(self.path) from None
