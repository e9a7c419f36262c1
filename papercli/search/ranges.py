"""Ranges of years and of counts, as a query writes them."""

import re

from papercli.patterns import late
from papercli.search.nodes import Count, CountField, Years

_RANGE = late(r"(\d+)?(\.\.\.?|[-–—…])(\d+)?|(\d+)")
_COMPARED = late(r"([<>])(=?)(\d+)")


def read_years(text: str) -> Years | None:
    """Return the years that a text names: `2019`, `2015..2020`, `>=2017`."""
    found = _range(text, 4, 4)
    return Years(*found) if found else None


def read_count(field: CountField, text: str) -> Count | None:
    """Return the numbers of citations or votes that a text names: `12`, `5..20`, `>=100`."""
    found = _range(text, 1, 9)
    return Count(field, *found) if found else None


def is_reversed(text: str) -> bool:
    """Say whether a range begins with its larger number: `2025..2010`."""
    found = _RANGE.fullmatch(text)
    return found is not None and bool(found[1] and found[3]) and int(found[1]) > int(found[3])


def _range(text: str, least: int, most: int) -> tuple[int | None, int | None] | None:
    """Return the first and the last number in `5`, `5..20`, `..20` or `>=5`; None is open.

    Each has from `least` to `most` digits.
    """
    if not all(least <= len(each) <= most for each in re.findall(r"\d+", text)):
        return None
    if compared := _COMPARED.fullmatch(text):
        number = int(compared[3])
        if compared[1] == ">":
            return number + (not compared[2]), None
        return None, number - (not compared[2])
    found = _RANGE.fullmatch(text)
    if found is None or not (found[1] or found[3] or found[4]):
        return None
    first, last = (found[4], found[4]) if found[4] else (found[1], found[3])
    if first and last and int(first) > int(last):
        first, last = last, first
    return int(first) if first else None, int(last) if last else None
