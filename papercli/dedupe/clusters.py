"""Groups of papers that go together: duplicates that agree with each other, and pairs for a person to look at."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from papercli.dedupe.candidates import find_candidates
from papercli.dedupe.compare import Comparison, Profile, Verdict, compare_profiles
from papercli.dedupe.names import NameList, share_names
from papercli.paper import Paper

# Of the pairs between two groups about to be joined, the share that must be duplicates, and the pairs asked at most.
_LEAST_AGREEMENT = 0.5
_MOST_ASKED = 36
_COMMON_FROM = 3  # unrelated groups of authors from which a title is no evidence by itself
_MOST_PROFILES = 5000  # kept at a time; one with its abstract takes some 20 kB
_PROGRESS_EVERY = 1000


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
    keep: Paper  # the fullest; what the others would be folded into
    papers: tuple[Paper, ...]  # `keep` first, then by id
    pairs: tuple[Pair, ...]  # the surest first


def find_duplicates(
    papers: Sequence[Paper],
    among: Collection[int] | None = None,
    apart: Collection[frozenset[str]] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
) -> list[Cluster]:
    """Return the clusters among `papers`; with `among`, those that touch these indices.

    `apart` holds pairs of ids that the reader said are different; `progress` is told how many of how many pairs are compared.
    """
    candidates = find_candidates(papers, among)
    profiles = _Profiles(papers)
    common = _common_titles(profiles, candidates)
    compared: dict[tuple[int, int], Comparison] = {}
    for done, (left, right) in enumerate(candidates):
        if progress is not None and done % _PROGRESS_EVERY == 0:
            progress(done, len(candidates))
        comparison = _compare(profiles[left], profiles[right], common)
        if comparison.verdict is not None:
            compared[left, right] = comparison
    if progress is not None:
        progress(len(candidates), len(candidates))
    return find_clusters(papers, compared, apart, common)


def find_clusters(
    papers: Sequence[Paper],
    compared: Mapping[tuple[int, int], Comparison],
    apart: Collection[frozenset[str]] = frozenset(),
    common: Collection[str] = frozenset(),
) -> list[Cluster]:
    """Group `papers` by the pairs `compared`, given by indices `(i, j)`, `i < j`; the surest clusters first.

    Duplicates join only while most pairs between the groups are duplicates too, so that clusters do not chain.
    """
    links = {pair: comparison for pair, comparison in compared.items() if comparison.verdict is not None and not _are_apart(papers, pair, apart)}
    surest = sorted(links, key=lambda pair: (-links[pair].score, papers[pair[0]].id, papers[pair[1]].id))
    groups = _join([pair for pair in surest if links[pair].verdict == "duplicate"], _Judge(papers, links, apart, common))
    clusters = [_cluster(papers, "duplicate", members, _inside(members, links)) for members in groups]
    group_of = {index: number for number, members in enumerate(groups) for index in members}
    seen: set[tuple[int, int]] = set()
    for verdict in ("version", "possible"):
        loose = [pair for pair in surest if ("version" if links[pair].verdict == "version" else "possible") == verdict]
        between: list[tuple[int, int]] = []
        for pair in loose:
            ends = tuple(sorted(group_of.get(index, len(groups) + index) for index in pair))
            if ends[0] != ends[1] and ends not in seen:  # one pair is enough to show how two groups are linked
                seen.add((ends[0], ends[1]))
                between.append(pair)
        for members in _cliques(between):
            inside = [pair for pair in between if set(pair) <= members]
            clusters.append(_cluster(papers, verdict, members, {pair: links[pair] for pair in inside}))
    order = {"duplicate": 0, "version": 1, "possible": 2}
    return sorted(clusters, key=lambda cluster: (order[cluster.verdict], -cluster.pairs[0].comparison.score, cluster.keep.id))


def fullness(paper: Paper) -> tuple[int, int, int]:
    """Return how much is known of `paper`, to be compared: filled fields, length of the abstract, sightings."""
    filled = sum(getattr(paper, each.name) not in (None, (), "", False) for each in fields(paper))
    return filled, len(paper.abstract or ""), len(paper.sources)


class _Profiles(dict[int, Profile]):
    """The papers taken apart, each when it is first asked for."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        super().__init__()
        self._papers = papers

    def __missing__(self, index: int) -> Profile:
        if len(self) >= _MOST_PROFILES:  # pairs come in the order of their left index, so few are taken apart twice
            self.clear()
        profile = self[index] = Profile(self._papers[index])
        return profile


def _compare(left: Profile, right: Profile, common: Collection[str]) -> Comparison:
    return compare_profiles(left, right, common=left.title.letters in common or right.title.letters in common)


def _common_titles(profiles: _Profiles, pairs: Iterable[tuple[int, int]]) -> set[str]:
    """Return the titles that papers by several unrelated groups of authors bear: "Reminiscences on influential papers"."""
    bearers: dict[str, set[int]] = {}
    for left, right in pairs:
        if (letters := profiles[left].title.letters) == profiles[right].title.letters:
            bearers.setdefault(letters, set()).update((left, right))
    return {letters for letters, indices in bearers.items() if len(indices) >= _COMMON_FROM and _are_many(profiles, sorted(indices))}


def _are_many(profiles: _Profiles, indices: Iterable[int]) -> bool:
    groups: list[NameList] = []
    for names in sorted((profiles[index].names for index in indices), key=lambda names: -len(names.names)):
        if names.names and all(_unrelated(names, other) for other in groups):
            groups.append(names)
        if len(groups) >= _COMMON_FROM:
            return True
    return False


def _unrelated(left: NameList, right: NameList) -> bool:
    """Say whether two papers are by other people, even if one of them, an editor, signs both."""
    names = share_names(left, right)
    return names is not None and (names.shared == 0 or names.shared < names.fewer / 2)


class _Judge:
    """Says what two papers are to each other, from the pairs compared or by comparing them now."""

    def __init__(self, papers: Sequence[Paper], links: Mapping[tuple[int, int], Comparison], apart: Collection[frozenset[str]], common: Collection[str]) -> None:
        self._papers = papers
        self._links = dict(links)
        self._apart = apart
        self._common = common
        self._profiles = _Profiles(papers)

    def agree(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """Say whether two groups may become one: nobody held them apart and most of their pairs are duplicates."""
        pairs = [(one, other) if one < other else (other, one) for one in left for other in right]
        if any(_are_apart(self._papers, pair, self._apart) for pair in pairs):
            return False
        pairs = pairs[:: max(1, len(pairs) // _MOST_ASKED)]
        return sum(self._verdict(pair) == "duplicate" for pair in pairs) > _LEAST_AGREEMENT * len(pairs)

    def _verdict(self, pair: tuple[int, int]) -> Verdict | None:
        known = self._links.get(pair)
        if known is None:
            known = self._links[pair] = _compare(self._profiles[pair[0]], self._profiles[pair[1]], self._common)
        return known.verdict


def _join(pairs: Sequence[tuple[int, int]], judge: _Judge) -> list[list[int]]:
    """Return groups of indices, joined along `pairs` where the judge agrees."""
    group_of: dict[int, list[int]] = {}
    for left, right in pairs:
        one, other = group_of.setdefault(left, [left]), group_of.setdefault(right, [right])
        if one is other or not ((len(one) == len(other) == 1) or judge.agree(one, other)):
            continue
        one.extend(other)
        for index in other:
            group_of[index] = one
    unique = {id(members): members for members in group_of.values() if len(members) > 1}
    return [sorted(members) for members in unique.values()]


def _cliques(pairs: Sequence[tuple[int, int]]) -> list[set[int]]:
    """Cover `pairs` with groups whose members are all linked with each other; a pair lies in one group only."""
    linked = set(pairs)
    groups: list[set[int]] = []
    at: dict[int, list[set[int]]] = {}
    for left, right in pairs:
        if any(right in group for group in at.get(left, ())):
            continue
        for one, other in ((left, right), (right, left)):
            home = next((group for group in at.get(one, ()) if all((min(other, each), max(other, each)) in linked for each in group)), None)
            if home is not None:
                home.add(other)
                at.setdefault(other, []).append(home)
                break
        else:
            group = {left, right}
            groups.append(group)
            at.setdefault(left, []).append(group)
            at.setdefault(right, []).append(group)
    return groups


def _inside(members: Sequence[int], links: Mapping[tuple[int, int], Comparison]) -> dict[tuple[int, int], Comparison]:
    ordered = sorted(members)
    return {
        (left, right): links[left, right] for at, left in enumerate(ordered) for right in ordered[at + 1 :] if (left, right) in links
    }


def _cluster(papers: Sequence[Paper], verdict: Verdict, members: Iterable[int], links: Mapping[tuple[int, int], Comparison]) -> Cluster:
    # The fullest paper is kept; among equals the one with the smallest id, whatever their order.
    ordered = sorted((papers[index] for index in members), key=lambda paper: paper.id)
    keep = max(ordered, key=fullness)
    pairs = [Pair(*sorted((papers[left], papers[right]), key=lambda paper: paper.id), comparison) for (left, right), comparison in links.items()]
    pairs.sort(key=lambda pair: (-pair.comparison.score, pair.left.id, pair.right.id))
    return Cluster(verdict, keep, (keep, *(paper for paper in ordered if paper is not keep)), tuple(pairs))


def _are_apart(papers: Sequence[Paper], pair: tuple[int, int], apart: Collection[frozenset[str]]) -> bool:
    return bool(apart) and frozenset((papers[pair[0]].id, papers[pair[1]].id)) in apart
