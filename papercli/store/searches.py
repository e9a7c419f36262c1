"""Saved searches: queries that a reader gave a name, kept in lines of the store beside the papers."""

import json

from papercli.patterns import late
from papercli.store.batches import Changes
from papercli.store.lines import APART, removal

# Not a paper's, as whatever begins so.
_MARK = f"{APART}search:"
_NAME = late(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_name(text: str) -> bool:
    """Say whether a search may be saved under a name: small letters, digits, - and _."""
    return _NAME.fullmatch(text) is not None


def read_searches(changes: Changes) -> dict[str, str]:
    """Return the queries that are saved, by their names, in the order of the names."""
    found = {}
    for change in changes.present():
        if change.id.startswith(_MARK):
            try:
                query = json.loads(changes.line(change)).get("query")
            except (ValueError, RecursionError):  # of a line that was damaged and saved
                continue
            if isinstance(query, str):
                found[change.id.removeprefix(_MARK)] = query
    return dict(sorted(found.items()))


def search_line(name: str, query: str | None) -> bytes:
    """Return the line that saves a query under a name, or that forgets it."""
    if query is None:
        return removal(f"{_MARK}{name}")
    return json.dumps({"id": f"{_MARK}{name}", "query": query}, separators=(",", ":")).encode()


def name_of_search(identifier: str) -> str | None:
    """Return the name of the search that a line with this id saves; None for any other line."""
    name = identifier.removeprefix(_MARK)
    return name if identifier.startswith(_MARK) and is_name(name) else None
