"""Zotero: items of its web API, and Better BibTeX's JSON.

Attachments, notes and annotations belong to their items and are no papers; notes are kept with them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import ZOTERO
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_objects
from papercli.dumps.reader_marks import with_note
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text
from papercli.errors import DumpError
from papercli.patterns import late

_MARKS = frozenset(
    "key itemKey itemID version dateAdded creators citationKey citekey parentItem abstractNote".split()
)
_LONGEST = 1 << 20  # characters read at once
_PARTS = frozenset({"attachment", "note", "annotation"})  # of other items
_AUTHORS = frozenset(
    "author inventor programmer artist presenter podcaster director interviewee cartographer composer sponsor".split()
)
_EDITORS = frozenset({"editor", "bookAuthor"})
_VENUES = (
    "publicationTitle",
    "proceedingsTitle",
    "bookTitle",
    "encyclopediaTitle",
    "dictionaryTitle",
    "conferenceName",
    "university",
    "institution",
    "blogTitle",
    "websiteTitle",
)
_BY_PUBLISHER = frozenset({"thesis", "report", "dataset"})
_EXTRA = late(
    r"^[ \t]*(?P<name>arXiv|DOI|Citation Key|Publication Date|Issued|PMID)[ \t]*:[ \t]*(?P<value>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is items of Zotero."""
    keys = keys_in(head)
    return 0.97 if "itemType" in keys and len(_MARKS & keys) > 1 else 0.0


def to_record(item: dict[str, Any], line: int) -> Record | Skipped | None:
    """Return the record that an item describes; None for what belongs to another item."""
    inner = item.get("data")
    fields: dict[str, Any] = inner if isinstance(inner, dict) else item
    kind = read_text(fields.get("itemType")) or ""
    if kind in _PARTS or fields.get("deleted") == 1:
        return None
    held = fields.get("extra")
    extra = {
        found["name"].lower(): found["value"].strip()
        for found in _EXTRA.finditer(held if isinstance(held, str) else "")
    }
    named = (read_text(fields.get(name)) for name in _VENUES)
    archive = str(fields.get("archiveID") or fields.get("number") or "")
    own, automatic = _tags(fields.get("tags"))
    record = read_fields(
        {
            "title": fields.get("title") or fields.get("caseName") or fields.get("subject"),
            "abstract": fields.get("abstractNote"),
            "authors": _authors(fields.get("creators")),
            "date": fields.get("date")
            or fields.get("issueDate")
            or extra.get("issued")
            or extra.get("publication date"),
            "type": kind,
            "venue": next(filter(None, named), None)
            or (fields.get("publisher") if kind in _BY_PUBLISHER else None),
            "volume": fields.get("volume"),
            "issue": fields.get("issue"),
            "pages": fields.get("pages"),
            "doi": fields.get("DOI") or extra.get("doi"),
            "arxiv": f"arXiv:{extra['arxiv']}"
            if "arxiv" in extra
            else archive
            if "arxiv" in archive.lower()
            else None,
            "url": fields.get("url"),
            "keywords": automatic,
            "tags": own,
            "key": next(
                filter(None, (read_text(fields.get(name)) for name in ("citationKey", "citekey"))),
                None,
            )
            or extra.get("citation key")
            or fields.get("key")
            or fields.get("itemKey"),
        },
        line,
    )
    if isinstance(record, Skipped):
        return record
    # A tag may hold a comma.
    noted = with_note(replace(record, tags=tuple(own)), _notes(fields.get("notes")))
    return with_unkept(noted, fields.items(), ZOTERO)


def _notes(values: object) -> list[str]:
    """Return the notes of an item: those of Better BibTeX's JSON are objects or texts."""
    notes = (
        each.get("note") if isinstance(each, dict) else each
        for each in (values if isinstance(values, list) else ())
    )
    return [note for note in notes if isinstance(note, str)]


def _child_note(item: dict[str, Any]) -> tuple[str, str] | None:
    """Return the key of the item that a note belongs to, and the note."""
    inner = item.get("data")
    fields: dict[str, Any] = inner if isinstance(inner, dict) else item
    match fields:
        case {"itemType": "note", "parentItem": str(parent), "note": str(note)}:
            return parent, note
    return None


def _authors(creators: object) -> list[dict[str, Any]] | None:
    """Return the authors of an item, or else its editors."""
    if not isinstance(creators, list):
        return None
    people = [each for each in creators if isinstance(each, dict)]
    roles = [str(each.get("creatorType")) for each in people]
    wanted = next((kinds for kinds in (_AUTHORS, _EDITORS) if kinds.intersection(roles)), {*roles})
    return [_author(each) for each, role in zip(people, roles, strict=True) if role in wanted]


def _author(creator: dict[str, Any]) -> dict[str, Any]:
    """Return a name in parts, or in one piece."""
    whole = read_text(creator.get("name"))
    if whole is None and creator.get("fieldMode") == 1:
        whole = read_text(creator.get("lastName"))
    if whole:
        return {"literal": whole}
    return {"given": creator.get("firstName"), "family": creator.get("lastName")}


def _tags(tags: object) -> tuple[list[str], list[str]]:
    """Return the reader's own tags, and those that came with the item."""
    kinds: tuple[list[str], list[str]] = ([], [])
    for each in tags if isinstance(tags, list) else ():
        inner = each if isinstance(each, dict) else {"tag": each}
        if tag := read_text(inner.get("tag")):
            kept = kinds[inner.get("type") == 1]
            kept += [tag] if tag not in kept else []
    return kinds


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each item that stands alone, with the notes that belong to it."""
    notes = _notes_of_items(dump)
    for each in read_objects(dump):
        if isinstance(each, Skipped):
            yield each
            continue
        line, item = each
        inner = item.get("data")
        key = (inner if isinstance(inner, dict) else item).get("key")
        if own := notes.get(key) if isinstance(key, str) else None:
            fields = inner if isinstance(inner, dict) else item
            fields["notes"] = [*_notes(fields.get("notes")), *own]
        if (record := to_record(item, line)) is not None:
            yield record


def _notes_of_items(dump: TextIO) -> dict[str, list[str]]:
    """Return the notes that stand as items of their own, by the key of the item they belong to."""
    notes: dict[str, list[str]] = defaultdict(list)
    with suppress(DumpError):  # it breaks off, as who reads the items will find
        if any('"parentItem"' in line for line in iter(partial(dump.readline, _LONGEST), "")):
            dump.seek(0)
            for each in read_objects(dump):
                if not isinstance(each, Skipped) and (found := _child_note(each[1])):
                    notes[found[0]].append(found[1])
    dump.seek(0)
    return notes


FORMAT = DumpFormat(
    "zotero", "Zotero: its database, items of its API, the JSON of Better BibTeX", sniff, read
)
