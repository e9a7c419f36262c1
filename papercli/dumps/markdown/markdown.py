"""Markdown pages that link each title to its paper: daily digests, "awesome" lists, reading notes.

A title is a heading, a list item or a table cell that is, or starts with, a link to where papers
are. What follows belongs to it up to the next title or heading: a line of names, and an abstract
under that label, or else its longest paragraph.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, bounded
from papercli.dumps.boxes import BOX
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.markdown.author_year import is_author_year
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import begins_ticked, is_generic, parse, without_quotes
from papercli.dumps.markdown.labels import Labels
from papercli.dumps.markdown.linked import NO_PAPER, continue_title, divide
from papercli.dumps.markdown.linked_paper import ITEM, LABEL, LinkedPaper, label_name, report_text
from papercli.dumps.markdown.placed_titles import read_placed
from papercli.dumps.markdown.readinglist import ListItem, is_title
from papercli.dumps.markdown.unread_rows import Table
from papercli.dumps.markdown.year_headings import with_years
from papercli.patterns import late

_HOST = (
    r"https?://(?:www\.|export\.|dx\.)?(?:arxiv\.org|doi\.org|openreview\.net/(?:forum|pdf)|huggingface\.co/papers|aclanthology\.org|"
    r"proceedings\.mlr\.press|papers\.nips\.cc|proceedings\.neurips\.cc|openaccess\.thecvf\.com|jmlr\.org|semanticscholar\.org|dl\.acm\.org/doi)"
)
_LINK = rf"\[(?P<title>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<url>{_HOST}[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
_START = late(
    rf"^\s{{0,8}}+(?:(?P<heading>#{{1,6}})\s++|\||(?:(?:[-*+•]|\d{{1,4}}[.)])\s++)?+{BOX}\s++|(?:[-*+•]|\d{{1,4}}[.)])\s++)?\s*+(?:\[\d+\]\s*+|\d{{1,4}}[.)]\s++)?"
    rf"(?:\*\*|__|[📄📝🔥⭐]\s*+)?{_LINK}(?P<rest>.*)$"
)
_LINKED = late(_LINK)
_BARE = late(rf"(?<!\()<?{_HOST}")
_ELSEWHERE = late(r"^\s*(?:[-*+•]|\d{1,4}[.)])\s++\[(?P<called>[^\[\]]+)\]\(https?:")
# And no label before the year.
_CITED = late(r"^\s*(?:[-*+•]|\d{1,4}[.)])\s++(?!\[[^\]]*\]\()[^:]*\b(?:19|20)\d\d\b")
_MARK = late(r"^\s*(?:#{1,6}\s+|(?:[-*+•]|\d{1,4}[.)])\s+)")
# A site, or what a paper is known by where its title stands behind: GPT.
_ACRONYM = late(r"[A-Za-z][A-Za-z\d]{1,2}")


def sniff(head: str) -> float:
    """Say how sure it is that `head` links titles to papers in Markdown."""
    if "](http" not in head and not any(map(is_title, head.split("\n"))):
        return 0.0
    found = [each for each in read(io.StringIO(head)) if isinstance(each, Record)]
    used = sum(
        len("".join((each.title, each.abstract or "", each.url or "", *each.authors)))
        for each in found
    )
    return bounded(0.85 if len(found) > 2 else 0.75, used, head)


def begins_item(line: str) -> bool:
    """Say whether a line is a list item that is, or starts with, a linked title."""
    return ITEM.match(line) is not None and _title_of(line) is not None


def _title_of(line: str) -> re.Match[str] | None:
    if "](http" not in line:
        return None
    found = _START.match(line)
    return found if found is not None and _may_be_title(found["title"]) else None


def _may_be_title(text: str) -> bool:
    return not (is_generic(text) or is_author_year(text))


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield what there is to read, years of headings included."""
    yield from with_years(_read, dump)


def _read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each linked title, and for each title of an exported reading list."""
    block: LinkedPaper | ListItem | None = None
    # The lines of a paragraph that belongs to no title, and the number of the first.
    loose, loose_line = list[str](), 0
    is_lost = False  # a record without its title has been reported
    table = Table()
    labels = Labels(dump)
    for number, line in numbered_lines(dump):
        begun = _begin(number, line, labels)
        yield from table.take(number, line, is_paper=begun is not None)
        lost = (
            None
            if begun or (block is not None and _indent(line) > block.indent)
            else _find_fault(line)
        )
        if block is not None and (begun or lost or block.ends_at(line)):
            yield from block.read()
            block = None
        if loose and (begun or lost or block or not line.strip()):
            yield from report_text(" ".join(loose), loose_line)
            loose = []
        if lost:
            yield Skipped(number, lost)
        elif begun is not None:
            block, is_lost = begun, False
        elif block is not None and not table.is_open:
            block.take(line)
        elif (
            not is_lost
            and (label := LABEL.match(line))
            and label_name(label) in {"abstract", "summary", "author", "authors"}
        ):
            is_lost = True
            yield Skipped(number, "text without a title")
        elif line.strip() and not LABEL.match(line):
            loose_line = loose_line if loose else number
            loose.append(line.strip())
    if block is not None:
        yield from block.read()
    yield from report_text(" ".join(loose), loose_line)
    yield from table.end()


def _find_fault(line: str) -> str | None:
    """Return why a list item that cites a paper cannot be read; None for any other line."""
    if not ITEM.match(line):
        return None
    if _LINKED.search(line) or _BARE.search(line):
        return "list item whose link has no title"
    if _CITED.match(line):
        return "list item without a link to its paper"
    other = _ELSEWHERE.match(line)
    return NO_PAPER if other and not is_generic(other["called"]) else None


def _begin(number: int, whole: str, labels: Labels) -> LinkedPaper | ListItem | None:
    """Return what a line begins, if it begins a paper."""
    if is_title(whole):
        return ListItem(number, [whole])
    line = labels.without(number, whole)
    found = _title_of(line)
    if found is None and ITEM.match(line):  # "- Knuth: [Title](address)"
        links = _LINKED.finditer(line)
        found = next((link for link in links if _may_be_title(link["title"])), None)
    if found is None:
        return None
    behind = line[found.end("url") + 1 :]
    title, behind = continue_title(without_quotes(found["title"].strip("*_ ")), behind)
    is_read = begins_ticked(ITEM.sub("", line))
    parts = divide(parse(line[found.start("title") - 1 :]))
    cited = _cited(line, title, found["url"])
    if cited is None:
        return None
    block = LinkedPaper(
        number, cited.title, found["url"], cited, indent=_indent(line), is_read=is_read
    )
    block.cited.authors = block.cited.authors or labels.authors_at(number)
    block.others = [*labels.report(number), *parts.read_others(number, is_read=is_read)]
    block.take(behind.strip(" *_|-–—:,."))
    return block


def _cited(line: str, title: str, url: str) -> Cited | None:
    """Return what a line, not a row of a table, says of the paper that it links to; None where the link alone names a site."""
    cited = None
    is_row = line.lstrip().startswith("|")
    if not is_row:
        cited = read_citation(divide(parse(_MARK.sub("", line))).first)
    is_short = _ACRONYM.fullmatch(title) is not None
    if cited is None or url not in cited.urls:
        return None if is_short and not is_row else Cited(title)
    return cited if is_short or read_placed(title) else replace(cited, title=title)


def _indent(line: str) -> int:
    """Return the columns before a list item; -1 for anything else."""
    found = ITEM.match(line)
    return len(found[1].expandtabs()) if found else -1


FORMAT = DumpFormat("markdown", "Markdown pages that link each title to its paper", sniff, read)
