"""A block of labelled text into records. Where it is more than one, no field goes to another."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from papercli.dumps.base import Record, Skipped
from papercli.dumps.field_names import outranks
from papercli.dumps.fields import read_fields
from papercli.dumps.labelled.layout import MANY_VALUES, Rhythm
from papercli.dumps.reader_marks import with_marks
from papercli.dumps.reader_names import COMMENTS
from papercli.dumps.signs import doubts_about
from papercli.dumps.unkept import with_unkept


@dataclass(slots=True)
class Field:
    """A label and the text below it."""

    line: int
    label: str
    is_prose: bool
    head: str  # its first line as it stands in the dump
    lines: list[str] = field(default_factory=list)
    is_list: bool = False  # one value a line, below the label

    @property
    def text(self) -> str:
        """Its text in one line; of names, each on a line of its own, a list."""
        lines = [line.strip() for line in self.lines]
        one_each = not any("," in line or " and " in line for line in lines) and (
            self.is_list or (self.label in MANY_VALUES and all(" " in line for line in lines))
        )
        return ("; " if one_each else " ").join(lines)


def labels_of(fields: list[Field]) -> set[str]:
    """Return the labels of some fields."""
    return {each.label for each in fields}


def read_block(block: list[Field], rhythm: Rhythm, *, is_first: bool) -> Iterator[Record | Skipped]:
    """Yield the records in a block; `is_first` says that it is the first of the dump."""
    records, doubtful = _divide(_distinct(block), rhythm, is_first=is_first)
    titled = [labels_of(record) for record in records if "title" in labels_of(record)]
    if any(not (above & below) - {"title"} for above, below in pairwise(titled)):
        yield Skipped(block[0].line, "more than one title in a record")
        return
    for record in records:
        values: dict[str, object] = {}
        strange = [each for each in record if _takes_a_place(each.label, labels_of(record), rhythm)]
        doubtful += strange
        for each in record:
            if each in strange:
                continue
            values[each.label] = (
                f"{values[each.label]}; {each.text}" if each.label in values else each.text
            )
        read = with_marks(read_fields(values, record[0].line), values.items(), aside=COMMENTS)
        yield with_unkept(_doubted(read, values, rhythm), values.items())
    for each in doubtful:
        yield Skipped(each.line, f"a second '{each.label}' in a record")


def _doubted(
    record: Record | Skipped, values: dict[str, object], rhythm: Rhythm
) -> Record | Skipped:
    """Return a record with what the labels around it, of which no paper has any, make doubtful."""
    if isinstance(record, Skipped) or not rhythm.others:
        return record
    return replace(record, doubts=doubts_about(record, [*values, *sorted(rhythm.others)]))


def _takes_a_place(label: str, labels: set[str], rhythm: Rhythm) -> bool:
    """Say whether a label that is rare in the dump would be taken in the place of a usual one."""
    return label not in rhythm.usual and any(
        outranks(label, each) for each in labels & rhythm.usual
    )


def _divide(
    block: list[Field], rhythm: Rhythm, *, is_first: bool
) -> tuple[list[list[Field]], list[Field]]:
    """Return the fields of each record, and those that come twice in one."""
    labels = [each.label for each in block]
    above_first = (
        is_first
        and rhythm.start in labels
        and labels[0] != rhythm.start
        and not rhythm.before[labels[0], rhythm.start]
    )
    if not above_first and not any(_again(labels, rhythm)):
        return [block], []
    started: list[list[Field]] = []
    one = labels.count("title") < 2 and not above_first and _doubled(block, rhythm) is not None
    for each in block:
        if not started or (each.label == rhythm.start and not one):
            started.append([])
        started[-1].append(each)
    records: list[list[Field]] = []
    doubtful: list[Field] = []
    for part in started:
        double = _doubled(part, rhythm)
        if double is None:
            records += _divide_part(part, rhythm)
        elif double[0].text == double[1].text:
            records.append([each for each in part if each is not double[1]])
        else:
            doubtful.append(double[1])
            records.append([each for each in part if each not in double])
    return [record for record in records if record], doubtful


def _divide_part(part: list[Field], rhythm: Rhythm) -> list[list[Field]]:
    """Return the fields of each record: a label comes again, or usually stands further up."""
    records: list[list[Field]] = [[]]
    have: dict[str, None] = {}  # the labels of the last record, in their order
    for each in part:
        if each.label in have:
            begins = not (each.label in rhythm.repeated and records[-1][-1].label == each.label)
        else:
            begins = rhythm.goes_back(each.label, have)
        if begins:
            records.append([])
            have = {}
        records[-1].append(each)
        have[each.label] = None
    return records


def _doubled(part: list[Field], rhythm: Rhythm) -> tuple[Field, Field] | None:
    """Return the two fields of one label, where that is all that is wrong with a record."""
    labels = [each.label for each in part]
    again = [at for at, is_again in enumerate(_again(labels, rhythm)) if is_again]
    if len(again) != 1 or labels[again[0]] == "title":
        return None
    lacking = sum(
        len(rhythm.usual.difference(half)) for half in (labels[: again[0]], labels[again[0] :])
    )
    if lacking < 2:  # two records, one of which lacks a field, are as likely
        return None
    first, second = (each for each in part if each.label == labels[again[0]])
    return first, second


def _again(labels: list[str], rhythm: Rhythm) -> Iterator[bool]:
    """Say of each label whether it stands further up, and is none that a record repeats."""
    above: set[str] = set()
    for at, label in enumerate(labels):
        yield label in above and not (label in rhythm.repeated and labels[at - 1] == label)
        above.add(label)


def _distinct(block: list[Field]) -> list[Field]:
    """Return the fields of a block without those that only say again what one above says."""
    fields: list[Field] = []
    titles: set[str] = set()
    for each in block:
        same = bool(fields) and (fields[-1].label, fields[-1].text) == (each.label, each.text)
        if not same and not (each.label == "title" and each.text in titles):
            fields.append(each)
        if each.label == "title":
            titles.add(each.text)
    return fields
