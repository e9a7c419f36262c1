"""Where a work appeared as lawyers cite it: the volume in front of the journal, the first page behind it."""

from typing import NamedTuple

from papercli.dumps.references.place import YEAR
from papercli.patterns import late

_PLACE = late(
    r"(?P<volume>\d{1,4})(?:\((?P<issue>\d{1,3})\))?\s(?!Biotech)(?P<venue>[A-Z][^\d]{2,80}?)(?:\s(?P<page>\d{1,5}))?"
)
_OF_LAW = late(r"\b(?:L\.|J\.L|Law|Legal|Jur)|\bU\.S\.|\bS\.\sCt|\bF\.\s?[23]d")
_DATED = late(
    rf"(?P<open>[(\[])(?P<year>{YEAR})[)\]]\s(?:(?P<volume>\d{{1,4}})(?:\((?P<issue>\d{{1,3}})\))?\s)?(?P<venue>[A-Z][^\d()\[\]]{{1,80}}?)\s(?P<pages>\d{{1,5}})(?:,\s\d{{1,5}}(?:[-–]\d{{1,5}})?)?\.?"
)
_YEAR = late(YEAR)


class LegalPlace(NamedTuple):
    """A journal, its numbers, and its year where it counts its volumes by years."""

    venue: str
    numbers: dict[str, str]
    year: str


def legal_place(venue: str, numbers: dict[str, str]) -> LegalPlace | None:
    """Return what `75 Harv. L. Rev. 40, 42-43` says, or None where a venue has no number in front.

    What was read as the volume, for it stands behind the journal, is the first page; what was read as the
    pages are those that are cited.
    """
    found = _PLACE.fullmatch(venue)
    page = (found["page"] if found else None) or numbers.get("volume")
    if found is None or page is None or ("pages" in numbers and not _OF_LAW.search(venue)):
        return None
    name = found["venue"]
    if "." in name.rpartition(" ")[2].rstrip("."):  # "Yale L.J."
        name = f"{name.rstrip('.')}."
    if _YEAR.fullmatch(found["volume"]):
        return LegalPlace(name, {"pages": page}, found["volume"])
    issue = {"issue": found["issue"]} if found["issue"] else {}
    return LegalPlace(name, {"volume": found["volume"], **issue, "pages": page}, "")


def dated_place(text: str) -> LegalPlace | None:
    """Return what `(1958) 71 Harvard Law Review 630` and `[2005] PL 440` say, as OSCOLA has it; None for all else."""
    found = _DATED.fullmatch(text)
    if found is None:
        return None
    if found["volume"] is None and found["open"] == "(":
        return None
    numbers = {name: found[name] for name in ("volume", "issue", "pages") if found[name]}
    return LegalPlace(found["venue"], numbers, found["year"])
