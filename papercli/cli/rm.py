"""`papers rm`: take papers out of the library."""

from typing import Annotated

import typer

from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.show import find_all
from papercli.ingest.sightings import unwanted
from papercli.store.history import name_papers
from papercli.store.lines import removal
from papercli.store.papers import unwanted_line
from papercli.text import number_of


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
        papers = {paper["id"]: paper for paper in find_all(current, ids)}
        lines = [removal(identifier) for identifier in papers]
        lines += [unwanted_line(unwanted(paper)) for paper in papers.values()]
        removed = name_papers((paper["id"], paper["title"]) for paper in papers.values())
        current.append(lines, command="rm", summary=f"removed {removed}")
    titles = "".join(f"  {paper['id']}  {paper['title']}\n" for paper in papers.values())
    show_value(
        list(papers.values()),
        output,
        lambda: f"removed {number_of(len(papers), 'paper')}:\n{titles}",
    )
