"""Where a referenced work appeared: volume, issue, pages and date are taken off the end of a text, and what is left is its title and venue."""

import re
from dataclasses import dataclass, field

from papercli.dumps.references.numbering import with_latin_numbers
from papercli.patterns import late

_DASH = "[-\u2010-\u2015\u2212]"
_PAGE = r"[A-Za-z]{0,3}\d{1,8}[A-Za-z]?(?:[.:]\d{1,8})?"
PAGES = rf"{_PAGE}(?:\s?{_DASH}{{1,2}}\s?{_PAGE})?(?:\+|ff?\b\.?)?"
# In English, German, French, Spanish, Portuguese, Italian and Dutch; not what names of journals end with: "Gen", "Mag", "Mars".
_MONTH = (
    r"\b(?:jan(?:uary?|vier|eiro)?|ene(?:ro)?|gennaio|feb(?:r|ruary?|rero|braio)?|fev(?:ereiro)?|févr?(?:ier)?|mar(?:ch|t|ço|zo)?|(?-i:mars)|märz|mrz|maart|apr(?:il|ile)?|abr(?:il)?|avr(?:il)?"
    r"|may|mai|maio|mayo|maggio|mei|june?|jun[ih]o|juni|juin|giu(?:gno)?|july?|jul[ih]o|juli|juil(?:let)?|lug(?:lio)?|aug(?:ust|ustus)?|ago(?:sto)?|août|sept?(?:ember|embre|iembre)?|set(?:embro|iembre|tembre)?"
    r"|o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?|ott(?:obre)?|nov(?:ember|embre|embro|iembre)?|de[cz](?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?|spring|summer|autumn|fall|winter)\b\.?"
)
_MONTHS = rf"{_MONTH}(?:\s?[-–/]\s?{_MONTH})?"
YEAR = r"(?:1[4-9]|20)\d\d"
_DAY = r"\b[0-3]?\d(?:\s?[-–]\s?[0-3]?\d)?"
DATE = (
    rf"(?:{YEAR}[a-h]?,?\s{_MONTHS}(?:\s{_DAY})?|(?:{_DAY}\s)?{_MONTHS},?\s(?:{_DAY},?\s|del?\s)?{YEAR}"
    rf"|{YEAR}(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?[a-h]?\b)"
)
_VOLUME = r"(?:[A-Z]{0,4}-?\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?|(?-i:[IVXLC]{2,7})(?=\s?\(\d))"
_ISSUE = r"[A-Za-z]{0,5}\.?\s?[\d./–-]{0,9}[A-Za-z]?(?:\s[A-Za-z]{0,9}\.?\s?\d{0,3})?"
_LABEL = r"(?:(?-i:[Pp]p\.?|p\.?|P\.)|pages?|pgs?\.|s\.|str\.|с\.)"
_NUMBER = (
    r"(?:(?-i:H\.)|n[úu]ms?\.?|no\.?|nos\.|issue|iss\.?|num\.?|number|nr\.?|n\.?[°º]|n\.|№|heft)"
)
# What may stand at the end of a reference, tried in this order as long as any of it does.
_PARTS = tuple(
    late(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:[,.;:]?\s|[,.;:]|\s?(?=\())\(?{_LABEL}\s?(?P<pages>{PAGES}(?:,\s?(?!{YEAR}\b){PAGES}){{0,5}})\)?$",
        rf"\s?\((?P<date>{DATE})\)$",
        rf"\s?\((?P<publisher>[^()]{{2,80}}),\s(?P<date>{DATE})\)$",
        rf"[,.;]\s(?P<date>{DATE})$",
        r"[,.;:]?\s\(?(?P<count>\d{1,4}\s?(?:pages?|pp?\.?))\)?$",
        r"[,.;:]?\s\(?(?:art(?:icle|\.)?\s(?:no\.?\s|number\s|id\s)?|paper\s(?:no\.?\s)?|article\sid\s|id\s)(?P<pages>[A-Za-z]{0,4}[\d.-]{1,14})\)?$",
        rf"[,.;:]?\s\(?(?:vol\.?|v\.|volume|bd\.?|band|jg\.?|jahrgang|t\.|tome|tomo|ano|año)\s?(?P<volume>{_VOLUME}|[ivxlc]{{1,7}}\b)\s?(?:\((?P<issue>[^()]{{1,20}})\)|,?\s{_NUMBER}\s?(?P<issue_2>{_ISSUE}?))?\)?$",
        rf"[,.;:]?\s\(?{_NUMBER}\s?(?P<issue>\d{_ISSUE}?)\)?$",
        rf"[.,;]\s(?P<date>{DATE}):\s?(?P<pages>{PAGES})$",
        # Vancouver: 2022 Mar;3(2):1-9
        rf"[.,;:]?\s(?P<date>{DATE})\s?;\s?(?P<volume>{_VOLUME})\s?(?:\((?P<issue>[^()]{{1,20}})\)\s?)?(?:[:,]\s?{_LABEL}?\s?(?P<pages>{PAGES}))?$",
        rf"[.,;:]?\s(?P<date>{DATE}),\s(?P<volume>{_VOLUME})\s?(?:\((?P<issue>[^()]{{1,20}})\)\s?)?:\s?{_LABEL}?\s?(?P<pages>{PAGES})$",
        rf"[.,]?\s(?P<date>{YEAR}),\s(?P<volume>\d{{1,4}})\s?(?:\((?P<issue>[^()]{{1,20}})\)|,\s(?P<issue_2>\d{{1,3}}))?,\s(?P<pages>{PAGES})$",
        rf",?\s(?P<volume>\d{{1,4}}),\s(?P<issue>\d{{1,3}}(?:[-–]\d{{1,3}})?),\s(?P<pages>{PAGES})$",
        # New Left Review, no. 146 (July 1984): 53-92
        rf",\s{_NUMBER}\s(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s\((?P<date>{DATE})\):\s(?P<pages>{PAGES})$",
        # GB/T 7714, where a journal has no pages: 2014, 27
        rf",\s(?P<date>{YEAR}),\s(?P<volume>\d{{1,3}})$",
        # American Mathematical Society: 3 (2022), no. 2, 1-9
        rf"[,.;:]?\s(?P<volume>{_VOLUME})\s\((?P<date>{DATE})\),\s{_NUMBER}\s?(?P<issue>\d{{1,4}}(?:[-/–]\d{{1,3}})?),\s(?P<pages>{PAGES})$",
        # 3(2):1-9 · 3, no. 2 (2022): 1-9 · 3.2 (2022): 1-9 · 3, 2 (2022), 1-9 · 3 (2022) 1-9
        (
            rf"[,.;:]?\s(?:vol\.?\s)?(?P<volume>{_VOLUME})(?:\s?\((?P<issue>(?!{DATE}\))[^()]{{1,20}})\)|,\s?{_NUMBER}\s?(?P<issue_2>{_ISSUE}?)|[,.]\s?(?P<issue_3>\d{{1,5}}(?:[-–]\d{{1,5}})?)(?=\s?\())?"
            rf"(?:\s?\({_MONTHS}\))?(?:(?:,\s|\s)?\((?P<date>{DATE})\)(?:[:,;]\s?|\s)|\s?[:,;]\s?)(?:{_LABEL}\s?|article\s(?:no\.?\s)?|art\.\s(?:no\.\s)?)?(?P<pages>{PAGES})$"
        ),
        rf"[,.;:]?\s(?P<volume>{_VOLUME})\s?\((?P<issue>(?!{DATE}\))[^()]{{1,20}})\)$",
        rf",\s(?P<volume>(?!{YEAR}$)\d{{1,4}})$",
        rf"[,.]\s(?P<pages>\d{{1,6}}\s?{_DASH}{{1,2}}\s?\d{{1,6}})$",
        r"[,.;:]?\s(?P<volume>\d{1,4})[,.]\s?(?P<issue>\d{1,3})(?=\s?$)",
        rf"(?<=[A-Za-z.])[,.]?\s(?P<volume>(?!{YEAR}$)\d{{1,4}}[A-Z]?)$",
    )
)
_BARE_DATE = 3  # of these
_DATED_BEFORE = late(
    rf"\({DATE}\)$|\b{YEAR},\s\d{{1,4}}\s?(?:\([^()]{{1,20}}\)|,\s\d{{1,3}})?$|{YEAR}[^;:]{{0,12}};\s?\d{{1,4}}\s?(?:\([^()]{{1,20}}\))?:?$",
    re.IGNORECASE,
)
_LAST = len(_PARTS) - 2  # from here on a bare number is meant, which needs company
_YEAR = late(YEAR)
_IS_RANGE = late(rf"\d{_DASH}\d")
_MONTH_ONLY = late(rf"{_MONTHS}(?:\s{_DAY})?", re.IGNORECASE)
_LOOKED_AT = 160  # characters at the end of a text
_RANGE = late(rf"[,.]?\s(?P<pages>\d{{1,6}}\s?{_DASH}{{1,2}}\s?\d{{1,6}})$")
# A volume of two years: "6 (1955–1956), 1–42".
_YEARS = late(rf"\(({YEAR})\s?(?:{_DASH}{{1,2}}|/)\s?(?:(?:1[4-9]|20)?\d\d)\)(?=[,:;.]?\s)")
_STRAY = " \t.,;:"
_IN_THE_MIDDLE = late(
    rf"(?:[,.;:]?\s\(?|\(){_LABEL}\s?{PAGES}\b|,\s(?:vol\.?|volume)\s?\d{{1,5}}\b|,\s\d{{1,6}}\s?{_DASH}{{1,2}}\s?\d{{1,6}}(?=\.\s)",
    re.IGNORECASE,
)
# Behind a volume, the series that counts it; behind a conference, the days on which it was held.
_SERIES = late(
    r"(,\s(?:vol\.?|volume)\s?\d{1,5})\s(?:of|in)\s[A-Z][^,.]{2,80}(?=[,.]|$)", re.IGNORECASE
)
_HELD = rf",\s(?:{_MONTHS}\s{_DAY}|{_DAY}\s{_MONTHS})(?:\s?[-–]\s?{_MONTHS}\s{_DAY})?,?\s{YEAR}"
_DAYS = late(rf"{_HELD}(?=[,.]|$)(?!,\s\d)", re.IGNORECASE)
_DAYS_BEFORE_YEAR = late(rf"{_HELD}(?=,\s{YEAR}\.?$)", re.IGNORECASE)
_TRACK = late(r",\s(?:(?:Conference|Workshop)\sTrack\s)?Proceedings(?=[,.]|$)")
_STOPPED = late(rf"\.(?:,|\s(?=[(\d]|vol)(?!{YEAR}))")
_BEFORE_YEAR = late(rf"\.\s\(?{YEAR}")
_LONGEST_PUBLISHER = 90  # characters


@dataclass(slots=True)
class Place:
    """What stands behind a title and a venue."""

    rest: str  # the title and the venue, or one of both
    found: dict[str, str] = field(default_factory=dict)
    noise: str = ""  # a publisher, a place
    year: str = ""  # that is known from before
    stopped: bool = False  # a full stop stands behind `rest` that ends no sentence
    before_year: bool = False  # one stands there, and then a year

    @property
    def date(self) -> str:
        """The date, at least its year."""
        return self.found.get("date", "")

    @property
    def has_numbers(self) -> bool:
        """Whether it can only be a part of something that appears in volumes or has pages."""
        return "volume" in self.found or "pages" in self.found


def strip_place(text: str, date: str = "") -> Place:
    """Return a text without the numbers at its end, and those.

    `date` is the one that is known: another number that may be a year is none.
    """
    text = _YEARS.sub(r"(\1)", with_latin_numbers(text))
    known = _YEAR.search(date)
    place = Place(text.rstrip(_STRAY), year=known[0] if known else "")
    while _strip_one(place):
        pass
    place.stopped = _STOPPED.match(text, len(place.rest)) is not None
    place.before_year = _BEFORE_YEAR.match(text, len(place.rest)) is not None
    return place


def strip_proceedings(text: str, date: str = "") -> Place:
    """Return the same where a publisher, a place or an editor may stand behind the numbers."""
    text = _DAYS_BEFORE_YEAR.sub("", _TRACK.sub("", with_latin_numbers(text)))
    text = _SERIES.sub(r"\1", _DAYS.sub("", text) if date else text)
    place = strip_place(text, date)
    if "pages" not in place.found and (bare := _RANGE.search(place.rest)):
        place.found["pages"] = bare["pages"]
        place.rest = place.rest[: bare.start()].rstrip(_STRAY)
        while _strip_one(place):
            pass
    for found in reversed(list(_IN_THE_MIDDLE.finditer(place.rest))):
        noise = place.rest[found.end() :].strip(_STRAY + ")")
        head = strip_place(place.rest[: found.end()] + (")" if "(" in found[0] else ""), date)
        is_noise = len(noise) <= _LONGEST_PUBLISHER and not any(char in noise for char in '?!"“”')
        if is_noise and head.found and (_YEAR.search(noise) or not any(map(str.isdigit, noise))):
            known = head.found | place.found
            years = _YEAR.findall(noise)
            if len(years) == 1 and not date and "date" not in known:
                known["date"] = years[0]  # "New York, NY, USA, 1971. ACM"
            return Place(
                head.rest, known, noise, stopped=head.stopped, before_year=head.before_year
            )
    return place


def _strip_one(place: Place) -> bool:
    start = max(0, len(place.rest) - _LOOKED_AT)
    for number, pattern in enumerate(_PARTS):
        found = pattern.search(place.rest, start)
        if found is None or (number >= _LAST and not place.found):
            continue
        if number == _BARE_DATE and _is_page(place, found):
            continue
        values = {
            name.partition("_")[0]: value.strip(" .,")
            for name, value in found.groupdict().items()
            if value
        }
        issue = values.get("issue", "")
        if _MONTH_ONLY.fullmatch(issue) or issue.lower().endswith(" papers"):
            del values["issue"]
        if "pages" not in place.found | values and _IS_RANGE.search(values.get("volume", "")):
            values["pages"] = values.pop("volume")
        if (
            "volume" in values
            and "date" not in place.found | values
            and _YEAR.fullmatch(values["volume"])
        ):
            values["date"] = values.pop("volume")  # a volume only where another year is given
            if not any(map(str.isdigit, values.get("issue", "0"))):
                del values["issue"]  # "ICCV 2021 (Marr Prize)"
        if not values or values.keys() & place.found.keys() or not found.start():
            continue
        place.found.update(values)
        place.rest = place.rest[: found.start()].rstrip(_STRAY)
        return True
    return False


def _is_page(place: Place, found: re.Match[str]) -> bool:
    """Say whether what may be a year at the end is a page, for the year stands elsewhere."""
    if place.year:
        return place.year not in found["date"]
    return _DATED_BEFORE.search(place.rest, max(0, found.start() - 40), found.start()) is not None
