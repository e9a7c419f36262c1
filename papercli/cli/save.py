"""`papers save`: a query under a name."""

from typing import Annotated

from papercli.changes import searching
from papercli.cli.declare import Argument
from papercli.cli.hints import as_called
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.remarks import tell_about
from papercli.search.find import find_papers
from papercli.search.saved import saved_searches
from papercli.text import number_of


def command(
    name: Annotated[
        str, Argument(metavar="NAME", help="Letters, digits, - and _.", show_default=False)
    ],
    query: Annotated[
        list[str],
        Argument(metavar="QUERY…", help="What is saved under the name.", show_default=False),
    ],
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Save a query under a name, to be used as @NAME in any query.

    For example: papers save todo is:unread tag:thesis

    and then: papers list @todo sheaf
    """
    output = choose_output(json=json)
    text = " ".join(query)
    here = open_library(library)
    before = saved_searches(here).get(name.removeprefix("@").lower())
    with here.writing(wait, tell, new=True) as current:
        is_new = searching.save_search(current, name, text)
    found = find_papers(current, text)
    shown = name.removeprefix("@").lower()
    done = "saved" if is_new else "already saved"
    now = f"{number_of(found.total, 'paper')} now"
    answer = {"name": shown, "query": saved_searches(current)[shown], "papers": found.total}
    show_value(
        answer, output, lambda: as_called(f"@{shown} {done} ({now}): `papers list @{shown}`\n")
    )
    if is_new and before:
        tell(f"@{shown} was: {before}")
    if found.messages:
        tell_about(found)
