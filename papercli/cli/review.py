"""Deciding doubtful pairs one by one; each decision is a change of its own, so that stopping loses nothing."""

import sys
from collections.abc import Sequence

import typer

from papercli.cli.options import tell
from papercli.cli.output import terminal_width, write_text
from papercli.decisions import DEDUPE, fold_lines, link_lines
from papercli.dedupe.clusters import Cluster
from papercli.library import Library
from papercli.paper import Paper
from papercli.records import apart_line, decode_paper
from papercli.views.clusters import render_cluster

_QUESTION = "[f]old  keep [a]part  [v]ersion  [s]kip  [q]uit > "
_DONE = {"f": "folded", "a": "kept apart", "v": "linked as versions"}


def review_clusters(library: Library, clusters: Sequence[Cluster], *, color: bool, wait: float) -> None:
    """Ask about each cluster, the surest first; what is decided is not asked again."""
    decided = 0
    for number, cluster in enumerate(clusters, 1):
        write_text(f"\n{number} of {len(clusters)}: " + render_cluster(cluster, terminal_width(), color=color))
        answer = _ask()
        if answer == "q":
            break
        if answer in _DONE:
            _decide(library, cluster, answer, wait)
            decided += 1
    write_text(f"{decided:,} decided" + ("; papers undo takes back the last\n" if decided else "\n"))


def _ask() -> str:
    while True:
        sys.stdout.write(_QUESTION)
        sys.stdout.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise typer.Abort
        if (letter := answer.strip().lower()[:1]) in {"f", "a", "v", "s", "q"}:
            return letter


def _decide(library: Library, cluster: Cluster, answer: str, wait: float) -> None:
    ids = [paper.id for paper in cluster.papers]
    with library.writing(wait, tell) as current:
        papers = [_as_now(current, each) for each in ids]
        if answer == "f":
            lines = fold_lines(papers[0], papers[1:])
        elif answer == "v":
            lines = link_lines(papers)
        else:
            lines = [apart_line(pair.left.id, pair.right.id) for pair in cluster.pairs]
        if lines:
            current.append(lines, command=DEDUPE, summary=f"{' and '.join(ids)} {_DONE[answer]}")


def _as_now(library: Library, identifier: str) -> Paper:
    """Return a paper as it is now; another process may have changed it since it was compared."""
    place = library.index.place_of(identifier)
    if place is None:
        library.find(identifier)  # raises NotFoundError, with its message
        raise AssertionError(identifier)
    return decode_paper(library.store.line(place.span))
