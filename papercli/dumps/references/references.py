"""Reference lists as plain text: of papers, theses, course pages and reference managers, in the styles that most use.

Where it is not sure which words of an entry are its title, the entry is reported and not guessed at.
"""

import io
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, without_beside
from papercli.dumps.fields import read_fields
from papercli.dumps.input.lines import head_of
from papercli.dumps.pages.lines import lines_of
from papercli.dumps.references.bibitems import has_bibitems, read_bibitems
from papercli.dumps.references.entries import Cutter, Entry
from papercli.dumps.references.names import Names
from papercli.dumps.references.parts import UNSURE, Reference
from papercli.dumps.references.place import YEAR
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.remarks import REPORT
from papercli.dumps.references.run_on import divided_lines
from papercli.patterns import late

_DASH = late(r"[-\u2010-\u2015_]")
_DATED = late(
    rf"(?:[A-Z]\.?|[a-z]\.\]?)\s\((?:{YEAR}[a-h]?(?:/{YEAR})?(?:,\s[^()]{{1,30}})?|in press|forthcoming|submitted|accepted|to appear|n\.\s?d\.)\)[.,]?\s|[A-Z]\.,?\s{YEAR}[a-h]?\.\s"
)  # after an initial
_YEAR = late(YEAR)
_SHORTEST = 40  # characters of a reference
_SURVEYED = 2_000  # lines
_LEAST = 0.5  # share of entries that must be read
_SURE = 0.9
_FEWEST_WEAK, _MOST = 3, 0.75  # such entries that make each other sure, and their share of all
_FEWEST_ALIKE = 2  # entries in the style of one that could as well be something else


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a list of references: most of its entries must read as such."""
    units = without_beside(read(io.StringIO(head)))
    found = sum(isinstance(each, Record) for each in units)
    if not found or found < _LEAST * len(units) or (found < 2 and len(units) > 1):
        return 0.0
    return _SURE * found / len(units)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each entry that can be told apart, and report all others."""
    if has_bibitems(head_of(dump)):
        entries = read_bibitems(dump)
        yield from _records(entries, None)
        return
    survey = list(islice(divided_lines(lines_of(dump)), _SURVEYED))
    dump.seek(0)
    cutter = Cutter(survey, _is_one, _is_dated)
    surveyed = list(cutter.cut(survey))
    styles = _styles([_read_alone(each.text) for each in surveyed])
    is_all = len(survey) < _SURVEYED
    yield from _records(
        iter(surveyed) if is_all else cutter.cut(divided_lines(lines_of(dump))), styles
    )


@lru_cache(maxsize=4096)
def _read_alone(text: str, prefer: str = "") -> Reference | str:
    """Return what a reference says; the sniff, the survey and the reading ask in turn."""
    return read_reference(text, prefer=prefer)


def _styles(surveyed: list[Reference | str]) -> "Counter[str]":
    """Return how many entries of each style are sure to be in it.

    Where most are in one and have volumes or pages, those that could as well be something else count, too, if
    one is sure or has two initials: `Milgram SR. Behavioral study of obedience. J Abnorm Psychol. 1963;67:371-8.`
    """
    found = [each for each in surveyed if isinstance(each, Reference)]
    styles = Counter(each.style for each in found if not each.is_weak)
    for style, count in Counter(each.style for each in found if each.numbers).items():
        alike = [each for each in found if each.style == style]
        initials = (each.names.authors[0].display.count(".") for each in alike if each.names)
        is_sure = bool(styles[style]) or any(count > 1 for count in initials)
        if is_sure and count >= _FEWEST_WEAK and count >= _MOST * len(surveyed):
            styles[style] += count
    return styles


def _preferred(styles: "Counter[str]") -> str:
    """Return how a list writes its names, where it shows that."""
    bare, natural = styles["bare names"], styles["names"] + styles["colon"]
    return "" if max(bare, natural) < _FEWEST_ALIKE else "bare" if bare > natural else "natural"


def _is_one(text: str) -> bool:
    """Say whether a text reads as one reference, and says more than a name and a sentence."""
    if len(_DATED.findall(text)) > 1:
        return False
    found = _read_alone(text)
    return isinstance(found, Reference) and _says_enough(found)


def _is_dated(text: str) -> bool:
    """Say whether a text reads as a reference that has a date."""
    found = _read_alone(text)
    return isinstance(found, Reference) and bool(found.date)


def _says_enough(found: Reference) -> bool:
    """Say whether a reference says more than a name and a sentence."""
    return bool(
        found.date or found.numbers or found.links.doi or found.links.arxiv or found.links.url
    )


def _records(
    entries: Iterator[tuple[Entry, str | None]] | Iterator[Entry], styles: "Counter[str] | None"
) -> Iterator[Record | Skipped]:
    above: Names | None = None
    prefer = _preferred(styles or Counter())
    for each in entries:
        entry, key = each if isinstance(each, tuple) else (each, None)
        found = (
            read_reference(entry.text, above, entry.prefer or prefer)
            if _DASH.match(entry.text)
            else _read_alone(entry.text, entry.prefer or prefer)
        )
        if isinstance(found, str):
            yield Skipped(
                entry.line,
                found
                if entry.is_marked or _may_be_reference(entry.text)
                else "text that belongs to no reference",
            )
            above = None
            continue
        is_alike = styles is None or not found.is_weak or styles[found.style] >= _FEWEST_ALIKE
        if not is_alike or not (_says_enough(found) or entry.is_marked):
            yield Skipped(entry.line, UNSURE)
            above = None
            continue
        above = found.names
        yield _record(found, entry.line, key)
        if found.has_remark:
            yield Skipped(entry.line, REPORT, beside=True)


def _may_be_reference(text: str) -> bool:
    return _YEAR.search(text) is not None and len(text) > _SHORTEST


def _record(found: Reference, line: int, key: str | None) -> Record | Skipped:
    return read_fields(
        {
            "title": found.title,
            "authors": found.names.people if found.names else None,
            "date": found.date or None,
            "venue": found.venue or None,
            "type": found.type,
            **found.numbers,
            "doi": found.links.doi,
            "pmid": found.links.pmid,
            "arxiv": f"arXiv:{found.links.arxiv}" if found.links.arxiv else None,
            "url": found.links.url
            or (f"https://arxiv.org/abs/{found.links.arxiv}" if found.links.arxiv else None),
            "key": key,
        },
        line,
    )


FORMAT = DumpFormat(
    "references",
    "reference lists: APA, IEEE, Chicago, MLA, Vancouver, ACM, Nature, LNCS and others",
    sniff,
    read,
)
