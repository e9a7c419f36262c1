"""Taking the last change back, and doing it again."""

from papercli.library import Library
from papercli.store.history import UNDO, plan_redo, plan_undo
from papercli.store.lines import Batch


def undo(library: Library) -> str:
    """Take back the last change; return what it is called."""
    batch, lines = plan_undo(library.store)
    summary = f"undid {batch.number}: {_name_of(batch)}"
    library.append(lines, command=UNDO, summary=summary, undoes=batch.number)
    return _name_of(batch)


def redo(library: Library) -> str:
    """Do again the change that was undone last; return what it is called."""
    batch, lines = plan_redo(library.store)
    summary = f"redid {batch.number}: {_name_of(batch)}"
    library.append(lines, command="redo", summary=summary, redoes=batch.number)
    return _name_of(batch)


def _name_of(batch: Batch) -> str:
    return f"{batch.command} ({batch.summary})"
