"""The files of the index: opened when they are sound, and told from files that are not."""

import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import tantivy

from papercli.errors import reason
from papercli.index.foreign import LONGEST_META, META, SEGMENT_FILE, is_generation
from papercli.patterns import late
from papercli.store.files import read_regular

P = ParamSpec("P")
T = TypeVar("T")

_OS_ERROR = late(r"os error ([0-9]+)")  # as tantivy words it
_CHECKED = 1 << 22  # bytes up to which all of an index is checked when it is opened: a millisecond
_MAGIC = 1337  # ends every file of tantivy, after its footer and the footer's length


def sizes_of(folder: Path) -> dict[str, int]:
    """Return the sizes of the files that hold the index and never change."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if SEGMENT_FILE.match(entry.name)]
        return {entry.name: entry.stat(follow_symlinks=False).st_size for entry in ours}


def meta_of(folder: Path) -> int:
    """Return the checksum of the list of those files, which changes with each update."""
    return zlib.crc32(read_regular(folder / META, LONGEST_META))


def open_files(folder: Path, sizes: dict[str, int], meta: int) -> tantivy.Index | None:
    """Open the index in `folder`.

    None when it is not as it was left, as far as can be told in no time.
    """
    try:
        if (
            sizes_of(folder) != sizes
            or meta_of(folder) != meta
            or (sum(sizes.values()) <= _CHECKED and not are_sound(folder, sizes))
        ):
            return None
        found = open_anyhow(folder)
        return found if meta_of(folder) == meta else None  # not added to meanwhile
    except (OSError, ValueError):
        return None


def open_anyhow(folder: Path) -> tantivy.Index:
    """Open the index in `folder` without looking into its files. Raises ValueError or OSError."""
    if not is_generation(folder):
        raise ValueError(f"{folder}: is not the folder of an index")
    try:
        return careful(tantivy.Index.open, str(folder))
    except ValueError:
        if os.access(folder, os.W_OK):
            raise
        return _open_through_links(folder)


def are_sound(folder: Path, names: dict[str, int]) -> bool:
    """Say whether the files are what tantivy once wrote, by the checksums in their footers.

    Raises OSError.
    """
    return all(_is_sound((folder / name).read_bytes()) for name in names)


def careful(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call tantivy.

    Its panics, which come from files that are not as they were written, become ValueErrors.
    """
    try:
        return call(*args, **kwargs)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a class that no module offers
            raise ValueError(str(error)) from None
        raise


def _is_sound(data: bytes) -> bool:
    length, magic = int.from_bytes(data[-8:-4], "little"), int.from_bytes(data[-4:], "little")
    body = len(data) - 8 - length
    if magic != _MAGIC or body < 0:
        return False
    try:
        footer = json.loads(data[body:-8])
        return bool(footer["crc"] == zlib.crc32(memoryview(data)[:body]))
    except (ValueError, KeyError, TypeError):
        return False


def _open_through_links(folder: Path) -> tantivy.Index:
    """Open an index in a folder that cannot be written, where tantivy finds no place for its lock."""
    import tempfile

    with tempfile.TemporaryDirectory() as links:
        for name in os.listdir(folder):
            if not name.endswith(".lock"):
                os.symlink(os.path.abspath(folder / name), os.path.join(links, name))
        return careful(tantivy.Index.open, links)  # an open index keeps its files


def why_unwritable(error: OSError | ValueError) -> str:
    """Return in words why an index cannot be written; tantivy gives the number of the error."""
    if isinstance(error, OSError):
        return reason(error)
    found = _OS_ERROR.search(str(error))
    return os.strerror(int(found[1])).lower() if found else "its files are damaged"
