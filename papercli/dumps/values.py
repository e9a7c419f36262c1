"""Values as foreign records hold them, to texts, years, dates and pages."""

import re
from calendar import monthrange
from datetime import UTC, datetime
from math import isnan

from papercli.dumps.months import month_of
from papercli.patterns import late
from papercli.text import clean, read_number

_DIGITS = late(r"\d+")
_YEAR = late(r"(?<!\d)(1[4-9][0-9]{2}|20[0-9]{2})(?!\d)")
_ISO_DATE = late(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?!\d)")
_OF = r"(?:(?:de|del|of|d['’])\s*)?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|er|[.º°ª])?"
_WORD_DATE = late(
    rf"(?:(?<![-\u2013\d]){_DAY}\s+{_OF})?([^\W\d_]{{3,12}})\.?,?\s+(?:{_DAY},?\s+)?{_OF}([0-9]{{4}})"
)
_YEAR_FIRST_DATE = late(r"([0-9]{4})\s+([^\W\d_]{3,12})\b\.?(?:\s+([0-9]{1,2}))?(?![\d-])")
_DAY_FIRST_DATE = late(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")  # as with full stops only
_EIGHT_DIGITS = late(r"(?<!\d)((?:1[4-9]|20)[0-9]{2})([0-9]{2})([0-9]{2})(?!\d)")
# Since 1970, from 1979 to 2036, or thousandths of them.
_SECONDS = late(r"(?:[3-9][0-9]{8}|1[0-9]{9}|20[0-9]{8})(?:[0-9]{3})?")
_PAGES_LABEL = late(r"^\(?\s*(?:pages?|pp?)\b[.:]?\s*", re.IGNORECASE)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY_OF_SPREADSHEET = late(rf"([0-9]{{1,2}})-({_MONTHS})|({_MONTHS})-([0-9]{{1,2}})")
_DASHES = late(r"(?:(?<!\s)\s++)?(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
_SHORT_RANGE = late(r"(?<![\w.-])([1-9]\d{1,14})\s?[-\u2010-\u2013]\s?(\d{1,15})(?![\w-]|\.\d)")
DEEPEST = 8  # lists and objects around a text; what is held deeper is no field of a paper


def read_text(value: object) -> str | None:
    """Return the text that `value` is, or is wrapped around, cleaned; None for anything else."""
    if value is None:
        return None
    if isinstance(value, str):  # nearly always
        return clean(value) or None
    for _ in range(DEEPEST):
        match value:
            case str():
                return clean(value) or None
            case bool() | None:
                return None
            case int():
                # A longer number is no field of a paper.
                return str(value) if -(10**15) < value < 10**15 else None
            case float():
                return (
                    str(int(value))
                    if value.is_integer() and abs(value) < 1e15
                    else None
                    if isnan(value)
                    else str(value)
                )
            case [first, *_] | {"value": first}:
                value = first
            case _:
                return None
    return None


def _with_our_digits(text: str) -> str:
    """Return `text` with 0 to 9 for the digits of other scripts.

    What may be a year of a calendar that goes with its script stays: 1442 of the Hijra, 2077 of Nepal.
    """
    return text if text.isascii() else _DIGITS.sub(_read_digits, text)


def _read_digits(found: re.Match[str]) -> str:
    number = read_number(found[0])
    if found[0].isascii() or number is None:
        return found[0]
    digits = str(number)
    return digits if len(digits) < len("2020") or "1500" <= digits[:4] < "2040" else found[0]


def read_year(value: object) -> int | None:
    """Return the first year in a text."""
    text = _with_our_digits(read_text(value) or "")
    if found := _YEAR.search(text):
        return int(found[1])
    if _SECONDS.fullmatch(text):
        return None
    date = read_date(value)  # 20200305
    return int(date[:4]) if date else None


def date_as_given(value: object) -> str | None:
    """Return the text of a date, whose parts CSL keeps apart."""
    match value:
        case {"date-parts": [[*parts], *_]} | {"date-parts": [*parts]}:
            value = "-".join(text for part in parts[:3] if (text := read_text(part)))
        case {"raw": str(text)} | {"literal": str(text)}:
            value = text
        case {"year": year, **others}:  # its parts apart, a month by its number or its name
            parts = [
                read_text(each) or "" for each in (year, others.get("month"), others.get("day"))
            ]
            is_number = parts[1].isdecimal()
            ordered = parts if is_number else reversed(parts)
            value = ("-" if is_number else " ").join(filter(None, ordered))
    return read_text(value)


def read_date(value: object) -> str | None:
    """Return an ISO 8601 date, as exact as `value` gives it: a year, a month or a day."""
    text = _with_our_digits(date_as_given(value) or "")
    if _SECONDS.fullmatch(text):
        seconds = int(text[:-3] if len(text) > 10 else text)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if found := _ISO_DATE.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    elif found := _YEAR_FIRST_DATE.match(text):
        year, month, day = int(found[1]), month_of(found[2]), int(found[3] or 0)
    elif found := _WORD_DATE.search(text):
        year, month, day = (
            int(found[4]),
            month_of(found[2]),
            int(found[1] or found[3] or 0),
        )
    elif found := _DAY_FIRST_DATE.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif lone := _YEAR.search(text):
        return lone[1]
    elif found := _EIGHT_DIGITS.search(text):  # 20200305
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        return None
    if not 1400 <= year <= 2099 or not 1 <= month <= 12:
        return str(year) if 1400 <= year <= 2099 else None
    if 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}"


def read_pages(value: object) -> str | None:
    """Return a page range without its label, with one hyphen: `pp. 322--331` is `322-331`.

    `9-Jan` and `Sep-12` are 1-9 and 9-12, which a spreadsheet took for days.
    """
    match value:
        case {"first": first, **others} | {"start": first, **others} | {"from": first, **others}:
            last = next(filter(None, map(others.get, ("last", "end", "to"))), None)
            value = page_range(read_text(first), read_text(last))
        case {"last": only} | {"end": only} | {"to": only}:
            value = only
    text = read_text(value)
    if text is None:
        return None
    pages = _DASHES.sub("-", _PAGES_LABEL.sub("", text)).strip(" ,.;:-")
    if found := _DAY_OF_SPREADSHEET.fullmatch(pages):
        ends = sorted(month_of(end) or int(end) for end in found.groups() if end)
        return f"{ends[0]}-{ends[1]}"
    while pages and pages[0] in "()" and not _is_balanced(pages):
        pages = pages[1:].strip(" ,.;:-")
    while pages and pages[-1] in "()" and not _is_balanced(pages):
        pages = pages[:-1].strip(" ,.;:-")
    if pages.startswith("(") and pages.endswith(")") and _is_balanced(pages[1:-1]):
        pages = pages[1:-1].strip(" ,.;:-")  # "(12-19)", but not "(3)-(5)"
    return pages or None


def _is_balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return depth == 0


def page_range(first: str | None, last: str | None) -> str | None:
    """Return the range between two pages, or the one that there is."""
    return f"{first}-{last}" if first and last and first != last else first or last


def full_pages(pages: str | None) -> str | None:
    """Return pages with every range in full, where digits that it repeats are left out.

    PubMed writes `6913-7` for `6913-6917`. Where that would not be a range (`123-1`), or the pages
    are not plain numbers (`e12-5`), they stay as they are.
    """
    return _SHORT_RANGE.sub(_in_full, pages) if pages else None


def _in_full(pages: re.Match[str]) -> str:
    first, last = pages[1], pages[2]
    whole = first[: len(first) - len(last)] + last
    return f"{first}-{whole}" if len(last) < len(first) and int(whole) > int(first) else pages[0]
