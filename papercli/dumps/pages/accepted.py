"""Copied lists of accepted papers: the title of each, and its authors on the line below, with or without an abstract."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.continuation import is_closed
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_furniture, is_notice, is_rule
from papercli.dumps.listing.marks import without_marks
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.dumps.pages.lines import Line, lines_of
from papercli.dumps.pages.names import are_names, names_in, read_people, without_brackets
from papercli.dumps.plausible import flaw_of

_FURNITURE = re.compile(
    r"(?:list\sof\s)?accepted\s(?:papers?|articles?|submissions|posters|talks|contributions).{0,60}|(?:oral|poster|spotlight|demo|highlight|short|long|full|main|findings|industry|research|workshop|regular|best)s?(?:\s(?:oral|paper|poster|presentation|talk|track|session|demo|conference|award|candidate)s?){0,3}(?:\s\(?\d{1,4}\)?)?"
    r"|(?:paper|poster|submission)?\s?(?:id|no\.?|number)?\s?[:#]?\s?\d{1,5}|abstract|authors?|title|program(?:me)?|proceedings|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s.{0,60}|\d{1,2}[:.]\d\d.{0,60}|(?:poster\s)?session\s.{1,80}|(?:hall|room|exhibit)\s.{1,40}",
    re.IGNORECASE,
)
_BUTTONS = frozenset(
    "pdf paper code project page openreview arxiv bibtex supp supplemental supplementary material video slides poster abstract website link dataset data doi show view expand".split()
)
_SIGNS = re.compile(r"[\s\[\]()|·/,+]+")
_LONGEST_LINE = 3_000  # characters
_AUTHORS = re.compile(r"(?:authors?|by)\s?[:：]\s?(?=\S)|by\s(?=[A-Z])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|paper)\s?(?:\d{1,5})?\s?[:：]\s?(?=\S)", re.IGNORECASE)
_ABSTRACT = re.compile(r"abstract\s?[:：.]\s?", re.IGNORECASE)
_FEWEST = 2
_LEAST = 0.6  # share of what stands there
_SURE = 0.65
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a line says by itself."""

    line: Line
    text: str  # without marks
    names: str  # where it holds nothing else
    is_sure: bool  # it says that these are authors, names several, or where one works


_NO_LINE = _Seen(Line(0, "", 0), "", "", is_sure=False)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is such a list: titles and lines of names must take turns in it."""
    units = list(read(io.StringIO(head)))
    found = [each for each in units if isinstance(each, Record)]
    named = sum(len(each.authors) > 1 for each in found)
    if len(found) < _FEWEST or named < _FEWEST or len(found) < _LEAST * len(units):
        return 0.0
    return _SURE * len(found) / len(units)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each title with names below it, and report all else."""
    held: list[Line] = []  # lines that may be a title
    record: dict[str, object] = {}
    abstract: list[str] = []
    start = 0
    lines = [
        _look_at(line, text)
        for line in lines_of(dump)
        if not _is_furniture(text := without_marks(line.text))
    ]
    for seen, following in zip_longest(lines, lines[1:], fillvalue=_NO_LINE):
        line, text = seen.line, seen.text
        is_marked = text != line.text  # as titles of a list are
        # One name alone may as well be a title.
        names = seen.names if seen.is_sure or not (is_marked or following.is_sure) else ""
        if names and held:
            yield from _end(record, abstract, start)
            yield from (Skipped(each.number, "text that belongs to no paper") for each in held[:-1])
            title = _TITLE.sub("", without_marks(held[-1].text))
            if flaw_of(title) is not None or not reads_like_title(title):
                yield Skipped(held[-1].number, "text that belongs to no paper")
                record, abstract, held = {}, [], []
                continue
            start, record = held[-1].number, {"title": title, "authors": read_people(names)}
            held, abstract = [], []
        elif record and not held and not following.names and _goes_on(abstract, text, line):
            # Below a paper, its abstract.
            abstract.append(_ABSTRACT.sub("", text))
        elif held and _is_wrapped(held[-1], line):
            held[-1] = Line(
                held[-1].number,
                f"{held[-1].text} {line.text}",
                held[-1].indent,
                held[-1].after_blank,
            )
        else:
            held.append(line)
    yield from _end(record, abstract, start)
    yield from (Skipped(each.number, "text that belongs to no paper") for each in held)


def _end(record: dict[str, object], abstract: list[str], line: int) -> Iterator[Record | Skipped]:
    if record:
        yield read_fields({**record, "abstract": " ".join(abstract).strip() or None}, line)


def _is_furniture(text: str) -> bool:
    return (
        not text
        or is_furniture(text)
        or is_notice(text)
        or is_rule(text)
        or (len(text) < _LONGEST and _FURNITURE.fullmatch(text) is not None)
        or (len(text) < _LONGEST and _BUTTONS.issuperset(_SIGNS.sub(" ", text).lower().split()))
    )


def _look_at(line: Line, text: str) -> _Seen:
    names = _names(text)
    is_sure = bool(names) and (
        _AUTHORS.match(text) is not None
        or len(names_in(names)) > 1
        or without_brackets(names) != names
    )
    return _Seen(line, text, names, is_sure)


def _names(text: str) -> str:
    """Return the names in a line that holds nothing else, or nothing."""
    label = _AUTHORS.match(text)
    bare = text[label.end() :] if label else text
    if not label and (
        len(bare) > _LONGEST_LINE or (bare.endswith((".", "?", "!", ":")) and "(" not in bare)
    ):
        return ""
    names = bare.replace("·", ",").replace("•", ",").replace("∙", ",").replace(" | ", ", ")
    return names if are_names(names) else ""


def _goes_on(abstract: list[str], text: str, line: Line) -> bool:
    """Say whether a line is the abstract of the paper above, or goes on with it."""
    if _ABSTRACT.match(text):
        return True
    if text != line.text:  # it has a mark, as titles of a list have
        return False
    if not abstract or (is_closed(abstract[-1]) and not is_closed(text)):
        return reads_like_abstract(text)
    return not line.after_blank


def _is_wrapped(above: Line, line: Line) -> bool:
    """Say whether a line goes on with the title above."""
    if line.after_blank or len(above.text) + len(line.text) > _LONGEST:
        return False
    return line.text[:1].islower() or (
        len(above.text) > 50
        and above.text.rstrip().endswith(
            (":", ",", "-", " of", " for", " and", " with", " in", " the", " a")
        )
    )


FORMAT = DumpFormat(
    "accepted", "lists of accepted papers: each title above its authors", sniff, read
)
