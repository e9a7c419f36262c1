"""Views: queries that are one key away."""

from collections.abc import Mapping
from typing import NamedTuple

from papercli.browse.asking import TAG_VIEWS, Counts, tag_query
from papercli.search.muted import MUTED

MOST_VIEWS = 9  # as many as there are keys


class View(NamedTuple):
    """A query with a name."""

    name: str
    query: str


BASE = (
    View("all", ""),
    View("new", "added:last"),
    View("unread", "is:unread"),
    View("starred", "is:starred"),
)


def views_of(counts: Counts) -> tuple[View, ...]:
    """Return the views there are: those that everybody has, saved searches, and frequent tags."""
    saved = [View(f"@{name}", f"@{name}") for name in counts.saved if name != MUTED]
    tags = [View(tag, tag_query(tag)) for tag in counts.tags[:TAG_VIEWS]]
    return (*BASE, *saved, *tags)[:MOST_VIEWS]


def counted(view: View, papers: Mapping[str, int]) -> str:
    """Return the name of a view with the number of its papers, once that is known."""
    number = papers.get(view.query)
    return view.name if number is None else f"{view.name} {number:,}"
