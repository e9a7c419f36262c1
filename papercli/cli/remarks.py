"""What is said beside papers: how many of them are shown, and why there are none."""

from papercli.cli.hints import as_called
from papercli.cli.options import describe_empty, tell
from papercli.cli.output import Output
from papercli.errors import UsageError
from papercli.search.hits import Found
from papercli.text import number_of


def tell_about(found: Found) -> None:
    """Say how a query was read, and what would find more when it finds nothing."""
    for message in found.messages:
        tell(message)
    if not found.total or found.library.is_empty:
        tell(nothing_found(found))


def nothing_found(found: Found) -> str:
    """Return the line for a query that finds nothing."""
    if found.library.is_empty:
        return describe_empty(found.library)
    return "no papers found" + (f"; {found.advice}" if found.advice else "")


def ranked_by_interest(found: Found) -> Found:
    """Return what was found, to be ranked by what interests the reader, and say what that is.

    Muted papers are left out.
    """
    from papercli.search.interest import find_interest
    from papercli.search.muted import without_muted

    interest = find_interest(found.library)
    if not interest.words:
        raise UsageError("no paper is starred or read; for example `papers mark ID --star`")
    words = ", ".join(interest.shown)
    papers = number_of(interest.papers, "paper")
    tell(f"ranked by the words of {papers} that you starred or read: {words} …")
    left = without_muted(found)
    if gone := found.total - left.total:
        papers = number_of(gone, "paper")
        tell(as_called(f"{papers} with muted words left out; `papers list @muted` shows them"))
    return left.asking(interest.words)


def extent(
    found: Found, output: Output, shown: int, *, limit: int | None, offset: int, hidden: int = 0
) -> list[str]:
    """Return which part of what was found is shown, where that was asked for or is so on a terminal.

    `hidden` papers are versions of those that are shown.
    """
    versions = f"{number_of(hidden, 'version')} of these works not shown; --all-versions shows them"
    said = [versions] if hidden else []
    if shown + hidden == found.total or not (output.is_for_people or limit or offset):
        return said
    if not shown:
        return [
            *said,
            f"--offset {offset} skips all of the {number_of(found.total, 'paper')} found",
        ]
    if offset:
        return [*said, f"{offset + 1:,} to {offset + shown:,} of {found.total:,}"]
    more = "; --limit 0 shows all" if limit is None else ""
    return [*said, f"{shown:,} of {found.total:,}{more}"]
