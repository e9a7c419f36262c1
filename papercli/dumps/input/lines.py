"""The lines of a dump, for the formats that are read line by line.

A line without an end would be held whole, however long it is.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TextIO

from papercli.errors import DumpError

_LONGEST = 1 << 24  # characters; the longest record of a whole service, OpenAlex's, takes 5 million
_HEAD = 1 << 16  # characters


def numbered_lines(dump: TextIO) -> Iterator[tuple[int, str]]:
    """Yield (number, line) for each line, from 1.

    Raises DumpError at one that is too long to be of a listing.
    """
    for number, line in enumerate(iter(partial(dump.readline, _LONGEST), ""), 1):
        if len(line) == _LONGEST and not line.endswith("\n"):
            raise DumpError(f"line {number} is longer than {_LONGEST >> 20} million characters")
        yield number, line


def sound_lines(dump: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the same up to where a dump breaks off; who reads it once more is told."""
    with suppress(DumpError):
        yield from numbered_lines(dump)


def head_of(dump: TextIO) -> str:
    """Return the start of a dump, which is then read from its start."""
    head = dump.read(_HEAD)
    dump.seek(0)
    return head
