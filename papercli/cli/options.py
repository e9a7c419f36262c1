"""The options that commands share, and where the library is."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from papercli.cli.opened import Opened
from papercli.errors import UsageError
from papercli.library import Library

LibraryPath = Annotated[str, typer.Option("--library", metavar="DIR", help="Folder of the library [env: PAPERS_LIBRARY].")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
AsJsonLines = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")]
AsIds = Annotated[bool, typer.Option("--ids", help="Print ids only, one a line.")]
Fields = Annotated[str, typer.Option("--fields", metavar="A,B", help="Show only these fields.")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="Colour the output: auto, always or never.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=0, help="Show at most so many; 0 shows all.", show_default=False)]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Pass over so many first.", show_default=False)]
Count = Annotated[bool, typer.Option("--count", help="Print only how many there are.")]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait while another process writes.")]

DEFAULT_WAIT = 30.0


def open_library(path: str) -> Library:
    """Open the library that was asked for: `--library`, else $PAPERS_LIBRARY, else the platform's folder for data."""
    from papercli.cli.progress import index_progress

    Opened.library = Library(library_folder(path), index_progress(), tell)
    return Opened.library


def library_folder(path: str) -> Path:
    """Return the folder of the library."""
    path = path or os.environ.get("PAPERS_LIBRARY", "")
    if path:
        return Path(path).expanduser()
    import platformdirs

    return platformdirs.user_data_path("papers", appauthor=False)


def tell(message: str) -> None:
    """Tell the reader something beside the result."""
    sys.stdout.flush()
    sys.stderr.write(f"papers: {message}\n")


def tell_if_empty(library: Library) -> None:
    """Tell the reader of an empty library how to fill it."""
    if library.is_empty:
        tell(f"the library in {library.folder} is empty; fill it with: papers ingest FILE…")


def split_fields(text: str, known: Sequence[str]) -> tuple[str, ...] | None:
    """Return the names in `a,b`; None for no text. Raises UsageError with the names there are."""
    if not text:
        return None
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise UsageError(f"unknown field '{name}'; known are {', '.join(known)}")
    return names
