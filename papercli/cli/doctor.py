"""`papers doctor`: examine the library."""

import time
from dataclasses import asdict
from typing import Annotated

import typer

from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, number_of, open_library, tell
from papercli.cli.output import choose_output, show_value, write_text
from papercli.doctor import examine, repair
from papercli.errors import LibraryError


def command(
    mend: Annotated[bool, typer.Option("--repair", help="Save what can be read of a damaged store; the damaged file is kept.")] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Examine the library: whether the store is as it was written, and ids and index agree with it."""
    output = choose_output(json=json)
    here = open_library(library)
    if mend:
        if all(finding.ok for finding in examine(here)):
            write_text("nothing to repair\n")
            return
        with here.store.lock(wait, tell):
            batch, kept, unreadable = repair(here)
        write_text(f"{number_of(batch.lines, 'line')} saved; {number_of(unreadable, 'line')} could not be read; the damaged file is kept as {kept}\n")
        here = open_library(library)
    start = time.perf_counter()
    findings = list(examine(here))
    seconds = time.perf_counter() - start
    lines = "".join(f"{'ok ' if finding.ok else 'BAD'}  {finding.check}: {finding.what}\n" for finding in findings)
    value = {"ok": all(finding.ok for finding in findings), "seconds": round(seconds, 3), "findings": [asdict(finding) for finding in findings]}
    show_value(value, output, lambda: f"{lines}examined in {seconds:.2f} s\n")
    if not value["ok"]:
        raise typer.Exit(LibraryError.exit_code)
