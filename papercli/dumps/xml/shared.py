"""Addresses and DOIs that all records of a catalogue hold: they are those of the catalogue, and of no paper."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from papercli.dumps.base import Record, Skipped
from papercli.errors import DumpError
from papercli.text import fold_title

_LOOKED_AT = 500  # records
_MANY = 3  # papers of different titles that one address or DOI cannot be of


def without_shared(records: Iterable[Record | Skipped]) -> Iterator[Record | Skipped]:
    """Yield records without the DOI or the address that several others have, too."""
    first: list[Record | Skipped] = []
    rest = iter(records)
    broken: DumpError | None = None
    try:
        for each in rest:
            first.append(each)
            if len(first) == _LOOKED_AT:
                break
    except DumpError as error:
        broken = error  # what stands before the break is read
    titles: dict[str, set[str]] = defaultdict(set)
    for each in first:
        if isinstance(each, Record):
            for value in filter(None, (each.doi, each.url)):
                titles[value].add(fold_title(each.title))
    shared = {value for value, held in titles.items() if len(held) >= _MANY}
    for each in first:
        yield _without(each, shared)
    if broken is not None:
        raise broken
    for each in rest:
        yield _without(each, shared)


def _without(each: Record | Skipped, shared: set[str]) -> Record | Skipped:
    if not shared or isinstance(each, Skipped):
        return each
    return replace(
        each,
        doi=None if each.doi in shared else each.doi,
        url=None if each.url in shared else each.url,
    )
