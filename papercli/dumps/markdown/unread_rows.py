"""Rows of a table in which other rows link titles to papers: what is not read of it is reported."""

from collections.abc import Iterator

from papercli.dumps.base import Skipped
from papercli.patterns import late

_ROW = late(r"\s*\|")
_SEPARATOR = late(r"[\s|:-]+")


class Table:
    """The rows of the table that is under way."""

    def __init__(self) -> None:
        self._unread: list[int] = []  # lines of rows that begin no paper, its header among them
        self._rows = 0
        self._papers = 0

    @property
    def is_open(self) -> bool:
        """Whether the last line was a row that begins no paper, of a table that has papers."""
        return self._papers > 0

    def take(self, number: int, line: str, *, is_paper: bool) -> Iterator[Skipped]:
        """Take in a line; where it ends a table, yield the rows that were not read."""
        if not _ROW.match(line):
            yield from self.end()
            return
        self._rows += 1
        if is_paper:
            self._papers += 1
        elif self._rows > 1 and not _SEPARATOR.fullmatch(line):
            self._unread.append(number)

    def end(self) -> Iterator[Skipped]:
        """End the table."""
        if self._papers:
            for number in self._unread:
                yield Skipped(number, "a row whose title links to no paper")
        self._unread, self._rows, self._papers = [], 0, 0
