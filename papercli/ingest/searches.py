"""Searches that were saved in another library, on their way into this one."""

from collections.abc import Iterable

from papercli.ingest.pending import Pending
from papercli.store.searches import read_searches, search_line
from papercli.store.store import Store


class Searches:
    """The saved searches of a library; read when another library has some."""

    def __init__(self, store: Store, pending: Pending) -> None:
        self._store = store
        self._pending = pending
        self._known: dict[str, str] | None = None

    def add(self, searches: Iterable[tuple[str, str]]) -> None:
        """Take in searches by their names, but for names that are in use."""
        for name, query in searches:
            if self._known is None:
                self._known = read_searches(self._store.changes())
            if name not in self._known:
                self._known[name] = query
                self._pending.say(f"+search:{name}", search_line(name, query))
