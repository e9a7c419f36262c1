"""`papers rm`: take papers out of the library."""

from papercli.changes import marking
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, listed, show_value
from papercli.cli.selection import Names, Query, Yes, select_to_change
from papercli.text import number_of
from papercli.views.answers import paper_answer


def command(
    ids: Names = None,
    query: Query = "",
    yes: Yes = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Remove papers.

    `papers undo` brings them back; reading the dumps in which they were seen does not.
    """
    output = choose_output(json=json)
    here = open_library(library)
    chosen = select_to_change(here, ids, query, "remove", yes=yes)
    with here.writing(wait, tell) as current:
        papers = marking.remove(current, chosen)
    titles = listed(papers)
    shown = [paper_answer(paper) for paper in papers]
    show_value(shown, output, lambda: f"removed {number_of(len(papers), 'paper')}:\n{titles}")
