"""Labelled text: blocks of `Title: …`, `Summary: …` lines in any order, parted by rules or blank lines."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import FIELD_NAMES, read_fields
from papercli.dumps.lines import numbered_lines

# `Title: …`, `- **Title:** …`, `arXiv ID : …`
_LABEL = re.compile(r"^\s*(?:[-*•]\s+)?(?:\*\*|__)?([A-Za-z][A-Za-z \-_]{0,18}?)\s*+(?:(?:\*\*|__)\s*+)?[:：](?:\*\*|__)?(?:\s+|$)(.*)$")
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,}|#{3,})\s*$")
_NOT_LETTER = re.compile(r"[^a-z]+")
# Names that a line of running prose may well start with ("Note: …") do not count as labels.
_LABELS = FIELD_NAMES - {"name", "description", "number", "no", "by", "created", "subject", "type", "abs", "key", "publication"} | {"id"}


def _label_of(line: str) -> tuple[str, str] | None:
    """Return the label of a line, in lower-case letters, and the text after it."""
    found = _LABEL.match(line)
    if found is None:
        return None
    label = _NOT_LETTER.sub("", found[1].lower())
    return (label, found[2]) if label in _LABELS else None


def sniff(head: str) -> float:
    """Say how sure it is that `head` is labelled text: a title label and another, near the start of lines."""
    labels = [label[0] for line in head.splitlines()[:400] if (label := _label_of(line))]
    if "title" not in labels or len(set(labels)) < 2:
        return 0.0
    if head.lstrip("\ufeff \t\r\n")[:1] in {"<", "{", "["}:
        return 0.3  # the labels stand in the text of something else
    return 0.95 if labels[0] == "title" or labels.count("title") > 1 else 0.8


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each block; a block ends at a rule or where one of its labels comes again."""
    fields: dict[str, list[str]] = {}
    start = 0
    last = ""  # the label that an unlabelled line goes on with
    blank = False
    for number, line in numbered_lines(dump):
        if not line.strip():
            blank = True
            continue
        if _RULE.match(line):
            if fields:
                yield _to_record(fields, start)
            fields, last, blank = {}, "", False
            continue
        label = _label_of(line)
        if label is not None:
            if label[0] in fields:
                yield _to_record(fields, start)
                fields = {}
            if not fields:
                start = number
            last = label[0]
            fields[last] = [label[1]]
        elif last and (not blank or last in {"abstract", "summary"}):
            fields[last].append(line)
        else:
            yield Skipped(number, "text that belongs to no record")
        blank = False
    if fields:
        yield _to_record(fields, start)


def _to_record(fields: dict[str, list[str]], line: int) -> Record | Skipped:
    return read_fields({label: " ".join(lines) for label, lines in fields.items()}, line)


FORMAT = DumpFormat("labelled", "blocks of `Title: …`, `Summary: …` lines, as many scripts write them", sniff, read)
