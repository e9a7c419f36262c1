"""A file that is opened once and read, and what is wrong when it cannot be."""

import os
import stat
from pathlib import Path

from papercli.errors import LibraryError, reason
from papercli.store.batches import ReadAt

_AHEAD = 1 << 16  # bytes read at once, as lines are mostly asked for in their order
_HELD = 1 << 26  # bytes up to which a part of the file is held in memory, not read again


class _OpenFile:
    """A file that is open as long as anybody reads it, also when the log has turned to another."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.close(self.number)


class Handle:
    """A file by its path, opened when it is first read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: _OpenFile | None = None

    def open(self) -> int:
        """Return the open file. Raises FileNotFoundError when there is none."""
        return self._opened().number

    def _opened(self) -> _OpenFile:
        if self._file is None:
            try:
                # Asked before, as opening a device may do something; opening a pipe must not wait.
                is_file = stat.S_ISREG(self.path.stat().st_mode)
                flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
                file = os.open(self.path, flags) if is_file else None
            except FileNotFoundError:
                if self.path.is_symlink():  # to a disk that is not there now, perhaps
                    what = "is a link to a file that does not exist"
                    raise LibraryError(f"{self.path}: {what}") from None
                raise
            except OSError as error:
                raise self.unreadable(error) from None
            if file is None or not stat.S_ISREG(os.fstat(file).st_mode):
                raise LibraryError(f"{self.path}: is not a file")
            self._file = _OpenFile(file)
        return self._file

    def identity(self) -> tuple[int, int] | None:
        """Return what tells the open file from all others; None when there is none."""
        try:
            status = os.fstat(self.open())
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def reader(self, start: int, end: int) -> ReadAt:
        """Return what reads bytes from `start` to `end`.

        It raises LibraryError when they are gone.
        """
        file = self._opened()

        def read(at: int, length: int) -> bytes:
            try:
                found = os.pread(file.number, min(length, end - at), at)
            except OSError as error:
                raise self.unreadable(error) from None
            if len(found) < min(length, end - at):
                said = "was cut short by another program while it was read"
                raise LibraryError(f"{self.path}: {said}")
            return found

        first, held = start, read(start, end - start) if end - start <= _HELD else b""

        def read_ahead(at: int, length: int) -> bytes:
            nonlocal first, held
            length = min(length, end - at)
            if not first <= at <= first + len(held) - length:
                first, held = at, read(at, max(length, _AHEAD))
            return held[at - first : at - first + length]

        return read_ahead

    def unreadable(self, error: OSError) -> LibraryError:
        """Return the error for a file that cannot be read."""
        return LibraryError(f"{self.path}: cannot be read ({reason(error)})")
