"""What connects papers, as an ingest adds to it: links between versions, and pairs kept apart."""

from dataclasses import replace

from papercli.ingest.pending import Pending
from papercli.store.papers import apart_line, read_apart
from papercli.store.store import Store


class Ties:
    """The pairs of a library and those that an ingest brings.

    Two papers that are kept apart are neither merged nor linked.
    """

    def __init__(self, store: Store, pending: Pending) -> None:
        self._store = store
        self._pending = pending
        self._kept_apart: frozenset[frozenset[str]] | None = None  # as the store has them
        self._apart: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        # All that are kept apart, by the ids they have now.
        self._pairs: set[frozenset[str]] = set()
        self._known: tuple[int, int] | None = None  # how much of it all that holds

    def are_apart(self, left: str, right: str) -> bool:
        """Say whether two papers are kept apart."""
        if self._kept_apart is None:
            self._kept_apart = read_apart(self._store.changes())
        now = len(self._apart), self._pending.merges
        if now != self._known:
            pairs = (*self._kept_apart, *self._apart)
            self._pairs = {frozenset(map(self._now, pair)) for pair in pairs}
            self._known = now
        return frozenset((left, right)) in self._pairs

    def keep_apart(self, left: str, right: str) -> None:
        """Keep two papers apart."""
        if not self.are_apart(left, right):
            self._apart.append((left, right))

    def link(self, left: str, right: str) -> None:
        """Let a paper name another as a version of it, unless the two are kept apart."""
        self._links.append((left, right))

    def settle(self, renamed: dict[str, str]) -> set[str]:
        """Hand all of it over to be written, with the ids that papers have in the end.

        Return the ids of the papers whose links changed.
        """
        changed = set()
        now = renamed.get
        self._apart = [(now(one, one), now(other, other)) for one, other in self._apart]
        self._known = None
        for pair in self._apart:
            left, right = map(self._now, pair)
            if left == right:
                continue
            self._pending.say(f"{left}+{right}", apart_line(left, right))
            sides = ((left, right), (right, left))
            changed |= {one for one, other in sides if self._unlink(one, other)}
        for one, other in self._links:
            left, right = self._now(now(one, one)), self._now(now(other, other))
            if left != right and not self.are_apart(left, right) and self._link(left, right):
                changed.add(left)
        return changed

    def _link(self, left: str, right: str) -> bool:
        draft = self._pending.open(left)
        if draft is None or right in map(self._now, draft.paper.versions):
            return False
        self._pending.change(draft, replace(draft.paper, versions=(*draft.paper.versions, right)))
        return True

    def _unlink(self, left: str, right: str) -> bool:
        draft = self._pending.open(left)
        if draft is None or right not in map(self._now, draft.paper.versions):
            return False
        kept = tuple(each for each in draft.paper.versions if self._now(each) != right)
        self._pending.change(draft, replace(draft.paper, versions=kept))
        return True

    def _now(self, identifier: str) -> str:
        draft = self._pending.open(identifier)
        return draft.id if draft else identifier
