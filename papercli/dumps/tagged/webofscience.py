"""Web of Science's tagged text (ISI).

Two-letter tags, one name a line, `ER` after each record and `EF` after the last.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import WOS
from papercli.dumps.fields import read_fields
from papercli.dumps.inverted import read_inverted_all
from papercli.dumps.people import people as people_of
from papercli.dumps.people import read_literal, says_more
from papercli.dumps.tagged.capitals import title_case
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import full_pages
from papercli.patterns import late
from papercli.text import clean

_LINE = late(r"\ufeff?([A-Z][A-Z0-9])(?: (?!\s*- )(.*)|\s*$)", re.DOTALL)
_HEAD = late(r"^\ufeff?(?:FN (?:Clarivate|Thomson|ISI|Web)|PT [A-Z](?:\s|$))", re.MULTILINE)
_OTHERS = late(r"^(?:AU|TI|SO|UT|PY|AF|DT) \S", re.MULTILINE)
_KINDS = {"J": "article", "S": "inproceedings", "B": "book", "P": "patent", "C": "inproceedings"}


def _tag(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return (found[1], found[2] or "") if found else None


_DIALECT = Dialect(
    _tag,
    starts=frozenset({"PT"}),
    titles=frozenset({"TI"}),
    prose=frozenset({"AB"}),
    end="ER",
    ignored=frozenset({"FN", "VR", "EF"}),
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is from Web of Science."""
    return 0.96 if _HEAD.search(head) and len(set(_OTHERS.findall(head))) > 1 else 0.0


def _to_record(tags: Tags) -> Record | Skipped:
    return record_of({tag: "\n".join(tags.all(tag)) for tag, _ in tags.pairs}, tags.line)


def record_of(values: Mapping[str, str], line: int) -> Record | Skipped:
    """Return the record that Web of Science's fields describe, each under its tag."""
    authors = values.get("AF") or values.get("AU") or values.get("BA") or ""
    groups = values.get("CA", "").replace(";", "\n").split("\n")
    people = [
        *read_inverted_all(authors.replace(";", "\n").split("\n"), in_capitals=True),
        *map(read_literal, groups),
    ]
    first, last = values.get("BP"), values.get("EP")
    kind = "proceedingspaper" if "Proceedings" in values.get("DT", "") else values.get("PT", "")[:1]
    month = values.get("PD", "").split("-")[0].split(" ")
    record = read_fields(
        {
            "title": values.get("TI"),
            "abstract": values.get("AB"),
            "authors": people_of(people, more=says_more(clean(authors))),
            "year": values.get("PY"),
            "date": f"{values['PY']} {' '.join(month)}"
            if values.get("PY") and month[0].isalpha()
            else values.get("PY") or values.get("PD"),
            "type": "inproceedings" if kind == "proceedingspaper" else _KINDS.get(kind),
            "venue": title_case(values.get("SO")),
            "volume": _first(values, "VL"),
            "issue": _first(values, "IS"),
            "pages": full_pages(
                f"{first}-{last}"
                if first and last and first != last
                else first or values.get("PS") or values.get("AR")
            ),
            "doi": values.get("DI"),
            "keywords": ";".join(
                part.replace("\n", " ") for part in (values.get("DE"), values.get("ID")) if part
            )
            or None,
            "key": values.get("UT"),
            "citations": values.get("TC") or values.get("Z9"),
            "citations_at": values.get("DA"),
            "references": values.get("CR"),
            "ids": {"wos": values.get("UT"), "pmid": values.get("PM")},
        },
        line,
    )
    return with_unkept(record, values.items(), WOS)


def _first(values: Mapping[str, str], tag: str) -> str | None:
    return values.get(tag, "").partition("\n")[0] or None


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("wos", "Web of Science, tagged text (.isi, .ciw, savedrecs.txt)", sniff, read)
