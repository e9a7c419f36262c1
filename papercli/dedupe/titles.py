"""Titles compared word by word: what was only misspelt, cut or left out, and what makes another title."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from papercli.dedupe.commonplace import is_commonplace
from papercli.dedupe.plain import STOP_WORDS, plain
from papercli.dedupe.words import Slip, are_alike, as_digits, count_edits, differ_in, find_numbers, pair_misspelt, spell

# "... disease. [German]", "... therapy. [Review] [54 refs]"; "[Part 2]" is no note.
_NOTE = re.compile(r"(?:\s*[.,]?\s*\[(?!\s*(?:part\s*(?:\d+|[ivx]+)|[ivx]+|(?:19|20)\d\d)\s*\])[^\[\]]*\]?[\s.\])]*)+$", re.IGNORECASE)
# What indexers append: "[Erratum appears in Am J Transplant. 2009 Sep;9(9):2205 Note: Niaudet, P [added]]", "... [corrected]".
_INDEXER_NOTE = re.compile(
    r"[\s.]*\[\s*(?:(?:published )?(?:erratum|corrigendum|correction|retraction)|comment|see comment|corrected|reprint|republished|update)\b.*$",
    re.IGNORECASE,
)
# How a paper was presented, which one dump tells and another does not.
_SESSION = re.compile(
    r"\s*[(\[](?:(?:abstracts?|only|panel|tutorial|demo|demonstration|description|poster|keynote|invited|industrial|experience|session|talk"
    r"|paper|address|work in progress|multiple|letters?)\s*)+[)\]]",
    re.IGNORECASE,
)
_SESSION_BEFORE = re.compile(
    r"^(?:(?:tutorial|panel|keynote|invited (?:talk|paper)|demo(?:nstration)?|poster|abstract)\s*:\s*|(?:tutorial|panel) on\s+)", re.IGNORECASE
)
# What a correction corrects: "Erratum: ...", "... (vol 12, pg 34, 2009)", "... (Journal of Trees (2009) 12 (34-36))".
_CORRECTION_OF = re.compile(
    r"^(?:(?:author|publisher)(?:['\u2019]?s)? )?(?:erratum|errata|corrigendum|corrigenda|corrections?)(?: (?:to|for|in))?\s*[:.,\u2010-\u2015\u201c\"-]\s*"
    r"|^(?:erratum|corrigendum) (?:to|for)\s+", re.IGNORECASE,
)  # fmt: skip
_CORRECTED = re.compile(r"(?=.*\b(?:19|20)\d\d\b)(?=.*(?:\bvol\b|\bpg\b|\bpp?\b|\d\s*\(\d+|:\s*\d+\s*-\s*\d)).*\)\W*", re.IGNORECASE)
_CITATION_WORDS = frozenset(
    "p pp page pages vol volume no issue ed eds et al in proc proceedings conference annual preprint technical report tech rep appear".split()
)
_LOST_LETTER = re.compile(r"(?<=[^\W\d])[?\ufffd]+(?=[^\W\d]|:)")  # "Th?mis": what a wrong encoding leaves of an accent
# What a citation leaves behind a title: "..., in Hopper G. (ed.),", "... In Ada Lovelace, Grace Hopper,", "'...' Proceedings of".
_NAMES = r"\s+in:?\s+(?:(?!\sin\s)[^:?!]){3,60}?"
_EDITED = re.compile(rf"(?:[.,]?{_NAMES}[\s(]*\b(?:eds?\b\.?|editors?\b)[\s).,]*|\.{_NAMES},)$", re.IGNORECASE)
_QUOTED = re.compile(r"^['\u2018\u201c\"`]+([^'\u2019\u201d\"]{30,}?),?['\u2019\u201d\"]+,?\s+(?:in|proc|proceedings|journal)\b.*$", re.IGNORECASE)
_BRACKETS = re.compile(r"^[\[({'\"`\s]+|[\])}'\"\s.,;]+$")
_BREAK = re.compile(r"[:?!]\s+|\s+[-\u2013\u2014]+\s+|\s*\u2014\s*|\.\s+|\s+\(|;\s+")
_CUT = re.compile(r"(?:\.\.\.|\u2026)\s*$")
# Kinds of papers that take another's title and add a word to it.
_MARKS = {
    "correction": re.compile(r"\b(?:erratum|errata|corrigend\w+|retraction (?:of|notice)|withdrawn)\b|^(?:author |publisher )?corrections?\b|^retract(?:ed|ion)\b|\bvol(?:ume)?\.? \d+,? (?:pg|p|pp|page|pages)\b"),
    "answer": re.compile(r"^(?:re\b:?|reply|response|comment(?:s|ary)?|discussion|rejoinder|authors? reply)\b|\b(?:reply|rejoinder|response to|comment(?:s|ary)? (?:on|to))\b"),
    "review": re.compile(r"\bbook reviews?\b"),
    "version": re.compile(r"\b(?:extended (?:version|abstract)|(?:full|long|short) (?:version|paper)|preliminary (?:version|report|draft)|draft|technical report"
                          r"|revis(?:ed|ited)|research in progress|emergent research|protocol|\d(?:nd|rd|th) edition|version \d+)\b"),
}  # fmt: skip
# What a subtitle, or a note in brackets, says of a paper that belongs to another.
_PARTS = {
    "correction": re.compile(r"[:.(\[\u2010-\u2015-]\s*(?:correction|erratum|corrigendum|retraction)\W*$", re.IGNORECASE),
    "answer": re.compile(
        r"[:.(\[\u2010-\u2015-]\s*(?:an? |the )?(?:authors?['\u2019]?s?['\u2019]? )?(?:repl(?:y|ies)|response|comment(?:ary)?|rejoinder)\W*$", re.IGNORECASE
    ),
    "protocol": re.compile(
        r"[:.(\[\u2010-\u2015-]\s*(?:an? |the )?(?:study |trial )?(?:protocol\b.*|rationale\b.*|design(?: and rationale)?|statistical analysis plan)\W*$", re.IGNORECASE
    ),
    "follow-up": re.compile(r"[:.(\[\u2010-\u2015-]\s*(?:[\w-]+[ -]){0,3}follow[ -]?up(?: (?:study|results|of\b.*))?\W*$", re.IGNORECASE),
    "companion": re.compile(
        r"[:.(\[\u2010-\u2015-]\s*(?:an? |the )?(?:pilot|feasibility|qualitative|economic|cost[ -]effectiveness|secondary|subgroup|mediation)"
        r" (?:study|trial|evaluation|analys[ie]s)\b.*$", re.IGNORECASE
    ),
}
_LEAST_TITLE = 8  # characters that have to be left when a note is taken off
_LEAST_CUT = 30  # letters a title needs before its continuation on the other side counts as a cut
_LEAST_SHARED = 0.5  # of the telling words of the shorter title, and of the letters of both: below both, titles are unlike
_LEAST_LETTERS = 0.6
_LEAST_SLIPPED = 3  # telling words that two titles must have in common for one misread word to be forgiven
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
class Title:
    """A title, ready to be compared."""

    words: tuple[str, ...]
    letters: str  # the words without spaces, spelling variants folded
    telling: frozenset[str]  # the words that are no stop words
    breaks: tuple[str, ...]  # letters of the heads that end at a colon, a dash or a full stop
    marks: frozenset[str]
    common: bool  # a title that any number of papers bear
    cut: bool  # ends in an ellipsis
    lost: int  # letters that a wrong encoding took: "Th?mis"


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What two titles share and what they do not."""

    likeness: Likeness
    reason: str  # for people: "title differs by 2 letters"
    numbers: tuple[str, str] | None = None  # what they number differently: ("1", "2"); "" where one has none
    extra: tuple[str, ...] = ()  # words that only the longer one has
    slips: tuple[Slip, ...] = ()  # words that may be one word misspelt
    changed: int = 0  # telling words without counterpart, on the side with more of them


def parse_title(text: str) -> Title:
    """Return `text` as a title to compare."""
    bare, lost = _LOST_LETTER.subn("", text)
    corrects = False
    noted = bare
    if "(" in bare or "[" in bare:
        bare = _without(_INDEXER_NOTE, bare)
        at = _find_end_brackets(bare)
        if at >= _LEAST_TITLE and (_CORRECTED.fullmatch(bare, at) or (_CORRECTION_OF.match(bare) and ")" not in bare[at:])):
            bare, corrects = bare[:at], True
        noted = bare
        bare = _SESSION.sub("", bare) or bare
        shorter = _without(_NOTE, bare)
        bare = shorter if len(shorter) >= len(bare) / 2 else bare  # else the brackets held the title itself
    bare = _without(_EDITED, _QUOTED.sub(r"\1", bare))
    whole = _without(_SESSION_BEFORE, _BRACKETS.sub("", bare) or bare)
    bare = _without(_CORRECTION_OF, whole)
    corrects = corrects or bare is not whole
    folded = plain(bare)
    marks = frozenset(name for name, pattern in _MARKS.items() if pattern.search(folded))
    marks |= {name for name, pattern in _PARTS.items() if pattern.search(noted)} | ({"correction"} if corrects else set())
    words = tuple(as_digits(word) for word in folded.split())
    heads, at = [], 0
    for gap in _BREAK.finditer(bare):
        at = gap.start()
        heads.append(spell(plain(bare[:at]).replace(" ", "")))
    letters = spell(folded.replace(" ", ""))
    telling = frozenset(word for word in words if word not in STOP_WORDS)
    return Title(words, letters, telling, tuple(heads), marks, is_commonplace(folded), _CUT.search(text) is not None, lost)


def _find_end_brackets(text: str) -> int:
    """Return where the brackets open in which `text` ends, whether they close or were cut; -1 if there are none."""
    opened: list[int] = []
    last = -1
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            last = opened.pop()
        elif not opened and letter.isalnum():
            last = -1  # the text goes on behind them
    return opened[0] if opened else last


def _without(pattern: re.Pattern[str], text: str) -> str:
    shorter = pattern.sub("", text)
    return shorter if len(shorter) >= _LEAST_TITLE else text


def match_titles(left: Title, right: Title, find_known: Callable[[], frozenset[str]] = frozenset) -> TitleMatch:
    """Compare two titles; `find_known` tells the words of authors, venues and numbers, which a citation may carry in its title."""
    if left.letters == right.letters or left.words == right.words:
        return TitleMatch(Likeness.SAME, "same title")
    swapped = len(left.letters) > len(right.letters) or (len(left.letters) == len(right.letters) and left.letters > right.letters)
    if swapped:
        left, right = right, left  # the shorter one is on the left from here
    if (left.lost or right.lost) and count_edits(left.letters, right.letters) <= left.lost + right.lost:
        return TitleMatch(Likeness.MISSPELT, "title differs by lost letters")
    if _far_apart(left, right):
        return TitleMatch(Likeness.UNLIKE, "titles unlike", changed=len(right.telling - left.telling))
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
            return TitleMatch(Likeness.REORDERED, "title differs in the order of words", numbers)
        letters = sum(slip.letters for slip in slips)
        reason = f"title differs by {letters} letter{'s' * (letters > 1)}" if letters else "title differs in small words"
        return TitleMatch(Likeness.MISSPELT, reason, numbers, slips=tuple(slips))
    if not told_left:
        return _match_longer(left, right, tuple(told_right), find_known(), numbers)
    if left.letters and right.letters.startswith(left.letters):
        likeness = Likeness.CUT if left.cut or len(left.letters) >= _LEAST_CUT else Likeness.HEAD
        return TitleMatch(likeness, "one title is cut short", numbers, tuple(told_right), changed=changed)
    return _match_changed(left, right, (only_left, only_right), find_known(), numbers, swapped=swapped)


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
    is_dressed = any(not _find_strange(told, frozenset()) for told in (told_left, told_right))  # not drug here and alcohol there
    is_dressed = is_dressed and not _find_strange(told_left, known) and not _find_strange(told_right, known)
    if is_dressed and len(left.telling & right.telling) >= _LEAST_MAIN:
        return TitleMatch(Likeness.DRESSED, "one title carries authors or venue", numbers)
    here, there = " ".join(told_left), " ".join(told_right or only[1])
    what = f"titles differ: {there} / {here}" if swapped else f"titles differ: {here} / {there}"
    every = len(left.telling | right.telling)
    kept = len(left.telling) - len(told_left)
    share = kept / max(1, len(left.telling), len(right.telling))
    if len(told_left) == len(told_right) == 1 and kept >= _LEAST_SLIPPED and are_alike(told_left[0], told_right[0]):
        return TitleMatch(Likeness.SLIPPED, what, numbers, slips=(Slip(told_left[0], told_right[0], 0),))
    if kept >= 2 and (changed == 1 or share >= 0.75):
        return TitleMatch(Likeness.REWORDED, what, numbers, tuple(told_right), changed=changed)
    if share >= 0.4:
        return TitleMatch(Likeness.RELATED, f"titles share {kept} of {every} words", numbers, tuple(told_right), changed=changed)
    return TitleMatch(Likeness.UNLIKE, "titles unlike", numbers, changed=changed)


def _are_reordered(left: Title, right: Title) -> bool:
    one, other = ([word for word in title.words if word not in STOP_WORDS] for title in (left, right))
    return one != other and sorted(one) == sorted(other)


def _far_apart(left: Title, right: Title) -> bool:
    """Say whether two titles share so few words and letters that a closer look would find them unlike."""
    if len(left.telling & right.telling) >= _LEAST_SHARED * min(len(left.telling), len(right.telling)):
        return False
    from rapidfuzz.distance import Indel  # ingest imports this module and seldom comes here

    return Indel.normalized_similarity(left.letters, right.letters, score_cutoff=_LEAST_LETTERS) < _LEAST_LETTERS


def _find_strange(words: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the words that are neither known nor what a citation says between its parts.

    A letter alone may be an initial where longer words are known, and never otherwise: it tells drug B from drug A.
    """
    longer = [word for word in words if len(word) > 1 or word.isdigit()]
    strange = [word for word in longer if word not in known and word not in _CITATION_WORDS]
    return strange if len(strange) < len(longer) else list(words)


def _stand_about(extra: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether words stand before and behind a title, as what a citation adds does, and not inside it, but for numbers."""
    own = [at for at, word in enumerate(words) if word not in extra and word not in STOP_WORDS]
    return not own or not any(word in extra and not word.isdigit() for word in words[own[0] : own[-1]])


def _match_longer(left: Title, right: Title, extra: tuple[str, ...], known: frozenset[str], numbers: tuple[str, str] | None) -> TitleMatch:
    """Compare where the longer title holds every telling word of the shorter one."""
    strange = [word for word in _find_strange(extra, known) if not word.isdigit()]
    if len(strange) > 1 and "".join(strange) in known:  # "war muth"
        strange = []
    if not strange and _stand_about(extra, right.words) and len(left.telling) >= _LEAST_MAIN:
        return TitleMatch(
            Likeness.DRESSED, "one title carries authors or venue", numbers if numbers and numbers[1] not in known else None, extra
        )
    if right.letters.startswith(left.letters):
        if left.letters in right.breaks and len(left.telling) >= _LEAST_MAIN:
            return TitleMatch(Likeness.SUBTITLE, "one title leaves out the subtitle", numbers, extra, changed=len(extra))
        ends_inside = not any(spell("".join(right.words[:count])) == left.letters for count in range(1, len(right.words)))
        if left.cut or (ends_inside and len(left.letters) >= _LEAST_CUT):
            return TitleMatch(Likeness.CUT, "one title is cut short", numbers, extra, changed=len(extra))
    likeness = Likeness.CONTAINED if len(left.telling) >= _LEAST_MAIN and left.letters in right.letters else Likeness.REWORDED
    if right.letters.startswith(left.letters):
        likeness = Likeness.HEAD
    if len(left.telling) * 2 < len(right.telling) and likeness is Likeness.REWORDED:
        likeness = Likeness.RELATED
    shown = " ".join(strange[:6]) + (" ..." if len(strange) > 6 else "")
    return TitleMatch(likeness, f"only one title has: {shown}", numbers, extra, changed=len(extra))
