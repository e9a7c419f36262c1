"""Progress on stderr, for what takes longer than a blink and only where someone is looking."""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Line
    from rich.progress import TaskID

_BLINK = 0.5  # seconds
_STEP = 0.1
_BAR = 24  # columns


class Progress:
    """One line on a terminal that is rewritten in place and wiped when the work is done."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._begun = time.monotonic()
        self._last = 0.0
        self._line: tuple[Line, TaskID] | None = None

    def show(self, message: str, done: int = 0, total: int = 0) -> None:
        """Show a message, and how much of a `total` is done, in place of the one before, if it is time to."""
        now = time.monotonic()
        if not self._shows or now - self._begun < _BLINK or now - self._last < _STEP:
            return
        self._last = now
        if self._line is None:
            self._line = _start(message, done, total)
        else:
            line, task = self._line
            line.update(task, description=message, completed=done, total=total or None)
            line.refresh()

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._line:
            self._line[0].stop()
            self._line = None


def index_progress() -> Callable[[int, int], None]:
    """Return what shows the progress of indexing."""
    progress = Progress()

    def show(done: int, total: int) -> None:
        progress.show(f"indexing {done:,} of {total:,} papers", done, total)
        if total - done <= 1000:
            progress.wipe()

    return show


def _start(message: str, done: int, total: int) -> "tuple[Line, TaskID]":
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, TextColumn
    from rich.progress import Progress as Line
    from rich.table import Column

    cut = Column(no_wrap=True, overflow="ellipsis")
    columns: list[ProgressColumn] = [
        TextColumn("{task.description}", markup=False, style="none", table_column=cut)
    ]
    if total:
        columns.append(BarColumn(_BAR, style="dim", complete_style="bold", finished_style="bold"))
    line = Line(
        *columns,
        console=Console(stderr=True, highlight=False),
        auto_refresh=False,  # no thread: it is drawn where there is something new
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = line.add_task(message, completed=done, total=total or None)
    line.start()
    line.console.show_cursor(show=True)  # which nobody would bring back if the command were stopped
    return line, task
