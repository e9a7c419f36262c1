"""From dumps to the library.

Each record becomes a new paper, or one more sighting of a paper that is there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from itertools import islice
from operator import attrgetter
from typing import Any

from papercli.dedupe.fold import fill_blanks
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.finding import find_dumps
from papercli.dumps.input.archives import time_of
from papercli.dumps.input.files import Dump, open_dump
from papercli.dumps.reading import read, read_detected
from papercli.errors import DumpError, UnknownFormatError
from papercli.index import Index
from papercli.ingest.draft import Outcome, Title
from papercli.ingest.libraries import OtherLibrary
from papercli.ingest.pending import Pending
from papercli.ingest.removed import Removed
from papercli.ingest.report import FileReport, Report
from papercli.ingest.searches import Searches
from papercli.ingest.sightings import Sightings
from papercli.ingest.ties import Ties
from papercli.model import COUNTS, Paper, Source
from papercli.store.lines import now
from papercli.store.papers import read_unwanted
from papercli.store.store import Store
from papercli.text import clean

_GIVEN = {"id", "added", "aliases", "versions", "sources"}  # to a paper by other means
_SHARED = {each.name for each in fields(Record)} & {each.name for each in fields(Paper)}
_FROM_RECORD = tuple(_SHARED - _GIVEN)

_values = attrgetter(*_FROM_RECORD)


Told = Callable[[str, int], None]  # a dump's name, records read so far


class Ingest:
    """An ingest under way: what is known of the library, and the lines to be appended to it."""

    def __init__(
        self,
        store: Store,
        index: Index,
        *,
        keep_duplicates: bool = False,
        restore_removed: bool = False,
        tags: tuple[str, ...] = (),  # for every paper, also those seen before
    ) -> None:
        self._store = store
        self._index = index
        self._keep_duplicates = keep_duplicates
        self._pending = Pending(store, index)
        self._ties = Ties(store, self._pending)
        self._digests: set[str] = set()  # of the dumps that were read
        self._took_library = False
        removed = read_unwanted(store.changes()) if index.has_apart else ()
        self._removed = Removed(removed, self._pending)
        self._restore_removed = restore_removed
        self._tags = tags
        self._searches = Searches(store, self._pending)
        self._seen: dict[
            str, FileReport
        ] = {}  # ids of papers of another library that are here already
        self._new_ids: list[str] = []

    def read(
        self,
        paths: Iterable[str],
        dump_format: DumpFormat | None = None,
        told: Told | None = None,
        encoding: str | None = None,
    ) -> Report:
        """Take in dumps, whose format and encoding are found out where they are not given.

        One that cannot be read is an error in the report, and the others are read.
        """
        report = Report([], [])
        for place in find_dumps(paths):
            if not isinstance(place, str) and place.is_other:
                report.ignored.append(clean(place.path))
                continue
            try:
                with open_dump(place, encoding) as dump:
                    if kind_and_records := _examine(dump, dump_format, report):
                        self._read_dump(dump, *kind_and_records, time_of(place), report, told)
            except DumpError as error:
                report.errors.append(error)
        self._settle()
        return report

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to append to the store."""
        return self._pending.has_lines

    def take_ids(self, most: int) -> tuple[list[str] | None, list[str]]:
        """Return the ids of the papers that are new or changed, and of the new ones, and let go of them.

        To be asked before their lines are taken. None where more than `most` changed, and of more
        than so many new ones none: a million would fill the memory while they are indexed.
        """
        new, self._new_ids = self._new_ids, []
        changed = self._pending.changed_ids()
        few = [*islice(changed, most + 1)]
        return (few if len(few) <= most else None), (new if len(new) <= most else [])

    def take_lines(self) -> Iterator[bytes]:
        """Yield the lines to append to the store, each changed paper once, and let go of them."""
        return self._pending.lines()

    def _settle(self) -> None:
        renamed = self._pending.settle_ids()
        self._new_ids = [renamed.get(each, each) for each in self._new_ids]
        for identifier in self._ties.settle(renamed):
            if file := self._seen.pop(identifier, None):
                file.seen -= 1
                file.updated += 1

    def _read_dump(
        self,
        dump: Dump,
        kind: DumpFormat,
        found: Iterable[Record | Skipped],
        modified: str | None,
        report: Report,
        told: Told | None,
    ) -> None:
        file = FileReport(dump.name, kind.name, dump.path)
        added = now()
        today = f"{added[:19]}Z"
        is_repeat = dump.digest in self._digests
        pending = self._pending.papers() if self._took_library else ()
        known = Sightings(self._store, self._index, dump.digest, pending)
        self._digests.add(dump.digest)
        other: OtherLibrary | None = None
        report.files.append(file)
        try:
            for unit in found:
                if isinstance(unit, Skipped):
                    file.skipped.add(unit.line, unit.reason)
                    continue
                file.note_lost(unit)
                file.note_unkept(unit)
                each = _tagged(_dated(unit, modified, today), self._tags)
                title, seen = Title.of(each.title), None
                source = Source(
                    dump.name, dump.digest, each.line, each.format or kind.name, each.key
                )
                if each.id:
                    other = other or self._other_library(file)
                    sources = each.sources or (source,)
                    paper = as_paper(each, each.id, sources, each.added or added)
                    gone = [] if other.has(title, paper) else self._removed_like(title, paper)
                    if not self._leaves_out(gone, file):
                        self._removed.forget(gone)
                        other.take(each, title, paper)
                    else:
                        other.unwanted += each.unwanted
                    self._searches.add(each.searches)
                elif is_repeat or (seen := known.paper_of(each.line, each.key, title)):
                    file.count(self._tag(seen))
                else:
                    self._take(title, as_paper(each, title.short, (source,), added), file)
                if told and file.read % 200 == 0:
                    told(dump.name, file.read)
        except DumpError as error:
            report.errors.append(DumpError(f"{dump.path}: {error}"))
            return
        finally:
            if other:
                other.finish()
                file.left_out = other.left_out
                self._removed.add(other.unwanted)
        if file.read == 0:
            report.files.remove(file)
            why = "".join(f" (line {line}: {said})" for line, said in file.skipped.first[:1])
            raise DumpError(f"{dump.path}: contains no papers{why}")

    def _tag(self, identifier: str | None) -> Outcome:
        """Give the tags of this ingest to a paper that was seen before."""
        draft = self._pending.open(identifier) if self._tags and identifier else None
        if draft is None:
            return "seen"
        return self._pending.unite(draft, Paper(draft.id, draft.paper.title, tags=self._tags))

    def _removed_like(self, title: Title, paper: Paper) -> list[str]:
        """Return the ids of papers like this one that the reader removed."""
        at = (each for source in paper.sources for each in self._removed.seen_at(source, title))
        return list(dict.fromkeys((*at, *self._removed.like(title, paper))))

    def _leaves_out(self, gone: list[str], file: FileReport) -> bool:
        """Say whether a paper that the reader removed stays away, and count it."""
        if not gone or self._restore_removed:
            return False
        file.count("seen")
        file.removed += 1
        return True

    def _restore(self, gone: list[str]) -> Paper | None:
        """Let removed papers come again, and return the first as the reader had it."""
        old = next(filter(None, map(self._pending.absorbed, gone)), None)
        self._removed.forget(gone)
        return old

    def _other_library(self, file: FileReport) -> OtherLibrary:
        def count(identifier: str, outcome: Outcome) -> None:
            file.count(outcome)
            if outcome == "new":
                self._new_ids.append(identifier)
            elif outcome == "seen":
                self._seen[identifier] = file

        self._took_library = True
        return OtherLibrary(self._pending, self._ties, count, keep_duplicates=self._keep_duplicates)

    def _take(self, title: Title, paper: Paper, file: FileReport) -> None:
        was_removed = any(self._removed.seen_at(source, title) for source in paper.sources)
        if not self._keep_duplicates and not was_removed:
            for form in Title.forms_of(paper.title):
                for draft, identifier in self._pending.find(form, paper):
                    if self._pending.is_same(draft, identifier, paper):
                        file.count(self._pending.unite(draft, paper))
                        return
        gone = self._removed_like(title, paper)
        if self._leaves_out(gone, file):
            return
        wish = None
        if old := self._restore(gone):
            paper, wish = replace(fill_blanks(old, paper), versions=()), old.id
        self._new_ids.append(self._pending.add(title, paper, wish))
        file.count("new")


def _examine(
    dump: Dump, dump_format: DumpFormat | None, report: Report
) -> tuple[DumpFormat, Iterable[Record | Skipped]] | None:
    """Return the format of a dump and its records; None, and a line in the report, for what was only met and is no dump."""
    if dump_format:
        return dump_format, read(dump, dump_format)
    try:
        return read_detected(dump)
    except UnknownFormatError:
        if not dump.is_met:
            raise
        report.ignored.append(dump.path)
        if dump.broken:
            raise DumpError(f"{dump.path}: {dump.broken}") from None
        return None


def as_paper(record: Record, identifier: str, sources: tuple[Source, ...], added: str) -> Paper:
    """Return a record as a paper of this id."""
    known = dict(zip(_FROM_RECORD, _values(record), strict=True))
    return Paper(id=identifier, added=added, sources=sources, **known)


def _tagged(record: Record, tags: tuple[str, ...]) -> Record:
    return replace(record, tags=(*record.tags, *tags)) if tags else record


def _dated(record: Record, modified: str | None, today: str) -> Record:
    """Return a record whose counts have a day: their own or that of the file, and none to come."""
    if record.citations is None and record.votes is None:
        return record
    times: dict[str, Any] = {
        f"{name}_at": None
        if getattr(record, name) is None
        else min(getattr(record, f"{name}_at") or modified or today, today)
        for name in COUNTS
    }
    return replace(record, **times)
