"""The reader's editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from papercli.errors import OutputError, reason

_EDITORS = ("sensible-editor", "nano", "vim", "vi")


def edit_text(text: str, name: str) -> str:
    """Return a text as the reader left it in the editor, in a file of that name.

    Raises OutputError where there is no editor, or where it fails.
    """
    editor = _editor()
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        _run(editor, path)
        return _read(path)


def keep_text(text: str, name: str) -> Path:
    """Write a text that could not be used to a file, and return that."""
    path = Path(tempfile.mkdtemp(prefix="papers-")) / name
    path.write_text(text, encoding="utf-8")
    return path


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise OutputError(f"{path}: {reason(error)}; nothing was changed") from None


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if named:
        return shlex.split(named)
    found = next(filter(shutil.which, _EDITORS), None)
    if found is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        what = "no editor found" if found is None else f"{found} needs a terminal"
        raise OutputError(f"{what}; set $EDITOR, or say on the command line what to write")
    return [found]


def _run(editor: list[str], path: Path) -> None:
    try:
        done = subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise OutputError(
            f"{editor[0]}: cannot be started; set $EDITOR to another editor"
        ) from error
    if done.returncode:
        raise OutputError(f"{editor[0]} ended with status {done.returncode}; nothing was changed")
