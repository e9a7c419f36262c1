"""Letting go of history.

Old versions of papers and removed ones, and the changes that nobody will take back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from papercli.library import Library
from papercli.store.batches import Changes
from papercli.store.history import cut_headings
from papercli.store.lines import COMPACT, NO_CHAIN, Batch, Heading, encode_batch, now
from papercli.store.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """What a compaction would do."""

    dropped: int  # changes that could no longer be undone
    kept: int  # the last changes, which still could
    lines: int  # earlier versions of papers, and papers that were removed
    merged: int  # papers merged into others, which papers split could no longer bring back
    before: int  # bytes of the store
    after: int


def plan_compaction(store: Store, keep: int) -> Plan:
    """Return what it would mean to keep only the last `keep` changes undoable.

    Where no line would be discarded it is not worth the undoing, and all are kept. Raises
    LibraryError for a damaged store.
    """
    batches = _oldest_first(store)
    first = _first_kept(batches, keep)
    size = store.size
    nothing = Plan(0, len(batches), 0, 0, size, size)
    if not first:
        return nothing
    base = store.changes(until=batches[first - 1].number)
    lines = sum(batch.lines for batch in batches[:first]) - sum(1 for _ in base.present())
    if not lines:
        return nothing
    headed = _compacted(store, batches[first:], base)
    blocks = (encode_batch(heading, lines, NO_CHAIN) for heading, lines in headed)
    after = sum(map(len, chain.from_iterable(blocks)))
    folded = sum(_count_aliases(base.line(change)) for change in base.papers())
    is_base = batches[0].command == COMPACT
    return Plan(first - is_base, len(batches) - first, lines, folded, size, after)


def compact(library: Library, keep: int) -> Plan:
    """Keep only the last `keep` changes undoable, and return what that did. The caller is inside `writing`."""
    plan = plan_compaction(library.store, keep)
    if plan.lines:
        batches = _oldest_first(library.store)
        first = _first_kept(batches, keep)
        base = library.store.changes(until=batches[first - 1].number)
        library.replace(_compacted(library.store, batches[first:], base))
    return plan


def _compacted(
    store: Store, kept: list[Batch], base: Changes
) -> Iterator[tuple[Heading, Iterator[bytes]]]:
    """Yield what the store consists of then.

    What is there before the batches to keep, and these.
    """
    last = base.batches[-1]
    yield (
        Heading(last.number, now(), COMPACT, f"history up to change {last.number:,} discarded"),
        _lines(base),
    )
    for batch, heading in zip(kept, cut_headings(kept), strict=True):
        changes = store.changes_of(batch)
        yield heading, (changes.line(change) for change in changes.latest.values())


def _lines(changes: Changes) -> Iterator[bytes]:
    return (changes.line(change) for change in changes.present())


def _oldest_first(store: Store) -> list[Batch]:
    return list(store.batches())[::-1]


def _first_kept(batches: list[Batch], keep: int) -> int:
    """Return the place of the first batch to be kept.

    0 when there is nothing before it to let go of.
    """
    first = max(0, len(batches) - keep)
    return 0 if first == 1 and batches[0].command == COMPACT else first


def _count_aliases(line: bytes) -> int:
    from papercli.store.papers import decode_paper

    return 0 if b'"aliases":[]' in line else len(decode_paper(line).aliases)
