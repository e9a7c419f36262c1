"""The orders in which papers are listed."""

from collections.abc import Callable
from typing import Any

from papercli.model import Paper, year_of
from papercli.patterns import late
from papercli.text import fold, fold_title

_ARTICLE = late(r"(?:the|an?) (?=.)")


def sort_papers(papers: list[Paper], key: str, *, reverse: bool = False) -> list[Paper]:
    """Return papers in an order: `added` (newest first, in the order of their dump), `id`, or one of ORDERS.

    Where what is asked for is unknown, papers come last, also when reversed.
    """
    if key == "added":
        ordered = sorted(papers, key=lambda p: (*_place_in_dump(p), p.id), reverse=reverse)
        return sorted(ordered, key=lambda p: p.added, reverse=not reverse)
    if key not in ORDERS:
        return sorted(papers, key=lambda p: p.id, reverse=reverse)
    key_of, largest_first = ORDERS[key]
    keyed = [(key_of(paper), paper) for paper in papers]
    known = [each for each in keyed if each[0] is not None]
    known.sort(key=lambda each: each[1].id, reverse=reverse)
    known.sort(key=lambda each: each[0], reverse=largest_first != reverse)
    unknown = sorted((paper for value, paper in keyed if value is None), key=lambda p: p.id)
    return [paper for _, paper in known] + unknown


def _by_title(paper: Paper) -> str:
    """Return a title as libraries file it: without the article that begins it."""
    return _ARTICLE.sub("", fold_title(paper.title), count=1)


def _by_author(paper: Paper) -> tuple[str, str, int] | None:
    """Return the first author's family name, the rest of the name, and the year."""
    from papercli.names import names_of  # no other order needs it

    if not paper.authors:
        return None
    name = names_of(paper.authors[:1], paper.names[:1])[0]
    year = year_of(paper) or 0
    return fold(name.family or name.literal or ""), fold(name.given or ""), year


def _by_date(paper: Paper) -> str | None:
    """Return the date as far as it is known: the year alone comes before its months."""
    year = year_of(paper)
    return paper.date or (f"{year:04}" if year else None)


# How a paper is placed, and whether the largest comes first.
ORDERS: dict[str, tuple[Callable[[Paper], Any], bool]] = {
    "title": (_by_title, False),
    "author": (_by_author, False),
    "year": (lambda paper: paper.year, False),
    "date": (_by_date, True),
    "citations": (lambda paper: paper.citations, True),
    "votes": (lambda paper: paper.votes, True),
}


def _place_in_dump(paper: Paper) -> tuple[int, str]:
    return (paper.sources[0].line, paper.sources[0].file) if paper.sources else (0, "")
