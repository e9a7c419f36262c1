"""`papers search`: papers that match, best first."""

from typing import Annotated, Any

import typer

from papercli.cli.options import (
    AsCsv,
    AsIds,
    AsJson,
    AsJsonLines,
    Color,
    Count,
    Fields,
    LibraryPath,
    Limit,
    Offset,
    open_library,
    tell,
    tell_if_empty,
)  # fmt: skip
from papercli.cli.output import HIT_FIELDS, Output, choose_output, show_papers, write_text
from papercli.errors import DumpError, UsageError
from papercli.search import Found, Hit, find_papers, find_related, sort_hits

SORTS = ("score", "added", "title", "year", "id")
_SHOWN = 20  # hits on a terminal
_LONGEST = 1_000_000  # characters of a file that are looked at


def command(
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY…", help='Words, "phrases", field:word, OR, NOT, ( ).')] = None,
    exact: Annotated[bool, typer.Option("--exact", help="Match words as written: no stems, no corrections.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each word adds to the score.")] = False,
    no_snippet: Annotated[bool, typer.Option("--no-snippet", help="Show titles only.")] = False,
    like: Annotated[str, typer.Option("--like", metavar="FILE", help="Search for the text of a file; - is standard input.")] = "",
    sort: Annotated[str, typer.Option("--sort", metavar="KEY", help="Order by score, added, title, year or id.")] = "score",
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

    Plain words must all match; if no paper has them all, most must. A longer text, pasted as it is, is ranked by what it shares.
    Words that occur nowhere are corrected. Case, accents, dashes and quotes do not matter; k-NN, kNN and k NN are the same.

    \b
    sheaf laplacian            both words, in any form
    "graph neural network"     a phrase
    E(3)-equivariant  C++      words with signs, as they are written
    equivar*                   words that start so
    title:tensor               also abstract: author: venue:
    title:(mesh OR surface)    a field for several words
    year:2019  year:2017..2020  year:..2015
    transformer NOT vision     also OR and parentheses
    is:unread  is:starred  tag:thesis  source:trending-01
    id:3f9c  arxiv:1706.03762  doi:10.1038/nature14539
    """  # noqa: D301 - the backspace keeps typer from filling the lines
    output = choose_output(json=json, jsonl=jsonl, csv=csv, ids=ids, fields=fields, color=color, known=HIT_FIELDS)
    text = " ".join(query or ())
    if sort not in SORTS:
        raise UsageError(f"--sort is {', '.join(SORTS[:-1])} or {SORTS[-1]}, not '{sort}'")
    here = open_library(library)
    if like:
        if text.strip():
            raise UsageError("--like searches for the text of a file; leave out the words")
        found = find_related(here, [_read_text(like)])
    elif not text.strip():
        raise UsageError("search for what? For example: papers search equivariant")
    else:
        # Who asks for a number of papers gets them, the best first; else all words must match.
        found = find_papers(here, text, exact=exact, wanted=1 if count else (limit or 1) + offset)
    if count:
        write_text(f"{found.total}\n")
    else:
        show_hits(found, output, limit=limit, offset=offset, sort=sort, explain=explain, snippets=not no_snippet)
    for message in found.messages:
        tell(message)
    tell_if_empty(here)


def _read_text(path: str) -> str:
    from papercli.dumps import open_dump

    with open_dump(path) as dump, dump.text() as text:
        if dump.broken:
            raise DumpError(f"{dump.path}: {dump.broken}")
        return text.read(_LONGEST)


def show_hits(
    found: Found, output: Output, *, limit: int | None, offset: int, sort: str = "score", explain: bool = False, snippets: bool = True
) -> None:
    """Write hits to stdout, and to stderr how many there are when not all are shown."""
    wanted = _SHOWN if limit is None and output.is_for_people else limit or None
    if sort == "score":
        hits = found.ranked(wanted, offset, explain=explain)
    else:
        hits = sort_hits(found.ranked(explain=explain), sort)[offset : None if wanted is None else offset + wanted]

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
