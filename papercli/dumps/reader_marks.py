"""What a reader wrote about a paper, as dumps keep it: a note, and how far the paper is read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markup import without_markup
from papercli.model import Status
from papercli.text import clean_lines, fold

_Unit = TypeVar("_Unit", Record, Record | Skipped)
_WORDS: dict[Status, str] = {
    "read": (
        "read done finished complete completed alreadyread 已读 已阅 已完成 読了 既読 완료 읽음 "
        "gelesen lu terminé leído lido letto прочитано"
    ),
    "reading": (
        "reading inprogress started current doing currentlyreading skimmed partlyread 在读 阅读中 正在阅读 進行中 "
        "読書中 읽는중 amlesen enlecture encours leyendo lendo inlettura читаю вработе"
    ),
    "unread": (
        "unread toread todo next inbox queued new notstarted notread wanttoread toberead readlater backlog "
        "未读 待读 未開始 未読 안읽음 읽을예정 ungelesen zulesen nonlu àlire porleer sinleer aler daleggere непрочитано"
    ),
}
# Not `comments`: arXiv has those of the authors.
_NOTE_KEYS = frozenset(
    "note notes mynote mynotes readingnotes personalnotes thoughts mythoughts".split()
)
_STATUS_KEYS = ("readstatus", "readingstatus", "status")
_READ_KEYS = ("read", "isread")
_FILE = re.compile(r"\S{1,200}\.(?:md|tex|txt|org|html|rst)")
_NOT_LETTER = re.compile(r"[\W\d_]+")
_STATES = {
    _NOT_LETTER.sub("", fold(word)): status
    for status, words in _WORDS.items()
    for word in words.split()
}
_LINE_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)
_IS_HTML = re.compile(r"</(?:p|div|li|h[1-6]|span|a|b|i|em|strong|ul|ol)>|<br", re.IGNORECASE)
# What databases and reference managers, not readers, leave in the fields for notes.
_OF_DATABASE = re.compile(
    r"(?:more authors$|(?:total )?times cited\b|cited[ -]?by\b|export(?:ed)? date\b|\d+ citations? \(|arxiv:\s?\d|doi:?\s?10\."
    r"|(?:pmid|pmcid|issn|isbn|coden|accession (?:no|number)|database|language(?: of .{0,30})?|copyright|publisher|source type"
    r"|correspondence(?: address)?|funding(?: (?:details|text(?: \d+)?))?|references|conference code|document feature"
    r"|date (?:created|revised|completed)|(?:last )?(?:updated|revised)(?: date)?|subjectstermnotlitgenretext|publication type"
    r"|edition|place of publication|number of (?:pages|references))\s?[:\u2013-]"
    r"|(?:secondary|tertiary|quaternary|custom)\s?(?:title|authors?|\d)?:|(?:zuletzt aktualisiert|erstellungsdatum) -|(?:copyright|\u00a9)\s|\d{4}-\d{3}[\dx]\b|_eprint:|publisher:)",
    re.IGNORECASE,
)


def read_status(text: str) -> Status | None:
    """Return how far a paper is read, by a reader's own word for it: `To read`, `DONE`, `已读`."""
    return _STATES.get(_NOT_LETTER.sub("", fold(text)))


def read_note(texts: Iterable[object]) -> str | None:
    """Return one note for all the texts of a reader, line by line, without the markup of HTML."""
    notes = (_lines_of(text) for text in texts if isinstance(text, str))
    return "\n".join(dict.fromkeys(note for note in notes if note)) or None


def of_reader(notes: Iterable[str]) -> list[str]:
    """Return those notes of a record that a reader may have written, not a database."""
    return [note for note in notes if not _OF_DATABASE.match(note.strip())]


def with_note(record: _Unit, texts: Iterable[object]) -> _Unit:
    """Return a record with the note that the texts of a reader make; what is skipped stays so."""
    note = read_note(texts)
    return replace(record, note=note) if isinstance(record, Record) and note else record


def with_marks(record: _Unit, fields: Mapping[str, object], *, note: bool = True) -> _Unit:
    """Return a record with what a reader wrote under the usual names of keys; `note` may be a publisher's, and left."""
    if not isinstance(record, Record):
        return record
    folded = {_NOT_LETTER.sub("", name.lower()): value for name, value in fields.items()}
    names = _NOTE_KEYS if note else _NOTE_KEYS - {"note"}
    notes = [value for name, value in folded.items() if name in names and not _is_file(value)]
    marked = with_note(record, notes)
    found = next((value for name in _STATUS_KEYS if (value := folded.get(name))), None)
    status = read_status(found) if isinstance(found, str) else None
    is_read = any(_is_yes(folded.get(name)) for name in _READ_KEYS)
    status = status or ("read" if is_read else None)
    return replace(marked, status=status) if status else marked


def _is_yes(value: object) -> bool:
    return value is True or (
        isinstance(value, str) and value.strip().lower() in {"yes", "true", "y"}
    )


def _is_file(value: object) -> bool:
    """Say whether a note is only where the note is kept, as papis has it."""
    return isinstance(value, str) and _FILE.fullmatch(value.strip()) is not None


def _lines_of(text: str) -> str:
    if _IS_HTML.search(text):
        text = without_markup(_LINE_END.sub("\n", text))
    return re.sub(r"\n{3,}", "\n\n", clean_lines(text))
