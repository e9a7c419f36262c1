"""Changes to the library, made by a thread of its own in the order in which they were asked for."""

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from papercli.errors import NotFoundError, PapersError, UsageError
from papercli.library import Library
from papercli.model import Paper

Stamp = tuple[int, int, int]
_AT_ONCE = 50  # changes for which the library is held once
_MOMENT = 0.05  # seconds


@dataclass(eq=False, slots=True)
class Change:
    """A change that the reader made, and how it looked before and after."""

    said: str  # "3 papers read"
    make: Callable[[Library], str | None]  # makes it; returns what else is to be said
    before: Mapping[str, Paper] = field(default_factory=dict)  # by id, as far as it is shown
    after: Mapping[str, Paper] = field(default_factory=dict)
    cursor: str = ""  # the paper under the cursor, where it was made
    turns: bool = False  # it takes back another, or does it again
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

    def __init__(
        self,
        folder: Path,
        wait: float,
        written: Callable[[Outcome], object],
        broke: Callable[[Exception], object],
    ) -> None:
        self._folder, self._wait, self._written, self._broke = folder, wait, written, broke
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

    def end(self, seconds: float, most: float | None = None) -> int:
        """Wait until all is written; return how many changes are not.

        It waits as long as one is written every so many `seconds`, and `most` seconds in all.
        """
        self._changes.put(None)
        end = None if most is None else time.monotonic() + most
        left = self.left
        while left and self._thread.is_alive() and (end is None or time.monotonic() < end):
            limit = (
                time.monotonic() + seconds if end is None else min(end, time.monotonic() + seconds)
            )
            while self.left == left and self._thread.is_alive() and time.monotonic() < limit:
                self._thread.join(_MOMENT)
            if self.left == left:
                break
            left = self.left
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
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - a bug: whoever draws shows it, and ends
            self._broke(error)

    def _work(self) -> None:
        ends = False
        while not ends:
            changes = [self._changes.get()]
            while changes[-1] is not None and len(changes) < _AT_ONCE and not self._changes.empty():
                changes.append(self._changes.get())
            ends = changes[-1] is None
            for outcome in self.make([change for change in changes if change is not None]):
                with self._lock:
                    self._left -= 1
                self._written(outcome)

    def make(self, changes: Sequence[Change]) -> Iterator[Outcome]:
        """Make changes, holding the library once; yield what became of each when all can be found."""
        left, outcomes = deque(changes), list[Outcome]()
        told: list[str] = []
        try:
            if left:
                with Library(self._folder).writing(self._wait, told.append) as current:
                    others = stamp_of(self._folder) != self._known
                    with current.gathering() as catch_up:
                        for outcome in self._make_each(current, left, catch_up):
                            outcomes.append(replace(outcome, others_wrote=others))
                    self._known = stamp_of(self._folder)
        except PapersError as error:
            outcomes += [Outcome(each, error=str(error), others_wrote=True) for each in left]
        yield from outcomes

    def _make_each(
        self, library: Library, left: deque[Change], catch_up: Callable[[], None]
    ) -> Iterator[Outcome]:
        changed: set[str] = set()  # papers that the index does not have as they are now
        while left:
            change = left[0]
            if not change.before or changed & change.before.keys():
                catch_up()
                changed.clear()
            before = library.store.last_batch()
            try:
                said = change.make(library)
            except (NotFoundError, UsageError) as error:
                left.popleft()
                yield Outcome(change, error=str(error))
                continue
            last = library.store.last_batch()
            if last and (before is None or last.number != before.number):
                change.number = last.number
            changed |= change.before.keys()
            left.popleft()
            yield Outcome(change, said or "")


def stamp_of(folder: Path) -> Stamp | None:
    """Return what changes with every change of a library; None where there is none."""
    from papercli.store.layout import STORE

    try:
        status = os.stat(folder / STORE)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
