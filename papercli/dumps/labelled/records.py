"""Labelled text line by line: which lines belong to a field, and which fields to a block."""

from collections.abc import Iterator
from dataclasses import replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.continuation import (
    begins_other,
    goes_on,
    is_closed,
    is_indented,
    is_other,
    is_paragraph,
    is_wrapped,
)
from papercli.dumps.field_names import FIELD_NAMES
from papercli.dumps.furniture import is_furniture, is_notice
from papercli.dumps.labelled.blocks import Field, labels_of, read_block
from papercli.dumps.labelled.layout import Gap, Line, Rhythm
from papercli.dumps.reader_names import mark_of
from papercli.text import clean

_LONGEST = 1_000  # fields of a block that is still taken for one record
_STRAY = "text outside any record"


def _reason(line: Line) -> str:
    """Return why a line that goes on with no field is skipped: text, or what has a label of its own."""
    is_label = line.label and line.text.strip() and line.whole.strip("-*•_ \t")[:1].isupper()
    return (
        f"a label that is not known: {line.whole.partition(':')[0].strip('-*•_ ')}"
        if is_label
        else _STRAY
    )


class Records:
    """Labelled text under way."""

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        self._block: list[Field] = []
        self._held: list[Field] = []  # a block that may be half a record
        self._is_apart = False  # what stands above the block surely parts it from the one before
        self._is_first = True  # the block is the first of the dump
        self._open: Field | None = None  # what a line without a label may go on with
        self._above = ""  # the line above as it stands in the dump
        # Lines below an abstract of which the end will show whether they belong there.
        self._paragraph: list[str] = []
        self._paragraph_line = 0
        self._is_apart_text = False  # it does: a blank line or furniture is above it
        self._after_furniture = False
        self._is_stray = False  # the paragraph has been reported
        self._unread: list[str] = []  # labels of which no record has been told yet

    def take(self, line: Line) -> Iterator[Record | Skipped]:
        """Take in one more line, and yield what is complete."""
        if self._rhythm.is_label(line) and not self._is_running_text(line):
            yield from self._flush()
            again = self._is_same_title(line)
            if (
                self._block
                and not again
                and (
                    self._rhythm.separates(line)
                    or self._is_below_header(line)
                    or self._is_too_long(line)
                )
            ):
                yield from self._finish()
            if not self._block:
                self._is_apart = line.gap is Gap.RULE or (
                    line.gap is Gap.BLANK and self._rhythm.running
                )
            has_text = bool(line.text.strip())
            self._open = Field(
                line.number, line.label, line.is_prose, line.whole, [line.text] if has_text else []
            )
            self._open.is_list = line.has_many and not has_text
            if not again and (line.known or line.label in FIELD_NAMES or mark_of(line.label)):
                self._block.append(self._open)
            elif not again and has_text:
                self._unread.append(clean(line.whole.partition(":")[0].strip("-*•_ ")))
            self._is_stray = self._after_furniture = False
        else:
            yield from self._take_text(line)
        self._above = line.whole

    def end(self) -> Iterator[Record | Skipped]:
        """Yield what is left at the end of the dump."""
        yield from self._flush(last=True)
        yield from self._finish()
        yield from self._read(self._held)

    def _take_text(self, line: Line) -> Iterator[Record | Skipped]:
        if line.gap is not Gap.NONE:
            yield from self._flush()
            self._is_stray = False
            if line.gap is Gap.RULE:
                yield from self._finish()
        text = clean(line.whole)
        if is_notice(text) or (line.gap is not Gap.NONE and is_furniture(text)):
            yield from self._flush()
            self._after_furniture = True
            return
        apart = line.gap is not Gap.NONE or self._after_furniture
        if self._paragraph and line.gap is Gap.NONE:
            self._paragraph.append(line.whole)
        elif self._is_stray:
            pass
        elif self._open is not None and not apart and self._belongs(self._open, line):
            self._open.lines.append(line.whole)
        elif self._open is not None and self._open.is_prose:
            self._paragraph, self._paragraph_line, self._is_apart_text = (
                [line.whole],
                line.number,
                apart,
            )
        else:
            self._is_stray = True
            yield Skipped(line.number, _reason(line))

    def _belongs(self, opened: Field, line: Line) -> bool:
        """Say whether a line right below a field goes on with it."""
        if not opened.lines or opened.is_list or is_indented(opened.head, line.whole):
            return not begins_other(line.whole)
        if opened.is_prose and goes_on(opened.lines[-1], line.whole):
            return True
        if opened.is_prose and is_closed(self._above) and len(opened.lines) < 2:
            return False
        return is_wrapped(self._above, line.whole, self._rhythm.width)

    def _flush(self, *, last: bool = False) -> Iterator[Skipped]:
        """Add the paragraph that is held to the abstract above it, or report it."""
        paragraph, self._paragraph = self._paragraph, []
        if not paragraph or self._open is None:
            return
        after_furniture, self._after_furniture = self._after_furniture, False
        before, text = "".join(self._open.lines[-1:]), clean(" ".join(paragraph))
        if not self._is_apart_text:
            belongs = goes_on(before, text) and not is_other(paragraph[0])
        else:
            belongs = is_paragraph(before, text, usual=self._rhythm.paragraphs, last=last) and not (
                after_furniture and is_closed(before) and not self._rhythm.paragraphs
            )
        if belongs:
            self._open.lines.extend(paragraph)
            return
        self._open, self._is_stray = None, True
        yield Skipped(self._paragraph_line, _STRAY)

    def _is_running_text(self, line: Line) -> bool:
        """Say whether a label stands within a sentence: `… depends on the` / `title: …`."""
        if (
            self._open is None
            or not self._open.is_prose
            or line.gap is not Gap.NONE
            or is_closed(self._above)
        ):
            return False
        return (
            self._rhythm.capitals and line.whole.lstrip()[:1].islower() and bool(self._open.lines)
        )

    def _is_same_title(self, line: Line) -> bool:
        """Say whether a line says once more what the title of the record is."""
        if line.label != "title" or line.gap is Gap.RULE:
            return False
        if labels_of(self._block) >= self._rhythm.usual:  # it is all there: this is the next one
            return False
        return any(each.label == "title" and each.text == line.text for each in self._block)

    def _is_below_header(self, line: Line) -> bool:
        return self._is_first and line.gap is Gap.BLANK and line.label == self._rhythm.start

    def _is_too_long(self, line: Line) -> bool:
        longest = _LONGEST if line.label == self._rhythm.start else 2 * _LONGEST
        return len(self._block) > longest

    def _finish(self) -> Iterator[Record | Skipped]:
        """Yield the records of the block."""
        block, self._block, self._open = self._block, [], None
        if not block:
            return
        rhythm = self._rhythm
        if not rhythm.is_weak or self._is_apart:
            yield from self._read(self._held)
            yield from self._read(block)
            self._held = []
        elif self._held and self._are_one(self._held, block):
            yield from self._read([*self._held, *block])
            self._held = []
        else:
            yield from self._read(self._held)
            self._held = block
        self._is_apart = False

    def _are_one(self, above: list[Field], below: list[Field]) -> bool:
        """Say whether two blocks are rather one record in which a label comes twice."""
        first, second = labels_of(above), labels_of(below)
        start, usual = self._rhythm.start, self._rhythm.usual
        twice = first & second == {start} or (first & second == {"title"} and start not in second)
        return twice and not first >= usual and len(usual - first) + len(usual - second) > 1

    def _read(self, block: list[Field]) -> Iterator[Record | Skipped]:
        if block:
            for each in read_block(block, self._rhythm, is_first=self._is_first):
                unread, self._unread = self._unread, []
                yield (
                    replace(each, unread=(*each.unread, *unread))
                    if isinstance(each, Record)
                    else each
                )
            self._is_first = False
