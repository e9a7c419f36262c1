"""The terminal: keys go to the browser one by one, and what changed of its lines is drawn."""

import asyncio
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region

from papercli.browse.asking import Asker, Question
from papercli.browse.browser import Browser
from papercli.browse.canvas import Canvas, Told
from papercli.browse.commands import Commands
from papercli.browse.drawing import Drawer, Frame, Spot
from papercli.browse.duplicates import Duplicates
from papercli.browse.marking import Marking
from papercli.browse.moving import Moving
from papercli.browse.signs import Look
from papercli.browse.state import State
from papercli.browse.taking import Taking
from papercli.browse.writing import Change, Writer
from papercli.desktop.clipboard import copy_by_program
from papercli.desktop.editor import edit_text
from papercli.desktop.opening import has_display, open_place
from papercli.desktop.terminals import is_open
from papercli.errors import PapersError

T = TypeVar("T")

_LOOKS_EVERY = 1.0  # seconds, for what other processes changed
_WHEEL = 3  # rows


class BrowseApp(App[None]):
    """The browser on a terminal."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; overflow: hidden; }"

    def __init__(
        self,
        folder: Path,
        look: Look,
        state: State,
        *,
        wait: float,
        picks: bool,
        complete: Callable[[list[str], str], list[str]] | None = None,
    ) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.stopped_by: int | None = None  # the signal that ended it
        self.browser = Browser(self, picks=picks)
        self._duplicates = Duplicates(self.browser)
        self._taking = Taking(self.browser)
        self.browser.extend(
            Moving(self.browser), Marking(self.browser), self._taking, self._duplicates
        )
        tell, breaks = self._telling, self._telling(self._break)
        self._asker = Asker(
            folder,
            tell(self.browser.take),
            tell(self.browser.take_counts),
            tell(self._index_grows),
            breaks,
        )
        self.writer = Writer(folder, wait, tell(self.browser.settle), breaks)
        self._commands = Commands(
            folder,
            tell(self._taking.fill),
            tell(self._duplicates.found),
            tell(self._duplicates.failed),
        )
        self._drawer = Drawer(self.browser, self._duplicates, look)
        self._complete = complete
        self._canvas = Canvas()
        self._frame = Frame([])
        self._is_drawing = False  # a drawing is under way
        self._state = state

    # Starting and ending

    def compose(self) -> ComposeResult:
        """Fill the window with lines that are drawn."""
        yield self._canvas

    def on_mount(self) -> None:
        """Begin: ask for the papers that were there the last time."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop, number)
        self.app_resume_signal.subscribe(self, lambda _: self._draw_all())
        self._asker.start()
        self.writer.start()
        self._state.restore(self.browser)
        self.browser.count()
        self.set_interval(_LOOKS_EVERY, self._look_around)
        self._draw_soon()

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is not there yet, or not written."""
        compares = self.browser.mode == "duplicates" and self._duplicates.clusters is None
        return self.browser.must_wait or self.writer.left > 0 or compares

    def _stop(self, number: int) -> None:
        self.stopped_by = number
        self.leave()

    def leave(self) -> None:
        """End; what is still to be written is written after the terminal is as it was."""
        self._commands.stop()
        self._asker.end()
        self._state.keep(self.browser)
        self.exit()

    # Input: in the order in which it comes, and never handed on to a widget

    async def on_event(self, event: events.Event) -> None:
        """Take a key or a pasted text before anything else can."""
        if isinstance(event, events.Key):
            self._press(event.key, event.character or "")
        elif isinstance(event, events.Paste):
            self.browser.paste(event.text)
            self._draw_soon()
        else:
            await super().on_event(event)

    def _press(self, key: str, text: str = "") -> None:
        behind = key.removeprefix("alt+")
        if behind != key and text.isprintable():  # Esc and a key, sent at once
            self.browser.press("escape")
            self.browser.press(behind, text or behind)
        elif key == "ctrl+z":
            self.action_suspend_process()
        else:
            self.browser.press(key, text)
        self._draw_soon()

    def on_click(self, event: events.Click) -> None:
        """Take a click as the key that it stands for; on the paper under the cursor it opens it."""
        if spot := self._frame.spot_at(event.x, event.y):
            self._click(spot)

    def _click(self, spot: Spot) -> None:
        if spot.row < 0:
            self._press(spot.key, spot.key if len(spot.key) == 1 else "")
        elif spot.row == self.browser.listing.cursor:
            self._press("enter")
        else:
            self.browser.listing.move_to(spot.row)
            self._draw_soon()

    def on_mouse_scroll_down(self) -> None:
        """Go on."""
        self._turn_wheel("down")

    def on_mouse_scroll_up(self) -> None:
        """Go back."""
        self._turn_wheel("up")

    def _turn_wheel(self, key: str) -> None:
        for _ in range(_WHEEL):
            self._press(key)

    def on_resize(self) -> None:
        """Draw all at the new size."""
        self._draw_soon()

    # Drawing

    def _draw_soon(self) -> None:
        """Draw once all that came in is taken."""
        if not self._is_drawing:
            self._is_drawing = True
            self.call_later(self._draw)

    def _draw_all(self) -> None:
        """Draw every line, where another program had the terminal."""
        self._canvas.lines = []
        self._draw_soon()

    def _draw(self) -> None:
        self._is_drawing = False
        width, height = self.size
        before = self._canvas.lines
        self._frame = self._drawer.draw(width, height)
        self._canvas.lines = self._frame.lines
        if len(before) != height:
            self._canvas.refresh()
        else:
            changed = [
                y
                for y, line in enumerate(self._frame.lines)
                if line != before[y] or line.spans != before[y].spans
            ]
            if changed:
                self._canvas.refresh(*(Region(0, y, width, 1) for y in changed))
        self.cursor_position = Offset(*self._frame.cursor)

    # What the browser asks for

    def ask(self, question: Question) -> None:
        """Have papers found by the thread that reads."""
        self._asker.ask(question)

    def count(self, queries: list[str]) -> None:
        """Have papers counted by the thread that reads."""
        self._asker.count(queries)

    def write(self, change: Change) -> None:
        """Have a change made by the thread that writes."""
        self.writer.write(change)

    def unwritten(self) -> int:
        """Return how many changes are not written yet."""
        return self.writer.left

    def edit(self, text: str, name: str) -> str:
        """Give the terminal to the editor."""
        return self._lend(lambda: edit_text(text, name))

    def _lend(self, work: Callable[[], T]) -> T:
        """Give the terminal away for some work, and take it back whatever comes of that."""
        done: list[T] = []
        failed: list[PapersError] = []
        with self.suspend():
            try:
                done.append(work())
            except PapersError as error:
                failed.append(error)
        if failed:
            raise failed[0]
        return done[0]

    def copy(self, text: str) -> None:
        """Put a text on the clipboard of the machine and on that of the terminal."""
        self.run_worker(lambda: copy_by_program(text), thread=True)
        self.copy_to_clipboard(text)

    def open(self, place: str) -> str:
        """Open a link; where there is no window to open it in, copy it."""
        if not has_display():
            self.copy(place)
            return f"copied, as no browser can be opened here: {place}"
        self._lend(lambda: open_place(place))
        return f"opened: {place}"

    def run_command(self, arguments: list[str], title: str) -> None:
        """Run a command of papers; one that asks something has the terminal meanwhile."""
        if self._commands.is_interactive(arguments):
            self._lend(lambda: self._commands.run_here(arguments))
            self._press("escape")
            self.browser.ask_again()
        else:
            self._commands.run(arguments, title, self.size.width)

    def complete(self, words: list[str], incomplete: str) -> list[str]:
        """Return what a shell would offer for the last word of a command."""
        return self._complete(words, incomplete) if self._complete else []

    def find_duplicates(self) -> None:
        """Have duplicates looked for."""
        self._commands.find_duplicates()

    def stop(self) -> None:
        """Stop the command that runs."""
        self._commands.stop()

    # What threads have to say

    def on_told(self, message: Told) -> None:
        """Take in what a thread says."""
        message.take()
        self._draw_soon()

    def _telling(self, take: Callable[..., None]) -> Callable[..., Any]:
        """Return what a thread calls to have something taken in by the one that draws."""
        return lambda *values: self.post_message(Told(partial(take, *values)))

    def _index_grows(self, done: int, total: int) -> None:
        self.browser.say(f"indexing {done:,} of {total:,} papers")

    def _break(self, error: Exception) -> None:
        raise error

    def _look_around(self) -> None:
        # A terminal that was not the process's own goes away without a signal.
        if not (self.is_headless or is_open(sys.stdin)):
            self._stop(signal.SIGHUP)
        elif self.writer.others_wrote() or self.browser.listing.trouble:
            self.browser.ask_again()
            self.browser.count()
