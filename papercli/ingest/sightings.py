"""Which records of a dump the library has seen before.

Of those nothing is compared again, whatever became of their papers.
"""

from collections.abc import Iterable
from typing import NamedTuple

from papercli.identifiers import SHORT_ID
from papercli.index import Index
from papercli.ingest.draft import Title
from papercli.latex.prose import read_prose
from papercli.model import Paper
from papercli.store.papers import Sighted, decode_sighted
from papercli.store.store import Store


class _Seen(NamedTuple):
    """A record that was seen: its key, and how the ids begin that its paper has or had."""

    paper: str  # its id
    key: str | None
    shorts: frozenset[str]


class Sightings:
    """The records of one dump that papers of the library have among their sources."""

    def __init__(
        self,
        store: Store,
        index: Index,
        digest: str,
        pending: Iterable[Paper],
    ) -> None:
        self._digest = digest
        self._at: dict[int, list[_Seen]] = {}  # line -> records there; a line of JSON may hold many
        for line in store.lines(place.span for place in index.seen_in(digest)):
            paper = decode_sighted(line)
            self._note(paper)
        for each in pending:
            self._note(each)

    def paper_of(self, line: int, key: str | None, title: Title) -> str | None:
        """Return the id of the paper as which the record there was seen; None if it is new, or its paper was removed."""
        for each in self._at.get(line, ()):
            if title.short in each.shorts or (key is not None and key == each.key):
                return each.paper
        return None

    def _note(self, paper: Paper | Sighted) -> None:
        shorts = frozenset(name[:SHORT_ID] for name in _names(paper))
        for digest, line, key in (source.place for source in paper.sources):
            if digest == self._digest:
                self._at.setdefault(line, []).append(_Seen(paper.id, key, shorts))


def _names(paper: Paper | Sighted) -> tuple[str, ...]:
    """Return the ids of a paper, and what its title gives, also where older versions stored it in LaTeX."""
    title, read = paper.title, read_prose(paper.title)
    hashes = [Title.of(each).hash for each in ([title] if read == title else [title, read])]
    return paper.id, *paper.aliases, *hashes
