"""Files that are written whole or not at all, and are safe on disk when they are."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from papercli.ownership import keep_owner

_OTHERS = 0o077  # the permissions of everybody but the owner
_LONGEST_NAME = 200  # characters, of 255 bytes that most file systems allow
NEW = ".new"  # how the name of a file ends that is to take another's place


def replace_file(
    path: Path,
    write: Callable[[int], None],
    around: Callable[[Path], AbstractContextManager[None]] = lambda _: nullcontext(),
    like: Path | None = None,
) -> None:
    """Put what `write` writes to a file's descriptor in the place of `path`; on failure nothing has changed.

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
    new = beside(target)
    with suppress(FileNotFoundError):
        new.unlink()
    file = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        try:
            if old := next(filter(Path.exists, (target, *([like] if like else ()))), None):
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
    """Return where a file is written that is to take the place of `path`: a hidden name that nobody else uses."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name[:_LONGEST_NAME]}{NEW}")


def free_name(path: Path, kind: str) -> Path:
    """Return a name beside `path` that no file has yet: `papers.jsonl.damaged-1`."""
    number = 1
    while (found := path.with_name(f"{path.name}.{kind}-{number}")).exists():
        number += 1
    return found


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
    """Let no file that is made meanwhile be open to more people than `folder` is; yields the permissions of new files."""
    before = os.umask(0o077)
    try:
        mask = before | (_OTHERS & ~folder.stat().st_mode)
        os.umask(mask)
        yield 0o666 & ~mask
    finally:
        os.umask(before)
