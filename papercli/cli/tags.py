"""`papers tags`: the tags of a library, renamed and removed."""

from typing import Annotated, Any

from papercli.changes import marking
from papercli.cli.declare import Option
from papercli.cli.hints import as_called
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.errors import UsageError
from papercli.library import Library
from papercli.search.counting import counts
from papercli.search.find import find_papers
from papercli.text import clean, join_words, number_of


def command(
    rename: Annotated[
        tuple[str, str] | None,
        Option(
            "--rename",
            metavar="OLD NEW",
            help="Rename a tag; if there is a tag NEW, the two become one.",
        ),
    ] = None,
    remove: Annotated[
        str,
        Option(
            "--remove",
            metavar="TAG",
            completion="offer_tags",
            help="Remove a tag from all papers.",
        ),
    ] = "",
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """List tags with their papers, or rename or remove one.

    `papers mark` adds tags to papers.
    """
    output = choose_output(json=json)
    if rename and remove:
        raise UsageError("--rename and --remove cannot be combined")
    if rename and not clean(rename[1]):
        raise UsageError("--rename needs a new name; --remove removes a tag")
    here = open_library(library)
    if rename or remove:
        old, new = rename or (remove, "")
        with here.writing(wait, tell) as current:
            changed, searches = marking.rename_tag(current, old, new)
            groups = _groups(current)
        done = f"renamed to '{new}'" if rename else "removed"
        said = f"tag '{old}' {done}: {number_of(changed, 'paper')}; `papers undo` reverts this\n"
        show_value(groups, output, lambda: as_called(said))
        if searches:
            names = join_words([f"@{name}" for name in searches], "and")
            tell(
                f"renamed in {names}, too"
                if new
                else f"{names} still {'asks' if len(searches) == 1 else 'ask'} for it"
            )
        return
    groups = _groups(here)
    rows = "".join(f"{each['papers']}\t{each['tag']}\n" for each in groups)
    width = max((len(str(each["papers"])) for each in groups), default=0)
    table = "".join(f"{each['papers']:>{width}}  {each['tag']}\n" for each in groups)
    show_value(groups, output, lambda: table if output.is_for_people else rows)
    if not groups:
        tell("no tags; `papers mark ID --tag thesis` adds one")


def _groups(library: Library) -> list[dict[str, Any]]:
    counted = counts(find_papers(library, "has:tags"), "tag")
    return [{"tag": each.value, "papers": each.papers} for each in counted]
