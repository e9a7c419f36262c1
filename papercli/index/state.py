"""What the index remembers of the store: how far it has read, and the last change it saw there.

So it knows what to add, when to start anew, and when a change that was there is gone.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from papercli.atomic import NEW
from papercli.errors import LibraryError
from papercli.folder import INDEX_LOCK
from papercli.index.files import are_sound
from papercli.index.schema import LAYOUT
from papercli.log import COMPACT, START, Batch, Position
from papercli.store import Store

STATE_NAME = "state.json"
_WAIT = 10.0  # seconds


class Seen(NamedTuple):
    """A change that was in the store."""

    number: int
    time: str
    command: str
    summary: str
    end: int  # its position
    chain: str

    @property
    def name(self) -> str:
        """What it is called: `change 7 (ingest: 562 new, 44 seen before, 0 skipped)`."""
        return f"change {self.number} ({self.command}: {self.summary})"


class State(NamedTuple):
    """What stands in `state.json`."""

    generation: str  # the folder that holds the index; "" when it was made for another layout
    position: Position  # in the store, up to which it was read
    last: Seen | None  # the change that ends there
    beginning: str  # of the store, by which a library is known
    sizes: dict[str, int]  # of the files that the index consists of
    meta: int  # CRC-32 of the file that lists them
    lost: Seen | None = None  # a change that was there once and is not there now


def read_state(folder: Path) -> State | None:
    """Return what the index in `folder` remembers; None when there is none, or nothing that can be read."""
    try:
        state = json.loads((folder / STATE_NAME).read_bytes())
        current = state["layout"] == LAYOUT
        last, lost = (Seen(*each) if each else None for each in (state["last"], state["lost"]))
        sizes = {str(name): int(size) for name, size in state["sizes"].items()}
        position = Position(int(state["end"]), str(state["chain"]))
        return State(str(state["generation"]) if current else "", position, last, str(state["beginning"]), sizes, int(state["meta"]), lost)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_state(folder: Path, state: State) -> None:
    """Remember `state`. Raises OSError."""
    value = {"layout": LAYOUT, "end": state.position.end, "chain": state.position.chain} | state._asdict()
    del value["position"]
    new = folder / (STATE_NAME + NEW)
    try:
        new.write_text(json.dumps(value), encoding="ascii")
        os.replace(new, folder / STATE_NAME)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def seen(batch: Batch) -> Seen:
    """Return what to remember of a batch."""
    return Seen(batch.number, batch.time, batch.command, batch.summary, batch.end, batch.chain)


def find_loss(store: Store, state: State | None) -> Seen | None:
    """Return the last change that the store once held and does not hold now.

    None when nothing is known to be missing: also for another library in its place, and for one that was compacted.
    """
    known = (state.lost or state.last) if state else None
    if state is None or known is None or store.follows(Position(known.end, known.chain)):
        return None
    if not store.size:
        return known
    if not state.beginning.startswith(store.beginning.decode("latin-1")):
        return None
    try:
        batches = list(store.batches())
    except LibraryError:  # damaged as well
        return known
    is_compacted = bool(batches) and batches[-1].command == COMPACT and batches[0].number >= known.number
    return None if is_compacted else known


def position_of(batch: Batch | None) -> Position:
    """Return the position after a batch, or the start."""
    return batch.position if batch else START


def check_files(folder: Path) -> bool:
    """Say whether the files of the index in `folder` are as they were written."""
    import filelock

    try:
        with filelock.FileLock(folder.parent / INDEX_LOCK, timeout=_WAIT):  # nobody adds to it meanwhile
            return _are_as_written(folder)
    except OSError:  # a folder that may not be written, or one that is being written for long
        return _are_as_written(folder)


def _are_as_written(folder: Path) -> bool:
    state = read_state(folder)
    try:
        return state is not None and are_sound(folder / state.generation, state.sizes)
    except OSError:
        return False
