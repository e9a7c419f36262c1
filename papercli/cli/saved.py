"""`papers saved`: the queries that have names."""

from typing import Annotated

from papercli.changes import searching
from papercli.cli.declare import Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.search.find import find_papers
from papercli.search.saved import names_in, saved_searches


def command(
    remove: Annotated[
        str,
        Option(
            "--remove",
            metavar="NAME",
            completion="offer_saved",
            help="Forget the search of this name.",
        ),
    ] = "",
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """List saved searches with the number of their papers, or forget one."""
    output = choose_output(json=json)
    here = open_library(library)
    if remove:
        with here.writing(wait, tell) as current:
            searching.forget_search(current, remove)
        here = current
    searches = saved_searches(here)
    if remove:
        gone = remove.removeprefix("@").lower()
        for name in (name for name, query in searches.items() if gone in names_in(query)):
            tell(f"@{name} asks for @{gone}, which is now searched for as text")
    shown = [
        {"name": name, "query": query, "papers": find_papers(here, query).total}
        for name, query in searches.items()
    ]
    names = max((len(name) for name in searches), default=0) + 1
    count = max((len(str(each["papers"])) for each in shown), default=0)

    def text() -> str:
        if not output.is_for_people:
            rows = (f"{each['name']}\t{each['papers']}\t{each['query']}\n" for each in shown)
            return "".join(rows)
        return "".join(
            f"{'@' + str(each['name']):<{names}}  {each['papers']:>{count}}  {each['query']}\n"
            for each in shown
        )

    show_value(shown, output, text)
    if not shown:
        tell("no saved searches; `papers save NAME QUERY…` saves one")
