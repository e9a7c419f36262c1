"""Keys that take something out of the library, or show a page: links, citations, exports, help, commands."""

import shlex

from papercli.browse.browser import Browser
from papercli.browse.line import Line
from papercli.browse.terminal import Page
from papercli.errors import PapersError
from papercli.exports.links import best_link
from papercli.text import number_of


class Taking:
    """Opens, copies and shows, for a browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._listing = browser.listing
        self._back_to = browser.mode

    def open(self) -> None:
        """Open the file or the page of the paper."""
        if not (paper := self._listing.current):
            return
        place = paper.files[0] if paper.files else best_link(paper)
        if place is None:
            self._browser.say("this paper has no link")
            return
        try:
            self._browser.say(self._browser.terminal.open(place))
        except PapersError as error:
            self._browser.say(str(error), is_warning=True)

    def copy_citation(self) -> None:
        """Copy the papers as BibTeX."""
        from papercli.exports.base import keep_extras
        from papercli.exports.bibtex import BIBTEX
        from papercli.exports.citekeys import LibraryCitekeys

        papers, rows = self._listing.targets, self._listing.rows
        if not papers or rows is None:
            return
        citekeys = LibraryCitekeys(rows.found.library)
        text = "".join(BIBTEX.write([keep_extras(paper, ()) for paper in papers], citekeys))
        self._browser.terminal.copy(text.strip())
        named = citekeys(papers[0]) if len(papers) == 1 else number_of(len(papers), "paper")
        self._browser.say(f"copied as BibTeX: {named}")

    def copy_link(self) -> None:
        """Copy links, and ids where there are none."""
        if papers := self._listing.targets:
            links = [best_link(paper) or paper.id for paper in papers]
            self._browser.terminal.copy("\n".join(links))
            shown = links[0] if len(links) == 1 else number_of(len(links), "link")
            self._browser.say(f"copied: {shown}")

    def export(self) -> None:
        """Ask where to export to what is listed, or what is selected."""
        if self._listing.selected:
            query = " OR ".join(f"id:{each}" for each in self._listing.selected)
        elif self._listing.question.like:
            self._browser.say("select some of these papers to export them")
            return
        else:
            query = self._listing.question.whole
        what = f"{shlex.quote(query)} " if query else ""
        self._begin(f"export {what}-o ")

    def command(self) -> None:
        """Ask for a command."""
        self._begin("")

    def _begin(self, text: str) -> None:
        self._browser.mode, self._browser.line = "command", Line(text)

    def run(self) -> None:
        """Run the command that was typed."""
        browser = self._browser
        try:
            arguments = shlex.split(browser.line.text)
        except ValueError:
            browser.say("a quotation mark is missing", is_warning=True)
            browser.mode = "command"
            return
        if arguments[:1] == ["papers"]:
            arguments = arguments[1:]
        if arguments and arguments[0] == "browse":
            browser.say("this is papers browse", is_warning=True)
        elif arguments:
            self._run(arguments)

    def stats(self) -> None:
        """Show what there is of each kind among the papers that are listed."""
        query = self._listing.question.whole
        self._run(["stats", *([query] if query else [])])

    def _run(self, arguments: list[str]) -> None:
        title = f"papers {shlex.join(arguments)}"
        self.show(Page(title, ["…"]))
        self._browser.terminal.run_command(arguments, title)

    def help(self) -> None:
        """Show the keys of this mode."""
        self.show(Page("keys", is_help=self._browser.mode))

    def show(self, page: Page) -> None:
        """Show a page."""
        browser = self._browser
        if browser.mode != "page":
            self._back_to = browser.mode
        browser.page, browser.scroll, browser.mode = page, 0, "page"

    def fill(self, title: str, lines: list[str]) -> None:
        """Put the output of a command into its page, where that is still shown."""
        if (page := self._browser.page) and page.title == title:
            page.lines = lines

    def close(self) -> None:
        """Leave the page, or the paper that is read."""
        browser = self._browser
        if not (browser.page and browser.page.is_help):
            browser.terminal.stop()
        if browser.mode == "page":
            browser.mode, browser.page = self._back_to, None
        else:
            browser.mode = "list"
        browser.scroll = 0

    def scroll_down(self) -> None:
        """Scroll a line down."""
        self._browser.scroll += 1

    def scroll_up(self) -> None:
        """Scroll a line up."""
        self._browser.scroll = max(0, self._browser.scroll - 1)

    def scroll_page(self) -> None:
        """Scroll a page on."""
        self._browser.scroll += self._page_height

    def scroll_page_back(self) -> None:
        """Scroll a page back."""
        self._browser.scroll = max(0, self._browser.scroll - self._page_height)

    def scroll_first(self) -> None:
        """Scroll to the beginning."""
        self._browser.scroll = 0

    def scroll_last(self) -> None:
        """Scroll to the end; drawing knows where that is."""
        self._browser.scroll = 1 << 30

    @property
    def _page_height(self) -> int:
        return max(1, self._browser.window_height - 2)
