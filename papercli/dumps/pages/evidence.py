"""How sure a page or a mail shows its own marks, and little else."""

import re
from collections.abc import Callable, Iterable

from papercli.dumps.base import Record, Skipped
from papercli.patterns import late

# What pages of results say beside a paper, and mails and lists do not.
_OF_RESULT = late(
    r"^(?:(?:research|review|short|survey|rapid)[- ](?:article|paper|communication)|open access|total (?:citations|downloads)\s?[\d,]+|tl;?dr|.{1,300}\sexpand|.{2,200}\s\+\d{1,4}\sauthors?\b.{0,80}"
    r"|(?:computer science|mathematics|medicine|physics|biology|chemistry|engineering|economics|psychology|environmental science|materials science|linguistics)(?:,\s[A-Z][a-z ]{3,30}){0,3})$",
    re.IGNORECASE | re.MULTILINE,
)
_OF_MARKUP = late(
    r"^(?:.{0,300}\*\*[^\s*][^*\n]{0,300}\*\*|.{0,300}\]\(https?:|#{1,6}\s\S|\s{0,12}[a-z][\w-]{1,20}::\s|\s{0,12}(?:[-*]{1,6}\s)?(?:TODO|DONE)\s|\s{0,4}`[^`\n]{1,40}`\s"
    r"|\s{0,12}:PROPERTIES:|\s{0,12}(?:SCHEDULED|CLOSED):)",
    re.MULTILINE,
)
_SURE = 0.98  # surer than labels alone, which such pages have, too


def shows_markup(head: str) -> bool:
    """Say whether a text is written in Markdown, in Org or for Logseq: its marks would become parts of titles."""
    return len(_OF_MARKUP.findall(head)) > 1


def is_result_page(head: str) -> bool:
    """Say whether a text looks copied from the results of a search, as Semantic Scholar and publishers show them."""
    return len(_OF_RESULT.findall(head)) > 1


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
