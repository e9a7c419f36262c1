"""A paper as this program prints it (`papers export --format jsonl`, `papers list --json`), back to the record it was."""

import re
from dataclasses import replace
from typing import Any, cast, get_args

from papercli.dumps.base import Record, Skipped
from papercli.dumps.citing import read_count, read_ids, read_moment, read_references
from papercli.dumps.fields import names_title, read_fields
from papercli.dumps.json.unread_keys import unread_keys
from papercli.dumps.people import people
from papercli.dumps.reader_marks import with_marks
from papercli.dumps.reader_names import COMMENTS
from papercli.dumps.signs import is_paper, name_keys
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text
from papercli.identifiers import is_paper_id
from papercli.model import Name, Source, Status, Unwanted
from papercli.names import Author
from papercli.patterns import late
from papercli.store.searches import is_name
from papercli.text import clean, clean_lines

_TIMESTAMP = late(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")
_LAST_LINE = 1 << 53
# What a dump may say that its reader attached: opening a document runs nothing.
_DOCUMENT = late(
    r"(?:/|[A-Za-z]:\\)[^\n]{1,4000}\.(?:pdf|e?ps|djvu|epub|mobi|azw3|txt|md|tex|docx?|odt|rtf|pptx?|odp|xlsx?|ods|csv"
    r"|png|jpe?g|tiff?)",
    re.IGNORECASE,
)
_PARTS = ("family", "given", "suffix", "literal")
_MARKS = ("id", "title", "sources", "added")


def read_paper(fields: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record in `fields`.

    Exactly as it was where this program wrote it, else by the usual names of fields.
    """
    if not is_exported(fields):
        record = with_marks(_read_other(fields, line), fields.items(), aside=COMMENTS)
        return with_unkept(record, fields.items())
    title = read_text(fields["title"])
    if not title:
        return Skipped(line, "no title")
    year = None if fields.get("year_from") == "arxiv" else fields.get("year")
    status = fields.get("status")

    def text(name: str) -> str | None:
        return read_text(fields.get(name))

    def texts(name: str) -> tuple[str, ...]:
        values = fields.get(name)
        return (
            tuple(found for each in values if isinstance(each, str) and (found := clean(each)))
            if isinstance(values, list)
            else ()
        )

    authors = texts("authors")
    is_year = isinstance(year, int) and not isinstance(year, bool) and 0 < year < 10_000
    return Record(
        line=line,
        title=title,
        title_tex=text("title_tex"),
        abstract=text("abstract"),
        authors=authors,
        names=_names(fields.get("names"), authors),
        more_authors=fields.get("more_authors") is True and bool(fields.get("authors")),
        year=year if is_year else None,
        unknown_year=None if year is None or is_year else str(year),
        date=text("date"),
        type=text("type"),
        venue=text("venue"),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("pages"),
        arxiv=text("arxiv"),
        doi=text("doi"),
        url=text("url"),
        keywords=texts("keywords"),
        tags=texts("tags"),
        id=fields["id"],
        status=cast("Status", status) if status in get_args(Status) else "unread",
        starred=fields.get("starred") is True,
        note=clean_lines(note) or None if isinstance(note := fields.get("note"), str) else None,
        edited=texts("edited"),
        files=tuple(path for path in texts("files") if _DOCUMENT.fullmatch(path)),
        completed=texts("completed"),
        added=fields["added"],
        aliases=_ids(fields.get("aliases")),
        versions=_ids(fields.get("versions")),
        apart=_ids(fields.get("apart")),
        sources=_sources(fields["sources"]),
        citations=read_count(fields.get("citations")),
        citations_at=read_moment(fields.get("citations_at")),
        votes=read_count(fields.get("votes")),
        votes_at=read_moment(fields.get("votes_at")),
        references=read_references(fields.get("references")),
        ids=read_ids(fields.get("ids")),
        unwanted=read_unwanted(fields.get("unwanted")),
        searches=read_searches(fields.get("searches")),
    )


def _read_other(fields: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record in fields under the usual names; anything may have a name, and is no paper by it."""
    record = read_fields(fields, line)
    is_named = not names_title(fields) and "abstract" not in fields
    if isinstance(record, Record) and not (is_named and not is_paper(record, fields)):
        unread = unread_keys(fields)
        return replace(record, unread=(*record.unread, *unread)) if unread else record
    return Skipped(line, "no title" if names_title(fields) else f"no title{name_keys(fields)}")


def read_unwanted(values: object) -> tuple[Unwanted, ...]:
    """Return the papers that were removed from a library, as far as what it says can be read."""
    found = []
    for value in values if isinstance(values, list) else ():
        match value:
            case {"id": str(own), "names": names, "seen": list(seen)} if is_paper_id(own):
                places = tuple(place for each in seen if (place := _read_place(each)))
                found.append(Unwanted(own, _ids(names), places))
    return tuple(found)


def read_searches(values: object) -> tuple[tuple[str, str], ...]:
    """Return the searches that were saved in a library, by their names, as far as they can be read."""
    if not isinstance(values, dict):
        return ()
    return tuple(
        (name, text)
        for name, query in values.items()
        if is_name(name) and isinstance(query, str) and (text := clean(query))
    )


def _read_place(value: object) -> tuple[str, int, str | None] | None:
    match value:
        case [str(digest), int(line), str() | None as key] if 0 < line < _LAST_LINE:
            return clean(digest), line, read_text(key)
    return None


def is_exported(fields: dict[str, Any]) -> bool:
    """Say whether this program wrote these fields: an id in hex, a list of sightings and a time."""
    if not all(name in fields for name in _MARKS):
        return False
    identifier, _, sources, added = (fields[name] for name in _MARKS)
    return (
        isinstance(identifier, str)
        and is_paper_id(identifier)
        and isinstance(added, str)
        and _TIMESTAMP.fullmatch(added) is not None
        and isinstance(sources, list)
        and all(
            isinstance(each, dict) and {"file", "digest", "line"} <= each.keys() for each in sources
        )
    )


def _names(values: object, authors: tuple[str, ...]) -> tuple[Name, ...]:
    """Return the parts of the authors' names; none where there is not one for each."""
    if not isinstance(values, list) or len(values) != len(authors):
        return ()
    parts = [
        [
            clean(text) or None if isinstance(text := each.get(part), str) else None
            for part in _PARTS
        ]
        for each in values
        if isinstance(each, dict)
    ]
    if len(parts) != len(authors):
        return ()
    return people(map(Author, authors, [Name(*each) for each in parts])).names


def _sources(values: list[dict[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(
            read_text(each["file"]) or "-",
            read_text(each["digest"]) or "",
            each["line"] if isinstance(each["line"], int) and 0 < each["line"] < _LAST_LINE else 1,
            read_text(each.get("format")) or "jsonl",
            read_text(each.get("key")),
        )
        for each in values
    )


def _ids(values: object) -> tuple[str, ...]:
    return (
        tuple(each for each in values if isinstance(each, str) and is_paper_id(each))
        if isinstance(values, list)
        else ()
    )
