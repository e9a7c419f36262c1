"""`papers backup`: write the whole library to one file."""

from pathlib import Path
from typing import Annotated

from papercli.cli.declare import Argument
from papercli.cli.folders import expanded
from papercli.cli.options import AsJson, LibraryPath, open_library, tell
from papercli.cli.output import choose_output, show_value, write_file
from papercli.errors import LibraryError, UsageError
from papercli.maintenance.backup import is_backup, write_backup
from papercli.text import number_of


def command(
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="File to write, e.g. papers-backup.jsonl.gz; - for standard output.",
            show_default=False,
        ),
    ],
    json: AsJson = False,
    library: LibraryPath = "",
) -> None:
    """Write all papers to one file that papers ingest reads back.

    Ids, tags, notes and sources are included; the history is not.
    """
    output = choose_output(json=json)
    if json and file == "-":
        raise UsageError("--json and a backup cannot both go to standard output; name a file")
    here = open_library(library)
    here.require_whole()
    if here.is_empty:
        raise UsageError(f"nothing to back up: the library in {here.folder} is empty")
    path = Path("/dev/stdout") if file == "-" else expanded(file)
    count = 0

    def write(handle: int) -> None:
        nonlocal count
        if path.is_file() and not is_backup(path):
            raise UsageError(f"{path}: already exists and is not a backup; choose another name")
        changes = here.store.changes()
        count = write_backup(changes, handle)
        here.store.verify()
        if not here.store.follows(changes.end):
            said = "was changed by another program while it was read"
            raise LibraryError(f"{here.store.path}: {said}")

    write_file(path, write, here.folder)
    said = f"{number_of(count, 'paper')} written to {file}; papers ingest reads them back"
    if file == "-":
        tell(said)
    else:
        show_value({"file": file, "papers": count}, output, lambda: f"{said}\n")
