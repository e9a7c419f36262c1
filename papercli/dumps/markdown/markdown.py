"""Markdown pages that link each title to its paper: daily digests, "awesome" lists, reading notes.

A title is a heading, a list item or a table cell that is, or starts with, a link to where papers
are. What follows belongs to it up to the next title or heading: a line of names, and an abstract
under that label, or else its longest paragraph.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, bounded
from papercli.dumps.boxes import BOX
from papercli.dumps.continuation import goes_on, is_capitalised, is_closed, is_paragraph, is_wrapped
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_notice, is_rule
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.dumps.markdown.author_year import is_author_year
from papercli.dumps.markdown.inline import begins_ticked, is_generic, parse
from papercli.dumps.markdown.linked import continue_title, divide
from papercli.dumps.markdown.readinglist import ListItem, is_title
from papercli.dumps.markdown.unread_rows import Table
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
_ITEM = late(r"^(\s*)(?:[-*+•]|\d{1,4}[.)])\s")
# And no label before the year.
_CITED = late(r"^\s*(?:[-*+•]|\d{1,4}[.)])\s++(?!\[[^\]]*\]\()[^:]*\b(?:19|20)\d\d\b")
_HEADING = late(r"^\s{0,3}#{1,6}\s")
_NAMES = late(r"^\s*(?:[-*+]\s+)?(?:\*{1,3}|_)(?!\*)(?P<names>[^*_|]{3,}?)(?:\*{1,3}|_)\s*$")
_LABEL = late(
    r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?(?P<label>abstract|authors?|summary|tl;?dr)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_OTHER_LABEL = late(r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?[A-Z][A-Za-z ]{2,20}(?:\*\*|__)?\s*[:：]")
_TAG = late(r"^\s*</?(?:details|summary|div|br|p|a|img)\b[^>]*>.*$", re.IGNORECASE)
_WIDTH = 72  # columns at which lines are wrapped, at least
_ENOUGH = 150  # characters that a paragraph without a label needs to be an abstract,
_SHORT = 60  # and if it has two sentences
_TWO_SENTENCES = late(r"[a-z0-9)]{2}[.!?]\s+[A-Z]")


@dataclass(slots=True)
class _Block:
    """A linked title and what belongs to it."""

    line: int
    title: str
    url: str
    names: str | None = None
    labelled: dict[str, list[str]] = field(default_factory=dict)
    prose: list[tuple[int, str]] = field(default_factory=list)  # paragraphs without a label
    taken: int = 0  # lines
    open: str = ""  # the label whose text goes on
    indent: int = -1  # columns before its title where that is a list item
    after_blank: bool = False
    in_prose: bool = False  # the line above is the last of them
    is_read: bool = False  # its box is ticked
    others: list[Record | Skipped] = field(default_factory=list)  # in the same line

    def ends_at(self, line: str) -> bool:
        """Say whether a line, which begins no paper, ends this one.

        A heading does, and what this one has already, and after a list item a paragraph that is
        not indented.
        """
        label = _LABEL.match(line)
        is_paragraph = self.after_blank and line[:1].isalnum() and not label
        self.after_blank = not line.strip()
        if label:
            name = _name_of(label)
            if name == "authors" and self.names and "abstract" in self.labelled:
                return True
            return any(map(str.strip, self.labelled.get(name, ())))
        return (self.indent >= 0 and is_paragraph) or _HEADING.match(line) is not None

    def take(self, line: str) -> None:
        """Take in a line that belongs to the title, its own among them."""
        self.taken += 1
        in_prose, self.in_prose = self.in_prose, False
        if label := _LABEL.match(line):
            self.open = _name_of(label)
            self.labelled.setdefault(self.open, []).append(label["text"])
        elif not line.strip() or is_rule(line):
            self.open = ""
        elif is_notice(line.strip()):
            pass
        elif self.names is None and (names := _NAMES.match(line)):
            self.names = names["names"]
        elif _TAG.match(line):
            self.open = ""
        elif self.open and self._goes_on(line):
            self.labelled[self.open].append(line)
        elif _OTHER_LABEL.match(line):
            pass  # a remark of the page's own: "Main category: cs.LG"
        else:
            self.open, self.in_prose = "", True
            text = line.strip()
            if in_prose and not _ITEM.match(line):
                number, above = self.prose.pop()
                self.prose.append((number, f"{above} {text}"))
            else:
                self.prose.append((self.line + self.taken - 1, text))

    def _goes_on(self, line: str) -> bool:
        text = self.labelled[self.open]
        is_open = not any(map(str.strip, text)) or not is_closed(text[-1])
        is_same = goes_on(text[-1], line) and not is_capitalised(line)
        if line[:1].isspace() or is_open or is_same:
            return True
        return len(text) > 1 and is_wrapped(text[-1], line, _WIDTH)

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record that all of this makes.

        A text beside a labelled abstract is not a part of it.
        """
        texts = {label: " ".join(lines) for label, lines in self.labelled.items()}
        abstract = (
            texts.get("abstract")
            or texts.get("summary")
            or self._take_abstract()
            or texts.get("tldr")
        )
        record = read_fields(
            {
                "title": self.title,
                "abstract": abstract,
                "authors": texts.get("authors")
                or texts.get("author")
                or (self.names.split(",") if self.names else None),
                "url": self.url,
                "doi": self.url if "doi" in self.url else None,
            },
            self.line,
        )
        if self.is_read and isinstance(record, Record):
            record = replace(record, status="read")
        yield record
        yield from self.others
        for number, text in self.prose:
            yield from _report(text, number)

    def _take_abstract(self) -> str | None:
        """Take the first paragraph that is long enough out of the prose, and those that go on with it."""
        start = next((at for at, (_, text) in enumerate(self.prose) if len(text) > _ENOUGH), None)
        if start is None:
            start = next(
                (at for at, (_, text) in enumerate(self.prose) if _is_short_abstract(text)), None
            )
        if start is None:
            return None
        parts = [self.prose.pop(start)[1]]
        while start < len(self.prose) and is_paragraph(
            parts[-1], self.prose[start][1], usual=False, last=False
        ):
            parts.append(self.prose.pop(start)[1])
        return "\n\n".join(parts)


def _is_short_abstract(text: str) -> bool:
    return (
        len(text) >= _SHORT
        and is_closed(text)
        and _TWO_SENTENCES.search(text) is not None
        and "](" not in text
    )


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
    return _ITEM.match(line) is not None and _title_of(line) is not None


def _title_of(line: str) -> re.Match[str] | None:
    if "](http" not in line:
        return None
    found = _START.match(line)
    return (
        None
        if found is None or is_generic(found["title"]) or is_author_year(found["title"])
        else found
    )


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each linked title, and for each title of an exported reading list."""
    block: _Block | ListItem | None = None
    # The lines of a paragraph that belongs to no title, and the number of the first.
    loose, loose_line = list[str](), 0
    is_lost = False  # a record without its title has been reported
    table = Table()
    for number, line in numbered_lines(dump):
        begun = _begin(number, line)
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
            yield from _report(" ".join(loose), loose_line)
            loose = []
        if lost:
            yield Skipped(number, lost)
        elif begun is not None:
            block, is_lost = begun, False
        elif block is not None and not table.is_open:
            block.take(line)
        elif (
            not is_lost
            and (label := _LABEL.match(line))
            and _name_of(label) in {"abstract", "summary", "author", "authors"}
        ):
            is_lost = True
            yield Skipped(number, "text without a title")
        elif line.strip() and not _LABEL.match(line):
            loose_line = loose_line if loose else number
            loose.append(line.strip())
    if block is not None:
        yield from block.read()
    yield from _report(" ".join(loose), loose_line)
    yield from table.end()


def _report(text: str, number: int) -> Iterator[Skipped]:
    """Report a paragraph that belongs to no title, if it may be an abstract."""
    if reads_like_abstract(text) and not text.startswith(("<", "|", "#")):
        yield Skipped(number, "text without a title")


def _name_of(label: re.Match[str]) -> str:
    return label["label"].lower().replace(";", "")


def _find_fault(line: str) -> str | None:
    """Return why a list item that cites a paper cannot be read; None for any other line."""
    if not _ITEM.match(line):
        return None
    if _LINKED.search(line) or _BARE.search(line):
        return "list item whose link has no title"
    return "list item without a link to its paper" if _CITED.match(line) else None


def _begin(number: int, line: str) -> _Block | ListItem | None:
    """Return what a line begins, if it begins a paper."""
    if is_title(line):
        return ListItem(number, [line])
    found = _title_of(line)
    if found is None and _ITEM.match(line):  # "- Knuth: [Title](address)"
        links = _LINKED.finditer(line)
        found = next((link for link in links if not is_generic(link["title"])), None)
    if found is None:
        return None
    behind = line[found.end("url") + 1 :]
    title, behind = continue_title(found["title"].strip("*_ "), behind)
    is_read = begins_ticked(_ITEM.sub("", line))
    block = _Block(number, title, found["url"], indent=_indent(line), is_read=is_read)
    parts = divide(parse(line[found.start("title") - 1 :]))
    block.others = list(parts.read_others(number, is_read=is_read))
    block.take(behind.strip(" *_|-–—:,."))
    return block


def _indent(line: str) -> int:
    """Return the columns before a list item; -1 for anything else."""
    found = _ITEM.match(line)
    return len(found[1].expandtabs()) if found else -1


FORMAT = DumpFormat("markdown", "Markdown pages that link each title to its paper", sniff, read)
