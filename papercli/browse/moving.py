"""Keys that move through the papers, select them, and lead to related ones and back."""

from papercli.browse.asking import Question
from papercli.browse.browser import Browser
from papercli.browse.line import Line
from papercli.browse.listing import MOST_AT_ONCE


class Moving:
    """Moves the cursor of a browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._listing = browser.listing

    def _to(self, at: int) -> None:
        self._listing.move_to(at)
        self._listing.reach()
        self._browser.scroll = 0

    def down(self) -> None:
        """Go to the next paper."""
        self._to(self._listing.cursor + 1)

    def up(self) -> None:
        """Go to the paper before."""
        self._to(self._listing.cursor - 1)

    def page_down(self) -> None:
        """Go a page on."""
        self._listing.top += self._listing.height
        self._to(self._listing.cursor + self._listing.height)

    def page_up(self) -> None:
        """Go a page back."""
        self._listing.top -= self._listing.height
        self._to(self._listing.cursor - self._listing.height)

    def first(self) -> None:
        """Go to the first paper."""
        self._to(0)

    def last(self) -> None:
        """Go to the last paper."""
        self._to(len(self._listing) - 1)

    def select(self) -> None:
        """Select the paper, or no longer, and go to the next."""
        self._listing.anchor = None
        self._listing.toggle()
        self._to(self._listing.cursor + 1)

    def select_range(self) -> None:
        """Begin to select a range, or end it."""
        is_on = self._listing.anchor is None
        self._listing.anchor = self._listing.cursor if is_on else None
        self._listing.reach()

    def select_all(self) -> None:
        """Select all papers that are listed, or none if they are."""
        listing = self._listing
        listing.anchor = None
        if len(listing) > MOST_AT_ONCE:
            self._browser.say(
                f"{len(listing):,} papers are too many to select; `papers mark --query` marks any number",
                is_warning=True,
            )
        elif len(listing.selected) == len(listing):
            listing.selected.clear()
        else:
            listing.select(listing.window(0, len(listing)))

    def open_reading(self) -> None:
        """Read the paper, or choose it for another program."""
        browser = self._browser
        if not self._listing.current:
            return
        if browser.picks:
            browser.chosen = [paper.id for paper in self._listing.targets]
            browser.leave()
        else:
            browser.mode, browser.scroll = "reading", 0

    def related(self) -> None:
        """List papers that are related to the one under the cursor."""
        browser, listing = self._browser, self._listing
        if not (paper := listing.current):
            return
        browser.mode = "list"
        browser.way_back.append(browser.place())
        browser.trail.append(paper.title)
        listing.selected.clear()
        listing.move_to(0)
        browser.ask(Question("", like=paper.id))

    def back(self) -> None:
        """Go back one step: select nothing, or leave what is listed."""
        browser, listing = self._browser, self._listing
        if listing.selected or listing.anchor is not None:
            listing.selected.clear()
            listing.anchor = None
        elif browser.way_back:
            browser.go_back_to(browser.way_back.pop())
        elif browser.query.text or browser.within:  # as the program was begun
            current = listing.current
            browser.query, browser.within = Line(), ""
            browser.ask(browser.question().repeated(current.id if current else ""))

    def pane(self) -> None:
        """Show the pane, or no longer."""
        self._browser.has_pane = not self._browser.has_pane
