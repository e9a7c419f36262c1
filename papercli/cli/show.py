"""`papers show`: everything about one paper or several."""

from typing import Annotated

from papercli.cli.declare import Argument, Option
from papercli.cli.options import (
    AsJson,
    AsJsonLines,
    Color,
    Fields,
    LibraryPath,
    open_library,
    split_fields,
)
from papercli.cli.output import choose_output, show_value, terminal_width, write_text
from papercli.cli.selection import names_given
from papercli.errors import UsageError
from papercli.model import PAPER_FIELDS, dated
from papercli.search.naming import find_all_named
from papercli.views.answers import paper_answer

_WIDEST = 100  # columns of a page that is easily read


def command(
    ids: Annotated[
        list[str],
        Argument(
            metavar="ID…",
            completion="offer_names",
            help="An id or its first four or more characters, an arXiv id, a DOI, or words from a title; - reads ids from standard input.",
            show_default=False,
        ),
    ],
    export_format: Annotated[
        str,
        Option(
            "--format",
            "-f",
            metavar="NAME",
            completion="offer_exports",
            help="As papers export writes them, e.g. bibtex.",
        ),
    ] = "",
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    fields: Fields = "",
    color: Color = "auto",
    library: LibraryPath = "",
) -> None:
    """Show everything about one or more papers."""
    if export_format and (json or jsonl or fields):
        other = "--json" if json else "--jsonl" if jsonl else "--fields"
        raise UsageError(f"--format and {other} cannot be combined")
    output = choose_output(json=json, jsonl=jsonl, color=color)
    here = open_library(library)
    papers = [dated(paper) for paper in find_all_named(here, names_given(ids))]
    chosen = split_fields(fields, PAPER_FIELDS)
    if export_format:
        from papercli.exports import export_named
        from papercli.exports.citekeys import LibraryCitekeys

        write_text("".join(export_named(export_format).write(papers, LibraryCitekeys(here))))
        return
    shown = [paper_answer(paper) for paper in papers]
    if chosen:
        shown = [{name: paper[name] for name in chosen} for paper in shown]

    def text() -> str:
        from papercli.views.machine import as_labelled, as_text

        if chosen and len(chosen) == 1:
            return "".join(f"{as_text(paper[chosen[0]])}\n" for paper in shown)
        if not output.is_for_people:
            return "---\n".join(as_labelled(paper, chosen or PAPER_FIELDS) for paper in shown)
        from papercli.views.table import field_table, paper_page

        if chosen:
            return field_table(shown, chosen, terminal_width(), color=output.color)
        versions = [
            [dated(each) for each in here.papers_at(filter(None, map(here.index.place_of, names)))]
            for names in (paper.versions for paper in papers)
        ]
        pages = zip(papers, versions, strict=True)
        return "\n".join(
            paper_page(paper, others, min(terminal_width(), _WIDEST), color=output.color)
            for paper, others in pages
        )

    show_value(shown[0] if len(shown) == 1 else shown, output, text)
