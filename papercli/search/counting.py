"""How many papers there are of each year, venue, author, tag and so on."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from papercli.index import COUNTED, number_of_author, values_of
from papercli.model import Paper
from papercli.search.hits import Found
from papercli.search.topics import find_topics


class Group(NamedTuple):
    """A value, and how many papers have it."""

    value: str
    papers: int


_SAME = {"month": "added"}  # another name for what papers are counted by
COUNTED_BY = (*(name for name in COUNTED if name != "starred"), *_SAME, "topic")
_IN_ORDER = frozenset({"year", "added"})  # and not the most frequent first
_FEW_VALUES = _IN_ORDER | {"status", "starred"}
_READ = 2_000  # papers whose authors are as soon read as looked up
SAMPLE = 5_000  # papers from whose texts topics are taken


def counts(found: Found, by: str, most: int | None = None) -> list[Group]:
    """Return the values of the papers that were found; see `counts_by`."""
    return counts_by(found, [by], most)[by]


def counts_by(
    found: Found, names: Iterable[str], most: int | None = None
) -> dict[str, list[Group]]:
    """Return for each of these names the values of the papers that were found, as `count_by` does.

    With `most`, only so many of venues, authors and all else that may have many values. The index is
    asked, and papers are read only for what it does not know. Topics of more than 5,000 papers are
    those of 5,000, and their numbers an estimate.
    """
    asked = {name: _SAME.get(name, name) for name in names}
    wanted = {*asked.values()}
    groups: dict[str, list[Group]] = {}
    if "topic" in wanted:
        groups["topic"] = _topics(found, most)
    if found.check is None:
        if "author" in wanted and most and found.total > _READ and (first := _authors(found, most)):
            groups["author"] = first
        if left := sorted(wanted - groups.keys()):
            tallies = found.library.index.tally(found.required, left)
            groups |= {
                name: _groups(name, Counter(tally))
                for name, tally in tallies.items()
                if tally is not None
            }
    if left := sorted(wanted - groups.keys()):
        groups |= count_by(found.papers(), left)
    return {
        name: groups[each] if each in _FEW_VALUES else groups[each][:most]
        for name, each in asked.items()
    }


def count_by(papers: Iterable[Paper], names: Iterable[str]) -> dict[str, list[Group]]:
    """Return for each of these names the values of papers, the most frequent first.

    Values that differ in case only are one. Years and months come newest first. Where papers have
    no value, a last group without one counts them.
    """
    tallies: dict[str, Counter[str]] = {name: Counter() for name in names}
    for paper in papers:
        for name, tally in tallies.items():
            tally.update(values_of(paper, name) or ("",))
    return {name: _groups(name, tally) for name, tally in tallies.items()}


def _groups(name: str, tally: Counter[str]) -> list[Group]:
    unknown = tally.pop("", 0)
    papers: Counter[str] = Counter()
    shown: dict[str, str] = {}  # as most papers spell it
    for value, count in sorted(tally.items(), key=lambda each: (-each[1], each[0])):
        folded = value.lower()
        shown.setdefault(folded, value)
        papers[folded] += count
    groups = [Group(shown[folded], count) for folded, count in papers.items()]
    if name in _IN_ORDER:
        groups.sort(key=lambda group: group.value, reverse=True)
    else:
        groups.sort(key=lambda group: (-group.papers, group.value.lower()))
    return [*groups, *([Group("", unknown)] if unknown else [])]


def _authors(found: Found, most: int) -> list[Group] | None:
    """Return the authors with most papers by reading only what may be theirs, or None if that is too much."""
    likely = found.library.index.with_likely_authors(found.required, most)
    if likely is None:
        return None
    places, numbers = likely
    groups = count_by(found.library.papers_at(places), ["author"])["author"]
    return [each for each in groups if number_of_author(each.value) in numbers][:most]


def _topics(found: Found, most: int | None) -> list[Group]:
    # An id is a digest of a title, so the first papers by id are a sample that favours none, and
    # the same one each time.
    share = max(1.0, found.total / SAMPLE)
    topics = find_topics(found.in_order("id", limit=SAMPLE), most)
    return [Group(phrase, round(papers * share)) for phrase, papers in topics]
