"""`papers related`: the papers nearest in content."""

from typing import Annotated

from papercli.cli.declare import Argument, Option
from papercli.cli.options import (
    Ascii,
    AsCsv,
    AsIds,
    AsJson,
    AsJsonLines,
    Color,
    Count,
    Fields,
    LibraryPath,
    Limit,
    Offset,
    open_library,
)
from papercli.cli.output import HIT_FIELDS, choose_output
from papercli.cli.search import show_hits
from papercli.cli.selection import names_given
from papercli.search.find import find_related
from papercli.search.naming import find_all_named


def command(
    ids: Annotated[
        list[str],
        Argument(
            metavar="ID…",
            completion="offer_names",
            help="Papers, given as for `papers show`.",
            show_default=False,
        ),
    ],
    explain: Annotated[
        bool,
        Option("--explain", help="Show how much each word adds to the score (table, JSON)."),
    ] = False,
    no_snippet: Annotated[
        bool, Option("--no-snippet", help="Leave the abstract sentence out of the table.")
    ] = False,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    csv: AsCsv = False,
    ids_only: AsIds = False,
    fields: Fields = "",
    color: Color = "auto",
    ascii_only: Ascii = False,
    library: LibraryPath = "",
) -> None:
    """Find papers similar to one or more papers."""
    output = choose_output(
        json=json,
        jsonl=jsonl,
        csv=csv,
        ids=ids_only,
        fields=fields,
        color=color,
        ascii_only=ascii_only,
        known=HIT_FIELDS,
    )
    here = open_library(library)
    papers = find_all_named(here, names_given(ids))
    found = find_related(
        here,
        [f"{paper.title}. {paper.abstract or ''}" for paper in papers],
        [paper.id for paper in papers],
    )
    show_hits(
        found,
        output,
        count=count,
        limit=limit,
        offset=offset,
        explain=explain,
        snippets=not no_snippet,
    )
