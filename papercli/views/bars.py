"""Bars and columns made of eighths of a character, or of `#` where only ASCII can be shown."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import category, east_asian_width

Rows = Sequence[tuple[str, int]]  # values, and how many papers have each

_ACROSS = " ▏▎▍▌▋▊▉█"
_UPWARD = " ▁▂▃▄▅▆▇█"
_EIGHTHS = 8
_LONGEST_BAR, _SHORTEST_BAR = 60, 6  # columns, where there is room
_SHORTEST_LABEL, _SHARE_OF_LABELS = 8, 0.55
_MOST_YEARS = 60
_NAMED = 5  # years from one name to the next, and the columns that a name takes


class Ink(NamedTuple):
    """With what to draw."""

    color: bool = False
    ascii_only: bool = False

    def bold(self, text: str) -> str:
        """Return a heading."""
        return f"\x1b[1m{text}\x1b[0m" if self.color and text else text

    def faint(self, text: str) -> str:
        """Return what matters less."""
        return f"\x1b[2m{text}\x1b[0m" if self.color and text else text

    def drawn(self, text: str) -> str:
        """Return a part of a picture."""
        return f"\x1b[36m{text}\x1b[0m" if self.color and text else text


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(each) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(each) in "WF" else 1
        for each in text
    )


def cut(text: str, columns: int, ink: Ink) -> str:
    """Return as much of a text as so many columns hold, with a sign where it goes on."""
    if cells(text) <= columns:
        return text
    start = text[: columns - 1]
    while cells(start) >= columns:
        start = start[:-1]
    return start.rstrip() + ("~" if ink.ascii_only else "…")


def bar_room(rows: Rows, width: int) -> int:
    """Return how many columns the longest bar has beside values and counts."""
    room = width - _label_width(rows, width) - _count_width(rows) - 2
    return max(_SHORTEST_BAR, min(_LONGEST_BAR, room))


def bar_lines(rows: Rows, width: int, most: int, room: int, ink: Ink) -> list[str]:
    """Return a line of `width` columns for each value: its bar, of which `most` papers fill the `room`, and its count."""
    labels = _label_width(rows, width)
    lines = []
    for value, papers in rows:
        label = cut(value, labels, ink)
        before = " " * (labels - cells(label)) + label
        bar = _bar(papers / most * room, ink)
        after = f" {papers:,}".ljust(width - labels - 1 - len(bar))
        lines.append(f"{before} {ink.drawn(bar)}{after}")
    return lines


def year_lines(
    papers: Mapping[int, int], width: int, height: int, ink: Ink
) -> tuple[list[str], range]:
    """Return columns for the papers of each year, `height` lines high, and the years that are shown.

    At most 60, and no more than there is room for: those that have most papers together.
    """
    gutter = len(f"{max(papers.values()):,}") + 1
    room = max(_NAMED, width - gutter)
    years = _fullest(papers, min(_MOST_YEARS, room))
    step = min(_NAMED, room // len(years))
    broad = step - 1 if step > 2 else step  # with a gap where there is room for it
    most = max(papers.get(year, 0) for year in years)
    signs = " #" if ink.ascii_only else _UPWARD
    full = len(signs) - 1
    heights = [_at_least_one(papers.get(year, 0) / most * height * full) for year in years]
    lines = []
    for row in reversed(range(height)):
        parts = (min(full, max(0, each - row * full)) for each in heights)
        drawn = "".join((signs[each] * broad).ljust(step) for each in parts).rstrip()
        label = f"{most:,}" if row == height - 1 else ""
        lines.append(f"{label:>{gutter - 1}} {ink.drawn(drawn)}".rstrip())
    return [*lines, " " * gutter + ink.faint(_names_of_years(years, step, room))], years


def _bar(columns: float, ink: Ink) -> str:
    """Return a bar of so many columns; however short, it is seen."""
    if ink.ascii_only:
        return "#" * _at_least_one(columns)
    whole, eighths = divmod(_at_least_one(columns * _EIGHTHS), _EIGHTHS)
    return _ACROSS[-1] * whole + _ACROSS[eighths].strip()


def _at_least_one(length: float) -> int:
    return max(round(length), length > 0)


def _label_width(rows: Rows, width: int) -> int:
    longest = max((cells(value) for value, _ in rows), default=0)
    room = min(int(width * _SHARE_OF_LABELS), width - _count_width(rows) - 2 - _SHORTEST_BAR)
    return min(longest, max(_SHORTEST_LABEL, room))


def _count_width(rows: Rows) -> int:
    return max((len(f"{papers:,}") for _, papers in rows), default=0)


def _fullest(papers: Mapping[int, int], size: int) -> range:
    """Return the years, within so many, that have most papers together; of several the latest."""

    def held(first: int) -> tuple[int, int]:
        return sum(n for year, n in papers.items() if first <= year < first + size), first

    first = max(papers, key=held)
    return range(first, max(year for year in papers if year < first + size) + 1)


def _names_of_years(years: range, step: int, room: int) -> str:
    names = ""
    for at, year in enumerate(years):
        is_named = step == _NAMED or year % _NAMED == 0
        if is_named and at * step + len(f"{year}") <= room:
            names = f"{names.ljust(at * step)}{year} "
    return names.rstrip() or f"{years[0]}"
