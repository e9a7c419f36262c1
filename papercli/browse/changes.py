"""What the reader changes: shown at once, written a moment later, and taken back by the same key any number of times."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from papercli.browse.writing import Change, Outcome
from papercli.changes import marking, undoing
from papercli.errors import UsageError
from papercli.library import Library
from papercli.marks import Marks
from papercli.model import Paper
from papercli.text import number_of


class Changes:
    """The changes of this session, and how papers look with them."""

    def __init__(self, write: Callable[[Change], None]) -> None:
        self._write = write
        self.shown: dict[str, Paper] = {}  # papers as they are now, by id
        self.awaited: Change | None = None  # of which nobody can tell how papers look with it
        self.made = 0  # how many there were
        self.may_go_on = False  # to undo what was not done in this session: the reader knows
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def mark(self, papers: Sequence[Paper], marks: Marks, cursor: str) -> int:
        """Mark papers; return how many that changes."""
        pairs = [(paper, marks.apply(paper)) for paper in papers]
        pairs = [(before, after) for before, after in pairs if after is not before]
        if pairs:
            ids = [before.id for before, _ in pairs]
            several = number_of(len(ids), "paper")
            said = f"{marks}: {several if len(ids) > 1 else pairs[0][0].title}"
            self._make(
                Change(
                    said,
                    partial(_mark, ids=ids, marks=marks),
                    {before.id: before for before, _ in pairs},
                    {after.id: after for _, after in pairs},
                    cursor,
                )
            )
        return len(pairs)

    def make(self, said: str, make: Callable[[Library], str | None]) -> None:
        """Make a change of which only the library can tell what becomes of it."""
        self._make(Change(said, make))

    def undo(self) -> Change:
        """Take back the last change of this session; of an earlier one, when it is asked again."""
        if self._done:
            change = self._done.pop()
            self._undone.append(change)
            return self._carry_out(_turned(change, undoing.undo), change.before)
        if self.may_go_on:
            return self._carry_out(Change("", _undo_any), {})
        self.may_go_on = True
        return self._carry_out(Change("", _tell_last), {})

    def redo(self) -> Change:
        """Do again what was undone last."""
        if not self._undone:
            return self._carry_out(Change("", _redo_any), {})
        change = self._undone.pop()
        self._done.append(change)
        return self._carry_out(_turned(change, undoing.redo), change.after)

    def settle(self, outcome: Outcome) -> None:
        """Take note of what became of a change; one that failed is not shown any more."""
        if outcome.change is self.awaited:
            self.awaited = None
        if outcome.error:
            for stack in (self._done, self._undone):
                stack.clear()
            self.may_go_on = outcome.change.turns
            for identifier in {*outcome.change.before, *outcome.change.after}:
                self.shown.pop(identifier, None)

    def _make(self, change: Change) -> None:
        self._done.append(change)
        self._undone.clear()
        self._carry_out(change, change.after)

    def _carry_out(self, change: Change, papers: Mapping[str, Paper]) -> Change:
        """Show what is known of how papers look now, and have the change written."""
        self.made += 1
        self.shown.update(papers)
        if not papers:
            self.awaited = change
        self._write(change)
        return change


def _mark(library: Library, ids: Sequence[str], marks: Marks) -> None:
    marking.mark(library, ids, marks)


def _turned(change: Change, turn: Callable[[Library, int], str]) -> Change:
    """Return the change that takes back another, or does it again."""

    def make(library: Library) -> None:
        if change.number is None:
            raise UsageError(f"{change.said}: was not written, so it cannot be undone")
        turn(library, change.number)

    return Change(change.said, make, change.before, change.after, change.cursor, turns=True)


def _tell_last(library: Library) -> str:
    return f"not of this session: {undoing.last(library)}; u again undoes it"


def _undo_any(library: Library) -> str:
    return f"undone: {undoing.undo(library)}"


def _redo_any(library: Library) -> str:
    return f"redone: {undoing.redo(library)}"
