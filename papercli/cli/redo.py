"""`papers redo`: do again what was undone."""

from papercli import changes
from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text


def command(wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Redo the last undone change."""
    with open_library(library).writing(wait, tell) as current:
        what = changes.redo(current)
    write_text(f"redone: {what}\n")
