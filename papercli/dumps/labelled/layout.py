"""The rhythm of labelled text: which label starts a record, what parts records, what is wrapped.

A record that is damaged breaks the rhythm, and that is how its neighbours are told from it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice, pairwise

from papercli.dumps.continuation import WIDEST
from papercli.patterns import late

_ALIKE = 0.3  # records; costs that differ by less show nothing
_SURVEYED = 60_000  # lines
MANY_VALUES = frozenset(
    "author authors keyword keywords tag tags category categories subject subjects".split()
)
_SEVERAL = late(r";| and |,.*,")  # in a line that holds more than one value
_PROSE = frozenset({"abstract", "summary", "description", "abstractnote", "abstracttext", "tldr"})


class Gap(Enum):
    """What stands between a line and the text above it."""

    NONE = 0
    BLANK = 1
    RULE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of labelled text that is neither blank nor a rule."""

    number: int
    text: str  # after its label
    label: str  # in lower-case letters; empty for text
    known: bool  # the label is a name of a paper's field
    whole: str
    gap: Gap

    @property
    def has_many(self) -> bool:
        """Whether its label is that of a list, such as the authors."""
        return self.label in MANY_VALUES

    @property
    def is_prose(self) -> bool:
        """Whether its label is that of an abstract."""
        return self.label in _PROSE


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is usual in a dump."""

    start: str  # the label with which a record starts
    is_sure: bool  # that it is that one, or does not matter
    usual: frozenset[str]  # labels that most records have
    ruled: bool  # rules part the records
    running: bool  # nothing does: a record starts with `start`
    spaced: frozenset[str]  # labels within records that usually stand below a blank line
    repeated: frozenset[str]  # labels that a record repeats, once for each author
    others: frozenset[str]  # labels of fields that a paper does not have
    # How often the first label stood before the second in a record.
    before: Counter[tuple[str, str]]
    width: int | None  # of wrapped lines
    paragraphs: bool  # abstracts often have several
    capitals: bool  # labels are written with one

    def separates(self, line: Line) -> bool:
        """Say whether a labelled line surely begins another record than the line above."""
        if line.gap is Gap.RULE:
            return True
        if self.ruled:
            return False
        if line.gap is Gap.BLANK:
            return line.label == self.start or (
                not self.running and line.known and line.label not in self.spaced
            )
        return self.running and line.label == self.start

    @property
    def is_weak(self) -> bool:
        """Whether neither rules nor blank lines part the records for sure, but only a label."""
        return self.running or bool(self.spaced and not self.ruled)

    def is_label(self, line: Line) -> bool:
        """Say whether a line begins a field in this dump."""
        return line.known or line.label in self.others

    def goes_back(self, label: str, labels: Iterable[str]) -> bool:
        """Say whether a label usually stands before one of `labels`, and not after it."""
        return any(
            self.before[label, each] > 1 and self.before[label, each] > 3 * self.before[each, label]
            for each in labels
        )


def survey(lines: Iterable[Line]) -> Rhythm:
    """Return the rhythm of a dump, from the first of its lines."""
    labels: list[Line] = []
    widths: list[int] = []
    several = abstracts = 0
    for line in islice(lines, _SURVEYED):
        widths.append(len(line.whole.rstrip()))
        if line.label:
            abstracts += line.is_prose
            above = labels[-1] if labels else None
            if above is None or (above.label, above.text) != (line.label, line.text):
                labels.append(line)  # what is said twice is said once
        elif labels and labels[-1].is_prose and line.gap is Gap.BLANK:
            several += 1
    counts = Counter(line.label for line in labels)
    titles = counts["title"]
    known = [line for line in labels if line.known]
    repeated = _repeated(known, counts)
    ruled = _is_ruled(known)
    usual = frozenset(
        each for each in {line.label for line in known} if 10 * counts[each] >= 7 * titles
    )
    starts = _start(known, counts, usual, repeated)
    start = "title" if "title" in starts or not starts else starts[0]
    inner = [line for line in known[1:] if line.label != start and line.gap is not Gap.RULE]
    blanks = Counter(line.label for line in inner if line.gap is Gap.BLANK)
    all_inner = Counter(line.label for line in inner)
    mostly = 2 * blanks.total() > len(inner)
    gaps = [line.gap for line in known[1:] if line.label == start]
    before: Counter[tuple[str, str]] = Counter()
    for record in islice(_records(known, start, repeated), 1, None):
        before.update(_pairs(record))
    wide = sum(width > WIDEST for width in widths)
    return Rhythm(
        start=start,
        is_sure=ruled or len(starts) < 2,
        usual=usual,
        ruled=ruled,
        running=not ruled and 2 * gaps.count(Gap.NONE) > len(gaps),
        spaced=frozenset(
            each for each, n in all_inner.items() if (2 * blanks[each] > n if n > 2 else mostly)
        ),
        repeated=repeated,
        others=frozenset(each for each, n in counts.items() if n > 1 and 2 * n >= titles)
        - {"name", *(line.label for line in known)},
        before=before,
        width=None
        if 4 * wide > titles
        else max((width for width in widths if width <= WIDEST), default=None),
        paragraphs=several > 1 and 10 * several >= abstracts,
        capitals=2 * sum(map(_is_capital, known)) > len(known),
    )


def _is_capital(line: Line) -> bool:
    return line.whole.strip("-*•_ \t")[:1].isupper()


def _repeated(known: list[Line], counts: Counter[str]) -> frozenset[str]:
    """Return the labels that records repeat, line by line."""
    again = Counter(
        line.label
        for above, line in pairwise(known)
        if above.label == line.label
        and line.gap is Gap.NONE
        and not (_SEVERAL.search(above.text) or _SEVERAL.search(line.text))
    )
    return frozenset(
        each for each, n in again.items() if each in MANY_VALUES and 4 * n > counts[each]
    )


def _is_ruled(known: list[Line]) -> bool:
    """Say whether rules part the records: most titles are alone between two."""
    titles = [0]
    for line in known:
        if line.gap is Gap.RULE:
            titles.append(0)
        titles[-1] += line.label == "title"
    return any(line.gap is Gap.RULE for line in known[1:]) and sum(
        n for n in titles if n == 1
    ) > sum(n for n in titles if n > 1)


def _start(
    known: list[Line], counts: Counter[str], usual: frozenset[str], repeated: frozenset[str]
) -> list[str]:
    """Return the label that starts records: divided at it, the fewest are damaged.

    Where several are as good, all of them.
    """
    blank = 2 * sum(line.gap is Gap.BLANK for line in known[1:]) >= counts["title"]
    costs: dict[str, float] = {}
    damaged: dict[str, int] = {}
    for label in {line.label for line in known if 2 * counts[line.label] >= counts["title"]}:
        cost = float(label in _PROSE)  # nothing starts with its abstract if it need not
        damaged[label] = _damaged(list(_blocks(known, label)), usual, repeated)
        cost += damaged[label]
        if blank:
            own, others = (
                _below_blank(line for line in known if (line.label == label) is same)
                for same in (True, False)
            )
            cost += counts["title"] * (1 + others - own) / 2
        costs[label] = cost
    least = min(costs.values(), default=0.0)
    best = sorted(label for label, cost in costs.items() if cost < least + _ALIKE)
    gaps = any(line.gap is not Gap.NONE for line in known[1:])
    if "title" in best and known[-1].label == "title" != known[0].label and not gaps:
        return sorted({"title", known[0].label})  # a title may begin a record or end one
    # The first has lost its title, or the last a field.
    if "title" in best and (damaged["title"] < 2 or known[0].label == "title"):
        return ["title"]
    return best


def _below_blank(lines: Iterable[Line]) -> bool:
    """Say whether most fields stand below a blank line; the first may follow a header."""
    gaps = [line.gap is Gap.BLANK for line in lines][1:]
    return 2 * sum(gaps) > len(gaps)


def _pairs(record: list[str]) -> Iterator[tuple[str, str]]:
    labels = list(dict.fromkeys(record))
    return ((above, below) for at, above in enumerate(labels) for below in labels[at + 1 :])


def _damaged(blocks: list[list[str]], usual: frozenset[str], repeated: frozenset[str]) -> int:
    """Return how many blocks lack what others have, have it twice, or in an odd order."""
    before = Counter(pair for block in blocks for pair in _pairs(block))
    return sum(
        not usual.issubset(block)
        or len(block) > len({*block}) + sum(label in repeated for label in block)
        or any(before[pair] < before[pair[::-1]] for pair in _pairs(block))
        for block in blocks
    )


def _blocks(known: list[Line], start: str) -> Iterator[list[str]]:
    """Yield the labels from each `start` and each rule to the next."""
    block: list[str] = []
    for line in known:
        if block and (line.gap is Gap.RULE or line.label == start):
            yield block
            block = []
        block.append(line.label)
    if block:
        yield block


def _records(known: list[Line], start: str, repeated: frozenset[str]) -> Iterator[list[str]]:
    """Yield the labels of each record: of a block, or of a part where a label comes again."""
    for block in _blocks(known, start):
        record: list[str] = []
        for label in block:
            if label in record and not (label in repeated and record[-1] == label):
                yield record
                record = []
            record.append(label)
        yield record
