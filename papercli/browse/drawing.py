"""What the screen looks like: its lines, drawn from the state of the browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.text import Text

from papercli.browse.browser import Browser
from papercli.browse.duplicates import Duplicates
from papercli.browse.keys import TABLE, Key, written
from papercli.browse.paper import page_of, reading_lines
from papercli.browse.rows import RowDrawer
from papercli.browse.signs import CURRENT, FAINT, KEY, TAG, WARNING, Look
from papercli.browse.texts import cut, ends, indented, wrapped
from papercli.browse.views import counted
from papercli.text import number_of

_SMALLEST = 20, 5  # columns and lines
_SHORT = 12  # lines below which there is no pane
_PANE = 8  # lines of the pane below the list, at most,
_PANE_SHARE = 0.4  # of the window
_WIDE = 110  # columns from which on it stands beside the list
_LIST_SHARE = 0.55
_PAGE = 76  # columns of text at most
_HELP = 40  # columns of a key and what it does


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of the screen that can be clicked."""

    y: int
    left: int
    right: int
    key: str = ""  # what a click on it stands for
    row: int = -1  # the paper that is there


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of the screen, and what can be clicked."""

    lines: list[Text]
    spots: list[Spot] = field(default_factory=list)
    cursor: tuple[int, int] = (0, 0)  # where the terminal's own belongs: column and line

    def spot_at(self, x: int, y: int) -> Spot | None:
        """Return what can be clicked at a column and a line."""
        here = (spot for spot in self.spots if spot.y == y and spot.left <= x < spot.right)
        return next(here, None)


class Drawer:
    """Draws the state of a browser."""

    def __init__(self, browser: Browser, duplicates: Duplicates, look: Look) -> None:
        self._browser = browser
        self._duplicates = duplicates
        self._look = look
        self._rows = RowDrawer(browser, look)

    def draw(self, width: int, height: int) -> Frame:
        """Return the screen at this size."""
        browser = self._browser
        browser.window_height = height
        if width < _SMALLEST[0] or height < _SMALLEST[1]:
            said = Text(f"{width}×{height} is too small")
            return Frame([cut(said, width, self._look), *(Text() for _ in range(height - 1))])
        spots: list[Spot] = []
        body_height = height - 2
        if browser.mode == "reading" and (paper := browser.listing.current):
            body = self._scrolled(reading_lines(browser, paper, min(width - 4, _PAGE)), body_height)
            body = indented(body, max(1, (width - _PAGE) // 2))
            top = self._title_line(" paper", f"{self._position()} ", width)
        elif browser.mode == "page" and browser.page:
            lines = self._help(width) if browser.page.is_help else self._output(width)
            body = self._scrolled([*lines], body_height)
            top = self._title_line(f" {browser.page.title}", "", width)
        elif browser.mode == "duplicates":
            body = self._scrolled(self._cluster(width), body_height)
            top = self._title_line(" duplicates", f"{self._which_cluster()} ", width)
        else:
            return self._list(width, height)
        body += [Text()] * (body_height - len(body))
        last = self._last_line(width, height - 1, spots)
        return Frame([top, *(cut(line, width, self._look) for line in body), last], spots)

    # The list

    def _list(self, width: int, height: int) -> Frame:
        browser, look = self._browser, self._look
        spots: list[Spot] = []
        lines = [self._views(width, spots), self._query(width)]
        body = height - 3
        has_pane = browser.has_pane and height >= _SHORT
        is_beside = has_pane and width >= _WIDE
        list_width = int(width * _LIST_SHARE) if is_beside else width
        pane_height = min(_PANE, int((body - 1) * _PANE_SHARE))
        list_height = body - (0 if is_beside or not has_pane else pane_height + 1)
        browser.listing.fit(list_height)
        first = browser.listing.top
        rows = self._rows.draw(list_width, list_height) or self._nothing(list_width)
        shown = min(len(browser.listing) - first, list_height)
        spots += [Spot(2 + n, 0, list_width, row=first + n) for n in range(shown)]
        rows += [Text()] * (list_height - len(rows))
        rows = [ends(row, Text(), list_width, look) for row in rows[:list_height]]
        paper = browser.listing.current
        if is_beside:
            pane = indented(page_of(browser, paper, width - list_width - 3, look), 1)
            pane += [Text()] * (list_height - len(pane))
            rule = Text(look.upright, style=FAINT)
            rows = [
                cut(Text.assemble(row, rule, part), width, look)
                for row, part in zip(rows, pane, strict=False)
            ]
        elif has_pane:
            pane = indented(page_of(browser, paper, width - 2, look), 1)[:pane_height]
            rows += [Text(look.rule * width, style=FAINT), *pane]
        lines += rows
        lines += [Text()] * (height - 1 - len(lines))
        lines = [*lines[: height - 1], self._last_line(width, height - 1, spots)]
        return Frame(
            [cut(line, width, look) for line in lines],
            spots,
            (0, 2 + browser.listing.cursor - first),
        )

    def _views(self, width: int, spots: list[Spot]) -> Text:
        browser = self._browser
        line = Text(" papers  ", style=FAINT)
        for number, view in enumerate(browser.views, 1):
            said = Text()
            is_here = number - 1 == browser.view and not (browser.query.text or browser.trail)
            said.append(f" {number} ", style=FAINT)
            said.append(
                counted(view, browser.counts.papers),
                style=f"{CURRENT} underline" if is_here else "",
            )
            said.append(" ")
            left = line.cell_len
            if left + said.cell_len > width - (number < len(browser.views)):
                line.append(self._look.ellipsis, style=FAINT)
                break
            line.append_text(said)
            spots.append(Spot(0, left, line.cell_len, key=str(number)))
        return line

    def _query(self, width: int) -> Text:
        browser, look = self._browser, self._look
        if browser.trail:
            left = Text(f" related: {f' {look.onward} '.join(browser.trail)}")
        else:
            left = Text(" / ", style=KEY if browser.mode == "query" else FAINT)
            if browser.within:
                left.append(f"{browser.within}  & ", style=FAINT)
            if browser.mode == "query":
                left.append_text(_with_cursor(browser.query.text, browser.query.at))
            else:
                left.append(browser.query.text or browser.views[browser.view].query)
        selected = len(browser.listing.selected)
        right = Text(f"{selected:,} selected  " if selected else "", style=TAG)
        right.append(self._position() + " ", style="not bold default")
        return ends(left, right, width, look)

    def _position(self) -> str:
        listing = self._browser.listing
        return f"{listing.cursor + 1:,} of {len(listing):,}" if len(listing) else ""

    def _nothing(self, width: int) -> list[Text]:
        browser = self._browser
        if trouble := browser.error or browser.listing.trouble:
            said = [trouble]
        elif browser.listing.rows is None:
            said = ["opening the library"]
        elif not browser.papers:
            said = ["The library is empty: papers ingest FILE fills it.", "q quits."]
        else:
            said = ["nothing found", *browser.remarks]
        room = max(10, width - 4)
        return [line for text in said for line in indented(wrapped(Text(text), room), 2)]

    # Pages

    def _title_line(self, left: str, right: str, width: int) -> Text:
        return ends(Text(left, style=CURRENT), Text(right), width, self._look)

    def _scrolled(self, lines: Sequence[Text], height: int) -> list[Text]:
        browser = self._browser
        browser.scroll = max(0, min(browser.scroll, len(lines) - height))
        return [*lines[browser.scroll : browser.scroll + height]]

    def _help(self, width: int) -> list[Text]:
        mode = self._browser.page.is_help if self._browser.page else None
        keys = [_explained(key) for key in TABLE[mode or "list"]]
        if width < 2 * _HELP:
            return [Text(), *keys]
        half = -(-len(keys) // 2)
        right = [*keys[half:], *([Text()] * (2 * half - len(keys)))]
        both = zip(keys[:half], right, strict=True)
        return [Text(), *(ends(one, Text(), _HELP, self._look) + other for one, other in both)]

    def _output(self, width: int) -> list[Text]:
        lines = self._browser.page.lines if self._browser.page else []
        return [part for line in lines for part in wrapped(Text.from_ansi(line), width)]

    def _which_cluster(self) -> str:
        clusters = self._duplicates.clusters
        if not clusters:
            return ""
        return f"{min(self._duplicates.at + 1, len(clusters)):,} of {len(clusters):,}"

    def _cluster(self, width: int) -> list[Text]:
        duplicates = self._duplicates
        if duplicates.clusters is None:
            return [Text(), Text("  comparing papers; Esc stops")]
        if not (cluster := duplicates.current):
            groups = number_of(len(duplicates.clusters), "group")
            said = f"  no more: {groups} seen" if duplicates.clusters else "  no duplicates"
            return [Text(), Text(said)]
        from papercli.views.clusters import render_cluster

        rendered = render_cluster(cluster, width - 2, color=True)
        lines = [Text.from_ansi(line) for line in rendered.split("\n")]
        if duplicates.decision:
            lines.insert(0, Text(f"{duplicates.decision}", style=TAG))
        return [Text(), *indented(lines, 1)]

    # The last line

    def _last_line(self, width: int, y: int, spots: list[Spot]) -> Text:
        browser, look = self._browser, self._look
        prompts = {"tags": "tags: ", "name": "name of the view: ", "command": ": papers "}
        if browser.mode in prompts:
            line = Text(f" {prompts[browser.mode]}", style=KEY)
            line.append_text(_with_cursor(browser.line.text, browser.line.at))
            said = browser.message
            if browser.mode == "tags" and not said:
                tags = {tag for paper in browser.listing.targets for tag in paper.tags}
                said = f"has {', '.join(sorted(tags))}" if tags else ""
            return ends(line, Text(f"{said} ", style=FAINT), width, look)
        if browser.is_waiting and browser.terminal.unwritten():
            waits = f" writing {number_of(browser.terminal.unwritten(), 'change')}"
            return cut(Text(waits), width, look)
        if browser.message:
            style = WARNING if browser.is_warning else ""
            return cut(Text(f" {browser.message}", style=style), width, look)
        if browser.mode == "query" and browser.remarks and len(browser.listing):
            return cut(Text(f" {browser.remarks[0]}", style=FAINT), width, look)
        return self._keys(width, y, spots)

    def _keys(self, width: int, y: int, spots: list[Spot]) -> Text:
        shown = [key for key in TABLE[self._browser.mode] if key.label]
        if self._browser.mode == "query":
            hint = " Enter: to the papers   Esc: back   ↑ ↓: move, earlier searches"
            return cut(Text(hint, style=FAINT), width, self._look)
        if self._browser.picks and self._browser.mode == "list":
            shown.insert(0, Key(("enter",), "open_reading", "", "choose", shown="Enter"))
        last = [key for key in shown if key.action in {"help", "close", "leave"}]
        shown = [key for key in shown if key not in last]
        right = Text("  ").join(map(_label, last)) + Text(" ")
        line = Text(" ")
        for key in shown:
            label = _label(key)
            if line.cell_len + label.cell_len + 3 + right.cell_len > width:
                break
            spots.append(Spot(y, line.cell_len, line.cell_len + label.cell_len, key=key.keys[0]))
            line.append_text(label).append("  ")
        start = width - right.cell_len
        for key in last:
            end = start + _label(key).cell_len
            spots.append(Spot(y, start, end, key=key.keys[0]))
            start = end + 2
        return ends(line, right, width, self._look)


def _label(key: Key) -> Text:
    name = written(key).split(" ")[0]
    return Text.assemble((name, KEY), " ", (key.label, FAINT))


def _explained(key: Key) -> Text:
    line = Text(f" {written(key):<12}", style=KEY)
    return line.append(f"{key.does}", style="not bold")


def _with_cursor(text: str, at: int) -> Text:
    shown = Text(f"{text} ")
    shown.stylize("reverse", at, at + 1)
    return shown
