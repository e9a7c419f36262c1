"""Lines as a mailer or an editor has wrapped them: where a paragraph surely starts, and lines made whole again."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from papercli.dumps.listing.marks import without_marks
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.patterns import late

LONGEST_WRAPPED = 110  # columns; nobody wraps wider
_STRAYS = 100  # one line in so many may start in lower case and yet be a title ("pix2pix")
_NARROWEST = 30  # columns; what is narrower is a list of words
_FEWEST_WRAPPED = 4  # lines that fill the width before a text counts as wrapped
_SPACED = 0.4  # share of titles, and of abstracts, among paragraphs that blank lines part

_SPLIT_WORD = late(r"[^\s-]-{1,2}$")
_AFTER_HANGING_HYPHEN = late(r"(?:and|or|to|und|oder|et|ou|y|o)\b")  # "two- or three-way"
_BREAKABLE_HYPHEN = late(r"\w[^\W\d]-(?=\w[^\W\d])")


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line of a dump that is neither blank nor furniture."""

    number: int
    text: str
    width: int  # columns it took in the dump, with what has been taken off it since
    after_gap: bool  # a blank line or furniture stands before it
    starts_item: bool | None = None  # it bears the next number of a list; None: there is no list
    starts_paragraph: bool = False  # by how far in it stands


def find_breaks(lines: list[Line], *, spaced: bool = False) -> list[bool]:
    """Say for each line whether a paragraph surely starts with it.

    The line before had room for its first word; where lines are `spaced`, a blank line stands
    between.
    """
    if spaced:
        return [not at or line.after_gap for at, line in enumerate(lines)]
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
        line.after_gap
        or line.starts_item is True
        or line.starts_paragraph
        or need <= room
        or max(line.width, above.width) > widest
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
    widths = Counter(line.width for line in lines if line.width <= LONGEST_WRAPPED)
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


def is_spaced(lines: list[Line]) -> bool:
    """Say whether blank lines part titles and abstracts: what stands between them reads like either."""
    starts = [at for at, line in enumerate(lines) if line.after_gap or not at]
    texts = [
        without_marks(join(lines[start:end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    titles = sum(map(reads_like_title, texts))
    abstracts = sum(map(reads_like_abstract, texts))
    return min(titles, abstracts) >= _SPACED * len(texts) > 1


def join(lines: list[Line]) -> str:
    """Return wrapped lines as one; a word split after its hyphen is made whole again."""
    pieces = [lines[0].text]
    for line in lines[1:]:
        if not _SPLIT_WORD.search(pieces[-1][-3:]) or _AFTER_HANGING_HYPHEN.match(line.text):
            pieces.append(" ")
        pieces.append(line.text)
    return "".join(pieces)
