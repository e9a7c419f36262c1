"""The reader's editor."""

import os
import shlex
import shutil
import subprocess
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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise OutputError(f"{path}: {reason(error)}; nothing was changed") from None


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    command = shlex.split(named) or [each for each in _EDITORS if shutil.which(each)][:1]
    if not command:
        raise OutputError("no editor found; set $EDITOR, or use --set FIELD=VALUE")
    return command


def _run(editor: list[str], path: Path) -> None:
    try:
        done = subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise OutputError(
            f"{editor[0]}: cannot be started; set $EDITOR to another editor"
        ) from error
    if done.returncode:
        raise OutputError(f"{editor[0]} ended with status {done.returncode}; nothing was changed")
