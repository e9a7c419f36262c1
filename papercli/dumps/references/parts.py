"""What stands behind the authors of a reference, taken apart: its title, where it appeared, and when."""

import re
from dataclasses import dataclass, field, replace

from papercli.dumps.references.abbreviations import (
    PUBLISHER,
    SERIES_BEHIND,
    SURE_PUBLISHER,
    VENUE_START,
)
from papercli.dumps.references.editors import without_editors
from papercli.dumps.references.kinds import (
    NOTE,
    TECH_REPORT,
    THESIS,
    as_publisher,
    book_of,
    kind_of,
    publisher_of,
    school_of,
    without_city,
)
from papercli.dumps.references.legal import dated_place, legal_place
from papercli.dumps.references.links import Links
from papercli.dumps.references.names import Names
from papercli.dumps.references.place import YEAR, Place, strip_place, strip_proceedings
from papercli.dumps.references.shortened import is_cut
from papercli.dumps.references.titles import (
    is_title,
    is_unfinished,
    split_comma,
    split_in,
    split_sentence,
    without_cut_commas,
)
from papercli.dumps.references.venue_ends import end_of_venue
from papercli.dumps.values import full_pages
from papercli.patterns import late

_SHOWN = frozenset({"quoted", "year in brackets"})  # which volume and pages make sure
NO_NAMES = "no names"  # a style that is shown by what stands behind the title
UNSURE = "a reference whose title cannot be told for sure"
_YEAR = late(YEAR)
_ARXIV_ID = late(r"\d{4}\.\d{4,5}")
_ARXIV_BEHIND = late(rf"[,.]\sarXiv(?:\s\((?P<date>{YEAR})\))?\.?$")
_ARXIV_LAST = late(r"[,.]\sarXiv$")
_PREPRINT = late(
    r"(?:in\s)?preprint(?:\s(?:at|on))?|(?:in\s)?(?:arxiv(?:\.org|\.?\s(?:e-?prints?|preprint))?|corr|preprint(?:\s(?:at|on)\sarxiv)?)[\s.,:]*$|arxiv\b.*",
    re.IGNORECASE,
)
_PROCEEDINGS = late(
    r"\b(?:proc(?:eedings|\.)|conf(?:erence|\.)|symp(?:osium|\.)|workshop|congress|simp[óo]sio|encontro|jornadas?|semin[áa]rio|meeting|findings\sof|advances\sin\sneural)|(?-i:^[A-Za-z]{0,12}[A-Z]{2}[A-Za-z-]{0,20}$)",
    re.IGNORECASE,
)
_SERIES = late(rf":\s[A-Z][A-Za-z/-]{{1,20}}\s{YEAR}$")  # "Findings of the ACL: EMNLP 2020"
_PUBLISHER_LAST = late(r"\.\s[A-Z][^.!?]{2,60}(?:,\sInc\.?)?$")
_PAGES_FIRST = late(r"pp?\.\s(?P<pages>[\d–-]{1,15})\sin\s", re.IGNORECASE)
# What stands in no title and no venue: the end of another reference.
_FOREIGN = late(
    rf"\({YEAR}[a-h]?\)[.,:]|\d\s?[-\u2013]\s?\d{{1,6}}[.,;]\s|\bpp?\.?\s\d|\bpp\.\d|\b[Pp]ages\s\d|[.?!]\sin\s|\bvol\.\s?\d|https?:|\d\s?\(\d{{1,4}}\)\s?[:,]|{YEAR};\d|\.,\s|\.\.(?!\.)|[,;:]\s?[,;:]|\b10\.\d{{4,9}}/|^[,.;:]|[,.]\s{YEAR}\.\s|[.,]\sIn,?\s(?:eds?\.|:)|[.,]\s?in:\s"
)
_TO_COME = late(
    r",\s(?:early\saccess|to\sbe\spublished|to\sappear|in\spress|forthcoming|accepted(?:\sfor\spublication)?)(?=[.,;]|$)",
    re.IGNORECASE,
)
# Behind everything else: what it was before.
_AGAIN = late(
    r"\s\(?(?:original(?:ly)?\swork\spublished|original(?:ly)?\spublished|reprinted\s(?:from|in))\b[^()]{0,200}\)?\.?$",
    re.IGNORECASE,
)
_IN_PRESS = late(
    rf"[.,]\s(?:in\spress|forthcoming|to\sappear|to\sbe\spublished)(?:\s(?P<date>{YEAR}))?\.?$",
    re.IGNORECASE,
)
_EDITION_LAST = late(
    r"(?:[.,]?\s\(?\d{1,2}(?:st|nd|rd|th|[.ªºa])|(?:[.,]\s\(?|\s\()(?:second|third|fourth|fifth|revised|rev\.))\.?\s?[ªº]?\s?(?:edn|ed|edition|aufl|auflage|édition|edición)\b\.?\)?(?:(?:(?<=[.)])\s|[.,]\s|\s\()[^?!()]{2,60}\)?)?$",
    re.IGNORECASE,
)
# Behind the venue of a paper that has pages, or behind the title of a book.
_PUBLISHER_BEHIND = late(
    r",\s(?-i:[A-Z])\w[^,.:]{0,50}\s(?:association|university\s(?:of\s[A-Z]\w+\s)?press|press|publishing|publishers|verlag)$",
    re.IGNORECASE,
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
    has_remark: bool = False  # a reader's, behind it

    @property
    def is_weak(self) -> bool:
        """Whether it is read so only where others of the same list are, too."""
        if self.style == NO_NAMES or (self.style in _SHOWN and self.numbers):
            return False
        return self.names is None or self.names.is_weak


def finished(found: Reference) -> Reference | str:
    """Return a reference tidied, or why it is not sure."""
    found.title = (
        found.title.strip(" ,;:").rstrip(".") if not found.title.endswith("...") else found.title
    )
    found.title = _ARXIV_LAST.sub("", NOTE.sub("", found.title).strip(" ,;:"))
    found.title = _EDITION_LAST.sub("", found.title)
    found.venue = _EDITION_LAST.sub("", found.venue)
    if found.numbers:
        found.venue = _PUBLISHER_BEHIND.sub("", found.venue)
    elif not found.venue and found.date:
        found.title = _PUBLISHER_BEHIND.sub("", found.title)
    if (
        not is_title(found.title, is_delimited=True)
        or _FOREIGN.search(found.title)
        or _FOREIGN.search(without_cut_commas(found.venue))
    ):
        return UNSURE
    if found.venue and not any(map(str.isalpha, found.venue)):
        return UNSURE
    if is_unfinished(found.title, found.venue, has_numbers=bool(found.numbers)):
        return UNSURE
    found.venue = _ARXIV_LAST.sub("", found.venue)
    if _PREPRINT.fullmatch(found.venue):
        found.venue = ""
        if number := _ARXIV_ID.fullmatch(found.numbers.get("pages", "")):
            del found.numbers["pages"]
            found.links = replace(found.links, arxiv=found.links.arxiv or number[0])
    return found


def divided(
    found: Reference, rest: str, *, is_strong: bool, by_comma: bool = False
) -> Reference | str:
    """Take apart what stands behind the authors: a title without delimiters, and where it appeared.

    In a style that parts all by commas, a comma parts these, too.
    """
    if (kind := kind_of(rest)) is not None:
        found.title, found.type = kind.title, kind.type
        return with_place(found, kind.behind)
    if book := book_of(rest):
        found.title, found.type, found.date = book["title"], "book", found.date or book["date"]
        found.venue = publisher_of(book)
        return found
    rest = _AGAIN.sub("", NOTE.sub("", rest, count=1))
    if to_come := _IN_PRESS.search(rest):
        found.date = found.date or to_come["date"] or ""
        rest = rest[: to_come.start()]
        is_strong = True
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
        found.type, found.venue = "book", as_publisher(place.found["publisher"].partition(",")[0])
    return with_numbers(found, place) if _is_sure(found, place, is_strong=is_strong) else UNSURE


def _is_sure(found: Reference, place: Place, *, is_strong: bool) -> bool:
    """Say whether a title that no quotation marks delimit was told from its venue for sure."""
    if not found.venue and found.type != "book":
        if place.found.keys() - {"date"} or not is_strong:
            return False
    elif not is_strong and not (place.date or found.date or _PREPRINT.fullmatch(found.venue)):
        return False
    return is_title(found.title, is_delimited=is_strong)


def with_place(found: Reference, text: str) -> Reference | str:
    """Take in what stands behind a title that is known: its venue and the rest."""
    text = _AGAIN.sub("", text).strip(_AT_END)
    if legal := dated_place(text):
        found.venue, found.numbers, found.date = legal
        return found
    pages = _PAGES_FIRST.match(text)
    text = f"In {text[pages.end() :]}" if pages else text
    inner = re.match(r"in:?\s{1,3}", text, re.IGNORECASE)
    text = text[inner.end() :] if inner else text
    if inner and (also := _ARXIV_BEHIND.search(text)):
        text, found.date = text[: also.start()], found.date or also["date"] or ""
    text = _TO_COME.sub("", without_editors(text, is_inner=inner is not None))
    if report := TECH_REPORT.search(text):
        found.type = "report"
        text = text[: report.start()] + text[report.end() :]
    place = strip_proceedings(f"x {text}", found.date) if text else Place("x")
    if report and report["number"]:
        place.found.setdefault("issue", report["number"])
    venue = place.rest[1:].strip(_AT_END)
    if venue and THESIS.search(venue[:40]):
        found.type = "thesis"
        venue = re.sub(
            r"^.{0,40}?(?:thesis|dissertation|diss\.)[.,]?\s{0,2}(?:at\s)?",
            "",
            venue,
            flags=re.IGNORECASE,
        )
    if found.type == "thesis":
        venue = school_of(venue)
    elif found.type in {"book", "report"}:
        venue = without_city(venue)
    end = len(venue) if found.type == "thesis" else end_of_venue(venue, stopped=place.stopped)
    found.venue = SERIES_BEHIND.sub("", SURE_PUBLISHER.sub("", venue[:end].strip(_AT_END)))
    if inner and found.type is None:
        found.type = "paper-conference" if _PROCEEDINGS.search(found.venue) else "chapter"
    if pages:
        place.found.setdefault("pages", pages["pages"])
    return with_numbers(found, place)


def with_numbers(found: Reference, place: Place) -> Reference | str:
    """Take in volume, issue, pages and date, and say what kind of work it is."""
    found.numbers = {
        name: value for name, value in place.found.items() if name in {"volume", "issue", "pages"}
    }
    if "pages" in found.numbers:
        found.numbers["pages"] = full_pages(found.numbers["pages"]) or ""
    found.date = found.date or place.date
    if legal := legal_place(found.venue, found.numbers):
        found.venue, found.numbers = legal.venue, legal.numbers
        found.date = found.date or legal.year
    if re.fullmatch(YEAR, found.venue):
        found.date, found.venue = found.date or found.venue, ""
    is_stopped = place.stopped or (place.before_year and "." in found.venue)
    if is_stopped and place.rest.endswith(found.venue) and is_cut(found.venue):
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
        found.type, found.venue = "book", as_publisher(found.venue)
    if found.type is None and found.venue and found.numbers.keys() & {"volume", "issue"}:
        found.type = "article-journal"
    if not _YEAR.search(found.date):
        found.date = ""
    return found
