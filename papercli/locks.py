"""One writer at a time: the lock of a library, which names its holder. It goes with the process that holds it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import filelock

from papercli.atomic import as_private_as, reason
from papercli.errors import LibraryError

LOCK_NAME = "papers.lock"
_SAID = 1.0  # seconds after which a waiting writer says so


@contextmanager
def hold(folder: Path, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the library in `folder` for writing; `tell` is called once with a message when that takes time.

    Raises LibraryError when another process still holds it after `wait` seconds.
    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mode = held.enter_context(as_private_as(folder))
            lock = filelock.FileLock(folder / LOCK_NAME, mode=mode)
            _acquire(lock, folder, wait, tell)
        except OSError as error:
            raise LibraryError(f"{folder}: cannot be written ({reason(error)})") from None
        held.callback(lock.release)
        with suppress(OSError):  # on a full disk the holder has no name
            _write_holder(folder / LOCK_NAME)
        yield


def _acquire(lock: filelock.BaseFileLock, folder: Path, wait: float, tell: Callable[[str], None]) -> None:
    end = time.monotonic() + max(0.0, wait)
    holder = partial(_holder, folder / LOCK_NAME)
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
        pid = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        pid = ""
    return f"process {pid}" if pid.isdigit() else "another process"


def _write_holder(path: Path) -> None:
    with path.open("r+", encoding="ascii") as file:
        file.truncate()
        file.write(str(os.getpid()))
