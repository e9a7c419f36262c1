"""Which papers a command is for: those that are named, those of a query, or ids from standard input."""

import sys
from collections.abc import Sequence
from typing import Annotated

from papercli.cli.declare import Argument, Option
from papercli.cli.options import tell
from papercli.cli.output import write_text
from papercli.cli.remarks import nothing_found
from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.search.naming import find_all_named
from papercli.text import number_of

Names = Annotated[
    list[str] | None,
    Argument(
        metavar="[ID]…",
        help="Papers, given as for `papers show`; - reads ids from standard input.",
        show_default=False,
        completion="offer_names",
    ),
]
Query = Annotated[
    str,
    Option(
        "--query",
        "-q",
        metavar="QUERY",
        help="All papers that match this query.",
        completion="offer_query",
    ),
]
Yes = Annotated[bool, Option("--yes", "-y", help="With --query: do not ask.")]

_SHOWN = 5  # papers of a query that are named before a reader is asked


def select(library: Library, names: Sequence[str] | None, query: str = "") -> list[Paper]:
    """Return the papers of these names and of a query, each once.

    Raises UsageError where none are asked for, and NotFoundError where none are found.
    """
    given = names_given(names) if names or not query.strip() else []
    papers = find_all_named(library, given) if given else []
    if query.strip():
        found = find_papers(library, query)
        for message in found.messages:
            tell(message)
        if not found.total:
            raise NotFoundError(nothing_found(found))
        papers += found.sorted_by("added")
    return list({paper.id: paper for paper in papers}.values())


def names_given(names: Sequence[str] | None) -> list[str]:
    """Return the names that are given, and those that come from standard input for a `-`.

    Raises UsageError where none are given, and NotFoundError where none come.
    """
    if not names:
        raise UsageError("name at least one paper, or give a --query")
    given = [each for name in names for each in (_ids_read() if name == "-" else [name])]
    if not given:
        raise NotFoundError("no ids on standard input")
    return given


def select_to_change(
    library: Library, names: Sequence[str] | None, query: str, what: str, *, yes: bool
) -> list[str]:
    """Return the names of papers that are to be changed; those of a query only if the reader agrees.

    What is named is looked up when the library is held for the change. Raises UsageError where
    nobody can be asked, or where the query was not taken as it stands.
    """
    if not query.strip():
        return names_given(names)
    found = find_papers(library, query)
    if found.messages:
        raise UsageError(f"{found.messages[0]}; nothing was changed")
    if found.total and found.match is None:
        raise UsageError(
            "this query also finds papers that lack some of its words; write AND between the "
            "words, or quote a phrase; nothing was changed"
        )
    papers = select(library, names, query)
    if not yes:
        _ask(papers, what)
    return [paper.id for paper in papers]


def _ask(papers: Sequence[Paper], what: str) -> None:
    count = number_of(len(papers), "paper")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"--query would {what} {count}; add --yes to do it")
    for paper in papers[:_SHOWN]:
        write_text(f"  {paper.id}  {paper.title}\n")
    if len(papers) > _SHOWN:
        write_text(f"  and {len(papers) - _SHOWN:,} more\n")
    write_text(f"{what} {count}? [y/N] ")
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise UsageError("nothing was changed")


def _ids_read() -> list[str]:
    """Return the first field of each line on standard input: what `papers list` prints in a pipe will do."""
    found: list[str] = []
    for line in sys.stdin:
        if not found and line.lstrip().startswith(("{", "[")):
            raise UsageError("standard input holds JSON, not ids; write them with --ids")
        if name := line.split("\t", 1)[0].strip():
            found.append(name)
    return found
