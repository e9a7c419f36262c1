"""Taking the last change back, and doing it again."""

from papercli.errors import UsageError
from papercli.library import Library
from papercli.store.history import UNDO, plan_redo, plan_undo
from papercli.store.lines import Batch


def undo(library: Library, only: int | None = None) -> str:
    """Take back the last change; return what it is called.

    Raises UsageError where there is none, or where it is not the change of the number `only`.
    """
    batch, lines = plan_undo(library.store)
    _require(batch, only)
    summary = f"undid {batch.number}: {_name_of(batch)}"
    library.append(lines, command=UNDO, summary=summary, undoes=batch.number)
    return _name_of(batch)


def last(library: Library) -> str:
    """Return what the last change is called. Raises UsageError where there is none to be undone."""
    return _name_of(plan_undo(library.store)[0])


def redo(library: Library, only: int | None = None) -> str:
    """Do again the change that was undone last; return what it is called. Raises UsageError as `undo` does."""
    batch, lines = plan_redo(library.store)
    _require(batch, only)
    summary = f"redid {batch.number}: {_name_of(batch)}"
    library.append(lines, command="redo", summary=summary, redoes=batch.number)
    return _name_of(batch)


def _name_of(batch: Batch) -> str:
    return f"{batch.command} ({batch.summary})"


def _require(batch: Batch, only: int | None) -> None:
    if only is not None and batch.number != only:
        raise UsageError(f"the last change is another one: {_name_of(batch)}")
