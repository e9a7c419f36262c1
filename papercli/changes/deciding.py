"""Which papers are one work, are versions of one, or differ: merged, linked, kept apart and split."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from papercli.changes.naming import named
from papercli.errors import NotFoundError, UsageError
from papercli.identifiers import is_start_of_id
from papercli.library import Library
from papercli.model import Paper
from papercli.search.naming import find_named
from papercli.store.history import MOST_NAMED
from papercli.store.lines import Batch, removal
from papercli.store.papers import apart_line, decode_paper, encode_paper, read_apart
from papercli.store.store import Store
from papercli.text import clean, number_of

if TYPE_CHECKING:
    from papercli.dedupe.clusters import Cluster

Decision = Literal["merged", "marked as different", "linked as versions"]

_DEDUPE = "dedupe"


class Merged(NamedTuple):
    """Two papers that were merged, as they were before."""

    kept: Paper
    other: Paper


class Applied(NamedTuple):
    """How many duplicates were merged and versions linked."""

    merged: int
    linked: int

    def __str__(self) -> str:
        """Say how many: `1 duplicate merged, 2 versions linked`."""
        said = [
            *([f"{number_of(self.merged, 'duplicate')} merged"] if self.merged else []),
            *([f"{number_of(self.linked, 'version')} linked"] if self.linked else []),
        ]
        return ", ".join(said) or "nothing to merge or link"


class Split(NamedTuple):
    """The ids of a paper that is its own again, and of the one that it was merged into."""

    paper: str
    keeper: str


def merge(library: Library, names: Sequence[str]) -> Merged:
    """Merge two papers into the fuller one, whatever dedupe says of them."""
    from papercli.dedupe.representative import choose_keeper
    from papercli.duplicates import frequency_in

    left, right = papers = [find_named(library, name) for name in names]
    if left.id == right.id:
        raise UsageError(f"'{names[0]}' and '{names[1]}' are already the same paper")
    kept = choose_keeper(papers, frequency_in(library))
    other = right if kept is left else left
    summary = f"{other.id} merged into {named([kept])}"
    library.append(_merging(kept, [other]), command=_DEDUPE, summary=summary)
    return Merged(kept, other)


def keep_apart(library: Library, names: Sequence[str]) -> list[Paper]:
    """Remember that two papers differ, and unlink them if they were versions; return both."""
    left, right = papers = [find_named(library, name) for name in names]
    if left.id == right.id:
        same = f"'{names[0]}' and '{names[1]}' are the same paper"
        raise UsageError(f"{same}; to separate merged papers use `papers split`")
    ids = {left.id, right.id}
    after = [
        replace(paper, versions=tuple(each for each in paper.versions if each not in ids))
        for paper in papers
    ]
    changed = [new for old, new in zip(papers, after, strict=True) if old != new]
    if changed or frozenset(ids) not in read_apart(library.store.changes()):
        library.append(
            [apart_line(left.id, right.id), *map(encode_paper, changed)],
            command=_DEDUPE,
            summary=f"{left.id} and {right.id} marked as different",
        )
    return after


def apply_verdicts(library: Library, clusters: Sequence["Cluster"]) -> Applied:
    """Merge the papers of every cluster of duplicates, and link those of every cluster of versions."""
    lines, applied = verdict_lines(clusters)
    if lines:
        summary = str(applied)
        if (applied.merged or applied.linked) <= MOST_NAMED:
            verdict = "duplicate" if applied.merged else "version"
            kept = [cluster.keep for cluster in clusters if cluster.verdict == verdict]
            summary += f": {named(kept)}"
        library.append(lines, command=_DEDUPE, summary=summary)
    return applied


def decide(library: Library, cluster: "Cluster", decision: Decision) -> None:
    """Carry out what the reader decided on the papers of a cluster, as they are now."""
    papers = [_paper_as_now(library, paper.id) for paper in cluster.papers]
    match decision:
        case "merged":
            lines = _merging(papers[0], papers[1:])
        case "linked as versions":
            lines = _linking(papers)
        case "marked as different":
            lines = [apart_line(pair.left.id, pair.right.id) for pair in cluster.pairs]
    if lines:
        library.append(lines, command=_DEDUPE, summary=f"{named(papers)} {decision}")


def split(library: Library, name: str) -> Split:
    """Make a merged paper, named by the start of its id, its own again; the two are kept apart."""
    name = clean(name).lower()
    found = library.index.ids_starting(name) if is_start_of_id(name) else []
    if name in found:
        found = [name]
    if len(found) > 1:
        raise NotFoundError(f"'{name}' matches several ids: {', '.join(found)}")
    place = library.index.place_of(found[0]) if found else None
    if place is None:
        raise NotFoundError(f"no merged paper '{name}'")
    keeper = decode_paper(library.store.line(place.span))
    if found[0] not in keeper.aliases:
        known = "; with --from DUMP a record of it can be split off" if keeper.sources[1:] else ""
        raise NotFoundError(f"'{name}' is not merged into another paper{known}")
    lines = _splitting(library.store, found[0], keeper)
    library.append(lines, command="split", summary=f"{found[0]} split from {keeper.id}")
    return Split(found[0], keeper.id)


def verdict_lines(clusters: Iterable["Cluster"]) -> tuple[list[bytes], Applied]:
    """Return the lines that merge and link the papers of clusters, and how many that are.

    A paper may be linked in several clusters, and merged and linked at once; it has one line.
    """
    from papercli.dedupe.fold import fold_duplicates

    clusters = list(clusters)
    duplicates = [cluster for cluster in clusters if cluster.verdict == "duplicate"]
    keeper = {other.id: each.keep.id for each in duplicates for other in each.papers[1:]}
    changed = {each.keep.id: fold_duplicates(each.keep, each.papers[1:]) for each in duplicates}
    linked = 0
    versions: dict[str, list[str]] = {}
    for pair in (pair for each in clusters if each.verdict == "version" for pair in each.pairs):
        left, right = (changed.get(keeper.get(p.id, p.id), p) for p in (pair.left, pair.right))
        if left.id == right.id:
            continue
        linked += 1
        for one, other in ((left, right), (right, left)):
            changed.setdefault(one.id, one)
            versions.setdefault(one.id, []).append(other.id)
    for identifier, others in versions.items():
        paper = changed[identifier]
        united = tuple(dict.fromkeys((*paper.versions, *others)))
        changed[identifier] = replace(paper, versions=united)
    lines = [*map(encode_paper, changed.values()), *map(removal, keeper)]
    return lines, Applied(len(keeper), linked)


def _paper_as_now(library: Library, identifier: str) -> Paper:
    """Return a paper as it is now: another process may have changed it since it was compared."""
    place = library.index.place_of(identifier)
    if place is None:
        raise NotFoundError(f"paper {identifier} has been removed or merged meanwhile")
    return decode_paper(library.store.line(place.span))


def _merging(keep: Paper, others: Sequence[Paper]) -> list[bytes]:
    """Return the lines by which one paper stands for all, and the others are removed."""
    from papercli.dedupe.fold import fold_duplicates

    return [encode_paper(fold_duplicates(keep, others)), *(removal(other.id) for other in others)]


def _linking(papers: Sequence[Paper]) -> list[bytes]:
    """Return the lines that link papers with each other as versions of one work."""
    lines = []
    for paper in papers:
        known = {paper.id, *paper.versions}
        others = tuple(other.id for other in papers if other.id not in known)
        if others:
            lines.append(encode_paper(replace(paper, versions=(*paper.versions, *others))))
    return lines


def _splitting(store: Store, identifier: str, keeper: Paper) -> list[bytes]:
    """Return the lines that make a merged paper what it was before, and keep the two apart.

    `keeper` loses what the merge gave it if nothing has changed it since, else only the alias and
    the other's sightings.
    """
    from papercli.dedupe.fold import take_back, unite_sources

    batch = _batch_that_merged(store, identifier)
    if batch is None:
        raise NotFoundError(
            f"'{identifier}' was not merged, or that part of the history was discarded"
        )
    before, during = store.changes(until=batch.number - 1), store.changes_of(batch)
    paper = decode_paper(before.line(before.latest[identifier]))
    then, old = during.latest.get(keeper.id), before.latest.get(keeper.id)
    alone = [other for other in keeper.aliases if other not in (identifier, *paper.aliases)]
    is_as_merged = then and not then.removed and decode_paper(during.line(then)) == keeper
    if old and is_as_merged and not alone:
        restored = decode_paper(before.line(old))
    else:
        own = {source.place for source in paper.sources}
        kept = tuple(source for source in keeper.sources if source.place not in own)
        restored = replace(keeper, aliases=tuple(alone), sources=kept or keeper.sources)
        if old:
            restored = take_back(restored, paper, decode_paper(before.line(old)))
        if old and not alone:  # what was seen since may have been either of them
            earlier = decode_paper(before.line(old)).sources
            since = tuple(source for source in kept if source not in earlier)
            paper = replace(paper, sources=unite_sources(paper.sources, since))
    return [encode_paper(restored), encode_paper(paper), apart_line(keeper.id, identifier)]


def _batch_that_merged(store: Store, identifier: str) -> Batch | None:
    for batch in store.batches():
        change = store.changes_of(batch).latest.get(identifier)
        if change is not None and change.removed:
            return batch
    return None
