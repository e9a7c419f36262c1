"""Groups of papers that go together.

Duplicates that agree with each other, and pairs for a person to look at.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from papercli.dedupe.agreement import Group, Indices, Judge, Profiles, compare_two
from papercli.dedupe.authors import NameList, share_names
from papercli.dedupe.blocking import find_candidates
from papercli.dedupe.compare import Comparison, Verdict
from papercli.dedupe.order import place_in_order, sort_by_place
from papercli.dedupe.representative import Frequency, choose_keeper
from papercli.model import Paper

_COMMON_FROM = 3  # unrelated groups of authors from which a title is no evidence by itself
_PROGRESS_EVERY = 1000
_ORDER: dict[Verdict, int] = {"duplicate": 0, "version": 1, "possible": 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers and what they are to each other."""

    left: Paper
    right: Paper
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Cluster:
    """Papers that go together, and the pairs that say why."""

    verdict: Verdict
    keep: Paper  # what the others would be folded into: the fullest, if its title is spelt as well as the others'
    papers: tuple[Paper, ...]  # `keep` first, then by id
    pairs: tuple[Pair, ...]  # the surest first


def find_duplicates(
    papers: Sequence[Paper],
    among: Collection[int] | None = None,
    apart: Collection[frozenset[str]] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
    frequency: Frequency | None = None,
) -> list[Cluster]:
    """Return the clusters among `papers`; with `among`, those that touch these indices.

    `apart` holds pairs of ids that the reader said are different; `progress` is told how many of
    how many pairs are compared; `frequency` tells words that the library knows from misspelt ones.

    The order of `papers` does not matter.

    """
    ordered = sort_by_place(papers)
    papers = [papers[index] for index in ordered]
    if among is not None:
        wanted = set(among)
        among = {place for place, index in enumerate(ordered) if index in wanted}
    candidates = find_candidates(papers, among)
    profiles = Profiles(papers)
    common = _common_titles(profiles, candidates)
    compared: dict[Indices, Comparison] = {}
    for done, (left, right) in enumerate(candidates):
        if progress is not None and done % _PROGRESS_EVERY == 0:
            progress(done, len(candidates))
        comparison = compare_two(profiles[left], profiles[right], common, frequency)
        if comparison.verdict is not None:
            compared[left, right] = comparison
    if progress is not None:
        progress(len(candidates), len(candidates))
    return find_clusters(papers, compared, apart, common, frequency)


def find_clusters(
    papers: Sequence[Paper],
    compared: Mapping[Indices, Comparison],
    apart: Collection[frozenset[str]] = frozenset(),
    common: Collection[str] = frozenset(),
    frequency: Frequency | None = None,
) -> list[Cluster]:
    """Group `papers` by the pairs `compared`, given by indices `(i, j)`, `i < j`.

    Duplicates first, then the surest.

    Pairs that are equally sure are taken in the order of their indices.

    Duplicates join only while the pairs between the groups agree, so that clusters do not chain. A
    paper is in one cluster of duplicates at most, and a pair in one cluster. Versions and possible
    ones are shown once between two groups of duplicates, as the surest pair. `common` holds the
    letters of titles that are no evidence by themselves.
    """
    judge = Judge(papers, compared, apart, common, frequency)
    links = {
        pair: comparison
        for pair, comparison in compared.items()
        if comparison.verdict is not None and pair[1] not in judge.apart_from(pair[0])
    }
    surest = sorted(links, key=lambda pair: (-links[pair].score, pair))
    groups = _join([pair for pair in surest if links[pair].verdict == "duplicate"], judge)
    group_of = {index: number for number, members in enumerate(groups) for index in members}
    inside_of: list[list[Indices]] = [[] for _ in groups]
    for one, other in surest:
        if (number := group_of.get(one)) is not None and number == group_of.get(other):
            inside_of[number].append((one, other))
    clusters = [
        _cluster(papers, "duplicate", members, inside, links, frequency)
        for members, inside in zip(groups, inside_of, strict=True)
    ]
    seen: set[Indices] = set()
    for verdict in ("version", "possible"):
        between: list[Indices] = []
        for pair in surest:
            # A pair of duplicates that could not join its groups is for a person to look at.
            if ("version" if links[pair].verdict == "version" else "possible") != verdict:
                continue
            one, other = sorted(group_of.get(index, len(groups) + index) for index in pair)
            if one != other and (one, other) not in seen:
                seen.add((one, other))
                between.append(pair)
        clusters += [
            _cluster(papers, verdict, sorted(group), inside, links, frequency)
            for group, inside in _cliques(between)
        ]
    return sorted(
        clusters,
        key=lambda cluster: (
            _ORDER[cluster.verdict],
            -cluster.pairs[0].comparison.score,
            cluster.keep.id,
        ),
    )


def _common_titles(profiles: Profiles, pairs: Iterable[Indices]) -> set[str]:
    """Return the titles that papers by several unrelated groups of authors bear.

    "Reminiscences on influential papers".
    """
    bearers: dict[str, set[int]] = {}
    for left, right in pairs:
        if (letters := profiles[left].title.letters) == profiles[right].title.letters:
            bearers.setdefault(letters, set()).update((left, right))
    return {
        letters
        for letters, indices in bearers.items()
        if len(indices) >= _COMMON_FROM and _are_many(profiles, sorted(indices))
    }


def _are_many(profiles: Profiles, indices: Iterable[int]) -> bool:
    groups: list[NameList] = []
    for names in sorted(
        (profiles[index].names for index in indices), key=lambda names: -len(names.names)
    ):
        if names.names and all(_are_unrelated(names, other) for other in groups):
            groups.append(names)
        if len(groups) >= _COMMON_FROM:
            return True
    return False


def _are_unrelated(left: NameList, right: NameList) -> bool:
    """Say whether two papers are by other people, even if one of them, an editor, signs both."""
    names = share_names(left, right)
    return names is not None and names.shared < names.fewer / 2


def _join(pairs: Sequence[Indices], judge: Judge) -> list[list[int]]:
    """Return groups of indices, joined along `pairs` where the judge agrees."""
    group_of = {index: Group([index], [index]) for pair in pairs for index in pair}

    def held_apart(small: Group, large: Group) -> bool:
        return any(
            group_of.get(each) is large
            for index in small.members
            for each in judge.apart_from(index)
        )

    for left, right in pairs:
        small, large = sorted(
            (group_of[left], group_of[right]), key=lambda group: len(group.members)
        )
        if small is not large and not held_apart(small, large) and judge.agree(small, large):
            judge.add(large, small)
            group_of.update(dict.fromkeys(small.members, large))
    return [
        sorted(members)
        for index, group in group_of.items()
        if len(members := group.members) > 1 and members[0] == index
    ]


def _cliques(pairs: Sequence[Indices]) -> list[tuple[set[int], list[Indices]]]:
    """Cover `pairs` with groups whose members are all linked with each other.

    Return each with its pairs, each pair once.
    """
    linked = set(pairs)
    groups: list[set[int]] = []
    groups_of: dict[int, list[set[int]]] = {}
    for left, right in pairs:
        if any(right in group for group in groups_of.get(left, ())):
            continue
        for one, other in ((left, right), (right, left)):
            fits = (
                g
                for g in groups_of.get(one, ())
                if all((min(other, each), max(other, each)) in linked for each in g)
            )
            if (home := next(fits, None)) is not None:
                home.add(other)
                groups_of.setdefault(other, []).append(home)
                break
        else:
            groups.append({left, right})
            groups_of.setdefault(left, []).append(groups[-1])
            groups_of.setdefault(right, []).append(groups[-1])
    covered: set[Indices] = set()
    found = []
    for group in groups:
        inside = [
            pair
            for pair in product(sorted(group), repeat=2)
            if pair in linked and pair not in covered
        ]
        covered.update(inside)
        if inside:  # a group that began later may have grown over this one
            found.append(({index for pair in inside for index in pair}, inside))
    return found


def _cluster(
    papers: Sequence[Paper],
    verdict: Verdict,
    members: Iterable[int],
    inside: Iterable[Indices],
    links: Mapping[Indices, Comparison],
    frequency: Frequency | None,
) -> Cluster:
    in_order = [papers[index] for index in sorted(members)]
    keep = choose_keeper(in_order, frequency)
    ordered = sorted(in_order, key=lambda paper: paper.id)
    pairs = []
    for one, other in inside:
        left, right = sorted((papers[one], papers[other]), key=place_in_order)
        pairs.append(Pair(left, right, links[one, other]))
    pairs.sort(key=lambda pair: (-pair.comparison.score, pair.left.id, pair.right.id))
    return Cluster(
        verdict, keep, (keep, *(paper for paper in ordered if paper is not keep)), tuple(pairs)
    )
