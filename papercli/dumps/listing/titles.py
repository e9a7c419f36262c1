"""Plain titles, one a line, for lists without abstracts. Never detected: any text would do."""

from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.furniture import is_notice, is_placeholder
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.listing.marks import plain_title, was_ticked
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.identifiers import normalise_arxiv
from papercli.text import clean

_LONGEST = 500  # characters; a longer line is an abstract


def sniff(_: str) -> float:
    """Say that nothing is a list of titles unless the user says so."""
    return 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each line that is not blank, without its bullet or number."""
    for number, line in numbered_lines(dump):
        text = clean(line)
        title, link = plain_title(text)
        if not text or is_notice(text):
            continue
        if len(title) > _LONGEST:
            yield Skipped(number, "too long for a title")
        elif is_placeholder(title):
            yield Skipped(number, "no title")
        elif reads_like_abstract(text):
            yield Skipped(number, "an abstract, not a title")
        elif not any(c.isalnum() for c in title):
            yield Skipped(number, "no title")
        else:
            yield Record(
                number,
                title,
                arxiv=normalise_arxiv(link) if link else None,
                url=link,
                status="read" if was_ticked(text) else "unread",
            )


FORMAT = DumpFormat("titles", "plain titles, one per line; only with --format titles", sniff, read)
