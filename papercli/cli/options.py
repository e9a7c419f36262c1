"""The options that commands share, and where the library is."""

import sys
from collections.abc import Sequence
from typing import Annotated

from papercli.cli.current_library import Opened
from papercli.cli.declare import Argument, Option
from papercli.cli.folders import library_folder
from papercli.cli.hints import Called, as_called
from papercli.errors import UsageError
from papercli.library import Library
from papercli.model import PAPER_FIELDS
from papercli.text import join_words


def _not_blank(option: str, value: str) -> str:
    """Refuse `--library "$UNSET"`, which would otherwise mean another library, and the like."""
    if value == "":
        what = "folder" if option == "--library" else "time"
        raise UsageError(f"{option}: no {what} given")
    return value


def not_negative(option: str, value: float) -> float:
    """Refuse a number below 0. The framework could, but would write `x>=0` into the help."""
    if not value >= 0:
        raise UsageError(f"invalid value for '{option}': {value} is less than 0")
    return value


SORTS = ("added", "title", "author", "year", "date", "citations", "votes", "id")
LIST_SORTS = (*SORTS, "interest")
HIT_SORTS = ("score", "relevance", *LIST_SORTS)

Query = Annotated[
    list[str] | None,
    Argument(
        metavar="[QUERY]…",
        help="Only papers that match (see papers search --help).",
        completion="offer_query",
    ),
]
Sort = Annotated[
    str,
    Option(
        "--sort",
        metavar="KEY",
        completion=LIST_SORTS,
        help="Sort by added or date (newest first), year (oldest first), citations or votes (most first), title, author or id.",
    ),
]
Reverse = Annotated[bool, Option("--reverse", "-r", help="Reverse the order.")]
Since = Annotated[
    str,
    Option(
        "--since",
        metavar="WHEN",
        check=_not_blank,
        completion=("last", "today", "yesterday", "7d", "1m"),
        help="Only papers added since then: 2026-11-01, 7d, yesterday, or last for the last ingest, as without WHEN.",
    ),
]
LibraryPath = Annotated[
    str,
    Option(
        "--library",
        metavar="DIR",
        help="Use the library in this folder [env: PAPERS_LIBRARY].",
        check=_not_blank,
    ),
]
AsJson = Annotated[bool, Option("--json", help="Print JSON.")]
AsJsonLines = Annotated[bool, Option("--jsonl", help="Print JSON Lines: one object per line.")]
AsCsv = Annotated[bool, Option("--csv", help="Print CSV with a header row.")]
AsIds = Annotated[bool, Option("--ids", help="Print only ids, one per line.")]
Fields = Annotated[
    str,
    Option(
        "--fields",
        metavar="A,B",
        help="Show only these fields, e.g. id,year,title.",
        completion=PAPER_FIELDS,
    ),
]
Color = Annotated[
    str,
    Option(
        "--color",
        metavar="WHEN",
        help="When to colour: auto, always or never.",
        completion=("auto", "always", "never"),
    ),
]
Ascii = Annotated[bool, Option("--ascii", help="Show a star as *, unread as o and reading as ~.")]
Limit = Annotated[
    int | None,
    Option(
        "--limit",
        "-n",
        metavar="N",
        check=not_negative,
        help="Show at most N; 0 for no limit.",
        show_default=False,
    ),
]
Offset = Annotated[
    int,
    Option(
        "--offset", metavar="N", check=not_negative, help="Skip the first N.", show_default=False
    ),
]
AllVersions = Annotated[
    bool,
    Option(
        "--all-versions",
        help="In the table, show linked versions of a work, too; other output always has them.",
    ),
]
Count = Annotated[bool, Option("--count", help="Print only the number of papers.")]
Keys = Annotated[
    str,
    Option(
        "--keys",
        metavar="WHICH",
        completion=("new", "keep"),
        help="Citekeys: new ones, or keep those of your .bib files.",
    ),
]
Wait = Annotated[
    float,
    Option(
        "--wait",
        metavar="SECONDS",
        check=not_negative,
        help="Wait this long for another process to finish a change. [default: 30]",
        show_default=False,
    ),
]

DEFAULT_WAIT = 30.0


def open_library(path: str) -> Library:
    """Open the library that was asked for.

    `--library`, else $PAPERS_LIBRARY, else the platform's folder for data.
    """
    from papercli.views.progress import index_progress

    Called.library = path
    Opened.library = Library(library_folder(path), index_progress(), tell)
    return Opened.library


def check_choice(option: str, value: str, choices: Sequence[str]) -> None:
    """Refuse a value that is not among the choices of an option. Raises UsageError with them."""
    if value not in choices:
        raise UsageError(f"{option} must be {join_words(choices, 'or')}, not '{value}'")


def tell(message: str) -> None:
    """Tell the reader something beside the result."""
    sys.stdout.flush()
    sys.stderr.write(f"papers: {as_called(message)}\n")


def tell_if_empty(library: Library) -> None:
    """Tell the reader of an empty library how to fill it."""
    if library.is_empty:
        tell(describe_empty(library))


def describe_empty(library: Library) -> str:
    """Return the line for an empty library."""
    return f"the library in {library.folder} is empty; add papers with `papers ingest FILE…`"


def split_fields(text: str, known: Sequence[str]) -> tuple[str, ...] | None:
    """Return the names in `a,b`; None for no text. Raises UsageError with the names there are."""
    if not text:
        return None
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise UsageError(f"unknown field '{name}'; use one of: {', '.join(known)}")
    return names
