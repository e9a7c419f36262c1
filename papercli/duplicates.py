"""The duplicates and versions in a library that nobody has decided on yet."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from papercli.dedupe.blocking import Near
from papercli.dedupe.clusters import Cluster, find_duplicates
from papercli.dedupe.representative import Frequency
from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.store.batches import Changes
from papercli.store.history import last_in_force
from papercli.store.lines import is_apart
from papercli.store.papers import decode_paper, read_apart, read_papers

MANY = 5_000  # papers up to which all are compared with the new ones; beyond it, those with the nearest titles
_FEW = 100  # new papers up to which that is done

Show = Callable[[int, int], None]  # is called with how many pairs of how many are compared


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cycles in memory.

    Papers are in none, and with 100,000 of them each look takes long, half a second in all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_collection()  # around the function, so that its papers are gone when collection begins again
def undecided_clusters(
    library: Library,
    query: str = "",
    *,
    last: bool = False,
    since: str = "",
    show: Show | None = None,
) -> list[Cluster]:
    """Return the clusters of a library that are undecided.

    With a query, `since` a time, or from the `last` ingest, only those that hold one of these papers.
    """
    wanted: set[str] | None = None
    if last:
        batch = last_in_force(library.store, "ingest")
        wanted = set(library.store.changes_of(batch).latest) if batch else set()
    if query.strip() or since:
        matching = {paper.id for paper in find_papers(library, query, since=since).sorted_by("id")}
        wanted = matching if wanted is None else wanted & matching
    changes = library.store.changes()
    return _cluster(library, _comparable(changes, wanted), wanted, read_apart(changes), show)


def count_clusters_of(library: Library, changed: Collection[str] | None) -> int | None:
    """Return how many undecided clusters hold one of the papers that an ingest added or changed.

    None where counting them would keep the reader waiting, and where `changed` is None: too many.
    """
    if changed is None or library.index.papers > MANY:
        return None
    if not changed:
        return 0
    changes = library.store.changes()
    return len(_cluster(library, _comparable(changes, changed), changed, read_apart(changes)))


def are_any_alike(library: Library, new: Collection[str]) -> bool:
    """Say whether any of the `new` papers is in an undecided cluster, from the nearest titles alone.

    False where finding out would keep the reader waiting.
    """
    if not new or len(new) > _FEW:
        return False
    places = [place for each in new if (place := library.index.place_of(each))]
    titles = (paper.title for paper in library.papers_at(places))
    near = [each for title in titles for each in library.index.with_title_words(title, limit=5)]
    spans = dict.fromkeys(place.span for place in (*places, *near))
    papers = [decode_paper(line) for line in library.store.lines(spans)]
    # New papers were never kept apart from anything.
    return bool(_cluster(library, papers, new, frozenset()))


def frequency_in(library: Library) -> Frequency:
    """Return what counts the papers that hold a word now, whatever was changed or merged before."""
    return cache(lambda word: library.index.count(library.index.term("words", word)))


def _comparable(changes: Changes, wanted: Collection[str] | None) -> list[Paper]:
    """Return the papers of a library, or the wanted ones and those that could be one work with them."""
    if wanted is None:
        return [*read_papers(changes)]
    latest = [change for each in wanted if (change := changes.latest.get(each))]
    lines = (changes.line(each) for each in latest if not each.removed and not is_apart(each.id))
    near = Near(map(decode_paper, lines))
    return [each for each in read_papers(changes) if each.id in wanted or near.may_be(each)]


def _cluster(
    library: Library,
    papers: Sequence[Paper],
    wanted: Collection[str] | None,
    apart: Iterable[frozenset[str]],
    show: Show | None = None,
) -> list[Cluster]:
    """Return the clusters that hold a wanted paper, without pairs kept apart or linked as versions."""
    among = None
    if wanted is not None:
        among = [at for at, paper in enumerate(papers) if paper.id in wanted]
    # What was decided of a merged paper holds for the one that it became a part of.
    now = {alias: paper.id for paper in papers for alias in paper.aliases}
    linked = (frozenset((paper.id, other)) for paper in papers for other in paper.versions)
    pairs = (*apart, *linked)
    decided = frozenset(frozenset(now.get(each, each) for each in pair) for pair in pairs)
    return find_duplicates(papers, among, decided, show, frequency_in(library))
