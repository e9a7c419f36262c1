"""What was done to a library, and taking it back: undo and redo are batches like any other."""

from collections.abc import Iterable

from papercli.errors import UsageError
from papercli.log import COMPACT, REPAIR, Batch, removal
from papercli.store import Store
from papercli.text import number_of

MOST_NAMED = 2  # papers that the summary of a change names
_LONGEST_TITLE = 60  # characters of a title in a summary


def plan_undo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the last batch that can be undone, and the lines that restore what was before it.

    Raises UsageError when there is nothing to undo.
    """
    done, _, _ = _stacks(store.batches())
    if not done:
        raise UsageError("nothing to undo")
    batch = done[-1]
    touched = store.changes_of(batch).latest
    before = store.changes(until=batch.number - 1) if batch.start else None
    lines = []
    for identifier in touched:
        earlier = before.latest.get(identifier) if before else None
        lines.append(removal(identifier) if before is None or earlier is None else before.line(earlier))
    return batch, lines


def plan_redo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the batch that was undone last, and the lines that do it again; raises UsageError when there is none."""
    _, undone, _ = _stacks(store.batches())
    if not undone:
        raise UsageError("nothing to redo")
    batch = undone[-1]
    changes = store.changes_of(batch)
    return batch, [changes.line(change) for change in changes.latest.values()]


def last_in_force(store: Store, command: str) -> Batch | None:
    """Return the last batch of a command that is not undone."""
    done, _, _ = _stacks(store.batches())
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


def name_papers(papers: Iterable[tuple[str, str]]) -> str:
    """Return what the summary of a change calls papers, given by id and title: one or two by both, "68ba5973 Trees", more by number."""
    papers = list(papers)
    if len(papers) > MOST_NAMED:
        return number_of(len(papers), "paper")
    return " and ".join(f"{identifier} {_shorten(title)}" for identifier, title in papers)


def _shorten(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 2].rsplit(" ", 1)[0] + " …"


def dangling(newest_first: Iterable[Batch]) -> list[Batch]:
    """Return the batches that take back, or do again, what is not there to be taken back or done again."""
    _, _, wrong = _stacks(newest_first)
    return wrong


def _stacks(newest_first: Iterable[Batch]) -> tuple[list[Batch], list[Batch], list[Batch]]:
    """Return the batches in force, oldest first; those that were undone and can be redone, the last one last; and the dangling ones.

    A batch that takes back what is not there dangles, and is else as good as any other: it can be undone.
    """
    done: list[Batch] = []
    undone: list[Batch] = []
    wrong: list[Batch] = []
    for batch in reversed(list(newest_first)):
        if batch.command in {COMPACT, REPAIR}:
            done.clear()
            undone.clear()
        elif batch.undoes is not None and done and done[-1].number == batch.undoes:
            undone.append(done.pop())
        elif batch.redoes is not None and undone and undone[-1].number == batch.redoes:
            done.append(undone.pop())
        else:
            done.append(batch)
            undone.clear()
            if (batch.undoes, batch.redoes) != (None, None):
                wrong.append(batch)
    return done, undone, wrong
