"""An order of papers that is the same in every library, whichever of them came first."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from papercli.identifiers import SHORT_ID
from papercli.model import Paper


def place_in_order(paper: Paper) -> tuple[Any, ...]:
    """Return what papers are sorted by: their ids, and papers of one title by what they say.

    The first digits of an id are those of the title. Which of several papers of one title has which
    of the other digits may depend on the order in which they were read.
    """
    return (
        paper.id[:SHORT_ID], paper.title, paper.abstract or "", paper.authors, paper.year or 0,
        paper.date or "", paper.doi or "", paper.arxiv or "", paper.venue or "",
        paper.volume or "", paper.issue or "", paper.pages or "", paper.url or "", paper.id,
    )  # fmt: skip


def sort_by_place(papers: Sequence[Paper]) -> list[int]:
    """Return the indices of papers in order."""
    by_id = sorted(range(len(papers)), key=[paper.id for paper in papers].__getitem__)
    ordered: list[int] = []
    for _, alike in groupby(by_id, key=lambda index: papers[index].id[:SHORT_ID]):
        indices = list(alike)
        if len(indices) > 1:
            indices.sort(key=lambda index: place_in_order(papers[index]))
        ordered += indices
    return ordered
