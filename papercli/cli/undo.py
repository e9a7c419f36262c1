"""`papers undo`: take back the last change."""

from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text
from papercli.store.history import UNDO, plan_undo


def command(wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Undo the last change. Repeat to undo earlier ones."""
    with open_library(library).writing(wait, tell) as current:
        batch, lines = plan_undo(current.store)
        what = f"{batch.command} ({batch.summary})"
        current.append(
            lines, command=UNDO, summary=f"undid {batch.number}: {what}", undoes=batch.number
        )
    write_text(f"undone: {what} (`papers redo` repeats it)\n")
