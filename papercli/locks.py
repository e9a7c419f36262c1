"""One writer at a time: the lock of a library, which goes with the process that its file names."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from papercli.atomic import as_private_as, write_all
from papercli.errors import LibraryError, reason
from papercli.folder import LOCK
from papercli.journal import HOLDER
from papercli.ownership import give_library_to_owner

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
        held.callback(give_library_to_owner, folder)
        with suppress(OSError):  # on a full disk the holder has no name
            _sign(folder)
        yield


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
        with path.open("rb") as file:
            pid = file.read(HOLDER).decode("ascii").split()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        pid = ""
    return f"process {pid}" if pid.isdigit() else "another process"


def _sign(folder: Path) -> None:
    """Name this process as the one that holds the lock; what is noted of a change stays."""
    file = os.open(folder / LOCK, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        write_all(file, f"{os.getpid():<{HOLDER}}".encode(), 0)
    finally:
        os.close(file)
