"""What stands behind the authors of a reference, taken apart: its title, where it appeared, and when."""

import re
from dataclasses import dataclass, field

from papercli.dumps.references.abbreviations import PUBLISHER, SURE_PUBLISHER, VENUE_START
from papercli.dumps.references.links import Links
from papercli.dumps.references.names import Names, read_names
from papercli.dumps.references.place import YEAR, Place, strip_place, strip_proceedings
from papercli.dumps.references.shortened import is_abbreviated, is_cut, is_shortened
from papercli.dumps.references.titles import (
    is_title,
    is_unfinished,
    is_venue,
    split_comma,
    split_in,
    split_sentence,
)

NO_NAMES = "no names"  # a style that is shown by what stands behind the title
UNSURE = "a reference whose title cannot be told for sure"
_YEAR = re.compile(YEAR)
_ARXIV_LAST = re.compile(r",\sarXiv$")
_MARKER = re.compile(
    r"\s?\[(?P<kind>[JCDMRSPNGZA](?:/OL)?|EB/OL|DB/OL|CP)\]\s{0,2}[.,:]?\s?(?://\s?|In:\s)?"
)
_NOTE = re.compile(
    r"\s?[\[(](?P<note>(?:unpublished\s)?(?:doctoral|ph\.?\s?d\.?|master['’]?s?|m\.?\s?sc\.?|bachelor['’]?s?)[^\[\]()]{0,60}|(?:phd|master'?s)?\s?thesis[^\[\]()]{0,60}|dissertation[^\[\]()]{0,60}|preprint[^\[\]()]{0,20}|data\s?set|computer\ssoftware"
    r"|(?:conference\s)?(?:paper|poster|presentation)[^\[\]()]{0,60}|(?:\d{1,2}(?:st|nd|rd|th)|rev(?:ised)?\.?|second|third|fourth|fifth)\s(?:ed\.?|edition)[^\[\]()]{0,40}|vols?\.?\s\d{1,3}|(?:technical\s)?report[^\[\]()]{0,40}|working\spaper[^\[\]()]{0,40}|oral|spotlight|poster|book|internet|online|online\sfirst)[\])]",
    re.IGNORECASE,
)
_THESIS_SENTENCE = re.compile(
    r"[.?!,]\s(?:(?:unpublished\s)?(?:ph\.?\s?d\.?|master['’]?s?|m\.?\s?sc\.?|doctoral|bachelor['’]?s?|diploma)\s?)(?:thesis|dissertation|diss\.)[.,:]?\s{0,2}",
    re.IGNORECASE,
)
_REPORT_SENTENCE = re.compile(
    r"[.?!]\s(?:technical|tech\.|research)\sreport(?:\s(?:no\.?\s)?[\w/-]{0,12}\d[\w/-]{0,12})?[.,:]\s{1,2}(?=[A-Z])",
    re.IGNORECASE,
)
_THESIS = re.compile(r"\b(?:thesis|dissertation|diss\.)", re.IGNORECASE)
_EDITORS_FIRST = re.compile(
    r"(?:[^()]{2,400}?[\s,])?\(?\b(?:eds?|hrsg)\b\.?\)?[.,:]{0,2}\s{1,2}(?=\S)", re.IGNORECASE
)
_EDITORS_LAST = re.compile(
    r"(?:,|\.)\s(?:edited\sby|ed\.\sby|eds?\.\s(?=[A-Z])|herausgegeben\svon)\s?[^.]{2,300}|,\s(?:[^,.]{1,30}[.,]\s?){1,12}eds?\.?(?=[,.\s]|$)|\s\((?:[^()]{2,200},\s)?eds?\.?\)",
    re.IGNORECASE,
)
_PREPRINT = re.compile(
    r"(?:in\s)?(?:arxiv(?:\.org|\.?\s(?:e-?prints?|preprint))?|corr|preprint(?:\s(?:at|on)\sarxiv)?)[\s.,:]*$|arxiv\b.*",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"\b(?:proc(?:eedings|\.)|conf(?:erence|\.)|symp(?:osium|\.)|workshop|congress|meeting|findings\sof|advances\sin\sneural)|(?-i:^[A-Za-z]{0,12}[A-Z]{2}[A-Za-z-]{0,20}$)",
    re.IGNORECASE,
)
_SERIES = re.compile(rf":\s[A-Z][A-Za-z/-]{{1,20}}\s{YEAR}$")  # "Findings of the ACL: EMNLP 2020"
_PUBLISHER_LAST = re.compile(r"\.\s[A-Z][^.!?]{2,60}(?:,\sInc\.?)?$")
_PAGES_FIRST = re.compile(r"pp?\.\s(?P<pages>[\d–-]{1,15})\sin\s", re.IGNORECASE)
# What stands in no title and no venue: the end of another reference.
_FOREIGN = re.compile(
    rf"\({YEAR}[a-h]?\)[.,:]|\d\s?[-\u2013]\s?\d{{1,6}}[.,;]\s|\bpp?\.?\s\d|\bpp\.\d|\b[Pp]ages\s\d|[.?!]\sin\s|\bvol\.\s?\d|https?:|\d\s?\(\d{{1,4}}\)\s?[:,]|{YEAR};\d|\.,\s|\.\.(?!\.)|[,;:]\s?[,;:]|\b10\.\d{{4,9}}/|^[,.;:]|[,.]\s{YEAR}\.\s|[.,]\sIn,?\s(?:eds?\.|:)|[.,]\s?in:\s"
)
_TO_COME = re.compile(
    r",\s(?:early\saccess|to\sbe\spublished|to\sappear|in\spress|forthcoming|accepted(?:\sfor\spublication)?)(?=[.,;]|$)",
    re.IGNORECASE,
)
# Vancouver: a title, an edition, a place and a publisher.
_BOOK = re.compile(
    rf"(?P<title>[^.?!]{{4,200}})\.\s(?:(?:\d{{1,2}}(?:st|nd|rd|th)|rev\.?)\sed\.\s)?(?:St\.\s)?[A-Z][^.:;\d]{{2,40}}(?:,\s[A-Z]{{2}})?:\s[^:;\d]{{2,80}};\s(?P<date>{YEAR})(?:\.\s\d{{1,4}}\s?p)?\.?"
)
_AT_END = " \t.,;:"


@dataclass(slots=True)
class Reference:
    """What a reference says."""

    title: str
    names: Names | None
    style: str
    date: str = ""
    venue: str = ""
    numbers: dict[str, str] = field(default_factory=dict)
    type: str | None = None
    links: Links = field(default_factory=lambda: Links(""))

    @property
    def is_weak(self) -> bool:
        """Whether it is read so only where others of the same list are, too."""
        if self.style == NO_NAMES or (self.style == "quoted" and self.numbers):
            return False
        return self.names is None or self.names.is_weak


def finished(found: Reference) -> Reference | str:
    """Return a reference tidied, or why it is not sure."""
    found.title = (
        found.title.strip(" ,;:").rstrip(".") if not found.title.endswith("...") else found.title
    )
    found.title = _ARXIV_LAST.sub("", _NOTE.sub("", found.title).strip(" ,;:"))
    if (
        not is_title(found.title, is_delimited=True)
        or _FOREIGN.search(found.title)
        or _FOREIGN.search(found.venue)
    ):
        return UNSURE
    if is_unfinished(found.title, found.venue, has_numbers=bool(found.numbers)):
        return UNSURE
    if _PREPRINT.fullmatch(found.venue):
        found.venue = ""
    return found


def divided(
    found: Reference, rest: str, *, is_strong: bool, by_comma: bool = False
) -> Reference | str:
    """Take apart what stands behind the authors: a title without delimiters, and where it appeared.

    In a style that parts all by commas, a comma parts these, too.
    """
    if (kind := _with_kind(found, rest)) is not None:
        return kind
    if book := _BOOK.fullmatch(rest):
        found.title, found.type, found.date = book["title"], "book", found.date or book["date"]
        return found
    rest = _NOTE.sub("", rest, count=1)
    if both := split_in(rest):
        found.title = both[0]
        return with_place(found, f"In {both[1]}")
    place = strip_place(rest, found.date)
    if by_comma and place.found.keys() - {"date"}:
        both = split_comma(place.rest, sure=True, stopped=place.stopped)
        if both is None:
            return UNSURE
        found.title, found.venue = both
        return with_numbers(found, place)
    split = split_sentence(place.rest, has_numbers=place.has_numbers, stopped=place.stopped)
    if split is None:
        place = strip_proceedings(rest, found.date)
        split = split_sentence(place.rest, has_numbers=place.has_numbers, stopped=place.stopped)
    if (
        split is None
        and (last := _PUBLISHER_LAST.search(place.rest))
        and PUBLISHER.search(last[0])
        and not VENUE_START.match(last[0][2:])
    ):
        again = strip_place(place.rest[: last.start()], found.date)
        place = Place(again.rest, again.found | place.found)
        split = split_sentence(place.rest, has_numbers=place.has_numbers, stopped=place.stopped)
    if split is None:
        return UNSURE
    found.title, found.venue = split
    if not found.venue and "publisher" in place.found:
        found.type = "book"
    elif not found.venue and ((place.found.keys() - {"date"}) or not is_strong):
        return UNSURE
    if not is_strong and not place.date and not found.date and not _PREPRINT.fullmatch(found.venue):
        return UNSURE
    if not is_title(found.title, is_delimited=is_strong):
        return UNSURE
    return with_numbers(found, place)


def _with_kind(found: Reference, rest: str) -> Reference | str | None:
    """Take apart what says of itself that it is a thesis or, as in GB/T 7714, what it is; None for all else."""
    if marked := _MARKER.search(rest):
        found.title = rest[: marked.start()]
        found.type = {"D": "thesis", "M": "book", "R": "report"}.get(marked["kind"][0])
        return with_place(found, rest[marked.end() :])
    if (note := _NOTE.search(rest)) and _THESIS.search(note["note"]):
        found.title, found.type = rest[: note.start()], "thesis"
        school = note["note"].partition(",")[2] or rest[note.end() :]
        return with_place(found, school.strip(_AT_END))
    if school := _THESIS_SENTENCE.search(rest):
        found.title, found.type = rest[: school.start()], "thesis"
        return with_place(found, rest[school.end() :])
    if report := _REPORT_SENTENCE.search(rest):
        found.title, found.type = rest[: report.start()], "report"
        return with_place(found, rest[report.end() :])
    return None


def with_place(found: Reference, text: str) -> Reference | str:
    """Take in what stands behind a title that is known: its venue and the rest."""
    text = text.strip(_AT_END)
    pages = _PAGES_FIRST.match(text)
    text = f"In {text[pages.end() :]}" if pages else text
    inner = re.match(r"in:?\s{1,3}", text, re.IGNORECASE)
    text = text[inner.end() :] if inner else text
    text = _TO_COME.sub("", _EDITORS_LAST.sub("", text))
    if inner and (editors := _EDITORS_FIRST.match(text)) and read_names(editors[0], group=False):
        text = text[editors.end() :]
    place = strip_proceedings(f"x {text}", found.date) if text else Place("x")
    venue = place.rest[1:].strip(_AT_END)
    if venue and _THESIS.search(venue[:40]):
        found.type = "thesis"
        venue = re.sub(
            r"^.{0,40}?(?:thesis|dissertation|diss\.)[.,]?\s{0,2}(?:at\s)?",
            "",
            venue,
            flags=re.IGNORECASE,
        )
    end = _end_of_venue(venue, stopped=place.stopped)
    found.venue = SURE_PUBLISHER.sub("", venue[:end].strip(_AT_END))
    if inner and found.type is None:
        found.type = "paper-conference" if _PROCEEDINGS.search(found.venue) else "chapter"
    if pages:
        place.found.setdefault("pages", pages["pages"])
    return with_numbers(found, place)


def _end_of_venue(text: str, *, stopped: bool) -> int:
    """Return where a venue ends and a publisher begins."""
    if is_shortened(text, stopped=stopped):
        return len(text)
    for each in re.finditer(r"[.;]\s{1,2}(?=[A-Z])", text):
        if is_abbreviated(text[: each.start()].rpartition(" ")[2]):
            continue
        behind = text[each.end() :]
        if text[each.start()] == ";" or (
            (PUBLISHER.search(behind) or "," in behind or ":" in behind)
            and is_venue(text[: each.start()])
            and not is_venue(text)
        ):
            return each.start()
    return len(text)


def with_numbers(found: Reference, place: Place) -> Reference | str:
    """Take in volume, issue, pages and date, and say what kind of work it is."""
    found.numbers = {
        name: value for name, value in place.found.items() if name in {"volume", "issue", "pages"}
    }
    found.date = found.date or place.date
    if place.stopped and place.rest.endswith(found.venue) and is_cut(found.venue):
        found.venue += "."
    if not found.date and (last := re.search(rf"\s(?P<date>{YEAR})$", found.venue)):
        found.date = last["date"]
        if len(found.venue.split()) < 4:
            found.venue = found.venue[: last.start()]
    if (
        found.date
        and (last := re.search(rf"[,.]?\s\(?(?P<date>{YEAR})\)?$", found.venue))
        and last["date"] in found.date
        and not _SERIES.search(found.venue)
    ):
        found.venue = found.venue[: last.start()]
    if not found.date and not found.venue and re.search(rf"\s{YEAR}$", found.title):
        return UNSURE  # it may be the title's
    if len(found.venue) > 250 or re.search(r"[?!“”\"]", found.venue):
        return UNSURE
    if (
        found.venue
        and not found.numbers
        and found.type is None
        and PUBLISHER.search(found.venue)
        and not VENUE_START.match(found.venue)
    ):
        found.type, found.venue = "book", ""
    if found.type is None and found.venue and found.numbers.keys() & {"volume", "issue"}:
        found.type = "article-journal"
    if not _YEAR.search(found.date):
        found.date = ""
    return found
