"""`papers browse`: the library full screen."""

import os
import sys
from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import DEFAULT_WAIT, Ascii, LibraryPath, Query, Wait, open_library, tell
from papercli.cli.output import write_text
from papercli.cli.streams import silence
from papercli.desktop.terminals import is_open
from papercli.errors import LibraryError, NotFoundError, UsageError
from papercli.text import number_of

_PATIENCE = 2.0  # seconds for what is left to be written when the terminal is gone


def command(
    query: Query = None,
    pick: Annotated[
        bool, Option("--pick", help="Enter prints the ids of the chosen papers, and ends.")
    ] = False,
    ascii_only: Ascii = False,
    no_mouse: Annotated[
        bool, Option("--no-mouse", help="Leave the mouse to the terminal, for copying text.")
    ] = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> int:
    """Browse the library full screen: search as you type, and mark papers with one key.

    \b
      /  search       x  read, next     s  star       t  tag
      ?  all keys     u  undo           q  quit

    It is drawn on stderr, so that `papers browse --pick | xargs papers cite` works.
    """  # noqa: D301 - the backspace keeps typer from filling the lines
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("browse needs a terminal; `papers list` and `papers search` do not")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("browse needs a terminal that can move its cursor, and TERM is dumb")
    here = open_library(library)
    os.environ.setdefault("ESCDELAY", "25")  # milliseconds; textual reads it when it is imported
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    from papercli.browse.app import BrowseApp
    from papercli.browse.signs import ASCII, UNICODE
    from papercli.browse.state import State

    is_plain = ascii_only or not _shows_unicode()
    # For the commands that are run and completed from within it.
    os.environ["PAPERS_LIBRARY"] = str(here.folder)
    state = State(here.folder, " ".join(query or ()))
    app = BrowseApp(
        here.folder,
        ASCII if is_plain else UNICODE,
        state,
        wait=wait,
        picks=pick,
        complete=_complete,
    )
    app.run(mouse=not no_mouse)
    if not is_open(sys.stdin):  # the terminal is gone, and with it whoever would read
        silence(sys.stdout)
        silence(sys.stderr)
    if app.writer.left and app.stopped_by is None:
        tell(f"writing {number_of(app.writer.left, 'change')}")
    left = app.writer.end(wait, None if app.stopped_by is None else _PATIENCE)
    if app.return_code:
        return app.return_code  # of a bug, which is shown
    lost = f"{number_of(left, 'change')} could not be written"
    if app.stopped_by is not None:
        if left:
            tell(lost)
        return 128 + app.stopped_by
    if left:
        raise LibraryError(lost)
    if pick and not app.browser.chosen:
        raise NotFoundError("no paper was chosen")
    write_text("".join(f"{each}\n" for each in app.browser.chosen))
    return 0


def _shows_unicode() -> bool:
    """Say whether the terminal is said to; Python itself writes UTF-8 where the locale is C."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((value for name in names if (value := os.environ.get(name))), "")
    return locale not in {"C", "POSIX"} and "utf" in (sys.stderr.encoding or "").lower()


def _complete(words: list[str], incomplete: str) -> list[str]:
    """Return what a shell would offer for the last word of a command."""
    from papercli.cli.tab import offers_for

    offered = offers_for(words, incomplete) or []
    return [each if isinstance(each, str) else each[0] for each in offered]
