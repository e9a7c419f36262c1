"""The answer of each command with `--json`, declared.

Every key is always there, but for `explain`, which search adds when asked to.
"""

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from papercli.model import Paper


@dataclass(frozen=True, slots=True)
class HitAnswer(Paper):
    """A paper found by search, or by its likeness to another."""

    score: float = 0.0
    match: Literal["all", "some", "fuzzy"] = "all"
    snippet: str = ""  # the sentence of the abstract with most of the words
    explain: dict[str, float] | None = None  # what each word adds to the score


class PairAnswer(TypedDict):
    """Two papers that were compared."""

    left: str
    right: str
    score: float  # 0..1
    reasons: list[str]


class ClusterAnswer(TypedDict):
    """Papers that go together."""

    verdict: Literal["duplicate", "version", "possible"]
    keep: str  # the id of the paper that the others are merged into
    papers: list[Paper]
    pairs: list[PairAnswer]


class RemarkAnswer(TypedDict):
    """Why a record could not become a paper, or not with all of its values."""

    line: int
    reason: str


class UnkeptAnswer(TypedDict):
    """A field of a dump's records that says something and that no field of a paper has a place for."""

    field: str  # or a column, a tag, an element
    papers: int


class FileAnswer(TypedDict):
    """What was read from one dump."""

    file: str
    format: str
    read: int
    new: int
    seen: int
    updated: int
    removed: int  # of those seen: papers that were removed from the library, and stay out
    skipped: list[RemarkAnswer]
    incomplete: list[RemarkAnswer]  # of those read: a value could not be read
    not_kept: list[UnkeptAnswer]


class IngestAnswer(TypedDict):
    """What was read from all dumps."""

    files: list[FileAnswer]
    read: int
    new: int
    seen: int
    updated: int
    removed: int  # of those seen: papers that were removed from the library, and stay out
    skipped: int
    incomplete: int  # of those read: a value could not be read
    ignored: list[str]
    errors: list[str]


class ChangeAnswer(TypedDict):
    """A change to the library."""

    number: int
    time: str
    command: str
    summary: str
    papers: int
    undoes: int | None
    redoes: int | None
    undone: bool


class FindingAnswer(TypedDict):
    """What one check found."""

    check: str
    ok: bool
    what: str


class DoctorAnswer(TypedDict):
    """What all checks found."""

    ok: bool
    seconds: float
    findings: list[FindingAnswer]


class CompactAnswer(TypedDict):
    """What a compaction discards, or would discard."""

    dropped: int
    kept: int
    lines: int
    merged: int
    before: int
    after: int
    applied: bool


class SavedSearchAnswer(TypedDict):
    """A saved search, and how many papers it finds."""

    name: str
    query: str
    papers: int


class FilledAnswer(TypedDict):
    """A paper that is filled in, or would be."""

    id: str
    title: str
    values: dict[str, str | int | list[str]]  # what it has now and had not before
    files: list[str]  # the dumps that tell it


class DoubtAnswer(TypedDict):
    """A record that may be a paper of the library; it is not used."""

    id: str
    title: str  # the record's
    file: str
    line: int


class CompleteAnswer(TypedDict):
    """What dumps know of papers that are here."""

    filled: list[FilledAnswer]
    doubtful: list[DoubtAnswer]  # the first 1,000
    records: int  # that were read
    applied: bool
    errors: list[str]


class LinkAnswer(TypedDict):
    """Where a paper is read."""

    id: str
    link: str  # an address, or the path of an attached file


class CitationAnswer(TypedDict):
    """A paper as it is cited."""

    id: str
    key: str  # its citekey
    text: str  # in the style that was asked for


class TagAnswer(TypedDict):
    """A tag, and how many papers have it."""

    tag: str
    papers: int


class MutedAnswer(TypedDict):
    """A word that is muted, and how many papers have it."""

    word: str
    papers: int


class GroupAnswer(TypedDict):
    """A value, and how many papers have it; null counts those without one."""

    value: str | None
    papers: int


class StatsAnswer(TypedDict):
    """How many papers there are, and how many have each value."""

    papers: int
    unread: int
    reading: int
    read: int
    starred: int
    by: dict[str, list[GroupAnswer]]


class BackupAnswer(TypedDict):
    """A backup that was written."""

    file: str
    papers: int


class ErrorAnswer(TypedDict):
    """What went wrong, on standard error, where JSON is asked for."""

    error: str  # usage, dump, unknown-format, online, not-found, library, output, interrupted …
    message: str
    hint: str | None  # a command that may help
    exit: int  # the exit code


class FormatAnswer(TypedDict):
    """A format of dumps or of exports."""

    name: str
    summary: str


class FormatsAnswer(TypedDict):
    """All formats."""

    read: list[FormatAnswer]
    write: list[FormatAnswer]


# Of each command with --json, what it may print.
ANSWERS: dict[str, tuple[Any, ...]] = {
    "ingest": (IngestAnswer,),
    "formats": (FormatsAnswer,),
    "search": (list[HitAnswer],),
    "list": (list[Paper],),
    "show": (Paper, list[Paper]),
    "related": (list[HitAnswer],),
    "stats": (StatsAnswer,),
    "save": (SavedSearchAnswer,),
    "saved": (list[SavedSearchAnswer],),
    "mute": (list[MutedAnswer],),
    "tags": (list[TagAnswer],),
    "open": (list[LinkAnswer],),
    "cite": (list[CitationAnswer],),
    "mark": (list[Paper],),
    "edit": (list[Paper],),
    "note": (list[Paper],),
    "attach": (list[Paper],),
    "complete": (CompleteAnswer,),
    "dedupe": (list[ClusterAnswer], list[Paper]),
    "split": (list[Paper],),
    "rm": (list[Paper],),
    "history": (list[ChangeAnswer],),
    "undo": (ChangeAnswer,),
    "redo": (ChangeAnswer,),
    "doctor": (DoctorAnswer,),
    "backup": (BackupAnswer,),
    "compact": (CompactAnswer,),
}
