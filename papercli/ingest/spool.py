"""Lines that wait to be written, by their ids, whose number nobody knows beforehand.

A few megabytes of them are held in memory; what came before those waits in a file without a name.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from weakref import finalize

from papercli.errors import LibraryError, reason
from papercli.store.files import write_all

_HELD = 1 << 23  # bytes in memory
_AHEAD = 1 << 18  # bytes read at once, as most lines are asked for in their order
_LENGTH_BITS = 32  # of the number that says where in the file a line stands


class Spool:
    """The latest line of each id, in the order in which the ids first came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, bytes] = {}
        self._held_bytes = 0
        # Where each line stands in the file, byte and length in one number: millions are held.
        self._places: dict[str, int] = {}
        self._file: IO[bytes] | None = None
        self._end = 0
        self._ahead = (0, b"")  # what was read last, and where it stands

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __setitem__(self, identifier: str, line: bytes) -> None:
        self._places.setdefault(identifier, 0)
        self._held_bytes += len(line) - len(self._held.get(identifier, b""))
        self._held[identifier] = line
        if self._held_bytes > _HELD:
            self._write()

    def __delitem__(self, identifier: str) -> None:
        del self._places[identifier]
        self._held_bytes -= len(self._held.pop(identifier, b""))

    def get(self, identifier: str) -> bytes:
        """Return the line of an id; nothing where there is none."""
        if identifier in self._held:
            return self._held[identifier]
        return self._read(self._places.get(identifier, 0))

    def take(self) -> Iterator[bytes]:
        """Yield the lines, and let go of them."""
        places, self._places = self._places, {}
        for identifier, place in places.items():
            line = self._held.pop(identifier, None)
            yield self._read(place) if line is None else line
        self._held_bytes = 0

    def _read(self, place: int) -> bytes:
        start, length = place >> _LENGTH_BITS, place & ((1 << _LENGTH_BITS) - 1)
        if not length or self._file is None:
            return b""
        first, block = self._ahead
        if not first <= start <= first + len(block) - length:
            block = os.pread(self._file.fileno(), max(length, _AHEAD), start)
            first, self._ahead = start, (start, block)
        return block[start - first : start - first + length]

    def _write(self) -> None:
        """Move what is held to the file. Raises LibraryError when it cannot be written."""
        try:
            if self._file is None:
                self._file = self._open()
            at = self._end
            write_all(self._file.fileno(), b"".join(self._held.values()), at)
        except OSError as error:
            said = f"{self._folder}: cannot be written ({reason(error)}); nothing was changed"
            raise LibraryError(said) from None
        for identifier, line in self._held.items():
            self._places[identifier] = at << _LENGTH_BITS | len(line)
            at += len(line)
        self._end = at
        self._held.clear()
        self._held_bytes = 0
        self._ahead = (0, b"")

    def _open(self) -> IO[bytes]:
        import tempfile  # few ingests need it

        # Beside the library, where there is room for it; a dry run may have no library.
        is_writable = os.access(self._folder, os.W_OK | os.X_OK)
        folder = self._folder if is_writable else None
        file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - open as long as the spool
        finalize(self, file.close)
        return file
