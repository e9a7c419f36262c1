"""The browser without its terminal: views, and searching."""

from papercli.browse.asking import Question
from papercli.browse.core import Core
from papercli.browse.line import Line
from papercli.browse.terminal import Place

_LEAST_TYPED = 2  # characters of a query that are searched for


class Browser(Core):
    """The state of the screen, and what keys do to it."""

    def question(self) -> Question:
        """Return what the view and the query ask for."""
        text = self.query.text.strip()
        if len(text) < _LEAST_TYPED:
            return Question(self.within or self.views[self.view].query)
        return Question(text, is_typing=self.mode == "query", within=self.within)

    def place(self) -> Place:
        """Return where the reader is now."""
        listing = self.listing
        current = None if self.must_wait else listing.current
        question = (self._asked or listing.question).repeated(current.id if current else "")
        text = self.query.text
        return Place(question, listing.cursor, listing.top, text, self.within, [*self.trail])

    def go_back_to(self, place: Place) -> None:
        """List what was listed there."""
        self.query, self.within, self.trail = Line(place.text), place.within, [*place.trail]
        self.listing.selected.clear()
        self.listing.cursor, self.listing.top = place.row, place.top
        self.ask(place.question)

    def to_view(self, number: int) -> None:
        """Show a view."""
        if number >= len(self.views):
            return
        self._show_view(self.views[number])
        self.query, self.within = Line(), ""
        self.way_back, self.trail = [], []
        self.listing.selected.clear()
        self.listing.move_to(0)
        self.ask(self.question())

    def next_view(self) -> None:
        """Show the next view, the first after the last."""
        self.to_view((self.view + 1) % len(self.views))

    def previous_view(self) -> None:
        """Show the view before."""
        self.to_view((self.view - 1) % len(self.views))

    def search(self) -> None:
        """Type a query over all papers."""
        self._begin("")

    def search_within(self) -> None:
        """Type a query over the papers that are listed."""
        question = self._asked or self.listing.question
        if question.like:
            self.say("& does not search related papers; / searches all")
        else:
            self._begin(question.whole)

    def _begin(self, within: str) -> None:
        self._before, self._has_typed = self.place(), False
        self.mode, self.query, self.within = "query", Line(), within

    def search_again(self) -> None:
        """Search once more for what was searched for last."""
        if text := self.earlier.last:
            self._before = self.place()
            self.query, self.within = Line(text), ""
            self._remember_way(self._before)
            self.ask(self.question()._replace(finishes=True))
        else:
            self.say("nothing was searched for yet; / searches")

    def _edited(self) -> None:
        if self.mode != "query":
            return
        self._has_typed = True
        if self.question() != (self._asked or self.listing.question):
            self.trail = []
            self.listing.selected.clear()
            self.ask(self.question())

    def to_list(self) -> None:
        """Go from the query to the papers that it finds when it is finished."""
        if not self.query.text.strip():
            self.cancel()
            return
        self.earlier.add(self.query.text)
        self.mode = "list"
        self._remember_way(self._before)
        last = self._asked or self.listing.question
        if last.is_typing:
            self.ask(last._replace(is_typing=False, finishes=True))

    def _remember_way(self, before: Place | None) -> None:
        """Lead back to where searching began, or to what was searched within."""
        if before and (not before.text or self.within != before.within):
            self.way_back.append(before)

    def cancel(self) -> None:
        """Leave the query; back to what was listed before."""
        self.mode = "list"
        place, self._before = self._before, None
        if place is None:
            return
        if self._has_typed:
            self.go_back_to(place)
        else:
            self.query, self.within, self.trail = Line(place.text), place.within, [*place.trail]

    def up_or_earlier(self) -> None:
        """Go up, or at the top to the search before."""
        if self.listing.cursor:
            self.listing.move_to(self.listing.cursor - 1)
        elif text := self.earlier.turn():
            self.query = Line(text)
            self._edited()
