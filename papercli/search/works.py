"""One hit for each work: the versions that dedupe linked with one another stand behind the first of them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from papercli.model import Paper

_Hit = TypeVar("_Hit")


def first_of_each(
    fetch: Callable[[int | None], Sequence[_Hit]],
    paper_of: Callable[[_Hit], Paper],
    limit: int | None,
    offset: int = 0,
) -> tuple[list[_Hit], int]:
    """Return the first hit of each work, `limit` of them behind the first `offset`, and how many versions are left out.

    `fetch` returns so many hits in their order, or all.
    """
    wanted = None if limit is None else limit + offset
    asked = wanted
    while True:
        found = fetch(asked)
        works: list[_Hit] = []
        covered: set[str] = set()
        hidden = 0
        for hit in found:
            paper = paper_of(hit)
            if wanted is not None and len(works) == wanted:
                break
            if paper.id in covered:
                hidden += 1
                continue
            works.append(hit)
            covered |= {paper.id, *paper.versions}
        if wanted is None or asked is None or len(works) == wanted or len(found) < asked:
            return works[offset:], hidden
        asked *= 2
