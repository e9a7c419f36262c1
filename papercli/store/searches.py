"""Saved searches: queries that a reader gave a name, kept in lines of the store beside the papers."""

import json
from collections.abc import Mapping

from papercli.patterns import late
from papercli.store.batches import Changes
from papercli.store.lines import APART, removal

# Not a paper's, as whatever begins so.
_MARK = f"{APART}search:"
_NAME = late(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_name(text: str) -> bool:
    """Say whether a search may be saved under a name: small letters, digits, - and _."""
    return _NAME.fullmatch(text) is not None


def read_searches(changes: Changes, before: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the queries that are saved, by their names, in the order of the names.

    `before` are those that were saved before these changes.
    """
    found = dict(before or {})
    for identifier, change in changes.latest.items():
        if identifier.startswith(_MARK):
            name = identifier.removeprefix(_MARK)
            found.pop(name, None)
            if not change.removed and (query := _query_in(changes.line(change))) is not None:
                found[name] = query
    return dict(sorted(found.items()))


def _query_in(line: bytes) -> str | None:
    """Return what a line saves; None where it was damaged and saved so."""
    try:
        query = json.loads(line).get("query")
    except (ValueError, RecursionError):
        return None
    return query if isinstance(query, str) else None


def search_line(name: str, query: str | None) -> bytes:
    """Return the line that saves a query under a name, or that forgets it."""
    if query is None:
        return removal(f"{_MARK}{name}")
    return json.dumps({"id": f"{_MARK}{name}", "query": query}, separators=(",", ":")).encode()


def name_of_search(identifier: str) -> str | None:
    """Return the name of the search that a line with this id saves; None for any other line."""
    name = identifier.removeprefix(_MARK)
    return name if identifier.startswith(_MARK) and is_name(name) else None
