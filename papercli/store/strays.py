"""Lines at the end of the store that no change of this program began to write."""

import os
import time
from contextlib import suppress

from papercli.errors import LibraryError, reason
from papercli.store.files import free_name, replace_file, write_all
from papercli.store.intent import read_note
from papercli.store.interference import changed_meanwhile
from papercli.store.lines import Batch
from papercli.store.reader import MOMENT, LogFile


def count_strays(log: LogFile) -> int:
    """Return the number of lines after the last batch that no change of this program began to write."""
    found = log.read_tail()
    while found[1] and not is_ours(log, *found):
        before = found
        time.sleep(MOMENT)  # the note of a change that is being written is a step ahead of it
        if (found := log.read_tail()) == before:
            return len(found[1].splitlines())
    return 0


def move_aside(log: LogFile) -> str:
    """Move such lines to a file of their own and return its name. The caller holds the lock.

    Raises LibraryError, and leaves the store as it was, when that cannot be done.
    """
    last, tail = log.read_tail()
    end = last.end if last else 0
    kept = free_name(log.path, "cut")

    def write(file: int) -> None:
        write_all(file, tail, 0)

    try:
        replace_file(kept, write, like=log.path)
        file = os.open(log.path, os.O_RDWR | os.O_CLOEXEC)
        try:
            is_same = os.path.sameopenfile(file, log.open())
            if not is_same or os.pread(file, len(tail) + 1, end) != tail:
                raise changed_meanwhile(log.path)
            os.ftruncate(file, end)
            os.fsync(file)
        finally:
            os.close(file)
    except BaseException as error:
        with suppress(OSError):
            if log.size > end:  # it is all there still
                kept.unlink()
        if isinstance(error, OSError):
            why = f"cannot be written ({reason(error)}); nothing was changed"
            raise LibraryError(f"{kept}: {why}") from None
        raise
    return kept.name


def is_ours(log: LogFile, last: Batch | None, tail: bytes) -> bool:
    """Say whether what stands after the last batch is a change of this program, cut short."""
    note = read_note(log.path.parent)
    return note is not None and note.start == (last.end if last else 0) and note.covers(tail)
