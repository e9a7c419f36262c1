"""Output for programs: JSON, JSON Lines, CSV, tab-separated lines and ids.

Nothing here is coloured, cut or wrapped.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from papercli.model import Paper
from papercli.patterns import late

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
_BULK = 500  # values from which on msgspec is worth its import
_NUMBER = late(r"[+-]\d+(?:\.\d+)?")


def as_json(value: object) -> str:
    """Return one JSON document; the elements of an array stand on lines of their own."""
    if isinstance(value, list):
        return "[" + ",\n".join(_dump_each(value)) + "]\n"
    return _dump(value) + "\n"


def as_json_lines(values: Sequence[object]) -> str:
    """Return one JSON object a line."""
    return "".join(each + "\n" for each in _dump_each(values))


def as_csv(papers: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> str:
    """Return CSV with a header (RFC 4180).

    A text that a spreadsheet would run as a formula is quoted with an apostrophe.
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(fields)
    for paper in papers:
        writer.writerow([_harmless(_csv_cell(paper.get(field), field)) for field in fields])
    return out.getvalue()


def _csv_cell(value: object, field: str) -> str:
    """Return a cell: a note with its lines; tags of which one has a comma end in a semicolon."""
    if field == "note" and isinstance(value, str):
        return value
    cell = as_cell(value)
    return f"{cell};" if field in {"keywords", "tags"} and "," in cell else cell


def as_lines(papers: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> str:
    """Return one line a paper, its fields parted by tabs."""
    return "".join(
        "\t".join(as_cell(paper.get(field)) for field in fields) + "\n" for paper in papers
    )


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


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=Paper.to_json)


def _dump_each(values: Sequence[object]) -> Iterator[str]:
    if len(values) < _BULK:
        return map(_dump, values)
    import msgspec

    encode = msgspec.json.Encoder().encode
    return (encode(each).decode() for each in values)
