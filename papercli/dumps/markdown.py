"""Markdown pages that link each title to its paper: daily digests, "awesome" lists, reading notes.

A title is a heading, a list item or a table cell that is, or starts with, a link to where papers are. What follows belongs to it up to
the next title or heading: a line of names, and an abstract under that label, or else its longest paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.lines import numbered_lines
from papercli.dumps.readinglist import is_part, is_title, read_item

_HOST = (
    r"https?://(?:www\.|export\.|dx\.)?(?:arxiv\.org|doi\.org|openreview\.net/(?:forum|pdf)|huggingface\.co/papers|aclanthology\.org|"
    r"proceedings\.mlr\.press|papers\.nips\.cc|proceedings\.neurips\.cc|openaccess\.thecvf\.com|jmlr\.org|semanticscholar\.org|dl\.acm\.org/doi)"
)
_LINK = rf"\[(?P<title>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<url>{_HOST}[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
_START = re.compile(
    rf"^\s{{0,8}}(?:(?P<heading>#{{1,6}})\s+|[-*+•]\s+|\d{{1,4}}[.)]\s+|\|)?\s*(?:\[\d+\]\s*|\d{{1,4}}[.)]\s+)?(?:\*\*|__|[📄📝🔥⭐]\s*)?{_LINK}(?P<rest>.*)$"
)
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,4}[.)])\s")
_CITED = re.compile(r"^\s*(?:[-*+•]|\d{1,4}[.)])\s+(?!\[[^\]]*\]\()[^:]*\b(?:19|20)\d\d\b")  # and no label before the year
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
_GENERIC = re.compile(r"(?:\W|\b(?:paper|arxiv|pdf|link|code|abs|html|project|website|page|slides|video|doi|openreview)\b)+", re.IGNORECASE)
_NAMES = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*{1,3}|_)(?!\*)(?P<names>[^*_|]{3,}?)(?:\*{1,3}|_)\s*$")
_LABEL = re.compile(
    r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?(?P<label>abstract|authors?|summary|tl;?dr)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?[A-Z][A-Za-z ]{2,20}(?:\*\*|__)?\s*[:：]")
_TAG = re.compile(r"^\s*</?(?:details|summary|div|br|p|a|img)\b[^>]*>.*$", re.IGNORECASE)
_ENOUGH = 150  # characters that a paragraph without a label needs to be an abstract


@dataclass(slots=True)
class _Block:
    line: int
    title: str
    url: str
    names: str | None = None
    labelled: dict[str, list[str]] = field(default_factory=dict)
    prose: list[str] = field(default_factory=list)
    open: str = ""  # the label whose text goes on
    indent: int = -1  # columns before its title where that is a list item


def sniff(head: str) -> float:
    """Say how sure it is that `head` links titles to papers in Markdown."""
    starts = sum(_title_of(line) is not None or is_title(line) for line in head.split("\n")[:1500])
    return 0.85 if starts > 2 else 0.75 if starts else 0.0


def _title_of(line: str) -> re.Match[str] | None:
    if "](http" not in line:
        return None
    found = _START.match(line)
    return None if found is None or _GENERIC.fullmatch(found["title"]) else found


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each linked title."""
    block: _Block | None = None
    item: list[str] = []
    began = 0
    for number, line in numbered_lines(dump):
        if item and not is_part(line):
            yield read_fields(read_item(item), began)
            item = []
        if item or is_title(line):
            if block is not None:
                yield _to_record(block)
                block = None
            began = began if item else number
            item.append(line)
            continue
        found = _title_of(line)
        if found is not None:
            if block is not None:
                yield _to_record(block)
            block = _Block(number, found["title"].strip("*_ "), found["url"], indent=_indent(line))
            line = found["rest"].strip(" *_|-–—:,.")  # noqa: PLW2901
        elif _CITED.match(line) and (block is None or _indent(line) <= block.indent):
            if block is not None:
                yield _to_record(block)
                block = None
            yield Skipped(number, "list item without a link to its paper")
        if block is None:
            continue
        if _HEADING.match(line):
            yield _to_record(block)
            block = None
        else:
            _take(block, line)
    if item:
        yield read_fields(read_item(item), began)
    if block is not None:
        yield _to_record(block)


def _indent(line: str) -> int:
    """Return the columns before a list item; -1 for anything else."""
    found = _ITEM.match(line)
    return len(found[1].expandtabs()) if found else -1


def _take(block: _Block, line: str) -> None:
    """Take in a line that belongs to a title."""
    if label := _LABEL.match(line):
        block.open = label["label"].lower().replace(";", "")
        block.labelled.setdefault(block.open, []).append(label["text"])
    elif not line.strip():
        block.open = ""
    elif block.names is None and (names := _NAMES.match(line)):
        block.names = names["names"]
    elif _TAG.match(line):
        block.open = ""
    elif block.open:
        block.labelled[block.open].append(line)
    elif _OTHER_LABEL.match(line):
        pass  # a remark of the page's own: "Main category: cs.LG"
    else:
        block.prose.append(line)


def _to_record(block: _Block) -> Record | Skipped:
    texts = {label: " ".join(lines) for label, lines in block.labelled.items()}
    longest = max(block.prose, key=len, default="")
    return read_fields(
        {
            "title": block.title,
            "abstract": texts.get("abstract") or texts.get("summary") or (longest if len(longest) > _ENOUGH else None) or texts.get("tldr"),
            "authors": texts.get("authors") or texts.get("author") or (block.names.split(",") if block.names else None),
            "url": block.url,
            "doi": block.url if "doi" in block.url else None,
        },
        block.line,
    )


FORMAT = DumpFormat("markdown", "Markdown pages that link each title to its paper", sniff, read)
