"""What was done to a library, and taking it back: undo and redo are batches like any other."""

from collections.abc import Iterable

from papercli.errors import UsageError
from papercli.store import START, Batch, Position, Store, removal

REPAIR = "repair"  # the batch that starts a store anew: nothing earlier is left to undo


def plan_undo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the last batch that can be undone, and the lines that restore what was before it.

    Raises UsageError when there is nothing to undo.
    """
    done, _ = _stacks(store.batches())
    if not done:
        raise UsageError("nothing to undo")
    batch = done[-1]
    touched = store.changes(before_batch(store, batch), until=batch.number).latest
    before = store.changes(until=batch.number - 1) if batch.start else None
    lines = []
    for identifier in touched:
        earlier = before.latest.get(identifier) if before else None
        lines.append(removal(identifier) if before is None or earlier is None else before.line(earlier))
    return batch, lines


def plan_redo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the batch that was undone last, and the lines that do it again; raises UsageError when there is none."""
    _, undone = _stacks(store.batches())
    if not undone:
        raise UsageError("nothing to redo")
    batch = undone[-1]
    changes = store.changes(before_batch(store, batch), until=batch.number)
    return batch, [changes.line(change) for change in changes.latest.values()]


def last_in_force(store: Store, command: str) -> Batch | None:
    """Return the last batch of a command that is not undone."""
    done, _ = _stacks(store.batches())
    return next((batch for batch in reversed(done) if batch.command == command), None)


def undone_numbers(newest_first: Iterable[Batch]) -> set[int]:
    """Return the numbers of the batches that are undone at present, whether or not they can still be redone."""
    undone: set[int] = set()
    for batch in reversed(list(newest_first)):
        if batch.undoes is not None:
            undone.add(batch.undoes)
        elif batch.redoes is not None:
            undone.discard(batch.redoes)
    return undone


def before_batch(store: Store, batch: Batch) -> Position:
    """Return the position in the store just before a batch."""
    if batch.start == 0:
        return START
    return next(Position(each.end, each.chain) for each in store.batches() if each.end == batch.start)


def _stacks(newest_first: Iterable[Batch]) -> tuple[list[Batch], list[Batch]]:
    """Return the batches in force, oldest first, and those that were undone and can be redone, the last one last."""
    done: list[Batch] = []
    undone: list[Batch] = []
    for batch in reversed(list(newest_first)):
        if batch.command == REPAIR:
            done.clear()
            undone.clear()
        elif batch.undoes is not None:
            undone.append(done.pop())
        elif batch.redoes is not None:
            done.append(undone.pop())
        else:
            done.append(batch)
            undone.clear()
    return done, undone
