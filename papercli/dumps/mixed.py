"""Dumps of more than one shape: a listing with BibTeX in it, JSON Lines between tagged records.

What is in each format is divided by the blocks that show it (`blocks`). A reader sees the dump with
the blocks of all other formats blank, so that every line keeps its number and nothing of one record
gets into another.
"""

import io
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TextIO

from papercli.dumps.blocks import UNKNOWN, find_block, may_start
from papercli.dumps.input.lookahead import Ahead
from papercli.dumps.yaml.fronts import find_note
from papercli.errors import DumpError
from papercli.patterns import late

_LONGEST = 1 << 20  # characters; no block starts with a longer line
_FENCE = late(r"\s{0,3}(?:`{3,}|~{3,})\s*+(\w*+)\s*+$")
_LANGUAGES = frozenset("bib bibtex biblatex tex latex json jsonl ris csv xml html".split())
_BLANK = "\n"
_NOBODY = "-"  # owns the fences around blocks

Part = tuple[str, list[str]]  # a format, and the lines of one of its blocks


def divide(text: TextIO, main: str = "", *, is_cut: bool = False) -> Iterator[Part]:
    """Yield the blocks of a dump, each with its format; lines of no block come without one."""
    ahead = Ahead(partial(text.readline, _LONGEST), is_cut=is_cut)
    if main in {"markdown", "labelled"} and (front := find_note(ahead.line)):
        yield _NOBODY, ahead.take(front.size)  # it speaks of the page
    fence: list[str] = []  # which may open on a block
    fenced = False
    at_start = True
    quick = may_start(main)
    while True:
        if at_start and not fence and (plain := ahead.plain(quick)):
            yield "", plain
        if not (line := ahead.line(0)):
            break
        owner, count = find_block(ahead, main) if at_start else ("", 0)
        if fence:
            fenced = count > 0 and owner != main
            yield _NOBODY if fenced else "", fence
            fence = []
        lines = ahead.take(max(count, 1))
        at_start = lines[-1].endswith("\n")
        if not count and line.lstrip()[:3] in {"```", "~~~"} and (found := _FENCE.match(line)):
            if fenced != bool(found[1].lower() in _LANGUAGES):
                fenced = not fenced
                yield _NOBODY, lines
            else:
                fence = lines
        else:
            yield owner, lines
    if fence:
        yield "", fence
    if ahead.fault is not None:
        raise ahead.fault


class View(io.TextIOBase):
    """A dump as the reader of one format sees it: what belongs to others is blank."""

    def __init__(
        self, text: TextIO, main: str, owner_of: Callable[[str, str], str], keep: str = ""
    ) -> None:
        self._text = text
        self._main = main  # the format that reads what belongs to no block
        self._owner_of = (
            owner_of  # (owner of a block, its text) -> the name of a format, or nothing
        )
        self._keep = keep or main
        self._restart()

    def _restart(self) -> None:
        self.others: dict[str, int] = {}  # other formats, and the line of the last block of each
        self.unknown: list[int] = []  # lines of blocks in no known format
        self._parts = self._view()
        self._lines: list[str] = []  # of the block at hand, the next one last
        self._fault: DumpError | None = None  # what ended it before its end

    def _view(self) -> Iterator[list[str]]:
        number = 1
        for block_owner, lines in divide(self._text, self._main):
            owner = block_owner and (
                block_owner
                if block_owner in {self._main, _NOBODY}
                else self._owner_of(block_owner, "".join(lines))
            )
            if owner == UNKNOWN:
                self.unknown.append(number)
            elif owner not in {"", self._main, _NOBODY}:
                self.others[owner] = number
            if (owner or self._main) == self._keep:
                yield lines
            else:
                yield [_BLANK for line in lines if line.endswith("\n")]
            number += len(lines) - (not lines[-1].endswith("\n"))

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go back to the start; a reader goes nowhere else."""
        if offset or whence:
            raise io.UnsupportedOperation("a view is read from its start")
        self._text.seek(0)
        self._restart()
        return 0

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Return the next line, or as much of it as is asked for."""
        line = self._next()
        while not line.endswith("\n") and (size < 0 or len(line) < size) and (more := self._next()):
            line += more
        if 0 <= size < len(line):
            self._lines.append(line[size:])
            line = line[:size]
        return line

    def read(self, size: int | None = -1, /) -> str:
        """Return so much of what follows, or all of it."""
        most = sys.maxsize if size is None or size < 0 else size
        pieces: list[str] = []
        length = 0
        while length < most and self._fill(is_sound=not pieces):
            pieces.append("".join(reversed(self._lines)))
            self._lines = []
            length += len(pieces[-1])
        if length > most:
            self._lines = pieces[-1][most - length :].splitlines(keepends=True)[::-1]
            pieces[-1] = pieces[-1][: most - length]
        return "".join(pieces)

    def _fill(self, *, is_sound: bool = True) -> bool:
        """Say whether there are lines at hand, after those of the next block have been taken.

        A fault of the dump is raised; when `is_sound` is false, only the next time.
        """
        while not self._lines and self._fault is None:
            try:
                lines = next(self._parts, None)
            except DumpError as error:
                self._fault = error
                break
            if lines is None:
                return False
            self._lines = lines[::-1]
        if self._fault is not None and not self._lines and is_sound:
            raise self._fault
        return bool(self._lines)

    def _next(self) -> str:
        return self._lines.pop() if self._lines or self._fill() else ""
