"""What OpenReview says in the place of a venue: where a paper appeared, in which form, or that it did not."""

import re

from papercli.dumps.values import read_text
from papercli.patterns import late

_NOT_THERE = late(
    r"\bsubmitted\b|under\sreview|\b(?:withdrawn|rejected|submission)\b|desk\sreject", re.IGNORECASE
)
_FORM = late(
    r"[\s,]{1,3}\(?(?:(?:accept(?:ed)?|as|conditional|notable)\s?[(:-]?\s?)?(?:posters?|orals?|spotlights?|talks?|(?:notable[\s-])?top[\s-]\d{1,2}\s?%|accept(?:ed)?)\)?$",
    re.IGNORECASE,
)
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def published_at(value: object) -> str | None:
    """Return the venue in `ICLR 2024 poster`; None for `Submitted to ICLR 2025`, which is none yet."""
    text = read_text(value)
    if text is None or _NOT_THERE.search(text):
        return None
    text = re.sub(r"^(?:accepted|published)\s(?:by|at|in|to)\s", "", text, flags=re.IGNORECASE)
    while text and (found := _FORM.search(text)):
        text = text[: found.start()]
    return text or None


def year_of(venue: str | None) -> str | None:
    """Return the one year that a venue names."""
    years = set(_YEAR.findall(venue or ""))
    return years.pop() if len(years) == 1 else None
