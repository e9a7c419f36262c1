"""`papers dedupe`: find records of the same work, and fold them when asked to."""

import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from papercli.changes import deciding
from papercli.cli.declare import Argument, Option
from papercli.cli.hints import as_called
from papercli.cli.options import (
    DEFAULT_WAIT,
    AsJson,
    AsJsonLines,
    Color,
    LibraryPath,
    Limit,
    Since,
    Wait,
    open_library,
    tell,
    tell_if_empty,
)  # fmt: skip
from papercli.cli.output import Output, choose_output, listed, show_value, terminal_width
from papercli.dedupe.clusters import Cluster
from papercli.errors import UsageError
from papercli.library import Library
from papercli.text import number_of
from papercli.views.answers import cluster_answer, paper_answer
from papercli.views.progress import Progress

_SHOWN = 20  # clusters on a terminal

_AGAIN = "papers dedupe "  # how this command begins when it is run once more
_REVERT = "`papers undo` reverts this\n"


class Among(NamedTuple):
    """The papers of which one has to be in a group."""

    query: str
    last: bool  # those that the last ingest added or changed
    since: str  # those that were added from a time on


def command(
    query: Annotated[
        list[str] | None,
        Argument(
            metavar="[QUERY]…",
            completion="offer_query",
            help="Only groups with a matching paper.",
        ),
    ] = None,
    apply: Annotated[bool, Option("--apply", help="Merge duplicates and link versions.")] = False,
    review: Annotated[
        bool,
        Option("--review", help="Decide group by group, duplicates and versions included."),
    ] = False,
    apart: Annotated[
        tuple[str, str] | None,
        Option("--not", metavar="ID ID", help="Record that these two papers differ."),
    ] = None,
    merge: Annotated[
        tuple[str, str] | None,
        Option("--merge", metavar="ID ID", help="Merge these two papers."),
    ] = None,
    fold: Annotated[
        tuple[str, str] | None, Option("--fold", hidden=True)
    ] = None,  # the former name of --merge
    last: Annotated[
        bool,
        Option("--last", help="Only groups with a paper that the last ingest added or changed."),
    ] = False,
    since: Since = "",
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
    merge = merge or fold
    if sum((apply, review, apart is not None, merge is not None)) > 1:
        raise UsageError("--apply, --review, --not and --merge cannot be combined")
    if query and (apart is not None or merge is not None):
        raise UsageError(f"--{'not' if merge is None else 'merge'} takes two papers, and no query")
    output = choose_output(json=json, jsonl=jsonl, color=color)
    here = open_library(library)
    among = Among(" ".join(query or ()), last=last, since=since)
    if apart is not None:
        _keep_apart(here, apart, wait, output)
    elif merge is not None:
        _merge(here, merge, wait, output)
    elif apply:
        _apply(here, among, wait=wait, again=_AGAIN, output=output)
    elif review:
        if not sys.stdin.isatty():
            raise UsageError("--review is interactive and needs a terminal")
        from papercli.cli.review import review_clusters

        review_clusters(
            here,
            _find_clusters(here, among),
            color=output.color,
            wait=wait,
        )
    else:
        clusters = _find_clusters(here, among)
        wanted = _SHOWN if limit is None and output.is_for_people else limit or None

        def text() -> str:
            from papercli.views.clusters import cluster_lines, cluster_list

            if not output.is_for_people:
                return cluster_lines(clusters[:wanted])
            return cluster_list(clusters[:wanted], terminal_width(), color=output.color)

        show_value([cluster_answer(cluster) for cluster in clusters[:wanted]], output, text)
        if output.kind in {"table", "lines"}:
            tell(_summary(clusters, _AGAIN if library else ""))
        tell_if_empty(here)


def _find_clusters(library: Library, among: Among) -> list[Cluster]:
    from papercli.duplicates import undecided_clusters

    progress = Progress()

    def show(done: int, total: int) -> None:
        progress.show(f"comparing {done:,} of {total:,} pairs", done, total)

    clusters = undecided_clusters(
        library, among.query, last=among.last, since=among.since, show=show
    )
    progress.wipe()
    return clusters


def _apply(library: Library, among: Among, *, wait: float, again: str, output: Output) -> None:
    with library.writing(wait, tell) as current:
        clusters = _find_clusters(current, among)
        applied = deciding.apply_verdicts(current, clusters)
    said = as_called(f"{applied}; {_REVERT}") if any(applied) else f"{applied}\n"
    done = [cluster_answer(cluster) for cluster in clusters if cluster.verdict != "possible"]
    show_value(done, output, lambda: said)
    if possible := len(clusters) - len(done):
        tell(f"{number_of(possible, 'possible duplicate')} left: `{again}--review`")


def _keep_apart(library: Library, names: tuple[str, str], wait: float, output: Output) -> None:
    with library.writing(wait, tell) as current:
        papers = deciding.keep_apart(current, names)
    titles = listed(papers)
    show_value(
        [paper_answer(paper) for paper in papers], output, lambda: f"different papers:\n{titles}"
    )


def _merge(library: Library, names: tuple[str, str], wait: float, output: Output) -> None:
    with library.writing(wait, tell) as current:
        kept, other = deciding.merge(current, names)
    said = f"merged:\n  {other.id}  {other.title}\ninto:\n  {kept.id}  {kept.title}\n"
    shown = [paper_answer(kept), paper_answer(other)]
    show_value(shown, output, lambda: said + as_called(_REVERT))


def _summary(clusters: Sequence[Cluster], again: str) -> str:
    """Say how many groups there are of each kind, and what can be done with them."""
    if not clusters:
        return "no duplicates"
    verdicts = [cluster.verdict for cluster in clusters]
    duplicates, versions = verdicts.count("duplicate"), verdicts.count("version")
    possible = verdicts.count("possible")
    counts = [
        *([f"{number_of(duplicates, 'group')} of duplicates"] if duplicates else []),
        *([f"{number_of(versions, 'group')} of versions"] if versions else []),
        *([f"{number_of(possible, 'possible duplicate')}"] if possible else []),
    ]
    does = [
        *(["merges the duplicates"] if duplicates else []),
        *(["links the versions"] if versions else []),
    ]
    steps = [
        *([f"`{again}--apply` {' and '.join(does)}"] if does else []),
        *([f"`{again}--review` decides them one by one"] if possible else []),
    ]
    return f"{', '.join(counts)}; {', '.join(steps)}"
