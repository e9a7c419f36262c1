"""One library: a folder with a store and its index. Papers are found in it by any of their names."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from papercli.blank import BLANK
from papercli.errors import LibraryError, NotFoundError
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.index import Index, Place, Progress, open_index
from papercli.store import Batch, Store
from papercli.text import fold_title

PaperDict = dict[str, Any]  # a line of the store: the `paper` of the JSON contract

CHANGED = "the change is made"  # noted on what stops a command after its change was safe on disk

_ID = re.compile(r"[0-9a-f]{4,64}")
_NEAREST = 3
_MOST_CANDIDATES = 10
_SURE = 88.0  # rapidfuzz ratio of a title from which on misspelt words still name it
_AHEAD = 6.0  # by which it must be ahead of the next


class Library:
    """The papers of one folder. Opening it touches nothing."""

    def __init__(self, folder: Path, progress: Progress | None = None) -> None:
        self.folder = folder
        self.store = Store(folder)
        self._progress = progress

    @cached_property
    def index(self) -> Index:
        """The index, brought up to date when first used."""
        return open_index(self.store, self._progress)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever ingested here, or nothing is left."""
        return not self.store.path.exists() or self.index.papers == 0

    def papers_at(self, places: Iterable[Place]) -> list[PaperDict]:
        """Return the papers whose lines stand there."""
        ranges = [(place.start, place.length) for place in places]
        return [_decode(line, self.store) for line in self.store.lines(ranges)] if ranges else []

    @contextmanager
    def writing(self, wait: float, tell: Callable[[str], None]) -> Iterator["Library"]:
        """Hold the library for a change, with everything in it as it is now; yields a library to read and append to."""
        with self.store.lock(wait, tell):
            current = Library(self.folder, self._progress)
            current.__dict__["index"] = open_index(current.store, self._progress, exact=True)
            yield current

    def append(self, lines: list[bytes], *, command: str, summary: str, undoes: int | None = None, redoes: int | None = None) -> Batch:
        """Append one batch, empty the list of its lines, and bring the index up to date. The caller is inside `writing`."""
        batch = self.store.append(lines, command=command, summary=summary, undoes=undoes, redoes=redoes)
        lines.clear()  # what stands in the store need not be held in memory as well
        try:
            open_index(self.store, self._progress, exact=True)
        except BaseException as error:
            error.add_note(CHANGED)
            raise
        return batch

    def find(self, name: str) -> PaperDict:
        """Return the paper that an id, the start of an id, an arXiv id, a DOI or words of a title name.

        Raises NotFoundError, with candidates, when none or more than one has that name.
        """
        name = name.strip()
        lowered = name.lower()
        if _ID.fullmatch(lowered):
            if exact := self.index.place_of(lowered):
                return self.papers_at([exact])[0]
            if ids := self.index.ids_starting(lowered):
                found = {place.start: place for each in ids if (place := self.index.place_of(each))}
                return self._only(name, self.papers_at(found.values()))
        for field, value in (("arxiv", normalise_arxiv(name)), ("doi", normalise_doi(name))):
            if value and (places := self.index.places_of(value, field)):
                return self._only(name, self.papers_at(places))
        return self._find_by_title(name)

    def _only(self, name: str, papers: list[PaperDict]) -> PaperDict:
        if len(papers) == 1:
            return papers[0]
        raise NotFoundError(f"'{name}' could be any of:{_listed(papers[:_MOST_CANDIDATES])}")

    def _find_by_title(self, words: str) -> PaperDict:
        folded = fold_title(words)
        wanted = set(folded.split())
        found = self.papers_at(self.index.with_title_words(words, limit=50))
        same = [paper for paper in found if fold_title(paper["title"]) == folded]
        holding = [paper for paper in found if wanted <= set(fold_title(paper["title"]).split())]
        if wanted and (same or holding):
            return self._only(words, same or holding)
        nearest = self._nearest_titles(folded, found)
        if nearest and nearest[0][0] >= _SURE and (len(nearest) == 1 or nearest[0][0] - nearest[1][0] >= _AHEAD):
            return nearest[0][1]
        raise NotFoundError(f"no paper '{words}'" + (f"; nearest are:{_listed([paper for _, paper in nearest])}" if nearest else ""))

    def _nearest_titles(self, folded: str, found: list[PaperDict]) -> list[tuple[float, PaperDict]]:
        """Return the papers with the nearest titles and how alike they are, 0..100, nearest first."""
        if len(folded) < 4:  # too little to be like anything
            return []
        from rapidfuzz import fuzz, process

        papers = found or self.papers_at(self.index.newest(self.index.everything(), limit=20_000))
        titles = [fold_title(paper["title"]) for paper in papers]
        near = process.extract(folded, titles, scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=50)
        return [(score, papers[at]) for _, score, at in near]


def _decode(line: bytes, store: Store) -> PaperDict:
    try:
        paper = json.loads(line)
    except ValueError:
        paper = None
    if not isinstance(paper, dict) or "title" not in paper:
        raise LibraryError(f"{store.path}: changed by another program; see 'papers doctor'")
    return BLANK | paper


def _listed(papers: list[PaperDict]) -> str:
    return "".join(f"\n  {paper['id']}  {paper['title']}" for paper in papers)
