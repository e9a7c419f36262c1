"""Words in front of linked titles: their authors, or who presents them, or a topic; the other items of the list tell which.

`- Anna Berg: [A title](…)` may be any of these. What is not told for sure is no author, and is reported.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TextIO

from papercli.dumps.base import Skipped
from papercli.dumps.boxes import BOX
from papercli.dumps.input.lines import sound_lines
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import is_generic, parse, plain
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.markdown.listed_paper import is_labelled
from papercli.dumps.markdown.remarks import OF_LISTS
from papercli.dumps.markdown.styled import authors_before
from papercli.dumps.markdown.units import Unit
from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.pages.names import (
    is_family_name,
    is_name,
    is_topic,
    names_in,
)
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.people import says_more
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late

_SURVEYED = 50_000  # lines
_DAY = (
    rf"(?:(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{{1,2}}\.?\s{ENGLISH_MONTH}(?:,?\s(?:19|20)\d\d)?|{ENGLISH_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?"
    r"|\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d\d)?|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:week|session|meeting|day)\s\d{1,3})"
)
_BREAK = r"\s{0,3}(?::|[-–—|,](?=\s)|(?<=\])|(?<=\)))\s{1,3}"
_LABELLED = late(
    rf"^\s{{0,40}}(?:(?:[-*+•]|\d{{1,4}}[.)])\s{{1,8}}(?:{BOX}\s{{1,3}})?|{BOX}\s{{1,3}})"
    rf"(?:[\[(]?(?:(?P<day>{_DAY})|(?:19|20)\d\d)[\])]?{_BREAK})?"
    r"(?P<label>(?P<words>[^\[\]:|\n]{2,90}?)(?P<mark>[*_]{0,3}\s{0,3}:[*_]{0,3}\s{0,3}|[*_]{0,3}\s[-–—|]\s|[*_]{0,3}\s))"
    r"[*_\"“]{0,3}\[(?P<title>(?:[^\[\]]|\[[^\[\]]{0,80}\]){3,300})\]\((?P<url>https?://[^\s]{1,500}?)\)",
    re.IGNORECASE,
)
_CALENDAR = late(
    rf"(?:{_DAY}|\b{ENGLISH_MONTH}\.?|\b(?:spring|summer|autumn|fall|winter)\b|\b(?:19|20)\d\d\b|[\s\d,./–-]){{1,30}}+",
    re.IGNORECASE,
)
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d\b")
_YEAR_BEHIND = late(r"[,\s]\s{0,3}\(?(?:1[4-9]|20)\d\d[a-h]?\)?$")
_INITIAL = late(r"(?:^|[\s,.-])[^\W\d_a-z]\.(?:$|[\s,.-])|,\s[A-Z]{1,3}(?:,|$)")
_LINE_OF_NAMES = late(r"^\s{1,40}(?:[-*+•]\s{1,4})?[*_]{0,3}(?:(?:authors?|by)\b[*_]{0,3}:?\s?)?(?P<names>.{3,300}?)[*_]{0,3}$", re.IGNORECASE)  # fmt: skip
DOUBTFUL = "words in front of a title that may not name its authors"


@dataclass(slots=True)
class Label:
    """What stands in front of a title: the words, and the same with the mark behind them, as the line has them."""

    words: str
    text: str  # with the day of a meeting in front of them
    kind: str  # "sure", "pair", "lone", "families", "word" or "other"
    is_given: bool = False  # a common given name is among the words
    is_behind: bool = False  # authors stand behind the title
    is_misread: bool = False  # it would be read as names


@dataclass(slots=True)
class _Section:
    """The labels below one heading."""

    kinds: Counter[str] = field(default_factory=Counter)
    is_given: bool = False
    is_contrary: bool = False

    def take(self, label: Label, *, has_day: bool) -> None:
        self.kinds[label.kind] += 1
        self.is_given = self.is_given or label.is_given
        is_behind = label.is_behind and label.kind != "sure"
        self.is_contrary = self.is_contrary or has_day or is_behind or label.kind == "other"

    @property
    def shows_authors(self) -> bool:
        """Whether some labels are names of authors as people cite them."""
        return bool(self.kinds["sure"] or (self.kinds["families"] and self.is_given))

    def is_author(self, label: Label) -> bool:
        """Say whether a label names authors."""
        if label.kind == "sure":
            return not (label.is_behind and self.is_contrary)
        if label.is_behind or label.kind == "other" or self.is_contrary:
            return False
        if self.shows_authors:
            return True
        if label.kind in {"lone", "word"} or self.kinds["lone"]:
            return False
        return self.is_given if label.kind == "pair" else not self.kinds["word"]


class Labels:
    """The labels of a list that are authors, and those that are none, by the lines on which they stand."""

    def __init__(self, dump: TextIO) -> None:
        """Read what stands in front of the titles of a dump, and set it back to its start."""
        self._left: dict[int, Label] = {}
        self._authors: dict[int, str] = {}
        sections: list[tuple[_Section, list[tuple[int, Label]]]] = [(_Section(), [])]
        waiting: Label | None = None  # whose authors may stand on the line below
        for number, line in islice(sound_lines(dump), _SURVEYED):
            if line.startswith("#"):
                sections.append((_Section(), []))
            if waiting is not None and _holds_names(line):
                waiting.is_behind = sections[-1][0].is_contrary = True
            found = _LABELLED.match(line) if "](http" in line else None
            waiting = _label_of(found, line) if found and _may_be_label(found) else None
            if found is None or waiting is None:
                continue
            sections[-1][0].take(waiting, has_day=found["day"] is not None)
            sections[-1][1].append((number, waiting))
        dump.seek(0)
        for section, labels in sections:
            for number, label in labels:
                is_author = section.is_author(label)
                if is_author:
                    self._authors[number] = label.words
                if not is_author and (label.kind != "other" or label.is_misread):
                    self._left[number] = label

    def without(self, number: int, text: str) -> str:
        """Return a text that begins on a line, or that line, without a label that names no authors."""
        label = self._left.get(number)
        return text.replace(label.text, "", 1) if label else text

    def without_in(self, unit: Unit) -> Unit:
        """Return a unit without the label of its first line."""
        first, *others = unit.lines
        return replace(unit, lines=[self.without(unit.line, first), *others])

    def authors_at(self, number: int) -> list[str]:
        """Return the authors in front of the title on a line, for readers that do not see them."""
        words = self._authors.get(number, "")
        return authors_before(words)[0] or [words] * bool(words)

    def report(self, number: int) -> Iterator[Skipped]:
        """Yield what was left out of the paper on a line, if it may be a name."""
        label = self._left.get(number)
        if label and label.kind != "other":
            yield Skipped(number, DOUBTFUL)


def _may_be_label(found: re.Match[str]) -> bool:
    words = plain(found["words"]).strip(" *_")
    is_title = not is_generic(found["title"]) and leads_to_paper(found["url"])
    if not found["mark"].strip() and words.endswith((",", ".")) and not says_more(words):
        return False  # "Ada Quill, [A title](…)", as people cite
    is_day = _CALENDAR.fullmatch(words) is not None
    return is_title and not is_day and not is_labelled(f"{words}:") and any(map(str.isalpha, words))


def _label_of(found: re.Match[str], line: str) -> Label | None:
    words = plain(found["words"]).strip(" *_:")
    names = names_in(_YEAR_BEHIND.sub("", words))
    is_given = any(" " in name and name.split()[0].lower() in COMMON_GIVEN for name in names)
    cited = read_citation(parse(line[found.end("label") :]))
    kind = _kind_of(words)
    if kind == "other" and _YEAR.search(words):
        return None  # a venue and its year
    start = found.start("day") if found["day"] and kind != "other" else found.start("label")
    text = line[start : found.end("label")]
    is_behind = cited is not None and bool(cited.authors)
    return Label(words, text, kind, is_given, is_behind, _reads_as_names(words))


def _kind_of(words: str) -> str:
    dated = _YEAR_BEHIND.search(words)
    bare = words[: dated.start()] if dated else words
    names = names_in(bare)
    if any(word.lower() in OF_LISTS for word in bare.split()) or not names:
        return "other"
    if len(names) == 1 and is_family_name(bare):
        return "sure" if dated else "word"
    if not _reads_as_names(words):
        return "other"
    if dated or says_more(bare) or _INITIAL.search(bare):
        return "sure"
    if all(map(is_family_name, names)):
        return "families"
    if any(map(_is_topic, names)) or not all(map(is_name, names)):
        return "other"
    return "lone" if len(names) == 1 else "pair" if len(names) == 2 else "sure"


def _reads_as_names(words: str) -> bool:
    return bool(authors_before(words)[0] or read_names(_YEAR_BEHIND.sub("", words)))


def _is_topic(name: str) -> bool:
    first, *others = name.split()
    return first.lower() not in COMMON_GIVEN and any(map(is_topic, (first, *others)))


def _holds_names(line: str) -> bool:
    """Say whether an indented line below a title names authors and nothing else."""
    found = _LINE_OF_NAMES.match(line) if "](" not in line else None
    return found is not None and bool(read_names(found["names"].rstrip(" ,;")))
