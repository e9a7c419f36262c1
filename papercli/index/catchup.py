"""Keeping the index up with the store: it records how far it has read, adds what came since, or is built anew.

It is built anew when the store is not the one it has read. In a folder that cannot be written it is built in memory.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from papercli.index.lookup import Index
from papercli.index.schema import LAYOUT, build_schema, register_analyzers
from papercli.store import START, Changes, Position, Store

FOLDER_NAME = "index"
_STATE = "state.json"
_SMALL = 15_000_000  # bytes of memory for the writer: tantivy's least
_LARGE = 200_000_000
_MANY = 5_000  # papers from which on the writer gets more memory and both threads
_STEP = 500  # papers after which progress is told, and memory let go
_BULK = 200  # papers from which on msgspec is worth its import
_WAIT = 60.0  # seconds to wait for another process that is building the index, when there is none to use meanwhile

Progress = Callable[[int, int], None]  # papers done, papers in all


def open_index(store: Store, progress: Progress | None = None, *, exact: bool = False) -> Index:
    """Open the index of a library, brought up to date with its store.

    While another process brings it up to date, what it held before is used, unless `exact` asks to wait for it.
    """
    folder = store.folder / FOLDER_NAME
    position = _read_position(folder)
    usable = position is not None and store.follows(position)
    if usable and position is not None:
        last = store.last_batch()
        if (last is None or last.end == position.end) and (found := _open(folder)):
            return Index(found)
    if not store.path.exists():
        return Index(_build_in_memory(store, None))
    return Index(_bring_up_to_date(store, folder, usable=usable and not exact, progress=progress))


def _bring_up_to_date(store: Store, folder: Path, *, usable: bool, progress: Progress | None) -> tantivy.Index:
    import filelock

    try:
        folder.mkdir(exist_ok=True)
        with filelock.FileLock(store.folder / f"{FOLDER_NAME}.lock", timeout=0.0 if usable else _WAIT):
            return _update_on_disk(store, folder, progress)
    except filelock.Timeout:
        found = _open(folder) if usable else None
        return found if found is not None else _build_in_memory(store, progress)
    except (OSError, ValueError):
        return _build_in_memory(store, progress)


def _update_on_disk(store: Store, folder: Path, progress: Progress | None) -> tantivy.Index:
    # Another process may have done the work while this one waited for the lock.
    position = _read_position(folder)
    index = _open(folder) if position is not None and store.follows(position) else None
    if index is None or position is None:
        shutil.rmtree(folder)
        folder.mkdir()
        index, position = tantivy.Index(build_schema(), str(folder)), START
    changes = store.changes(position)
    if changes.end != position:
        _add(index, changes, progress)
    _write_position(folder, changes.end)
    index.reload()
    return index


def _build_in_memory(store: Store, progress: Progress | None) -> tantivy.Index:
    index = tantivy.Index(build_schema())
    changes = store.changes()
    if changes.latest:
        _add(index, changes, progress)
        index.reload()
    return index


def _open(folder: Path) -> tantivy.Index | None:
    try:
        return tantivy.Index.open(str(folder))
    except (ValueError, OSError):
        return None


def _read_position(folder: Path) -> Position | None:
    try:
        state = json.loads((folder / _STATE).read_bytes())
        return Position(int(state["end"]), str(state["chain"])) if state["layout"] == LAYOUT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_position(folder: Path, position: Position) -> None:
    temporary = folder / f"{_STATE}.new"
    temporary.write_text(json.dumps({"layout": LAYOUT, "end": position.end, "chain": position.chain}), encoding="ascii")
    os.replace(temporary, folder / _STATE)


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
        if done % _STEP == 0:
            changes.release()
            if progress:
                progress(done, total)
    writer.commit()
    writer.wait_merging_threads()


def _documents(changes: Changes) -> Iterator[tuple[str, tantivy.Document | None]]:
    from papercli.index.documents import as_document

    decode = _decoder(len(changes.latest))
    for identifier, change in changes.latest.items():
        paper: dict[str, Any] = {} if change.removed else decode(changes.line(change))
        yield identifier, as_document(paper, change.start, change.length) if "title" in paper else None


def _decoder(count: int) -> Callable[[bytes], Any]:
    """Return a JSON decoder: msgspec pays for its import only in bulk."""
    if count < _BULK:
        return json.loads
    import msgspec

    return msgspec.json.Decoder().decode
