"""The papers that the reader removed, which no dump brings back unasked."""

from collections.abc import Iterable
from dataclasses import replace

from papercli.identifiers import SHORT_ID
from papercli.ingest.draft import Title
from papercli.ingest.namesakes import is_duplicate, is_same_work
from papercli.ingest.pending import Pending
from papercli.model import Paper, Source, Unwanted
from papercli.store.papers import unwanted_line, wanted_line


class Removed:
    """What was removed, as far as the library remembers it."""

    def __init__(self, papers: Iterable[Unwanted], pending: Pending) -> None:
        self._pending = pending
        self._papers: dict[str, Unwanted] = {}
        self._at: dict[tuple[str, int], set[str]] = {}  # digest and line of a sighting -> ids
        self._named: dict[str, set[str]] = {}  # how the ids begin that a title gives -> ids
        for each in papers:
            self._note(each)

    def seen_at(self, source: Source, title: Title) -> list[str]:
        """Return the ids of removed papers that this record is a known sighting of."""
        found = [self._papers[each] for each in self._at.get((source.digest, source.line), ())]
        return sorted(
            gone.id
            for gone in found
            if title.short in _shorts(gone)
            or (source.key is not None and source.place in gone.seen)
        )

    def like(self, title: Title, paper: Paper) -> list[str]:
        """Return the ids of removed papers that are the same work as one from any dump.

        Of a paper whose text the library has no more, the title has to do.
        """
        found = []
        for each in sorted(self._named.get(title.short, ())):
            gone = self._pending.absorbed(each)
            if gone is None or is_same_work(gone, paper) or is_duplicate(gone, paper):
                found.append(each)
        return found

    def add(self, papers: Iterable[Unwanted]) -> None:
        """Remember what was removed from another library, too."""
        for paper in papers:
            known = self._papers.get(paper.id)
            both = _unite(known, paper) if known else paper
            if both != known:
                self._note(both)
                self._pending.say(f"+{paper.id}", unwanted_line(both))

    def forget(self, identifiers: Iterable[str]) -> None:
        """Let dumps bring these papers again."""
        for each in identifiers:
            gone = self._papers.pop(each)
            for digest, line, _ in gone.seen:
                self._at[digest, line].discard(each)
            for short in _shorts(gone):
                self._named[short].discard(each)
            self._pending.say(f"+{each}", wanted_line(each))

    def _note(self, paper: Unwanted) -> None:
        self._papers[paper.id] = paper
        for digest, line, _ in paper.seen:
            self._at.setdefault((digest, line), set()).add(paper.id)
        for short in _shorts(paper):
            self._named.setdefault(short, set()).add(paper.id)


def unwanted(paper: Paper) -> Unwanted:
    """Return what is to be remembered of a paper that is removed."""
    names = (paper.id, *paper.aliases, Title.of(paper.title).short)
    seen = tuple(source.place for source in paper.sources)
    return Unwanted(paper.id, tuple(dict.fromkeys(names)), seen)


def _unite(one: Unwanted, other: Unwanted) -> Unwanted:
    """Return one for two of the same id: other libraries have ids of their own."""
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        seen=tuple(dict.fromkeys((*one.seen, *other.seen))),
    )


def _shorts(paper: Unwanted) -> set[str]:
    return {name[:SHORT_ID] for name in paper.names}
