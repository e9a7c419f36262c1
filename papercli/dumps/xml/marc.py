"""MARCXML, as library catalogues give it out; alone, or in answers of OAI-PMH and SRU."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import MARC
from papercli.dumps.people import People, people, read_inverted, read_literal
from papercli.dumps.values import read_date
from papercli.dumps.xml.catalogue import Catalogue, first_of
from papercli.names import Author
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARKS = " /:;,="  # of ISBD, which stand at the end of a subfield
_VOLUME = late(r"(?:\bvol(?:ume|\.)?|\bv\.|\bBd\.|\bBand|\bJg\.)\s*(\d+)", re.IGNORECASE)
_SHORT_VOLUME = late(r"\s*(\d{1,4})(?=\s*\(\d{4}\))")
_ISSUE = late(r"(?:\bno\.?|\bnr\.?|\bissue|\bHeft|\bH\.)\s*(\d+(?:[-/]\d+)?)", re.IGNORECASE)
_PAGES = late(
    r"(?:\bp(?:p|ages?)?\.?|\bSeiten?|\bS\.)\s*(\w*\d+(?:\s*[-–]\s*\w*\d+)?)", re.IGNORECASE
)
_OTHER_ROLES = late(
    r"edt|ed\.?|editor|hrsg|herausgeber.*|trl|translator|übersetzer.*|ill|illustrator|dgs|ths|supervisor|advisor|pbl|isb|oth|degree.*|drucker|verlag|sponsor.*|funder.*",
    re.IGNORECASE,
)
_SUFFIX = late(r"(?:Jr|Sr|I{2,3}|IV)\.?,?")


def _values(record: "Element", tags: str, codes: str) -> Iterator[str]:
    """Yield, of each field with one of these tags, the subfields of these codes, joined."""
    for tag in tags.split():
        for field in record.findall(f".//datafield[@tag='{tag}']"):
            if text := _of(field, codes):
                yield text


def _of(field: "Element", codes: str) -> str:
    parts = (
        first_of(each, ".") for each in field.findall("subfield") if each.get("code") in set(codes)
    )
    return " ".join(part for part in parts if part)


def _first(record: "Element", tags: str, codes: str) -> str | None:
    return next((text.strip(_MARKS) for text in _values(record, tags, codes)), None) or None


def _title(record: "Element") -> str | None:
    field = record.find(".//datafield[@tag='245']")
    if field is None:
        return None
    main, under = _of(field, "a").strip(_MARKS), _of(field, "b").strip(_MARKS)
    parts = " ".join(part for part in (_of(field, "n"), _of(field, "p")) if part).strip(_MARKS)
    title = ": ".join(part for part in (main, under) if part)
    title = f"{title.rstrip('.')}. {parts}" if parts else title
    title = title.partition(" = ")[0]  # behind which it stands in another language
    return title.removesuffix(".") if title and not title.endswith("..") else title or None


def _authors(record: "Element") -> People:
    found: list[Author] = []
    for tag in ("100", "110", "111", "700", "710"):
        for field in record.findall(f".//datafield[@tag='{tag}']"):
            roles = [word.strip(".,") for word in _of(field, "e4").lower().split()]
            is_other = any(map(_OTHER_ROLES.fullmatch, roles))
            # What has a title is another work; a role beside "author" makes nobody less of one.
            if _of(field, "t") or (is_other and not any(role.startswith("aut") for role in roles)):
                continue
            found.append(_author(field, tag))
    return people(dict.fromkeys(found))


def _author(field: "Element", tag: str) -> Author:
    name = _of(field, "a").strip(_MARKS)
    name = name[:-1] if re.search(r"[^\W\d_]{3}\.$", name) else name
    if tag[1:] != "00":
        return read_literal(
            " ".join(part for part in (name, _of(field, "b")) if part).strip(_MARKS + ".")
        )
    suffix = _of(field, "c")
    return read_inverted(f"{name}, {suffix.strip(',')}" if _SUFFIX.fullmatch(suffix) else name)


def _date(record: "Element") -> str | None:
    for text in (
        *_values(record, "264 260", "c"),
        *_values(record, "502", "d"),
        *_values(record, "773", "gd"),
    ):
        if date := read_date(text.strip(" .,[]©c")):
            return date
    fixed = first_of(record, ".//controlfield[@tag='008']") or ""
    # Cleaning may have joined blanks, but none stands before the year.
    return read_date(fixed[7:11]) if fixed[7:11].isdecimal() else None


def _kind(record: "Element") -> str | None:
    if record.find(".//datafield[@tag='502']") is not None:
        return "thesis"
    level = (next((each.text or "" for each in record.iter("leader")), "") + " " * 8)[7]
    if level in "ab" or record.find(".//datafield[@tag='773']") is not None:
        within = " ".join(_values(record, "773", "7gi")).lower()
        return "chapter" if level == "a" and "nnam" in within else "article"
    return "book" if level == "m" else None


def _volume(record: "Element") -> str | None:
    texts = list(_values(record, "773", "g"))
    found = (_VOLUME.search(each) or _SHORT_VOLUME.match(each) for each in texts)
    return next((each[1] for each in found if each), None) or _first(record, "490", "v")


def _search(record: "Element", pattern: re.Pattern[str]) -> str | None:
    found = (pattern.search(text) for text in _values(record, "773", "g"))
    return next((each[1] for each in found if each), None)


def _doi(record: "Element") -> str | None:
    for field in record.findall(".//datafield[@tag='024']"):
        value = _of(field, "a")
        if _of(field, "2").lower() == "doi" or value.lower().startswith(
            ("doi:", "https://doi.org/10.")
        ):
            return value
    return next((each for each in _values(record, "856", "u") if "doi.org/10." in each), None)


def _refuse(record: "Element") -> str | None:
    return None if record.find(".//datafield") is not None else "no fields"


CATALOGUE = Catalogue(
    "marcxml",
    "MARCXML, as library catalogues write it",
    (
        r"<(?:[\w.-]+:)?record[\s>]",
        r"<(?:[\w.-]+:)?datafield\s[^<>]*\btag\s*=\s*[\"'](?:\d{3})[\"']",
    ),
    ("record",),
    {
        "title": _title,
        "abstract": lambda record: _first(record, "520", "ab"),
        "authors": _authors,
        "date": _date,
        "type": _kind,
        "venue": lambda record: (
            _first(record, "773", "t")
            or _first(record, "773", "a")
            or _first(record, "264 260", "b")
        ),
        "volume": _volume,
        "issue": lambda record: _search(record, _ISSUE),
        "pages": lambda record: _search(record, _PAGES),
        "doi": _doi,
        "url": lambda record: _first(record, "856", "u"),
        "keywords": lambda record: [
            each.strip(_MARKS + ".") for each in _values(record, "653 650 689", "a")
        ],
        "key": (".//controlfield[@tag='001']",),
    },
    refuse=_refuse,
    bookkeeping=MARC,
)
FORMAT = CATALOGUE.format
