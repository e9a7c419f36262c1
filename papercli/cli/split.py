"""`papers split`: make a merged paper its own again."""

from typing import Annotated

import typer

from papercli import changes
from papercli.cli.completing import offer_names
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.search.naming import find_all_named
from papercli.views.answers import paper_answer


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
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Split a merged paper off again.

    Possible as long as the history still holds the merge (papers compact may discard it).
    """
    output = choose_output(json=json)
    with open_library(library).writing(wait, tell) as current:
        paper, keeper = changes.split(current, identifier)
    said = f"{paper} is a separate paper again; dedupe will not suggest merging it with {keeper}\n"
    both = [paper_answer(each) for each in find_all_named(current, (paper, keeper))]
    show_value(both, output, lambda: said)
