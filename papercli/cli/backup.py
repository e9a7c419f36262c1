"""`papers backup`: write the whole library to one file."""

from pathlib import Path
from typing import Annotated

import typer

from papercli.backup import write_backup
from papercli.cli.options import LibraryPath, number_of, open_library, tell_if_empty
from papercli.cli.output import write_text
from papercli.errors import UsageError


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to, for example papers-backup.jsonl.gz.", show_default=False)],
    library: LibraryPath = "",
) -> None:
    """Write all papers to one file, which papers ingest reads back with ids, tags, notes and sources."""
    here = open_library(library)
    path = Path(file).expanduser()
    if here.folder.resolve() in path.resolve().parents:
        raise UsageError(f"{path}: is in the library itself; name a place outside")
    count = write_backup(here.store.changes(), path)
    write_text(f"{number_of(count, 'paper')} written to {path}; papers ingest reads them back\n")
    tell_if_empty(here)
