"""`papers open`: papers in the browser."""

from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import AsJson, LibraryPath, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.selection import Names, Query, select
from papercli.desktop.opening import open_place
from papercli.errors import NotFoundError, UsageError
from papercli.text import number_of

_MOST = 10  # papers that are opened at once


def command(
    ids: Names = None,
    query: Query = "",
    link: Annotated[
        bool, Option("--link", help="Open the link, even if a file is attached.")
    ] = False,
    print_only: Annotated[
        bool, Option("--print", help="Print the links, and open nothing.")
    ] = False,
    json: AsJson = False,
    library: LibraryPath = "",
) -> None:
    """Open papers: the file that you attached, or their page in the browser.

    The page is that of their link, else at arXiv or by their DOI. $BROWSER says which browser; what
    is opened is printed, too.
    """
    from papercli.exports.links import best_link

    output = choose_output(json=json)
    papers = select(open_library(library), ids, query)
    if len(papers) > _MOST and not print_only:
        found = number_of(len(papers), "paper")
        raise UsageError(f"{found}; at most {_MOST} are opened at once (--print lists all links)")
    found_links = [
        (paper, paper.files[0] if paper.files and not link else best_link(paper))
        for paper in papers
    ]
    if bare := [paper for paper, place in found_links if place is None]:
        names = "".join(f"\n  {paper.id}  {paper.title}" for paper in bare)
        said = f"{number_of(len(bare), 'paper')} without a link:{names}"
        if len(bare) == len(papers):
            raise NotFoundError(said)
        tell(said)
    shown = [{"id": paper.id, "link": place} for paper, place in found_links if place]
    show_value(shown, output, lambda: "".join(f"{each['link']}\n" for each in shown))
    if print_only:
        return
    for each in shown:
        open_place(str(each["link"]))
