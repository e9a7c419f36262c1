"""`papers list`: all papers, or those that match a query."""

from typing import Annotated

import typer

from papercli.cli.options import (
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
    tell,
    tell_if_empty,
)  # fmt: skip
from papercli.cli.output import choose_output, rows_that_fit, show_papers, write_text
from papercli.errors import UsageError
from papercli.search.find import find_papers

_SORTS = ("added", "title", "year", "citations", "votes", "id")


def command(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY]…", help="Only papers that match (see papers search --help)."
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="KEY",
            help="Sort by added (newest first), title, year, citations or votes (most first), or id.",
        ),
    ] = "added",
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="Reverse the order.")] = False,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    csv: AsCsv = False,
    ids: AsIds = False,
    fields: Fields = "",
    color: Color = "auto",
    library: LibraryPath = "",
) -> None:
    """List papers, most recently added first."""
    output = choose_output(json=json, jsonl=jsonl, csv=csv, ids=ids, fields=fields, color=color)
    if sort not in _SORTS:
        raise UsageError(f"--sort must be {', '.join(_SORTS[:-1])} or {_SORTS[-1]}, not '{sort}'")
    here = open_library(library)
    found = find_papers(here, " ".join(query or ()))
    if count:
        write_text(f"{found.total}\n")
        return
    wanted = rows_that_fit() if limit is None and output.is_for_people else limit or None
    papers = found.sorted_by(sort, reverse=reverse, limit=wanted, offset=offset)

    def table(width: int) -> str:
        from papercli.views.table import Row, paper_table

        return paper_table([Row(paper) for paper in papers], width, color=output.color)

    show_papers(papers, output, table)
    for message in found.messages:
        tell(message)
    tell_if_empty(here)
    if len(papers) < found.total and not offset and (output.is_for_people or limit):
        tell(
            f"{len(papers)} of {found.total:,}" + ("; --limit 0 shows all" if limit is None else "")
        )
