"""The lines of a dump from the one at hand, looked at before they are read."""

from collections import deque
from collections.abc import Callable

from papercli.errors import DumpError

MOST_LINES = 2_000  # of one block; what runs over more is a dump of its own
_PLAIN = 1 << 16  # characters of lines that start no block, handed over at once
_MOST_CHARACTERS = 1 << 22  # that are looked at to find the end of a block


class Ahead:
    """The lines of a dump from the one at hand, as many as are looked at."""

    def __init__(self, read: Callable[[], str], *, is_cut: bool = False) -> None:
        self._source = read
        self.fault: DumpError | None = None  # what ended the dump before its end
        self._held: deque[str] = deque()
        self._characters = 0
        self._position = 0  # lines that were taken
        self._unclosed: dict[
            str, int
        ] = {}  # what ends a block -> the line up to which there is none
        self.is_cut = is_cut  # it is but the head of a dump: what is open at its end goes on

    def _read(self) -> str:
        try:
            return "" if self.fault else self._source()
        except DumpError as error:
            self.fault = error
            return ""

    def line(self, at: int) -> str:
        """Return the line at that distance; nothing at the end, or beyond what a block may have."""
        while len(self._held) <= at:
            if (
                at >= MOST_LINES
                or self._characters > _MOST_CHARACTERS
                or not (line := self._read())
            ):
                return ""
            self._held.append(line)
            self._characters += len(line)
        return self._held[at]

    def plain(self, may_start: Callable[[str], object]) -> list[str]:
        """Return the lines up to one that may start a block, and move behind them."""
        lines: list[str] = []
        size = 0
        while size < _PLAIN and (line := self._held.popleft() if self._held else self._read()):
            if may_start(line) or line[-1] != "\n":
                self._held.appendleft(line)
                break
            lines.append(line)
            size += len(line)
        self._characters = sum(map(len, self._held))
        self._position += len(lines)
        return lines

    def take(self, count: int) -> list[str]:
        """Return so many lines, and move behind them."""
        lines = [self._held.popleft() for _ in range(min(count, len(self._held)))]
        self._characters -= sum(map(len, lines))
        self._position += len(lines)
        return lines

    def is_unclosed(self, end: str) -> bool:
        """Say whether what ends a block was looked for from here on, in vain."""
        return self._unclosed.get(end, 0) > self._position

    def note_unclosed(self, end: str, count: int) -> None:
        """Keep in mind that the next lines hold nothing that ends such a block."""
        self._unclosed[end] = self._position + count

    def paragraph(self, most: int, least: int = 1) -> int:
        """Return how many lines there are up to the next blank one, and no more than `most`."""
        count = least
        while count < most and self.line(count).strip():
            count += 1
        return count
