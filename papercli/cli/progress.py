"""Progress on stderr, for what takes longer than a blink and only where someone is looking."""

import sys
import time
from collections.abc import Callable

_BLINK = 0.5  # seconds
_STEP = 0.1


class Progress:
    """One line on a terminal that is rewritten in place and wiped when the work is done."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._last = 0.0
        self._written = 0

    def show(self, message: str) -> None:
        """Show `message` in place of the one before, if it is time to."""
        now = time.monotonic()
        if not self._shows or now - self._begun < _BLINK or now - self._last < _STEP:
            return
        self._last = now
        sys.stderr.write("\r" + message.ljust(self._written))
        sys.stderr.flush()
        self._written = len(message)

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._written:
            sys.stderr.write("\r" + " " * self._written + "\r")
            sys.stderr.flush()
            self._written = 0


def index_progress() -> Callable[[int, int], None]:
    """Return what shows the progress of indexing."""
    progress = Progress()

    def show(done: int, total: int) -> None:
        progress.show(f"indexing {done:,} of {total:,} papers {bar(done, total)}")
        if total - done <= 1000:
            progress.wipe()

    return show


def bar(done: int, total: int, width: int = 24) -> str:
    """Return a bar of `width` characters, filled as far as the work is done."""
    full = width * done // max(1, total)
    return "[" + "#" * full + "." * (width - full) + "]"
