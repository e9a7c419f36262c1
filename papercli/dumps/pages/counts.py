"""Numbers that count the papers of a copied list, and codes that name them, in front of their titles."""

from dataclasses import replace
from itertools import pairwise

from papercli.dumps.pages.lines import Line
from papercli.patterns import late

_COUNT = late(r"(\d{1,4})\s{1,4}(?=[A-Z\d\"“(])")
_CODE = late(r"[a-z]{1,2}\d{4,6}\s{1,4}(?=[A-Z\d\"“(])")  # of working papers
_FEWEST_COUNTED = 3


def without_counts(lines: list[Line]) -> list[Line]:
    """Return the lines of a list without the numbers that count its papers, or the codes that name them."""
    counted = {
        at: int(found[1]) for at, line in enumerate(lines) if (found := _COUNT.match(line.text))
    }
    steps = sum(later - former == 1 for former, later in pairwise(counted.values()))
    coded = [at for at, line in enumerate(lines) if _CODE.match(line.text)]
    if len(counted) >= _FEWEST_COUNTED and steps == len(counted) - 1:
        pattern, places = _COUNT, frozenset(counted)
    elif len(coded) >= _FEWEST_COUNTED:
        pattern, places = _CODE, frozenset(coded)
    else:
        return lines
    return [
        replace(line, text=pattern.sub("", line.text, count=1)) if at in places else line
        for at, line in enumerate(lines)
    ]
