"""`papers redo`: do again what was undone."""

from papercli.changes import undoing
from papercli.cli.history import last_change
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value


def command(json: AsJson = False, wait: Wait = DEFAULT_WAIT, library: LibraryPath = "") -> None:
    """Redo the last undone change."""
    output = choose_output(json=json)
    with open_library(library).writing(wait, tell) as current:
        what = undoing.redo(current)
    show_value(last_change(current), output, lambda: f"redone: {what}\n")
