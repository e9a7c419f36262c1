"""`papers split`: make a folded paper its own again."""

from typing import Annotated

import typer

from papercli.changes import split_lines
from papercli.cli.options import DEFAULT_WAIT, LibraryPath, Wait, open_library, tell
from papercli.cli.output import write_text
from papercli.errors import NotFoundError
from papercli.store.papers import decode_paper
from papercli.text import clean


def command(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of the merged paper, as listed by `papers show`.",
            show_default=False,
        ),
    ],
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Split a merged paper off again.

    Possible as long as the history still holds the merge (papers compact may discard it).
    """
    identifier = clean(identifier).lower()
    with open_library(library).writing(wait, tell) as current:
        matching = [
            each for each in current.index.ids_starting(identifier) if each.startswith(identifier)
        ]
        if identifier in matching:
            matching = [identifier]
        if len(matching) > 1:
            raise NotFoundError(f"'{identifier}' matches several ids: {', '.join(matching)}")
        place = current.index.place_of(matching[0]) if len(matching) == 1 else None
        if place is None:
            raise NotFoundError(f"no merged paper '{identifier}'")
        keeper = decode_paper(current.store.line(place.span))
        if matching[0] not in keeper.aliases:
            raise NotFoundError(f"'{identifier}' is not merged into another paper")
        current.append(
            split_lines(current.store, matching[0], keeper),
            command="split",
            summary=f"{matching[0]} split from {keeper.id}",
        )
    write_text(
        f"{matching[0]} is a separate paper again; dedupe will not suggest merging it with {keeper.id}\n"
    )
