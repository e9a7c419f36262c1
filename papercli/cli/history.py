"""`papers history`: what was done to the library."""

from datetime import datetime
from typing import TYPE_CHECKING

from papercli.cli.options import (
    AsJson,
    AsJsonLines,
    Color,
    LibraryPath,
    Limit,
    open_library,
    tell_if_empty,
)
from papercli.cli.output import choose_output, show_value, terminal_width
from papercli.library import Library
from papercli.store.history import undone_numbers
from papercli.store.lines import Batch
from papercli.store.store import Store
from papercli.views.answers import change_answer

if TYPE_CHECKING:
    from papercli.views.answer_types import ChangeAnswer

_MANY = 1_000  # lines of a change up to which they are looked at


def command(
    limit: Limit = None,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    color: Color = "auto",
    library: LibraryPath = "",
) -> None:
    """Show the changes made to the library, newest first."""
    output = choose_output(json=json, jsonl=jsonl, color=color)
    here = open_library(library)
    batches = here.history()
    undone = undone_numbers(batches)
    chosen = batches[: limit or None]
    is_text = output.kind in {"table", "lines"}
    counts = [0 if is_text else _papers_in(here.store, batch) for batch in chosen]
    both = zip(chosen, counts, strict=True)
    shown = [change_answer(batch, count, undone=batch.number in undone) for batch, count in both]

    def text() -> str:
        rows = [
            (
                str(e["number"]),
                _local(e["time"]),
                e["command"],
                e["summary"] + (" (undone)" if e["undone"] else ""),
            )
            for e in shown
        ]
        if not output.is_for_people:
            return "".join("\t".join(row) + "\n" for row in rows)
        from papercli.views.table import history_table

        return history_table(rows, terminal_width(), color=output.color) if rows else ""

    show_value(shown, output, text)
    if not batches:
        tell_if_empty(here)


def last_change(library: Library) -> "ChangeAnswer":
    """Return the last change to a library as `--json` shows it."""
    batch = library.history()[0]
    return change_answer(batch, _papers_in(library.store, batch), undone=False)


def _local(time: str) -> str:
    """Return a time in UTC as the clock of the reader had it."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M:%S}"


def _papers_in(store: Store, batch: Batch) -> int:
    """Return how many papers a change touched; lines that keep papers apart or out are not."""
    from papercli.store.lines import is_apart

    if batch.lines > _MANY:
        return batch.lines
    return sum(not is_apart(identifier) for identifier in store.changes_of(batch).latest)
