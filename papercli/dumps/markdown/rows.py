"""Rows of a table in Markdown, each a paper."""

import re
from dataclasses import replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.markdown.author_year import without_citation
from papercli.dumps.markdown.citation import Cited, read_citation
from papercli.dumps.markdown.inline import is_generic, parse, plain
from papercli.dumps.markdown.units import Unit, cells_of
from papercli.dumps.pages.names import are_names, read_people
from papercli.dumps.reader_columns import ReaderColumns
from papercli.dumps.rows import NO_COLUMNS
from papercli.identifiers import normalise_arxiv

_COLUMNS = {
    "title": r"titles?|papers?|articles?|paper\s+(?:titles?|names?)|publications?|name\s+of\s+paper",
    "authors": r"authors?|author\(s\)|author\s+list|(?:first|1st|lead)\s+authors?|by",
    "date": r"(?:publish|publication|submission)?\s{0,20}date|published|time",
    "year": r"year",
    "venue": r"venue|conference|journal|conf\.?|publication\s+venue|where|source|published\s+in",
    "abstract": r"abstracts?",
}
_COLUMN = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _COLUMNS.items()}
_TAG = re.compile(r"<[^<>]*>")
_SHOW = re.compile(r"<summary>.*?</summary>", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,4}[.)]\s+")


def read_row(unit: Unit) -> Record | Skipped | None:
    """Return the paper of a row, or why it shows none; None for a row of links within the page."""
    cells = cells_of(unit.text)
    if not any(map(str.strip, cells)) or all("](#" in cell or not cell for cell in cells):
        return None
    roles = _roles(unit.header)
    held = {role: cells[at] for role, at in roles.items() if at < len(cells)}
    at_title = roles.get("title")
    title = _NUMBER.sub("", held.get("title", ""))
    if not title:
        return _read_untitled(unit, cells)
    cited = read_citation(parse(title))
    name, cited_so = without_citation(cited.title if cited else plain(title))
    links = [each for at, cell in enumerate(cells) if at != at_title for each in _links(cell)]
    urls = [*(cited.urls if cited else ()), *links]
    authors = held.get("authors", "")
    if is_generic(name) or not (urls or authors):
        return Skipped(unit.line, "a row without a paper")
    if not _is_short(name, title, cited):
        return Skipped(unit.line, "a row whose title cannot be told from a remark")
    abstract = plain(_TAG.sub(" ", _SHOW.sub(" ", held.get("abstract", ""))))
    year = plain(held.get("year", "")) or (cited.year if cited else "")
    year = year or (cited_so.year if cited_so else "")
    record = read_fields(
        {
            "title": name,
            "authors": read_people(
                plain(authors) or _names(cited) or ", ".join(cited_so.names if cited_so else ())
            ),
            "date": plain(held.get("date", "")) or (cited.date if cited else None) or None,
            "year": year or plain(held.get("venue", "")) or None,
            "venue": _venue(plain(held.get("venue", "")))
            or (cited.venue if cited else None)
            or None,
            "abstract": abstract if len(abstract) > 40 else None,
            **addresses(urls),
        },
        unit.line,
    )
    return _marked(record, unit.header, cells)


def _marked(
    record: Record | Skipped, header: tuple[str, ...], cells: tuple[str, ...]
) -> Record | Skipped:
    """Return a record with what its row says of its reader; columns of links are not reported."""
    values = {plain(name): plain(cell) for name, cell in zip(header, cells, strict=False)}
    marked = ReaderColumns(NO_COLUMNS).mark(record, values)
    return replace(marked, unread=()) if isinstance(marked, Record) else marked


def addresses(urls: list[str], arxiv: str = "") -> dict[str, object]:
    """Return the fields that a paper's links give, the best first."""
    return {
        "url": urls[0] if urls else None,
        "arxiv": next((url for url in urls if normalise_arxiv(url)), arxiv or None),
        "doi": next((url for url in urls if "doi.org/10." in url or "/doi/10." in url), None),
    }


def _roles(header: tuple[str, ...]) -> dict[str, int]:
    """Return the columns of a table: what is called a title wins over what is called a paper."""
    names = [plain(each) for each in header]
    roles: dict[str, int] = {}
    for at, name in enumerate(names):
        for role, pattern in _COLUMN.items():
            if pattern.fullmatch(name) and (role not in roles or name.lower() == role):
                roles[role] = at
    return roles


def _read_untitled(unit: Unit, cells: tuple[str, ...]) -> Record | Skipped:
    """Return the paper of a row in a table without a column for titles."""
    titled = [
        (at, cited)
        for at, cell in enumerate(cells)
        if "](" in cell or "**" in cell
        for cited in [read_citation(parse(cell))]
        if cited
    ]
    links = [url for cell in cells for url in _links(cell) if normalise_arxiv(url)]
    found = [each for each in titled if each[1].is_sure] or (titled if links else [])
    if len(found) != 1:
        return Skipped(unit.line, "a row without a paper")
    at, cited = found[0]
    others = [plain(cell) for number, cell in enumerate(cells) if number != at]
    names = next((cell for cell in others if "," in cell and are_names(cell)), _names(cited))
    return read_fields(
        {
            "title": cited.title,
            "authors": read_people(names),
            "year": cited.year
            or next((cell for cell in others if re.match(r"\d{4}\b", cell)), None),
            "venue": cited.venue or None,
            **addresses(cited.urls or links, cited.arxiv),
        },
        unit.line,
    )


def _names(cited: Cited | None) -> str:
    names = cited.authors if cited else ""
    return names if isinstance(names, str) else ", ".join(names)


def _is_short(name: str, cell: str, cited: Cited | None) -> bool:
    """Say whether a cell holds a title and no text beside it."""
    return len(plain(cell)) < len(name) + 120 and (len(name) < 300 or cited is not None)


def _venue(text: str) -> str:
    return "" if text.lower().startswith("arxiv") else re.sub(r"[\s,'’]*(?:19|20)?\d\d$", "", text)


def _links(cell: str) -> list[str]:
    inline = parse(cell)
    urls = [url for _, url in inline.links] + [span.url for span in inline.spans if span.url]
    return [url for url in urls if url.startswith("http")]
