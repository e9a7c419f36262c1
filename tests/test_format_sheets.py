import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.finding import find_dumps
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.reading import read_detected

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
Cell = str | int | float | None | tuple[str, str]  # or a kind and its value
Sheets = dict[str, list[list[Cell]]]
PAPERS: list[list[Cell]] = [
    ["My reading list"],
    [],
    ["Title", "Authors", "Year", "Published", "DOI"],
    ["On Rain", "Jane Doe; Sam Birch", 2021.0, ("date", "44259"), "10.1000/rain.1"],
    [],
    ["Sleet, and\nits & uses", "Tom Cedar", ("formula", "2020"), None, ("error", "#N/A")],
]


def excel_cell(column: int, row: int, cell: Cell) -> str:
    place = f'r="{chr(ord("A") + column)}{row}"'
    match cell:
        case None:
            return ""
        case str():
            return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        case ("date", value):
            return f'<c {place} s="1"><v>{value}</v></c>'
        case ("formula", value):
            return f"<c {place}><f>1+1</f><v>{value}</v></c>"
        case ("error", value):
            return f'<c {place} t="e"><v>{value}</v></c>'
        case _:
            return f"<c {place}><v>{cell}</v></c>"


def write_excel(path: Path, sheets: Sheets, hidden: tuple[str, ...] = ()) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = linked = ""
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name in hidden else ""
            listed += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"{state}/>'
            linked += f'<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml"/>'
            written = "".join(
                f'<row r="{at}">{"".join(excel_cell(n, at, cell) for n, cell in enumerate(row))}</row>'
                for at, row in enumerate(rows, 1)
                if row
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>',
            )
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{linked}</Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        )
    return path


def open_document_cell(cell: Cell) -> str:
    match cell:
        case None:
            return '<table:table-cell table:number-columns-repeated="1"/>'
        case ("date", _):
            return '<table:table-cell office:value-type="date" office:date-value="2021-03-04"><text:p>4/3</text:p></table:table-cell>'
        case ("error", _):
            return "<table:table-cell/>"
        case ("formula", value):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>?</text:p></table:table-cell>'
        case str():
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        case _:
            return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'


def write_open_document(path: Path, sheets: Sheets, hidden: tuple[str, ...] = ()) -> Path:
    written = ""
    for name, rows in sheets.items():
        style = "hid" if name in hidden else "shown"
        written += f'<table:table table:name="{escape(name)}" table:style-name="{style}">'
        for row in rows:
            cells = "".join(map(open_document_cell, row)) or "<table:table-cell/>"
            written += f"<table:table-row>{cells}</table:table-row>"
        written += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    spaces = " ".join(
        f'xmlns:{each}="{OPEN}:{each}:1.0"' for each in ("office", "table", "text", "style")
    )
    styles = '<style:style style:name="hid"><style:table-properties table:display="false"/></style:style>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{written}</office:spreadsheet></office:body></office:document-content>",
        )
    return path


WRITERS = {"xlsx": write_excel, "ods": write_open_document}


def units_of(path: Path) -> dict[str, list[Record | Skipped]]:
    found = {}
    for each in find_dumps([str(path)]):
        if isinstance(each, Found) and each.is_other:
            continue
        with open_dump(each) as dump:
            found[dump.name] = list(read_detected(dump)[1])
    return found


@pytest.mark.parametrize("kind", WRITERS)
def test_a_sheet_is_read_like_a_table(kind: str, tmp_path: Path) -> None:
    path = WRITERS[kind](
        tmp_path / f"book.{kind}",
        {
            "Papers": PAPERS,
            "Secret": [["Title", "Authors"], ["Hidden", "Ada Ames"]],
            "Sums": [["a", "b"], [1, 2]],
        },
        hidden=("Secret",),
    )
    ((name, units),) = units_of(path).items()
    assert name == f"book.{kind}/Papers"
    first, second = (each for each in units if isinstance(each, Record))
    assert (first.line, first.title, first.year, first.date) == (4, "On Rain", 2021, "2021-03-04")
    assert (first.authors, first.doi) == (("Jane Doe", "Sam Birch"), "10.1000/rain.1")
    assert (second.line, second.title, second.year) == (6, "Sleet, and its & uses", 2020)
    assert len(units) == 2


@pytest.mark.parametrize("kind", WRITERS)
def test_a_sheet_without_titles_is_refused_and_columns_can_be_named(
    kind: str, tmp_path: Path, papers: Run
) -> None:
    path = WRITERS[kind](
        tmp_path / f"book.{kind}",
        {
            "Sheet1": [
                ["Work", "Who", "When"],
                ["On Rain", "Jane Doe", 2021],
                ["On Snow", "Sam Birch", 2020],
            ]
        },
    )
    code, _, err = papers("ingest", path)
    assert code == 3
    assert "a CSV without a title column (it has Work, Who, When)" in err
    code, out, _ = papers("ingest", "--column", "title=Work", "--column", "authors=Who", path)
    assert (code, out) == (0, "2 records read: 2 new, 0 seen before; 0 skipped\n")


def test_a_damaged_spreadsheet_says_so(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    code, _, err = papers("ingest", path)
    assert (code, "a spreadsheet that is damaged" in err) == (3, True)
