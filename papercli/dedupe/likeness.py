"""Titles compared word by word.

What was only misspelt, cut or left out, and what makes another title.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from papercli.dedupe.titles import Title
from papercli.dedupe.words import (
    Slip,
    are_alike,
    count_edits,
    differ_in,
    find_numbers,
    pair_misspelt,
    spell,
)
from papercli.latex.plain import STOP_WORDS, UNSPACED

_CITATION_WORDS = frozenset(
    "p pp page pages vol volume no issue ed eds et al in proc proceedings conference annual preprint technical report tech rep appear".split()
)
_LEAST_CUT = 30  # letters a title needs before its continuation on the other side counts as a cut
_LEAST_SHARED = 0.5  # of the telling words of the shorter title, and of the letters of both: below both, titles are unlike
_LEAST_LETTERS = 0.6
_LEAST_SLIPPED = (
    3  # telling words that two titles must have in common for one misread word to be forgiven
)
_MOST_WORDS = 300  # of a title, within which another may end
_LEAST_MAIN = 2  # telling words a main title needs to stand for the whole


class Likeness(Enum):
    """How alike two titles are, from most to least."""

    SAME = "same"  # the same letters, or but for spelling variants
    MISSPELT = "misspelt"  # every word has its counterpart within a letter or two
    REORDERED = "reordered"  # the same words in another order: from men to women, from women to men
    CUT = "cut"  # one breaks off where the other goes on
    SUBTITLE = "subtitle"  # one has a subtitle the other leaves out
    DRESSED = "dressed"  # one holds the other; the rest is its authors, venue or year
    HEAD = "head"  # one goes on, without a break, where the other ends
    CONTAINED = "contained"  # one holds the other and says more
    SLIPPED = "slipped"  # one word stands where the other has one spelt much alike: tumble, tunable
    REWORDED = "reworded"  # one or two words of many differ
    RELATED = "related"  # half the words
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What two titles share and what they do not."""

    likeness: Likeness
    reason: str  # for people: "titles differ by 2 letters"
    numbers: tuple[str, str] | None = (
        None  # what they number differently: ("1", "2"); "" where one has none
    )
    extra: tuple[str, ...] = ()  # words that only the longer one has
    slips: tuple[Slip, ...] = ()  # words that may be one word misspelt
    changed: int = 0  # telling words without counterpart, on the side with more of them


def match_titles(
    left: Title, right: Title, find_known: Callable[[], frozenset[str]] = frozenset
) -> TitleMatch:
    """Compare two titles.

    `find_known` tells the words of authors, venues and numbers, which a citation may carry in its
    title.
    """
    if left.letters == right.letters or left.words == right.words:
        return TitleMatch(Likeness.SAME, "same title")
    swapped = len(left.letters) > len(right.letters) or (
        len(left.letters) == len(right.letters) and left.letters > right.letters
    )
    if swapped:
        left, right = right, left  # the shorter one is on the left from here
    if (left.lost or right.lost) and count_edits(
        left.letters, right.letters
    ) <= left.lost + right.lost:
        return TitleMatch(Likeness.MISSPELT, "titles differ only in lost letters")
    if _far_apart(left, right):
        return TitleMatch(
            Likeness.UNLIKE, "different titles", changed=len(right.telling - left.telling)
        )
    only_left, only_right = differ_in(left.words, right.words)
    slips, only_left, only_right = pair_misspelt(only_left, only_right)
    numbers = find_numbers(only_left, only_right, right.words)
    if numbers and numbers[0] and swapped:
        numbers = numbers[1], numbers[0]
    told_left = [word for word in only_left if word not in STOP_WORDS]
    told_right = [word for word in only_right if word not in STOP_WORDS]
    changed = max(len(told_left), len(told_right))
    if not told_left and not told_right:
        if not slips and _are_reordered(left, right):
            return TitleMatch(Likeness.REORDERED, "titles differ only in word order", numbers)
        letters = sum(slip.letters for slip in slips)
        reason = (
            f"titles differ by {letters} letter{'s' * (letters > 1)}"
            if letters
            else "titles differ only in small words or spelling"
        )
        return TitleMatch(Likeness.MISSPELT, reason, numbers, slips=tuple(slips))
    if not told_left:
        return _match_longer(left, right, tuple(told_right), find_known(), numbers)
    if left.letters and right.letters.startswith(left.letters):
        likeness = Likeness.CUT if left.cut or len(left.letters) >= _LEAST_CUT else Likeness.HEAD
        return TitleMatch(
            likeness, "one title is cut short", numbers, tuple(told_right), changed=changed
        )
    return _match_changed(
        left, right, (only_left, only_right), find_known(), numbers, swapped=swapped
    )


def _match_changed(
    left: Title,
    right: Title,
    only: tuple[list[str], list[str]],
    known: frozenset[str],
    numbers: tuple[str, str] | None,
    *,
    swapped: bool,
) -> TitleMatch:
    """Compare where each title has telling words that the other lacks."""
    told_left, told_right = ([word for word in words if word not in STOP_WORDS] for words in only)
    changed = max(len(told_left), len(told_right))
    # Not drug here and alcohol there.
    is_dressed = any(not _find_strange(told, frozenset()) for told in (told_left, told_right))
    is_dressed = (
        is_dressed and not _find_strange(told_left, known) and not _find_strange(told_right, known)
    )
    if is_dressed and len(left.telling & right.telling) >= _LEAST_MAIN:
        return TitleMatch(Likeness.DRESSED, "one title includes authors or venue", numbers)
    here, there = " ".join(told_left), " ".join(told_right or only[1])
    what = f"titles differ: {there} / {here}" if swapped else f"titles differ: {here} / {there}"
    every = len(left.telling | right.telling)
    kept = len(left.telling) - len(told_left)
    share = kept / max(1, len(left.telling), len(right.telling))
    if (
        len(told_left) == len(told_right) == 1
        and kept >= _LEAST_SLIPPED
        and are_alike(told_left[0], told_right[0])
    ):
        return TitleMatch(
            Likeness.SLIPPED, what, numbers, slips=(Slip(told_left[0], told_right[0], 0),)
        )
    if kept >= 2 and (changed == 1 or share >= 0.75):
        return TitleMatch(Likeness.REWORDED, what, numbers, tuple(told_right), changed=changed)
    if share >= 0.4:
        return TitleMatch(
            Likeness.RELATED,
            f"titles share {kept} of {every} words",
            numbers,
            tuple(told_right),
            changed=changed,
        )
    return TitleMatch(Likeness.UNLIKE, "different titles", numbers, changed=changed)


def _are_reordered(left: Title, right: Title) -> bool:
    one, other = (
        [word for word in title.words if word not in STOP_WORDS] for title in (left, right)
    )
    return one != other and sorted(one) == sorted(other)


def _far_apart(left: Title, right: Title) -> bool:
    """Say whether two titles share so few words and letters that a closer look would find them unlike."""
    if len(left.telling & right.telling) >= _LEAST_SHARED * min(
        len(left.telling), len(right.telling)
    ):
        return False
    from rapidfuzz.distance import Indel  # ingest imports this module and seldom comes here

    return (
        Indel.normalized_similarity(left.letters, right.letters, score_cutoff=_LEAST_LETTERS)
        < _LEAST_LETTERS
    )


def _find_strange(words: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the words that are neither known nor what a citation says between its parts.

    A letter alone may be an initial where longer words are known, and never otherwise: it tells
    drug B from drug A.
    """
    longer = [word for word in words if len(word) > 1 or word.isdigit() or UNSPACED.match(word)]
    strange = [word for word in longer if word not in known and word not in _CITATION_WORDS]
    return strange if len(strange) < len(longer) else list(words)


def _stand_about(extra: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether words stand before and behind a title, as what a citation adds does, and not inside it, but for numbers."""
    added = frozenset(extra)
    own = [at for at, word in enumerate(words) if word not in added and word not in STOP_WORDS]
    return not own or not any(
        word in added and not word.isdigit() for word in words[own[0] : own[-1]]
    )


def _match_longer(
    left: Title,
    right: Title,
    extra: tuple[str, ...],
    known: frozenset[str],
    numbers: tuple[str, str] | None,
) -> TitleMatch:
    """Compare where the longer title holds every telling word of the shorter one."""
    strange = [word for word in _find_strange(extra, known) if not word.isdigit()]
    if len(strange) > 1 and "".join(strange) in known:  # "war muth"
        strange = []
    if not strange and _stand_about(extra, right.words) and len(left.telling) >= _LEAST_MAIN:
        return TitleMatch(
            Likeness.DRESSED,
            "one title includes authors or venue",
            numbers if numbers and numbers[1] not in known else None,
            extra,
        )
    if right.letters.startswith(left.letters):
        if left.letters in right.breaks and len(left.telling) >= _LEAST_MAIN:
            return TitleMatch(
                Likeness.SUBTITLE,
                "one title lacks the subtitle",
                numbers,
                extra,
                changed=len(extra),
            )
        ends_inside = not any(
            spell("".join(right.words[:count])) == left.letters
            for count in range(1, min(len(right.words), _MOST_WORDS))
        )
        if left.cut or (ends_inside and len(left.letters) >= _LEAST_CUT):
            return TitleMatch(
                Likeness.CUT, "one title is cut short", numbers, extra, changed=len(extra)
            )
    likeness = (
        Likeness.CONTAINED
        if len(left.telling) >= _LEAST_MAIN and left.letters in right.letters
        else Likeness.REWORDED
    )
    if right.letters.startswith(left.letters):
        likeness = Likeness.HEAD
    if len(left.telling) * 2 < len(right.telling) and likeness is Likeness.REWORDED:
        likeness = Likeness.RELATED
    strange = strange or list(extra)
    shown = " ".join(strange[:6]) + (" ..." if len(strange) > 6 else "")
    return TitleMatch(likeness, f"only one title has: {shown}", numbers, extra, changed=len(extra))
