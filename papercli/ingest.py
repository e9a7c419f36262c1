"""From dumps to the library: each record becomes a new paper, or one more sighting of a paper that is there."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from papercli import dumps
from papercli.dedupe.conflict import conflicts
from papercli.dedupe.merge import fill_blanks
from papercli.dumps import Dump, DumpFormat, Record, Skipped
from papercli.errors import DumpError
from papercli.identifiers import SHORT_ID, hash_title
from papercli.index import Index
from papercli.log import now
from papercli.paper import Paper, Source
from papercli.records import apart_line, decode_paper, encode_paper
from papercli.store import Store
from papercli.text import clean, fold, fold_title

_FROM_RECORD = tuple({each.name for each in fields(Record)} & {each.name for each in fields(Paper)} - {"id", "added", "aliases", "sources"})

_SKIPPED_KEPT = 1000  # of each dump

_values = attrgetter(*_FROM_RECORD)


@dataclass(slots=True)
class FileReport:
    """What became of the records of one dump."""

    file: str
    format: str
    new: int
    seen: int
    updated: int
    skipped: list[Skipped]  # the first thousand
    skipped_count: int = 0

    def skip(self, unit: Skipped) -> None:
        """Count one more skipped unit, and keep it if it is among the first."""
        self.skipped_count += 1
        if self.skipped_count <= _SKIPPED_KEPT:
            self.skipped.append(unit)

    @property
    def read(self) -> int:
        """The number of records that could be read."""
        return self.new + self.seen + self.updated


@dataclass(slots=True)
class Report:
    """What an ingest did, file by file, and the errors of dumps that could not be read to their end."""

    files: list[FileReport]
    errors: list[DumpError]
    passed_over: list[str] = field(default_factory=list)  # paths of what was met in a folder or an archive and is no dump

    def total(self, what: str) -> int:
        """Return the sum over all files of `read`, `new`, `seen`, `updated` or `skipped`."""
        return sum(getattr(file, "skipped_count" if what == "skipped" else what) for file in self.files)


Told = Callable[[str, int], None]  # a dump's name, records read so far


class Ingest:
    """An ingest under way: what is known of the library, and the lines to be appended to it."""

    def __init__(self, store: Store, index: Index, *, keep_duplicates: bool = False) -> None:
        self._store = store
        self._index = index
        self._empty = index.papers == 0
        self._keep_duplicates = keep_duplicates
        self._changed: dict[str, bytes] = {}  # id -> line, in the order in which the ids first changed
        self.new_ids: list[str] = []
        self._exported: set[str] = set()  # ids that new papers brought along from the dump at hand
        self._with_title: dict[str, list[str]] = {}  # first 8 digits of the title's hash -> ids added now

    def read(self, paths: Iterable[str], dump_format: DumpFormat | None = None, told: Told | None = None) -> Report:
        """Take in dumps; one that cannot be read is an error in the report, and the others are read."""
        report = Report([], [])
        for place in dumps.find_dumps(paths):
            if not isinstance(place, str) and place.is_other:
                report.passed_over.append(clean(place.path))
                continue
            try:
                with dumps.open_dump(place) as dump:
                    found = dump_format or dumps.detect(dump)
                    if dump_format or dumps.is_dump(dump, found):
                        self._read_dump(dump, found, report, told)
                    else:
                        report.passed_over.append(dump.path)
                        if dump.broken:
                            report.errors.append(DumpError(f"{dump.path}: {dump.broken}"))
            except DumpError as error:
                report.errors.append(error)
        return report

    def take_lines(self) -> list[bytes]:
        """Return the lines to append to the store, each changed paper once, and let go of them."""
        lines = list(self._changed.values())
        self._changed.clear()
        return lines

    def _read_dump(self, dump: Dump, dump_format: DumpFormat, report: Report, told: Told | None) -> None:
        file = FileReport(dump.name, dump_format.name, 0, 0, 0, [])
        added = now()
        self._exported.clear()
        report.files.append(file)
        try:
            for each in dumps.read(dump, dump_format):
                if isinstance(each, Skipped):
                    file.skip(each)
                    continue
                source = Source(dump.name, dump.digest, each.line, dump_format.name, each.key)
                self._take(each, source, added, file)
                if told and file.read % 200 == 0:
                    told(dump.name, file.read)
        except DumpError as error:
            report.errors.append(DumpError(f"{dump.path}: {error}"))
            return
        if file.read == 0:
            report.files.remove(file)
            why = f" (line {file.skipped[0].line}: {file.skipped[0].reason})" if file.skipped else ""
            raise DumpError(f"{dump.path}: holds no paper{why}")

    def _take(self, record: Record, source: Source, added: str, file: FileReport) -> None:
        folded = fold_title(record.title)
        title_hash = hash_title(folded)
        paper = _paper(record, title_hash[:SHORT_ID], source, added)
        alike = list(self._with_same_title(title_hash, folded))
        if record.id:  # from an export: two papers that were two there stay two
            alike = [known for known in alike if known.id == record.id] or [known for known in alike if known.id not in self._exported]
        if not self._keep_duplicates:
            for known in alike:
                if not _is_same_work(known, paper):
                    continue
                united = fill_blanks(known, paper)
                if united is known:
                    file.seen += 1
                    return
                if replace(united, sources=known.sources) == known:
                    file.seen += 1
                else:
                    file.updated += 1
                self._changed[united.id] = encode_paper(united)
                return
        elif any(source.digest == s.digest and source.line == s.line for known in alike for s in known.sources):
            file.seen += 1
            return
        identifier = record.id if record.id and not self._is_taken(record.id) else self._free_id(title_hash, paper)
        self.new_ids.append(identifier)
        if identifier == record.id:
            self._exported.add(identifier)
        self._changed[identifier] = encode_paper(paper if identifier == paper.id else replace(paper, id=identifier))
        self._with_title.setdefault(title_hash[:SHORT_ID], []).append(identifier)
        for other in record.apart:
            self._changed[f"{identifier}+{other}"] = apart_line(identifier, other)
        file.new += 1

    def _with_same_title(self, title_hash: str, folded: str) -> Iterator[Paper]:
        """Yield the papers that have this folded title, or into which a paper of this title was folded."""
        short = title_hash[:SHORT_ID]
        identifiers = list(self._with_title.get(short, ()))
        if not self._empty:
            identifiers += [each for each in self._index.ids_starting(short) if each not in identifiers]
        for identifier in identifiers:
            paper = self._get(identifier)
            if paper is not None and (identifier in paper.aliases or fold_title(paper.title) == folded):
                yield paper

    def _get(self, identifier: str) -> Paper | None:
        line = self._changed.get(identifier)
        if line is not None:
            return decode_paper(line)
        place = self._index.place_of(identifier)
        if place is None:
            return None
        paper = decode_paper(self._store.line(place.span))
        changed = self._changed.get(paper.id)  # `identifier` may be an alias of a paper that has changed since
        return decode_paper(changed) if changed is not None else paper

    def _free_id(self, title_hash: str, paper: Paper) -> str:
        """Return the shortest id for a paper: of its title, else of its title and what tells it from its namesakes."""
        short = title_hash[:SHORT_ID]
        if not self._is_taken(short):
            return short
        rest = "\0".join((paper.doi or "", paper.arxiv or "", str(paper.year), *paper.authors, fold(paper.abstract or "")))
        own_hash = hashlib.sha256(f"{title_hash}\0{rest}".encode()).hexdigest()
        length = 4
        while self._is_taken(candidate := short + own_hash[:length]):
            length += 1
            if length > len(own_hash):  # the very same paper again, kept as a duplicate
                own_hash = hashlib.sha256(f"{own_hash}{paper.sources}".encode()).hexdigest()
                length = 4
        return candidate

    def _is_taken(self, identifier: str) -> bool:
        return identifier in self._changed or (not self._empty and identifier in self._index.ids_starting(identifier))


def _paper(record: Record, identifier: str, source: Source, added: str) -> Paper:
    known = dict(zip(_FROM_RECORD, _values(record), strict=True))
    if not record.sources:
        return Paper(id=identifier, added=added, sources=(source,), **known)
    return Paper(id=identifier, added=record.added or added, aliases=record.aliases, sources=record.sources, **known)


def _is_same_work(known: Paper, other: Paper) -> bool:
    """Say whether two papers of one title are surely the same: equal abstracts, as far as there are any, and nothing in conflict."""
    if known.abstract and other.abstract and known.abstract != other.abstract and _letters(known.abstract) != _letters(other.abstract):
        return False
    return not conflicts(known, other)


def _letters(text: str) -> str:
    """Return the letters and digits of a text, folded: the same however it was wrapped and punctuated."""
    return "".join(c for c in fold(text) if c.isalnum())
