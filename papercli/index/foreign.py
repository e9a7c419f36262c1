"""What in a library's `index/` is ours.

Anything else that somebody keeps there is never written to, removed or followed.
"""

import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from papercli.errors import reason
from papercli.patterns import late
from papercli.store.files import leftovers, read_regular, require_regular

STATE_NAME = "state.json"
META = "meta.json"
_MANAGED = ".managed.json"
SEGMENT_FILE = late(r"[0-9a-f]{32}\.(?:[a-z]+|[0-9]+\.del)$")
_TANTIVY_FILE = late(
    r"[0-9a-f]{32}\.(?:[a-z]+|[0-9]+\.del)|meta\.json|\.managed\.json|\.tantivy-(?:meta|writer)\.lock"
    r"|\.tmp\w{6}"  # what was to take the place of one of them
)
# Of every layout there was; together nobody else's.
_FIELDS = {
    "id",
    "alias",
    "arxiv",
    "start",
    "length",
}
LONGEST_META = 1 << 24  # bytes


def why_not_ours(here: Path, *, is_known: bool) -> str | None:
    """Say what is in the way of an index in the folder `here`: "index: is a link"; or None.

    The folder is ours when its state is known.
    """
    try:
        mode = here.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return f"{here}: is a link"
    if not stat.S_ISDIR(mode):
        return f"{here}: is not a folder"
    if is_known:
        return None
    try:
        names = set(os.listdir(here)) - {path.name for path in leftovers(here / STATE_NAME)}
        if STATE_NAME in names:
            require_regular(here / STATE_NAME)
    except PermissionError:  # as an attempt to write to it will say
        return None
    except OSError as error:
        return f"{error.filename}: {reason(error)}"
    if not names or any(_is_our_index(here / name) for name in names) or _is_closed(here, names):
        return None
    return f"{here}: holds files that are not from papers"


def is_generation(folder: Path) -> bool:
    """Say whether it is a folder in which all that is called as tantivy's files are is a file."""
    try:
        return stat.S_ISDIR(folder.lstat().st_mode) and all(
            is_file for _, is_file in _entries(folder)
        )
    except OSError:
        return False


def free_generation(here: Path, used: Iterable[str]) -> str:
    """Return a name for an index that nothing in `here` has, and none of the `used`."""
    taken = {*os.listdir(here), *used}
    return next(name for name in map(str, count(1)) if name not in taken)


def remove_generations(here: Path, others: Iterable[str], but: str) -> tuple[str, ...]:
    """Remove the indexes that are not in use; return which of the `others` are still there.

    Ours is a folder that is one of the `others`, or that holds an index with our fields, if there
    is nothing in it but what tantivy writes.
    """
    named = set(others)
    for name in os.listdir(here):
        if name.isdecimal() and name != but and (name in named or _is_our_index(here / name)):
            remove_generation(here / name)
    return tuple(sorted(named.intersection(os.listdir(here)) - {but}))


def remove_generation(folder: Path) -> None:
    """Remove the folder of an index, unless it holds anything else."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            names = os.listdir(handle)
            status = [os.stat(name, dir_fd=handle, follow_symlinks=False) for name in names]
            if all(map(_TANTIVY_FILE.fullmatch, names)) and all(
                stat.S_ISREG(each.st_mode) for each in status
            ):
                for name in names:
                    os.unlink(name, dir_fd=handle)
        finally:
            os.close(handle)
        folder.rmdir()  # which leaves a folder that is not empty


def share_generation(folder: Path, mode: int) -> None:
    """Give the files that tantivy makes for their owner alone the permissions of the others."""
    for name in (META, _MANAGED):
        with suppress(FileNotFoundError):
            (folder / name).chmod(mode)


def _is_our_index(folder: Path) -> bool:
    """Say whether a folder holds an index with our fields."""
    if not folder.name.isdecimal() or not is_generation(folder):
        return False
    try:
        fields = {
            field["name"]
            for field in json.loads(read_regular(folder / META, LONGEST_META))["schema"]
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return fields >= _FIELDS


def _is_closed(here: Path, names: set[str]) -> bool:
    """Say whether all there is has the names of ours, and another user closed it to this one."""
    closed = [name for name in names if not os.access(here / name, os.R_OK)]
    return STATE_NAME in closed and all(name == STATE_NAME or name.isdecimal() for name in names)


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Return the names of tantivy's files in a folder, and whether each is a file."""
    with os.scandir(folder) as entries:
        return [
            (entry.name, entry.is_file(follow_symlinks=False))
            for entry in entries
            if _TANTIVY_FILE.fullmatch(entry.name)
        ]
