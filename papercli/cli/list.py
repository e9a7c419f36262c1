"""`papers list`: all papers, or those that match a query."""

from papercli.cli.options import (
    SORTS,
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
    Query,
    Reverse,
    Since,
    Sort,
    check_choice,
    open_library,
)
from papercli.cli.output import choose_output, rows_that_fit, show_papers, write_text
from papercli.cli.remarks import tell_about, tell_extent
from papercli.search.find import find_papers


def command(
    query: Query = None,
    sort: Sort = "added",
    reverse: Reverse = False,
    since: Since = "",
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    csv: AsCsv = False,
    ids: AsIds = False,
    fields: Fields = "",
    color: Color = "auto",
    ascii_only: Ascii = False,
    library: LibraryPath = "",
) -> None:
    """List papers, most recently added first."""
    output = choose_output(
        json=json, jsonl=jsonl, csv=csv, ids=ids, fields=fields, color=color, ascii_only=ascii_only
    )
    check_choice("--sort", sort, SORTS)
    here = open_library(library)
    found = find_papers(here, " ".join(query or ()), since=since)
    if count:
        write_text(f"{found.total}\n")
        tell_about(found)
        return
    wanted = rows_that_fit() if limit is None and output.is_for_people else limit or None
    papers = found.sorted_by(sort, reverse=reverse, limit=wanted, offset=offset)

    def table(width: int) -> str:
        from papercli.views.table import Row, paper_table

        return paper_table(
            [Row(paper) for paper in papers],
            width,
            color=output.color,
            ascii_only=output.ascii_only,
        )

    show_papers(papers, output, table)
    tell_about(found)
    tell_extent(found, output, len(papers), limit=limit, offset=offset)
