"""One page about a library, or about what was found in it, in pictures."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from papercli.text import number_of
from papercli.views.bars import Ink, Rows, bar_lines, bar_room, cut, year_lines

_TWO_COLUMNS = 72  # columns from which on blocks stand side by side
_GAP = 3
_FEW_YEARS = 3  # from so many on they are shown as columns
_LEAST_HEIGHT, _MOST_HEIGHT = 3, 8  # lines of the years,
_SHARE_OF_YEARS = 6  # which take one line in so many
_UNLIKE = 8  # times as many papers
_AROUND = 2  # lines of a terminal that the page does not have: the prompt, and what is told

# The blocks in their order, in which neighbours are most often of a size.
_HEADINGS = {
    "year": "years",
    "venue": "venues",
    "topic": "topics",
    "author": "authors",
    "tag": "tags",
    "source": "sources",
    "added": "added by month",
}


def overview(
    total: int,
    states: Mapping[str, int],
    by: Mapping[str, Rows],
    size: tuple[int, int],
    *,
    between: tuple[int, int],
    ink: Ink,
    notes: Mapping[str, str],
) -> str:
    """Return a page about papers: how many there are of each state, and of each value.

    The values are in `by`; a row of "" counts papers without one. Of each kind as many are shown,
    `between` two numbers, as a terminal of that size, columns and lines, has room for. `notes` says
    more of a kind.
    """
    width, height = size
    separator = ", " if ink.ascii_only else " · "
    said = [f"{count:,} {state}" for state, count in states.items()]
    page = [f"{number_of(total, 'paper')}   {separator.join(said)}"]
    if len(page[0]) > width:
        half = len(said) // 2
        page = [number_of(total, "paper"), *map(separator.join, (said[:half], said[half:]))]
    known = {name: [row for row in by.get(name, ()) if row[0]] for name in _HEADINGS}
    for name in ("source", "added"):
        if len(known[name]) == 1:  # all came from one dump, or in one month
            del known[name]
    if len(known["year"]) >= _FEW_YEARS:
        unknown = dict(by["year"]).get("", 0)
        page += ["", *_years(known.pop("year"), unknown, size, ink)]
    blocks = {name: rows for name, rows in known.items() if rows}
    heads = {name: f"{_HEADINGS[name]}  {notes.get(name, '')}" for name in blocks}
    fewest, most = between
    below = _side_by_side(blocks, heads, fewest, width, ink)
    for more in range(fewest + 1, most + 1):
        longer = _side_by_side(blocks, heads, more, width, ink)
        if len(page) + len(longer) + _AROUND > height:
            break
        below = longer
    return "".join(f"{line.rstrip()}\n" for line in [*page, *below])


def bars(rows: Rows, width: int, *, ink: Ink) -> str:
    """Return a bar for each value, one a line."""
    most = max((papers for _, papers in rows), default=1)
    lines = bar_lines(rows, width, most, bar_room(rows, width), ink)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _years(rows: Rows, unknown: int, size: tuple[int, int], ink: Ink) -> list[str]:
    width, height = size
    papers = {int(year): count for year, count in rows}
    height = max(_LEAST_HEIGHT, min(_MOST_HEIGHT, height // _SHARE_OF_YEARS, max(papers.values())))
    lines, shown = year_lines(papers, width, height, ink)
    before = sum(count for year, count in papers.items() if year < shown[0])
    after = sum(count for year, count in papers.items() if year > shown[-1])
    others = (
        (before, f"before {shown[0]}"),
        (after, f"after {shown[-1]}"),
        (unknown, "of unknown year"),
    )
    rest = ", ".join(f"{count:,} {which}" for count, which in others if count)
    return [f"{ink.bold('years')}  {ink.faint(cut(rest, width - 7, ink))}".rstrip(), *lines]


def _side_by_side(
    blocks: Mapping[str, Rows], heads: Mapping[str, str], most: int, width: int, ink: Ink
) -> list[str]:
    """Return the blocks in two columns where there is room for them, each with `most` values."""
    two = width >= _TWO_COLUMNS and len(blocks) > 1
    column = (width - _GAP) // 2 if two else width
    names = [*blocks]
    page = []
    for at in range(0, len(names), 2 if two else 1):
        row = {name: blocks[name][:most] for name in names[at : at + (2 if two else 1)]}
        largest = _scales([max(papers for _, papers in rows) for rows in row.values()])
        room = min(bar_room(rows, column) for rows in row.values())
        drawn = [
            [_heading(heads[name], column, ink), *bar_lines(rows, column, scale, room, ink)]
            for (name, rows), scale in zip(row.items(), largest, strict=True)
        ]
        page += ["", *_joined(drawn, column)]
    return page


def _scales(largest: Sequence[int]) -> Sequence[int]:
    """Return how many papers the longest bar of each block stands for: one number, unless there were no bars to see then."""
    return [max(largest)] * len(largest) if max(largest) <= min(largest) * _UNLIKE else largest


def _heading(text: str, width: int, ink: Ink) -> str:
    name, _, note = cut(text.strip(), width, ink).partition("  ")
    padding = " " * (width - len(f"{name}  {note}".rstrip()))
    return f"{ink.bold(name)}  {ink.faint(note)}".rstrip() + padding


def _joined(blocks: Sequence[Sequence[str]], width: int) -> list[str]:
    gap = " " * _GAP
    return [gap.join(lines) for lines in zip_longest(*blocks, fillvalue=" " * width)]
