"""Tables whose header names no title: they are refused, for no other format can tell what their cells are."""

import csv
import re
import shlex

from papercli.patterns import late
from papercli.text import clean

_DELIMITERS = "\t,;|"
_LOOKED_AT = 50  # rows
_SAME = 0.8  # share of rows with as many cells as the first
_LONGEST = 40  # characters of a column's name
_SHOWN = 8  # names of columns in a message
_REMARKS = late(
    r"summar|abstract|note|comment|remark|author|descr|artist|director|writer|editor|composer|performer|creator|publisher|journal|venue|address",
    re.IGNORECASE,
)
_TITLE = late(r"tit(?:[el]|re|ul|ol)|题|題|タイトル", re.IGNORECASE)
_NAME = late(r"(?:.{0,30}\W)?name\W{0,2}", re.IGNORECASE)  # "Track Name"
_OWN_ID = late(r"[0-9a-f]{4,16}")


def refusal(head: str, *, is_cut: bool) -> str | None:
    """Say why a text that is clearly a table cannot be read, or None for any other text."""
    lines = [line for line in head.split("\n")[: -1 if is_cut else None] if line.strip()]
    for delimiter in _DELIMITERS:
        rows = _rows(lines, delimiter)
        if not _is_table(rows, delimiter):
            continue
        first = [clean(cell.strip("\ufeff")) for cell in rows[0]]
        if delimiter == "\t" and all(_OWN_ID.fullmatch(row[0]) for row in rows if row):
            return "lines of `papers list`; use --json or --csv there"
        if not _is_header(first):
            return None if delimiter != "\t" else "a table without a header"
        names = ", ".join(first[:_SHOWN]) + (", …" if len(first) > _SHOWN else "")
        return (
            f"a {'TSV' if delimiter == chr(9) else 'CSV'} without a title column (it has {names}); "
            f"use --column {shlex.quote(f'title={_likeliest(first, rows[1:])}')}"
        )
    return None


def _likeliest(names: list[str], rows: list[list[str]]) -> str:
    """Return the column that may hold titles: one that is called so in part, else the names of things, else the longest texts."""
    lengths = [
        sum(len(row[at]) for row in rows if at < len(row) and "://" not in row[at])
        * (_REMARKS.search(name) is None)
        for at, name in enumerate(names)
    ]
    longest = names[lengths.index(max(lengths))]
    named = [name for name in names if _NAME.fullmatch(name) and not _REMARKS.search(name)]
    return next((name for name in names if _TITLE.search(name)), next(iter(named), longest))


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    if not lines or delimiter not in lines[0]:
        return []
    try:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        return [row for row, _ in zip(reader, range(_LOOKED_AT), strict=False)]
    except csv.Error:
        return []


def _is_table(rows: list[list[str]], delimiter: str) -> bool:
    """Say whether most rows have as many cells as the first; two commas a line may be chance."""
    if len(rows) < 2:
        return False
    width = len(rows[0])
    same = sum(len(row) == width for row in rows)
    return width > (1 if delimiter == "\t" else 2) and same >= _SAME * len(rows)


def _is_header(cells: list[str]) -> bool:
    return len(set(cells)) == len(cells) and all(
        cell and len(cell) < _LONGEST and not cell.isdecimal() and len(cell.split()) < 5
        for cell in cells
    )
