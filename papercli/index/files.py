"""The files of the index: opened when they are sound, and told from files that are not."""

import json
import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import tantivy

P = ParamSpec("P")
T = TypeVar("T")

META = "meta.json"
_CHECKED = 1 << 22  # bytes up to which all of an index is checked when it is opened: a millisecond
_MAGIC = 1337  # ends every file of tantivy, after its footer and the footer's length
_SEGMENT_FILE = re.compile(r"[0-9a-f]{32}\.")


def sizes_of(folder: Path) -> dict[str, int]:
    """Return the sizes of the files that hold the index and never change."""
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_size for entry in entries if _SEGMENT_FILE.match(entry.name)}


def meta_of(folder: Path) -> int:
    """Return the checksum of the list of those files, which changes with each update."""
    return zlib.crc32((folder / META).read_bytes())


def open_files(folder: Path, sizes: dict[str, int], meta: int) -> tantivy.Index | None:
    """Open the index in `folder`; None when it is not as it was left, as far as can be told in no time."""
    try:
        if sizes_of(folder) != sizes or meta_of(folder) != meta or (sum(sizes.values()) <= _CHECKED and not are_sound(folder, sizes)):
            return None
        return open_anyhow(folder)
    except (OSError, ValueError):
        return None


def open_anyhow(folder: Path) -> tantivy.Index:
    """Open the index in `folder` without looking at its files. Raises ValueError or OSError."""
    try:
        return careful(tantivy.Index.open, str(folder))
    except ValueError:
        if os.access(folder, os.W_OK):
            raise
        return _open_through_links(folder)


def are_sound(folder: Path, names: dict[str, int]) -> bool:
    """Say whether the files are what tantivy once wrote, by the checksums in their footers. Raises OSError."""
    return all(_is_sound((folder / name).read_bytes()) for name in names)


def careful(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call tantivy; its panics, which come from files that are not as they were written, become ValueErrors."""
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
