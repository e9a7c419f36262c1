"""Commands in messages as their reader has to type them: by the name the program was called, for the same library."""

import os
import re
import shlex
import shutil
import sys

_HINT = re.compile(r"`papers (?=[a-z])")


class Called:
    """How the program was called; there is one call in a process."""

    name = "papers"
    library = ""  # as it was named on the command line


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
    library = f" --library {shlex.quote(Called.library)}" if Called.library else ""
    return _HINT.sub(lambda _: f"`{Called.name}{library} ", message)
