"""How keys are taken, and what comes back from the library.

Keys are taken one by one, at once, in the order in which they come. One that is for a paper waits until
the papers that were asked for before are there, so that keys typed ahead do what they would have done
to a reader who waited.
"""

from collections import deque
from collections.abc import Callable

from papercli.browse.asking import Answer, Counts, Question
from papercli.browse.changes import Changes
from papercli.browse.keys import ACTIONS, AS_COUNTED, AT_ONCE, Mode
from papercli.browse.line import Earlier, Line
from papercli.browse.listing import Listing
from papercli.browse.terminal import Page, Place, Terminal
from papercli.browse.views import BASE, MOST_VIEWS, View, views_of
from papercli.browse.writing import Outcome
from papercli.text import number_of


class Core:
    """The state of the screen, without what is searched for."""

    def __init__(self, terminal: Terminal, *, picks: bool = False) -> None:
        self.terminal = terminal
        self.picks = picks  # whether papers are chosen for another program
        self.chosen: list[str] = []  # their ids
        self.mode: Mode = "list"
        self.changes = Changes(terminal.write)
        self.listing = Listing(self.changes.shown)
        self.views: tuple[View, ...] = BASE
        self.counts = Counts()
        self.view = 0
        self.query = Line()
        self.within = ""  # the query of the papers within which it searches
        self.line = Line()  # that a mode of its own asks for
        self.message = ""
        self.is_warning = False
        self.remarks: tuple[str, ...] = ()  # what the library says of the papers that are shown
        self.error = ""  # why nothing is shown
        self.has_pane = True
        self.window_height = 24  # lines of the terminal
        self.scroll = 0  # of the paper, or the page, that takes the window
        self.page: Page | None = None
        self.way_back: list[Place] = []  # from what was searched for, and related papers
        self.trail: list[str] = []  # titles of papers to which related ones are shown
        self.earlier = Earlier()
        self.commands = Earlier()
        self.papers = 0  # in the library, when it was last looked at
        self._before: Place | None = None  # where a search began
        self._asked: Question | None = None  # and not yet answered
        self._made = 0  # changes when it was asked
        self._is_stale = False  # some of them were not written then, so what is found may be wrong
        self._is_counting = False  # views are being counted
        self._has_typed = False  # since the query line was entered
        self._held: deque[tuple[str, str]] = deque()
        self._parts: list[object] = [self]

    def extend(self, *parts: object) -> None:
        """Add what has methods for further keys."""
        self._parts += parts

    # Keys

    def press(self, key: str, text: str = "") -> None:
        """Take a key: its name, and the character that it stands for where it has one."""
        if self._held or not self._may_act(key, text):
            self._held.append((key, text))
        else:
            self._act(key, text)

    def paste(self, text: str) -> None:
        """Take a text that was pasted; where nothing is typed it does nothing."""
        text = " ".join(text.split())
        if line := self._typed:
            line.insert(text)
            self._edited()

    @property
    def is_waiting(self) -> bool:
        """Whether keys wait for papers."""
        return bool(self._held)

    @property
    def must_wait(self) -> bool:
        """Whether papers were asked for that are not there yet, or not as they are now."""
        return self._asked is not None or self._is_stale or self.changes.awaited is not None

    @property
    def _typed(self) -> Line | None:
        """The line that is being typed."""
        if self.mode == "query":
            return self.query
        return self.line if self.mode in {"tags", "name", "command"} else None

    def _may_act(self, key: str, text: str) -> bool:
        """Say whether a key can be taken before what was asked for is there."""
        if self._asked and self._asked.finishes:
            return False  # the answer says what the query is
        action = self._action_of(key, text)
        if action in AS_COUNTED or (action == "view" and int(text) > len(BASE)):
            return not (self.must_wait or self._is_counting or self.terminal.unwritten())
        return not self.must_wait or action is None or action in AT_ONCE

    def _action_of(self, key: str, text: str) -> str | None:
        actions = ACTIONS[self.mode]
        return actions.get(key) if self._typed else actions.get(text or key) or actions.get(key)

    def _act(self, key: str, text: str) -> None:
        action, line = self._action_of(key, text), self._typed
        if action not in {"undo", "redo"}:
            self.changes.may_go_on = False
        if self.mode != "command" or action:
            self.message, self.is_warning = "", False
        if action == "view":
            self.to_view(int(text or key) - 1)
        elif action:
            self.action(action)()
        elif line is not None:
            if text and text.isprintable():
                line.insert(text)
                self._edited()
            elif line.press(key):
                self._edited()

    def action(self, name: str) -> Callable[[], None]:
        """Return what does what a key stands for."""
        part = next(each for each in self._parts if hasattr(each, name))
        found: Callable[[], None] = getattr(part, name)
        return found

    def _drain(self) -> None:
        """Take the keys that waited."""
        while self._held and self._may_act(*self._held[0]):
            self._act(*self._held.popleft())

    def say(self, message: str, *, is_warning: bool = False) -> None:
        """Say something on the last line, until the next key."""
        self.message, self.is_warning = message, is_warning

    # What is asked, and the answers

    def ask(self, question: Question) -> None:
        """Have papers listed."""
        question = question._replace()  # of its own, by which its answer is known
        self._asked, self._made = question, self.changes.made
        self._is_stale = self.terminal.unwritten() > 0
        self.terminal.ask(question)

    def ask_again(self) -> None:
        """Have the same papers listed as they are now."""
        current = self.listing.current
        question = self._asked or self.listing.question.repeated(current.id if current else "")
        self.ask(question)

    def take(self, answer: Answer) -> None:
        """List what was found."""
        if answer.question is not self._asked:
            return
        self._asked = None
        if self._made == self.changes.made and not self._is_stale:  # what was found has them
            self.changes.shown.clear()
        self.error = answer.error
        self.remarks = answer.messages
        question, shown = answer.question, len(self.listing)
        if answer.completed:
            question = question._replace(query=answer.completed)
            self.query = Line(answer.completed)
            self.earlier.replace(answer.question.query, answer.completed)
        is_new = question.repeated() != self.listing.question
        self.listing.show(question.repeated(), answer.rows, answer.at)
        self._tell_how_found(answer, shown if is_new else 0)
        if answer.rows:
            self._tell_growth(answer.papers)
        self._drain()

    def _tell_how_found(self, answer: Answer, shown: int) -> None:
        """Say what became of a query when it was finished, or how it was read."""
        found = len(self.listing)
        if answer.question.is_typing or not found or not shown:
            return
        if answer.completed:
            self.say(f"{answer.question.query} completed to {answer.completed}")
        elif answer.messages:
            self.say(answer.messages[0])
        elif answer.question.finishes and found < shown:
            self.say(f"{found:,} of {shown:,}: those with the whole word")

    def _tell_growth(self, papers: int) -> None:
        if self.papers and papers > self.papers and not self.message:
            self.say(f"{number_of(papers - self.papers, 'paper')} added")
        self.papers = papers

    def take_counts(self, counts: Counts) -> None:
        """Show how many papers views have."""
        self.counts = Counts({**self.counts.papers, **counts.papers}, counts.saved, counts.tags)
        self._show_view(self.views[self.view])
        self._is_counting = self.terminal.unwritten() > 0
        self._drain()

    def _show_view(self, view: View) -> None:
        """Be in a view, which is listed as long as the reader is in it."""
        views = views_of(self.counts)
        if view not in views:
            views = (*views[: MOST_VIEWS - 1], view)
        self.views, self.view = views, views.index(view)

    def settle(self, outcome: Outcome) -> None:
        """Take note of what became of a change."""
        self.changes.settle(outcome)
        if outcome.error:
            more = "; u again undoes it" if self.changes.may_go_on else ""
            self.say(outcome.error + more, is_warning=True)
        elif outcome.said:
            self.say(outcome.said)
        is_news = outcome.error or outcome.said or outcome.others_wrote or not outcome.change.after
        if is_news or (self._is_stale and not self.terminal.unwritten()):
            self.ask_again()
        self.count()
        self._drain()

    def count(self) -> None:
        """Have the papers of the views counted."""
        self._is_counting = True
        self.terminal.count([view.query for view in BASE])

    # What a browser adds

    def to_view(self, number: int) -> None:
        """Show a view."""
        raise NotImplementedError

    def _edited(self) -> None:
        """Take note that the line that is typed has changed."""
        raise NotImplementedError

    def leave(self) -> None:
        """End the program."""
        self.terminal.leave()
