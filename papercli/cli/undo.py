"""`papers undo`: take back the last change."""

from papercli import changes
from papercli.cli.hints import as_called
from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text


def command(wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Undo the last change. Repeat to undo earlier ones."""
    with open_library(library).writing(wait, tell) as current:
        what = changes.undo(current)
    write_text(f"undone: {what} {as_called('(`papers redo` repeats it)')}\n")
