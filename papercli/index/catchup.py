"""Keeping the index up with the store: what came since it last read is added, or it is built anew beside the old one.

It is built anew when the store is not the one it has read. In a folder that cannot be written it is built in memory.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from papercli.atomic import NEW, as_private_as
from papercli.errors import LibraryError
from papercli.folder import INDEX, INDEX_LOCK
from papercli.index.files import careful, meta_of, open_anyhow, open_files, sizes_of
from papercli.index.lookup import Index
from papercli.index.schema import build_schema, register_analyzers
from papercli.index.state import STATE_NAME, Seen, State, find_loss, position_of, read_state, seen, write_state
from papercli.log import START, Changes, Position
from papercli.store import Span, Store

_SMALL = 15_000_000  # bytes of memory for the writer: tantivy's least
_LARGE = 200_000_000
_MANY = 5_000  # papers from which on the writer gets more memory and both threads
_BULK = 200  # papers from which on msgspec is worth its import
_STEP = 500  # papers after which progress is told
_WAIT = 60.0  # seconds to wait for another process that is building the index, when there is none to use meanwhile
_TRIES = 5  # at opening, while other processes put others in its place

Progress = Callable[[int, int], None]  # papers done, papers in all


@dataclass(frozen=True, slots=True)
class Opened:
    """An index, and the change that was in the store once and is gone."""

    index: Index
    loss: Seen | None


def open_index(store: Store, progress: Progress | None = None, *, exact: bool = False, accept: bool = False) -> Opened:
    """Open the index of a library, brought up to date with its store.

    While another process brings it up to date, what it held before is used, unless `exact` asks to wait for it. With `accept`
    the store is right as it is, whatever was in it once.
    """
    folder = store.folder / INDEX
    for _ in range(_TRIES):
        state = read_state(folder)
        loss = find_loss(store, state)
        if state and state.generation and store.follows(state.position):
            found = open_files(folder / state.generation, state.sizes, state.meta)
            if found and position_of(store.last_batch()) == state.position and not (accept and state.lost):
                return Opened(Index(found, folder), loss)
            break
        if not store.reopen() and read_state(folder) == state:
            break
    if not store.size:
        return Opened(Index(_build_in_memory(store, None)), loss)
    return _bring_up_to_date(store, folder, loss, exact=exact, accept=accept, progress=progress)


@contextmanager
def prepared_index(new: Store, folder: Path, progress: Progress | None = None) -> Iterator[None]:
    """Build the index of a store that is to take the place of another in the library `folder`, and use it from then on.

    So nobody waits for it. When that is not possible the next command builds it.
    """
    import filelock

    here = folder / INDEX
    generation, changes = None, new.changes()
    with ExitStack() as held:
        try:
            here.mkdir(exist_ok=True)
            held.enter_context(filelock.FileLock(folder / INDEX_LOCK, timeout=_WAIT))
            generation = _new_generation(here)
            careful(_add, careful(tantivy.Index, build_schema(), str(here / generation)), changes, progress)
        except (OSError, ValueError):
            generation = None
        yield
        with suppress(OSError):
            if generation:
                last = seen(changes.batches[-1]) if changes.batches else None
                _remember(here, generation, changes.end, last, new, None)
                _remove_others(here, generation)


def tidy_index(folder: Path) -> None:
    """Remove what updates that were cut short left in the index of the library in `folder`, unless one is under way."""
    here = folder / INDEX
    state = read_state(here)
    with suppress(OSError):
        names = {each.name for each in here.iterdir()}
        left = [name for name in names if name.endswith(NEW) or (state and name.isdecimal() and name != state.generation)]
        if state and left:
            import filelock

            with filelock.FileLock(folder / INDEX_LOCK, timeout=0.0):
                for name in left:
                    (here / name).unlink() if name.endswith(NEW) else None
                _remove_others(here, state.generation)


def forget_index(folder: Path, *, past: bool = False) -> bool:
    """Have the index in `folder` built anew by the next command; say whether that is possible.

    With `past` it also forgets what was in the store once.
    """
    state = read_state(folder)
    try:
        if past:
            (folder / STATE_NAME).unlink(missing_ok=True)
        elif state:
            write_state(folder, state._replace(generation=""))
    except OSError:
        return False
    return True


def known_checksums(folder: Path) -> frozenset[int]:
    """Return the checksums of the lines that the index of the library in `folder` has seen last, whatever the store holds now."""
    here = folder / INDEX
    state = read_state(here)
    try:
        if state and state.generation:
            index = Index(open_anyhow(here / state.generation), here)
            return frozenset(place.span.checksum for place in index.all(index.everything()))
    except (OSError, ValueError, LibraryError):
        pass
    return frozenset()


def loss_of(store: Store) -> Seen | None:
    """Return the last change that the store once held and does not hold now, as far as the index knows."""
    return find_loss(store, read_state(store.folder / INDEX))


def _bring_up_to_date(store: Store, folder: Path, loss: Seen | None, *, exact: bool, accept: bool, progress: Progress | None) -> Opened:
    import filelock

    usable = None if exact else _as_it_is(store, folder)
    try:
        wait = _WAIT if usable is None else 0.0
        with as_private_as(store.folder) as mode, filelock.FileLock(store.folder / INDEX_LOCK, timeout=wait, mode=mode):
            folder.mkdir(exist_ok=True)
            return _update(store, folder, accept=accept, progress=progress)
    except filelock.Timeout:
        return Opened(Index(usable, folder) if usable else Index(_build_in_memory(store, progress)), loss)
    except (OSError, ValueError):
        return Opened(Index(_build_in_memory(store, progress)), loss)


def _as_it_is(store: Store, folder: Path) -> tantivy.Index | None:
    """Return the index of an earlier state of the store, even while it is written to."""
    state = read_state(folder)
    if state is None or not state.generation or not store.follows(state.position):
        return None
    try:
        return open_anyhow(folder / state.generation)
    except (OSError, ValueError):
        return None


def _update(store: Store, folder: Path, *, accept: bool, progress: Progress | None) -> Opened:
    # Another process may have done the work while this one waited for the lock.
    store.reopen()
    state = read_state(folder)
    loss = None if accept else find_loss(store, state)
    found = None
    if state and state.generation and store.follows(state.position):
        found = open_files(folder / state.generation, state.sizes, state.meta)
    if state is None or found is None:
        generation, position, last = _new_generation(folder), START, None
        found = careful(tantivy.Index, build_schema(), str(folder / generation))
    else:
        generation, position, last = state.generation, state.position, state.last
    changes = store.changes(position)
    if changes.end != position:
        careful(_add, found, changes, progress)
        last = seen(changes.batches[-1])
    _remember(folder, generation, changes.end, last, store, loss)
    _remove_others(folder, generation)
    found.reload()
    return Opened(Index(found, folder), loss)


def _remember(folder: Path, generation: str, end: Position, last: Seen | None, store: Store, loss: Seen | None) -> None:
    here = folder / generation
    write_state(folder, State(generation, end, last, store.beginning.decode("latin-1"), sizes_of(here), meta_of(here), loss))


def _new_generation(folder: Path) -> str:
    """Make a folder for an index that is built anew: the old one is in use until this one is whole."""
    name = str(max(map(int, _generations(folder)), default=0) + 1)
    (folder / name).mkdir()
    return name


def _remove_others(folder: Path, generation: str) -> None:
    others = [name for name in _generations(folder) if name != generation]
    if others:
        import shutil

        for name in others:
            shutil.rmtree(folder / name, ignore_errors=True)


def _generations(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.isdecimal() and each.is_dir()]


def _build_in_memory(store: Store, progress: Progress | None) -> tantivy.Index:
    index = tantivy.Index(build_schema())
    changes = store.changes()
    if changes.latest:
        _add(index, changes, progress)
        index.reload()
    return index


def _add(index: tantivy.Index, changes: Changes, progress: Progress | None) -> None:
    """Add the latest line of each changed paper in place of what the index holds of it."""
    register_analyzers(index)
    total = len(changes.latest)
    writer = index.writer(_LARGE if total > _MANY else _SMALL, 2 if total > _MANY else 1)
    fresh = index.searcher().num_docs == 0
    for done, (identifier, document) in enumerate(_documents(changes)):
        if not fresh:
            writer.delete_documents_by_term("id", identifier)
        if document is not None:
            writer.add_document(document)
        if progress and done % _STEP == 0:
            progress(done, total)

    def finish() -> None:
        writer.commit()
        writer.wait_merging_threads()

    if total > _MANY:
        _run_beside(finish)
    else:
        finish()


def _run_beside(call: Callable[[], None]) -> None:
    """Run a call that takes seconds in a thread: Python meets a signal only between calls, and nobody waits long for Ctrl-C."""
    import threading

    raised: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def _documents(changes: Changes) -> Iterator[tuple[str, tantivy.Document | None]]:
    from papercli.index.documents import as_document

    decode = _decoder(len(changes.latest))
    for identifier, change in changes.latest.items():
        line = b"" if change.removed else changes.line(change)
        paper: dict[str, Any] = decode(line) if line else {}
        yield identifier, as_document(paper, Span.of(change.start, line)) if "title" in paper else None


def _decoder(count: int) -> Callable[[bytes], Any]:
    """Return a JSON decoder: msgspec pays for its import only in bulk."""
    if count < _BULK:
        return json.loads
    import msgspec

    return msgspec.json.Decoder().decode
