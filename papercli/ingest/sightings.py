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

Place = tuple[str, int, str | None]


class _Seen(NamedTuple):
    """A record that was seen: its key, and how the ids begin that its paper has or had."""

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
            self._note(_names(paper), (source.place for source in paper.sources))
        for each in pending:
            self._note(_names(each), (source.place for source in each.sources))

    def hold(self, line: int, key: str | None, title: Title) -> bool:
        """Say whether the record there was seen before, and its paper was not removed since."""
        return _is_among(self._at.get(line), key, title)

    def _note(self, names: Iterable[str], places: Iterable[Place]) -> None:
        shorts = frozenset(name[:SHORT_ID] for name in names)
        for digest, line, key in places:
            if digest == self._digest:
                self._at.setdefault(line, []).append(_Seen(key, shorts))


def _names(paper: Paper | Sighted) -> tuple[str, ...]:
    """Return the ids of a paper, and what its title gives, also where older versions stored it in LaTeX."""
    title, read = paper.title, read_prose(paper.title)
    hashes = [Title.of(each).hash for each in ([title] if read == title else [title, read])]
    return paper.id, *paper.aliases, *hashes


def _is_among(records: list[_Seen] | None, key: str | None, title: Title) -> bool:
    if not records:
        return False
    is_key = key is not None
    return any(title.short in each.shorts or (is_key and key == each.key) for each in records)
