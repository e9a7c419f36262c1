"""Dump formats.

The one that a dump is in is found from its content, and its records are read one by one.
"""

from collections.abc import Iterable, Iterator

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import DOCUMENTS, FORMATS, format_named
from papercli.dumps.input import archives
from papercli.dumps.input.archives import time_of
from papercli.dumps.input.encoding import check_encoding
from papercli.dumps.input.files import Dump, Found, open_dump
from papercli.dumps.input.mails import Mailbox
from papercli.dumps.mail.unwrap import unwrap
from papercli.dumps.reading import read, read_detected
from papercli.errors import DumpError

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "Dump",
    "DumpFormat",
    "Found",
    "Record",
    "Skipped",
    "check_encoding",
    "detect",
    "find_dumps",
    "format_named",
    "open_dump",
    "read",
    "read_detected",
    "time_of",
]


def find_dumps(paths: Iterable[str]) -> Iterator[str | Found]:
    """Yield each dump in `paths`: folders, archives and mails give what is in them.

    A `Found` is to be opened before the next one is asked for.
    """
    for each in archives.find_dumps(paths):
        yield from unwrap(each, _count_papers) if isinstance(each, Mailbox) else [each]


def _count_papers(found: Found) -> int:
    """Return how many papers what may be a dump holds in its own format.

    None where it does not show that it is one.
    """
    try:
        with open_dump(found) as dump:
            units = read(dump, detect(dump))
            return sum(isinstance(each, Record) and each.format is None for each in units)
    except DumpError:
        return 0
