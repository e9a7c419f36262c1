"""One file that holds a whole library: its papers as the store has them, and the pairs that are kept apart. `papers ingest` reads it."""

import gzip
import io
import json
import os
import stat
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from papercli.atomic import reason, replace_file
from papercli.errors import LibraryError, UsageError
from papercli.log import Changes
from papercli.records import is_apart, read_apart

_GZIP = b"\x1f\x8b"


def write_backup(changes: Changes, path: Path) -> int:
    """Write the papers of a library to `path`, as gzipped JSON Lines, whole or not at all; return how many there are.

    Raises UsageError when there is no such place, LibraryError when it cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it")
    if path.is_file() and path.stat().st_size and not _is_gzip(path):
        raise UsageError(f"{path}: is there and no backup; name another file")
    count = 0

    def write(handle: int) -> None:
        nonlocal count
        with open(handle, "wb", closefd=False) as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            for line in backup_lines(changes):
                packed.write(line + b"\n")
                count += 1
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return
        os.lseek(handle, 0, os.SEEK_SET)
        with open(handle, "rb", closefd=False) as written, gzip.GzipFile(fileobj=written) as packed:
            if sum(1 for _ in io.BufferedReader(packed)) != count:
                raise OSError("it could not be read back")

    try:
        replace_file(path, write)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such folder") from None
    except (OSError, EOFError) as error:
        raise LibraryError(f"{path}: cannot be written ({reason(error) if isinstance(error, OSError) else error})") from None
    return count


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def backup_lines(changes: Changes) -> Iterator[bytes]:
    """Yield the papers' lines; a paper that is kept apart from others names them, in one key more."""
    others: dict[str, list[str]] = defaultdict(list)
    for pair in read_apart(changes):
        first, *rest = sorted(pair)
        others[first] += rest
    for change in changes.present():
        if not is_apart(change.id):
            line = changes.line(change)
            apart = others.get(change.id)
            yield line[:-1] + b',"apart":' + json.dumps(sorted(apart)).encode() + b"}" if apart else line
