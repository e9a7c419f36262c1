"""What kind of work a reference says it is: a thesis and its university, a report and its number, a book and its edition."""

import re
from typing import NamedTuple

from papercli.dumps.references.abbreviations import PUBLISHER, VENUE_START
from papercli.dumps.references.place import YEAR
from papercli.patterns import late

_MARKER = late(
    r"\s?\[(?P<kind>[JCDMRSPNGZA](?:/OL)?|EB/OL|DB/OL|CP)\]\s{0,2}[.,:]?\s?(?://\s?|In:\s)?"
)
NOTE = late(
    r"\s?[\[(](?P<note>(?:unpublished\s)?(?:doctoral|ph\.?\s?d\.?|master['’]?s?|m\.?\s?sc\.?|bachelor['’]?s?)[^\[\]()]{0,60}|(?:phd|master'?s)?\s?thesis[^\[\]()]{0,60}|dissertation[^\[\]()]{0,60}|preprint[^\[\]()]{0,20}|data\s?set|computer\ssoftware"
    r"|(?:conference\s)?(?:paper|poster|presentation)[^\[\]()]{0,60}|(?:\d{1,2}(?:st|nd|rd|th)|rev(?:ised)?\.?|second|third|fourth|fifth)\s(?:ed\.?|edition)[^\[\]()]{0,40}|vols?\.?\s\d{1,3}(?:\s?[-–]\s?\d{1,3})?|(?:technical\s)?report[^\[\]()]{0,40}|working\spaper[^\[\]()]{0,40}|oral|spotlight|poster|book|internet|online|online\sfirst)[\])]",
    re.IGNORECASE,
)
_THESIS_SENTENCE = late(
    r"[.?!,]\s(?:(?:unpublished\s)?(?:ph\.?\s?d\.?|master['’]?s?|m\.?\s?sc\.?|doctoral|bachelor['’]?s?|diploma)\s?)(?:thesis|dissertation|diss\.)[.,:]?\s{0,2}",
    re.IGNORECASE,
)
_REPORT_SENTENCE = late(
    r"[.?!]\s(?:technical|tech\.|research)\sreport(?:\s(?:no\.?\s)?[\w/-]{0,12}\d[\w/-]{0,12})?[.,:]\s{1,2}(?=[A-Z])",
    re.IGNORECASE,
)
THESIS = late(r"\b(?:thesis|dissertation|diss\.)", re.IGNORECASE)
_SCHOOL = late(
    r"\b(?:univ|uni|universi\w+|école|inst|institut\w*|college|school|polytechni\w*|eth|epfl|mit|caltech|académie|academy|hochschule)\b|大学|大學|学院|학교|university",
    re.IGNORECASE,
)
_DEPARTMENT = late(
    r"(?:dept|department|faculty|fac|school|div|division|lab|inst|institute)\b\.?\s", re.IGNORECASE
)
_CITY = late(r"(?:\d{1,2}\s?版[.,]?\s)?[^:：,]{1,40}[:：]\s?(?=\S)")  # before a publisher
TECH_REPORT = late(
    r"(?:,\s|\s|^)(?:tech(?:\.|nical)\srep(?:\.|ort)|research\sreport|working\spaper)(?:\s(?:no\.\s?)?(?P<number>[\w./ -]{0,24}\d[\w./-]{0,12}))?(?=,|$)",
    re.IGNORECASE,
)
# Vancouver: a title, an edition, a place and a publisher; AMA leaves out the place, and ACS has it
# behind the publisher.
_EDITION = r"(?P<edition>[.,;]\s(?:\d{1,2}(?:st|nd|rd|th)|rev\.?|second|third)\s(?:ed|edn|edition))"
_PLACE = r"(?:St\.\s)?[A-Z](?:[^.:;\d]|\b[A-Z]\.){2,40}(?:,\s[A-Z]{2})?:\s(?P<publisher>[^:;\d]{2,80})[;,]"
_ALONE = r"(?P<alone>[A-Z](?:[^.:;\d]|\b(?:[A-Z]|Inc|Ltd|Co|Corp|St)\.){2,80});"
_WORD = r"[A-Z][\w.'’-]{0,20}"
_ACS = (
    rf"(?P<first>(?!Part\b|Vol)[A-Z][^:;.\d]{{1,60}}):\s{_WORD}(?:,?\s(?:{_WORD}|de|of|am)){{0,5}},"
)
_BOOK = late(
    rf"(?P<title>[^.?!]{{4,200}}?){_EDITION}?(?:\.\s(?:{_PLACE}|{_ALONE})|\.?;\s{_ACS})\s(?P<date>{YEAR})(?:\.\s\d{{1,4}}\s?p)?\.?"
)
_ACCESSED = late(r"\[\d{4}-\d\d?-\d\d?\]")  # the day on which somebody read it
_NO_PUBLISHER = late(
    r"\d|\b(?:submitted|accepted|in\spress|forthcoming|unpublished|available|retrieved|preprint|manuscript)\b",
    re.IGNORECASE,
)
_AT_END = " \t.,;:"


class Kind(NamedTuple):
    """What a text says of itself."""

    title: str
    type: str | None
    behind: str  # what stands behind the title: where it appeared


def kind_of(text: str) -> Kind | None:
    """Take apart what says that it is a thesis or, as in GB/T 7714, what it is; None for all else."""
    if marked := _MARKER.search(text):
        kind = {"D": "thesis", "M": "book", "R": "report"}.get(marked["kind"][0])
        return Kind(text[: marked.start()], kind, _ACCESSED.sub("", text[marked.end() :]))
    if (note := NOTE.search(text)) and THESIS.search(note["note"]):
        school = note["note"].partition(",")[2] or text[note.end() :]
        return Kind(text[: note.start()], "thesis", school.strip(_AT_END))
    if thesis := _THESIS_SENTENCE.search(text):
        return Kind(text[: thesis.start()], "thesis", text[thesis.end() :])
    if report := _REPORT_SENTENCE.search(text):
        return Kind(text[: report.start()], "report", text[report.end() :])
    return None


def book_of(text: str) -> re.Match[str] | None:
    """Return the `title` and the `date` of a text that names a book and its publisher; None for all else.

    Where neither an edition nor a place is told, a journal, a conference or a university may stand there.
    """
    found = _BOOK.fullmatch(text)
    alone = found["alone"] if found and not found["edition"] else None
    if alone is None:
        return found
    is_school = _SCHOOL.search(alone) is not None and "Press" not in alone
    is_publisher = PUBLISHER.search(alone) is not None and VENUE_START.match(alone) is None
    return found if is_publisher and not is_school else None


def publisher_of(book: re.Match[str]) -> str:
    """Return the publisher that a book names."""
    return as_publisher(book["publisher"] or book["alone"] or book["first"] or "")


def as_publisher(text: str) -> str:
    """Return what stands where a book has its publisher, without a place; nothing where it is no name."""
    name = without_city(text).strip(_AT_END)
    if _NO_PUBLISHER.search(name):
        return ""
    return f"{name}." if name.endswith((" Inc", " Ltd", " Corp", " Co")) else name


def school_of(text: str) -> str:
    """Return the university of a thesis: without its departments and its place."""
    parts = without_city(text).split(", ")
    named = [part for part in parts if _SCHOOL.search(part)]
    schools = [part for part in named if not _DEPARTMENT.match(part)] or named
    return schools[0] if schools else text


def without_city(text: str) -> str:
    """Return a publisher without the edition and the place before it: `2版. 北京: 清华大学出版社`."""
    return _CITY.sub("", text, count=1)
