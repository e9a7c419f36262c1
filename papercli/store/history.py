"""What was done to a library, and taking it back: undo and redo are batches like any other."""

from collections.abc import Iterable, Iterator

from papercli.errors import UsageError
from papercli.store.lines import COMPACT, REPAIR, Batch, Heading, removal
from papercli.store.store import Store
from papercli.text import number_of

UNDO = "undo"  # the command of a batch that takes back another
MOST_NAMED = 2  # papers that the summary of a change names
_LONGEST_TITLE = 60  # characters of a title in a summary


def plan_undo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the last batch that can be undone, and the lines that restore what was before it.

    Raises UsageError when there is nothing to undo.
    """
    done, _, _ = _stacks(store.batches())
    if not done:
        raise UsageError("nothing to undo")
    return done[-1], _lines_before(store, done[-1])


def plan_redo(store: Store) -> tuple[Batch, list[bytes]]:
    """Return the batch that was undone last, and the lines that do it again.

    Raises UsageError when there is none.
    """
    _, undone, _ = _stacks(store.batches())
    if not undone:
        raise UsageError("nothing to redo")
    batch = undone[-1]
    if is_undo_alone(batch):
        return batch, _lines_before(store, batch)
    changes = store.changes_of(batch)
    return batch, [changes.line(change) for change in changes.latest.values()]


def _lines_before(store: Store, batch: Batch) -> list[bytes]:
    """Return the lines that restore what was before a batch."""
    touched = store.changes_of(batch).latest
    before = store.lines_before(batch.start, touched)
    return [before.get(each) or removal(each) for each in touched]


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
    """Return what the summary of a change calls papers, given by id and title.

    One or two by both, "68ba5973 Trees", more by number.
    """
    papers = list(papers)
    if len(papers) > MOST_NAMED:
        return number_of(len(papers), "paper")
    return " and ".join(f"{identifier} {_shorten(title)}" for identifier, title in papers)


def _shorten(title: str) -> str:
    return (
        title
        if len(title) <= _LONGEST_TITLE
        else title[: _LONGEST_TITLE - 2].rsplit(" ", 1)[0] + " …"
    )


def is_undo_alone(batch: Heading | Batch) -> bool:
    """Say whether a batch took back what compaction has let go since.

    It can be done again, and not be undone.
    """
    return batch.command == UNDO and batch.undoes is None


def dangling(newest_first: Iterable[Batch]) -> list[Batch]:
    """Return the batches that take back, or do again, what is not there to be taken back or done again."""
    _, _, wrong = _stacks(newest_first)
    return wrong


def cut_headings(oldest_first: Iterable[Batch]) -> Iterator[Heading]:
    """Yield what the last batches of a history are called when those before them are let go.

    One that took back a batch which is let go takes back none, and stands for it when that is done
    again. One that did such a batch again is a change of its own.
    """
    now: dict[int, int] = {}  # the number of a batch, and of that which stands for it
    alone: set[int] = set()
    for batch in oldest_first:
        target = batch.redoes if batch.undoes is None else batch.undoes
        found = batch.number if target is None else now.get(target)
        if found is None or found in alone:
            now[target or batch.number] = batch.number
        heading = batch.heading
        if target is None:
            now[batch.number] = batch.number
        elif found is None:
            heading = heading._replace(undoes=None, redoes=None)
        else:
            heading = heading._replace(undoes=batch.undoes and found, redoes=batch.redoes and found)
        if is_undo_alone(heading):
            alone.add(batch.number)
        yield heading


def _stacks(newest_first: Iterable[Batch]) -> tuple[list[Batch], list[Batch], list[Batch]]:
    """Return the batches in force, oldest first.

    Those that were undone and can be redone, the last one last; and the dangling ones.

    A batch that takes back what is not there dangles, and is else as good as any other: it can be
    undone.
    """
    done: list[Batch] = []
    undone: list[Batch] = []
    wrong: list[Batch] = []
    for batch in reversed(list(newest_first)):
        if batch.command in {COMPACT, REPAIR}:
            done.clear()
            undone.clear()
        elif is_undo_alone(batch):  # what it took back was done before the history begins
            done.clear()
            undone.append(batch)
        elif batch.undoes is not None and done and done[-1].number == batch.undoes:
            undone.append(done.pop())
        elif undone and undone[-1].number in _done_again_by(batch, undone[-1]):
            again = undone.pop()
            done.append(batch if is_undo_alone(again) else again)
        else:
            done.append(batch)
            undone.clear()
            if (batch.undoes, batch.redoes) != (None, None):
                wrong.append(batch)
    return done, undone, wrong


def _done_again_by(batch: Batch, undone: Batch) -> tuple[int | None, ...]:
    """Return what a batch may do again; once, an undo that stands alone was undone."""
    return (batch.redoes, batch.undoes) if is_undo_alone(undone) else (batch.redoes,)
