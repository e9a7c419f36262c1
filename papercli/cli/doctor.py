"""`papers doctor`: examine the library, and repair it."""

import time
from contextlib import nullcontext
from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.folders import library_folder
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, tell
from papercli.cli.output import choose_output, show_value
from papercli.errors import LibraryError
from papercli.library import Library
from papercli.maintenance.check import examine, repair
from papercli.views.answers import doctor_answer
from papercli.views.progress import index_progress


def command(
    mend: Annotated[
        bool,
        Option(
            "--repair",
            help="Recover what can be read from a damaged library and keep the damaged file.",
        ),
    ] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> int:
    """Check the library for damage."""
    output = choose_output(json=json)
    here = Library(library_folder(library), index_progress())
    with here.store.lock(wait, tell) if mend else nullcontext():
        if mend:
            here.store.tidy()
        else:
            here.store.tidy_unless_held()
        start = time.perf_counter()
        findings = list(examine(here))
        if mend:
            for what in (
                repair(here)
                if not all(finding.ok for finding in findings)
                else ["nothing to repair"]
            ):
                tell(what)
            findings = list(examine(here))
        seconds = time.perf_counter() - start
    lines = "".join(
        f"{'ok ' if finding.ok else 'BAD'}  {finding.check}: {finding.what}\n"
        for finding in findings
    )
    value = doctor_answer(findings, seconds)
    show_value(value, output, lambda: f"{lines}checked in {seconds:.2f} s\n")
    return 0 if value["ok"] else LibraryError.exit_code
