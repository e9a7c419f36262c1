"""The library as an ingest will leave it: the papers that are stored, and those new or changed.

Each of these is encoded once, however many sightings of it there are.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from papercli.dedupe.fold import fold_duplicates
from papercli.dedupe.representative import fullness
from papercli.identifiers import SHORT_ID
from papercli.index import Index, Span
from papercli.ingest.draft import Draft, Outcome, Title
from papercli.ingest.namesakes import FEW, Namesakes, is_duplicate, is_same_work, own_ids
from papercli.ingest.spool import Spool
from papercli.model import Paper
from papercli.store.lines import removal
from papercli.store.papers import decode_paper, encode_paper, find_removed
from papercli.store.store import Store
from papercli.text import fold_title

_OPEN = 1_000  # papers kept decoded, because dumps that repeat a paper often do so at once


class Pending:
    """What an ingest knows of a library, and the lines to be appended to it."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index
        self._empty = index.papers == 0
        self._lines = Spool(store.folder)  # of what changed; nothing while the paper is open
        self._open: OrderedDict[str, Draft] = OrderedDict()
        self._merged: dict[str, str] = {}  # by this ingest: id -> id of the paper that is kept
        self._new: dict[str, str | list[str]] = {}  # start of a title's hash -> ids of new papers
        self._kept: set[str] = set()  # ids of new papers that they had in another library
        self._wishes: dict[str, str] = {}  # id -> the one that the paper had in another library
        self._namesakes: dict[str, Namesakes] = {}  # of titles that many papers have
        self._texts: dict[str, Paper] = {}  # what was merged by this ingest
        self._removed: dict[str, Span] | None = None

    def open(self, identifier: str) -> Draft | None:
        """Return the paper that has this id, or into which the paper of this id was merged."""
        while identifier in self._merged:
            identifier = self._merged[identifier]
        if draft := self._open.get(identifier):
            self._open.move_to_end(identifier)
            return draft
        line = self._lines.get(identifier) or self._stored(identifier)
        if not line:
            return None
        draft = Draft(decode_paper(line))
        if draft.id != identifier:  # an alias, of a paper that may have changed since
            return self.open(draft.id)
        self._open[identifier] = draft
        if len(self._open) > _OPEN:
            self._close(*self._open.popitem(last=False))
        return draft

    def find(self, title: Title, paper: Paper) -> Iterator[tuple[Draft, str]]:
        """Yield the papers that may be the same as `paper`, and the id under which each was found.

        They have its title, or merged with them was a paper that had it.
        """
        for identifier in self._candidates(title.short, paper):
            draft = self.open(identifier)
            if draft is None:
                continue
            if draft.id == identifier:
                # The id of a paper begins with the hash of the title that it had when it came.
                was_edited = "title" in draft.paper.edited
                if was_edited or fold_title(draft.paper.title) == title.folded:
                    yield draft, identifier
            else:
                absorbed = self.absorbed(identifier)
                if absorbed is None or fold_title(absorbed.title) == title.folded:
                    yield draft, identifier

    def is_same(self, draft: Draft, identifier: str, paper: Paper) -> bool:
        """Say whether `paper` is the one found under an id, or was merged into that."""
        if is_same_work(draft.paper, paper):
            return True
        if draft.id == identifier:
            return False
        absorbed = self.absorbed(identifier)
        return is_same_work(absorbed, paper) if absorbed else is_duplicate(draft.paper, paper)

    def absorbed(self, identifier: str) -> Paper | None:
        """Return a merged paper as it was before, if the store still has it."""
        if identifier in self._texts:
            return self._texts[identifier]
        if self._removed is None:
            self._removed = find_removed(self._store)
        span = self._removed.get(identifier)
        return decode_paper(self._store.line(span)) if span else None

    def ids_starting(self, short: str) -> list[str]:
        """Return the ids and aliases that start so, those of new papers first."""
        new = self._new_starting(short)
        stored = [] if self._empty else self._index.ids_starting(short, limit=None)
        return list(dict.fromkeys((*new, *stored))) if new and stored else [*new, *stored]

    def add(self, title: Title, paper: Paper, wish: str | None = None) -> str:
        """Add a new paper and return its id: the one wished for, if it is free."""
        identifier = wish if wish and not self.is_taken(wish) else self._free_id(title, paper)
        if identifier == wish:
            self._kept.add(identifier)
        elif wish:
            self._wishes[identifier] = wish
        if identifier != paper.id:
            paper = replace(paper, id=identifier)
        self._lines[identifier] = encode_paper(paper)
        # Most are alone with their title, and a list for each would cost as much as its id.
        match self._new.get(title.short):
            case None:
                self._new[title.short] = identifier
            case str(other):
                self._new[title.short] = [other, identifier]
            case others:
                others.append(identifier)
        if group := self._namesakes.get(title.short):
            group.add(identifier, paper)
        return identifier

    def unite(self, draft: Draft, later: Paper) -> Outcome:
        """Add to a paper what another sighting of it knows."""
        outcome = draft.unite(later)
        self._note(draft)
        if self._namesakes:
            for name in (draft.id, *draft.paper.aliases):
                if group := self._namesakes.get(name[:SHORT_ID]):
                    group.add(name, replace(draft.paper, sources=later.sources))
        return outcome

    def change(self, draft: Draft, paper: Paper) -> None:
        """Put `paper`, without its sightings, in the place of what a draft holds."""
        draft.paper, draft.changed = paper, True
        self._note(draft)

    def merge(self, kept: str, merged: str) -> None:
        """Make two papers one, as dedupe does."""
        keeper, other = self.open(kept), self.open(merged)
        if keeper is None or other is None or keeper is other:
            return
        self._texts[other.id] = other.whole()
        one = fold_duplicates(keeper.whole(), [other.whole()])
        self._open.pop(other.id, None)
        self._lines[other.id] = removal(other.id)
        self._merged[other.id] = keeper.id
        self._open[keeper.id] = draft = Draft(one, changed=True)
        self._note(draft)

    def say(self, identifier: str, line: bytes) -> None:
        """Append a line that is not a paper's."""
        self._lines[identifier] = line

    @property
    def merges(self) -> int:
        """How many papers this ingest has merged into others."""
        return len(self._merged)

    def changed_ids(self) -> Iterator[str]:
        """Yield the ids of the papers that are new or changed."""
        return (each for each in self._lines if "+" not in each and each not in self._merged)

    def papers(self) -> Iterator[Paper]:
        """Yield the papers that are new or changed."""
        for identifier in [*self.changed_ids()]:
            if draft := self.open(identifier):
                yield draft.whole()

    def has_read(self, digest: str) -> bool:
        """Say whether the library has papers of the dump with this digest."""
        return not self._empty and self._index.frequency("digest", digest) > 0

    def is_taken(self, identifier: str) -> bool:
        """Say whether an id is that of a paper, or of one that was merged into another."""
        return identifier in self._lines or (
            not self._empty and self._index.place_of(identifier) is not None
        )

    @property
    def has_lines(self) -> bool:
        """Whether there is a line to append to the store."""
        return next(iter(self._lines), None) is not None

    def lines(self) -> Iterator[bytes]:
        """Yield the lines to append to the store, each changed paper once, and let go of them."""
        for identifier, draft in self._open.items():
            self._close(identifier, draft)
        self._open.clear()
        self._new.clear()
        yield from self._lines.take()

    def settle_ids(self) -> dict[str, str]:
        """Give new papers of one title ids that do not depend on which of them came first.

        Return the ids that changed, and what they are now. A paper keeps the id that it had in
        another library. The shortest id goes to the paper of which most is known.
        """
        renamed: dict[str, str] = {}
        for identifiers in self._new.values():
            if not isinstance(identifiers, str):
                renamed |= self._settle([each for each in identifiers if each not in self._merged])
        self._merged = {old: renamed.get(now, now) for old, now in self._merged.items()}
        return renamed

    def _settle(self, identifiers: list[str]) -> dict[str, str]:
        opened = {each: draft for each in identifiers if (draft := self.open(each))}
        papers = {each: draft.whole() for each, draft in opened.items() if each not in self._kept}
        titles = {each: Title.of(paper.title) for each, paper in papers.items()}
        given: dict[str, str] = {}
        used: set[str] = set()

        def give(identifier: str, wanted: Iterable[str]) -> None:
            for each in wanted:
                if each not in used and (each in papers or not self.is_taken(each)):
                    given[identifier] = each
                    used.add(each)
                    return

        def rank(each: str) -> tuple[int, int, str]:
            filled, length, _ = fullness(papers[each])
            return -filled, -length, next(own_ids(titles[each].hash, papers[each]))

        for each in papers:
            if wish := self._wishes.get(each):
                give(each, (wish,))
        for each in sorted(papers.keys() - given.keys(), key=rank):
            give(each, chain((titles[each].short,), own_ids(titles[each].hash, papers[each])))
        renamed = {old: new for old, new in given.items() if new != old}
        for old in renamed:
            self._open.pop(old, None)
            del self._lines[old]
        for old, new in renamed.items():
            self._lines[new] = encode_paper(replace(papers[old], id=new))
        return renamed

    def _note(self, draft: Draft) -> None:
        """Keep a draft that may have changed until it is encoded."""
        if draft.changed:
            if draft.id not in self._lines:
                self._lines[draft.id] = b""
            self._open[draft.id] = draft

    def _close(self, identifier: str, draft: Draft) -> None:
        if draft.changed:
            self._lines[identifier] = encode_paper(draft.whole())

    def _new_starting(self, short: str) -> list[str]:
        """Return the ids of new papers whose titles give an id that begins so."""
        new = self._new.get(short, [])
        return [new] if isinstance(new, str) else new

    def _stored(self, identifier: str) -> bytes:
        place = None if self._empty else self._index.place_of(identifier)
        return self._store.line(place.span) if place else b""

    def _candidates(self, short: str, paper: Paper) -> list[str]:
        """Return the ids under which the papers of a title are found.

        Where there are many, only those that have something telling in common with `paper`.
        """
        group = self._namesakes.get(short)
        if group is None:
            identifiers = self.ids_starting(short)
            if not paper.id.startswith(short):  # its title was edited
                identifiers.append(paper.id)
            if len(identifiers) <= FEW:
                return identifiers
            group = self._namesakes[short] = Namesakes()
            for each in identifiers:
                if draft := self.open(each):
                    absorbed = self.absorbed(each) if draft.id != each else None
                    for text in (draft.whole(), absorbed):
                        if text:
                            group.add(each, text)
        return group.like(paper)

    def _free_id(self, title: Title, paper: Paper) -> str:
        if not self.is_taken(title.short):
            return title.short
        names = own_ids(title.hash, paper)
        return next(each for each in names if not self.is_taken(each))
