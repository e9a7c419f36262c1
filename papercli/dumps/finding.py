"""The dumps in what a reader names: files, folders, archives, and what stands in mails."""

from collections.abc import Iterable, Iterator

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.input import archives
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.input.mails import Mailbox
from papercli.dumps.mail.unwrap import unwrap
from papercli.dumps.reading import read
from papercli.errors import DumpError


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
