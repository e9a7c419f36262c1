"""`papers map`: papers as a map in a web page."""

import sys
from pathlib import Path
from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import LibraryPath, Query, Since, open_library, tell
from papercli.cli.output import write_file, write_pieces
from papercli.cli.remarks import nothing_found
from papercli.errors import NotFoundError, OutputError, UsageError
from papercli.search.find import find_papers
from papercli.text import number_of

_PACKAGES = {"sklearn": "scikit-learn", "openTSNE": "openTSNE"}  # with all that they bring


def command(
    query: Query = None,
    output: Annotated[
        str,
        Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE instead of standard output, replacing it if it exists.",
        ),
    ] = "",
    since: Since = "",
    library: LibraryPath = "",
) -> None:
    """Draw a map of papers as a web page.

    For example: papers map year:2020.. -o map.html

    Papers that share words lie close together, and regions are named by the words that set their
    papers apart. The page works in any browser, without a network: zoom, search, and click a paper
    to open it.

    Drawing takes seconds for a thousand papers and minutes for a hundred thousand. It needs
    scikit-learn and openTSNE, the extra papercli[map].
    """
    to_file = output not in {"", "-"}
    if not to_file and sys.stdout.isatty():
        raise UsageError("a map is a web page; write it to a file: `papers map -o map.html`")
    here = open_library(library)
    here.require_whole()
    asked = " ".join(query or ())
    found = find_papers(here, asked, since=since)
    for message in found.messages:
        tell(message)
    if not found.total:
        raise NotFoundError(f"nothing to draw: {nothing_found(found)}")
    try:
        from papercli.map.drawing import draw_map
        from papercli.map.page import write_page
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {
            *_PACKAGES,
            "numpy",
            "scipy",
            "threadpoolctl",
        }:
            raise
        names = " ".join(_PACKAGES.values())
        raise OutputError(
            f"a map needs scikit-learn and openTSNE; to install them: `pip install {names}`"
        ) from None
    from papercli.views.progress import Progress

    progress = Progress()
    try:
        drawn = draw_map(lambda: found.in_order("id"), found.total, progress.show)
    finally:
        progress.wipe()
    pieces = [*write_page(drawn, asked)]
    if not to_file:
        write_pieces(pieces)
        return

    def write(handle: int) -> None:
        with open(handle, "w", encoding="utf-8", newline="", closefd=False) as file:
            file.writelines(pieces)

    write_file(Path(output), write, here.folder)
    tell(f"map of {number_of(found.total, 'paper')} written to {output}")
