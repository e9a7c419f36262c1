"""The orders in which papers are listed, and the numbers by which the index finds the first of each.

A number holds as much of a key as its 64 bits can: papers of the same number are put in order by the key.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from papercli.model import Paper, year_of
from papercli.patterns import late
from papercli.text import fold, fold_title

_ARTICLE = late(r"(?:the|an?) (?=.)")
_ID_DIGITS, _ID_BITS = 6, 24  # of an id, below a key that many papers share
_LARGEST = (1 << 39) - 1  # what is left above those
_TEXT_BYTES = 8


class Order(NamedTuple):
    """How papers are placed."""

    key_of: Callable[[Paper], Any]  # None where what is asked for is unknown
    number: Callable[[Any], int]  # of a key, which grows as it does
    is_shared: bool  # many papers have the same key
    largest_first: bool = False


def _by_title(paper: Paper) -> str:
    """Return a title as libraries file it: without the article that begins it."""
    return _ARTICLE.sub("", fold_title(paper.title), count=1)


def _year(paper: Paper) -> int | None:
    """Return the year that is shown of a paper, dated or not."""
    return None if paper.date and paper.year is None else year_of(paper)


def _by_author(paper: Paper) -> tuple[str, str, int] | None:
    """Return the first author's family name, the rest of the name, and the year."""
    from papercli.names import names_of  # no other order needs it

    if not paper.authors:
        return None
    name = names_of(paper.authors[:1], paper.names[:1])[0]
    year = _year(paper) or 0
    return fold(name.family or name.literal or ""), fold(name.given or ""), year


def _by_date(paper: Paper) -> str | None:
    """Return the date as far as it is known: the year alone comes before its months."""
    year = _year(paper)
    return paper.date or (f"{year:04}" if year else None)


def _of_count(count: int) -> int:
    return min(max(count, 0), _LARGEST)


def _of_date(date: str) -> int:
    year, month, day = (f"{date}--".split("-"))[:3]
    numbers = [int(part) if part.isdecimal() else 0 for part in (year, month, day)]
    return _of_count(numbers[0] * 10_000 + numbers[1] * 100 + numbers[2])


def _of_text(text: str) -> int:
    start = text.encode("utf-8", "replace")[:_TEXT_BYTES]
    return int.from_bytes(start.ljust(_TEXT_BYTES, b"\0"), "big")


ORDERS = {
    "title": Order(_by_title, _of_text, is_shared=False),
    "author": Order(_by_author, lambda key: _of_text("\0".join(key[:2])), is_shared=False),
    "year": Order(_year, _of_count, is_shared=True),
    "date": Order(_by_date, _of_date, is_shared=True, largest_first=True),
    "citations": Order(
        lambda paper: paper.citations, _of_count, is_shared=True, largest_first=True
    ),
    "votes": Order(lambda paper: paper.votes, _of_count, is_shared=True, largest_first=True),
}
FIRST_BY = {name: f"by_{name}" for name in ORDERS}  # the fields of the index


def numbers_of(paper: Paper) -> Iterator[tuple[str, int]]:
    """Yield the field of each order in which a paper has a place, and its number."""
    for name, order in ORDERS.items():
        if (key := order.key_of(paper)) is None:
            continue
        number = order.number(key)
        if order.is_shared:  # above what the field holds, all tie
            is_beyond = number == _LARGEST
            start = _start_of_id(paper.id, is_downward=order.largest_first)
            number = number << _ID_BITS | ((1 << _ID_BITS) - 1 if is_beyond else start)
        yield FIRST_BY[name], number


def _start_of_id(identifier: str, *, is_downward: bool) -> int:
    """Return bits that keep papers of one key in the order of their ids, also where the largest comes first."""
    try:
        number = int(identifier[:_ID_DIGITS].ljust(_ID_DIGITS, "0"), 16)
    except ValueError:  # the id of a damaged line
        number = 0
    return (1 << _ID_BITS) - 1 - number if is_downward else number
