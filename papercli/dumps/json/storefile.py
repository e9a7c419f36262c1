"""The file of a library itself, taken for a dump.

A copy from another machine, or one that a syncing program set beside it.

A later line of a paper replaces an earlier one, some lines say that a paper was removed, and others
tell of the changes.
"""

import json
import re
from contextlib import suppress
from typing import NamedTuple, TextIO

from papercli.dumps.json.exported import read_unwanted
from papercli.errors import DumpError
from papercli.model import Unwanted

_BATCH = '{"batch":'
_REMOVED = ',"removed":true}'
_LINE = re.compile(r'\{"id":"([0-9a-f]{8,64})"')
_UNWANTED = re.compile(r'\{"id":"not:(?=[0-9a-f]{8,64}")')
_APART = re.compile(r'\{"id":"not:([0-9a-f]{8,64})\+([0-9a-f]{8,64})"')


class Contents(NamedTuple):
    """What a library holds in the end."""

    lines: frozenset[int]  # on which its papers stand, from 1
    end: int  # the line of its last change; what follows was cut short
    apart: dict[str, tuple[str, ...]]  # a paper and those that the reader said are others
    unwanted: tuple[Unwanted, ...]  # papers that the reader removed


def find_contents(dump: TextIO) -> Contents | None:
    """Return what a library's file holds; None for anything else.

    The dump is at its start afterwards.
    """
    if not _LINE.match(dump.readline(1000)):  # most dumps need not be read twice
        dump.seek(0)
        return None
    dump.seek(0)
    latest: dict[str, int] = {}
    closed: dict[str, int] = {}
    pairs: dict[str, set[str]] = {}
    removed: dict[str, str] = {}
    end = 0
    with suppress(DumpError):  # of broken compressed data, which who reads on meets again
        for number, line in enumerate(dump, 1):
            if line.startswith(_BATCH):
                closed |= latest  # what no batch closes was never there
                latest.clear()
                end = number
            elif found := _LINE.match(line):
                latest[found[1]] = 0 if line.rstrip().endswith(_REMOVED) else number
            elif found := _APART.match(line):
                others = pairs.setdefault(found[1], set())
                (others.discard if line.rstrip().endswith(_REMOVED) else others.add)(found[2])
            elif found := _UNWANTED.match(line):
                text = line[found.end() :].rstrip()
                removed[text.partition('"')[0]] = "" if text.endswith(_REMOVED) else text
    dump.seek(0)
    if not end:
        return None
    apart = {first: tuple(sorted(others)) for first, others in pairs.items() if others}
    lines = frozenset(closed.values()) - {0}
    return Contents(lines, end, apart, read_unwanted(list(map(_read, removed.values()))))


def _read(text: str) -> object:
    try:
        return json.loads('{"id":"' + text)
    except (ValueError, RecursionError):
        return None
