"""`papers open`: papers in the browser."""

from typing import Annotated

import typer

from papercli.cli.options import AsJson, LibraryPath, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.selection import Names, Query, select
from papercli.errors import NotFoundError, OutputError, UsageError
from papercli.text import number_of

_MOST = 10  # papers that are opened at once


def command(
    ids: Names = None,
    query: Query = "",
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the links, and open nothing.")
    ] = False,
    json: AsJson = False,
    library: LibraryPath = "",
) -> None:
    """Open papers in the browser.

    By their link, else at arXiv or by their DOI. $BROWSER says which browser; the links are
    printed, too.
    """
    from papercli.exports.links import best_link

    output = choose_output(json=json)
    papers = select(open_library(library), ids, query)
    if len(papers) > _MOST and not print_only:
        found = number_of(len(papers), "paper")
        raise UsageError(f"{found}; at most {_MOST} are opened at once (--print lists all links)")
    found_links = [(paper, best_link(paper)) for paper in papers]
    if bare := [paper for paper, link in found_links if link is None]:
        names = "".join(f"\n  {paper.id}  {paper.title}" for paper in bare)
        said = f"{number_of(len(bare), 'paper')} without a link:{names}"
        if len(bare) == len(papers):
            raise NotFoundError(said)
        tell(said)
    shown = [{"id": paper.id, "link": link} for paper, link in found_links if link]
    show_value(shown, output, lambda: "".join(f"{each['link']}\n" for each in shown))
    if print_only:
        return
    import webbrowser

    for each in shown:
        try:
            is_open = webbrowser.open(str(each["link"]))
        except (webbrowser.Error, OSError):
            is_open = False
        if not is_open:
            raise OutputError("no browser found; set $BROWSER to the command of one")
