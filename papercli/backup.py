"""One file that holds a whole library: its papers as the store has them, and the pairs that are kept apart. `papers ingest` reads it."""

import gzip
import io
import json
import os
import stat
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from papercli.log import Changes
from papercli.records import is_apart, read_apart

_GZIP = b"\x1f\x8b"


def write_backup(changes: Changes, handle: int) -> int:
    """Write the papers of a library to an open file, as gzipped JSON Lines, and read them back; return how many there are.

    Raises OSError. What goes through a pipe cannot be read back.
    """
    count = 0
    with open(handle, "wb", closefd=False) as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        for line in backup_lines(changes):
            packed.write(line + b"\n")
            count += 1
    if stat.S_ISREG(os.fstat(handle).st_mode):
        os.lseek(handle, 0, os.SEEK_SET)
        with open(handle, "rb", closefd=False) as written, gzip.GzipFile(fileobj=written) as packed:
            try:
                found = sum(1 for _ in io.BufferedReader(packed))
            except EOFError:
                found = 0
        if found != count:
            raise OSError("it could not be read back")
    return count


def is_backup(path: Path) -> bool:
    """Say whether a file may be an earlier backup: gzipped, or empty."""
    with path.open("rb") as file:
        return _GZIP.startswith(file.read(len(_GZIP)))


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
