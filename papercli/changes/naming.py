"""What the summary of a change calls papers."""

from collections.abc import Iterable

from papercli.model import Paper
from papercli.store.history import name_papers


def named(papers: Iterable[Paper]) -> str:
    """Return papers by id and title, or their number."""
    return name_papers((paper.id, paper.title) for paper in papers)
