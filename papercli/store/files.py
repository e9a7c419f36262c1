"""Files that are written whole or not at all, and are safe on disk when they are.

Files that anybody may have put there are read with `read_regular`.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from papercli.patterns import late
from papercli.store.ownership import keep_owner

_OTHERS = 0o077  # the permissions of everybody but the owner
_LONGEST_NAME = 200  # bytes, of 255 that most file systems allow
_NEW = late(r"\.[0-9a-f]{8}\.new")  # ends the name of what is to take a file's place


def replace_file(
    path: Path,
    write: Callable[[int], None],
    around: Callable[[Path], AbstractContextManager[None]] = lambda _: nullcontext(),
    like: Path | None = None,
) -> None:
    """Put what `write` writes to a file's descriptor in the place of `path`.

    On failure nothing has changed.

    A link stays a link, a pipe is written to, and the new file has the owner and the permissions of
    the old one; those of `like`, if there was none. When the new file is whole, and is to be
    renamed, that is done within what `around` returns for it. Raises OSError.

    """
    target = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():  # a pipe or a device
        file = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
        try:
            write(file)
        finally:
            os.close(file)
        return
    remove_leftovers(target)
    new = beside(target)
    file = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with suppress(OSError):  # not every file system can
            _hold(file)
        try:
            if old := next(filter(_is_there, (target, *([like] if like else ()))), None):
                os.fchmod(file, 0o600)  # until it is clear whose it is
                keep_owner(file, old)
            write(file)
            os.fsync(file)
        finally:
            os.close(file)
        with around(new):
            os.replace(new, target)
            sync_folder(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            new.unlink()
        raise


def beside(path: Path) -> Path:
    """Return a hidden name beside `path`, which nothing has, for what is to take its place."""
    target = Path(os.path.realpath(path))
    return target.with_name(f"{_hidden(target)}.{os.urandom(4).hex()}.new")


def leftovers(path: Path) -> list[Path]:
    """Return the files, not links, that were to take the place of `path` by their names."""
    target = Path(os.path.realpath(path))
    start = _hidden(target)
    try:
        with os.scandir(target.parent) as entries:
            return [
                target.with_name(entry.name)
                for entry in entries
                if entry.name.startswith(start)
                and _NEW.fullmatch(entry.name, len(start))
                and entry.is_file(follow_symlinks=False)
            ]
    except OSError:
        return []


def remove_leftovers(path: Path) -> None:
    """Remove what was to take the place of `path`, unless another process is writing it."""
    for left in leftovers(path):
        with suppress(OSError):
            file = os.open(left, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                _hold(file)
                left.unlink()
            finally:
                os.close(file)


def free_name(path: Path, kind: str) -> Path:
    """Return a name beside `path` that nothing has yet: `papers.jsonl.damaged-1`."""
    number = 1
    while os.path.lexists(found := path.with_name(f"{path.name}.{kind}-{number}")):
        number += 1
    return found


def require_regular(path: Path) -> None:
    """Raise OSError for a link, a pipe, a device and all else that is not a file."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "is a link, not a file", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "is not a file", str(path))


def open_regular(path: Path, flags: int) -> int:
    """Open a regular file. Raises OSError for anything else."""
    require_regular(path)
    return os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)


def read_regular(path: Path, most: int) -> bytes:
    """Return what a regular file holds. Raises OSError for anything else or over `most` bytes."""
    file = open_regular(path, os.O_RDONLY)
    try:
        if os.fstat(file).st_size > most:
            raise OSError(errno.EFBIG, "is too large", str(path))
        return os.pread(file, most, 0)
    finally:
        os.close(file)


def end_of_data(file: int, most: int) -> int | None:
    """Return where a file ends, or just inside the hole that ends it, if that is over `most` bytes.

    What was never written is not worth reading. None where such a hole is all there is, or has
    data behind it.
    """
    size = os.fstat(file).st_size
    if size <= most or not hasattr(os, "SEEK_HOLE"):
        return size
    try:
        hole = os.lseek(file, 0, os.SEEK_HOLE)
    except OSError:  # not every file system can
        return size
    if size - hole <= most:
        return size
    try:
        os.lseek(file, hole, os.SEEK_DATA)
    except OSError:  # there is none
        return hole + 1 if hole else None
    return None


def write_all(file: int, data: bytes, at: int) -> int:
    """Write all of `data` at byte `at`, and return the byte after it."""
    view = memoryview(data)
    while view:
        written = os.pwrite(file, view, at)
        view, at = view[written:], at + written
    return at


def sync_folder(folder: Path) -> None:
    """Make the entries of a folder safe on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def as_private_as(folder: Path) -> Iterator[int]:
    """Let no file that is made meanwhile be open to more people than `folder` is.

    A folder that its group may write to, and that hands its group on (setgid), is shared: the
    group gets what is made in it, whatever the umask is. Yields the permissions of new files.
    """
    before = os.umask(0o077)
    try:
        mode = folder.stat().st_mode
        is_shared = mode & stat.S_ISGID and mode & stat.S_IWGRP
        mask = (before & ~stat.S_IRWXG if is_shared else before) | (_OTHERS & ~mode)
        os.umask(mask)
        yield 0o666 & ~mask
    finally:
        os.umask(before)


def _hidden(target: Path) -> str:
    """Return how the hidden names begin that belong to `target`."""
    return "." + os.fsencode(target.name)[:_LONGEST_NAME].decode(errors="ignore")


def _is_there(path: Path) -> bool:
    """Say whether a path leads to something. Raises OSError for links that lead in a circle."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _hold(file: int) -> None:
    """Mark a file as in use while it is open. Raises OSError when another process has done so."""
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
