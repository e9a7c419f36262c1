"""A list of references cut into its entries: by numbers and other marks, blank lines, indentation, or by what reads as a reference."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from papercli.dumps.furniture import is_page_edge, is_rule
from papercli.dumps.pages.lines import Line
from papercli.dumps.references.layout import (
    CLOSED,
    COUNTED,
    MARKS,
    SHORT,
    START,
    STEP,
    dominant_mark,
    levels_of,
    width_of,
)
from papercli.dumps.references.links import is_buttons
from papercli.dumps.references.place import YEAR
from papercli.dumps.references.running_heads import is_running_head
from papercli.dumps.references.wrapping import Words, join
from papercli.patterns import late

_HEADING = late(
    r"(?:[#*_=\s]{0,6}(?:\d{1,2}\.?|[IVX]{1,4}\.|[A-Z]\.)?\s{0,3})(?:list\sof\s|selected\s|cited\s|my\s|full\s|recent\s|additional\s|suggested\s|notes\sand\s)?"
    r"(?:references?(?:\s(?:and\snotes|cited|list))?|bibliograph(?:y|ie)|works\scited|literature(?:\scited)?|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|références|referencias|bibliografía|riferimenti"
    r"|(?:required|optional|recommended|suggested)(?:\sreadings?)?|publications?(?:\slist)?|papers|further\sreading|readings?|sources|citations|参考文献|文献|(?:week|lecture|session|class|unit|module|day)\s\d{1,2}\b[^.]{0,50})[:.#*_=\s]{0,6}"
    r"|[^.,:;\[\]]{2,60}\s?\[\s?(?:edit|bearbeiten|editar|modifier|modifica|bewerken|redigera|править|编辑|編集)\b[^\[\]]{0,40}\]",  # of a wiki
    re.IGNORECASE,
)
_ROLE = late(
    r"(?:required|optional|recommended|suggested|further|additional|supplementary|background|primary|secondary|main|core|extra)"
    r"(?:\sreadings?)?:\s{1,3}",
    re.IGNORECASE,
)  # of a reading on a syllabus
_ORGANISATION = late(rf"[A-Z][\w .&’'-]{{1,80}}[.,]?\s\(?{YEAR}")
_MOST_LINES = 14  # of an entry
_LONGEST = 1_500  # characters of an entry, where nothing else tells where it ends
_WAITS = late(r"(?:[-\u2010-\u2015(]|\b(?:pp?|pages?|vol|no|nr|art|article)\.?)$", re.IGNORECASE)
_YEAR = late(YEAR)
_YEARLY = 12  # characters at the end of a line in which that year is
_FEW = 4
_TITLE = late(r"[^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,2}")  # of a section: "Invited talks"
_ENDS_IN_YEAR = late(rf"\b{YEAR}\W{{0,3}}$")
_WORDS = late(r"[A-Z][^\W\d_]*(?:\s(?:[^\W\d_]+|\d{1,2})){0,6}:?")  # without any mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the line it starts on, and its text without the mark before it."""

    line: int
    text: str
    is_marked: bool = False  # it has a number or another mark, as entries of this list have
    prefer: str = ""  # how it writes its names, where it shows that: "natural"


class Cutter:
    """Cuts the lines of a list into its entries.

    `is_one` says whether a text reads as one whole reference, and `is_dated` whether that has a date.
    """

    def __init__(
        self,
        survey: Sequence[Line],
        is_one: Callable[[str], bool],
        is_dated: Callable[[str], bool],
    ) -> None:
        self._mark = dominant_mark(survey)
        self._words = Words(line.text for line in survey)
        self._is_one = is_one
        self._is_dated = is_dated
        self._next: int | None = None  # the number that is due
        self._levels = levels_of(survey) if self._mark is None else None
        self._width = width_of(survey)

    def cut(self, lines: Iterable[Line]) -> Iterator[Entry]:
        """Yield the entries, and as entries what stands between them."""
        self._next = None
        held: list[Line] = []
        begun = False  # what is held starts with a mark
        gap = turned = False  # below a blank line, on another page
        for line in lines:
            if _is_furniture(line.text) or _is_page(line, held):
                gap, turned = gap or line.after_blank, True
                continue
            if gap and not line.after_blank:
                line = replace(line, after_blank=True)  # noqa: PLW2901 - what was between is passed over
            goes_on = turned and line.text[0].islower()
            gap = turned = False
            rest = self._without_mark(line.text)
            role = _ROLE.match(line.text) if rest is None else None
            if role:
                line = replace(line, text=line.text[role.end() :])  # noqa: PLW2901 - it is no part of it
            starts = (
                rest is not None
                or role is not None
                or (
                    line.after_blank
                    and not goes_on
                    and (self._mark is None or not self._goes_on(held, line))
                )
            )
            if starts and held:
                yield from self._divide(held, is_marked=begun)
                held = []
            if not held:
                begun = rest is not None
            held.append(line if rest is None else replace(line, text=rest))
        if held:
            yield from self._divide(held, is_marked=begun)

    def _goes_on(self, held: list[Line], line: Line) -> bool:
        """Say whether an entry goes on below a blank line: it is open, no reference as it stands, and no heading follows."""
        if not _is_open(held) or len(held) >= _MOST_LINES:
            return False
        if _TITLE.fullmatch(line.text):
            return False
        is_short = len(held) <= _FEW  # a longer one is not read again for each line
        return not (is_short and line.text[0].isupper() and self._is_one(self._entry(held).text))

    def _without_mark(self, text: str) -> str | None:
        """Return a line without the mark of an entry, or None where it begins none."""
        if self._mark is None or (found := MARKS[self._mark].match(text)) is None:
            return None
        if self._mark in COUNTED:
            number = int(found[1])
            due = self._next is None or self._next <= number < self._next + STEP or number == 1
            if not due:
                return None
            self._next = number + 1
        return text[found.end() :]

    def _divide(self, lines: list[Line], *, is_marked: bool) -> Iterator[Entry]:
        """Yield the entries among lines that no blank line parts."""
        if len(lines) > 1 and not is_marked and self._is_heading(lines):
            yield self._entry(lines[:1])
            lines = lines[1:]
        whole = self._entry(lines, is_marked=is_marked)
        if is_marked or len(lines) == 1:
            yield from self._without_note(lines, whole)
        elif self._levels is not None and len({line.indent for line in lines}) > 1:
            start = 0
            for at in range(1, len(lines)):
                if lines[at].indent in self._levels:
                    yield self._entry(lines[start:at])
                    start = at
            yield self._entry(lines[start:])
        elif (
            len(lines) <= _MOST_LINES
            and not any(self._breaks(lines))
            and self._is_one(whole.text)
            and not any(self._is_one(line.text) for line in lines)
        ):
            yield whole
        else:
            yield from self._search(lines)

    def _without_note(self, lines: list[Line], whole: Entry) -> Iterator[Entry]:
        """Yield an entry, and by itself what stands below it where that would take its date away: `Assignment 1 out`."""
        ends = [
            at
            for at, line in enumerate(lines[:-1], 1)
            if _ENDS_IN_YEAR.search(line.text[-_YEARLY:])
        ]
        # Where many lines end in a year, the text is no reference anyway.
        if 0 < len(ends) <= _FEW and not self._is_dated(whole.text):
            for end in reversed(ends):
                head = self._entry(lines[:end], is_marked=whole.is_marked)
                if self._is_dated(head.text):
                    yield head
                    yield self._entry(lines[end:])
                    return
        yield whole

    def _is_heading(self, lines: list[Line]) -> bool:
        """Say whether the first line is a word or two above an entry that is whole without it: `Core`, `Week 2 Networks and power`."""
        text = lines[0].text
        if len(text) > SHORT or not _WORDS.fullmatch(text) or not _begins(lines[1].text):
            return False
        return any(
            self._is_one(self._entry(lines[1 : end + 1]).text)
            for end in range(1, min(len(lines), _MOST_LINES))
        )

    def _search(self, lines: list[Line]) -> Iterator[Entry]:
        """Yield entries such that most of the text is in ones that read as a reference."""
        starts = [
            not at or MARKS["brackets"].match(line.text) or START.match(line.text)
            for at, line in enumerate(lines)
        ]
        breaks = self._breaks(lines)
        best: list[tuple[int, int, int]] = [
            (0, 0, 0)
        ]  # characters covered, entries, where the last one starts
        for end in range(1, len(lines) + 1):
            covered, count, _ = best[end - 1]
            found = (covered, count, end - 1)
            ends_here = (
                end == len(lines)
                or breaks[end]
                or (starts[end] and CLOSED.search(lines[end - 1].text) is not None)
            )
            first = max(0, end - _MOST_LINES, *(at for at in range(end) if breaks[at]))
            for start in range(end - 1, first - 1, -1) if ends_here else ():
                if not starts[start] or sum(len(line.text) for line in lines[start:end]) > _LONGEST:
                    continue
                text = self._entry(lines[start:end]).text
                if self._is_one(text):
                    size = sum(len(line.text) for line in lines[start:end])
                    found = max(found, (best[start][0] + size, best[start][1] + 1, start))
            best.append(found)
        ends: list[tuple[int, int]] = []
        end = len(lines)
        while end:
            ends.append((best[end][2], end))
            end = best[end][2]
        loose: list[Line] = []
        for start, end in reversed(ends):
            is_read = best[end][0] > best[start][0]
            if not is_read:
                if loose and (breaks[start] or START.match(lines[start].text)):
                    yield self._entry(loose)
                    loose = []
                loose += lines[start:end]
                continue
            if loose:
                yield self._entry(loose)
                loose = []
            yield self._entry(lines[start:end])
        if loose:
            yield self._entry(loose)

    def _breaks(self, lines: list[Line]) -> list[bool]:
        """Say before which lines an entry begins for sure: where a line was not broken for want of room.

        What stands above has a year and is closed, and this line begins as entries do; in wrapped text its
        first word would have had room there.
        """
        found = [False]
        has_year = False  # in what stands above, back to where its entry begins
        for above, line in pairwise(lines):
            goes_on = not found[-1] and not _begins(above.text)
            has_year = (has_year and goes_on) or _YEAR.search(above.text) is not None
            is_closed = has_year and CLOSED.search(above.text) is not None
            if _is_whole(line.text) and self._is_one(above.text) and self._is_one(line.text):
                found.append(True)
            elif self._width:  # the text is wrapped
                word = line.text.partition(" ")[0]
                has_room = len(above.text) + 1 + len(word) < self._width
                found.append(is_closed and has_room and _begins(line.text))
            else:
                found.append(is_closed and _is_whole(line.text))
        return found

    def _entry(self, lines: list[Line], *, is_marked: bool = False) -> Entry:
        text = join([line.text for line in lines], self._words)
        stray = MARKS["brackets"].match(text)
        return Entry(
            lines[0].number, text[stray.end() :] if stray else text, is_marked or stray is not None
        )


def _begins(text: str) -> bool:
    """Say whether a line begins with a person's name, or with an organisation and a year."""
    return START.match(text) is not None or _ORGANISATION.match(text) is not None


def _is_whole(text: str) -> bool:
    """Say whether a line begins and ends as entries do, and has a year."""
    begins = text[0].isupper() or text[0] in "“\"«‘'-—–_" or START.match(text) is not None
    return begins and len(text) > SHORT and _YEAR.search(text) is not None


def _is_furniture(text: str) -> bool:
    return (
        is_page_edge(text)
        or is_running_head(text)
        or is_rule(text)
        or is_buttons(text)
        or (len(text) < 60 and _HEADING.fullmatch(text) is not None)
    )


def _is_page(line: Line, above: list[Line]) -> bool:
    """Say whether a line is the number of a page: nothing else, where the text above waits for no number."""
    if not (len(line.text) < 6 and line.text.isdecimal()):
        return False
    text = above[-1].text if above and not line.after_blank else ""
    return _WAITS.search(text) is None and not (text.endswith(",") and _YEAR.fullmatch(line.text))


def _is_open(lines: list[Line]) -> bool:
    return bool(lines) and not lines[-1].text.endswith((".", "!", "?", ")", "]", "/", ";"))
