"""One writer at a time: the lock of a library. It goes with the process that holds it, and its file names that and where it writes."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from papercli.atomic import as_private_as
from papercli.errors import LibraryError, reason
from papercli.folder import LOCK

if TYPE_CHECKING:
    import filelock

_SAID = 1.0  # seconds after which a waiting writer says so


@contextmanager
def hold(folder: Path, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the library in `folder` for writing; `tell` is called once with a message when that takes time.

    Raises LibraryError when another process still holds it after `wait` seconds.
    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            import filelock

            mode = held.enter_context(as_private_as(folder))
            lock = filelock.FileLock(folder / LOCK, mode=mode)
            _acquire(lock, folder, wait, tell)
        except OSError as error:
            raise LibraryError(f"{folder}: cannot be written ({reason(error)})") from None
        held.callback(lock.release)
        with suppress(OSError):  # on a full disk the holder has no name
            _write(folder, vouched(folder), safe=False)
        yield


def vouch(folder: Path, start: int) -> None:
    """Note, safe on disk, that a change is written from byte `start` of the store: what a crash leaves there is its beginning."""
    with suppress(OSError):
        _write(folder, start, safe=True)


def vouched(folder: Path) -> int | None:
    """Return the byte from which on a change was written last; None when that is not known."""
    try:
        _, start = (folder / LOCK).read_text(encoding="ascii").split()
        return int(start)
    except (OSError, ValueError):
        return None


def _acquire(lock: "filelock.BaseFileLock", folder: Path, wait: float, tell: Callable[[str], None]) -> None:
    import filelock

    end = time.monotonic() + max(0.0, wait)
    holder = partial(_holder, folder / LOCK)
    try:
        try:
            lock.acquire(timeout=max(0.0, min(wait, _SAID)))
        except filelock.Timeout:
            if wait > _SAID:
                tell(f"waiting for {holder()} to finish with {folder}")
            lock.acquire(timeout=max(0.0, end - time.monotonic()))
    except filelock.Timeout:
        raise LibraryError(f"{folder}: in use by {holder()}; try again, or wait longer with --wait SECONDS") from None


def _holder(path: Path) -> str:
    try:
        pid = path.read_text(encoding="ascii").split()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        pid = ""
    return f"process {pid}" if pid.isdigit() else "another process"


def _write(folder: Path, start: int | None, *, safe: bool) -> None:
    with (folder / LOCK).open("r+", encoding="ascii") as file:
        file.truncate()
        file.write(f"{os.getpid()}" if start is None else f"{os.getpid()} {start}")
        file.flush()
        if safe:
            os.fsync(file.fileno())
