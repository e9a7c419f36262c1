"""Examining a library: whether the store is as it was written, and whether everything else agrees with it. And saving a damaged one."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass

from papercli.errors import LibraryError
from papercli.history import REPAIR
from papercli.index import Index
from papercli.library import Library
from papercli.records import is_apart, read_papers
from papercli.store import Batch, Changes, Store

_NAMED = 3  # papers that a finding names


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str  # "store", "ids", "index"
    ok: bool
    what: str  # for the reader: "562 papers in 3 batches, all as they were written"


def examine(library: Library) -> Iterator[Finding]:
    """Yield what each check finds; after a damaged store nothing else can be checked."""
    if not library.store.path.exists():
        yield Finding("store", ok=True, what="empty")
        return
    try:
        changes = library.store.changes()
    except LibraryError as error:
        yield Finding("store", ok=False, what=f"{error}; papers doctor --repair saves what can be read")
        return
    papers = [change for change in changes.present() if not is_apart(change.id)]
    yield Finding("store", ok=True, what=f"{len(papers):,} papers in {len(changes.batches):,} batches, all as they were written")
    if changes.torn:
        yield Finding("store", ok=True, what=f"{changes.torn:,} bytes of a change that was cut short; they are passed over, and cut off by the next change")
    yield from _check_ids(changes)
    yield _check_index(library.index, {change.id: change.start for change in papers})


def repair(library: Library) -> tuple[Batch, str, int]:
    """Write what can be read of a damaged store into a new one, in one batch.

    Returns the batch, the name under which the damaged file is kept, and the number of lines that could not be read. The caller
    holds the lock.
    """
    store = library.store
    latest: dict[str, bytes] = {}
    unreadable = 0
    for line in store.path.read_bytes().split(b"\n"):
        if not line:
            continue
        try:
            value = json.loads(line)
            identifier = value["id"] if "batch" not in value else None
        except (ValueError, KeyError, TypeError, RecursionError):
            unreadable += 1
            continue
        if identifier is not None:
            latest.pop(identifier, None)
            if not value.get("removed"):
                latest[identifier] = line
    kept = _free_name(store)
    os.link(store.path, store.folder / kept)
    batch = store.replace(list(latest.values()), command=REPAIR, summary=f"{len(latest):,} lines saved, {unreadable:,} lost; the damaged file is {kept}")
    return batch, kept, unreadable


def _check_ids(changes: Changes) -> Iterator[Finding]:
    papers = list(read_papers(changes))
    ids = {paper.id for paper in papers}
    clashing = sorted(alias for paper in papers for alias in paper.aliases if alias in ids)
    gone = sorted(other for paper in papers for other in paper.versions if other not in ids and not any(other in each.aliases for each in papers))
    if clashing:
        yield Finding("ids", ok=False, what=f"folded papers that are there as well: {_some(clashing)}")
    if gone:
        yield Finding("ids", ok=True, what=f"links to versions that were removed: {_some(gone)}")
    if not clashing:
        yield Finding("ids", ok=True, what=f"{len(ids):,} ids and {sum(len(paper.aliases) for paper in papers):,} aliases, all different")


def _check_index(index: Index, starts: dict[str, int]) -> Finding:
    lost = [identifier for identifier, start in starts.items() if (place := index.place_of(identifier)) is None or place.start != start]
    if lost or index.papers != len(starts):
        return Finding("index", ok=False, what=f"{len(lost):,} papers are not found as they are; delete the folder index, it is built anew")
    return Finding("index", ok=True, what=f"{index.papers:,} papers, each where it stands")


def _free_name(store: Store) -> str:
    number = 1
    while (store.folder / (name := f"{store.path.name}.damaged-{number}")).exists():
        number += 1
    return name


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
