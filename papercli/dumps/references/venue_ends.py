"""Where the name of a venue ends and a publisher begins."""

import re

from papercli.dumps.references.abbreviations import PUBLISHER
from papercli.dumps.references.shortened import is_abbreviated, is_shortened, may_be_cut
from papercli.dumps.references.titles import is_venue
from papercli.patterns import late

_CUT_BEHIND = late(r"[A-Z][\w-]{1,12}\.(?:\s|$)")  # the next word of an abbreviated venue
_PLACE_AND_PUBLISHER = late(r"[A-Z][^.:;,]{1,30}(?:,\s[A-Z][A-Z.]{1,6})?:\s[A-Z]")


def end_of_venue(text: str, *, stopped: bool) -> int:
    """Return where a venue ends and a publisher begins."""
    if is_shortened(text, stopped=stopped):
        return len(text)
    for each in re.finditer(r"[.;]\s{1,2}(?=[A-Z])", text):
        last = re.split(r"[\s-]", text[: each.start()])[-1]
        behind = text[each.end() :]
        if is_abbreviated(last) or (may_be_cut(last) and _CUT_BEHIND.match(behind)):
            continue
        if (
            _PLACE_AND_PUBLISHER.match(behind)
            or text[each.start()] == ";"
            or (
                (PUBLISHER.search(behind) or "," in behind or ":" in behind)
                and is_venue(text[: each.start()])
                and not is_venue(text)
            )
        ):
            return each.start()
    return len(text)
