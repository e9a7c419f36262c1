"""How sure a page or a mail shows its own marks, and little else."""

from collections.abc import Callable, Iterable

from papercli.dumps.base import Record, Skipped

_SURE = 0.98  # surer than labels alone, which such pages have, too


def evidence(
    found: Iterable[Record | Skipped], is_marked: Callable[[Record], bool], least: int = 1
) -> float:
    """Return how sure it is that a dump is of a kind, from what its reader found in the head.

    At least a quarter of it must be records that show the marks of the kind, and `least` of these:
    a mail may be damaged, and stand among the remarks of who passed it on.
    """
    units = list(found)
    marked = sum(isinstance(each, Record) and is_marked(each) for each in units)
    return _SURE * min(1.0, 4 * marked / len(units)) if marked >= max(least, 1) else 0.0
