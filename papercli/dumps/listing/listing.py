"""Pages copied from a trending-papers site: titles and abstracts in turn, among page furniture.

Two shapes of the same page are read: each title and abstract a line of its own, glued together or
spaced with blank lines, and the same text hard-wrapped by a mailer or an editor. Nothing vanishes:
every line is part of a record, furniture, or skipped.
"""

import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.furniture import opens_page
from papercli.dumps.listing.lines import ABSTRACT_LABEL, read_lines
from papercli.dumps.listing.marks import plain_title, was_ticked
from papercli.dumps.listing.paragraphs import Block, divide
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.dumps.listing.research import ENOUGH, research_in
from papercli.dumps.markup import without_markup
from papercli.dumps.plausible import are_mostly_people
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late
from papercli.text import clean

# Share of what a text holds that is a title with its abstract, where the abstracts read like
# research. Measured on listings made of arXiv papers: those of two and more have it in 99 of 100.
_LEAST = 0.5
_START = 200  # characters of an abstract, where it has the address of its paper if it holds more
_MOST_LOOKED_AT = 20  # abstracts that show whether a text is of research

_ADDRESS = late(r"\bhttps?://\S", re.IGNORECASE)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a listing: titles and abstracts must take turns in it, and read like research."""
    if any(opens_page(clean(line)) for line in head.splitlines()):
        return 0.9
    return 0.7 if is_listing(read(io.StringIO(head))) else 0.0


def is_listing(found: Iterable[Record | Skipped]) -> bool:
    """Say whether most of what was found are titles with their abstracts, and these read like research."""
    units = list(found)
    return takes_turns(units) and reads_like_research(units) and not _is_of_others(units)


def _is_of_others(units: list[Record | Skipped]) -> bool:
    """Say whether what stands in the place of titles is names, or has names or addresses in it.

    Such a text has more than titles and abstracts, and would be cut at the wrong places.
    """
    records = [each for each in units if isinstance(each, Record)]
    mixed = sum(
        _ADDRESS.search(f"{each.title} {(each.abstract or '')[:_START]}") is not None
        for each in records
    )
    return 2 * mixed > len(records) or are_mostly_people([each.title for each in records])


def takes_turns(found: Iterable[Record | Skipped]) -> bool:
    """Say whether most of what was found are titles with their texts."""
    units = [
        isinstance(each, Record)
        and reads_like_title(each.title)
        and (
            each.abstract is None
            or reads_like_abstract(each.abstract)
            or research_in(each.abstract) >= ENOUGH
        )
        for each in found
    ]
    return bool(units) and sum(units) >= _LEAST * len(units)


def reads_like_research(found: Iterable[Record | Skipped]) -> bool:
    """Say whether the abstracts of what was found read like research, on average."""
    abstracts = [each.abstract for each in found if isinstance(each, Record) and each.abstract]
    seen = abstracts[:: max(len(abstracts) // _MOST_LOOKED_AT, 1)]
    return bool(seen) and sum(map(research_in, seen)) >= ENOUGH * len(seen)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each title that is followed by its abstract, or by a line that says that it has none."""
    waiting: Block | None = None
    missing: deque[int] = deque()  # lines that stand in the place of an abstract
    for block in divide(read_lines(dump, missing)):
        if waiting is not None and (
            block.is_title or _lacks_abstract(waiting, block.line, missing)
        ):
            yield _without_abstract(waiting, block.line, missing)
            waiting = None
        if block.is_title:
            waiting = block
        elif waiting is not None:
            yield _record(waiting, block)
            waiting = None
        else:
            yield Skipped(block.line, "text without a title")
    if waiting is not None:
        yield _without_abstract(waiting, None, missing)


def _lacks_abstract(title: Block, following: int | None, missing: deque[int]) -> bool:
    """Say whether a line below a title, and above the text that follows, says that it has no abstract."""
    while missing and missing[0] < title.line:
        missing.popleft()
    return bool(missing) and (following is None or missing[0] < following)


def _without_abstract(title: Block, following: int | None, missing: deque[int]) -> Record | Skipped:
    """Return the record of a title that is said to have no abstract.

    Any other may be no title at all.
    """
    if not _lacks_abstract(title, following, missing):
        return Skipped(title.line, "title without an abstract")
    return _record(title, None)


def _record(title: Block, abstract: Block | None) -> Record | Skipped:
    shown = clean(without_markup(title.text))
    text, link = plain_title(shown)
    if not text:
        return Skipped(title.line, "no title")
    return Record(
        title.line,
        text,
        ABSTRACT_LABEL.sub("", clean(without_markup(abstract.text))) if abstract else None,
        arxiv=normalise_arxiv(link) if link else None,
        url=link,
        status="read" if was_ticked(shown) else "unread",
    )


FORMAT = DumpFormat("listing", "pages copied from a trending-papers site", sniff, read)
