"""`papers rm`: take papers out of the library."""

from typing import Annotated

import typer

from papercli import changes
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.text import number_of
from papercli.views.answers import paper_answer


def command(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="The papers to remove, given as for `papers show`.",
            show_default=False,
        ),
    ],
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Remove papers.

    `papers undo` brings them back; reading the dumps in which they were seen does not.
    """
    output = choose_output(json=json)
    with open_library(library).writing(wait, tell) as current:
        papers = changes.remove(current, ids)
    titles = "".join(f"  {paper.id}  {paper.title}\n" for paper in papers)
    shown = [paper_answer(paper) for paper in papers]
    show_value(shown, output, lambda: f"removed {number_of(len(papers), 'paper')}:\n{titles}")
