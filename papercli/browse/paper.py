"""A paper in the pane, and on a page of its own."""

from rich.text import Text

from papercli.browse.browser import Browser
from papercli.browse.signs import FAINT, MATCH, TAG, TITLE, Look
from papercli.browse.texts import indented, wrapped
from papercli.latex.shown import readable
from papercli.model import Paper
from papercli.search.snippets import find_matches
from papercli.views.table import facts_of

_LABEL = 11  # cells
_MOST_AUTHORS = 8  # in the pane


def page_of(browser: Browser, paper: Paper | None, width: int, look: Look) -> list[Text]:
    """Return what the pane shows of a paper."""
    if paper is None:
        return []
    lines = wrapped(_highlighted(browser, paper.title, TITLE), width)
    if paper.authors:
        more = len(paper.authors) > _MOST_AUTHORS or paper.more_authors
        names = ", ".join(paper.authors[:_MOST_AUTHORS]) + (" et al." if more else "")
        lines += wrapped(Text(names), width)
    lines += wrapped(facts_line(paper, look), width)
    if paper.note:
        lines += wrapped(Text(f"note: {paper.note}", style=TAG), width)
    if paper.abstract:
        lines += wrapped(_highlighted(browser, readable(paper.abstract), ""), width)
    return lines


def facts_line(paper: Paper, look: Look) -> Text:
    """Return year, venue, id and marks in one line."""
    facts = [str(paper.year or ""), paper.venue or "", paper.id, paper.status]
    line = Text(f" {look.dot} ".join(fact for fact in facts if fact), style=FAINT)
    if paper.starred:
        line.append(f"  {look.marks.starred}", style=f"not dim {TAG}")
    if paper.tags:
        line.append(f"  {', '.join(paper.tags)}", style=f"not dim {TAG}")
    return line


def reading_lines(browser: Browser, paper: Paper, width: int) -> list[Text]:
    """Return all there is to know of a paper, as `papers show` has it."""
    lines = [Text(), *wrapped(_highlighted(browser, paper.title, TITLE), width)]
    if paper.authors:
        more = ["et al."] if paper.more_authors else []
        lines += wrapped(Text(", ".join([*paper.authors, *more])), width)
    lines.append(Text())
    for label, value in facts_of(paper, ()):
        first, *rest = wrapped(Text(value), width - _LABEL)
        lines.append(Text(f"{label:<{_LABEL}}", style=FAINT).append_text(_plain(first)))
        lines += indented(rest, _LABEL)
    if paper.abstract:
        lines += [Text(), *wrapped(_highlighted(browser, readable(paper.abstract), ""), width)]
    if paper.note:
        lines += [Text(), Text("note", style=FAINT)]
        lines += [line for part in paper.note.split("\n") for line in wrapped(Text(part), width)]
    return lines


def _plain(text: Text) -> Text:
    text.stylize("not dim")
    return text


def _highlighted(browser: Browser, text: str, style: str) -> Text:
    shown = Text(text, style=style)
    rows = browser.listing.rows
    if rows and rows.found.stems:
        for start, end in find_matches(rows.found.library.index, text, rows.found.stems):
            shown.stylize(MATCH, start, end)
    return shown
