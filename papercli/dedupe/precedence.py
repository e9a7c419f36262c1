"""Whose value of a field stands: the reader's before that of a dump, and this before that of an online service."""

from dataclasses import fields, replace
from typing import Any

from papercli.model import Paper

# What is set or blank together with a field.
_WITH = {
    "title": ("title", "title_tex"),
    "authors": ("authors", "names", "more_authors"),
}
_BLANK: dict[str, Any] = {each.name: each.default for each in fields(Paper)}
_DAY = frozenset({"year", "date"})


def without_overruled(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """Return the papers without what an online service said where a dump says something in another of them."""
    if not any(paper.completed for paper in papers):  # nearly always
        return papers
    told = {
        name
        for paper in papers
        for name in _BLANK
        if name not in paper.completed and getattr(paper, name)
    }
    if told & _DAY:
        told |= _DAY  # a day of another year would contradict it
    return tuple(_without(paper, told.intersection(paper.completed)) for paper in papers)


def _without(paper: Paper, names: set[str]) -> Paper:
    if not names:
        return paper
    blank = {each: _BLANK[each] for name in names for each in _WITH.get(name, (name,))}
    left = tuple(name for name in paper.completed if name not in names)
    return replace(paper, **blank, completed=left)


def as_decided(united: Paper, papers: tuple[Paper, ...]) -> Paper:
    """Return `united` with what the reader set by hand in the first of these papers in which it was set.

    It remembers which of its values are of an online service.
    """
    if not any(paper.edited or paper.completed for paper in papers):  # nearly always
        return united
    values = {
        each: getattr(paper, each)
        for paper in reversed(papers)
        for name in paper.edited
        for each in _WITH.get(name, (name,))
    }
    united = replace(united, **values)
    edited = {name for paper in papers for name in paper.edited}
    completed = {name for paper in papers for name in paper.completed if getattr(united, name)}
    return replace(
        united, edited=tuple(sorted(edited)), completed=tuple(sorted(completed - edited))
    )
