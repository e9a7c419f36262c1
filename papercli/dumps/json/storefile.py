"""The file of a library itself, taken for a dump.

A copy from another machine, or one that a syncing program set beside it.

A later line of a paper replaces an earlier one, some lines say that a paper was removed, and others
tell of the changes.
"""

import json
from contextlib import suppress
from typing import NamedTuple, TextIO

from papercli.dumps.json.exported import read_searches, read_unwanted
from papercli.errors import DumpError
from papercli.identifiers import is_paper_id
from papercli.model import Unwanted
from papercli.store.lines import APART, BATCH, id_of, is_apart, is_removal, pair_of
from papercli.store.searches import name_of_search


class Contents(NamedTuple):
    """What a library holds in the end."""

    lines: frozenset[int]  # on which its papers stand, from 1
    end: int  # the line of its last change; what follows was cut short
    apart: dict[str, tuple[str, ...]]  # a paper and those that the reader said are others
    unwanted: tuple[Unwanted, ...]  # papers that the reader removed
    searches: tuple[tuple[str, str], ...]  # that the reader saved, by name


def find_contents(dump: TextIO) -> Contents | None:
    """Return what a library's file holds; None for anything else.

    The dump is at its start afterwards.
    """
    # Most dumps need not be read twice.
    if not is_paper_id(id_of(_bytes(dump.readline(1000))) or ""):
        dump.seek(0)
        return None
    dump.seek(0)
    latest: dict[str, int] = {}
    closed: dict[str, int] = {}
    pairs: dict[str, set[str]] = {}
    removed: dict[str, bytes] = {}
    saved: dict[str, bytes] = {}
    end = 0
    with suppress(DumpError):  # of broken compressed data, which who reads on meets again
        for number, text in enumerate(dump, 1):
            line = _bytes(text.rstrip())
            identifier = id_of(line) or ""
            if line.startswith(BATCH):
                closed |= latest  # what no batch closes was never there
                latest.clear()
                end = number
            elif is_paper_id(identifier):
                latest[identifier] = 0 if is_removal(line) else number
            elif pair := pair_of(identifier):
                first, second = min(pair), max(pair)
                others = pairs.setdefault(first, set())
                (others.discard if is_removal(line) else others.add)(second)
            elif name := name_of_search(identifier):
                saved[name] = line
            elif is_apart(identifier):
                removed[identifier] = line
    dump.seek(0)
    if not end:
        return None
    apart = {first: tuple(sorted(others)) for first, others in pairs.items() if others}
    lines = frozenset(closed.values()) - {0}
    unwanted = [_read(line) for line in removed.values() if not is_removal(line)]
    kept = {name: _read(line) for name, line in saved.items() if not is_removal(line)}
    queries = {name: each.get("query") for name, each in kept.items() if isinstance(each, dict)}
    return Contents(lines, end, apart, read_unwanted(unwanted), read_searches(queries))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _read(line: bytes) -> object:
    try:
        value = json.loads(line)
        return value | {"id": value["id"].removeprefix(APART)}
    except (ValueError, RecursionError):
        return None
