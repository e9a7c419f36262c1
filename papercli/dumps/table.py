"""CSV and TSV with a header.

Delimiter and quoting found out, quoted line ends kept, a broken row one skipped record.

The standard library's csv reads each row; rows are cut out here, so that a quotation mark that is
never closed costs one row and not the rest of the dump.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from papercli.dumps.author_columns import author_column, unread_authors
from papercli.dumps.authors import read_authors
from papercli.dumps.base import DumpFormat, Record, Skipped, bounded
from papercli.dumps.column_names import is_count, known_column, names_a_title
from papercli.dumps.family_names import names_families_alone, parted_families
from papercli.dumps.fields import read_fields
from papercli.dumps.input.lines import head_of, numbered_lines
from papercli.dumps.reader_columns import ReaderColumns
from papercli.dumps.rows import NO_COLUMNS, Columns, fields_of, renamed
from papercli.dumps.splitting import are_inverted
from papercli.dumps.tagged.webofscience import record_of
from papercli.errors import DumpError
from papercli.patterns import late
from papercli.text import clean

# A row of a table, its header elsewhere: quoted cells, and no blanks between them.
QUOTED_ROW = r'"[^"\n]+",(?:(?:"[^"\n]*"|[^\s",][^",\n]*)?,){0,4}"'
_DELIMITERS = "\t,;|"
# A cell that starts with a quotation mark.
_QUOTED = {each: re.compile(rf'(?:^|{re.escape(each)})[^\S{each}]*+"') for each in _DELIMITERS}
# Between the head of a table in Markdown and its rows.
_MARKDOWN_RULE = late(r"\|?(?=[ :-]*?-)[ :|-]*+(?:\n|$)")
_MOST_LINES = 400  # that one row may run over
_MOST_COLUMNS = 1000  # a header that does not fit into the head of a dump has more
# What Dimensions writes above its header.
_REMARK = late(r'"?About the data: [^\n]{0,2000}(?:\n|$)')
# LaTeX has letters behind a backslash and a quotation mark, doubled or not: H\"older.
_ESCAPED_QUOTE = late(r'\\"(?!"?[A-Za-z{\\])')
# What keeps a spreadsheet from running a text as a formula.
_APOSTROPHE = late(r"^'(?=[=+@\t\r\uff1d\uff0b\uff0d\uff20-])")
_WEB_OF_SCIENCE = frozenset({"PT", "AU", "TI", "SO"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table are written, and what its columns are called."""

    delimiter: str
    escape: str | None  # the backslash, where it and not a second quotation mark escapes one
    header: tuple[str, ...]

    def cells(self, text: str, *, strict: bool = False) -> list[str] | None:
        """Return the cells of one row, or None where it is not one.

        `strict` lets a quotation mark only end a cell.
        """
        try:
            rows = list(
                csv.reader(
                    # Not its lines: what else Python takes for a line end is text to a table.
                    [text],
                    delimiter=self.delimiter,
                    escapechar=self.escape,
                    doublequote=self.escape is None,
                    strict=strict,
                )
            )
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None

    def open_quotes(self, text: str) -> bool:
        """Say whether a quotation mark in `text` is not closed."""
        return (text.count('"') - (text.count('\\"') if self.escape else 0)) % 2 == 1

    def fits(self, cells: list[str]) -> bool:
        """Say whether a row has the cells that the header promises.

        Blank ones at the end may be more.
        """
        return len(cells) >= len(self.header) and not any(
            cell.strip() for cell in cells[len(self.header) :]
        )


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a table.

    Its first row names the columns, a title among them.
    """
    shape = shape_of(head)
    if shape is None:
        return 0.0
    known = sum(map(_is_known, shape.header))
    evidence = (
        0.94
        if known > 2 or known == len(shape.header) or set(shape.header) >= _WEB_OF_SCIENCE
        else 0.8
    )
    rows = (row for _, row in _rows(io.StringIO(head), shape) if isinstance(row, list))
    return bounded(evidence, sum(len(",".join(row)) + 1 for row in rows), head)


def shape_of(head: str, columns: Columns = NO_COLUMNS) -> Shape | None:
    """Return the shape of the table that `head` starts, or None where its first line is no header."""
    text = head.lstrip("\ufeff \r\n")
    first = text.partition("\n")[0]
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # a line for Excel
        return shape_of(text.partition("\n")[2], columns)
    if _REMARK.match(text):
        return shape_of(text.partition("\n")[2], columns)
    if text[:1] in {"", "{", "[", "<", "@", "%"}:
        return None
    if "|" in first and _MARKDOWN_RULE.match(text.partition("\n")[2]):
        return None
    for delimiter in _DELIMITERS:
        if delimiter not in first:
            continue
        escape = (
            "\\"
            if _ESCAPED_QUOTE.search(head)
            and '""' not in head.replace(f'{delimiter}""', "").replace('\\""', "")
            else None
        )
        cells = Shape(delimiter, escape, ()).cells(first)
        if cells and ": " not in first and _is_header(cells, columns):
            return Shape(delimiter, escape, tuple(cell.strip("\ufeff \t") for cell in cells))
    return None


def _is_header(cells: list[str], columns: Columns = NO_COLUMNS) -> bool:
    """Say whether a row names columns, a title among them."""
    if columns:  # the reader says which they are
        return {name.lower() for name in columns} <= {
            cell.strip("\ufeff \t\n").lower() for cell in cells
        }
    is_known = (names_a_title(cells) and sum(map(_is_known, cells)) > 1) or set(
        cells
    ) >= _WEB_OF_SCIENCE
    return is_known and all(len(cell) < 60 for cell in cells)


def _is_known(name: str) -> bool:
    return known_column(name) is not None


def read(dump: TextIO, columns: Columns = NO_COLUMNS) -> Iterator[Record | Skipped]:
    """Yield a record for each row; `columns` says what some of them hold, by their names."""
    head = head_of(dump)
    shape = shape_of(head, columns)
    if shape is None and columns:
        first = clean(head.lstrip("\ufeff \n").partition("\n")[0])
        asked = ", ".join(columns)
        raise DumpError(f"no columns named {asked}; the first line is: {first[:200]}")
    if shape is None:
        yield Skipped(1, "the first line is not a header with a title column")
        return
    if len(shape.header) > _MOST_COLUMNS:
        yield Skipped(1, f"a table of more than {_MOST_COLUMNS:,} columns")
        return
    if set(shape.header) >= _WEB_OF_SCIENCE and not columns:
        for line, values in _named_rows(dump, shape, columns):
            yield Skipped(line, values) if isinstance(values, str) else record_of(values, line)
        return
    cells = list(_author_cells(head, shape, columns))
    inverted, are_families = are_inverted(cells), names_families_alone(cells)
    of_reader = ReaderColumns(columns, _named_head(head, shape, columns))
    for line, values in _named_rows(dump, shape, columns):
        if isinstance(values, str):
            yield Skipped(line, values)
            continue
        fields = fields_of(renamed(values, columns))
        column = author_column(fields)
        text = fields.get(column) if column else None
        if column and isinstance(text, str):
            text = parted_families(text) if are_families else text
            fields[column] = read_authors(text, inverted=inverted)
        record = read_fields(fields, line)
        names = "; ".join(record.authors) if isinstance(record, Record) else ""
        yield of_reader.mark(record, values, unread_authors(values, names))


def _named_head(head: str, shape: Shape, columns: Columns) -> Iterator[dict[str, str]]:
    """Yield the rows in the head of a dump that can be read."""
    for _, values in _named_rows(io.StringIO(head), shape, columns):
        if not isinstance(values, str):
            yield values


def _author_cells(head: str, shape: Shape, columns: Columns) -> Iterator[str]:
    for values in _named_head(head, shape, columns):
        fields = fields_of(renamed(values, columns))
        text = fields.get(author_column(fields) or "")
        if isinstance(text, str):
            yield text


def _named_rows(
    dump: TextIO, shape: Shape, columns: Columns
) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield (line, cells by the names of their columns) for each row, or (line, reason)."""
    header: tuple[str, ...] = ()
    for line, row in _rows(dump, shape):
        if isinstance(row, str):
            yield line, row
        elif _is_header(row, columns):  # the first, or again where tables were joined
            header = tuple(cell.strip("\ufeff \t") for cell in row)
            if is_count(header[0]) and header[0].lower() not in map(str.lower, columns):
                header = ("#", *header[1:])
        elif any(cell.strip() for cell in row):
            values: dict[str, str] = {}
            for name, cell in zip(header, row, strict=False):
                if not values.get(name, "").strip():  # of columns of one name the first that tells
                    values[name] = _APOSTROPHE.sub("", cell) if cell[:1] == "'" else cell
            yield line, values


def _rows(dump: TextIO, shape: Shape) -> Iterator[tuple[int, list[str] | str]]:
    """Yield (line, cells) for each row, or (line, reason) for one that is broken."""
    ahead: deque[str] = deque()
    lines = (line for _, line in numbered_lines(dump))
    number = 0
    in_table = False
    while True:
        line = ahead.popleft() if ahead else next(lines, "")
        if not line:
            return
        number += 1
        if not line.strip() or (
            not in_table
            and (line.lower().startswith("sep=") or _REMARK.match(line.lstrip("\ufeff")))
        ):
            continue
        in_table = True
        start, text, taken = number, line, [line]
        cells = shape.cells(line)
        if shape.open_quotes(text):
            cells = None
            while shape.open_quotes(text) and len(taken) < _MOST_LINES:
                following = ahead.popleft() if ahead else next(lines, "")
                if not following:
                    break
                taken.append(following)
                text += following
            if not shape.open_quotes(text):
                cells = shape.cells(text, strict=True)
            # The quotation mark is this line's fault: the lines below are rows of their own.
            if cells is None or not shape.fits(cells):
                ahead.extendleft(reversed(taken[1:]))
                taken = taken[:1]
                cells = shape.cells(line)
                if cells is not None and (
                    not shape.fits(cells) or any("\n" in cell.rstrip("\n") for cell in cells)
                ):
                    cells = None
                if (
                    cells is not None
                    and line.count('"') % 2
                    and _QUOTED[shape.delimiter].search(line)
                ):
                    cells = None
                if cells is None:
                    yield (
                        start,
                        "cut off: the dump ends in the middle of this row"
                        if not ahead and not line.endswith("\n")
                        else "a quotation mark is not closed",
                    )
                    continue
        number += len(taken) - 1
        if cells is None:
            yield start, "not a row"
        elif not shape.fits(cells):
            cut = not taken[-1].endswith("\n") and len(cells) < len(shape.header)
            yield (
                start,
                "cut off: the dump ends in the middle of this row"
                if cut
                else f"{len(cells)} cells where the header has {len(shape.header)}",
            )
        else:
            yield start, cells


FORMAT = DumpFormat("csv", "CSV or TSV with a header that names a title column", sniff, read)
