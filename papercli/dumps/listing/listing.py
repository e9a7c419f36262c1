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
from papercli.dumps.furniture import is_furniture, is_navigation, is_placeholder, opens_page, unglue
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.listing.paragraphs import Block, Line, divide
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.identifiers import normalise_arxiv
from papercli.text import clean

# "3. Title", "[3] Title", "(3) Title", "- Title", "* Title", "## Title": how lists number and mark
# titles.
_BULLET = re.compile(r"^(?:[-*•–]\s+|#{1,6}\s+|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s+)+(?=\S)")
_LINK = re.compile(r"^\[(?>(.+)\]\((?=https?://))(https?://[^\s)]+)\)$")
_BOLD = re.compile(r"^(\*\*|__)(.+)\1$")
# Share of what a text holds that is a title with its abstract. Measured on the listings at hand,
# those made of 10,000 arXiv papers, and 3,500 manuals, licences, programs and settings: listings of
# three and more papers have it in 99 of 100 cases, none of the others does.
_LEAST = 0.6
_ABSTRACT_LABEL = re.compile(r"^abstract\s*[:.—–-]\s*", re.IGNORECASE)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a listing: titles and abstracts must take turns in it."""
    if any(opens_page(clean(line)) for line in head.splitlines()):
        return 0.9
    return 0.7 if is_listing(read(io.StringIO(head))) else 0.0


def is_listing(found: Iterable[Record | Skipped]) -> bool:
    """Say whether most of what was found are titles with their abstracts."""
    units = [
        isinstance(each, Record)
        and reads_like_title(each.title)
        and (each.abstract is None or reads_like_abstract(each.abstract))
        for each in found
    ]
    return bool(units) and sum(units) >= _LEAST * len(units)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each title that is followed by its abstract, or by a line that says that it has none."""
    waiting: Block | None = None
    missing: deque[int] = deque()  # lines that stand in the place of an abstract
    for block in divide(_without_furniture(dump, missing)):
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


def _without_furniture(dump: TextIO, missing: deque[int]) -> Iterator[Line]:
    """Yield the lines that belong to papers, cleaned, and say of each whether blank lines or furniture stand before it.

    The numbers of the lines that only say that there is no abstract are added to `missing`.

    """
    gap = True  # a blank line, furniture or the start of the dump stands above
    held: Line | None = None  # navigation, or the end of a wrapped title: the next line tells
    after_newsletter = False
    for number, raw in numbered_lines(dump):
        whole = clean(raw)
        text = unglue(whole, after_newsletter=after_newsletter)
        after_newsletter = opens_page(text) or (after_newsletter and not text)
        if held is not None and not (text and (is_furniture(text) or is_navigation(text))):
            yield held
        held_before, held = held, None
        is_missing = any(char.isalnum() for char in text) and is_placeholder(
            _ABSTRACT_LABEL.sub("", text)
        )
        if is_missing:
            missing.append(number)
        if (
            not text
            or is_missing
            or is_furniture(text)
            or (is_navigation(text) and (gap or held_before))
        ):
            gap = True
        elif is_navigation(text):
            held = Line(number, text, len(whole), after_gap=False)
        else:
            yield Line(number, text, len(whole), gap)
            gap = False


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
    text, link = plain_title(title.text)
    return Record(title.line, text, arxiv=normalise_arxiv(link) if link else None, url=link)


def _record(title: Block, abstract: Block) -> Record:
    text, link = plain_title(title.text)
    return Record(
        title.line,
        text,
        _ABSTRACT_LABEL.sub("", abstract.text),
        arxiv=normalise_arxiv(link) if link else None,
        url=link,
    )


def plain_title(title: str) -> tuple[str, str | None]:
    """Return a title without list marks and Markdown around it, and the link it carried."""
    text = _BULLET.sub("", title)
    if bold := _BOLD.match(text):
        text = bold[2]
    if linked := _LINK.match(text):
        return linked[1].strip("*_"), linked[2]
    return text, None


FORMAT = DumpFormat("listing", "pages copied from a trending-papers site", sniff, read)
