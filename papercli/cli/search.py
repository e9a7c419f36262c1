"""`papers search`: papers that match, best first."""

from typing import Annotated, Any

import typer

from papercli.cli.options import (
    AsCsv, AsIds, AsJson, AsJsonLines, Color, Count, Fields, LibraryPath, Limit, Offset, open_library, tell, tell_if_empty,
)  # fmt: skip
from papercli.cli.output import HIT_FIELDS, Output, choose_output, show_papers, write_text
from papercli.errors import UsageError
from papercli.search import Found, Hit, find_papers

_SHOWN = 20  # hits on a terminal


def command(
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY…", help="Words, \"phrases\", field:word, OR, NOT, ( ).")] = None,
    exact: Annotated[bool, typer.Option("--exact", help="Match words as written: no stems, no corrections.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each word adds to the score.")] = False,
    no_snippet: Annotated[bool, typer.Option("--no-snippet", help="Show titles only.")] = False,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    csv: AsCsv = False,
    ids: AsIds = False,
    fields: Fields = "",
    color: Color = "auto",
    library: LibraryPath = "",
) -> None:
    """Search titles, abstracts and authors; the best match first.

    Plain words must all match; if no paper has them all, most must. Long pasted text is ranked by what it shares. Misspelt words
    are corrected. Fields: title: abstract: author: venue: year:2019 year:2017..2020 tag: is:unread source: id: arxiv: doi:
    """
    output = choose_output(json=json, jsonl=jsonl, csv=csv, ids=ids, fields=fields, color=color, known=HIT_FIELDS)
    text = " ".join(query or ())
    if not text.strip():
        raise UsageError("search for what? For example: papers search equivariant")
    here = open_library(library)
    found = find_papers(here, text, exact=exact)
    if count:
        write_text(f"{found.total}\n")
    else:
        show_hits(found, output, limit=limit, offset=offset, explain=explain, snippets=not no_snippet)
    for message in found.messages:
        tell(message)
    tell_if_empty(here)


def show_hits(found: Found, output: Output, *, limit: int | None, offset: int, explain: bool, snippets: bool) -> None:
    """Write ranked hits to stdout, and to stderr how many there are when not all are shown."""
    wanted = _SHOWN if limit is None and output.is_for_people else limit or None
    hits = found.ranked(wanted, offset, explain=explain)

    def table(width: int) -> str:
        from papercli.snippets import find_matches
        from papercli.views.table import Row, paper_table

        def row(hit: Hit) -> Row:
            index, title = found.library.index, hit.paper["title"]
            snippet = hit.snippet if snippets else ""
            explanation = ", ".join(f"{name} {value:g}" for name, value in (hit.explanation or {}).items())
            return Row(hit.paper, find_matches(index, title, found.stems), snippet, find_matches(index, snippet, found.stems), explanation)

        return paper_table([row(hit) for hit in hits], width, color=output.color)

    show_papers([_as_json(hit) for hit in hits], output, table)
    if (output.is_for_people or limit) and len(hits) < found.total:
        tell(f"{len(hits)} of {found.total:,}" + ("; --limit 0 shows all" if limit is None else ""))
    elif not found.total and output.is_for_people:
        tell("nothing found")


def _as_json(hit: Hit) -> dict[str, Any]:
    shown = hit.paper | {"score": hit.score, "match": hit.match, "snippet": hit.snippet}
    return shown if hit.explanation is None else shown | {"explain": hit.explanation}
