"""One writer at a time: the lock of a library, which goes with the process that its file names."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from papercli.errors import LibraryError, reason
from papercli.store.files import as_private_as, open_regular, require_regular, write_all
from papercli.store.intent import HOLDER
from papercli.store.layout import INDEX_LOCK, LOCK
from papercli.store.ownership import give_library_to_owner

if TYPE_CHECKING:
    import filelock

_SAID = 1.0  # seconds after which a waiting writer says so


@contextmanager
def hold(folder: Path, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the library in `folder` for writing.

    `tell` is called once with a message when that takes time.

    Raises LibraryError when another process still holds it after `wait` seconds.

    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mode = held.enter_context(as_private_as(folder))
            try:
                lock = _lock(folder / LOCK, mode)
            except OSError as error:
                raise LibraryError(f"{folder / LOCK}: {reason(error)}") from None
            _acquire(lock, folder, wait, tell)
        except OSError as error:
            raise LibraryError(f"{folder}: cannot be written ({reason(error)})") from None
        held.callback(lock.release)
        held.callback(give_library_to_owner, folder)
        with suppress(OSError):  # on a full disk the holder has no name
            _sign(folder)
        yield


@contextmanager
def hold_index(folder: Path, wait: float) -> Iterator[int]:
    """Hold the index of the library in `folder`; yields the permissions of new files.

    Raises OSError: a TimeoutError when another process still holds it after `wait` seconds.
    """
    with as_private_as(folder) as mode, _lock(folder / INDEX_LOCK, mode).acquire(timeout=wait):
        yield mode


def _lock(path: Path, mode: int) -> "filelock.BaseFileLock":
    """Return the lock on a file that may be made. Raises OSError for what is not a file."""
    import filelock

    with suppress(FileNotFoundError):
        require_regular(path)
    return filelock.FileLock(path, mode=mode)


def _acquire(
    lock: "filelock.BaseFileLock", folder: Path, wait: float, tell: Callable[[str], None]
) -> None:
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
        raise LibraryError(
            f"{folder}: in use by {holder()}; try again, or wait longer with --wait SECONDS"
        ) from None


def _holder(path: Path) -> str:
    try:
        file = open_regular(path, os.O_RDONLY)
        try:
            pid = os.read(file, HOLDER).decode("ascii").split()[0]
        finally:
            os.close(file)
    except (OSError, UnicodeDecodeError, IndexError):
        pid = ""
    return f"process {pid}" if pid.isdigit() else "another process"


def _sign(folder: Path) -> None:
    """Name this process as the one that holds the lock; what is noted of a change stays."""
    file = open_regular(folder / LOCK, os.O_WRONLY)
    try:
        write_all(file, f"{os.getpid():<{HOLDER}}".encode(), 0)
    finally:
        os.close(file)
