"""The rows of the list, each drawn once for as long as it looks the same."""

from rich.text import Text

from papercli.browse.browser import Browser
from papercli.browse.signs import CURRENT, FAINT, MATCH, TAG, Look
from papercli.browse.texts import cut, ends
from papercli.model import Paper
from papercli.search.snippets import find_matches

_MOST_TAGS = 20  # cells
_NARROW = 60  # columns below which neither year nor tags are shown
_WITH_AUTHOR = 100  # columns of the list from which on the first author is shown
_AUTHOR = 18  # cells
_MOST_KEPT = 1_000


class RowDrawer:
    """Draws the rows of a browser's list."""

    def __init__(self, browser: Browser, look: Look) -> None:
        self._browser = browser
        self._look = look
        self._kept: dict[tuple[object, ...], tuple[Paper, Text]] = {}

    def draw(self, width: int, height: int) -> list[Text]:
        """Return the rows that are shown, each as wide as the list."""
        listing = self._browser.listing
        papers = listing.window(listing.top, listing.top + height)
        with_year = width >= _NARROW and any(paper.year for paper in papers)
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        rows = []
        for at, paper in enumerate(papers, listing.top):
            flags = at == listing.cursor, paper.id in listing.selected, with_year
            key = id(paper), id(listing.rows), width, *flags
            if key not in self._kept:
                row = self._row(
                    paper, width, is_cursor=flags[0], is_selected=flags[1], with_year=with_year
                )
                self._kept[key] = paper, row
            rows.append(self._kept[key][1])
        return rows

    def _row(
        self, paper: Paper, width: int, *, is_cursor: bool, is_selected: bool, with_year: bool
    ) -> Text:
        look = self._look
        line = Text()
        line.append(look.cursor if is_cursor else " ", style=CURRENT)
        marks = look.marks.of(paper)
        line.append(marks[1] + marks[0], style=TAG)
        line.append(f"{look.selected} " if is_selected else "  ", style=CURRENT)
        if with_year:
            line.append(f"{paper.year or '':>4} ", style=FAINT)
        style = FAINT if paper.status == "read" else ""
        title = Text(paper.title, style=CURRENT if is_cursor else style)
        rows = self._browser.listing.rows
        if rows and rows.found.stems:
            for start, end in find_matches(rows.found.library.index, paper.title, rows.found.stems):
                title.stylize(MATCH, start, end)
        right = Text()
        if width >= _WITH_AUTHOR:
            first = paper.authors[0] if paper.authors else ""
            right = ends(Text(first, style=FAINT), Text(), _AUTHOR, look)
        if width >= _NARROW and paper.tags:
            tags = cut(Text(", ".join(paper.tags), style=TAG), _MOST_TAGS, look)
            right = Text.assemble(right, "  ", tags) if right else tags
        line.append_text(title)
        return ends(line, right, width - 1, look)
