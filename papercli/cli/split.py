"""`papers split`: make a merged paper its own again."""

from typing import Annotated

from papercli.changes import deciding, parting
from papercli.cli.declare import Argument, Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.search.naming import find_all_named
from papercli.views.answers import paper_answer


def command(
    identifier: Annotated[
        str,
        Argument(
            metavar="ID",
            completion="offer_names",
            help="The id of a merged paper, as listed by `papers show`; with --from, of a paper.",
            show_default=False,
        ),
    ],
    dump: Annotated[
        str,
        Option(
            "--from",
            metavar="DUMP",
            help="Split off the record of this dump; DUMP:LINE where there are several.",
        ),
    ] = "",
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Split a merged paper off again.

    What dedupe merged is split as long as the history still holds the merge (papers compact may
    discard it). Where ingest took a record for a paper that it is not, name the paper and the dump:
    papers split 0123abcd --from list.txt
    """
    output = choose_output(json=json)
    with open_library(library).writing(wait, tell) as current:
        paper, keeper = (
            parting.split_record(current, identifier, dump)
            if dump
            else deciding.split(current, identifier)
        )
    said = f"{paper} is a separate paper again; dedupe will not suggest merging it with {keeper}\n"
    both = [paper_answer(each) for each in find_all_named(current, (paper, keeper))]
    show_value(both, output, lambda: said)
