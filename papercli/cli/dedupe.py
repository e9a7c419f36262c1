"""`papers dedupe`: find records of the same work, and fold them when asked to."""

import gc
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Annotated, Any

import typer

from papercli.cli.options import (
    DEFAULT_WAIT,
    AsJson,
    AsJsonLines,
    Color,
    LibraryPath,
    Limit,
    Wait,
    open_library,
    tell,
    tell_if_empty,
)  # fmt: skip
from papercli.cli.output import Output, choose_output, show_value, terminal_width
from papercli.cli.progress import Progress, bar
from papercli.dedupe.clusters import Cluster, find_duplicates
from papercli.dedupe.representative import Frequency
from papercli.errors import UsageError
from papercli.library import Library
from papercli.model import Paper
from papercli.text import number_of

_SHOWN = 20  # clusters on a terminal


def command(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]…", help="Only groups with a matching paper."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Merge duplicates and link versions.")
    ] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="Decide group by group, duplicates and versions included."),
    ] = False,
    apart: Annotated[
        tuple[str, str] | None,
        typer.Option("--not", metavar="ID ID", help="Record that these two papers differ."),
    ] = None,
    merge: Annotated[
        tuple[str, str] | None,
        typer.Option("--merge", metavar="ID ID", help="Merge these two papers."),
    ] = None,
    fold: Annotated[
        tuple[str, str] | None, typer.Option("--fold", hidden=True)
    ] = None,  # the former name of --merge
    last: Annotated[
        bool,
        typer.Option(
            "--last", help="Only groups with a paper that the last ingest added or changed."
        ),
    ] = False,
    since: Annotated[bool, typer.Option("--since", hidden=True)] = False,  # and of --last
    limit: Limit = None,
    json: AsJson = False,
    jsonl: AsJsonLines = False,
    color: Color = "auto",
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Find duplicates and versions of the same work.

    Nothing is changed without --apply, --review, --merge or --not.

    \b
    duplicate  the same work; --apply merges it
    version    the same work in another form, such as a preprint
               and its article; --apply links it
    possible   may be the same work; decide with --review
    """  # noqa: D301 - the backspace keeps typer from filling the lines
    merge, last = merge or fold, last or since
    if sum((apply, review, apart is not None, merge is not None)) > 1:
        raise UsageError("--apply, --review, --not and --merge cannot be combined")
    output = choose_output(json=json, jsonl=jsonl, color=color)
    here = open_library(library)
    if apart is not None:
        _keep_apart(here, apart, wait, output)
    elif merge is not None:
        _fold(here, merge, wait, output)
    elif apply:
        _apply(
            here, " ".join(query or ()), since=last, wait=wait, again=_again(library), output=output
        )
    elif review:
        if not sys.stdin.isatty():
            raise UsageError("--review is interactive and needs a terminal")
        from papercli.cli.review import review_clusters

        review_clusters(
            here,
            find_clusters(here, " ".join(query or ()), since=last),
            color=output.color,
            wait=wait,
        )
    else:
        clusters = find_clusters(here, " ".join(query or ()), since=last)
        wanted = _SHOWN if limit is None and output.is_for_people else limit or None

        def text() -> str:
            from papercli.views.clusters import cluster_lines, cluster_list

            if not output.is_for_people:
                return cluster_lines(clusters[:wanted])
            return cluster_list(clusters[:wanted], terminal_width(), color=output.color)

        show_value([_as_json(cluster) for cluster in clusters[:wanted]], output, text)
        if output.kind in {"table", "lines"}:
            tell(_summary(clusters, _again(library) if library else ""))
        tell_if_empty(here)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cycles in memory.

    Papers are in none, and with 100,000 of them each look takes long, half a second in all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_collection()  # around the function, so that its papers are gone when collection begins again
def find_clusters(library: Library, query: str, *, since: bool) -> list[Cluster]:
    """Return the clusters of a library that were not decided yet.

    Those that the query and the last ingest touch, if asked.
    """
    from papercli.search.find import find_papers
    from papercli.store.history import last_in_force
    from papercli.store.papers import read_all

    wanted: set[str] | None = None
    if since:
        batch = last_in_force(library.store, "ingest")
        wanted = set(library.store.changes_of(batch).latest) if batch else set()
    if query.strip():
        matching = {paper["id"] for paper in find_papers(library, query).sorted_by("id")}
        wanted = matching if wanted is None else wanted & matching
    papers, apart = read_all(library.store.changes())
    return cluster_papers(papers, wanted, apart, _frequency_in(library))


def _frequency_in(library: Library) -> Frequency:
    """Return what counts the papers that hold a word now, whatever was changed or merged before."""
    return cache(lambda word: library.index.count(library.index.term("words", word)))


def cluster_papers(
    papers: Sequence[Paper],
    wanted: Collection[str] | None,
    apart: Collection[frozenset[str]],
    frequency: Frequency,
) -> list[Cluster]:
    """Return the clusters that hold a wanted id.

    Pairs held apart, or linked as versions already, are none.
    """
    progress = Progress()

    def show(done: int, total: int) -> None:
        progress.show(f"comparing {done:,} of {total:,} pairs {bar(done, total)}")

    among = (
        None if wanted is None else [at for at, paper in enumerate(papers) if paper.id in wanted]
    )
    now = {
        alias: paper.id for paper in papers for alias in paper.aliases
    }  # what was decided of a folded paper holds for its keeper
    pairs = [
        *apart,
        *(frozenset((paper.id, other)) for paper in papers for other in paper.versions),
    ]
    decided = frozenset(frozenset(now.get(each, each) for each in pair) for pair in pairs)
    clusters = find_duplicates(papers, among, decided, show, frequency)
    progress.wipe()
    return clusters


def _apply(
    library: Library, query: str, *, since: bool, wait: float, again: str, output: Output
) -> None:
    from papercli.changes import DEDUPE, apply_lines
    from papercli.store.history import MOST_NAMED, name_papers

    with library.writing(wait, tell) as current:
        clusters = find_clusters(current, query, since=since)
        lines, folded, linked = apply_lines(clusters)
        summary = f"{number_of(folded, 'duplicate')} merged, {number_of(linked, 'version')} linked"
        if lines:
            kept = [
                (c.keep.id, c.keep.title)
                for c in clusters
                if c.verdict == ("duplicate" if folded else "version")
            ]
            named = f": {name_papers(kept)}" if (folded or linked) <= MOST_NAMED else ""
            current.append(lines, command=DEDUPE, summary=summary + named)
    possible = sum(cluster.verdict == "possible" for cluster in clusters)
    said = summary + ("; `papers undo` reverts this\n" if folded or linked else "\n")
    show_value(
        [_as_json(cluster) for cluster in clusters if cluster.verdict != "possible"],
        output,
        lambda: said,
    )
    if possible:
        tell(f"{number_of(possible, 'possible duplicate')} left: `{again}--review`")


def _keep_apart(library: Library, names: tuple[str, str], wait: float, output: Output) -> None:
    from papercli.changes import DEDUPE, paper_as_now, unlink_lines
    from papercli.store.papers import apart_line

    with library.writing(wait, tell) as current:
        left, right = (current.find(name) for name in names)
        if left["id"] == right["id"]:
            raise UsageError(
                f"'{names[0]}' and '{names[1]}' are the same paper; to separate merged papers use `papers split`"
            )
        papers = [paper_as_now(current, each["id"]) for each in (left, right)]
        current.append(
            [apart_line(left["id"], right["id"]), *unlink_lines(papers)],
            command=DEDUPE,
            summary=f"{left['id']} and {right['id']} marked as different",
        )
    for each, other in ((left, right), (right, left)):
        each["versions"] = [version for version in each["versions"] if version != other["id"]]
    show_value(
        [left, right],
        output,
        lambda: (
            f"different papers:\n  {left['id']}  {left['title']}\n  {right['id']}  {right['title']}\n"
        ),
    )


def _fold(library: Library, names: tuple[str, str], wait: float, output: Output) -> None:
    from papercli.changes import DEDUPE, fold_lines, paper_as_now
    from papercli.dedupe.representative import choose_keeper
    from papercli.store.history import name_papers
    from papercli.store.papers import as_builtins

    with library.writing(wait, tell) as current:
        papers = [paper_as_now(current, current.find(name)["id"]) for name in names]
        if papers[0].id == papers[1].id:
            raise UsageError(f"'{names[0]}' and '{names[1]}' are already the same paper")
        keep = choose_keeper(papers, _frequency_in(current))
        other = next(paper for paper in papers if paper is not keep)
        lines = fold_lines(keep, [other])
        current.append(
            lines,
            command=DEDUPE,
            summary=f"{other.id} merged into {name_papers([(keep.id, keep.title)])}",
        )
    told = f"merged:\n  {other.id}  {other.title}\ninto:\n  {keep.id}  {keep.title}\n`papers undo` reverts this\n"
    show_value([as_builtins(paper) for paper in papers], output, lambda: told)


def _again(library: str) -> str:
    """Return how this command begins when it is run once more."""
    from shlex import quote

    return f"papers dedupe --library {quote(library)} " if library else "papers dedupe "


def _summary(clusters: Sequence[Cluster], again: str) -> str:
    counts = {
        verdict: sum(c.verdict == verdict for c in clusters)
        for verdict in ("duplicate", "version", "possible")
    }
    if not clusters:
        return "no duplicates"
    text = f"{number_of(counts['duplicate'], 'group')} of duplicates, {number_of(counts['version'], 'group')} of versions, {counts['possible']:,} possible"
    does = [
        *(["merges the duplicates"] if counts["duplicate"] else []),
        *(["links the versions"] if counts["version"] else []),
    ]
    steps = [
        *([f"`{again}--apply` {' and '.join(does)}"] if does else []),
        *([f"`{again}--review` decides them one by one"] if counts["possible"] else []),
    ]
    return f"{text}; {', '.join(steps)}"


def _as_json(cluster: Cluster) -> dict[str, Any]:
    from papercli.store.papers import as_builtins

    return {
        "verdict": cluster.verdict,
        "keep": cluster.keep.id,
        "papers": [as_builtins(paper) for paper in cluster.papers],
        "pairs": [
            {
                "left": p.left.id,
                "right": p.right.id,
                "score": round(p.comparison.score, 4),
                "reasons": list(p.comparison.reasons),
            }
            for p in cluster.pairs
        ],
    }
