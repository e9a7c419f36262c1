"""`papers backup`: write the whole library to one file."""

from pathlib import Path
from typing import Annotated

import typer

from papercli.backup import write_backup
from papercli.cli.options import LibraryPath, open_library, outside_libraries, tell
from papercli.cli.output import write_text
from papercli.errors import UsageError
from papercli.text import number_of


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to, for example papers-backup.jsonl.gz; - is standard output.", show_default=False)],
    library: LibraryPath = "",
) -> None:
    """Write all papers to one file, which papers ingest reads back with ids, tags, notes and sources."""
    here = open_library(library)
    if here.is_empty:
        raise UsageError(f"nothing to back up: the library in {here.folder} is empty")
    path = outside_libraries(Path("/dev/stdout" if file == "-" else file).expanduser(), here.folder)
    count = write_backup(here.store.changes(), path)
    (tell if file == "-" else write_line)(f"{number_of(count, 'paper')} written to {file}; papers ingest reads them back")


def write_line(text: str) -> None:
    """Write a line to stdout."""
    write_text(f"{text}\n")
