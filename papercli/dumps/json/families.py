"""JSON whose authors are family names alone, in one text: there `Smith, Jones` are two people, and not Jones Smith."""

from collections.abc import Iterator
from itertools import chain, islice

from papercli.dumps.base import Skipped
from papercli.dumps.family_names import are_family_names_in, with_parted_families
from papercli.dumps.json.doubles import Object
from papercli.errors import DumpError

_SURVEYED = 200  # objects


def with_families(
    found: Iterator[tuple[int, Object] | Skipped],
) -> Iterator[tuple[int, Object] | Skipped]:
    """Yield what was found, with semicolons between the authors where the first objects show that they are family names."""
    first: list[tuple[int, Object] | Skipped] = []
    fault: DumpError | None = None
    try:
        first.extend(islice(found, _SURVEYED))
    except DumpError as error:  # what stands before that is read, too
        fault = error
    whole = chain(first, found if fault is None else _raised(fault))
    if are_family_names_in(each[1] for each in first if not isinstance(each, Skipped)):
        for each in whole:
            yield each if isinstance(each, Skipped) else (each[0], with_parted_families(each[1]))
    else:
        yield from whole


def _raised(fault: DumpError) -> Iterator[tuple[int, Object] | Skipped]:
    raise fault
    yield
