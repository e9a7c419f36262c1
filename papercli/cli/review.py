"""Deciding doubtful pairs one by one.

Each decision is a change of its own, so that stopping loses nothing.
"""

import sys
from collections.abc import Sequence

from papercli.changes import deciding
from papercli.cli.hints import as_called
from papercli.cli.options import tell
from papercli.cli.output import terminal_width, write_text
from papercli.dedupe.clusters import Cluster
from papercli.errors import NotFoundError
from papercli.library import Library
from papercli.text import number_of
from papercli.views.clusters import render_cluster

_QUESTION = "[m]erge, [d]ifferent, [v]ersions, [s]kip, [q]uit, [?] help, then Enter: "
_KEYS = """\
m  merge them into one paper
d  they are different papers; do not show them again
v  link them as versions of one work, such as a preprint and its article
s  skip them for now
q  quit; earlier decisions are kept
"""
_ANSWERS = {each: each for each in "mdvsq"} | {
    "merge": "m", "different": "d", "versions": "v", "version": "v", "skip": "s", "quit": "q",
    "f": "m", "fold": "m", "a": "d", "apart": "d",  # former names
}  # fmt: skip
_DONE: dict[str, deciding.Decision] = {
    "m": "merged",
    "d": "marked as different",
    "v": "linked as versions",
}


def review_clusters(
    library: Library, clusters: Sequence[Cluster], *, color: bool, wait: float
) -> None:
    """Ask about each cluster, the surest first; what is decided is not asked again."""
    decided = 0
    try:
        for number, cluster in enumerate(clusters, 1):
            write_text(
                f"\n{number} of {len(clusters)}: "
                + render_cluster(cluster, terminal_width(), color=color)
            )
            answer = _ask()
            if answer == "q":
                break
            if answer in _DONE:
                try:
                    with library.writing(wait, tell) as current:
                        deciding.decide(current, cluster, _DONE[answer])
                except (
                    NotFoundError
                ) as error:  # another process was here; the others can still be decided
                    tell(f"{error}; skipped")
                else:
                    decided += 1
    except BaseException as error:
        if decided:
            error.add_note(f"{number_of(decided, 'decision')} saved")
        raise
    write_text(
        f"{number_of(decided, 'decision')} saved"
        + (as_called("; `papers undo` reverts the last one\n") if decided else "\n")
    )


def _ask() -> str:
    while True:
        write_text(_QUESTION)
        answer = sys.stdin.readline()
        if not answer:  # the input has ended, as by Ctrl-D
            write_text("\n")
            return "q"
        letter = _ANSWERS.get(answer.strip().lower())
        if letter is not None:
            return letter
        write_text(_KEYS)
