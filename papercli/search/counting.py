"""How many papers there are of each year, venue, author, tag and so on."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from papercli.model import Paper, dated


class Group(NamedTuple):
    """A value, and how many papers have it."""

    value: str
    papers: int


def _sources(paper: Paper) -> Sequence[str]:
    return tuple(dict.fromkeys(source.file for source in paper.sources))


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _year(paper: Paper) -> tuple[str, ...]:
    year = paper.year or dated(paper).year
    return (str(year),) if year else ()


# What papers are counted by -> the values of one paper.
_VALUES: dict[str, Callable[[Paper], Sequence[str]]] = {
    "status": lambda paper: (paper.status,),
    "year": _year,
    "venue": lambda paper: _one(paper.venue),
    "author": lambda paper: paper.authors,
    "tag": lambda paper: paper.tags,
    "keyword": lambda paper: paper.keywords,
    "type": lambda paper: _one(paper.type),
    "source": _sources,
    "added": lambda paper: _one(paper.added[:7]),  # the month
}
COUNTED_BY = tuple(_VALUES)
_IN_ORDER = frozenset({"year", "added"})  # and not the most frequent first


def count_by(papers: Iterable[Paper], names: Iterable[str]) -> dict[str, list[Group]]:
    """Return for each of these names the values of papers, the most frequent first.

    Values that differ in case only are one. Years and months come newest first. Where papers have
    no value, a last group without one counts them.
    """
    tallies: dict[str, Counter[str]] = {name: Counter() for name in names}
    for paper in papers:
        for name, tally in tallies.items():
            values = _VALUES[name](paper)
            if len(values) > 1:
                values = tuple({value.lower(): value for value in values}.values())
            for value in values or ("",):
                tally[value] += 1
    return {name: _groups(name, tally) for name, tally in tallies.items()}


def _groups(name: str, tally: Counter[str]) -> list[Group]:
    unknown = tally.pop("", 0)
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}  # as most papers spell it
    for value, count in sorted(tally.items(), key=lambda each: (-each[1], each[0])):
        folded = value.lower()
        shown.setdefault(folded, value)
        counts[folded] += count
    groups = [Group(shown[folded], count) for folded, count in counts.items()]
    if name in _IN_ORDER:
        groups.sort(key=lambda group: group.value, reverse=True)
    else:
        groups.sort(key=lambda group: (-group.papers, group.value.lower()))
    return [*groups, *([Group("", unknown)] if unknown else [])]
