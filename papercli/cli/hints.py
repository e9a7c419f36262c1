"""Commands in messages as their reader has to type them: by the name the program was called, for the same library."""

import os
import re
import shlex
import shutil
import sys

_HINT = re.compile(r"`papers (?P<command>[a-z-]+)")
_WITHOUT_LIBRARY = frozenset({"formats", "schema"})


class Called:
    """How the program was called; there is one call in a process."""

    name = "papers"
    library = ""  # as it was named on the command line
    as_json = False  # whether what it prints is JSON


def note_name(path: str) -> None:
    """Remember by which name the program was called, given `sys.argv[0]`."""
    name = os.path.basename(path)
    Called.name = f"{_typed(sys.executable)} -m papercli" if name == "__main__.py" else _typed(path)


def _typed(program: str) -> str:
    """Return the name of a program that is found by it, else its path."""
    name = os.path.basename(program)
    return name if shutil.which(name) == program else shlex.quote(program)


def as_called(message: str) -> str:
    """Return a message in which each `papers COMMAND` can be typed as it stands."""
    return _HINT.sub(_named, message)


def _named(hint: re.Match[str]) -> str:
    command = hint["command"]
    has_library = bool(Called.library) and command not in _WITHOUT_LIBRARY and command[0] != "-"
    library = f" --library {shlex.quote(Called.library)}" if has_library else ""
    return f"`{Called.name}{library} {command}"
