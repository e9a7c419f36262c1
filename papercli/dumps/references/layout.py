"""How a list of references is laid out: the marks, the indentation and the width that tell where an entry begins."""

import re
from collections import Counter
from collections.abc import Sequence

from papercli.dumps.pages.lines import Line
from papercli.patterns import late

# What a wiki sets there for those who read aloud, in the languages of the largest.
_BACK = (
    r"(?:jump\sup(?:\sto)?|hochspringen(?:\snach)?|(?:volver|ir)\sarriba|saltar\sa|revenir\splus\shaut(?:\sen)?|salta\sa|ir\spara(?:\scima)?|naar\sboven(?:\sspringen)?)"
    r"\s?:?\s{0,2}"
)
MARKS = {
    # "^", "1. ^ a b", "↑ a et b", "Jump up to:a b"; the letters are those of the places that cite it
    "caret": re.compile(
        rf"(?:\d{{1,3}}\.\s{{1,3}})?(?:(?i:{_BACK})?[\^↑]\s{{0,2}}(?i:{_BACK})?|(?i:{_BACK}))"
        r"(?:(?:[a-z]{1,2}|\d{1,3}[.,]\d{1,2})(?:\s(?:et\s|y\s|e\s)?(?:[a-z]{1,2}|\d{1,3}[.,]\d{1,2})){0,40}\s{1,2}(?=[^\W\d_a-z]|[\"“„«]))?"
    ),
    "brackets": re.compile(r"\[\s?(\d{1,4})\s?\]\.?\s{0,3}(?=\S)"),
    "label": re.compile(
        r"\[\s?(?:[a-z]{0,3}[A-Z][A-Za-z+*’'-]{0,20}\d{2,4}[a-z]?|[A-Z][\w+.,&; -]{1,60}\(?\d{4}[a-z]?\)?)\s?\]\s{0,3}(?=\S)"
        # "[HS]", "[Knu]", "[Se1]": neither what a work is, nor where it can be read
        r"|\[(?!(?:[Aa]bs|(?i:arxiv|code|doi|ebook|html|in|internet|link|on-?line|paper|pdf|ps|slides|url|video|web|www))\])"
        r"\s?[A-Z][A-Za-z+*’'-]{0,11}\d?\s?\]\s{1,8}(?=[^\W\d_]|[“\"])"
    ),
    "stop": re.compile(r"(\d{1,3})\.\s{1,3}(?=\S)"),
    "bracket": re.compile(r"(\d{1,3})\)\s{1,3}(?=\S)"),
    "round": re.compile(r"\((\d{1,3})\)\s{1,3}(?=\S)"),
    "bare": re.compile(r"(\d{1,3})\s{1,3}(?=[A-Z\u00c0-\u00de\"“])"),
    "letter": re.compile(
        r"[CJWPTBS]\.?\d{1,3}[.:)]?\s{1,3}(?=\S)|\[[CJWPTBS]\.?\d{1,3}\]\s{1,3}(?=\S)"
    ),
    "bullet": re.compile(r"[-*•–·‣◦▪■●○]\s{1,3}(?=\S)"),
}
_SURE = frozenset({"brackets", "stop", "bracket", "round"})
COUNTED = _SURE | {"bare"}
_SURVEYED = 2_000  # lines
CLOSED = late(r"(?:[.!?)\]>\d/”\"]|https?://\S{1,300}|10\.\d{4,9}/\S{1,300})$")
SHORT = 40  # characters; no entry is shorter
_FEWEST_BROKEN = 6  # a sixth of the lines at least ends amid a sentence where text is wrapped
STEP = 3  # numbers that may be missing
# How an entry may begin: a name in one of the forms that styles use, a dash, a quotation mark.
_NAME = r"[^\W\d_a-z][\w'’‘-]{0,30}"
START = late(
    rf"(?:(?:van|von|de|der|den|di|du|da|dos|la|le|el|al|ten|ter|zu|zur|af)\s){{0,3}}{_NAME}(?:[\s-]{_NAME}){{0,2}},\s[^\W\d_a-z]"
    rf"|(?:[^\W\d_a-z][\w]{{0,2}}\.\s?-?){{1,4}}(?:(?:van|von|de|der|den|di|du|da|dos|la|le)\s){{0,3}}{_NAME}"
    rf"|(?:(?:van|von|de|der|den|di|du|da|dos|la|le)\s){{0,3}}{_NAME}(?:[\s-]{_NAME}){{0,2}}\s[A-Z]{{1,4}}(?:,|\.|\s\(|\set\sal)"
    rf"|{_NAME}\s(?:[A-Z]\.\s){{0,2}}(?:{_NAME}\s?){{1,3}}(?:,|\.|:|\s(?:and|&|und|et|y|e|i|en|och|og|ja|a|ve)\s|\s\(|;)"
    r"|[^\W\d_][\w'’-]{1,30},\s[^\W\d_]\.[,\s]"  # "boyd, d., & Crawford, K."
    r"|[-\u2013-\u2015_]{2,6}[.,\s]|[“\"]|(?:[A-Z][\w&'-]{1,30},?\s(?:of\s|the\s|for\s|and\s|&\s)?){0,7}[A-Z][\w&'-]{1,30}\.?\s?\(\d{4}"
)


def dominant_mark(lines: Sequence[Line]) -> str | None:
    """Return the kind of mark that begins the entries of a list, or None."""
    counts: Counter[str] = Counter()
    due: dict[str, int] = {}
    for line in lines[:_SURVEYED]:
        for kind, pattern in MARKS.items():
            found = pattern.match(line.text)
            if found is None or not found[0]:
                continue
            if kind in COUNTED:
                number = int(found[1])
                if kind in due and not (due[kind] <= number < due[kind] + STEP or number == 1):
                    continue
                due[kind] = number + 1
            counts[kind] += 1
            break
    if not counts:
        return None
    kind, count = counts.most_common(1)[0]
    paragraphs = sum(line.after_blank or not at for at, line in enumerate(lines[:_SURVEYED]))
    if paragraphs == 1 and count == 1:  # one entry, copied with its number
        return kind if kind in _SURE and MARKS[kind].match(lines[0].text) else None
    return kind if count > 1 and (3 * count >= paragraphs or count > 4) else None


def width_of(lines: Sequence[Line]) -> int:
    """Return how many characters a line of wrapped text has, or 0 where each entry stands on one line."""
    long = [line.text for line in lines if len(line.text) > SHORT]
    broken = sum(CLOSED.search(text) is None for text in long)
    return max(map(len, long)) if long and _FEWEST_BROKEN * broken > len(long) else 0


def _level_of_paragraphs(lines: Sequence[Line]) -> int | None:
    """Return how far in most paragraphs begin, where every other line stands further in."""
    openers = Counter(line.indent for at, line in enumerate(lines) if line.after_blank or not at)
    level, count = openers.most_common(1)[0]
    others = [line for line in lines[1:] if not line.after_blank]
    are_hanging = bool(others) and all(line.indent > level for line in others)
    return level if count > 2 and are_hanging else None


def levels_of(lines: Sequence[Line]) -> frozenset[int] | None:
    """Return how far in the first lines of entries stand, or None where indentation does not tell."""
    indents = Counter(line.indent for line in lines)
    if len(indents) < 2:
        return None
    if (level := _level_of_paragraphs(lines)) is not None:
        return frozenset({level})
    first = Counter(line.indent for line in lines if START.match(line.text))
    if not first:
        return None
    level = first.most_common(1)[0][0]
    others = [line for line in lines if line.indent != level]
    begun = sum(START.match(line.text) is not None for line in others)
    return frozenset({level}) if 4 * begun < max(len(others), 4) else None
