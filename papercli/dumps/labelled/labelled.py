"""Labelled text: blocks of `Title: …`, `Summary.

…` lines in any order, parted by rules or blank lines.

No record takes a field from another: what parts records is decided from the whole dump, and what is
left over is reported.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, bounded
from papercli.dumps.column_names import foreign_column
from papercli.dumps.continuation import is_stray
from papercli.dumps.family_names import names_families_alone, parted_families
from papercli.dumps.field_names import FIELD_NAMES
from papercli.dumps.furniture import is_rule
from papercli.dumps.input.lines import head_of, numbered_lines
from papercli.dumps.labelled.layout import Gap, Line, survey
from papercli.dumps.labelled.records import Records
from papercli.dumps.yaml.fronts import note_of
from papercli.dumps.yaml.shape import is_yaml
from papercli.errors import DumpError
from papercli.patterns import late

# `Title: …`, `- **Title:** …`, `arXiv ID : …`, `标题：…`
_LABEL = late(
    r"^\s*(?:[-*•]\s+)?(?:\*\*|__)?([^\W\d_](?:[^\W\d_]|[ _'’-]){0,24}?(?:\(s\))?)\s*+(?:(?:\*\*|__)\s*+)?"
    r"(?::(?:\*\*|__)?(?:\s+|$)|：(?:\*\*|__)?\s*)(.*)$"
)
_NOT_LETTER = late(r"[^a-z]+")
# Names that a line of running prose may well start with ("Note: …") do not count as labels.
_OF_READER = frozenset(
    "notes mynote mynotes personalnotes readingnotes thoughts mythoughts status readstatus readingstatus".split()
)
_LABELS = FIELD_NAMES - {
    "name",
    "description",
    "number",
    "no",
    "by",
    "created",
    "subject",
    "type",
    "abs",
    "key",
    "publication",
    "cites",
} | {"id"}


def _label_of(line: str) -> tuple[str, str] | None:
    """Return the label of a line, in lower-case letters, and the text after it."""
    found = _any_label_of(line)
    return found if found is not None and found[0] in _LABELS else None


def _any_label_of(line: str) -> tuple[str, str] | None:
    found = _LABEL.match(line)
    return (_label_named(found[1]), found[2]) if found else None


@lru_cache(maxsize=1024)
def _label_named(name: str) -> str:
    """Return a label in lower-case letters; one in another language as English has it."""
    label = _NOT_LETTER.sub("", name.lower()) if name.isascii() else name.lower()
    if label not in FIELD_NAMES:
        label = foreign_column(name) or label
    # A record with one and another has two.
    return "authors" if label == "author" else label


def sniff(head: str) -> float:
    """Say how sure it is that `head` is labelled text.

    A title label and another, near the start of lines.
    """
    front, below = note_of(head)
    if front:
        head = below  # the fields above are those of the page
    labels: list[str] = []
    explained = 0
    goes_on = False  # a line belongs to the label above it, up to a blank one
    for line in head.splitlines():
        if label := _label_of(line):
            labels.append(label[0])
        goes_on = bool(line.strip()) and (goes_on or label is not None)
        explained += len(line.strip()) if goes_on else 0
    if "title" not in labels or len(set(labels)) < 2 or is_yaml(head):
        return 0.0
    most = max(map(labels.count, set(labels)))
    if head.lstrip("\ufeff \t\r\n")[:1] in {"<", "{", "["} or 3 * labels.count("title") < most:
        return bounded(0.3, explained, head)  # the labels stand in the text of something else
    return bounded(
        0.95 if labels[0] == "title" or labels.count("title") > 1 else 0.8, explained, head
    )


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each block, and report what belongs to none.

    Raises DumpError where more than one label could start a record, and nothing parts them.
    """
    rhythm = survey(_sound(_lines(dump)))
    if not rhythm.is_sure:
        raise DumpError("nothing shows where a record starts; put a rule of --- between records")
    dump.seek(0)
    named = filter(None, map(_label_of, head_of(dump).splitlines()))
    are_families = names_families_alone(text for label, text in named if label == "authors")
    records = Records(rhythm)
    for line in _lines(dump):
        is_parted = are_families and line.label == "authors"
        yield from records.take(
            replace(line, text=parted_families(line.text)) if is_parted else line
        )
    yield from records.end()


def _lines(dump: TextIO) -> Iterator[Line]:
    """Yield the lines that hold something, and say of each what stands above it."""
    gap = Gap.NONE
    ruled = False  # a rule stands above the next label, whatever else does
    for number, whole in numbered_lines(dump):
        if not whole.strip():
            gap = Gap.RULE if gap is Gap.RULE else Gap.BLANK
        elif is_rule(whole):
            gap, ruled = Gap.RULE, True
        else:
            label, text = _any_label_of(whole) or ("", whole)
            known = label in _LABELS or label in _OF_READER
            yield Line(number, text, label, known, whole, Gap.RULE if ruled and known else gap)
            # What stands below a stray line stands below the gap above that.
            if known or gap is Gap.RULE or not is_stray(whole):
                gap = Gap.NONE
            ruled = ruled and not known


def _sound(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield the lines up to where the dump breaks off; who reads it once more is told."""
    with suppress(DumpError):
        yield from lines


label_of = _label_of  # for who looks for labelled records in other dumps

FORMAT = DumpFormat("labelled", "blocks of `Title: …`, `Summary: …` lines", sniff, read)
