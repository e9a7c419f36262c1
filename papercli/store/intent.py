"""What a change is about to add to the store, noted in the lock's file before it is added.

So what a crash leaves at the end of the store is told, byte by byte, from what others added.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from papercli.store.files import open_regular, write_all
from papercli.store.layout import LOCK

HOLDER = 10  # bytes at the start of the lock's file, which name the process that holds it


class Note(NamedTuple):
    """How far a change had come: what it had added, and what it was about to add."""

    start: int  # byte of the store at which the change starts
    written: int  # bytes of it that are there already
    checksum: int  # of those, CRC-32
    next: bytes  # what comes then

    def covers(self, tail: bytes) -> bool:
        """Say whether these bytes from `start` on are what the change added, and nothing else.

        After a loss of power there may be zeros in place of what did not reach the disk.
        """
        if not tail.strip(b"\0"):
            return True
        rest = tail[self.written :]
        if (
            len(tail) < self.written
            or len(rest) > len(self.next)
            or zlib.crc32(tail[: self.written]) != self.checksum
        ):
            return False
        return self.next.startswith(rest) or all(
            found in {0, own} for found, own in zip(rest, self.next, strict=False)
        )


def read_note(folder: Path) -> Note | None:
    """Return the note of a change that did not come to its end; None when there is none."""
    try:
        with _opened(folder, os.O_RDONLY) as file:
            header, _, following = file.read().partition(b"\n")
        start, written, checksum = header[HOLDER:].split()
        return Note(int(start), int(written), int(checksum), following)
    except (OSError, ValueError):
        return None


def write_note(folder: Path, note: Note, *, safe: bool) -> None:
    """Note what comes next; `safe` on disk, if asked.

    Where it cannot be written, what a crash leaves is kept.
    """
    header = f"{os.getpid():<{HOLDER}} {note.start} {note.written} {note.checksum}\n".encode()
    with suppress(OSError), _opened(folder, os.O_RDWR) as file:
        end = write_all(file.fileno(), header + note.next, 0)
        os.ftruncate(file.fileno(), end)
        if safe:
            os.fsync(file.fileno())


def erase_note(folder: Path) -> None:
    """Note that the change came to its end, or that nothing of it is left."""
    with suppress(OSError), _opened(folder, os.O_RDWR) as file:
        os.ftruncate(file.fileno(), HOLDER)


def _opened(folder: Path, flags: int) -> BinaryIO:
    file = open_regular(folder / LOCK, flags)
    return open(file, "rb" if flags == os.O_RDONLY else "r+b", buffering=0)
