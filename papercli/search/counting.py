"""How many papers there are of each year, venue, author, tag and so on."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from papercli.model import Paper


class Group(NamedTuple):
    """A value, and how many papers have it."""

    value: str
    papers: int


def _sources(paper: Paper) -> Sequence[str]:
    return tuple(dict.fromkeys(source.file for source in paper.sources))


# What papers are counted by -> the values of one paper.
_VALUES: dict[str, Callable[[Paper], Iterable[str]]] = {
    "status": lambda paper: (paper.status,),
    "year": lambda paper: (str(paper.year or ""),),
    "venue": lambda paper: (paper.venue or "",),
    "author": lambda paper: paper.authors,
    "tag": lambda paper: paper.tags,
    "keyword": lambda paper: paper.keywords,
    "type": lambda paper: (paper.type or "",),
    "source": _sources,
    "added": lambda paper: (paper.added[:7],),  # the month
}
COUNTED_BY = tuple(_VALUES)
_IN_ORDER = frozenset({"year", "added"})  # and not the most frequent first


def count_by(papers: Sequence[Paper], names: Iterable[str]) -> dict[str, list[Group]]:
    """Return for each of these names the values of papers, the most frequent first.

    Values that differ in case only are one. Years and months come newest first. Where papers have
    no value, a last group without one counts them. Papers are dated before, as they are shown.
    """
    return {name: _groups(name, papers) for name in names}


def _groups(name: str, papers: Sequence[Paper]) -> list[Group]:
    counts: Counter[str] = Counter()
    spelt: Counter[str] = Counter()
    unknown = 0
    for paper in papers:
        values = [value for value in _VALUES[name](paper) if value]
        unknown += not values
        counts.update({value.casefold() for value in values})
        spelt.update(values)
    shown: dict[str, str] = {}  # as most papers spell it
    for value, _ in sorted(spelt.items(), key=lambda each: (-each[1], each[0])):
        shown.setdefault(value.casefold(), value)
    groups = [Group(shown[value], count) for value, count in counts.items()]
    if name in _IN_ORDER:
        groups.sort(key=lambda group: group.value, reverse=True)
    else:
        groups.sort(key=lambda group: (-group.papers, group.value.casefold()))
    return [*groups, *([Group("", unknown)] if unknown else [])]
