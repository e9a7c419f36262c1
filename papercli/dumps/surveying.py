"""A look at the first of what is read, of which nothing is lost: not even where the dump breaks off within it."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from papercli.errors import DumpError

_Unit = TypeVar("_Unit")


def surveyed(found: Iterator[_Unit], most: int) -> tuple[list[_Unit], Iterator[_Unit]]:
    """Return up to `most` of what is read, and all of it; an error that ends the first is raised behind them."""
    first: list[_Unit] = []
    try:
        first.extend(islice(found, most))
    except DumpError as error:
        return first, chain(first, _raised(error))
    return first, chain(first, found)


def _raised(fault: DumpError) -> Iterator[_Unit]:
    raise fault
    yield
