"""The errors a user can cause or meet: each is shown as one line and carries its exit code."""

from pathlib import Path
from typing import ClassVar

# What is noted on an error, or on what stops a command, while it holds the library for a change.
CHANGED = "the change was saved"
UNCHANGED = "nothing was changed"


class PapersError(Exception):
    """Base of every error shown as one line on stderr; never raised itself."""

    code: ClassVar[str]  # by which programs know it
    exit_code: ClassVar[int]


class UsageError(PapersError):
    """The command line or the query is wrong."""

    code = "usage"
    exit_code = 2


class DumpError(PapersError):
    """A dump cannot be read; or records of it were skipped or incomplete where that counts as failure."""

    code = "dump"
    exit_code = 3


class UnknownFormatError(DumpError):
    """No format claims a dump."""

    code = "unknown-format"


class OnlineError(DumpError):
    """A service on the Internet cannot be reached, or does not answer."""

    code = "online"


class NotFoundError(PapersError):
    """No paper has the id, arXiv id, DOI or title asked for."""

    code = "not-found"
    exit_code = 4


class LibraryError(PapersError):
    """The library is unreadable, unwritable, damaged, locked or newer than this program."""

    code = "library"
    exit_code = 5


class NewerLibraryError(LibraryError):
    """The library was written by a newer version of this program."""

    code = "newer-library"


class OutputError(PapersError):
    """A file that was asked for cannot be written."""

    code = "output"
    exit_code = 5


class BrokenIndexError(LibraryError):
    """The index is not as it was written.

    It is only a cache: without it the command can be run again.
    """

    code = "index"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: damaged; delete this folder (it is only a cache)")
        self.folder = folder


def reason(error: OSError) -> str:
    """Return in words why a file could not be read or written."""
    return (error.strerror or str(error)).lower()
