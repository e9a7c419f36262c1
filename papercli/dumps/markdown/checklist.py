"""Reading lists to tick: `- [ ] Title (Authors, 2021)`, `1. [x] [Title](address)`, `☑ Title`, with notes below.

A ticked paper was read. An item that neither cites a paper nor links to one is reported.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, without_beside
from papercli.dumps.boxes import BOX, is_check_mark, is_ticked
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_furniture
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.listing.prose import reads_like_title
from papercli.dumps.markdown.addresses import addresses
from papercli.dumps.markdown.author_year import (
    AuthorYear,
    is_author_year,
    read_author_year,
    without_citation,
)
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Inline, is_generic, parse, plain, without_quotes
from papercli.dumps.markdown.labels import Labels
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.markdown.linked import divide
from papercli.dumps.markdown.marked_names import without_marked_names
from papercli.dumps.markdown.tags import without_tags
from papercli.dumps.markdown.year_headings import with_years
from papercli.dumps.pages.names import are_names, is_family_name, names_in, read_people
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.plausible import flaw_of
from papercli.dumps.reader_marks import with_note
from papercli.patterns import late
from papercli.text import clean

_MARKER = r"(?:[-*+•]|\d{1,4}[.)])"  # of a list item
_ITEM = late(rf"^\s*(?:{_MARKER}\s+)?(?P<box>{BOX})\s+(?P<text>\S.*)$")
_LISTED = late(rf"^\s*(?:{_MARKER}|{BOX})\s")
_MARK = late(rf"^\s*(?:(?:{_MARKER}|>)\s+)?")
# "Title (…, 2021)", "Title - Ada Eriksen, 2021": what stands behind a title, as people cite.
_BRACKET = late(r"\s?[(\[](?P<cited>[^()\[\]]{4,200})[)\]]$")
_BEHIND = late(r"\s(?:[-–—|·]|by)\s(?P<cited>[^()\[\]–—|]{4,200})$")
_YEAR = late(r"[\s,;](?P<year>(?:19|20)\d\d)$")
_FEWEST = 2
_LEAST = 0.5  # share of the items that are papers
_MOST = 0.7  # from which on there can be no doubt
_SURE = 0.93


def is_to_tick(head: str) -> bool:
    """Say whether at least half of the items of a list have a box to tick, which other formats would lose."""
    boxes = _boxes_in(head)
    listed = sum(_LISTED.match(line) is not None for line in head.split("\n"))
    return len(boxes) >= _FEWEST and 2 * len(boxes) >= listed and not _only_praise(boxes)


def _boxes_in(head: str) -> list[str]:
    return [found["box"] for line in head.split("\n") if (found := _ITEM.match(line))]


def _only_praise(boxes: list[str]) -> bool:
    """Say whether signs before the items only praise them: all are check marks, and no box is empty."""
    return all(map(is_check_mark, boxes))


def sniff(head: str) -> float:
    """Say how sure it is that `head` is such a list: most items are papers, and there is little else."""
    if _only_praise(_boxes_in(head)):
        return 0.0
    found = without_beside(read(io.StringIO(head)))
    papers = sum(isinstance(each, Record) for each in found)
    if papers < _FEWEST or papers < _LEAST * len(found):
        return 0.0
    return _SURE * min(1.0, papers / len(found) / _MOST)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each item that is a paper, with the year of its heading, and report all else."""
    yield from with_years(_read, dump)


def _read(dump: TextIO) -> Iterator[Record | Skipped]:
    record: Record | Skipped | None = None
    notes: list[str] = []
    others: list[Record | Skipped] = []  # in the same line
    is_below = False  # what is indented belongs to an item above
    labels = Labels(dump)
    for number, line in numbered_lines(dump):
        text = clean(line)
        item = _ITEM.match(line)
        is_note = is_below and not item and line[:1].isspace()
        if not text:
            continue
        if is_note:
            notes.append(plain(_MARK.sub("", line)))
            continue
        if record:
            yield with_note(record, notes)
            yield from others
        record, notes, others, is_below = None, [], [], False
        if item:
            parts = divide(parse(labels.without(number, item["text"])))
            known = labels.authors_at(number)
            record, is_below = _read_item(number, item, parts.first, known), True
            was_read = is_ticked(item["box"])
            cited = read_citation(parts.first)
            remarks = [Skipped(number, REPORT, beside=True)] * bool(cited and cited.has_remark)
            beside = parts.read_others(number, is_read=was_read)
            others = (
                [*labels.report(number), *remarks, *beside] if isinstance(record, Record) else []
            )
        elif not text.startswith("#") and not is_furniture(text):
            yield Skipped(number, "text that is not an item to tick")
    if record:
        yield with_note(record, notes)
        yield from others


def _read_item(
    number: int, item: re.Match[str], inline: Inline, known: list[str]
) -> Record | Skipped:
    spans, tags = without_tags(inline.spans)
    inline = replace(inline, spans=without_marked_names(spans))
    titled = [span for span in inline.spans if span.url and not is_generic(span.text)]
    urls = [*(span.url for span in titled), *(url for _, url in inline.links)]
    whole = clean(" ".join(span.text for span in inline.spans)).strip(" -–—|·:,")
    title, cited = _divide(whole)
    if titled and (cited is None or not title.startswith(titled[0].text)):
        title = titled[0].text
    is_linked = any(map(leads_to_paper, urls))
    beside = read_citation(inline)
    if beside and beside.shows_paper and _is_surer(beside.title, title, cited):
        title, cited = beside.title, None
    else:
        beside = beside if titled and cited is None else None
    if (
        not (cited or beside or is_linked)
        or flaw_of(title) is not None
        or is_author_year(title)
        or not reads_like_title(title)
    ):
        return Skipped(number, "an item to tick that cites no paper")
    names = (cited.names if cited else beside.authors if beside else "") or known
    told = cited or (None if beside and beside.date else beside)  # a day may be the reader's
    read = read_fields(
        {
            "title": without_quotes(title.strip(" .,:;")).strip(" .,:;"),
            "authors": read_people(names if isinstance(names, str) else ", ".join(names)),
            "year": (told and told.year) or None,
            "venue": (told and told.venue) or None,
            **(told.numbers if isinstance(told, Cited) else {}),
            "tags": tags,
            **addresses([url for url in urls if url.startswith("http")]),
        },
        number,
    )
    was_read = is_ticked(item["box"])
    return replace(read, status="read") if isinstance(read, Record) and was_read else read


def _is_surer(title: str, whole: str, cited: AuthorYear | None) -> bool:
    """Say whether a title told from its marks is better than the text before what is cited: it is a part of that, or nothing is cited."""
    return title != whole and (whole.startswith(title) or cited is None) and reads_like_title(title)


def _divide(text: str) -> tuple[str, AuthorYear | None]:
    """Return a title and what is cited behind it: `(Eriksen et al., 2021)`, ` - Ada Eriksen, 2021`."""
    for behind in (_BRACKET, _BEHIND):
        if (found := behind.search(text)) and (cited := _named(found["cited"])):
            return text[: found.start()], cited
    title, cited = without_citation(text)
    found = None if cited else _BEHIND.search(text)
    if found and (cited := read_author_year(found["cited"], in_brackets=True)):
        return text[: found.start()], cited
    return title, cited


def _named(text: str) -> AuthorYear | None:
    """Return names in full, or several family names, with a year: `Devlin, Chang, 2018`."""
    found = _YEAR.search(text)
    if found is None:
        return None
    names = text[: found.start()].strip(" ,;")
    families = [each for each in re.split(r"\s*(?:[,;&]|\band\b)\s*", names) if each]
    if len(families) > 1 and all(map(is_family_name, families)):  # and none is that of a journal
        return read_author_year(f"{' and '.join(families)}, {found['year']}")
    return AuthorYear(names_in(names), found["year"], "") if are_names(names) else None


FORMAT = DumpFormat(
    "checklist", "reading lists in Markdown with a box to tick for each paper", sniff, read
)
