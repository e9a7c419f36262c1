"""Pairs of papers worth comparing: those that share a key that distinct papers seldom share. Never all pairs."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations

from papercli.dedupe.plain import STOP_WORDS, plain
from papercli.paper import Paper

# Vowels go and s stands for z: haemoglobin and hemoglobin, equivariant and equivarient become one.
_SKELETON = str.maketrans({**dict.fromkeys("aeiouy"), "z": "s"})
_SKELETON_STOPS = frozenset(word.translate(_SKELETON) for word in STOP_WORDS) | {""}

_LEAST_WORDS = 3  # telling words that a key has to hold, so that it does not gather a field of study
_RUN = 3  # telling words in a row: what a cut, two typos or a citation leave whole
_LEAST_MAIN = 1  # telling words before a colon that make a main title
_LONGEST_TITLE = 60
_SENTENCES = 3  # longest sentences of an abstract that are keys
_LEAST_SENTENCE = 40  # characters
# The largest block compared pair by pair (Cora has 64 citations of one paper); larger ones fall into smaller blocks.
_LARGEST_BLOCK = 80
_NEIGHBOURS = 5  # in a block that cannot be parted, each paper is compared with the next few in order

Key = int
Pair = tuple[int, int]


def find_candidates(papers: Sequence[Paper], among: Collection[int] | None = None) -> list[Pair]:
    """Return the pairs `(i, j)`, `i < j`, of papers that could be one work; with `among`, only pairs that touch these indices."""
    pairs: set[Pair] = set()
    for keys in (_title_keys, _abstract_keys, _other_keys):
        pairs.update(_pairs_sharing(papers, keys, None if among is None else set(among)))
    return sorted(pairs)


def _pairs_sharing(papers: Sequence[Paper], keys: Callable[[Paper], Iterable[Key]], among: set[int] | None) -> Iterator[Pair]:
    if among is None:
        blocks = _blocks((key, index) for index, paper in enumerate(papers) for key in keys(paper))
    else:
        wanted = {key for index in among for key in keys(papers[index])}
        blocks = _blocks((key, index) for index, paper in enumerate(papers) for key in keys(paper) if key in wanted)
    for block in blocks:
        for left, right in _pairs_within(block, papers):
            if among is None or left in among or right in among:
                yield (left, right) if left < right else (right, left)


def _blocks(keyed: Iterable[tuple[Key, int]]) -> Iterator[list[int]]:
    """Yield the indices that share a key, wherever there are two or more."""
    # A key and its index are one integer, so that sorting brings the blocks together at 8 + 32 bytes a key.
    packed = sorted(key << 24 | index for key, index in keyed)
    last, block = -1, []
    for each in packed:
        key, index = each >> 24, each & 0xFFFFFF
        if key != last:
            if len(block) > 1:
                yield block
            last, block = key, [index]
        elif block[-1] != index:
            block.append(index)
    if len(block) > 1:
        yield block


def _pairs_within(block: list[int], papers: Sequence[Paper]) -> Iterator[Pair]:
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    # Hundreds of papers called "Editorial": compare those that also share their first author, their pages or their abstract.
    for part in (_first_author, _where, _abstract_head):
        smaller: dict[str, list[int]] = {}
        for index in block:
            if value := part(papers[index]):
                smaller.setdefault(value, []).append(index)
        for indices in smaller.values():
            indices.sort(key=lambda index: (papers[index].year or 0, papers[index].venue or "", papers[index].id))
            for at, left in enumerate(indices):
                for right in indices[at + 1 : at + 1 + (_LARGEST_BLOCK if len(indices) <= _LARGEST_BLOCK else _NEIGHBOURS)]:
                    yield left, right


def _title_keys(paper: Paper) -> list[Key]:
    """Return the title itself, the title without each of its words, and its first and last words, as numbers."""
    words = _skeleton(paper.title)
    hashes = [hash(word) & 0xFFFFFFFFFF for word in words]
    whole = sum(hashes)
    keys = [whole]
    if len(words) > _LEAST_WORDS:
        keys += [whole - each for each in hashes]
    if len(words) > _RUN:
        keys += [sum(hashes[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    main, colon, _ = paper.title.partition(": ")
    if colon and _LEAST_MAIN <= (count := len(_skeleton(main))) < _RUN:  # longer ones share a run
        keys.append(sum(hashes[:count]))
    return keys


def _skeleton(title: str) -> list[str]:
    return [word for word in plain(title).translate(_SKELETON).split() if word not in _SKELETON_STOPS][:_LONGEST_TITLE]


def _abstract_keys(paper: Paper) -> list[Key]:
    """Return the longest sentences of the abstract, as numbers: papers that share one share more."""
    if not paper.abstract:
        return []
    sentences = sorted(paper.abstract.lower().split(". "), key=len, reverse=True)[:_SENTENCES]
    return [hash(sentence.strip(" .")) & 0xFFFFFFFFFF for sentence in sentences if len(sentence) >= _LEAST_SENTENCE]


def _other_keys(paper: Paper) -> list[Key]:
    """Return identifiers and the place in a volume: what papers with unlike titles can share."""
    keys: list[str] = []
    if paper.doi:
        keys.append(paper.doi)
    if paper.arxiv:
        keys.append(paper.arxiv)
    if paper.volume and paper.pages:
        keys.append(f"{paper.volume}|{_where(paper)}")
    return [hash(key) & 0xFFFFFFFFFF for key in keys]


def _first_author(paper: Paper) -> str:
    return plain(paper.authors[0]) if paper.authors else ""


def _where(paper: Paper) -> str:
    return f"{paper.year}|{paper.pages}" if paper.pages else ""


def _abstract_head(paper: Paper) -> str:
    return (paper.abstract or "")[:80].lower()
