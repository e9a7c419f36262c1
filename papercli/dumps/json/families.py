"""JSON whose authors are family names alone, in one text: there `Smith, Jones` are two people, and not Jones Smith."""

from collections.abc import Iterator

from papercli.dumps.base import Skipped
from papercli.dumps.family_names import are_family_names_in, with_parted_families
from papercli.dumps.json.doubles import Object
from papercli.dumps.surveying import surveyed

_SURVEYED = 200  # objects


def with_families(
    found: Iterator[tuple[int, Object] | Skipped],
) -> Iterator[tuple[int, Object] | Skipped]:
    """Yield what was found, with semicolons between the authors where the first objects show that they are family names."""
    first, whole = surveyed(found, _SURVEYED)
    if are_family_names_in(each[1] for each in first if not isinstance(each, Skipped)):
        for each in whole:
            yield each if isinstance(each, Skipped) else (each[0], with_parted_families(each[1]))
    else:
        yield from whole
