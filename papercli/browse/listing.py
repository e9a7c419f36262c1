"""The papers that are listed: the row of the cursor, what is selected, and what the reader changed since they were read."""

from collections.abc import MutableMapping

from papercli.browse.asking import Question
from papercli.errors import PapersError
from papercli.model import Paper
from papercli.search.rows import Rows

_MARGIN = 2  # rows that stay in sight above and below the cursor
MOST_AT_ONCE = 2_000  # papers that are selected by one key


class Listing:
    """Rows with a cursor, which is always on one of them where there are any."""

    def __init__(self, changed: MutableMapping[str, Paper]) -> None:
        self._changed = changed  # papers as they are now, by id, where rows have them as they were
        self.rows: Rows | None = None
        self.question = Question("")
        self.cursor = 0
        self.top = 0  # the first row that is shown
        self.height = 20  # rows that are shown
        self.trouble = ""  # why rows cannot be read
        self.selected: dict[str, Paper] = {}
        self.anchor: int | None = None  # where a range of the selection begins

    def __len__(self) -> int:
        return len(self.rows) if self.rows else 0

    def show(self, question: Question, rows: Rows | None, at: int | None) -> None:
        """List other rows; where one is kept under the cursor, it stays where it is on the screen."""
        from_top = self.cursor - self.top
        is_same = question == self.question
        self.rows, self.question, self.trouble = rows, question, ""
        if at is None:
            at = self.cursor if is_same else 0
        self.anchor = None
        self.top = at - from_top
        self.move_to(at)

    def move_to(self, at: int) -> None:
        """Move the cursor to a row, or to the nearest that there is."""
        self.cursor = max(0, min(at, len(self) - 1))
        margin = min(_MARGIN, (self.height - 1) // 2)
        last_top = max(0, len(self) - self.height)
        lowest = self.cursor - self.height + 1 + margin
        self.top = max(0, min(last_top, max(lowest, min(self.top, self.cursor - margin))))

    def fit(self, height: int) -> None:
        """Show so many rows."""
        self.height = max(1, height)
        self.move_to(self.cursor)

    def window(self, start: int, stop: int) -> list[Paper]:
        """Return the papers of these rows as they are now."""
        try:
            papers = self.rows.window(start, stop) if self.rows else []
        except PapersError as error:  # another program is at the files
            papers, self.trouble = [], str(error)
        return [self._changed.get(paper.id, paper) for paper in papers]

    @property
    def current(self) -> Paper | None:
        """The paper under the cursor."""
        papers = self.window(self.cursor, self.cursor + 1)
        return papers[0] if papers else None

    @property
    def targets(self) -> list[Paper]:
        """What a key is for: the papers that are selected, else the one under the cursor."""
        if self.selected:
            return [self._changed.get(each, paper) for each, paper in self.selected.items()]
        return [paper for paper in (self.current,) if paper]

    def next_unread(self) -> int:
        """Return the next row of a paper that is not read; the next row where none is near."""
        start = self.cursor + 1
        papers = self.window(start, start + self.height)
        near = (n for n, paper in enumerate(papers, start) if paper.status != "read")
        return next(near, start)

    def select(self, papers: list[Paper]) -> None:
        """Add papers to the selection."""
        self.selected.update({paper.id: paper for paper in papers})

    def toggle(self) -> None:
        """Select the paper under the cursor, or no longer."""
        paper = self.current
        if paper and self.selected.pop(paper.id, None) is None:
            self.selected[paper.id] = paper

    def reach(self) -> None:
        """Select from where the range began to the cursor."""
        if self.anchor is not None:
            first, last = sorted((self.anchor, self.cursor))
            self.select(self.window(max(first, last - MOST_AT_ONCE), last + 1))
