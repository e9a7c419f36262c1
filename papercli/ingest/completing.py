"""Papers of the library filled in from dumps, to which nothing of a dump is added: only blanks, and only if it is sure."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from papercli.dedupe.compare import compare
from papercli.dedupe.fold import fill_blanks
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.finding import find_dumps
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import Dump, Found, open_dump
from papercli.dumps.reading import read, read_detected
from papercli.errors import DumpError
from papercli.ingest.ingest import as_paper
from papercli.ingest.namesakes import is_same_work
from papercli.library import Library
from papercli.model import Paper, Source
from papercli.online.answers import Answer
from papercli.search.find import find_papers
from papercli.text import fold_title

# What is filled in; the rest is a reader's, or counts that every dump has of its own.
FILLED = (
    "authors",
    "year",
    "date",
    "type",
    "venue",
    "volume",
    "issue",
    "pages",
    "arxiv",
    "doi",
    "url",
    "keywords",
    "abstract",
)
_START = 40  # letters at the start of a title by which a longer or misspelt one is met
_MOST_ALIKE = 20  # papers of one key that are compared with a record
_DOUBTS_KEPT = 1000

Told = Callable[[str, int], None]  # a dump's name, records read so far


@dataclass(slots=True)
class Filled:
    """A paper that was filled in."""

    before: Paper
    after: Paper
    files: list[str] = field(default_factory=list)  # the dumps that filled it in

    @property
    def values(self) -> dict[str, Any]:
        """What it has now and had not before."""
        return {
            name: getattr(self.after, name)
            for name in FILLED
            if getattr(self.after, name) != getattr(self.before, name)
        }


class Doubt(NamedTuple):
    """A record that may be a paper of the library, or may not."""

    paper: Paper
    title: str  # the record's
    source: Source


@dataclass(slots=True)
class Completion:
    """What dumps know of papers in the library."""

    papers: list[Filled] = field(default_factory=list)  # that lack something, or lacked it
    doubts: list[Doubt] = field(default_factory=list)  # the first thousand
    doubtful: int = 0
    records: int = 0  # that were read
    errors: list[DumpError] = field(default_factory=list)

    @property
    def filled(self) -> list[Filled]:
        """The papers of which the dumps know more."""
        return [each for each in self.papers if each.values]


class _Wanted:
    """The papers that lack something, by what a record may have in common with them."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.filled: dict[str, Filled] = {}
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for paper in papers:
            if all(getattr(paper, name) for name in FILLED):
                continue
            self.filled[paper.id] = Filled(paper, paper)
            for key in _keys(paper):
                self._by[key].append(paper.id)

    def like(self, record: Record) -> Iterator[Filled]:
        """Yield the papers that may be the one of a record."""
        seen: dict[str, None] = {}
        for key in _keys(record):
            if key in self._by:
                seen |= dict.fromkeys(self._by[key][:_MOST_ALIKE])
        yield from (self.filled[each] for each in seen)


class Completing:
    """The papers that a query finds and that lack something, while dumps and answers are read.

    A record is taken for a paper only where dedupe would merge the two, or ingest see the paper in it.
    """

    def __init__(self, library: Library, query: str, told: Told | None = None) -> None:
        self._wanted = _Wanted(find_papers(library, query).papers())
        self._told = told
        self.found = Completion(list(self._wanted.filled.values()))

    def take_dumps(self, paths: Iterable[str]) -> None:
        """Read dumps record by record; one that cannot be read is an error, and the others are read."""
        for place in find_dumps(paths):
            if not isinstance(place, str) and place.is_other:
                continue
            try:
                with open_dump(place) as dump:
                    self._take(dump, *read_detected(dump))
            except DumpError as error:
                self.found.errors.append(error)

    def take_answer(self, answer: Answer) -> None:
        """Read what a service answered. What a dump says comes before it."""
        if not answer.body:  # none was given
            return
        service = answer.service
        place = Found(service.host, service.host, io.BytesIO(answer.body.encode()))
        with open_dump(place) as dump:
            kind = format_named(service.format)
            self._take(dump, kind, map(_as_answered, read(dump, kind)))

    def _take(self, dump: Dump, kind: DumpFormat, records: Iterable[Record | Skipped]) -> None:
        for record in records:
            if isinstance(record, Skipped):
                continue
            self.found.records += 1
            if self._told and self.found.records % 1000 == 0:
                self._told(dump.name, self.found.records)
            source = Source(
                dump.name, dump.digest, record.line, record.format or kind.name, record.key
            )
            _take(record, source, self._wanted, self.found)


def _as_answered(record: Record | Skipped) -> Record | Skipped:
    return record if isinstance(record, Skipped) else replace(record, completed=FILLED)


def _take(record: Record, source: Source, wanted: _Wanted, found: Completion) -> None:
    for each in wanted.like(record):
        paper = as_paper(record, each.before.id, (source,), each.before.added)
        verdict = compare(each.before, paper).verdict
        if verdict == "duplicate" or _is_sighting(each.before, paper):
            after = fill_blanks(each.after, _without_own(paper, each.after))
            if _values(after) != _values(each.after):
                each.after = after
                each.files.append(source.file)
        elif verdict is not None:
            found.doubtful += 1
            if len(found.doubts) < _DOUBTS_KEPT:
                found.doubts.append(Doubt(each.before, record.title, source))


def _is_sighting(known: Paper, paper: Paper) -> bool:
    """Say whether an ingest would take a paper for one more sighting of another: its title and its abstract say so."""
    has_both = bool(known.abstract and paper.abstract)
    same_title = fold_title(known.title) == fold_title(paper.title)
    return has_both and same_title and is_same_work(known, paper)


def _without_own(paper: Paper, known: Paper) -> Paper:
    """Return what may be filled in of a paper: no marks, counts and references, and no list where there is one."""
    return replace(
        paper,
        keywords=() if known.keywords else paper.keywords,
        tags=(),
        status="unread",
        starred=False,
        note=None,
        citations=None,
        votes=None,
        references=(),
        aliases=(),
        versions=(),
        edited=(),
        files=(),
    )


def _values(paper: Paper) -> tuple[object, ...]:
    return tuple(getattr(paper, name) for name in FILLED)


def _keys(paper: Paper | Record) -> Iterator[tuple[str, str]]:
    """Yield what a paper is met by: its ids, and its title whole and by its start, without blanks."""
    if paper.arxiv:
        yield "arxiv", paper.arxiv
    if paper.doi:
        yield "doi", paper.doi
    title = fold_title(paper.title).replace(" ", "")
    yield "title", title
    if len(title) > _START:
        yield "start", title[:_START]
