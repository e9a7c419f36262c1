"""`papers undo`: take back the last change."""

from papercli.changes import undoing
from papercli.cli.hints import as_called
from papercli.cli.history import last_change
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value


def command(json: AsJson = False, wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Undo the last change. Repeat to undo earlier ones."""
    output = choose_output(json=json)
    with open_library(library).writing(wait, tell) as current:
        what = undoing.undo(current)
    hint = as_called("(`papers redo` repeats it)")
    show_value(last_change(current), output, lambda: f"undone: {what} {hint}\n")
