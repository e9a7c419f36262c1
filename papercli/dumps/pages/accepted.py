"""Copied lists of accepted papers, and newsletters: the title of each, and its authors on the line below.

Below these may stand an address, and an abstract or what somebody says of the paper.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.continuation import is_closed
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_furniture, is_notice, is_rule
from papercli.dumps.listing.marks import without_marks
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.dumps.pages.counts import without_counts
from papercli.dumps.pages.evidence import is_result_page, shows_markup
from papercli.dumps.pages.lines import Line, lines_of, report
from papercli.dumps.pages.names import are_names, names_in, read_people, without_brackets
from papercli.dumps.pages.places import place_in
from papercli.dumps.people import says_more
from papercli.dumps.plausible import flaw_of
from papercli.patterns import late
from papercli.text import clean

_FURNITURE = late(
    r"(?:best|outstanding|distinguished)\s[^:]{0,40}\b(?:award|prize|nominee|candidate|finalist)(?:\s\(?\d{4}\)?)?|(?:original|review|research|brief|special|clinical|case|journal)\s(?:articles?|reports?|papers?|communications?|practice|problem-solving)|(?:[\d,.]+\s(?:results?|papers?|articles?|publications)\b.{0,80}|select\sall|sort\sby.{0,40})|(?:list\sof\s)?accepted\s(?:papers?|articles?|submissions|posters|talks|contributions).{0,60}|(?:oral|poster|spotlight|demo|highlight|short|long|full|main|findings|industry|research|workshop|regular|best)s?(?:\s(?:oral|paper|poster|presentation|talk|track|session|demo|conference|award|candidate)s?){0,3}(?:\s\(?\d{1,4}\)?)?"
    r"|(?:paper|poster|submission)?\s?(?:id|no\.?|number)?\s?[:#]?\s?\d{1,5}|(?:(?:selected|recent|our|my)\s)?(?:publications|papers|articles)(?:\s(?:of|by|from)\s.{1,60})?|abstract|authors?|title|program(?:me)?|proceedings|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s.{0,60}|\d{1,2}[:.]\d\d(?:\s?[-–]\s?\d{1,2}[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\W.{0,30}\b(?:session|break|coffee|lunch|dinner|room|hall|talks?|registration|opening|closing|keynote)\b.{0,40})?|(?:poster\s)?session\s.{1,80}|(?:hall|room|exhibit)\s.{1,40}",
    re.IGNORECASE,
)
_BUTTONS = frozenset(
    "pdf paper code project page openreview arxiv bibtex supp supplemental supplementary material video slides poster abstract website link dataset data doi show view expand bib abs".split()
)
_GLUED_BUTTONS = late(r"(?:pdf|bib|abs){2,3}")  # of the ACL Anthology
_EDITORS = late(r"\((?:eds?\.?|editors?)\)$", re.IGNORECASE)
_SIGNS = late(r"[\s\[\]()|·/,+]+")
_LONGEST_LINE = 3_000  # characters
_AUTHORS = late(r"(?:authors?|by)\s?[:：]\s?(?=\S)|by\s(?=[A-Z])", re.IGNORECASE)
# What a programme sets before a title: when it is presented, that it won a prize.
_TITLE = late(
    r"(?:[A-Z]{1,3}\d{1,2}[.-]\d{1,2}\s{1,3})?(?:\d{1,2}[:.h]\d\d(?:\s?[-–]\s?\d{1,2}[:.h]\d\d)?(?:\s?[ap]\.?m\.?)?[\s:|–-]{1,4})?"
    r"(?:(?:(?:best|outstanding|distinguished|invited|short|long)\s){0,2}(?:title|paper)(?:\s(?:award|candidate|prize)){0,2}\s?(?:\d{1,5})?\s?[:：]\s?)?(?=\S)",
    re.IGNORECASE,
)
_PAGE_NUMBER = late(r"\s?(?:\.\s?){4,200}\d{1,5}$|\s?…{1,60}\s?\d{1,5}$")  # of a table of contents
_LABEL = late(r"^\W{0,3}title\s?[:：]", re.IGNORECASE | re.MULTILINE)
_ABSTRACT = late(r"abstract\s?[:：.]\s?", re.IGNORECASE)
# A line that holds nothing but where the paper is.
_LINK = late(
    r"(?:(?:link|url|paper|pdf|arxiv|read(?: it)?(?: here)?)\s?[:：]\s?)?<?(?P<link>(?:https?://|www\.|arxiv\.org/|doi\.org/|openreview\.net/|arXiv:\d)\S{1,500}?)>?(?:\s\[[\w.-]+\])?",
    re.IGNORECASE,
)
_YEAR_LAST = late(r"\s\((?P<year>(?:19|20)\d\d)\)$")
_FEWEST = 2
_LEAST = 0.6  # share of what stands there
_SURE = 0.65
_SURER = 0.95  # where something about most papers stands below their authors
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a line says by itself."""

    line: Line
    text: str  # without marks
    names: str  # where it holds nothing else
    is_sure: bool  # it says that these are authors, names several, or where one works


@dataclass(slots=True)
class _Paper:
    """A title with its authors, and what stands below them."""

    line: int = 0
    fields: dict[str, object] = field(default_factory=dict)
    is_marked: bool = False  # the title has a mark, as all titles of a list have
    abstract: list[str] = field(default_factory=list)

    def end(self) -> Iterator[Record | Skipped]:
        """Yield the record, if there is one."""
        if self.fields:
            abstract = " ".join(self.abstract).strip() or None
            yield read_fields({**self.fields, "abstract": abstract}, self.line)

    def takes_place(self, seen: _Seen) -> bool:
        """Take in where and when the paper appeared, right below its authors, and say whether that is what a line says."""
        if seen.line.after_blank or self.abstract or {"venue", "year"} & self.fields.keys():
            return False
        place = place_in(seen.text)
        self.fields |= place or {}
        return place is not None

    def takes(self, seen: _Seen, following: _Seen) -> bool:
        """Say whether a line is the abstract of the paper, or goes on with it."""
        if following.names and (following.is_sure or not self.is_marked):
            return False  # it is the title of the next
        if _ABSTRACT.match(seen.text):
            return True
        if seen.text != seen.line.text:  # it has a mark, as titles of a list have
            return False
        if self.is_marked:
            return not (seen.line.after_blank and self.abstract and is_closed(self.abstract[-1]))
        is_below_link = "url" in self.fields and not self.abstract
        if not seen.line.after_blank and (is_below_link or is_closed(seen.text)):
            return True
        if not self.abstract or (is_closed(self.abstract[-1]) and not is_closed(seen.text)):
            return reads_like_abstract(seen.text)
        return not seen.line.after_blank


_NO_LINE = _Seen(Line(0, "", 0), "", "", is_sure=False)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is such a list: titles and lines of names must take turns in it."""
    if is_result_page(head) or shows_markup(head):
        return 0.0
    units = list(read(io.StringIO(head)))
    found = [each for each in units if isinstance(each, Record)]
    named = sum(len(each.authors) > 1 or bool(each.venue and each.year) for each in found)
    if len(found) < _FEWEST or named < _FEWEST:
        return 0.0
    if 2 * len(_LABEL.findall(head)) > len(found):
        return 0.0  # it is labelled text
    share = len(found) / len(units)
    told = sum(
        bool(each.url or each.abstract or (each.venue and (each.year or each.doi)))
        for each in found
    )
    buttons = sum(_are_buttons(clean(line)) for line in head.split("\n"))
    if max(told, buttons) > len(found) / 2:
        return _SURER * min(1.0, 2 * share)
    return _SURE * share if share >= _LEAST else 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each title with names below it, and report all else."""
    held: list[Line] = []  # lines that may be a title
    paper = _Paper()
    lines = [
        _look_at(line, text)
        for line in without_counts(list(lines_of(dump)))
        if not _is_furniture(text := without_marks(line.text))
    ]
    for seen, following in zip_longest(lines, lines[1:], fillvalue=_NO_LINE):
        line, text = seen.line, seen.text
        is_marked = text != line.text  # as titles of a list are
        # One name alone may as well be a title.
        names = seen.names if seen.is_sure or not (is_marked or following.is_sure) else ""
        if names and held:
            yield from paper.end()
            paper = _Paper()
            yield from _report(held[:-1])
            title = _title_in(without_marks(held[-1].text))
            if flaw_of(title) or not reads_like_title(title) or _are_several(title):
                yield Skipped(held[-1].number, "text that belongs to no paper")
            else:
                dated = _YEAR_LAST.search(title)
                paper = _Paper(
                    held[-1].number,
                    {
                        "title": title[: dated.start()] if dated else title,
                        "authors": read_people(names),
                        **({"year": dated["year"]} if dated else {}),
                    },
                    is_marked=held[-1].text != without_marks(held[-1].text),
                )
            held = []
        elif paper.fields and not held and (link := _LINK.fullmatch(text)):
            paper.fields.setdefault("url", _address(link["link"]))
        elif (
            paper.fields
            and not held
            and (not following.names or following.line.after_blank or _is_in_volume(text))
            and paper.takes_place(seen)
        ):
            pass
        elif paper.fields and not held and paper.takes(seen, following):
            # Below a paper, its abstract.
            paper.abstract.append(_ABSTRACT.sub("", text))
        elif held and _is_wrapped(held[-1], seen, following):
            held[-1] = replace(held[-1], text=f"{held[-1].text} {line.text}")
        else:
            held.append(line)
    yield from paper.end()
    yield from _report(held)


def _is_in_volume(text: str) -> bool:
    """Say whether a line tells a volume or pages, and so is no title: `J Moss 2014;366:216-226`."""
    return bool({"volume", "pages"} & (place_in(text) or {}).keys())


def _report(held: list[Line]) -> Iterator[Skipped]:
    """Report lines that are no paper, and each item of a list that may be one."""
    plain: list[Line] = []
    is_item = False  # the lines belong to an item that was reported
    for line in held:
        title = without_marks(line.text)
        if title != line.text and reads_like_title(title):
            yield from report(plain)
            plain, is_item = [], True
            yield Skipped(line.number, "a title without authors on the line below it")
        elif not is_item or line.after_blank:
            plain, is_item = [*plain, line], False
    yield from report(plain)


def _are_several(text: str) -> bool:
    """Say whether a text is the names of several people, which are no title."""
    return are_names(text) and len(names_in(text)) > 1


def _title_in(text: str) -> str:
    """Return a title without what a programme or a table of contents sets around it."""
    before = _TITLE.match(text)
    return _PAGE_NUMBER.sub("", text[before.end() :] if before else text)


def _address(link: str) -> str:
    """Return the address of a link that may lack its start, or be an arXiv id."""
    if link.lower().startswith("arxiv:"):
        return f"https://arxiv.org/abs/{link[6:]}"
    return link if link.lower().startswith("http") else f"https://{link}"


def _is_furniture(text: str) -> bool:
    return (
        not text
        or is_furniture(text)
        or is_notice(text)
        or is_rule(text)
        or (len(text) < _LONGEST and _FURNITURE.fullmatch(text) is not None)
        or _are_buttons(text)
    )


def _are_buttons(text: str) -> bool:
    """Say whether a line holds nothing but what can be clicked: `[pdf] [supp] [bibtex]`."""
    if not text or len(text) >= _LONGEST:
        return False
    words = _SIGNS.sub(" ", text).lower().split()
    return _BUTTONS.issuperset(words) or _GLUED_BUTTONS.fullmatch(text) is not None


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
    if _EDITORS.search(bare):
        return ""  # of a volume
    is_sentence = bare.endswith((".", "?", "!", ":")) and "(" not in bare and not says_more(bare)
    if not label and (len(bare) > _LONGEST_LINE or is_sentence):
        return ""
    bare = bare.removesuffix(".") if says_more(bare) else bare
    names = bare.replace("·", ",").replace("•", ",").replace("∙", ",").replace(" | ", ", ")
    return names if are_names(names) else ""


def _is_wrapped(above: Line, seen: _Seen, following: _Seen) -> bool:
    """Say whether a line goes on with the title above."""
    line = seen.line
    if line.after_blank or len(above.text) + len(line.text) > _LONGEST:
        return False
    is_first_of_item = without_marks(above.text) != above.text and seen.text == line.text
    return (
        line.text[:1].islower()
        or (is_first_of_item and following.is_sure)
        or (
            len(above.text) > 50
            and above.text.rstrip().endswith(
                (":", ",", "-", " of", " for", " and", " with", " in", " the", " a")
            )
        )
    )


FORMAT = DumpFormat(
    "accepted", "lists of accepted papers: each title above its authors", sniff, read
)
