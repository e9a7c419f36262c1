"""One file that holds a whole library.

Its papers as the store has them, and the pairs that are kept apart. `papers ingest` reads it.
"""

import gzip
import io
import json
import os
import stat
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from papercli.store.batches import Changes
from papercli.store.papers import decode_paper, encode, read_apart, read_unwanted
from papercli.store.searches import read_searches

_GZIP = b"\x1f\x8b"


def write_backup(changes: Changes, handle: int) -> int:
    """Write the papers of a library to an open file, as gzipped JSON Lines, and read them back.

    Return how many there are.

    Raises OSError. What goes through a pipe cannot be read back.

    """
    count = 0
    with (
        open(handle, "wb", closefd=False) as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
    ):
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
    """Yield the papers' lines, with a key more where there is more to say.

    A paper names those that it is kept apart from, and the first one those that were removed, and
    the saved searches.
    """
    others: dict[str, set[str]] = defaultdict(set)
    pairs = read_apart(changes)
    now = _find_keepers(changes) if pairs else {}
    for pair in pairs:
        first, *rest = sorted({now.get(each, each) for each in pair})
        others[first].update(rest)
    unwanted, searches = read_unwanted(changes), read_searches(changes)
    for change in changes.papers():
        line = changes.line(change)
        if apart := others.get(change.id):
            line = line[:-1] + b',"apart":' + json.dumps(sorted(apart)).encode() + b"}"
        if unwanted:
            line = line[:-1] + b',"unwanted":' + encode(unwanted) + b"}"
            unwanted = []
        if searches:
            line = line[:-1] + b',"searches":' + encode(searches) + b"}"
            searches = {}
        yield line


def _find_keepers(changes: Changes) -> dict[str, str]:
    """Return the id of each paper that was merged into another, and the other's."""
    merged = (
        line for change in changes.papers() if b'"aliases":[]' not in (line := changes.line(change))
    )
    return {alias: paper.id for paper in map(decode_paper, merged) for alias in paper.aliases}
