"""Keeping the index up with the store.

What came since it last read is added, or it is built anew beside the old one.

It is built anew when the store is not the one it has read. Where it cannot be written, or something
else is in its place, it is built in memory.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy

from papercli.errors import LibraryError
from papercli.index.files import careful, meta_of, open_anyhow, open_files, sizes_of, why_unwritable
from papercli.index.fill import Progress, add_changes
from papercli.index.foreign import (
    STATE_NAME,
    free_generation,
    remove_generation,
    remove_generations,
    share_generation,
    why_not_ours,
)
from papercli.index.lookup import Index
from papercli.index.schema import build_schema
from papercli.index.state import Seen, State, find_loss, position_of, read_state, seen, write_state
from papercli.store.batches import Changes
from papercli.store.files import leftovers, remove_leftovers
from papercli.store.layout import INDEX, INDEX_LOCK
from papercli.store.lines import START, Position, is_apart
from papercli.store.lock import hold_index
from papercli.store.searches import read_searches
from papercli.store.store import Store

_WAIT = 60.0  # seconds to wait for another process that is building the index, when there is none to use meanwhile
_TRIES = 5  # at opening, while other processes put others in its place

# What an index that was never written remembers.
_UNKNOWN = State("", START, None, "", {}, 0, layout=0)


@dataclass(frozen=True, slots=True)
class Opened:
    """An index, and what is to be said of it."""

    index: Index
    loss: Seen | None  # the change that was in the store once and is gone
    position: Position | None  # up to which it holds the store; None while another process adds
    trouble: str | None = None  # why it is in memory, where the reader can do something about it


def open_index(
    store: Store,
    progress: Progress | None = None,
    *,
    exact: bool = False,
    accept: bool = False,
    wait: float = _WAIT,
) -> Opened:
    """Open the index of a library, brought up to date with its store.

    While another process brings it up to date, what it held before is used, unless `exact` asks to
    wait for it. With `accept` the store is right as it is, whatever was in it once.
    """
    folder = store.folder / INDEX
    if why := why_not_ours(folder, is_known=read_state(folder) is not None):
        # A mere file of that name is in the way of nothing but speed.
        trouble = None if folder.is_file() and not folder.is_symlink() else why
        trouble = f"{why}, so it is left alone" if trouble else None
        return _open_in_memory(store, None, progress, trouble)
    for _ in range(_TRIES):
        state = read_state(folder)
        loss = find_loss(store, state)
        if state and state.is_usable and store.follows(state.position):
            found = open_files(folder / state.generation, state.sizes, state.meta)
            if (
                found
                and position_of(store.last_batch()) == state.position
                and not (accept and state.lost)
            ):
                index = Index(found, folder, has_apart=state.has_apart, searches=state.searches)
                return Opened(index, loss, state.position)
            break
        if not store.reopen() and read_state(folder) == state:
            break
    if not store.size:
        return _open_in_memory(store, loss, None)
    usable = None if exact else _as_it_is(store, folder)
    try:
        with hold_index(store.folder, 0.0 if usable else wait) as mode:
            folder.mkdir(exist_ok=True)
            return _update(store, folder, mode, accept=accept, progress=progress)
    except TimeoutError:
        return usable or _open_in_memory(store, loss, progress)
    except (OSError, ValueError) as error:
        lock = str(store.folder / INDEX_LOCK)
        path = lock if getattr(error, "filename", None) == lock else folder
        trouble = f"{path}: cannot be written ({why_unwritable(error)})"
        is_writable = os.access(store.folder, os.W_OK)  # else all is as the reader wants it
        return _open_in_memory(store, loss, progress, trouble if is_writable else None)


@contextmanager
def prepared_index(new: Store, folder: Path, progress: Progress | None = None) -> Iterator[None]:
    """Build the index of a store that is to take the place of another in the library `folder`, and use it from then on.

    So nobody waits for it. When that is not possible the next command builds it.

    """
    here = folder / INDEX
    generation, changes = None, new.changes()
    with ExitStack() as held:
        try:
            if not why_not_ours(here, is_known=read_state(here) is not None):
                mode = held.enter_context(hold_index(folder, _WAIT))
                here.mkdir(exist_ok=True)
                generation = _new_generation(here)
                made = careful(tantivy.Index, build_schema(), str(here / generation))
                careful(add_changes, made, changes, progress)
                share_generation(here / generation, mode)
        except (OSError, ValueError):
            if generation:
                remove_generation(here / generation)
            generation = None
        yield
        with suppress(OSError):
            if generation:
                last = seen(changes.batches[-1]) if changes.batches else None
                _remember(here, generation, changes, last, new, None)


def tidy_index(folder: Path) -> None:
    """Remove what updates that were cut short left in the index of the library in `folder`, unless one is under way."""
    here = folder / INDEX
    state = read_state(here)
    with suppress(OSError):
        if state is None or why_not_ours(here, is_known=state is not None):
            return
        if leftovers(here / STATE_NAME) or len(_generations(here)) > 1:
            with hold_index(folder, 0.0):
                remove_leftovers(here / STATE_NAME)
                _remove_others(here, state)


def forget_index(folder: Path, *, past: bool = False) -> bool:
    """Have the index in `folder` built anew by the next command; say whether that is possible.

    With `past` it also forgets what was in the store once.
    """
    state = read_state(folder)
    if why_not_ours(folder, is_known=state is not None):
        return False
    if state is None:
        return True
    try:
        state = state._replace(layout=0)
        if past:
            state = state._replace(position=START, last=None, beginning="", lost=None)
        write_state(folder, state)
    except OSError:
        return False
    return True


def known_checksums(folder: Path) -> frozenset[int]:
    """Return the checksums of the lines that the index of the library in `folder` has seen last, whatever the store holds now."""
    here = folder / INDEX
    state = read_state(here)
    try:
        if state and state.is_usable and not why_not_ours(here, is_known=state is not None):
            index = Index(open_anyhow(here / state.generation), here)
            return frozenset(place.span.checksum for place in index.all(index.everything()))
    except (OSError, ValueError, LibraryError):
        pass
    return frozenset()


def loss_of(store: Store) -> Seen | None:
    """Return the last change that the store once held and does not hold now, as far as the index knows."""
    return find_loss(store, read_state(store.folder / INDEX))


def _open_in_memory(
    store: Store, loss: Seen | None, progress: Progress | None, trouble: str | None = None
) -> Opened:
    index = tantivy.Index(build_schema())
    changes = store.changes()
    if changes.latest:
        add_changes(index, changes, progress)
        index.reload()
    has_apart = any(map(is_apart, changes.latest))
    made = Index(index, has_apart=has_apart, searches=read_searches(changes))
    return Opened(made, loss, changes.end, trouble)


def _as_it_is(store: Store, folder: Path) -> Opened | None:
    """Return the index of an earlier state of the store, even while it is written to."""
    state = read_state(folder)
    if state is None or not state.is_usable or not store.follows(state.position):
        return None
    try:
        here = folder / state.generation
        index = Index(open_anyhow(here), folder, searches=state.searches)
        position = state.position if meta_of(here) == state.meta else None
        return Opened(index, find_loss(store, state), position)
    except (OSError, ValueError):
        return None


def _update(
    store: Store, folder: Path, mode: int, *, accept: bool, progress: Progress | None
) -> Opened:
    # Another process may have done the work while this one waited for the lock.
    store.reopen()
    state = read_state(folder)
    loss = None if accept else find_loss(store, state)
    found = None
    if state and state.is_usable and store.follows(state.position):
        found = open_files(folder / state.generation, state.sizes, state.meta)
    if state is None or found is None:
        generation, position, last = _new_generation(folder), START, None
    else:
        generation, position, last = state.generation, state.position, state.last
    here = folder / generation
    try:
        found = found or careful(tantivy.Index, build_schema(), str(here))
        changes = store.changes(position)
        if changes.end != position:
            careful(add_changes, found, changes, progress)
            last = seen(changes.batches[-1])
        share_generation(here, mode)
        state = _remember(folder, generation, changes, last, store, loss)
    except BaseException:
        if position == START:
            remove_generation(here)
        raise
    found.reload()
    made = Index(found, folder, has_apart=state.has_apart, searches=state.searches)
    return Opened(made, loss, changes.end)


def _remember(
    folder: Path,
    generation: str,
    changes: Changes,
    last: Seen | None,
    store: Store,
    loss: Seen | None,
) -> State:
    """Have the index in the folder `generation` used from now on, and remove those before it.

    It has read the `changes` last. Return what it remembers.
    """
    here = folder / generation
    before = read_state(folder) or _UNKNOWN
    made = {before.generation, *before.others} - {"", generation}
    beginning, others = store.beginning.decode("latin-1"), tuple(sorted(made))
    sizes, meta, verified = sizes_of(here), meta_of(here), store.stamp or before.verified
    has_apart = any(map(is_apart, changes.latest))
    goes_on = generation == before.generation
    has_apart |= goes_on and before.has_apart
    end, searches = changes.end, read_searches(changes, before.searches if goes_on else {})
    state = State(
        generation, end, last, beginning, sizes, meta, loss, others, has_apart, searches, verified
    )
    write_state(folder, state)
    _remove_others(folder, state)
    return state


def _remove_others(folder: Path, state: State) -> None:
    """Remove the indexes that are not in use, and remember those that could not be."""
    left = remove_generations(folder, state.others, but=state.generation)
    if left != state.others:
        write_state(folder, state._replace(others=left))


def _new_generation(folder: Path) -> str:
    """Make a folder for an index that is built anew.

    The old one is in use until this one is whole.
    """
    state = read_state(folder) or _UNKNOWN
    name = free_generation(folder, (state.generation, *state.others) if state else ())
    # Written first: whatever stops this process, the next one knows that the folder is ours.
    write_state(folder, state._replace(others=(*state.others, name)))
    (folder / name).mkdir()
    return name


def _generations(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.isdecimal()]
