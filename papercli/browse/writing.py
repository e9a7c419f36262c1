"""Changes to the library, made by a thread of its own in the order in which they were asked for."""

import os
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from papercli.errors import PapersError
from papercli.library import Library
from papercli.model import Paper

Stamp = tuple[int, int, int]


@dataclass(eq=False, slots=True)
class Change:
    """A change that the reader made, and how it looked before and after."""

    said: str  # "3 papers read"
    make: Callable[[Library], str | None]  # makes it; returns what else is to be said
    before: Mapping[str, Paper] = field(default_factory=dict)  # by id, as far as it is shown
    after: Mapping[str, Paper] = field(default_factory=dict)
    cursor: str = ""  # the paper under the cursor, where it was made
    number: int | None = None  # of its batch, once it is written


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change."""

    change: Change
    said: str = ""
    error: str = ""
    others_wrote: bool = False  # another process changed the library meanwhile


class Writer:
    """Makes changes one after the other; each is one that `papers undo` takes back."""

    def __init__(self, folder: Path, wait: float, written: Callable[[Outcome], None]) -> None:
        self._folder, self._wait, self._written = folder, wait, written
        self._changes: queue.SimpleQueue[Change | None] = queue.SimpleQueue()
        self._left = 0  # that are not written yet
        self._lock = threading.Lock()
        self._known = stamp_of(folder)
        self._thread = threading.Thread(target=self._run, name="writing", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    @property
    def left(self) -> int:
        """How many changes are still to be written."""
        with self._lock:
            return self._left

    def write(self, change: Change) -> None:
        """Have a change made after those that were asked for before."""
        with self._lock:
            self._left += 1
        self._changes.put(change)

    def end(self, seconds: float) -> int:
        """Wait until all is written, at most so long; return how many changes are not."""
        self._changes.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)
        return self.left

    def others_wrote(self) -> bool:
        """Say once whether another process changed the library since this one looked or wrote."""
        with self._lock:
            if self._left:
                return False
            stamp = stamp_of(self._folder)
            changed, self._known = stamp != self._known, stamp
            return changed

    def _run(self) -> None:
        while (change := self._changes.get()) is not None:
            outcome = self._make(change)
            with self._lock:
                self._left -= 1
            self._written(outcome)

    def _make(self, change: Change) -> Outcome:
        told: list[str] = []
        others = False
        try:
            with Library(self._folder).writing(self._wait, told.append) as current:
                others = stamp_of(self._folder) != self._known
                said = change.make(current)
                last = current.store.last_batch() if current.store.has_changed else None
                change.number = last.number if last else None
                self._known = stamp_of(self._folder)
        except PapersError as error:
            return Outcome(change, error=str(error), others_wrote=True)
        return Outcome(change, said or "", others_wrote=others)


def stamp_of(folder: Path) -> Stamp | None:
    """Return what changes with every change of a library; None where there is none."""
    from papercli.store.layout import STORE

    try:
        status = os.stat(folder / STORE)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
