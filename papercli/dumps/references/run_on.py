"""References that stand one behind the other on one line, as some copies have them: `[1] A. Quill, … 2014. [2] B. Rook, …`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from papercli.dumps.pages.lines import Line
from papercli.patterns import late

_MARK = late(r"(?:(?<=^)|(?<=\s))\[(?P<number>\d{1,4})\]\s{1,3}(?=[^\W\d_a-z]|[\"“])")
_FEWEST = 3  # marks of one line, each a number higher than the one before


def divided_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those apart that hold several numbered references."""
    for line in lines:
        starts = _starts(line.text)
        if len(starts) < _FEWEST:
            yield line
            continue
        if head := line.text[: starts[0]].strip():
            yield replace(line, text=head)
        for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
            yield replace(line, text=line.text[start:end].strip())


def _starts(text: str) -> list[int]:
    """Return where references begin whose numbers follow each other."""
    starts: list[int] = []
    due = None
    for found in _MARK.finditer(text):
        number = int(found["number"])
        if due is None or number == due:
            starts.append(found.start())
            due = number + 1
    return starts
