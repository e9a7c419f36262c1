"""A mapping under the usual names of fields: CSL YAML, papis, notes, lists written by hand."""

import re
from collections.abc import Mapping
from typing import Any

from papercli.dumps.base import Record, Skipped
from papercli.dumps.bookkeeping import YAML
from papercli.dumps.fields import read_fields
from papercli.dumps.json import csl
from papercli.dumps.keywords import read_words
from papercli.dumps.reader_marks import with_marks
from papercli.dumps.reader_names import COMMENTS
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text
from papercli.patterns import late

_CSL = frozenset({"issued", "container-title", "DOI", "citation-key"})
_LINK = late(r"\[\[(?P<target>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<shown>[^\[\]]+))?\]\]")
_AUTHORS = ("author_list", "authors", "author")
_OF_AUTHORS = COMMENTS | {"note"}  # remarks of authors and publishers
_TAGS = ("tags", "tag")
_FAMILY = ("name-particle", "family-names")  # of CITATION.cff
_OF_CITATION = frozenset({*_FAMILY, "given-names"})


def read_mapping(fields: Mapping[str, Any], line: int, key: str | None = None) -> Record | Skipped:
    """Return the record that a mapping describes; `key` is what it is called where it stands."""
    known = {name: unlink(value) for name, value in fields.items()}
    for name in _AUTHORS:
        if name in known:
            known[name] = read_people(known[name])
    if known.get("author_list"):
        known["authors"] = known["author_list"]
    for name in _TAGS:
        if name in known:
            known[name] = read_tags(known[name])
    known["key"] = read_text(next(filter(None, map(known.get, ("id", "key", "ref"))), None)) or key
    known.pop("id", None)
    if not _CSL.isdisjoint(known):
        issued = read_parts(known.get("issued"))
        known.setdefault("citation-key", known["key"])
        return csl.to_record(known | {"issued": issued}, line)
    if "date" not in known and known.get("month"):
        known["date"] = read_parts(known)
    record = with_marks(read_fields(known, line), fields.items(), aside=_OF_AUTHORS)
    return with_unkept(record, fields.items(), YAML)


def read_parts(value: object) -> object:
    """Return a date whose year, month and day are given apart as one text, any other as it is."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    if not isinstance(value, dict) or not read_text(value.get("year")):
        return value
    year, month, day = (read_text(value.get(name)) or "" for name in ("year", "month", "day"))
    if month.isdecimal():
        return "-".join(part for part in (year, month, day) if part)
    return f"{day} {month} {year}".strip()


def unlink(value: object) -> object:
    """Return a value with the names that its wiki links show: `[[people/Jane Roe]]` is Jane Roe."""
    match value:
        case str():
            return _LINK.sub(_shown, value) if "[[" in value else value
        case [[str(name)]]:  # a link without quotation marks is a list in a list
            return name
        case list():
            return [unlink(each) for each in value]
    return value


def _shown(link: re.Match[str]) -> str:
    return link["shown"] or link["target"].rpartition("/")[2].removesuffix(".md").strip()


def read_people(value: object) -> object:
    """Return a list of authors with the parts of each name under the usual names."""
    if not isinstance(value, list):
        value = [value] if isinstance(value, dict) else value
    if not isinstance(value, list):
        return value
    return [_read_person(each) for each in value]


def _read_person(value: object) -> object:
    match value:
        case {"name": dict(parts)}:
            return parts
        case str() if value.startswith("*"):  # the reader's own name, in a list of their works
            return value.strip("*")
        case dict() if not _OF_CITATION.isdisjoint(value):
            return {
                "given": read_text(value.get("given-names")),
                "family": " ".join(filter(None, (read_text(value.get(name)) for name in _FAMILY))),
                "suffix": read_text(value.get("name-suffix")),
            }
    return value


def read_tags(value: object) -> object:
    """Return tags, one each, without their hash signs: `#thesis #moss`."""
    if isinstance(value, str) and value.startswith("#"):
        value = value.split()
    return [tag.lstrip("#") for tag in read_words(value)]
