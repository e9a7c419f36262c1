"""What follows from dedupe for the library.

Folding duplicates, linking versions, keeping papers apart, splitting again.
"""

from collections.abc import Iterable
from dataclasses import replace

from papercli.dedupe.clusters import Cluster
from papercli.dedupe.fold import fold_papers, unite_sources
from papercli.dedupe.representative import is_correction
from papercli.errors import NotFoundError
from papercli.library import Library
from papercli.model import Paper
from papercli.store.lines import Batch, removal
from papercli.store.papers import apart_line, decode_paper, encode_paper
from papercli.store.store import Store

DEDUPE = "dedupe"


def paper_as_now(library: Library, identifier: str) -> Paper:
    """Return a paper as it is now; another process may have changed it since it was compared.

    Raises NotFoundError if it is gone.
    """
    place = library.index.place_of(identifier)
    if place is None:
        raise NotFoundError(f"paper {identifier} has been removed or merged meanwhile")
    return decode_paper(library.store.line(place.span))


def fold_lines(keep: Paper, others: Iterable[Paper]) -> list[bytes]:
    """Return the lines that fold `others` into `keep`.

    One paper for all, and the others removed.
    """
    others = list(others)
    return [encode_paper(fold(keep, others)), *(removal(other.id) for other in others)]


def link_lines(papers: Iterable[Paper]) -> list[bytes]:
    """Return the lines that link papers with each other as versions of one work."""
    papers = list(papers)
    lines = []
    for paper in papers:
        others = tuple(
            other.id for other in papers if other.id != paper.id and other.id not in paper.versions
        )
        if others:
            lines.append(encode_paper(replace(paper, versions=(*paper.versions, *others))))
    return lines


def unlink_lines(papers: Iterable[Paper]) -> list[bytes]:
    """Return the lines by which papers are linked with each other no more."""
    papers = list(papers)
    ids = {paper.id for paper in papers}
    return [
        encode_paper(replace(p, versions=tuple(v for v in p.versions if v not in ids)))
        for p in papers
        if not ids.isdisjoint(p.versions)
    ]


def apply_lines(clusters: Iterable[Cluster]) -> tuple[list[bytes], int, int]:
    """Return the lines that fold every cluster of duplicates and link every cluster of versions, and how many papers each were.

    A paper may be linked in several clusters, and folded and linked at once; its lines are made
    one.
    """
    clusters = list(clusters)
    keeper = {
        other.id: cluster.keep.id
        for cluster in clusters
        if cluster.verdict == "duplicate"
        for other in cluster.papers[1:]
    }
    folded = {c.keep.id: fold(c.keep, c.papers[1:]) for c in clusters if c.verdict == "duplicate"}
    linked = 0
    versions: dict[str, list[str]] = {}
    for cluster in (each for each in clusters if each.verdict == "version"):
        for pair in cluster.pairs:
            left, right = (folded.get(keeper.get(p.id, p.id), p) for p in (pair.left, pair.right))
            if left.id == right.id:
                continue
            linked += 1
            for each, other in ((left, right), (right, left)):
                folded.setdefault(each.id, each)
                versions.setdefault(each.id, []).append(other.id)
    for identifier, others in versions.items():
        one = folded[identifier]
        folded[identifier] = replace(one, versions=tuple(dict.fromkeys((*one.versions, *others))))
    return [*map(encode_paper, folded.values()), *map(removal, keeper)], len(keeper), linked


def fold(keep: Paper, others: Iterable[Paper]) -> Paper:
    """Return one paper for all.

    A notice that corrects the paper gives nothing of what it says of itself.
    """
    others = list(others)
    correction = is_correction(keep.title)
    one = fold_papers(
        keep,
        (
            _without_place(each) if is_correction(each.title) and not correction else each
            for each in others
        ),
    )
    gone = {keep.id, *(other.id for other in others)}
    return replace(one, versions=tuple(each for each in one.versions if each not in gone))


def _without_place(notice: Paper) -> Paper:
    """Return a notice without what is the notice's and not the paper's."""
    return replace(
        notice, abstract=None, date=None, issue=None, pages=None, doi=None, arxiv=None, url=None
    )


def split_lines(store: Store, identifier: str, keeper: Paper) -> list[bytes]:
    """Return the lines that make a folded paper its own again, as it was before it was folded, and keep the two apart.

    `keeper` loses what the fold gave it if nothing has changed it since, else only the alias and
    the other's sightings. Raises NotFoundError when the library's history no longer holds the
    folded paper.
    """
    batch = _batch_that_folded(store, identifier)
    if batch is None:
        raise NotFoundError(
            f"'{identifier}' was not merged, or that part of the history was discarded"
        )
    before = store.changes(until=batch.number - 1)
    during = store.changes_of(batch)
    paper = decode_paper(before.line(before.latest[identifier]))
    then = during.latest.get(keeper.id)
    old = before.latest.get(keeper.id)
    alone = [other for other in keeper.aliases if other not in (identifier, *paper.aliases)]
    if (
        then
        and old
        and not then.removed
        and decode_paper(during.line(then)) == keeper
        and not alone
    ):
        restored = decode_paper(before.line(old))
    else:
        own = {source.place for source in paper.sources}
        kept = tuple(source for source in keeper.sources if source.place not in own)
        restored = replace(keeper, aliases=tuple(alone), sources=kept or keeper.sources)
        if old and not alone:  # what was seen since may have been either of them
            earlier = decode_paper(before.line(old)).sources
            since = tuple(source for source in kept if source not in earlier)
            paper = replace(paper, sources=unite_sources(paper.sources, since))
    return [encode_paper(restored), encode_paper(paper), apart_line(keeper.id, identifier)]


def _batch_that_folded(store: Store, identifier: str) -> Batch | None:
    for batch in store.batches():
        change = store.changes_of(batch).latest.get(identifier)
        if change is not None and change.removed:
            return batch
    return None
