"""Volume and issue as one text has them: `Vol. 13, no. 4`, `47(2)`, `14 (Suppl 1)`, `Bd. 13 Heft 2`, `第13卷第4期`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from papercli.dumps.journal_reference import read_journal_reference
from papercli.dumps.values import full_pages, read_pages, read_text, read_year
from papercli.patterns import late

_VOLUME_LABEL = r"(?:volume[ns]?|vols?\.?|v\.|bd\.?|band|tom[eo]|t\.|jg\.?|jahrg(?:ang|\.)?|том)"
_ISSUE_LABEL = (
    r"(?:no\.?|nos\.?|nr\.?|num(?:ber|ero|\.)?|n[°º.]|№|\#|issues?|iss\.?|h\.|heft|fasc(?:icolo|icule|\.)?"
    r"|núm(?:ero|\.)?|numéro|ausg(?:abe|\.)?|вып(?:уск|\.)?)"
)
_VOLUME = r"(?:[A-Z]{1,2}-?)?\d{1,5}[A-Z]?(?:[-–/]\d{1,5})?|[IVXLCDM]{1,8}"
_PART = r"(?:(?:suppl(?:[eé]ment\w?)?|sup(?:l(?:emento)?)?|spec|sonderheft|beiheft|hors[ -]série|pt|part)\b\.?(?:\s?\w{1,6})?|(?:[^\W\d_]{3,12}\s){1,3}issue)"
_ISSUE = rf"(?:{_PART}|[A-Z]{{0,2}}\d[\w–-]{{0,12}}(?:/\d{{1,4}})?(?:\s{_PART})?)"
_FORMS = tuple(
    late(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_VOLUME_LABEL}\s?)?(?P<volume>{_VOLUME})\s?(?:\(\s?(?:{_ISSUE_LABEL}\s?)?(?P<issue>{_ISSUE})\s?\)|\[(?:{_ISSUE_LABEL}\s?)?(?P<other>{_ISSUE})\])",
        rf"(?:{_VOLUME_LABEL}\s?)?(?P<volume>{_VOLUME})\s?[,;:/.]?\s?{_ISSUE_LABEL}\s?(?P<issue>{_ISSUE})",
        rf"{_VOLUME_LABEL}\s?(?P<volume>{_VOLUME})\s?[,;:/]?\s?(?P<issue>{_PART})",
        rf"{_ISSUE_LABEL}\s?(?P<issue>{_ISSUE})\s?[,;:/]?\s?{_VOLUME_LABEL}\s?(?P<volume>{_VOLUME})",
        rf"{_VOLUME_LABEL}\s?(?P<volume>{_VOLUME})",
        r"第?\s?(?P<volume>\d{1,5})\s?[卷巻](?:\s?第?\s?(?P<issue>\d[\d-]{0,6})\s?[期号])?",
    )
)
_BOTH = late(
    rf"(?!\d{1, 5}\.0$)(?P<volume>{_VOLUME})\s?[/,.:;]\s?(?P<issue>{_ISSUE})", re.IGNORECASE
)
_ISSUE_ALONE = late(
    rf"{_ISSUE_LABEL}\s?(?P<issue>{_ISSUE})|第?\s?(?P<abroad>\d[\d-]{{0,6}})\s?[期号]",
    re.IGNORECASE,
)
_WHOLE = late(r"\d{1,5}\.0")  # which a spreadsheet took for a measure
_DATED = late(
    r"(?P<venue>[^\n]{0,200}[^\s,]),\s{1,3}(?P<year>(?:1[5-9]|20)\d\d)\.?"
)  # "Moth Letters, 2020."
_LONGEST = 40  # characters; what is longer is another text


class Numbers(NamedTuple):
    """The numbers of a journal, as far as a text tells them."""

    volume: str
    issue: str | None


def read_numbers(text: str, *, are_both: bool = False) -> Numbers | None:
    """Return the volume and the issue in a text that has more than the number of a volume, else None.

    Where it stands in a place for both (`are_both`), `12/3` and `12, 3` are two numbers; elsewhere a
    volume may be called that.
    """
    if text.isdecimal() or len(text) > _LONGEST or not text:
        return None
    forms = (*_FORMS, _BOTH) if are_both else _FORMS
    found = next((found for form in forms if (found := form.fullmatch(text))), None)
    if found is None:
        return None
    told = found.groupdict()
    return Numbers(told["volume"], told.get("issue") or told.get("other"))


def read_issue(text: str) -> str:
    """Return an issue without the word for one: `no. 4` is `4`; what else a text says stays."""
    found = _ISSUE_ALONE.fullmatch(text) if 1 < len(text) <= _LONGEST else None
    return (found["issue"] or found["abroad"]) if found else text


class Place(NamedTuple):
    """Where in a journal a paper stands; a part that nothing tells is None."""

    venue: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    year: int | None = None  # as the text of the venue has it


def read_place(values: Mapping[str, object], venue: str | None) -> Place:
    """Return the place that fields for it tell, and the text of a venue where it holds the same and more."""
    own = _read_own(values, venue)
    told = read_journal_reference(venue) if venue else None
    year = read_year(values.get("year"))
    if told is None:
        dated = _DATED.fullmatch(venue or "")
        is_own = dated is not None and str(year or dated["year"]) == dated["year"]
        if dated is None or not is_own or values.get("date"):
            return own
        return own._replace(venue=dated["venue"], year=int(dated["year"]))
    pages = full_pages(read_pages(told.pages))
    pairs = (
        (own.volume, told.volume),
        (own.issue, told.issue),
        (_first(own.pages), _first(pages)),
        (year, int(told.year) if told.year else None),
    )
    if not all(given == said for given, said in pairs if given and said):
        return own
    return Place(
        told.venue,
        own.volume or told.volume,
        own.issue or told.issue,
        max(own.pages, pages, key=len) if own.pages and pages else own.pages or pages,
        int(told.year) if told.year else None,
    )


def _read_own(values: Mapping[str, object], venue: str | None) -> Place:
    """Return what the fields themselves tell, volume and issue apart where one of them holds both."""
    volume, issue = (_number(values.get(name)) for name in ("volume", "issue"))
    pages = full_pages(read_pages(values.get("pages")))
    issue = read_issue(issue) if issue else None
    both = read_numbers(volume) if volume else None
    if both is None:
        return Place(venue, volume, issue, pages)
    if both.issue == read_text(values.get("year")):  # "45 (2019)"
        return Place(venue, both.volume, issue, pages)
    if issue and both.issue and issue != both.issue:
        return Place(venue, volume, issue, pages)
    return Place(venue, both.volume, issue or both.issue, pages)


def _number(value: object) -> str | None:
    text = read_text(value)
    return text.removesuffix(".0") if text and _WHOLE.fullmatch(text) else text


def _first(pages: str | None) -> str | None:
    return pages.partition("-")[0].lstrip("0") if pages else None
