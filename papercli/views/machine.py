"""Output for programs: JSON, JSON Lines, CSV, tab-separated lines and ids.

Nothing here is coloured, cut or wrapped.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from papercli.model import Paper
from papercli.patterns import late

_Value = TypeVar("_Value")

CSV_FIELDS = (
    "id",
    "title",
    "authors",
    "year",
    "venue",
    "arxiv",
    "doi",
    "url",
    "tags",
    "status",
    "starred",
    "note",
    "added",
    "abstract",
)
LINE_FIELDS = ("id", "year", "title", "authors")
# Full-width signs begin one in Japanese spreadsheets.
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)
_BULK = 500  # values from which on msgspec is worth its import, and that are written at once
_NUMBER = late(r"[+-]\d+(?:\.\d+)?")


def as_json(value: object) -> str:
    """Return one JSON document; the elements of an array stand on lines of their own."""
    return "".join(as_json_array(value)) if isinstance(value, list) else _dump(value) + "\n"


def as_json_array(values: Iterable[object]) -> Iterator[str]:
    """Yield the same of an array piece by piece."""
    before = "["
    for some in _in_parts(values):
        yield before + ",\n".join(_dump_each(some))
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def as_json_lines(values: Iterable[object]) -> Iterator[str]:
    """Yield one JSON object a line, many at a time."""
    for some in _in_parts(values):
        yield "".join(each + "\n" for each in _dump_each(some))


def as_csv(papers: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """Yield CSV with a header (RFC 4180), many rows at a time.

    A text that a spreadsheet would run as a formula is quoted with an apostrophe.
    """
    import csv
    import io

    header: list[Sequence[str]] = [fields]
    rows = ([_harmless(_csv_cell(p.get(field), field)) for field in fields] for p in papers)
    for some in _in_parts(chain(header, rows)):
        out = io.StringIO()
        csv.writer(out).writerows(some)
        yield out.getvalue()


def _csv_cell(value: object, field: str) -> str:
    """Return a cell: a note with its lines; tags of which one has a comma end in a semicolon."""
    if field == "note" and isinstance(value, str):
        return value
    cell = as_cell(value)
    return f"{cell};" if field in {"keywords", "tags"} and "," in cell else cell


def as_lines(papers: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """Yield one line a paper, its fields parted by tabs, many at a time."""
    for some in _in_parts(papers):
        yield "".join("\t".join(as_cell(each.get(name)) for name in fields) + "\n" for each in some)


def as_labelled(paper: Mapping[str, Any], fields: Sequence[str]) -> str:
    """Return a paper as `label: value` lines, without blanks; ingest reads them again."""
    return "".join(
        f"{field}: {as_cell(paper[field])}\n"
        for field in fields
        if (value := paper.get(field)) not in (None, [], "") and value is not False
    )


def as_text(value: object) -> str:
    """Return the value of the one field that was asked for: a note with its lines, a list line by line."""
    if isinstance(value, list | tuple):
        return "\n".join(map(as_cell, value))
    return value if isinstance(value, str) else as_cell(value)


def as_cell(value: object) -> str:
    """Return a value of a field as one line of text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "; ".join(as_cell(each) for each in value)
        case {"file": str(file), "line": int(line)}:
            return f"{file}:{line}"
        case {"family": family, "given": given, "suffix": suffix, "literal": literal}:
            return literal or ", ".join(part for part in (family, given, suffix) if part)
        case dict():
            return _dump(value)
    return str(value).replace("\t", " ").replace("\n", " ")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _in_parts(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    rest = iter(values)
    while some := [*islice(rest, _BULK)]:
        yield some


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=Paper.to_json)


def _dump_each(values: Sequence[object]) -> Iterator[str]:
    if len(values) < _BULK:
        return map(_dump, values)
    import msgspec

    encode = msgspec.json.Encoder().encode
    return (encode(each).decode() for each in values)
