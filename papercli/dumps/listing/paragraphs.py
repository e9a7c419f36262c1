"""Lines into titles and abstracts, also where a mailer or an editor has wrapped them.

A long line is an abstract. What stands between long lines is divided by the cheapest reading: a
title is short and has no sentence end, an abstract is sentences, they take turns, and a line break
in wrapped text ends a paragraph only where the next word would still have fitted on the line, or by
chance where it would not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from papercli.dumps.listing.prose import (
    FULL_STOP,
    SENTENCE_BREAK,
    SHORT_ABSTRACT,
    Features,
    features_of,
)
from papercli.errors import DumpError

_LONGEST_WRAPPED = 110  # columns; nobody wraps wider
_LONGEST_TITLE = 250  # characters; the longest among the 100,000 arXiv titles measured has 245
_LONG_ABSTRACT = 1750  # characters; 19 in 20 of the 100,000 arXiv abstracts are shorter
_LONGEST_BLOCK = 6_500  # characters; by the costs below, a longer one is read cheaper as two
_REGION = 50_000  # lines held at once; more come only from a text that is wrapped throughout, and are read in parts
_STRAYS = 100  # one line in so many may start in lower case and yet be a title ("pix2pix")
_NARROWEST = 30  # columns; what is narrower is a list of words
_FEWEST_WRAPPED = 4  # lines that fill the width before a text counts as wrapped

_BREAKABLE_HYPHEN = re.compile(r"\w[^\W\d]-(?=\w[^\W\d])")

# Costs of reading lines one way; only their order of magnitude matters, and the tests pin what
# follows from them.
_HARD_INSIDE = 8.0  # a paragraph goes on although the next word would have fitted
_GAP_INSIDE = 20.0  # a paragraph goes on over a blank line or furniture
_SOFT_BREAK = 2.0  # a paragraph ends just where the line is full: one line in ten
_LONE_TITLE = 5.0
_LONE_ABSTRACT = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line of a dump that is neither blank nor furniture."""

    number: int
    text: str
    width: int  # columns it took in the dump, with what has been taken off it since
    after_gap: bool  # a blank line or furniture stands before it


@dataclass(frozen=True, slots=True)
class Block:
    """A title or an abstract, in one line of text."""

    line: int
    text: str
    is_title: bool


def divide(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield the titles and abstracts that `lines` hold, in their order."""
    region: list[Line] = []
    try:
        for line in lines:
            if _is_long(line.text):
                yield from _divide_region(region, before_abstract=True)
                region = []
                yield Block(line.number, line.text, is_title=False)
            else:
                region.append(line)
                if len(region) >= _REGION:
                    *whole, open_block = _divide_region(region, before_abstract=False)
                    yield from whole
                    region = [each for each in region if each.number >= open_block.line]
    except DumpError:  # the last block is cut off
        yield from _divide_region(region, before_abstract=False)[:-1]
        raise
    yield from _divide_region(region, before_abstract=False)


def _is_long(text: str) -> bool:
    if len(text) <= _LONGEST_WRAPPED:
        return False
    return (
        len(text) > _LONGEST_TITLE
        or FULL_STOP.search(text) is not None
        or SENTENCE_BREAK.search(text) is not None
    )


def _divide_region(lines: list[Line], *, before_abstract: bool) -> list[Block]:
    """Return the cheapest reading of `lines`, none of which is long, as titles and abstracts in turn."""
    if not lines:
        return []
    breaks = _breaks(lines)
    features = [features_of(line.text) for line in lines]
    # Cost of the cheapest reading of the first n lines that ends in a title, or in an abstract, and
    # where its last block starts.
    titles: list[tuple[float, int]] = [(inf, 0)]
    abstracts: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lines) + 1):
        title, abstract = (inf, 0), (inf, 0)
        for start, as_title, as_abstract in _blocks_ending_at(lines, features, breaks, end):
            after_title, after_abstract = titles[start][0], abstracts[start][0]
            to_title = to_abstract = 0.0
            if start and not breaks[start]:
                above, below = features[start - 1], features[start]
                common = _SOFT_BREAK + 3.0 * below.lower
                to_title = (
                    common + 2.0 * (1 - below.capitals + above.capitals) - 2.0 * above.sentence_end
                )
                to_abstract = (
                    common + 2.0 * (1 - above.capitals + below.capitals) - 1.0 * below.upper
                )
            title = min(
                title, (as_title + to_title + min(after_abstract, after_title + _LONE_TITLE), start)
            )
            # The start of the text counts as the end of an abstract, so an abstract there is a lone
            # one.
            abstract = min(
                abstract,
                (
                    as_abstract + to_abstract + min(after_title, after_abstract + _LONE_ABSTRACT),
                    start,
                ),
            )
        titles.append(title)
        abstracts.append(abstract)
    if_title, if_abstract = titles[-1][0], abstracts[-1][0]
    is_title = (
        if_title <= if_abstract + _LONE_ABSTRACT
        if before_abstract
        else if_title + _LONE_TITLE < if_abstract
    )
    return _walk_back(lines, titles, abstracts, is_title=is_title)


def _walk_back(
    lines: list[Line],
    titles: list[tuple[float, int]],
    abstracts: list[tuple[float, int]],
    *,
    is_title: bool,
) -> list[Block]:
    """Return the blocks of the cheapest reading, from its last block back to its first."""
    blocks: list[Block] = []
    end = len(lines)
    while end:
        start = (titles if is_title else abstracts)[end][1]
        blocks.append(Block(lines[start].number, _join(lines[start:end]), is_title))
        after_title, after_abstract = titles[start][0], abstracts[start][0]
        is_title = (
            after_title + _LONE_TITLE < after_abstract
            if is_title
            else after_title <= after_abstract + _LONE_ABSTRACT
        )
        end = start
    return blocks[::-1]


def _breaks(lines: list[Line]) -> list[bool]:
    """Say for each line whether a paragraph surely starts with it.

    The line before had room for its first word.
    """
    widest = _wrap_width(lines)
    if widest is None:
        return [True] * len(lines)
    # Editors differ in whether they break after a hyphen and in how they fill lines. The right
    # assumption is the strictest one under which no line that starts in lower case, and so goes on
    # with a sentence, would start a paragraph.
    splits_words = (
        sum(a.text.endswith("-") and b.text[:1].islower() for a, b in pairwise(lines))
        > len(lines) / 200
    )
    needed = [
        _width_needed(above, line, splits_words=splits_words) for above, line in pairwise(lines)
    ]
    going_on = sorted(
        need
        for need, line in zip(needed, lines[1:], strict=True)
        if line.text[:1].islower() and not line.after_gap and line.width <= widest
    )
    room = going_on[len(going_on) // _STRAYS] - 1 if going_on else widest
    return [True] + [
        line.after_gap or need <= room or max(line.width, above.width) > widest
        for need, above, line in zip(needed, lines, lines[1:], strict=False)
    ]


def _width_needed(above: Line, line: Line, *, splits_words: bool) -> int:
    """Return how wide the line above would have been with the first word of this one."""
    word = line.text.split(maxsplit=1)[0]
    if splits_words and (hyphen := _BREAKABLE_HYPHEN.search(word)):
        word = word[: hyphen.end()]
    return above.width + (0 if splits_words and above.text.endswith("-") else 1) + len(word)


def _wrap_width(lines: list[Line]) -> int | None:
    """Return the widest line of a wrapping that these lines show, or None if they were not wrapped."""
    widths = Counter(line.width for line in lines if line.width <= _LONGEST_WRAPPED)
    if not widths or not any(line.text[:1].islower() for line in lines):
        return None
    filling = {
        width: sum(n for each, n in widths.items() if width - 20 <= each <= width)
        for width in widths
    }
    width = max(filling, key=lambda each: (filling[each], each))
    if filling[width] < _FEWEST_WRAPPED:
        return None
    # A few wider lines belong to the same wrapping; a title that was not wrapped is wider still.
    while wider := [each for each in widths if width < each <= width + 3]:
        width = max(wider)
    return width if width >= _NARROWEST else None


def _blocks_ending_at(
    lines: list[Line], features: list[Features], breaks: list[bool], end: int
) -> Iterator[tuple[int, float, float]]:
    """Yield (start, cost as a title, cost as an abstract) for every block that could end before line `end`."""
    last = features[end - 1]
    inside = 0.0  # cost of the breaks that the block runs over
    length = sentences = 0
    odd = 0.0  # cost of lines that look like titles inside an abstract
    prose = 0.0  # cost of words that titles seldom have
    title_end = 5.0 * last.full_stop + 4.0 * last.left_open
    abstract_end = 4.0 * (not last.sentence_end) + 2.0 * last.left_open
    plain = 0.0  # cost of lines with few capitals inside a title
    below = last
    for start in range(end - 1, -1, -1):
        line = features[start]
        length += line.length + 1
        prose += 2.0 * line.prose
        sentences += line.sentences
        if length > _LONGEST_BLOCK and start < end - 1:
            return
        if start < end - 1:
            if line.full_stop and below.upper:
                sentences += 1
            if line.sentence_end and below.like_title:
                odd += 6.0 if start + 2 < len(features) and features[start + 2].upper else 3.0
            plain += 1.0 - below.capitals
            if breaks[start + 1]:
                inside += _GAP_INSIDE if lines[start + 1].after_gap else _HARD_INSIDE
                if inside > 2 * _HARD_INSIDE:
                    return
        below = line
        as_title = inf
        if length <= 2 * _LONGEST_TITLE:
            as_title = (
                inside
                + title_end
                + prose
                + 5.0 * sentences
                + 1.5 * line.lower
                + 2.0 * plain * line.capitals
            )
            as_title += 0.5 * (end - start - 1) + max(0.0, (length - 160) / 30)
        as_abstract = (
            inside
            + odd
            + abstract_end
            + 4.0 * line.lower
            + 2.0 * line.like_title
            + 1.0 * (sentences == 0)
        )
        as_abstract += (
            8.0
            if length < 60
            else 2.0
            if length < SHORT_ABSTRACT
            else max(0.0, (length - _LONG_ABSTRACT) / 150)
        )
        yield start, as_title, as_abstract


def _join(lines: list[Line]) -> str:
    """Return wrapped lines as one; a word split after its hyphen is made whole again."""
    text = lines[0].text
    for line in lines[1:]:
        text += (
            line.text
            if text.endswith("-") and len(text) > 1 and not text[-2].isspace() and text[-2] != "-"
            else f" {line.text}"
        )
    return text
