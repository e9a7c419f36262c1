"""Commands in messages as their reader has to type them: by the name the program was called, for the same library."""

import os
import re
import sys

from papercli.patterns import late

_HINT = late(r"`papers (?P<command>[a-z-]+)")
_WITHOUT_LIBRARY = frozenset({"formats", "schema"})


class Called:
    """How the program was called; there is one call in a process."""

    path = "papers"  # `sys.argv[0]`
    library = ""  # as it was named on the command line
    as_json = False  # whether what it prints is JSON


def name_called(path: str) -> str:
    """Return how the program was called, given `sys.argv[0]`, as a reader has to type it."""
    if os.path.basename(path) == "__main__.py":
        return f"{_typed(sys.executable)} -m papercli"
    return _typed(path) if os.path.dirname(path) else path


def _typed(program: str) -> str:
    """Return the name of a program that is found by it, else its path."""
    import shlex
    import shutil

    name = os.path.basename(program)
    return name if shutil.which(name) == program else shlex.quote(program)


def as_called(message: str) -> str:
    """Return a message in which each `papers COMMAND` can be typed as it stands."""
    return _HINT.sub(_named, message)


def _named(hint: re.Match[str]) -> str:
    import shlex

    command = hint["command"]
    has_library = bool(Called.library) and command not in _WITHOUT_LIBRARY and command[0] != "-"
    library = f" --library {shlex.quote(Called.library)}" if has_library else ""
    return f"`{name_called(Called.path)}{library} {command}"
