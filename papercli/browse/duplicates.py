"""Deciding on possible duplicates, group by group."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from papercli.browse.browser import Browser
from papercli.changes import deciding
from papercli.changes.deciding import Decision
from papercli.library import Library
from papercli.text import number_of

if TYPE_CHECKING:
    from papercli.dedupe.clusters import Cluster


class Duplicates:
    """The groups that nobody has decided on, one at a time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.clusters: Sequence[Cluster] | None = None  # None while they are looked for
        self.at = 0
        self._decided: dict[int, Decision] = {}
        self._order: list[int] = []  # in which they were decided

    @property
    def current(self) -> "Cluster | None":
        """The group that is shown."""
        clusters = self.clusters or ()
        return clusters[self.at] if self.at < len(clusters) else None

    @property
    def decision(self) -> str:
        """What was decided on it."""
        return self._decided.get(self.at, "")

    def duplicates(self) -> None:
        """Look for duplicates."""
        browser = self._browser
        browser.mode, self.clusters, self.at = "duplicates", None, 0
        self._decided, self._order = {}, []
        browser.terminal.find_duplicates()

    def found(self, clusters: Sequence["Cluster"]) -> None:
        """Show the groups that were found."""
        self.clusters = clusters

    def failed(self, why: str) -> None:
        """Go back to the list, and say why nothing was found."""
        if self._browser.mode == "duplicates":
            self._browser.mode = "list"
        self._browser.say(why, is_warning=True)

    def merge(self) -> None:
        """Merge the papers of the group."""
        self._decide("merged")

    def differ(self) -> None:
        """Keep them apart."""
        self._decide("marked as different")

    def link(self) -> None:
        """Link them as versions of one work."""
        self._decide("linked as versions")

    def _decide(self, decision: Decision) -> None:
        cluster = self.current
        if cluster is None:
            return
        if self.decision:
            self._browser.say(f"already {self.decision}; u undoes it")
            return
        self._decided[self.at] = decision
        self._order.append(self.at)

        def make(library: Library) -> str:
            deciding.decide(library, cluster, decision)
            return f"{number_of(len(cluster.papers), 'paper')} {decision}"

        self._browser.changes.make(decision, make)
        self.at += 1

    def swap(self) -> None:
        """Let the next paper of the group be the one that is kept when they are merged."""
        cluster = self.current
        if cluster is None or self.clusters is None or self.decision:
            return
        papers = (*cluster.papers[1:], cluster.papers[0])
        swapped = replace(cluster, papers=papers, keep=papers[0])
        self.clusters = [swapped if each is cluster else each for each in self.clusters]

    def skip_group(self) -> None:
        """Go to the next group."""
        self.at = min(self.at + 1, len(self.clusters or ()))

    def previous_group(self) -> None:
        """Go to the group before."""
        self.at = max(self.at - 1, 0)

    def undo_decision(self) -> None:
        """Take back the last decision, and show its group again."""
        if not self._order:
            self._browser.say("nothing was decided here yet")
            return
        self.at = self._order.pop()
        self._decided.pop(self.at)
        self._browser.changes.undo()
        self._browser.say("undone")
