"""Lines of text that fit: cut, filled and put at both ends of a line, by the cells that they take."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from papercli.browse.signs import Look

_CONSOLE = Console(width=80, markup=False, emoji=False, highlight=False, color_system=None)


def cut(text: Text, width: int, look: Look) -> Text:
    """Return a line of at most `width` cells, with a sign where it was cut."""
    if text.cell_len <= width:
        return text
    text = text.copy()
    text.truncate(max(0, width - 1), overflow="crop")
    text.append(look.ellipsis)
    return text


def ends(left: Text, right: Text, width: int, look: Look) -> Text:
    """Return a line of `width` cells with a text at each of its ends; the left one is cut."""
    room = max(0, width - right.cell_len - (1 if right else 0))
    line = cut(left, room, look).copy()
    line.append(" " * (width - line.cell_len - right.cell_len))
    return line.append_text(right)


def indented(lines: Sequence[Text], columns: int) -> list[Text]:
    """Return lines moved in."""
    return [Text(" " * columns).append_text(line) for line in lines]


def wrapped(text: Text, width: int) -> list[Text]:
    """Return a text as lines of at most `width` cells."""
    return [*text.wrap(_CONSOLE, max(1, width), tab_size=4)]
