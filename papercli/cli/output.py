"""From papers to what stands on stdout.

The kind of output that was asked for, or that suits where it goes.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any, Literal, NamedTuple

from papercli.cli.options import check_choice, split_fields
from papercli.errors import OutputError, UsageError, reason
from papercli.model import PAPER_FIELDS, Paper
from papercli.store.files import replace_file
from papercli.store.layout import is_own_file
from papercli.views import machine
from papercli.views.answers import complete, paper_answer

Kind = Literal["table", "lines", "json", "jsonl", "csv", "ids"]
# What is shown of papers unless fields are asked for; of other kinds of output all, or a table.
_FIELDS: dict[Kind, tuple[str, ...]] = {
    "csv": machine.CSV_FIELDS,
    "ids": ("id",),
    "lines": machine.LINE_FIELDS,
}
_NESTED = frozenset({"names", "sources"})  # fields that hold objects
HIT_FIELDS = (*PAPER_FIELDS, "score", "match", "snippet")
_MOST_LISTED = 20  # papers that a change names
_CHROME = (
    4  # lines of a terminal that a table does not have: the prompt, the header and what is told
)


class Output(NamedTuple):
    """How to show papers."""

    kind: Kind
    fields: tuple[str, ...] | None
    color: bool
    ascii_only: bool = False  # whether marks and pictures are shown in signs of ASCII

    @property
    def is_for_people(self) -> bool:
        """Whether a person looks at it, so that less may be more."""
        return self.kind == "table"


def choose_output(
    *,
    json: bool = False,
    jsonl: bool = False,
    csv: bool = False,
    ids: bool = False,
    fields: str = "",
    color: str = "auto",
    ascii_only: bool = False,
    known: Sequence[str] = PAPER_FIELDS,
) -> Output:
    """Return how to show papers; raises UsageError when more than one way is asked for."""
    flags: dict[Kind, bool] = {"json": json, "jsonl": jsonl, "csv": csv, "ids": ids}
    asked = [kind for kind, flag in flags.items() if flag]
    if ids and fields:
        raise UsageError("--ids and --fields cannot be combined")
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} cannot be combined")
    check_choice("--color", color, ("auto", "always", "never"))
    terminal = sys.stdout.isatty()
    is_utf8 = (sys.stdout.encoding or "").lower() in {"utf-8", "utf8"}  # all else is written so
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    colored = color == "always" or (color == "auto" and terminal and not plain)
    kind: Kind = asked[0] if asked else "table" if terminal or color == "always" else "lines"
    return Output(
        kind, split_fields(fields, known), colored, ascii_only or (terminal and not is_utf8)
    )


def terminal_width() -> int:
    """Return the number of columns: $COLUMNS, else the terminal's, else 80."""
    import shutil

    return max(20, shutil.get_terminal_size().columns)


def terminal_size() -> tuple[int, int]:
    """Return the numbers of columns and lines."""
    import shutil

    return terminal_width(), shutil.get_terminal_size().lines


def rows_that_fit() -> int:
    """Return how many lines of a table the terminal shows at once."""
    import shutil

    return max(10, shutil.get_terminal_size().lines - _CHROME)


def show_papers(
    papers: Iterable[Paper],
    output: Output,
    table: Callable[[int], str],
    more: Sequence[dict[str, Any]] = (),
    part: Sequence[str] = (),
) -> None:
    """Write papers to stdout.

    `table` renders them for people, given the width, nothing where there are none; `more` holds
    what is shown of each besides, and `part` says which part of the papers they are. For programs
    they are written as they come.
    """
    fields = output.fields or _FIELDS.get(output.kind, ())
    if output.kind == "table" and not fields:
        if text := table(terminal_width()):
            _page(text, part)
        return
    shown: Iterable[Any]
    if fields:
        shown = map(partial(_chosen, fields), papers, more or repeat({}))
    elif more:
        shown = (paper_answer(paper) | extra for paper, extra in zip(papers, more, strict=True))
    else:
        shown = map(complete, papers)
    match output.kind:
        case "json":
            write_pieces(machine.as_json_array(shown))
        case "jsonl":
            write_pieces(machine.as_json_lines(shown))
        case "csv":
            write_pieces(machine.as_csv(shown, fields))
        case "ids" | "lines":
            write_pieces(machine.as_lines(shown, fields))
        case "table":
            from papercli.views.table import field_table

            if rows := [*shown]:
                _page(field_table(rows, fields, terminal_width(), color=output.color), part)


def _chosen(fields: Sequence[str], paper: Paper, more: Mapping[str, Any]) -> dict[str, Any]:
    if not _NESTED.isdisjoint(fields):
        answer = {**paper_answer(paper), **more}
        return {field: answer[field] for field in fields}
    return {field: more[field] if field in more else getattr(paper, field) for field in fields}


def show_value(value: object, output: Output, text: Callable[[], str]) -> None:
    """Write one value as JSON if that was asked for, else as `text` has it."""
    if output.kind == "json":
        write_text(machine.as_json(value))
    elif output.kind == "jsonl":
        write_pieces(machine.as_json_lines(value if isinstance(value, list) else [value]))
    else:
        _page(text()) if output.kind == "table" else write_text(text())


def listed(papers: Sequence[Paper]) -> str:
    """Return a line for each paper that was changed; of many, for the first."""
    lines = [f"  {paper.id}  {paper.title}\n" for paper in papers[:_MOST_LISTED]]
    more = len(papers) - _MOST_LISTED
    return "".join(lines) + (f"  and {more:,} more\n" if more > 0 else "")


def write_text(text: str) -> None:
    """Write to stdout, in UTF-8 whatever the locale: what programs read must not depend on it."""
    if hasattr(sys.stdout, "buffer") and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(errors="replace"))  # a path need not be UTF-8
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def write_pieces(pieces: Iterable[str]) -> None:
    """Write a text to stdout piece by piece."""
    for piece in pieces:
        write_text(piece)


def write_file(path: Path, write: Callable[[int], None], library: Path) -> None:
    """Write a file that was asked for, by what `write` writes to its descriptor.

    Whole or not at all, or through a pipe.

    Raises UsageError for a place that is none, or that a library keeps for itself, and OutputError
    when it cannot be written.
    """
    if "\0" in str(path):
        raise UsageError("a path cannot contain a NUL character")
    try:
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file in it")
        if is_own_file(path, library):
            raise UsageError(f"{path}: belongs to a library; choose another file")
        replace_file(path, write)
    except FileNotFoundError:
        raise UsageError(f"{path}: its folder does not exist") from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({reason(error)})") from None


def _page(text: str, part: Sequence[str] = ()) -> None:
    """Write to stdout, on a terminal through a pager where it is long."""
    if not sys.stdout.isatty():
        write_text(text)
        return
    from papercli.cli.pager import page_text

    page_text(text, part, write_text)
