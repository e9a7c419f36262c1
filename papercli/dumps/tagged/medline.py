"""MEDLINE (`.nbib`), as PubMed and ERIC export it.

Tags of up to four letters, wrapped lines indented.
"""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import MEDLINE
from papercli.dumps.fields import read_fields
from papercli.dumps.people import (
    family_and_initials,
    people,
    read_inverted,
    read_literal,
    says_more,
)
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import full_pages
from papercli.names import Author
from papercli.patterns import late

_LINE = late(r"\ufeff?([A-Z][A-Z0-9]{1,3})\s{0,2}- ?(.*)", re.DOTALL)
_HEAD = late(r"^\ufeff?(?:PMID- ?\d|OWN - |STAT- |TI  - )", re.MULTILINE)
_OTHERS = late(r"^(?:AU  - |FAU - |JT  - |TI  - |AB  - |DP  - |LID - |AID - |OWN - )", re.MULTILINE)
_RIS = late(r"^\ufeff?TY  ?- ", re.MULTILINE)
_OVID = late(r"^\ufeff?<\s{0,20}\d{1,7}\s{0,20}\.?\s{0,20}>[^\S\n]{0,300}$", re.MULTILINE)
_IDENTIFIER = late(r"(?<!\S)(\S+)\s*\[doi\]")
_TYPES = (
    ("Preprint", "preprint"),
    ("Review", "article"),
    ("Journal Article", "article"),
    ("Dissertation", "thesis"),
    ("Book", "book"),
)


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return (found[1], found[2]) if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"PMID"}),
    titles=frozenset({"TI"}),
    prose=frozenset({"AB", "AD"}),
    blank_ends=True,
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is MEDLINE."""
    if _RIS.search(head) or _OVID.search(head) or _HEAD.search(head) is None:
        return 0.0
    return 0.97 if len(set(_OTHERS.findall(head))) > 1 else 0.0


def _author(name: str) -> Author:
    return read_inverted(name) if "," in name else family_and_initials(name)


def _to_record(tags: Tags) -> Record | Skipped:
    title = tags.first("TI", "BTI", "TT")
    if title is None:
        return Skipped(tags.line, "no title")
    identifiers = [*tags.all("LID"), *tags.all("AID")]
    types = tags.all("PT")
    full, named = tags.all("FAU"), tags.all("AU")
    record = read_fields(
        {
            "title": without_full_stop(title),
            "abstract": tags.first("AB"),
            "authors": people(
                (
                    *(map(read_inverted, full) if full else map(_author, named)),
                    *map(read_literal, tags.all("CN")),
                )
            ),
            "more_authors": any(map(says_more, named[-1:])),
            "year": tags.first("DP", "DEP", "DA"),
            "date": tags.first("DEP")
            if (tags.first("DEP") or "")[:4] == (tags.first("DP") or "")[:4]
            else tags.first("DP", "DEP"),
            "type": next(
                (ours for theirs, ours in _TYPES if any(each.startswith(theirs) for each in types)),
                None,
            ),
            "venue": tags.first("JT", "TA"),
            "volume": tags.first("VI"),
            "issue": tags.first("IP"),
            "pages": full_pages(tags.first("PG")),
            "doi": next(
                (found[1] for each in identifiers if (found := _IDENTIFIER.search(each))), None
            )
            or next((each for each in identifiers if "doi.org/" in each), None),
            "url": next(
                (
                    each
                    for each in identifiers
                    if each.startswith("http") and "doi.org/" not in each
                ),
                None,
            ),
            "keywords": [word.strip(" *") for word in tags.all("OT")],
            "indexkeywords": [word.strip(" *") for word in tags.all("MH")],
            "key": tags.first("PMID", "OID"),
            "ids": {"pmid": tags.first("PMID"), "pmcid": tags.first("PMC")},
        },
        tags.line,
    )
    return with_unkept(record, tags.fields(), MEDLINE)


def without_full_stop(title: str) -> str:
    """Return a title without the full stop that PubMed sets behind each."""
    return (
        title[:-1] if title.endswith(".") and not title.endswith(("..", " al.", " vs.")) else title
    )


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each citation; the next one starts at `PMID-` or after a blank line."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("nbib", "MEDLINE, as PubMed exports it (.nbib)", sniff, read)
