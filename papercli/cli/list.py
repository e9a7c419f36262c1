"""`papers list`: all papers, or those that match a query."""

from collections.abc import Iterable, Iterator

from papercli.cli.options import (
    LIST_SORTS,
    AllVersions,
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
    tell,
)
from papercli.cli.output import choose_output, rows_that_fit, show_papers, write_text
from papercli.cli.remarks import extent, ranked_by_interest, tell_about
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.search.hits import Found
from papercli.search.works import first_of_each


def listed(
    found: Found, sort: str, *, reverse: bool, limit: int | None, offset: int = 0
) -> Iterator[Paper]:
    """Yield the papers in the order that was asked for."""
    if sort != "interest":
        return found.in_order(sort, reverse=reverse, limit=limit, offset=offset)
    hits = found.ranked()[::-1][offset:][:limit] if reverse else found.ranked(limit, offset)
    return (hit.paper for hit in hits)


def command(
    query: Query = None,
    sort: Sort = "added",
    reverse: Reverse = False,
    since: Since = "",
    limit: Limit = None,
    offset: Offset = 0,
    all_versions: AllVersions = False,
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
    check_choice("--sort", sort, LIST_SORTS)
    here = open_library(library)
    found = find_papers(here, " ".join(query or ()), since=since)
    if sort == "interest":
        found = ranked_by_interest(found)
    if count:
        write_text(f"{found.total}\n")
        tell_about(found)
        return
    wanted = rows_that_fit() if limit is None and output.is_for_people else limit or None
    hides = output.is_for_people and not output.fields and not all_versions
    hidden = 0
    papers: Iterable[Paper]
    if hides:

        def fetch(number: int | None) -> list[Paper]:
            return [*listed(found, sort, reverse=reverse, limit=number)]

        papers, hidden = first_of_each(fetch, lambda paper: paper, wanted, offset)
        shown = len(papers)
    else:
        papers = listed(found, sort, reverse=reverse, limit=wanted, offset=offset)
        shown = max(0, min(found.total - offset, wanted or found.total))

    def table(width: int) -> str:
        from papercli.views.table import Row, paper_table

        rows = [Row(paper, versions=len(paper.versions) if hides else 0) for paper in papers]
        return paper_table(rows, width, color=output.color, ascii_only=output.ascii_only)

    part = extent(found, output, shown, limit=limit, offset=offset, hidden=hidden)
    show_papers(papers, output, table, part=part)
    tell_about(found)
    for line in part:
        tell(line)
