"""What a reader wrote about a paper, as dumps keep it: a note, and how far the paper is read."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from papercli.dumps.base import Record, Skipped
from papercli.dumps.column_names import fold_column
from papercli.dumps.markup import without_markup
from papercli.dumps.reader_names import Mark, mark_of, read_answer, read_status
from papercli.model import Status
from papercli.patterns import late
from papercli.text import clean_lines

_Unit = TypeVar("_Unit", Record, Record | Skipped)
Field = tuple[str, Mark, object]  # its name, whose it is, what it holds
_FILE = late(r"\S{1,200}\.(?:md|tex|txt|org|html|rst)")
_LINE_END = late(r"</(?:p|div|li|h[1-6]|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)
# Of Mendeley, too, which has <m:note> around a note.
_IS_HTML = late(
    r"</(?:m:)?(?:p|div|li|h[1-6]|span|a|b|i|em|strong|ul|ol|note|bold|italic)>|<(?:m:)?br|<m:linebreak",
    re.IGNORECASE,
)
# What databases and reference managers, not readers, leave in the fields for notes.
_OF_DATABASE = late(
    r"(?:more authors$|(?:total )?times cited\b|cited[ -]?by\b|export(?:ed)? date\b|\d+ citations? \(|arxiv:\s?\d|doi:?\s?10\."
    r"|(?:pmid|pmcid|issn|isbn|coden|accession (?:no|number)|database|language(?: of .{0,30})?|copyright|publisher|source type"
    r"|correspondence(?: address)?|funding(?: (?:details|text(?: \d+)?))?|references|conference code|document feature"
    r"|date (?:created|revised|completed)|(?:last )?(?:updated|revised)(?: date)?|subjectstermnotlitgenretext|publication type"
    r"|edition|place of publication|number of (?:pages|references))\s?[:\u2013-]"
    r"|(?:secondary|tertiary|quaternary|custom)\s?(?:title|authors?|\d)?:|(?:zuletzt aktualisiert|erstellungsdatum) -|(?:copyright|\u00a9)\s|\d{4}-\d{3}[\dx]\b|_eprint:|publisher:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader wrote about a paper."""

    note: str | None
    status: Status | None
    starred: bool
    unknown: tuple[tuple[str, str], ...]  # names and values that say nothing known

    def put_on(self, record: Record) -> Record:
        """Return a record with these marks, and with its own where they say nothing."""
        return replace(
            record,
            note=self.note or record.note,
            status=self.status or record.status,
            starred=self.starred or record.starred,
        )


def read_note(texts: Iterable[object]) -> str | None:
    """Return one note for all the texts of a reader, line by line, without the markup of HTML."""
    notes = (_lines_of(text) for text in texts if isinstance(text, str) and not _is_null(text))
    return "\n".join(dict.fromkeys(note for note in notes if note)) or None


def _is_null(text: str) -> bool:
    """Say whether a program wrote that there is no note, as Mendeley does: `{NULL}`."""
    return text.strip(" {}").lower() in {"null", "none", "nan", "undefined"}


def of_reader(notes: Iterable[str]) -> list[str]:
    """Return those notes of a record that a reader may have written, not a database."""
    return [note for note in notes if not is_of_database(note)]


def is_of_database(text: str) -> bool:
    """Say whether a database or a reference manager, and no reader, left this in a field for notes."""
    return _OF_DATABASE.match(text.strip()) is not None


def with_note(record: _Unit, texts: Iterable[object]) -> _Unit:
    """Return a record with the note that the texts of a reader make; what is skipped stays so."""
    note = read_note(texts)
    return replace(record, note=note) if isinstance(record, Record) and note else record


def with_marks(
    record: _Unit, fields: Iterable[tuple[str, object]], *, aside: Collection[str] = ()
) -> _Unit:
    """Return a record with what a reader wrote in `fields`, by their names.

    `aside` has the names, in lower case, that are somebody else's in this format.
    """
    if not isinstance(record, Record):
        return record
    found = name_marks(fields, aside)
    return read_marks(found).put_on(record) if found else record


def name_marks(fields: Iterable[tuple[str, object]], aside: Collection[str] = ()) -> list[Field]:
    """Return those of the fields that are a reader's, each with what it says."""
    return [
        (name, mark, value)
        for name, value in fields
        if (mark := mark_of(name)) and fold_column(name) not in aside and not _is_file(value)
    ]


def read_marks(fields: Iterable[Field]) -> Marks:
    """Return what a reader's fields say; a status that is written goes before a box that is ticked."""
    notes: list[object] = []
    said: list[Status] = []
    ticked: list[Status] = []
    starred = False
    unknown: list[tuple[str, str]] = []
    for name, mark, value in fields:
        text = str(value) if isinstance(value, str | bool | int) else ""
        answer = read_answer(text)
        if mark == "note":
            notes += value if isinstance(value, list) else [value]
        elif mark == "starred" and answer is not None:
            starred = starred or answer
        elif mark == "read" and answer is not None:
            ticked.append("read" if answer else "unread")
        elif mark != "starred" and (status := read_status(text)):
            said.append(status)
        else:
            unknown.append((name, text))
    status = next(iter([*said, *ticked]), None)
    return Marks(read_note(notes), status, starred, tuple(unknown))


def _is_file(value: object) -> bool:
    """Say whether a note is only where the note is kept, as papis has it."""
    return isinstance(value, str) and _FILE.fullmatch(value.strip()) is not None


def _lines_of(text: str) -> str:
    if _IS_HTML.search(text):
        text = without_markup(_LINE_END.sub("\n", text))
    return re.sub(r"\n{3,}", "\n\n", clean_lines(text))
