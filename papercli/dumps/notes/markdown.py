"""Notes in Markdown, each about the paper that its front matter describes: Obsidian, Zettlr, Hugo, Jekyll.

A note that describes no paper, such as the post of a blog, is reported; a file of such notes is
refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.dumps.notes.bodies import Body, read_body, take_fields
from papercli.dumps.reader_marks import read_note
from papercli.dumps.signs import is_paper, name_keys
from papercli.dumps.values import read_date, read_text
from papercli.dumps.yaml.documents import Fields, Items
from papercli.dumps.yaml.fronts import Front, find_front, lines_from, read_front
from papercli.dumps.yaml.papers import read_document, read_text_of
from papercli.dumps.yaml.plain import read_mapping, read_tags, unlink
from papercli.dumps.yaml.shape import is_yaml
from papercli.errors import DumpError
from papercli.patterns import late

_UNREAD = 0.25  # how sure of notes about no paper
_FIELD = late(r"^(?:authors?|doi|year|arxiv|journal)\s*[:=]", re.MULTILINE | re.IGNORECASE)
_LONGEST = 50_000  # characters of a note; what is longer is the paper itself, or a book
_PLACE = late(r"^line (\d+): ")
_TITLE = late(r"T(?:itle|ITLE)\s*:\s")
# Dates of the note, and fields that speak of the page that it becomes.
_OF_NOTE = frozenset(
    "created updated modified dateadded datecreated datemodified lastmod by".split()
)
_OF_PAGE = frozenset({"layout", "draft", "permalink", "slug"})
_LITERATURE = late(r"\b(?:papers?|literature|articles?|references?|reading)\b", re.IGNORECASE)
_KINDS = ("tags", "tag", "type", "category", "categories")
_LINKS = ("url", "link", "paperurl", "url_pdf", "source", "pdf")


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as it stands in a dump."""

    line: int  # of the rule above its front matter
    front: Front
    lines: list[str]  # below it


def sniff(head: str) -> float:
    """Say how sure it is that `head` is notes with front matter, and whether of papers."""
    if not head.lstrip("\ufeff \t\r\n").startswith(("---", "+++")) or is_yaml(head):
        return 0.0
    notes = list(_divide(head))
    if not notes or any(_TITLE.match(line) for line in notes[0].lines[:40]):
        return 0.0  # labelled text with rules between its records
    found = [each for note in notes for each in _read_note(note)]
    if any(isinstance(each, Record) for each in found):
        return 0.97
    is_broken = any("not valid" in each.reason for each in found if isinstance(each, Skipped))
    return 0.5 if is_broken and _FIELD.search("".join(notes[0].front.lines)) else _UNREAD


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield the paper of each note; raises DumpError where there is but one, and it holds none."""
    notes = list(_divide(read_text_of(dump)))
    if not notes:
        raise DumpError("no front matter")
    below = notes[0].line + notes[0].front.size
    for note in notes:
        for each in _read_note(note):
            if isinstance(each, Skipped) and len(notes) == 1 and each.line < below:
                raise DumpError(f"line {each.line}: {each.reason}")
            yield each


def _divide(text: str) -> Iterator[_Note]:
    """Yield the notes of a text; a rule in a note starts another where a front matter follows."""
    lines = text.splitlines(keepends=True)
    at = next((at for at, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), 0)
    fronts: list[tuple[int, Front]] = []
    while at < len(lines):
        begins = lines[at].startswith(("---", "+++", "\ufeff"))
        front = find_front(lines_from(lines, at)) if begins else None
        if front and (not fronts or _is_new(front)):
            fronts.append((at, front))
        elif not fronts:
            return
        at += front.size if front and fronts[-1][0] == at else 1
    if not fronts:
        return
    ends = [start for start, _ in fronts[1:]] + [len(lines)]
    for (start, front), end in zip(fronts, ends, strict=True):
        below = [line.rstrip("\n") for line in lines[start + front.size : end]]
        yield _Note(start + 1, front, below)


def _is_new(front: Front) -> bool:
    """Say whether what stands between two rules of a text is the front matter of another note."""
    names = [re.split(r"[:=]", line, maxsplit=1)[0] for line in front.lines if line[:1].isalpha()]
    known = [name for name in names if NOT_NAME.sub("", name.lower()) in FIELD_OF]
    return len(known) > 1 or "title" in map(str.lower, map(str.strip, known))


def _read_note(note: _Note) -> Iterator[Record | Skipped]:
    try:
        fields = read_front(note.front, note.line)
    except DumpError as error:
        place = _PLACE.match(str(error))
        yield Skipped(int(place[1]) if place else note.line, _PLACE.sub("", str(error)))
        return
    if any(isinstance(fields.get(name), Items) for name in ("references", "papers")):
        found = [each for each in read_document(fields) if isinstance(each, Record)]
        if found:
            yield from found
            return
    paper = _read_paper(fields, note)
    if isinstance(paper, Record) and len(paper.note or "") > _LONGEST:
        yield Skipped(
            note.line + note.front.size, f"a text of {len(paper.note or ''):,} characters"
        )
        paper = replace(paper, note=None)
    yield paper


def _read_paper(fields: Fields, note: _Note) -> Record | Skipped:
    """Return the paper that the fields of a note describe, with what its text says of it."""
    known = _fields_of_paper(fields)
    written, lines = take_fields(note.lines)
    held = {FIELD_OF.get(NOT_NAME.sub("", name.lower())) for name, value in known.items() if value}
    known |= {name: unlink(value) for name, value in written.items() if FIELD_OF[name] not in held}
    body = read_body(lines, read_text(known.get("title")))
    known["title"] = known.get("title") or body.heading or _alias(known)
    if not known["title"]:
        return Skipped(fields.line, "a note without a title")
    record = read_mapping(known, fields.line)
    if isinstance(record, Skipped):
        return record
    record = replace(record, abstract=_abstract(record, known, body))
    names = {*known, *(["abstract"] if body.abstract else [])}
    if not (is_paper(record, names) and _is_of_paper(record, known)) and not _is_literature(
        record, known
    ):
        keys = name_keys(fields)
        return Skipped(fields.line, f"front matter that describes no paper{keys}")
    status = record.status if record.status != "unread" else body.status
    return replace(record, note=read_note([record.note, body.note]), status=status or "unread")


def _fields_of_paper(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a note that speak of its paper."""
    known = {
        name: unlink(value)
        for name, value in fields.items()
        if NOT_NAME.sub("", name.lower()) not in _OF_NOTE
    }
    folded = {name.lower().replace(" ", "_"): name for name in known}
    for name in ("title", "authors", "author", "year", "date", "tags", "status", "type", "aliases"):
        if name not in known and name in folded:  # Title, Authors
            known[name] = known.pop(folded[name])
    for name in ("tags", "tag"):
        tags = known.get(name)
        if isinstance(tags, str) and "," not in tags:
            known[name] = read_tags(tags.split())
    authors = known.get("authors")
    if isinstance(authors, list) and "admin" in authors:  # whoever the site is of
        known["authors"] = [name for name in authors if name != "admin"]
        known["more_authors"] = "true"
    year, day = read_text(known.get("year")), read_date(known.get("date"))
    if year and day and not day.startswith(year):
        del known["date"]  # on which the note was written
    known["url"] = next((known[name] for name in _LINKS if "://" in str(known.get(name))), None)
    if isinstance(venue := known.get("publication"), str):
        known["publication"] = re.sub(r"^In:?\s+(?=\W)|[*_]", "", venue)
    return known


def _alias(known: Mapping[str, Any]) -> str | None:
    """Return the first other name of a note that reads like a title."""
    aliases = known.get("aliases") or known.get("alias")
    names = aliases if isinstance(aliases, list) else [aliases]
    return next((name for name in names if isinstance(name, str) and " " in name), None)


def _abstract(record: Record, known: Mapping[str, Any], body: Body) -> str | None:
    """Return the abstract: a description of the page is none where the text has one."""
    own = read_text(known.get("abstract"))
    return record.abstract if own else body.abstract or record.abstract


def _is_of_paper(record: Record, known: Mapping[str, Any]) -> bool:
    """Say whether a page of a site is that of a paper: a post has authors and a date, too."""
    return _OF_PAGE.isdisjoint(known) or bool(record.doi or record.arxiv or record.venue)


def _is_literature(record: Record, known: Mapping[str, Any]) -> bool:
    """Say whether a note with authors is called one about the literature by its reader."""
    kinds = " ".join(str(known[name]) for name in _KINDS if known.get(name))
    return bool(record.authors) and _OF_PAGE.isdisjoint(known) and bool(_LITERATURE.search(kinds))


FORMAT = DumpFormat(
    "notes",
    "notes in Markdown, each with its paper in front matter: Obsidian, Zettlr, Hugo",
    sniff,
    read,
)
