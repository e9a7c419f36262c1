"""What an ingest did, dump by dump."""

from dataclasses import dataclass, field

from papercli.dumps.base import EXAMPLE, Record
from papercli.errors import DumpError
from papercli.ingest.draft import Outcome
from papercli.text import clean

_REMARKS_KEPT = 1000  # of each kind, for each dump


@dataclass(slots=True)
class Remarks:
    """What is to be said about units of a dump: of how many, and about the first of them."""

    count: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)  # the line of each, and what is said

    def add(self, line: int, said: str) -> None:
        """Count one more, and keep what is said if it is among the first thousand."""
        self.count += 1
        if self.count <= _REMARKS_KEPT:
            self.first.append((line, said))


@dataclass(slots=True)
class Unkept:
    """A field of a dump that is not kept: of how many papers, and what a first one says where a word of it is to blame."""

    papers: int = 0
    example: str = ""


@dataclass(slots=True)
class FileReport:
    """What became of the records of one dump."""

    file: str
    format: str
    path: str = ""  # as the reader gave it, for messages
    new: int = 0
    seen: int = 0
    updated: int = 0
    skipped: Remarks = field(default_factory=Remarks)
    incomplete: Remarks = field(default_factory=Remarks)  # read, but for a value that is none
    removed: int = 0  # of those seen: records of papers that the reader removed
    # Fields, columns and labels of records that no field of a paper has a place for, by their names.
    unkept: dict[str, Unkept] = field(default_factory=dict)
    left_out: int = 0  # pairs of another library that are not linked or kept apart here

    def note_lost(self, record: Record) -> None:
        """Count a record as incomplete if its year or its DOI cannot be read."""
        lost = {"year": record.unknown_year, "DOI": record.unknown_doi}
        said = [f"{name} '{clean(text)}'" for name, text in lost.items() if text is not None]
        if said:
            them = "it" if len(said) == 1 else "them"
            what = f"{' and '.join(said)} cannot be read"
            self.incomplete.add(record.line, f"{what}; the paper is kept without {them}")

    def note_unkept(self, record: Record) -> None:
        """Count the fields of a record that say something and were not kept."""
        for each in record.unread:
            name, _, example = each.partition(EXAMPLE)
            if name in self.unkept or len(self.unkept) < _REMARKS_KEPT:
                known = self.unkept.setdefault(name, Unkept(example=example.removesuffix("')")))
                known.papers += 1

    def count(self, outcome: Outcome) -> None:
        """Count what became of a record."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    @property
    def read(self) -> int:
        """The number of records that could be read."""
        return self.new + self.seen + self.updated


@dataclass(slots=True)
class Report:
    """What an ingest did, file by file, and the errors of dumps that could not be read to their end."""

    files: list[FileReport]
    errors: list[DumpError]
    # Paths of what was met in a folder or an archive and is no dump.
    ignored: list[str] = field(default_factory=list)

    def total(self, what: str) -> int:
        """Return the sum over all files of `read`, `new`, `seen`, `updated`, `skipped` or `incomplete`."""
        counts = (getattr(file, what) for file in self.files)
        return sum(each.count if isinstance(each, Remarks) else each for each in counts)
