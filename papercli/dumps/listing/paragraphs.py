"""Lines into titles and abstracts, also where a mailer or an editor has wrapped them.

A long line is an abstract. What stands between long lines is divided by the cheapest reading: a
title is short and has no sentence end, an abstract is sentences, they take turns, and a line break
in wrapped text ends a paragraph only where the next word would still have fitted on the line, or by
chance where it would not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from papercli.dumps.listing.marks import without_marks
from papercli.dumps.listing.prose import (
    FULL_STOP,
    SENTENCE_BREAK,
    SHORT_ABSTRACT,
    Features,
    features_of,
)
from papercli.dumps.listing.wrapping import LONGEST_WRAPPED, Line, find_breaks, is_spaced, join
from papercli.errors import DumpError

_LONGEST_TITLE = 250  # characters; the longest among the 100,000 arXiv titles measured has 245
_LONG_ABSTRACT = 1750  # characters; 19 in 20 of the 100,000 arXiv abstracts are shorter
_LONGEST_BLOCK = 6_500  # characters; by the costs below, a longer one is read cheaper as two
_REGION = 50_000  # lines held at once; more come only from a text that is wrapped throughout, and are read in parts


# Costs of reading lines one way; only their order of magnitude matters, and the tests pin what
# follows from them.
_HARD_INSIDE = 8.0  # a paragraph goes on although the next word would have fitted
_GAP_INSIDE = 20.0  # a paragraph goes on over a blank line or furniture
_SOFT_BREAK = 2.0  # a paragraph ends just where the line is full: one line in ten
_MISNUMBERED = 12.0  # a title without a number where others have one, or an abstract with one
_UNSPACED = 8.0  # a paragraph ends without a blank line where others have one
_LONE_TITLE = 5.0
_LONE_ABSTRACT = 6.0


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


def _is_long(line: str) -> bool:
    text = without_marks(line)
    if len(text) <= LONGEST_WRAPPED:
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
    spaced = is_spaced(lines)
    breaks = find_breaks(lines, spaced=spaced)
    soft_break = _SOFT_BREAK + (_UNSPACED if spaced else 0.0)
    features = [features_of(without_marks(line.text)) for line in lines]
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
                common = soft_break + 3.0 * below.lower
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
        blocks.append(Block(lines[start].number, join(lines[start:end]), is_title))
        after_title, after_abstract = titles[start][0], abstracts[start][0]
        is_title = (
            after_title + _LONE_TITLE < after_abstract
            if is_title
            else after_title <= after_abstract + _LONE_ABSTRACT
        )
        end = start
    return blocks[::-1]


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
        if lines[start].starts_item is not None:  # all titles have numbers, and no abstract has
            as_title += 0.0 if lines[start].starts_item else _MISNUMBERED
            as_abstract += _MISNUMBERED if lines[start].starts_item else 0.0
        as_abstract += (
            8.0
            if length < 60
            else 2.0
            if length < SHORT_ABSTRACT
            else max(0.0, (length - _LONG_ABSTRACT) / 150)
        )
        yield start, as_title, as_abstract
