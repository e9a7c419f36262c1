"""Spreadsheets (.xlsx, .ods) as tables: each sheet becomes CSV, a row a line, so that lines are the numbers of rows."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from papercli.dumps.column_names import known_column, names_a_title
from papercli.errors import DumpError
from papercli.patterns import late

if TYPE_CHECKING:
    from lxml.etree import _Element

Row = list[str]
_MOST_COLUMNS = 1000
_MOST_ROWS = 1_048_576  # of a sheet, as Excel has it
_MOST_TEXT = 1 << 28  # characters; one string may stand in a million cells
_FAR = 30  # rows above a header in which remarks may stand
_NUMBER = late(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_COLUMN = late(r"[A-Z]{1,3}")
_QUOTED = late(r'"[^"]{0,200}"|\\.|\[[^\]]{0,40}\]')
_DATES = frozenset(
    {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
)  # formats of days in Excel
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a day has no time zone
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def sheets_of(
    read: Callable[[str], BinaryIO], *, is_open_document: bool
) -> Iterator[tuple[str, bytes, bool]]:
    """Yield the name of each sheet that is shown, its table, and whether a row names a title column.

    `read` opens a member of the file.
    """
    sheets = _open_document(read) if is_open_document else _excel(read)
    try:
        for name, rows in sheets:
            held = _held(rows)
            start = next((at for at, row in enumerate(held[:_FAR]) if _is_header(row)), None)
            yield name, _table(held, start or 0), start is not None
    except (KeyError, ValueError):
        raise DumpError("a spreadsheet that is damaged") from None


def _held(rows: Iterator[Row]) -> list[Row]:
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append([" ".join(cell.split()) for cell in row])
        size += sum(map(len, row))
        if len(held) > _MOST_ROWS or size > _MOST_TEXT:
            raise DumpError("a spreadsheet that is too large; save it as CSV and read that")
    return held


def _table(held: list[Row], start: int) -> bytes:
    """Return rows as CSV, remarks above the header left blank."""
    width = max((at + 1 for at, cell in enumerate(held[start]) if cell), default=0) if held else 0
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for at, row in enumerate(held):
        if at < start or not any(row):
            text.write("\n")
        else:
            writer.writerow((row + [""] * width)[: max(width, len(row))])
    return text.getvalue().encode()


def _is_header(row: Row) -> bool:
    names = [cell for cell in row if cell]
    return names_a_title(names) and sum(known_column(name) is not None for name in names) > 1


def _elements(stream: BinaryIO, *names: str) -> "Iterator[_Element]":
    from lxml import etree

    try:
        for _, element in etree.iterparse(
            stream, tag=[f"{{*}}{name}" for name in names], resolve_entities=False, no_network=True
        ):
            yield element
            element.clear()
    except etree.XMLSyntaxError:
        raise DumpError("a spreadsheet that is damaged") from None
    finally:
        stream.close()


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: "_Element") -> str:
    """Return the text of a cell, without how Japanese is read aloud."""
    parts = []
    for each in element.iter():
        above = each.getparent()
        if _name(each) == "t" and (above is None or _name(above) != "rPh"):
            parts.append(str(each.text or ""))
    return "".join(parts)


def _excel(read: Callable[[str], BinaryIO]) -> Iterator[tuple[str, Iterator[Row]]]:
    targets = {
        each.get("Id"): str(each.get("Target")).removeprefix("/xl/").removeprefix("xl/")
        for each in _elements(read("xl/_rels/workbook.xml.rels"), "Relationship")
    }
    shown = [
        (str(each.get("name")), targets.get(each.get(f"{_OFFICE}id"), ""))
        for each in _elements(read("xl/workbook.xml"), "sheet")
        if each.get("state", "visible") == "visible"
    ]
    strings: list[str] = []
    dates: set[int] = set()
    for name, path in shown:
        if not path.startswith("worksheets/"):
            continue
        if not strings:
            strings = _shared(read)
            dates = _date_styles(read)
        yield name, _excel_rows(read(f"xl/{path}"), strings, dates)


def _shared(read: Callable[[str], BinaryIO]) -> list[str]:
    try:
        stream = read("xl/sharedStrings.xml")
    except KeyError:
        return []
    return [_text(each) for each in _elements(stream, "si")]


def _date_styles(read: Callable[[str], BinaryIO]) -> set[int]:
    """Return the numbers of the styles in which a number is shown as a day."""
    from lxml import etree

    try:
        with read("xl/styles.xml") as stream:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            styles = etree.parse(stream, parser)
    except (KeyError, etree.XMLSyntaxError):
        return set()
    formats = {
        int(each.get("numFmtId", "0")): _QUOTED.sub("", str(each.get("formatCode"))).lower()
        for each in styles.iterfind(".//{*}numFmt")
        if each.get("numFmtId", "").isdecimal()
    }
    days = _DATES | {number for number, code in formats.items() if "y" in code and "m" in code}
    used = styles.findall(".//{*}cellXfs/{*}xf")
    return {
        at
        for at, each in enumerate(used)
        if each.get("numFmtId", "0").isdecimal() and int(each.get("numFmtId", "0")) in days
    }


def _excel_rows(stream: BinaryIO, strings: list[str], dates: set[int]) -> Iterator[Row]:
    number = 0
    for element in _elements(stream, "row"):
        at = int(str(element.get("r", ""))) if str(element.get("r", "")).isdecimal() else number + 1
        while number + 1 < min(at, _MOST_ROWS):
            yield []
            number += 1
        number += 1
        row: Row = []
        for cell in element.iterfind("{*}c"):
            place = _COLUMN.match(str(cell.get("r", "")))
            column = _column(place[0]) if place else len(row)
            if column >= _MOST_COLUMNS:
                break
            row += [""] * (column - len(row))
            row.append(_value(cell, strings, dates))
        yield row


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: "_Element", strings: list[str], dates: set[int]) -> str:
    """Return what a cell shows; of a formula, what it came to when the file was saved."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = next((str(each.text or "") for each in cell.iterfind("{*}v")), "")
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "e":
        return ""
    style = str(cell.get("s", ""))
    if kind == "n" and _NUMBER.fullmatch(value):
        if style.isdecimal() and int(style) in dates and 1 <= float(value) < 2_958_466:
            return (_FIRST_DAY + timedelta(days=int(float(value)))).strftime("%Y-%m-%d")
        return _plain(value)
    return value


def _plain(number: str) -> str:
    """Return a number without the fraction that a whole one has: `2021.0`."""
    value = float(number)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number


def _open_document(read: Callable[[str], BinaryIO]) -> Iterator[tuple[str, Iterator[Row]]]:
    hidden: set[str] = set()
    for style in _elements(read("content.xml"), "style"):
        if any(
            str(value) == "false" and str(name).endswith("}display")
            for each in style
            for name, value in each.attrib.items()
        ):
            hidden.update(
                str(value) for name, value in style.attrib.items() if str(name).endswith("}name")
            )
    for table in _elements(read("content.xml"), "table"):
        about = {str(name).rpartition("}")[2]: str(value) for name, value in table.attrib.items()}
        if about.get("style-name") not in hidden:
            yield about.get("name", "?"), iter(list(_open_rows(table)))


def _open_rows(table: "_Element") -> Iterator[Row]:
    for element in table.iter("{*}table-row"):
        row: Row = []
        for cell in element:
            about = {
                str(name).rpartition("}")[2]: str(value) for name, value in cell.attrib.items()
            }
            if _name(cell) not in {"table-cell", "covered-table-cell"}:
                continue
            text = "\n".join("".join(map(str, each.itertext())) for each in cell.iterfind("{*}p"))
            if about.get("value-type") == "date":
                text = about.get("date-value", text)[:10]
            elif about.get("value-type") == "float" and _NUMBER.fullmatch(about.get("value", "")):
                text = _plain(about["value"])
            times = _times(about.get("number-columns-repeated", "1"))
            row += [text] * min(times, _MOST_COLUMNS - len(row))
        while row and not row[-1]:
            row.pop()
        about = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
        yield row
        if not row:
            yield from [[]] * (min(_times(about.get("number-rows-repeated", "1")), 1000) - 1)


def _times(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 1
