"""Plain text that gives a link with each title: beside it, below it, or below its authors and abstract.

Reading lists in a text file, mails, chats. A title is what stands on the line of a link to a paper,
or else the first line of the paragraph that ends with the link.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps import unnamed_table
from papercli.dumps.base import DumpFormat, Record, Skipped, without_beside
from papercli.dumps.boxes import BOX
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_furniture
from papercli.dumps.listing.prose import reads_like_abstract, reads_like_title
from papercli.dumps.markdown.addresses import addresses
from papercli.dumps.markdown.author_year import YEAR, AuthorYear, without_citation
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Span, parse
from papercli.dumps.markdown.leftovers import REPORT, are_left
from papercli.dumps.markdown.linked import UNTITLED
from papercli.dumps.markdown.styled import authors_before
from papercli.dumps.page_titles import without_site
from papercli.dumps.pages.evidence import shows_markup
from papercli.dumps.pages.lines import Line, lines_of
from papercli.dumps.pages.names import are_families, are_names, read_people
from papercli.dumps.pages.places import place_in
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.plausible import flaw_of
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.wrapping import Words, join
from papercli.patterns import late

_URL = late(r"<?(?P<url>https?://[^\s<>\"]{4,500}[^\s<>\".,;:!?')\]])>?")
_MARK = late(
    rf"(?:[-*+•▪◦‣–—]\s{{1,3}}|\(?\d{{1,4}}[.)\]]\s{{1,3}}|\[\d{{1,4}}\]\s{{1,3}})?(?:{BOX}\s{{1,3}})?"
)
_LABEL = late(
    r"(?:(?:new|full)\s)?(?:papers?|preprint|article|title|link|links|url|pdf|arxiv|abs|doi|read|available at|see)\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
# How a message begins, or who wrote it when.
_TALK = late(
    r"(?:also|and|but|btw|hi|hey|hello|fyi|thanks|check|dear|did|have you|what about)\b|.*\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)
# Who wrote a message, and when: on a line of its own, or in front of the message.
_SENDER = late(
    r"[^\n]{1,40}?(?:\s—\s(?:today|yesterday|gestern|heute)?\s?(?:at\s)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s?)?\d{1,2}:\d\d(?:\s?[ap]m)?|,\s\[\d{1,2}\.\d{1,2}\.\d{4}\s\d{1,2}:\d\d\]:?|\s{1,3}\[?\d{1,2}:\d\d\s?[ap]m\]?)",
    re.IGNORECASE,
)
_MESSAGE = late(
    r"(?:\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s|\[)\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?\]?\s?(?:[-–]\s)?(?:[^:\n<>]{1,40}:|<[^<>\s]{1,40}>)\s",
    re.IGNORECASE,
)
_OF_TITLE = late(r"^(?:new\s)?(?:paper|preprint|article|title)\s?:\s", re.IGNORECASE)
_EMPTY = late(r"\s?[(\[<]\s{0,2}(?:pdf|arxiv|link|paper|abs|doi|url)?\s{0,2}[)\]>]", re.IGNORECASE)
_YEAR_LAST = late(r"\s\((?P<year>(?:19|20)\d\d)\)$")
# Where a paper is in a journal, which pages of results show beside the link.
_PLACE = late(
    r"\b(?:volume|vol\.?)\s\d{1,4}\b.{0,20}\b(?:issue|no\.?)\s\d|\bpp\.?\s\d{1,6}\s?[–-]\s?\d",
    re.IGNORECASE,
)
_LED = late(
    r"(?P<names>[^()\d]{2,80}\s\((?:1[5-9]|20)\d\d\))[.:,]?\s(?P<title>\S.{5,300})"
)  # "Granger (1969) A title"
_FROM = late(r"\((?:from|via|by|thanks to)\s[^()]{2,30}\)\s")  # who proposed it
_EDGES = " \t,;:|–—-→·•"
_QUOTES = "\"“”„«»'‘’ "
_SURE = 0.6
_FEWEST = 2  # papers
_LEAST = 0.75  # share of the links to papers whose titles must be there
_MOST_ASIDE = 3  # units that are no papers, for each that is one
_FEWEST_WORDS = 3
_NO_END = late(
    r"(?:\b(?:a|an|and|are|as|at|between|by|for|from|in|into|is|of|on|or|than|the|through|to|under|via|with|without)|\w-)$"
)
_NO_START = late(r"(?:of|and|or|than)\s")
_WRAPPED = 40  # characters of a line that may be full
_LONGEST_TITLE = 250
_MOST_ABOVE = 40  # lines of a paragraph above its link


def sniff(head: str) -> float:
    """Say how sure it is that `head` is such a text: most of its links to papers have a title."""
    if shows_markup(head) or unnamed_table.refusal(head, is_cut=True):
        return 0.0
    if "http" not in head or "](http" in head or head.lstrip()[:1] in {"<", "{", "@"}:
        return 0.0
    units = without_beside(read(io.StringIO(head)))
    found = sum(isinstance(each, Record) for each in units)
    untitled = sum(isinstance(each, Skipped) and each.reason == UNTITLED for each in units)
    aside = len(units) - found - untitled
    if found < _FEWEST or found < _LEAST * (found + untitled) or aside > _MOST_ASIDE * found:
        return 0.0
    return _SURE * found / (found + untitled)


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each link to a paper with a title, and report all else."""
    above: list[Line] = []
    for line in lines_of(dump):
        urls = [found["url"] for found in _URL.finditer(line.text)]
        papers = [url for url in urls if leads_to_paper(url)]
        if _SENDER.fullmatch(line.text):
            yield from _report(above)
            above = []
            continue
        is_alone = papers and not _left(line.text)
        if line.after_blank and not (is_alone and len(above) == 1):
            yield from _report(above)
            above = []
        if not papers:
            above.append(line)
        elif is_alone:
            yield from _read_below(above, papers, line.number)
            above = []
        else:
            begun = above[-1] if above and _goes_on(above[-1].text, line.text) else None
            yield from _report(above[:-1] if begun else above)
            above = []
            yield from _read_beside(_joined(begun, line) if begun else line, papers)
    yield from _report(above)


def _goes_on(above: str, text: str) -> bool:
    """Say whether a line goes on with the title above it: at a word with which no title ends, or no remark begins."""
    title = _MARK.sub("", above, count=1)
    is_broken = _NO_END.search(title) is not None or _NO_START.match(text) is not None
    return (
        is_broken
        and text[:1].islower()
        and title[:1].isupper()
        and not text.endswith(".")
        and _WRAPPED <= len(above) < _LONGEST_TITLE
        and not (are_names(title) or are_families(title))
    )


def _joined(above: Line, line: Line) -> Line:
    return replace(above, text=join([above.text, line.text], Words([])))


def _left(text: str) -> str:
    """Return what stands on a line beside its links, without marks and labels."""
    left = _EMPTY.sub("", _URL.sub("", text))
    left = _MARK.sub("", left.strip(), count=1).strip(_EDGES)
    return "" if _LABEL.fullmatch(left) else left


def _read_beside(line: Line, urls: list[str]) -> Iterator[Record | Skipped]:
    """Yield the paper of a line with a link: `A title, https://…`, `https://… A title (Jane Doe, 2020)`, and report what else it says."""
    text = whole = line.text
    if message := _MESSAGE.match(
        text
    ):  # what stands on both sides of the link is not all of the title
        whole = text[message.end() :]
        text = _title_in_message(whole)
    title = without_site(_OF_TITLE.sub("", _FROM.sub("", _left(text)), count=1))
    cited = _as_reference(title, urls) or read_citation(parse(f"{title} {urls[0]}"))
    name = cited.title if cited else title
    is_told = cited is not None and bool(cited.year and (cited.authors or cited.venue))
    mark = _MARK.match(text)
    is_item = mark is not None and mark.end() > 0
    fewest = 2 if is_told or is_item else _FEWEST_WORDS
    if len({*urls}) > 1 or not _is_title(name, fewest):
        yield Skipped(line.number, UNTITLED)
        return
    yield read_fields(
        {
            "title": name,
            "authors": _people(cited.authors if cited else ""),
            "year": (cited.year if cited else None) or None,
            "venue": (cited.venue if cited else None) or None,
            **(cited.numbers if cited else {}),
            **addresses(urls),
        },
        line.number,
    )
    told = cited or Cited(name, urls)
    if are_left(told, [Span("text", _left(whole))]):
        yield Skipped(line.number, REPORT, beside=True)


def _as_reference(text: str, urls: list[str]) -> Cited | None:
    """Return the paper of a text that is a whole reference: `Quill, Rook, "A title", Phys. Rev. 47, 777 (1935)`."""
    found = read_reference(text)
    if isinstance(found, str) or found.names is None or not (found.date and found.venue):
        return None
    people = found.names.people
    names = [*people.authors, *["et al."] * people.more]
    year = YEAR.search(found.date)
    return Cited(
        found.title, urls, names, found.venue, year[0] if year else "", numbers=found.numbers
    )


def _unbracketed(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _title_in_message(text: str) -> str:
    """Return what may be the title in a message: what begins as titles do, before the link or behind it."""
    parts = [part for each in _URL.split(text)[::2] if (part := _unbracketed(_left(each)))]
    titles = [part for part in parts if part[0].isupper() or part[0] in _QUOTES]
    return titles[0] if len(titles) == 1 else ""


def _read_below(above: list[Line], urls: list[str], number: int) -> Iterator[Record | Skipped]:
    """Yield the paper whose title is the first line above a link, and what is no part of it."""
    while len(above) > 1 and _goes_on(above[0].text, above[1].text):
        above = [_joined(above[0], above[1]), *above[2:]]
    if len(above) > 1 and not _is_title(above[0].text) and _is_title(above[-1].text):
        yield from _report(above[:-1])  # what somebody says, and the title
        above = above[-1:]
    if not above or len(above) > _MOST_ABOVE or len({*urls}) > 1 or not _is_title(above[0].text):
        yield from _report(above)
        yield Skipped(number, UNTITLED)
        return
    first, *rest = above
    if len(rest) == 1 and _is_second_title(rest[0].text):
        yield from _report(above)  # two titles, and which is that of the link?
        yield Skipped(number, UNTITLED)
        return
    name, year = _without_year(_OF_TITLE.sub("", _MARK.sub("", first.text, count=1)).strip(_QUOTES))
    name, told = without_citation(name)
    if told is None and (led := _LED.fullmatch(name)) and all(authors_before(led["names"])):
        name, told = led["title"], AuthorYear(*authors_before(led["names"]), "")
    if told is None and (cited := read_citation(parse(f"{name} {urls[0]}"))) and cited.authors:
        names = cited.authors if isinstance(cited.authors, list) else [cited.authors]
        if cited.year and _is_title(cited.title):
            name, told = cited.title, AuthorYear(names, cited.year, cited.venue)
    authors: str | list[str] = told.names if told else ""
    year, venue = (told.year, told.venue) if told else (year, "")
    if rest and not authors and (are_names(rest[0].text) or are_families(rest[0].text)):
        authors = rest.pop(0).text
    text = " ".join(line.text for line in rest)
    abstract = text if reads_like_abstract(text) else None
    yield read_fields(
        {
            "title": without_site(name),
            "authors": _people(authors),
            "year": year,
            "venue": venue or None,
            "abstract": abstract,
            **addresses(urls),
        },
        first.number,
    )
    if not abstract:
        yield from _report(rest)


def _without_year(title: str) -> tuple[str, str | None]:
    found = _YEAR_LAST.search(title)
    return (title[: found.start()], found["year"]) if found else (title, None)


def _people(names: str | list[str]) -> object:
    return read_people(names if isinstance(names, str) else ", ".join(names))


def _is_title(text: str, fewest: int = _FEWEST_WORDS) -> bool:
    words = text.split()
    return (
        len(words) >= fewest
        and reads_like_title(text)
        and flaw_of(text) is None
        and _PLACE.search(text) is None
        and place_in(text) is None
        and not (are_names(text) and ("," in text or " and " in text))
        and _TALK.match(text) is None
        and not text.endswith((":", ","))
    )


def _is_second_title(text: str) -> bool:
    return _is_title(text) and text[0].isupper() and not are_families(text)


def _report(lines: Iterable[Line]) -> Iterator[Skipped]:
    """Report a paragraph that shows no paper, once."""
    for line in lines:
        if not is_furniture(line.text):
            yield Skipped(line.number, "text that belongs to no paper")
            return


FORMAT = DumpFormat(
    "links", "plain text with a link to a paper beside or below each title", sniff, read
)
