"""`papers split`: make a folded paper its own again."""

from typing import Annotated

import typer

from papercli import changes
from papercli.cli.completing import offer_names
from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text


def command(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            autocompletion=offer_names,
            help="The id of the merged paper, as listed by `papers show`.",
            show_default=False,
        ),
    ],
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Split a merged paper off again.

    Possible as long as the history still holds the merge (papers compact may discard it).
    """
    with open_library(library).writing(wait, tell) as current:
        paper, keeper = changes.split(current, identifier)
    write_text(
        f"{paper} is a separate paper again; dedupe will not suggest merging it with {keeper}\n"
    )
