"""`papers redo`: do again what was undone."""

from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text
from papercli.store.history import plan_redo


def command(wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Redo the last undone change."""
    with open_library(library).writing(wait, tell) as current:
        batch, lines = plan_redo(current.store)
        what = f"{batch.command} ({batch.summary})"
        current.append(
            lines, command="redo", summary=f"redid {batch.number}: {what}", redoes=batch.number
        )
    write_text(f"redone: {what}\n")
