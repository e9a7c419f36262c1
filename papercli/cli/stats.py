"""`papers stats`: how many papers there are of each kind."""

from collections.abc import Mapping, Sequence
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
from papercli.cli.output import choose_output, show_value, terminal_width
from papercli.cli.remarks import tell_about
from papercli.search.counting import COUNTED_BY, Group, count_by
from papercli.search.find import find_papers
from papercli.text import number_of

_SHOWN = ("status", "year", "venue", "author", "tag", "source")
_MOST = 10  # values of each on a terminal


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
    library: LibraryPath = "",
) -> None:
    """Count papers by year, venue, author, tag and source.

    In a pipe, each line has what is counted, a value and its papers, separated by tabs.
    """
    output = choose_output(json=json, color=color)
    if by:
        check_choice("--by", by, COUNTED_BY)
    found = find_papers(open_library(library), " ".join(query or ()), since=since)
    groups = count_by(found.papers(), [by] if by else _SHOWN)
    most = (None if by or not output.is_for_people else _MOST) if limit is None else limit or None
    cut = {name: several[:most] for name, several in groups.items()}
    answer = {
        "papers": found.total,
        "by": {
            name: [{"value": each.value or None, "papers": each.papers} for each in several]
            for name, several in cut.items()
        },
    }

    def text() -> str:
        if not output.is_for_people:
            return "".join(
                f"{name}\t{each.value}\t{each.papers}\n"
                for name, several in cut.items()
                for each in several
            )
        return _page(found.total, groups, cut, color=output.color)

    show_value(answer, output, text)
    tell_about(found)


def _page(
    total: int,
    groups: Mapping[str, Sequence[Group]],
    cut: Mapping[str, Sequence[Group]],
    *,
    color: bool,
) -> str:
    from papercli.views.table import count_table

    tables = [
        count_table(
            name,
            [(each.value or "none", each.papers) for each in shown],
            len(groups[name]),
            terminal_width(),
            color=color,
        )
        for name, shown in cut.items()
        if any(each.value for each in groups[name])
    ]
    return "\n".join([f"{number_of(total, 'paper')}\n", *tables])
