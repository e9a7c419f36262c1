"""Whether a file met in a folder or an archive is a dump at all.

A licence, a manual or a program reads like titles and paragraphs, too.

A file that a reader names is read in any case. One that is only met must show what it is: by the
marks of a format, or, where any text would do, by the rhythm of a listing, a title and its abstract
in turn.
"""

from collections.abc import Iterable

from papercli.dumps.base import Record, Skipped
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title

SURE = 0.3  # of a format's sniff: from here on the format shows in the file itself
# Share of what a file holds that is a title with its abstract. Measured on ten listings and four
# hundred licences, manuals, logs of changes and programs: the listings have .75 and more, the
# others of more than one record at most .43.
_LEAST = 0.6


def is_listing(found: Iterable[Record | Skipped]) -> bool:
    """Say whether most of what was found are titles with their abstracts."""
    units = [
        isinstance(each, Record)
        and reads_like_title(each.title)
        and reads_like_abstract(each.abstract or "")
        for each in found
    ]
    return sum(units) >= _LEAST * max(len(units), 1)


def shows_rhythm(found: Iterable[Record | Skipped]) -> bool:
    """Say whether several titles with their abstracts were found, and little else."""
    units = list(found)
    return len(units) > 1 and is_listing(units)
