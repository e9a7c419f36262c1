"""Adding to the end of a file that programs which know no lock may change meanwhile.

Nothing of theirs is overwritten or cut off. What was added is cut off again only where it surely
is what was added.
"""

import os
import zlib
from pathlib import Path
from typing import NamedTuple

from papercli.store.interference import changed_meanwhile, is_at

_BLOCK = 1 << 22  # bytes read at a time


class _Written(NamedTuple):
    """What was added: kept in one piece, so that a signal never finds the half of it."""

    end: int
    checksum: int  # of it all, CRC-32
    rest: memoryview  # of what is being written, perhaps there in part


class Addition:
    """What is added at the end of a file, opened to append to."""

    def __init__(self, path: Path, file: int, start: int) -> None:
        self._path = path
        self._file = file
        self._start = start
        self._written = _Written(start, 0, memoryview(b""))

    @property
    def end(self) -> int:
        """The byte after what was added."""
        return self._written.end

    @property
    def length(self) -> int:
        """How many bytes were added."""
        return self._written.end - self._start

    @property
    def checksum(self) -> int:
        """The CRC-32 of all that was added."""
        return self._written.checksum

    def write(self, data: bytes) -> None:
        """Add `data`. Raises LibraryError when another program changed the file, and OSError."""
        view = memoryview(data)
        while view:
            self.check()
            self._written = self._written._replace(rest=view)
            count = os.pwrite(self._file, view, self._written.end)
            checksum = zlib.crc32(view[:count], self._written.checksum)
            view = view[count:]
            self._written = _Written(self._written.end + count, checksum, memoryview(b""))
        self.check()

    def check(self) -> None:
        """Raise LibraryError unless the file is still in its place and ends with what was added."""
        status = os.fstat(self._file)
        if not is_at(self._path, status) or status.st_size != self._written.end:
            raise changed_meanwhile(self._path)

    def take_back(self) -> bool:
        """Cut off what was added, where it surely is that; say whether nothing of it is left."""
        end, checksum, rest = self._written
        size = os.fstat(self._file).st_size
        # Where it should be, perhaps with a part of what was being written; or behind what
        # somebody else added just before.
        for start, more in (
            (self._start, size - end),
            (size - self.length, 0),
            (size - self.length - len(rest), len(rest)),
        ):
            if (
                start >= 0
                and 0 <= more <= len(rest)
                and self._sum(start, size) == zlib.crc32(rest[:more], checksum)
            ):
                if start < size:
                    os.ftruncate(self._file, start)
                return True
        return False

    def _sum(self, start: int, end: int) -> int:
        checksum = 0
        while start < end and (block := os.pread(self._file, min(_BLOCK, end - start), start)):
            checksum = zlib.crc32(block, checksum)
            start += len(block)
        return checksum
