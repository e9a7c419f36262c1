"""`papers stats`: how many papers there are of each kind."""

from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import (
    AsJson,
    Color,
    LibraryPath,
    Limit,
    Query,
    Since,
    check_choice,
    open_library,
)
from papercli.cli.output import Output, choose_output, show_value, terminal_size
from papercli.cli.remarks import tell_about
from papercli.search.counting import COUNTED_BY, SAMPLE, Group, counts, counts_by
from papercli.search.find import find_papers
from papercli.search.hits import Found
from papercli.text import number_of

_STATES = ("unread", "reading", "read", "starred")
_PAGE = ("status", "year", "venue", "author", "tag", "source", "topic", "added")
_FEWEST, _MOST = 3, 10  # values of each on the page


def command(
    query: Query = None,
    by: Annotated[
        str,
        Option(
            "--by",
            metavar="NAME",
            completion=COUNTED_BY,
            help=f"Count by one of: {', '.join(COUNTED_BY)}.",
        ),
    ] = "",
    since: Since = "",
    limit: Limit = None,
    json: AsJson = False,
    color: Color = "auto",
    ascii_only: Annotated[
        bool, Option("--ascii", help="Draw with # instead of block characters.")
    ] = False,
    library: LibraryPath = "",
) -> None:
    """Count papers by year, venue, author, tag, source and topic.

    Topics are phrases that many papers share. Of more than 5,000 papers, they are those of 5,000,
    and their numbers are estimates. Both month and added stand for the month in which a paper was added.

    In a pipe, each line has what is counted, a value and its papers, separated by tabs.
    """
    output = choose_output(json=json, color=color, ascii_only=ascii_only)
    if by:
        check_choice("--by", by, COUNTED_BY)
    found = find_papers(open_library(library), " ".join(query or ()), since=since)
    if output.is_for_people:
        show_value(None, output, lambda: _picture(found, by, limit, output))
    else:
        names = [by] if by else _PAGE
        counted = counts_by(found, (*names, "status", "starred"), limit or None)
        groups = {name: counted[name][: limit or None] for name in names}
        values = {
            name: [{"value": each.value or None, "papers": each.papers} for each in several]
            for name, several in groups.items()
        }
        answer = {"papers": found.total, **_states(counted), "by": values}
        show_value(answer, output, lambda: _lines(groups))
    tell_about(found)


def _states(counted: dict[str, list[Group]]) -> dict[str, int]:
    papers = dict(counted["status"]) | dict(counted["starred"])
    return {state: papers.get(state, 0) for state in _STATES}


def _lines(groups: dict[str, list[Group]]) -> str:
    return "".join(
        f"{name}\t{each.value}\t{each.papers}\n"
        for name, several in groups.items()
        for each in several
    )


def _picture(found: Found, by: str, limit: int | None, output: Output) -> str:
    from papercli.views.bars import Ink
    from papercli.views.overview import bars, overview

    width, height = terminal_size()
    ink = Ink(output.color, output.ascii_only)
    estimated = f"estimated from {SAMPLE:,} papers" if found.total > SAMPLE else ""
    if by:
        groups = counts(found, by, limit or None)[: limit or None]
        note = f", {estimated}" if by == "topic" and estimated else ""
        rows = [(each.value or "none", each.papers) for each in groups]
        head = f"{number_of(found.total, 'paper')} by {by}{note}\n"
        return f"{head}\n{bars(rows, width, ink=ink)}" if rows else head
    values = counts_by(found, (*_PAGE, "starred"), _MOST if limit is None else limit or None)
    longest = max(map(len, values.values()))
    fewest, most = (_FEWEST, _MOST) if limit is None else (limit or longest, limit or longest)
    return overview(
        found.total,
        _states(values),
        values,
        (width, height),
        between=(fewest, most),
        ink=ink,
        notes={"topic": estimated},
    )
