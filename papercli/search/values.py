"""What a field of a query takes: read into nodes, and noted where it takes something else."""

import re
from collections.abc import Sequence

from papercli.identifiers import is_start_of_id, normalise_arxiv, normalise_doi, normalise_id
from papercli.index.schema import HAVING
from papercli.patterns import late
from papercli.search.nodes import Name, Or, Phrase, Query, spell
from papercli.search.ranges import is_reversed, read_count, read_years
from papercli.search.tokens import FIELDS, TEXT_FIELDS, Note, Token
from papercli.text import join_words

_SINGULAR = {
    "author": "authors",
    "keyword": "keywords",
    "tag": "tags",
    "notes": "note",
    "file": "files",
    "pdf": "files",
}
STATES = ("unread", "reading", "read", "starred")
OPERATORS = frozenset({"AND", "OR", "NOT"})
_UNKNOWN = late(r"[(!+]*([A-Za-z]+(?:-by)?):(?!//)[^\s:()\"]", re.ASCII)
# A field as other programs write it: `year>=2019`, `author=cohen`; years without their field.
_COMPARED = late(r"[(]?([A-Za-z-]+)(?:[:=]=|=|(?=[<>]))([<>]?=?[^\s<>=()]+)\)*")
_YEARS = late(r"(?:1[5-9]|20)\d\d(?:\.{2,3}|[-–—…])(?:1[5-9]|20)\d\d|[<>]=?(?:1[5-9]|20)\d\d")
_PAPER_ID = late(r"(?=[a-f]*\d)[0-9a-f]{8,}")
_START_OF_ID = late(r"[0-9a-f]{1,64}", re.IGNORECASE)
_DASHED = late(r"[-\N{MINUS SIGN}]\w")
_LAST = "last"  # the last ingest that added or changed something
_COUNTS = "12, 5..20 or >=100"
_IDS = "an id, an arXiv id or a DOI"
_TAKES = {
    "is": join_words(STATES, "or"),
    "has": join_words(HAVING, "or"),
    "added": "2026-11, 2026-11-01..2026-11-15, 7d, today, yesterday or last",
    "year": "2017, 2015..2020 or >=2017",
    "citations": _COUNTS,
    "votes": _COUNTS,
    "cites": _IDS,
    "cited-by": _IDS,
    "id": "the start of an id, an arXiv id or a DOI",
    "arxiv": "an arXiv id",
    "doi": "a DOI",
}


def read_value(field: str, text: str) -> Query | None:
    """Return what the value of a field other than text asks for, or None if it does not suit."""
    match field:
        case "year":
            return read_years(text)
        case "citations" | "votes":
            return read_count(field, text)
        case "cites" | "cited-by":
            is_id = is_start_of_id(text.lower()) or normalise_id(text) is not None
            return Name(field, text) if is_id else None
        case "id":
            is_id = _START_OF_ID.fullmatch(text) is not None or normalise_id(text) is not None
            return Name("id", text) if is_id else None
        case "added" if text.lower() == _LAST:
            return Name("added", _LAST)
        case "added":
            from papercli.search.dates import read_added  # brings datetime, which is slow to import

            return read_added(text)
        case "has":
            name = _SINGULAR.get(text.lower(), text.lower())
            return Name("has", name) if name in HAVING else None
        case "is":
            return Name("is", text.lower()) if text.lower() in STATES else None
        case "arxiv":
            arxiv = normalise_arxiv(text) or normalise_arxiv(f"arxiv:{text}")
            return Name("arxiv", arxiv) if arxiv else None
        case "doi":
            doi = normalise_doi(text)
            return Name("doi", doi) if doi else None
        case "tag" | "source":
            return Name(field, text) if text.strip() else None
        case _:
            return None


def read_pasted_id(text: str) -> Query | None:
    """Return what a word asks for that is an id: the paper of that id, or one that mentions it."""
    if arxiv := normalise_arxiv(text):
        return Or((Name("arxiv", arxiv), Phrase(text)))
    if text.lower().startswith(("10.", "doi:", "http")) and (doi := normalise_doi(text)):
        return Or((Name("doi", doi), Phrase(text)))
    if _PAPER_ID.fullmatch(text):
        return Or((Name("id", text), Phrase(text)))
    if (known := normalise_id(text)) and not known.startswith(("arxiv:", "doi:")):
        return Or((Name("id", known), Phrase(text)))
    return None


def is_pasted_id(query: Query) -> bool:
    """Say whether a part of a query is an arXiv id or a DOI, as texts cite them, or the id that a bare word is."""
    if isinstance(query, Or):
        last = query.parts[-1]
        return isinstance(last, Phrase) and read_pasted_id(last.text) == query
    return isinstance(query, Name) and query.field in {"arxiv", "doi"}


def note_values(tokens: Sequence[Token]) -> list[Note]:
    """Note fields that there are not, and values that do not suit their field."""
    notes = []
    groups: list[str] = []  # the fields of the brackets that are open
    for kind, text, name in tokens:
        if kind == "(":
            groups.append(name or (groups[-1] if groups else ""))
        elif kind == ")" and groups:
            groups.pop()
        if kind not in {"word", "phrase"} or not text or text in OPERATORS:
            continue
        field = FIELDS.get(name or (groups[-1] if groups else "")) or ""
        if field in _TAKES:
            notes += _note_value(field, text)
        elif name in TEXT_FIELDS and kind == "word" and _DASHED.match(text):
            said = f"'{name}:{text}' does not exclude anything; for that, write -{name}:{text[1:]}"
            notes.append(Note(said, in_prose=False))
        elif kind == "word" and not name:
            notes += _note_unknown(text)
    return notes


def _note_unknown(text: str) -> list[Note]:
    if (found := _COMPARED.fullmatch(text)) and found[1].lower() in FIELDS:
        said = f"'{text}' was searched for as text; write {found[1].lower()}:{found[2]}"
        return [Note(said, in_prose=False)]
    if _YEARS.fullmatch(text):
        said = f"'{text}' was searched for as text; for the years write year:{text}"
        return [Note(said, in_prose=False)]
    found = _UNKNOWN.match(text)
    if found is None or found[1].lower() in FIELDS or read_pasted_id(text) is not None:
        return []
    fields = ", ".join(dict.fromkeys(FIELDS.values()))
    said = f"'{found[1]}:' is not a field, so it was searched for as text. Fields: {fields}"
    return [Note(said, in_prose=False)]


def _note_value(field: str, text: str) -> list[Note]:
    value = read_value(field, text)
    if value is None:
        said = f"'{field}:' takes {_TAKES[field]}, so '{text}' was searched for as text"
    elif field in {"year", "citations", "votes"} and is_reversed(text):
        said = f"'{field}:{text}' runs backwards; searched for '{spell(value)}'"
    else:
        return []
    return [Note(said, in_prose=True)]
