"""Rows of a table in Markdown, each a paper."""

import re
from collections.abc import Collection, Iterator

from papercli.dumps.author_columns import unread_authors
from papercli.dumps.base import Record, Skipped
from papercli.dumps.column_names import is_count, known_column
from papercli.dumps.field_names import FIELD_OF
from papercli.dumps.fields import read_fields
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.dumps.markdown.addresses import addresses
from papercli.dumps.markdown.author_cells import AUTHORS, read_author_cell
from papercli.dumps.markdown.author_year import without_citation
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import is_generic, is_only_links, parse, plain, unlinked
from papercli.dumps.markdown.linked import divide
from papercli.dumps.markdown.units import Unit, cells_of
from papercli.dumps.pages.names import are_names, read_people
from papercli.dumps.reader_columns import ReaderColumns
from papercli.dumps.rows import fields_of
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late
from papercli.text import clean

_COLUMNS = {
    "title": r"titles?|papers?|articles?|paper\s+(?:titles?|names?)|publications?|name\s+of\s+paper",
    "date": r"(?:publish|publication|submission)?\s{0,20}date|published|time",
    "year": r"year",
    "venue": r"venue|conference|journal|conf\.?|publication\s+venue|where|source|published\s+in",
    "abstract": r"abstracts?",
}
_COLUMN = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _COLUMNS.items()} | {
    "authors": AUTHORS
}
_TAG = late(r"<[^<>]*>")
_SHOW = late(r"<summary>.*?</summary>", re.IGNORECASE)
_NUMBER = late(r"^\d{1,4}[.)]\s+")
_YEAR = late(r"\d{4}\b")
_KIND = late(
    r"\s?\((?:oral|spotlight|poster|highlight|best\s[^()]{2,30}|long|short|findings|to\sappear|accepted)\)$",
    re.IGNORECASE,
)


def read_row(unit: Unit, of_reader: ReaderColumns) -> Iterator[Record | Skipped]:
    """Yield the papers of a row, or why it shows none; nothing for a row of links within the page.

    `of_reader` knows which columns were reported as not read.
    """
    cells = cells_of(unit.text)
    if not any(map(str.strip, cells)) or all("](#" in cell or not cell for cell in cells):
        return
    roles = _roles(unit.header)
    held = {role: cells[at] for role, at in roles.items() if at < len(cells)}
    at_title = roles.get("title")
    title = _NUMBER.sub("", held.get("title", ""))
    if not title:
        yield from _read_untitled(unit, cells, of_reader)
        return
    parts = divide(parse(title))
    cited = read_citation(parts.first)
    name, cited_so = without_citation(
        cited.title if cited else parse(title).text or unlinked(title)
    )
    links = [
        each
        for at, cell in enumerate(cells)
        if at != at_title or not cited
        for each in _links(cell)
    ]
    urls = [*(cited.urls if cited else ()), *links]
    authors = unlinked(held.get("authors", ""))
    is_placed = bool(held.get("year", "").strip() and held.get("venue", "").strip())
    if is_generic(name) or not (urls or authors or is_placed):
        yield Skipped(unit.line, "a row without a paper")
        return
    if not _is_short(name, parts.first.text if parts.others else unlinked(title), cited):
        yield Skipped(unit.line, "a row whose title cannot be told from a remark")
        return
    abstract = plain(_TAG.sub(" ", _SHOW.sub(" ", held.get("abstract", ""))))
    year = unlinked(held.get("year", "")) or (cited.year if cited else "")
    year = year or (cited_so.year if cited_so else "")
    fields = {
        "title": name,
        "authors": read_author_cell(authors, unit)
        if authors
        else read_people(_names(cited) or ", ".join(cited_so.names if cited_so else ())),
        "date": unlinked(held.get("date", "")) or (cited.date if cited else None) or None,
        "year": year or unlinked(held.get("venue", "")) or None,
        "venue": _venue(unlinked(held.get("venue", "")))
        or (cited.venue if cited else None)
        or None,
        "abstract": abstract if len(abstract) > 40 else None,
        **addresses(urls),
    }
    record = _read_whole(unit, cells, fields, roles.values(), of_reader)
    yield record
    yield from parts.read_others(unit.line, is_read=_is_read(record))


def _read_whole(
    unit: Unit,
    cells: tuple[str, ...],
    fields: dict[str, object],
    used: Collection[int],
    of_reader: ReaderColumns,
) -> Record | Skipped:
    """Return the record of `fields` and of what else its row says; columns of links alone are not reported."""
    values: dict[str, str] = {}
    for at, (column, cell) in enumerate(zip(map(plain, unit.header), cells, strict=False)):
        if at in used or (at == 0 and is_count(column)):
            continue
        text = plain(cell) or _sign(cell)
        if text and (of_reader.is_mark(column) or not is_only_links(cell)):
            values.setdefault(column, text)
    texts = {name: text for name, text in values.items() if "](" not in text}
    held = {"title", *(name for name, value in fields.items() if value)}
    others = {
        name: value
        for name, value in fields_of(texts).items()
        if (field := FIELD_OF.get(name))
        and field not in held
        and (field != "abstract" or reads_like_abstract(str(value)))
    }
    unread = [
        name
        for name in texts
        if (known := known_column(name)) not in others
        and FIELD_OF.get(known or "") in {"title", "abstract"}
    ]
    record = read_fields(
        others | {name: fields[name] for name in fields if fields[name]}, unit.line
    )
    names = "; ".join(record.authors) if isinstance(record, Record) else ""
    return of_reader.mark(record, values, [*unread, *unread_authors(values, names)])


def _is_read(record: Record | Skipped) -> bool:
    return isinstance(record, Record) and record.status == "read"


def _sign(cell: str) -> str:
    """Return a cell that holds nothing but a sign: `✅`."""
    return "" if "](" in cell or "<" in cell else clean(cell)


def _roles(header: tuple[str, ...]) -> dict[str, int]:
    """Return the columns of a table: what is called a title wins over what is called a paper."""
    names = [plain(each) for each in header]
    roles: dict[str, int] = {}
    for at, name in enumerate(names):
        for role, pattern in _COLUMN.items():
            if pattern.fullmatch(name) and (role not in roles or name.lower() == role):
                roles[role] = at
    return roles


def _read_untitled(
    unit: Unit, cells: tuple[str, ...], of_reader: ReaderColumns
) -> Iterator[Record | Skipped]:
    """Yield the papers of a row in a table without a column for titles."""
    titled = [
        (at, cited, parts)
        for at, cell in enumerate(cells)
        if "](" in cell or "**" in cell
        for parts in [divide(parse(cell))]
        if (cited := read_citation(parts.first))
    ]
    links = [url for cell in cells for url in _links(cell) if normalise_arxiv(url)]
    found = [each for each in titled if each[1].is_sure] or (titled if links else [])
    if len(found) != 1:
        yield Skipped(unit.line, "a row without a paper")
        return
    at, cited, parts = found[0]
    others = {number: plain(cell) for number, cell in enumerate(cells) if number != at}
    named = next((n for n, cell in others.items() if "," in cell and are_names(cell)), at)
    dated = at if cited.year else next((n for n in others if _YEAR.match(others[n])), at)
    fields = {
        "title": cited.title,
        "authors": read_people(others.get(named) or _names(cited)),
        "year": cited.year or others.get(dated),
        "venue": cited.venue or None,
        **addresses(cited.urls or links, cited.arxiv),
    }
    record = _read_whole(unit, cells, fields, {at, named, dated}, of_reader)
    yield record
    yield from parts.read_others(unit.line, is_read=_is_read(record))


def _names(cited: Cited | None) -> str:
    names = cited.authors if cited else ""
    return names if isinstance(names, str) else ", ".join(names)


def _is_short(name: str, text: str, cited: Cited | None) -> bool:
    """Say whether a cell holds a title and no text beside it."""
    return len(text) < len(name) + 120 and (len(name) < 300 or cited is not None)


def _venue(text: str) -> str:
    text = _KIND.sub("", text)
    return "" if text.lower().startswith("arxiv") else re.sub(r"[\s,'’]*(?:19|20)?\d\d$", "", text)


def _links(cell: str) -> list[str]:
    inline = parse(cell)
    urls = [url for _, url in inline.links] + [span.url for span in inline.spans if span.url]
    return [url for url in urls if url.startswith("http")]
