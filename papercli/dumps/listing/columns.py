"""Text in two columns, as programs print it: the left one is read first, then the right one."""

from collections import Counter
from collections.abc import Iterable, Iterator

from papercli.patterns import late

_GAP = late(r"(?:^|(?<=\S)) {2,}(?=\S)")
_FEWEST = 10  # lines that show a gutter
_MOSTLY = 0.5  # share of lines that have text behind it
_HARDLY = 0.02  # share of lines that have text in it
_NARROWEST = 30  # columns of text
_LONGEST = 5_000  # lines of a page


def find_gutter(lines: Iterable[str]) -> int | None:
    """Return the column at which the right one of two columns starts, or None."""
    starts: Counter[int] = Counter()
    held: list[str] = []
    for line in lines:
        held.append(shown := line.expandtabs().rstrip())
        starts.update(found.end() for found in _GAP.finditer(shown) if found.end() >= _NARROWEST)
    filled = [line for line in held if line.strip()]
    if not starts or len(filled) < _FEWEST:
        return None
    gutter, count = starts.most_common(1)[0]
    crossed = sum(line[gutter - 2 : gutter].strip() != "" for line in filled)
    widest = max(len(line) for line in filled) - gutter
    is_one = count >= _MOSTLY * len(filled) and crossed <= _HARDLY * len(filled)
    return gutter if is_one and widest >= _NARROWEST else None


def in_order(
    lines: Iterable[tuple[int, str]], gutter: int, *, paged: bool
) -> Iterator[tuple[int, str]]:
    r"""Yield numbered lines of two columns as they are read.

    Where pages end with a form feed, text goes on from column to column (`\f` stands between);
    else a blank line ends what stands side by side.
    """
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for number, line in lines:
        shown = line.expandtabs().rstrip()
        ends = "\f" in line if paged else not shown
        if (ends or len(left) >= _LONGEST) and left:
            yield from _join(left, right, paged=paged)
            left, right = [], []
        at = gutter
        if shown[gutter - 1 : gutter].strip():  # a long word runs into the gutter
            at = next((each.end() for each in _GAP.finditer(shown, gutter)), len(shown))
        left.append((number, shown[:at].rstrip() + "\n"))
        right.append((number, shown[at:] + "\n"))
    yield from _join(left, right, paged=paged)


def _join(
    left: list[tuple[int, str]], right: list[tuple[int, str]], *, paged: bool
) -> Iterator[tuple[int, str]]:
    """Yield one column after the other, and between them what parts or joins their texts."""
    for column in (left, right):
        yield from column
        goes_on = paged and column and column[-1][1].strip()
        yield (0, "\f\n" if goes_on else "\n")
