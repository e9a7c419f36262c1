"""Telling whether a program that knows no lock has changed the store while a command holds it."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from papercli.errors import LibraryError, reason
from papercli.store.lines import START, Position
from papercli.store.reader import LogFile

Stamp = tuple[int, ...]  # of a file, by which it is known to be as it was

_VERIFIED = 1 << 22  # bytes of a store that is always verified: two milliseconds
_TICK = 100_000_000  # nanoseconds in which a file can change twice without its times telling


class Sight(NamedTuple):
    """What a file was when it was looked at."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int
    is_recent: bool  # it was changed just before: its times may not tell of one change more

    @property
    def stamp(self) -> "Stamp":
        """What stays as it is until the file changes: no program can set back when it did."""
        return self[:-1]

    @classmethod
    def of(cls, path: Path) -> "Sight | None":
        """Look at a file; None when there is none. Raises LibraryError when it cannot be."""
        try:
            status = os.stat(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError(f"{path}: cannot be read ({reason(error)})") from None
        times = status.st_mtime_ns, status.st_ctime_ns
        is_recent = time.time_ns() - max(times) < _TICK
        return cls(status.st_dev, status.st_ino, status.st_size, *times, is_recent)


class Watch:
    """The store as it was when a command began to hold it, and after each change that it made."""

    def __init__(self, log: LogFile, verified: Stamp | None = None) -> None:
        """Look at the store and verify it, unless a large one has the stamp with which it was `verified`.

        Raises LibraryError when it is not as it was written.
        """
        self._log = log
        self._sight = Sight.of(log.path)
        if self._sight and self._sight.stamp == verified and self._sight.size > _VERIFIED:
            log.read_tail()
        else:
            log.verify()
        self._position = self._end()

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the store as it was verified, and changed by this program since."""
        return self._sight.stamp if self._sight else None

    def renew(self) -> None:
        """Take the store as it is now: this program has changed it."""
        self._sight = Sight.of(self._log.path)
        self._position = self._end()

    def check(self) -> None:
        """Raise LibraryError when another program has changed the store."""
        before, now = self._sight, Sight.of(self._log.path)
        if before is None and now is None:
            return
        if before and now and before[:3] == now[:3]:  # the same file, as long as before
            if before.stamp == now.stamp and not before.is_recent:
                return
            # Its times tell of a change, or could not; its checksums do in any case.
            with suppress(LibraryError):
                self._log.verify()
                if self._log.identity() == now[:2] and self._end() == self._position:
                    self._sight = now
                    return
        raise changed_meanwhile(self._log.path)

    def _end(self) -> Position:
        last = self._log.last_batch()
        return last.position if last else START


def is_at(path: Path, status: os.stat_result) -> bool:
    """Say whether a path still leads to the file that has this status."""
    try:
        return os.path.samestat(os.stat(path), status)
    except FileNotFoundError:
        return False


def changed_meanwhile(path: Path) -> LibraryError:
    """Return the error for a store that another program changed while a command held the lock."""
    said = "was changed by another program while this command ran; nothing was changed"
    return LibraryError(f"{path}: {said}")
