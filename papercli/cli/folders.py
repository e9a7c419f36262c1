"""Where the library is, and what is kept for a while."""

import os
import stat
from pathlib import Path

from papercli.errors import LibraryError, UsageError, reason

_LONGEST_NAME = 255  # bytes, on every common file system
_LONGEST_SHOWN = 200  # characters of a path in a message about it


def library_folder(path: str) -> Path:
    """Return the folder of the library, which need not exist.

    Raises UsageError or LibraryError for a path that cannot be one.
    """
    path = path or os.environ.get("PAPERS_LIBRARY", "")
    if path:
        folder = expanded(path)
    else:
        import platformdirs

        folder = platformdirs.user_data_path("papers", appauthor=False)
    try:
        if not folder.is_absolute():
            os.getcwd()  # from which it is reached
        is_folder = stat.S_ISDIR(folder.stat().st_mode)
    except FileNotFoundError as error:
        if error.filename is None:  # the folder that the command was started in is gone
            why = "as the current folder no longer exists"
            raise LibraryError(f"{folder}: cannot be found, {why}") from None
        if max(len(os.fsencode(part)) for part in folder.parts) <= _LONGEST_NAME:
            return folder
        raise LibraryError(f"{_shortened(folder)}: cannot be used (file name too long)") from None
    except OSError as error:
        raise LibraryError(f"{_shortened(folder)}: cannot be used ({reason(error)})") from None
    if not is_folder:
        raise LibraryError(f"{folder}: is not a folder")
    return folder


def online_folder() -> Path:
    """Return the folder of what online services answered."""
    import platformdirs

    return platformdirs.user_cache_path("papers", appauthor=False) / "online"


def expanded(path: str) -> Path:
    """Return a path with the home folder in place of `~` or `~user`. Raises UsageError."""
    found = os.path.expanduser(path)
    if found.startswith("~"):
        user = found.partition("/")[0]
        raise UsageError(f"{user}: no such user; for a folder of that name write ./{path}")
    if "\0" in found:
        raise UsageError("a path cannot contain a NUL character")
    return Path(found)


def _shortened(path: Path) -> str:
    text = str(path)
    half = _LONGEST_SHOWN // 2
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:half]}…{text[-half:]}"
