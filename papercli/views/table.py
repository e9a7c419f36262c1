"""Tables and pages for people at a terminal.

Every text is shown literally, never as markup.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from papercli.latex.shown import readable
from papercli.model import Paper
from papercli.text import number_of
from papercli.views.machine import as_cell

Spans = Sequence[tuple[int, int]]  # start and end of matched words

# Of the 16 colours only those that are easily read in light and dark terminals, Solarized among them.
_MATCH = "bold magenta"
ID = "cyan"
FAINT = "dim"
_MARK = "green"
_NARROW = 60  # columns below which only id and title are shown
_DATE = 10  # letters of a time that are its date
_SNIPPET_LINES = 2
_INDENT = 2  # columns by which what stands below a title is moved in
_LABEL_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A paper in a table, with what to highlight in it."""

    paper: Paper
    title_spans: Spans = ()
    snippet: str = ""
    snippet_spans: Spans = ()
    explanation: str = ""
    versions: int = 0  # others of the same work that are not shown


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a star and of how far a paper is read."""

    starred: str
    unread: str
    reading: str

    def of(self, paper: Paper) -> str:
        """Return the two signs of a paper, each a blank where there is nothing to say."""
        states = {"unread": self.unread, "reading": self.reading, "read": " "}
        return (self.starred if paper.starred else " ") + states[paper.status]


SIGNS = Signs("★", "●", "◐")
SIGNS_IN_ASCII = Signs("*", "o", "~")


def paper_table(rows: Sequence[Row], width: int, *, color: bool, ascii_only: bool = False) -> str:
    """Return a table of papers, `width` columns wide; what a reader marked shows where any is marked.

    Nothing where there are none.
    """
    if not rows:
        return ""
    signs = SIGNS_IN_ASCII if ascii_only else SIGNS
    marks = [signs.of(row.paper) for row in rows]
    with_marks = any(row.paper.starred or row.paper.status != "unread" for row in rows)
    with_year = width >= _NARROW and any(row.paper.year for row in rows)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=False, header_style=FAINT)
    table.add_column("id", style=ID, no_wrap=True)
    if with_marks:
        table.add_column("", style=_MARK, no_wrap=True)
    if with_year:
        table.add_column("year", no_wrap=True)
    table.add_column("title", overflow="fold")
    taken = max((len(row.paper.id) for row in rows), default=8) + 2 + (6 if with_year else 0)
    taken += 4 if with_marks else 0
    room = max(20, width - taken - 2)
    for row, mark in zip(rows, marks, strict=True):
        title = _highlighted(row.paper.title, row.title_spans, "bold" if row.snippet else "")
        if authors := _short_authors(row.paper.authors, more=row.paper.more_authors):
            title.append(f"  {authors}", style=f"not bold {FAINT}")
        if row.versions:
            title.append(f"  +{number_of(row.versions, 'version')}", style=f"not bold {FAINT}")
        if row.paper.tags:
            title.append(f"  [{', '.join(row.paper.tags)}]", style=f"not bold {_MARK}")
        cell: RenderableType = title
        if row.snippet:
            room_of_snippet = (room - _INDENT) * _SNIPPET_LINES - 2
            snippet = _cut(row.snippet, row.snippet_spans, room_of_snippet)
            cell = Group(title, Padding(snippet, (0, 0, 0, _INDENT)))
        if row.explanation:
            explanation = Text(row.explanation, style=FAINT)
            cell = Group(cell, Padding(explanation, (0, 0, 0, _INDENT)))
        facts: list[RenderableType] = [
            *([Text(mark)] if with_marks else []),
            *([str(row.paper.year or "")] if with_year else []),
        ]
        table.add_row(row.paper.id, *facts, cell)
    return render(table, width, color=color)


def field_table(
    papers: Sequence[Mapping[str, Any]], fields: Sequence[str], width: int, *, color: bool
) -> str:
    """Return a table with one column for each of `fields`."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=FAINT)
    for field in fields:
        table.add_column(
            field,
            style=ID if field == "id" else "",
            no_wrap=field in {"id", "year"},
            overflow="fold",
        )
    for paper in papers:
        table.add_row(*(Text(as_cell(paper.get(field))) for field in fields))
    return render(table, width, color=color)


def paper_page(paper: Paper, versions: Sequence[Paper], width: int, *, color: bool) -> str:
    """Return all there is to know of one paper, wrapped to the terminal.

    `versions` are the papers linked with it.
    """
    facts = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    facts.add_column(style=FAINT, no_wrap=True, width=_LABEL_WIDTH)
    facts.add_column(overflow="fold")
    for label, value in facts_of(paper, versions):
        facts.add_row(label, Text(value))
    page: list[RenderableType] = [Text(paper.title, style="bold")]
    if paper.authors:
        page.append(Text(", ".join([*paper.authors, *(["et al."] if paper.more_authors else [])])))
    page += [Text(""), facts]
    if paper.abstract:
        page += [Text(""), Text(readable(paper.abstract))]
    if paper.note:
        page += [Text(""), Text("note", style=FAINT), Text(paper.note)]
    return render(Group(*page), width, color=color)


def filled_table(rows: Sequence[tuple[str, str, str]], width: int, *, color: bool) -> str:
    """Return a table of (id, title, what is filled in)."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=FAINT)
    table.add_column("id", style=ID, no_wrap=True)
    table.add_column("title and what is filled in", overflow="fold")
    for identifier, title, values in rows:
        below = Padding(Text(values, style=_MARK), (0, 0, 0, _INDENT))
        table.add_row(identifier, Group(Text(title), below))
    return render(table, width, color=color)


def history_table(rows: Sequence[tuple[str, str, str, str]], width: int, *, color: bool) -> str:
    """Return a table of (number, time, command, summary)."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=FAINT)
    for name in ("change", "time", "command"):
        table.add_column(name, no_wrap=True, style=ID if name == "change" else "")
    table.add_column("summary", overflow="fold")
    for number, when, *rest in rows:
        table.add_row(*map(Text, (number, when if width >= _NARROW else when[:_DATE], *rest)))
    return render(table, width, color=color)


def indented(text: str, width: int, *, color: bool) -> str:
    """Return `text` wrapped, with two blanks before each line."""
    return render(Padding(Text(text), (0, 0, 0, 2)), width, color=color)


def facts_of(paper: Paper, versions: Sequence[Paper]) -> list[tuple[str, str]]:
    """Return label and value of what is known of a paper beside title, authors, abstract and note."""
    where = ", ".join(
        part
        for part in (
            paper.venue or "",
            f"vol. {paper.volume}" if paper.volume else "",
            f"no. {paper.issue}" if paper.issue else "",
            f"pp. {paper.pages}" if paper.pages else "",
        )
        if part
    )
    facts = [
        ("id", " ".join([paper.id, *(f"(merged: {alias})" for alias in paper.aliases)])),
        ("year", paper.date or str(paper.year or "")),
        ("venue", where),
        ("arXiv", paper.arxiv or ""),
        ("DOI", paper.doi or ""),
        ("link", paper.url or ""),
        *(("file" if at == 0 else "", path) for at, path in enumerate(paper.files)),
        ("keywords", ", ".join(paper.keywords)),
        *(
            ("versions" if at == 0 else "", f"{other.id}  {other.title}")
            for at, other in enumerate(versions)
        ),
        ("citations", _count(paper.citations, paper.citations_at)),
        ("votes", _count(paper.votes, paper.votes_at)),
        ("references", str(len(paper.references) or "")),
        ("ids", ", ".join(paper.ids)),
        ("tags", ", ".join(paper.tags)),
        ("status", paper.status + (", starred" if paper.starred else "")),
        ("added", paper.added[:10]),
        *(
            (
                "source" if at == 0 else "",
                f"{s.file}, line {s.line}" + (f" ({s.key})" if s.key else ""),
            )
            for at, s in enumerate(paper.sources)
        ),
    ]
    return [(label, value) for label, value in facts if value]


def _count(count: int | None, at: str | None) -> str:
    """Return a number and the day that it is of; nothing where it is unknown."""
    return "" if count is None else f"{count:,}" + (f" ({at[:_DATE]})" if at else "")


def _highlighted(text: str, spans: Spans, style: str = "") -> Text:
    shown = Text(text, style=style)
    for start, end in spans:
        shown.stylize(_MATCH, start, end)
    return shown


def _cut(text: str, spans: Spans, room: int) -> Text:
    """Return the part of `text` around its first matches that has room, with an ellipsis where it was cut."""
    start = 0
    if len(text) > room and spans and spans[0][1] > room * 2 // 3:
        begin, end = spans[0]
        start = text.rfind(" ", 0, max(0, begin - room // 3)) + 1
        if end - start > room - 2:  # long words before it would push the match out
            start = text.rfind(" ", 0, begin) + 1
    shown = _highlighted(text, spans)[start:]
    if len(shown) > room:
        end = text.rfind(" ", start, start + room - 1)
        shown = shown[: (end if end > start else start + room - 1) - start]
        shown.append(" …")
    if start:
        shown = Text("… ") + shown
    return shown


def _short_authors(authors: Sequence[str], *, more: bool) -> str:
    match list(authors):
        case []:
            return ""
        case [one] if not more:
            return one
        case [one, other] if not more:
            return f"{one}, {other}"
        case [first, *_]:
            return f"{first} et al."
    return ""


def render(renderable: RenderableType, width: int, *, color: bool) -> str:
    """Return what rich makes of something, as text for a terminal of that width."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
