"""The window as textual knows it: one widget, and what threads have to say."""

from collections.abc import Callable

from rich.text import Text
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class Told(Message):
    """What a thread has to say, to be taken in by the one that draws."""

    def __init__(self, take: Callable[[], None]) -> None:
        super().__init__()
        self.take = take


class Canvas(Widget):
    """The whole window, drawn line by line."""

    DEFAULT_CSS = "Canvas { width: 100%; height: 100%; background: ansi_default; }"

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Text] = []

    def render_line(self, y: int) -> Strip:
        """Return a line of the window."""
        line = self.lines[y] if y < len(self.lines) else Text()
        segments = line.render(self.app.console)
        return Strip(segments).simplify().adjust_cell_length(self.size.width)
