"""Objects out of JSON, however it holds them.

One a line, in an array, in an answer around an array, or alone.

Read piece by piece, never loaded whole. A broken object is one `Skipped`, and reading goes on with
the next object like the ones before it. JSON that ends before it is closed raises DumpError, after
everything that came before has been yielded.
"""

import json
from collections.abc import Callable, Iterator
from typing import TextIO

from papercli.dumps.base import Record, Skipped
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.json.document import (
    HOLDERS,
    MARGIN,
    Document,
    half_way,
    reason,
    records_in,
)
from papercli.dumps.json.doubles import Decoder, Object
from papercli.patterns import late

_FIRST_LINE = 1 << 20  # characters
# A value or the end of the line after a bracket. A number or a word in square ones is a citation.
_START = late(r"\{[ \t]*(?:[\"}\r\n]|$)|\[[ \t]*(?:[\"{\[\]\r\n]|$)")
_KEY = late(r'"([^"\\\n]{1,40})"\s*:')


def starts_json(text: str) -> bool:
    """Say whether a text begins as JSON does; `{Title}: x` and `[1] A. Author` do not."""
    return _START.match(text) is not None


def keys_in(head: str) -> frozenset[str]:
    """Return every key in the head of a JSON dump; none where it is not JSON."""
    start = head.lstrip(" \t\r\n\ufeff")[:1]
    return frozenset(_KEY.findall(head)) if start in {"{", "["} else frozenset()


def read_with(
    convert: Callable[[Object, int], Record | Skipped],
) -> Callable[[TextIO], Iterator[Record | Skipped]]:
    """Return the `read` of a format whose records are the objects of a JSON dump."""

    def read(dump: TextIO) -> Iterator[Record | Skipped]:
        for each in read_objects(dump):
            yield each if isinstance(each, Skipped) else convert(each[1], each[0])

    return read


def read_objects(dump: TextIO) -> Iterator[tuple[int, Object] | Skipped]:
    """Yield (line, object) for each record; raises DumpError when the JSON ends too early."""
    by_line = _is_by_line(dump)
    dump.seek(0)
    return read_lines(dump) if by_line else Document(dump).read()


def _is_by_line(dump: TextIO) -> bool:
    """Say whether a dump is one object a line.

    Of its first three lines, two look like whole objects.
    """
    lines: list[str] = []
    while len(lines) < 3 and (line := dump.readline(_FIRST_LINE)):
        if line.strip():
            lines.append(line.strip(" \t\r\n\ufeff"))
    whole = [line for line in lines if line.startswith("{") and line.endswith("}")]
    if len(lines) == 1 and whole:
        try:
            only = json.loads(lines[0])
        except (ValueError, RecursionError):
            return False
        return isinstance(only, dict) and not HOLDERS & only.keys()
    return len(whole) >= 2


def read_lines(dump: TextIO) -> Iterator[tuple[int, Object] | Skipped]:
    """Yield (line, object) for each line; a line that holds none is skipped with the reason."""
    decoder = Decoder()
    for number, line in numbered_lines(dump):
        text = line.strip(" \t\r\n\ufeff\x1e")
        if not text:
            continue
        if text in {"[", "{"}:  # from here on it is written over several lines
            yield from Document(dump, line, number).read()
            return
        try:
            value = decoder.decode(text)
        except (ValueError, RecursionError) as error:
            if not line.endswith("\n") and _is_cut(error, text):
                half_way(number)
            yield Skipped(number, f"not valid JSON: {reason(error)}")
            continue
        if not isinstance(value, dict):
            yield Skipped(number, "not a JSON object")
        else:
            yield from records_in(number, value, decoder)


def _is_cut(error: Exception, text: str) -> bool:
    """Say whether an error may come from the text's end being missing."""
    if not isinstance(error, json.JSONDecodeError):
        return isinstance(error, RecursionError)
    return (
        text.startswith(("{", "["))
        and error.msg != "Extra data"
        and (error.pos >= len(text) - MARGIN or error.msg.startswith("Unterminated string"))
    )
