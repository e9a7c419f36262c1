"""Pairs of papers worth comparing: those that share a key that distinct papers seldom share.

Never all pairs.
"""

import string
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import combinations
from zlib import crc32

from papercli.dedupe.order import place_in_order
from papercli.latex.plain import STOP_WORDS, UNSPACED, latin_words, plain
from papercli.model import Paper
from papercli.patterns import late

# Vowels go, s stands for z and l for ll: haemoglobin and hemoglobin, modelling and modeling,
# equivarient and equivariant become one.
_SKELETON = str.maketrans(
    {**dict.fromkeys(string.punctuation, " "), **dict.fromkeys("aeiouy"), "z": "s"}
)
_SKELETON_STOPS = frozenset(word.translate(_SKELETON) for word in STOP_WORDS) | {""}

_TWO = late(f"{UNSPACED.pattern}{{1,2}}")
_BLANK = late(f"(?<={UNSPACED.pattern}) (?={UNSPACED.pattern})")

_FIRST_PAGE = late(r"\d+")
_LEAST_WORDS = (
    3  # telling words that a key has to hold, so that it does not gather a field of study
)
_RUN = 3  # telling words in a row: what a cut, two typos or a whole citation leave of a title
_LONGEST_TITLE = 60
_SENTENCES = 3  # longest sentences of an abstract that are keys
_LEAST_SENTENCE = 40  # characters
_LEAST_SHARED = 0.5  # of the telling words of the shorter title, more than this is in both where only a run is shared
# The largest block compared pair by pair (Cora has 64 citations of one paper); larger ones fall
# into smaller blocks.
_LARGEST_BLOCK = 80
_NEIGHBOURS = (
    5  # in a block that cannot be parted further, each paper is compared with the next few in order
)

# A key and an index are packed into one integer, so that sorting brings blocks together at 40 bytes
# a key.
_KEY_MASK = (1 << 38) - 1
_WEAK = 1  # the lowest bit of a key: what it shows has to be confirmed

Pair = tuple[int, int]
Keys = list[int]

_author_words = lru_cache(maxsize=4096)(latin_words)  # in a block each paper comes again and again


def find_candidates(papers: Sequence[Paper], among: Collection[int] | None = None) -> list[Pair]:
    """Return the pairs `(i, j)`, `i < j`, of papers that could be one work.

    With `among`, only pairs that touch these indices.

    Measured on 100,000 arXiv papers: 4 s and 90 MiB; of planted variants (typos, LaTeX, cut titles,
    subtitles, whole citations) 98 % are found, of the pairs in the truth sets 99 to 100 %.
    """
    wanted = None if among is None else set(among)
    pairs: set[Pair] = set()
    title_keys = (
        _title_keys
        if wanted is None
        else partial(_title_keys, near=_words_near(papers[at].title for at in wanted))
    )
    # One kind at a time, to hold less at once.
    for keys in (
        title_keys,
        _abstract_keys,
        _other_keys,
    ):
        pairs.update(_pairs_sharing(papers, keys, wanted))
    return sorted(pairs)


class Near:
    """What some papers could be one work with: whatever shares a key with one of them.

    Beside them `find_candidates` needs to see no other to find all their pairs.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        some = [*papers]
        self._words = _words_near(paper.title for paper in some)
        self._keys = {key for paper in some for key in self._keys_of(paper)}

    def may_be(self, paper: Paper) -> bool:
        """Say whether a paper shares a key."""
        return not self._keys.isdisjoint(self._keys_of(paper))

    def _keys_of(self, paper: Paper) -> Keys:
        return [*_title_keys(paper, self._words), *_abstract_keys(paper), *_other_keys(paper)]


def _pairs_sharing(
    papers: Sequence[Paper], keys: Callable[[Paper], Keys], among: set[int] | None
) -> Iterator[Pair]:
    packed = _packed(papers, keys) if among is None else _packed_among(papers, keys, among)
    for weak, block in _blocks(packed, _index_bits(papers)):
        for one, other in _pairs_within(block, papers):
            if among is not None and one not in among and other not in among:
                continue
            if not weak or _confirms(papers[one], papers[other]):
                yield (one, other) if one < other else (other, one)


def _index_bits(papers: Sequence[Paper]) -> int:
    """Return how many bits the index of any of these papers fits in, however many there are."""
    return len(papers).bit_length()


def _packed(papers: Sequence[Paper], keys: Callable[[Paper], Keys]) -> Keys:
    bits = _index_bits(papers)
    return sorted(key << bits | index for index, paper in enumerate(papers) for key in keys(paper))


def _packed_among(papers: Sequence[Paper], keys: Callable[[Paper], Keys], among: set[int]) -> Keys:
    bits = _index_bits(papers)
    wanted = {key for index in among for key in keys(papers[index])}
    packed: Keys = []
    for index, paper in enumerate(papers):
        found = keys(paper)
        if not wanted.isdisjoint(found):
            packed += [key << bits | index for key in found if key in wanted]
    packed.sort()
    return packed


def _blocks(packed: Keys, bits: int) -> Iterator[tuple[bool, list[int]]]:
    """Yield the indices that share a key, wherever there are two or more, and whether the key is weak."""
    mask = (1 << bits) - 1
    block: list[int] = []
    last, before = -1, 0
    for each in packed:
        key = each >> bits
        if key == last:
            if not block:  # most keys are of one paper, and cost nothing here
                block.append(before & mask)
            if block[-1] != (index := each & mask):
                block.append(index)
        elif block:
            if len(block) > 1:
                yield bool(last & _WEAK), block
            block = []
        last, before = key, each
    if len(block) > 1:
        yield bool(last & _WEAK), block


def _pairs_within(block: list[int], papers: Sequence[Paper]) -> Iterator[Pair]:
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    # Hundreds of papers called "Editorial": compare those that also share their first author, their
    # pages or their abstract.
    for part in (_first_author, _where, _abstract_head):
        smaller: dict[str, list[int]] = {}
        for index in block:
            if value := part(papers[index]):
                smaller.setdefault(value, []).append(index)
        for indices in smaller.values():
            indices.sort(
                key=lambda index: (
                    papers[index].year or 0,
                    papers[index].venue or "",
                    place_in_order(papers[index]),
                )
            )
            reach = len(indices) if len(indices) <= _LARGEST_BLOCK else _NEIGHBOURS
            for at, one in enumerate(indices):
                for other in indices[at + 1 : at + 1 + reach]:
                    yield one, other


def _confirms(one: Paper, other: Paper) -> bool:
    """Say whether two papers that share a run of words in their titles share more.

    Most words, and an author where both have any.
    """
    names, others_names = _author_words(one.authors), _author_words(other.authors)
    if names and others_names and names.isdisjoint(others_names):
        return False
    words, others = _telling_words(one.title), _telling_words(other.title)
    return len(words & others) > _LEAST_SHARED * min(len(words), len(others))


def _title_keys(paper: Paper, near: Collection[str] | None = None) -> Keys:
    """Return the title itself, also as one word, without each of its words, its main title, and its runs of words, as numbers.

    With `near`, the words of the titles whose keys are looked for, nothing is returned where too
    few of them occur to share a key.
    """
    words = _skeleton(paper.title)
    if near is not None and sum(map(near.__contains__, words)) < min(_RUN, len(words) - 1):
        has_main = words[0] in near and ": " in paper.title
        if not has_main and "".join(words) not in near:
            return []
    hashes = list(map(_number_of_word, words))
    whole = sum(hashes)
    strong = [whole, _number("".join(words))]  # "learn ing" and "learn-ing" are one word
    runs = zip(*(hashes[start:] for start in range(_RUN)), strict=False)
    weak = list(map(sum, runs)) or [whole]
    (strong if len(words) > _LEAST_WORDS else weak).extend(whole - each for each in hashes)
    main, colon, _ = paper.title.partition(": ")
    if colon and (count := len(_skeleton(main))) < _RUN:  # longer ones share a run
        strong.append(sum(hashes[:count]))
    return [(key & _KEY_MASK) << 1 for key in strong] + [
        (key & _KEY_MASK) << 1 | _WEAK for key in weak
    ]


def _words_near(titles: Iterable[str]) -> frozenset[str]:
    """Return the words of titles, and each title as one word."""
    return frozenset(
        word
        for title in titles
        for words in [_skeleton(title)]
        for word in (*words, "".join(words))
    )


def _skeleton(title: str) -> list[str]:
    # Most titles need no more, and time counts here.
    if title.isascii():
        folded = plain(title) if "\\" in title else title.lower()
    else:
        folded = _part(plain(title))
    return [
        word
        for word in f"{folded} ".translate(_SKELETON).replace("ll", "l").replace("s ", " ").split()
        if word not in _SKELETON_STOPS
    ][:_LONGEST_TITLE]


def _part(folded: str) -> str:
    """Return a folded title with blanks in what a script writes without any: two letters make a word."""
    if UNSPACED.search(folded) is None:
        return folded
    return _TWO.sub(r" \g<0> ", _BLANK.sub("", folded))


def _abstract_keys(paper: Paper) -> Keys:
    """Return the longest sentences of the abstract, as numbers.

    Papers that share one share more.
    """
    if not paper.abstract:
        return []
    sentences = sorted(paper.abstract.split(". "), key=len, reverse=True)[:_SENTENCES]
    return [
        (_number(sentence.strip(" .")) & _KEY_MASK) << 1
        for sentence in sentences
        if len(sentence) >= _LEAST_SENTENCE
    ]


def _other_keys(paper: Paper) -> Keys:
    """Return identifiers and the place in a volume: what papers with unlike titles can share."""
    values = [value for value in (paper.doi, paper.arxiv) if value]
    # Some dumps give no more.
    if paper.volume and paper.pages and (first := _FIRST_PAGE.search(paper.pages)):
        values.append(f"{paper.volume}|{paper.year}|{first[0]}")
    return [(_number(value) & _KEY_MASK) << 1 for value in values]


def _number(text: str) -> int:
    """Return a number for a text: the same in every process, as that of `hash` is not."""
    return crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)  # words come again and again
def _number_of_word(word: str) -> int:
    """Return a number for a word, of which sums are keys: it has to be larger than a key."""
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


@lru_cache(maxsize=4096)  # in a block of pairs each paper comes again and again
def _telling_words(title: str) -> frozenset[str]:
    return frozenset(_skeleton(title))


def _first_author(paper: Paper) -> str:
    return plain(paper.authors[0]) if paper.authors else ""


def _where(paper: Paper) -> str:
    return f"{paper.year}|{paper.pages}" if paper.pages else ""


def _abstract_head(paper: Paper) -> str:
    return (paper.abstract or "")[:80].lower()
