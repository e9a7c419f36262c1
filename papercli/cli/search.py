"""`papers search`: papers that match, best first."""

from typing import Annotated

from papercli.cli.declare import Argument, Option
from papercli.cli.options import (
    HIT_SORTS,
    AllVersions,
    Ascii,
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
    Reverse,
    Since,
    check_choice,
    open_library,
    tell,
)
from papercli.cli.output import HIT_FIELDS, Output, choose_output, show_papers, write_text
from papercli.cli.remarks import extent, ranked_by_interest, tell_about
from papercli.errors import DumpError, UsageError
from papercli.search.find import find_papers, find_related
from papercli.search.hits import Found, Hit, sort_hits
from papercli.search.works import first_of_each
from papercli.views.answers import hit_answer

_BY_SCORE = frozenset({"score", "relevance", "interest"})
_SHOWN = 20  # hits on a terminal
_LONGEST = 1_000_000  # characters of a file that are looked at


def command(
    query: Annotated[
        list[str] | None,
        Argument(
            metavar="QUERY…",
            help="What to search for; see the query syntax above.",
            completion="offer_query",
        ),
    ] = None,
    exact: Annotated[
        bool,
        Option("--exact", help="Match whole words as written; require all; correct nothing."),
    ] = False,
    explain: Annotated[
        bool,
        Option("--explain", help="Show what adds up to each score (table, JSON)."),
    ] = False,
    no_snippet: Annotated[
        bool, Option("--no-snippet", help="Leave the abstract sentence out of the table.")
    ] = False,
    like: Annotated[
        str,
        Option(
            "--like",
            metavar="FILE",
            help="Find papers similar to the text in FILE (- for standard input).",
        ),
    ] = "",
    sort: Annotated[
        str,
        Option(
            "--sort",
            metavar="KEY",
            completion=HIT_SORTS,
            help="Sort by score, interest (what you starred and read), added or date (newest first), year (oldest first), citations or votes (most first), title, author or id.",
        ),
    ] = "score",
    reverse: Reverse = False,
    since: Since = "",
    limit: Limit = None,
    offset: Offset = 0,
    all_versions: AllVersions = False,
    count: Count = False,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    csv: AsCsv = False,
    ids: AsIds = False,
    fields: Fields = "",
    color: Color = "auto",
    ascii_only: Ascii = False,
    library: LibraryPath = "",
) -> None:
    """Search papers, best match first.

    Words are looked for in titles, abstracts, authors, venues, keywords and notes. One to three
    words: papers with all of them, in any form; if there are none, papers with some of
    them. Four or more: papers ranked by how much they share with the
    query, so you can paste a title, a question or an abstract. Words that occur nowhere are
    corrected where possible. Case, accents, dashes and quotation marks do not matter.

    \b
    Query syntax:
      sheaf laplacian               both words, in any form
      "graph neural network"        the words next to each other
      E(3)-equivariant   C++        with symbols: as written, if found
      equivar*                      words that start with equivar
      transformer NOT vision        also OR and parentheses
      transformer -vision           the same; also -"a phrase", -year:2019
      title:tensor                  one field: title, abstract, author, venue
      keyword:mesh  note:survey     in the keywords, or in your note
      title:(mesh OR surface)       several words in one field
      year:2019   year:2017..2020   year:..2015   year:>=2024
      added:2026-11  added:7d       added then; also yesterday, last, 2026-11..
      has:note  has:abstract        also has:doi, has:tags and others
      tag:thesis  is:unread         also is:reading, is:read, is:starred
      source:trending-01            from dumps whose file name contains this
      id:3f9c     arxiv:1706.03762  doi:10.1038/nature14539
      citations:100..   votes:5..20 cited or voted for so often
      cites:3f9c  cited-by:3f9c     papers that cite that one, or that it cites
    """  # noqa: D301 - the backspace keeps typer from filling the lines
    output = choose_output(
        json=json,
        jsonl=jsonl,
        csv=csv,
        ids=ids,
        fields=fields,
        color=color,
        ascii_only=ascii_only,
        known=HIT_FIELDS,
    )
    text = " ".join(query or ())
    check_choice("--sort", sort, HIT_SORTS)
    here = open_library(library)
    if like:
        if text.strip():
            raise UsageError("--like takes the place of the query; give one or the other")
        if since:
            raise UsageError("--like and --since cannot be combined")
        found = find_related(here, [_read_text(like)])
    elif not text.strip():
        raise UsageError("no query; for example `papers search equivariant`")
    else:
        found = find_papers(here, text, exact=exact, since=since)
    show_hits(
        found,
        output,
        count=count,
        limit=limit,
        offset=offset,
        sort=sort,
        reverse=reverse,
        explain=explain,
        snippets=not no_snippet,
        all_versions=all_versions,
    )


def _read_text(path: str) -> str:
    from papercli.dumps.input.files import open_dump

    with open_dump(path) as dump, dump.text() as text:
        if dump.broken:
            raise DumpError(f"{dump.path}: {dump.broken}")
        return text.read(_LONGEST)


def show_hits(
    found: Found,
    output: Output,
    *,
    count: bool,
    limit: int | None,
    offset: int,
    sort: str = "score",
    reverse: bool = False,
    explain: bool = False,
    snippets: bool = True,
    all_versions: bool = False,
) -> None:
    """Write hits, or their number, to stdout, and to stderr what is to be said of them."""
    if sort == "interest":
        found = ranked_by_interest(found)
    if count:
        write_text(f"{found.total}\n")
        tell_about(found)
        return
    wanted = _SHOWN if limit is None and output.is_for_people else limit or None

    def fetch(number: int | None) -> list[Hit]:
        if sort in _BY_SCORE and not reverse:
            return found.ranked(number, explain=explain)
        key = "score" if sort in _BY_SCORE else sort
        return sort_hits(found.ranked(explain=explain), key, reverse=reverse)[:number]

    hides = output.is_for_people and not output.fields and not all_versions
    hidden = 0
    if hides:
        hits, hidden = first_of_each(fetch, lambda hit: hit.paper, wanted, offset)
    else:
        hits = fetch(None if wanted is None else wanted + offset)[offset:]

    def table(width: int) -> str:
        from papercli.latex.shown import readable
        from papercli.search.snippets import find_matches
        from papercli.views.table import Row, paper_table

        def row(hit: Hit) -> Row:
            index, title = found.library.index, hit.paper.title
            snippet = readable(hit.snippet) if snippets else ""
            parts = ", ".join(
                f"{name} {value:.4g}" for name, value in (hit.explanation or {}).items()
            )
            explanation = f"score {hit.score:.4g} = {parts}" if parts else ""
            return Row(
                hit.paper,
                find_matches(index, title, found.stems),
                snippet,
                find_matches(index, snippet, found.stems),
                explanation,
                len(hit.paper.versions) if hides else 0,
            )

        return paper_table(
            [row(hit) for hit in hits], width, color=output.color, ascii_only=output.ascii_only
        )

    part = extent(found, output, len(hits), limit=limit, offset=offset, hidden=hidden)
    papers = [hit.paper for hit in hits]
    show_papers(papers, output, table, [hit_answer(hit) for hit in hits], part)
    tell_about(found)
    for line in part:
        tell(line)
