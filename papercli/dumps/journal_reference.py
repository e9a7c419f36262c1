"""A journal and its numbers in one text, as arXiv and labelled lists have it: `Phys. Rev. A 109, 012345 (2024)`."""

from typing import NamedTuple

from papercli.patterns import late

_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGE = r"[A-Za-z]{0,3}\d{1,8}[A-Za-z]?"
_ISSUE = r"(?i:no\.?|issue|iss\.|number|n\.?[°º])"
_REFERENCE = late(
    rf"(?P<venue>[^\W\d_a-z][^\d;:()]{{1,120}}?)(?:,\s|\s|(?<=\.),?|,|(?<=[a-z.\s][A-Z])(?=\d))(?i:(?:vol(?:\.|ume)?|v\.)\s?)?(?P<volume>(?!{_YEAR}\b)[A-Z]?\d{{1,4}}[A-Z]?)"
    rf"(?:\s?\((?P<issue>(?!{_YEAR}\))[\w./ –-]{{1,12}})\)|,?\s{_ISSUE}\s?(?P<number>\d{{1,4}}(?:[-–/]\d{{1,4}})?))?"
    rf"(?:,?\s?\((?P<year>{_YEAR})\)(?:,?\s(?:{_ISSUE}\s?)?(?P<part>\d{{1,3}})(?=,\s\d))?)?"
    rf"(?:(?:\s?[,:]\s?|\s)(?i:pp?\.?\s?|pages?\s|(?:article\s)?id\.?\s?)?(?P<pages>(?!{_YEAR}\.?$){_PAGE}(?:\s?[-–]{{1,2}}\s?{_PAGE})?))?"
    rf"(?:,\s\d{{1,4}}\spp)?(?:[,.]?\s?\(?(?P<behind>{_YEAR})\)?)?\.?"
)

_VANCOUVER = late(  # "BMJ. 2010;340(2):c1234"
    rf"(?P<venue>[^\W\d_a-z][^\d;:()]{{1,120}}?)[.,]?\s(?P<year>{_YEAR})(?:\s[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)?;\s?(?P<volume>\d{{1,4}}[A-Z]?)(?:\((?P<issue>[\w ./-]{{1,12}})\))?(?::\s?(?P<pages>{_PAGE}(?:[-–]{_PAGE})?))?\.?"
)
_PERSON = late(r"(?:[A-Z]\.\s?){1,3}[A-Z][a-z]+(?:,|\sand\s)")


class JournalReference(NamedTuple):
    """What a text tells beside the name of the journal; a part that it does not tell is None."""

    venue: str
    volume: str
    issue: str | None
    pages: str | None
    year: str | None


def read_journal_reference(text: str) -> JournalReference | None:
    """Return the parts of a text, or None where it does not name a volume, and pages or a year."""
    if not any(map(str.isdigit, text)):
        return None
    found = _REFERENCE.fullmatch(text) or _VANCOUVER.fullmatch(text)
    if found is None:
        return None
    told = found.groupdict("")
    year = told["year"] or told.get("behind") or None
    issue = (told["issue"] or told.get("number") or told.get("part") or "").strip() or None
    if not (told["pages"] or issue or told["year"]) or (told["year"] and told.get("behind")):
        return None
    venue, volume = found["venue"].rstrip(" ,"), found["volume"]
    if "," in venue and _PERSON.match(venue):
        return None  # "B. Quill and G. Rook, J. Phys. Chem. A 111, 10400 (2007)"
    # "Phys. Rev. D71": the letter is of the journal.
    if volume[0].isalpha() and venue.endswith("."):
        venue, volume = text[: found.start("volume") + 1], volume[1:]
    return JournalReference(venue, volume, issue, found["pages"], year)
