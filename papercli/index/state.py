"""What the index remembers of the store: how far it has read, and the last change it saw there.

So it knows what to add, when to start anew, and when a change that was there is gone.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from papercli.errors import LibraryError
from papercli.index.files import are_sound, sizes_of
from papercli.index.foreign import SEGMENT_FILE, STATE_NAME, is_generation
from papercli.index.schema import LAYOUT
from papercli.store.files import beside, read_regular, remove_leftovers
from papercli.store.interference import Stamp
from papercli.store.layout import INDEX
from papercli.store.lines import COMPACT, START, Batch, Position
from papercli.store.lock import hold_index
from papercli.store.store import Store

_LONGEST = 1 << 22  # bytes


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

    def missing_from(self, path: Path) -> str:
        """Say that it is missing from a store."""
        return f"{path}: {self.name} is missing; see `papers doctor`"


class State(NamedTuple):
    """What stands in `state.json`."""

    generation: str  # the folder that holds the index
    position: Position  # in the store, up to which it was read
    last: Seen | None  # the change that ends there
    beginning: str  # of the store, by which a library is known
    sizes: dict[str, int]  # of the files that the index consists of
    meta: int  # CRC-32 of the file that lists them
    lost: Seen | None = None  # a change that was there once and is not there now
    others: tuple[str, ...] = ()  # folders that were made for an index that is not in use
    has_apart: bool = True  # whether the store may have lines that are not a paper's
    searches: dict[str, str] = {}  # noqa: RUF012 - never changed; the queries that are saved, by name
    verified: Stamp | None = None  # of the store when all of it was as it was written
    layout: int = LAYOUT  # 0 when the index is to be built again whatever it is

    @property
    def is_usable(self) -> bool:
        """Whether there is an index, of the layout that this program knows."""
        return bool(self.generation) and self.layout == LAYOUT


def read_state(folder: Path) -> State | None:
    """Return what the index in `folder` remembers.

    None when there is none, or nothing that can be read.
    """
    if folder.is_symlink():
        return None
    try:
        state = json.loads(read_regular(folder / STATE_NAME, _LONGEST))
        last, lost = (Seen(*each) if each else None for each in (state["last"], state["lost"]))
        sizes = {str(name): int(size) for name, size in state["sizes"].items()}
        position = Position(int(state["end"]), str(state["chain"]))
        generation, *others = map(str, (state["generation"], *state.get("others", ())))
        if not all(name.isdecimal() for name in (generation or "0", *others)):
            return None
        if not all(map(SEGMENT_FILE.match, sizes)):
            return None
        return State(
            generation,
            position,
            last,
            str(state["beginning"]),
            sizes,
            int(state["meta"]),
            lost,
            tuple(others),
            bool(state.get("has_apart", True)),
            {str(name): str(query) for name, query in state["searches"].items()},
            tuple(map(int, state.get("verified") or ())) or None,
            int(state["layout"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_state(folder: Path, state: State) -> None:
    """Remember `state`. Raises OSError."""
    value = {
        "layout": state.layout,
        "end": state.position.end,
        "chain": state.position.chain,
    } | state._asdict()
    del value["position"]
    remove_leftovers(folder / STATE_NAME)
    new = beside(folder / STATE_NAME)
    try:
        with new.open("x", encoding="ascii") as file:
            file.write(json.dumps(value))
        os.replace(new, folder / STATE_NAME)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def seen(batch: Batch) -> Seen:
    """Return what to remember of a batch."""
    return Seen(batch.number, batch.time, batch.command, batch.summary, batch.end, batch.chain)


def verified_stamp(folder: Path) -> Stamp | None:
    """Return the stamp that the store of the library in `folder` had when all of it was last verified."""
    state = read_state(folder / INDEX)
    return state.verified if state else None


def find_loss(store: Store, state: State | None) -> Seen | None:
    """Return the last change that the store once held and does not hold now.

    None when nothing is known to be missing: also for another library in its place, and for one
    that was compacted.
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
    is_compacted = (
        bool(batches) and batches[-1].command == COMPACT and batches[0].number >= known.number
    )
    return None if is_compacted else known


def position_of(batch: Batch | None) -> Position:
    """Return the position after a batch, or the start."""
    return batch.position if batch else START


def check_files(folder: Path, wait: float) -> bool:
    """Say whether the files of the index in `folder` are as they were written.

    So it says, too, while another process writes them for longer than `wait` seconds.
    """
    try:
        with hold_index(folder.parent, wait):  # nobody adds to it meanwhile
            return _are_as_written(folder)
    except TimeoutError:
        return True
    except OSError:  # a folder that may not be written
        return _are_as_written(folder)


def _are_as_written(folder: Path) -> bool:
    state = read_state(folder)
    if state is None or not is_generation(here := folder / state.generation):
        return False
    try:
        return sizes_of(here) == state.sizes and are_sound(here, state.sizes)
    except OSError:
        return False


def accept_loss(store: Store, loss: Seen | None, tell: Callable[[str], None]) -> None:
    """Go on without a change that is gone only when nothing is left at all, as after a fresh start.

    Raises LibraryError otherwise.
    """
    if loss and store.size:
        missing = loss.missing_from(store.path)
        raise LibraryError(f"{missing}, or go on without it: `papers doctor --repair`")
    if loss:
        tell(loss.missing_from(store.path))
