"""CSL-JSON: what Zotero, Mendeley, Pandoc and citation processors exchange."""

import re
from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.jsonstream import keys_in, read_with

_OWN = re.compile(r'"(?:date-parts|container-title|citation-key|non-dropping-particle|literal)"\s*:')
_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|paper-conference|chapter|book|thesis|report|webpage|post-weblog|manuscript)"'
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is CSL-JSON."""
    keys = keys_in(head)
    if "title" not in keys or not {"issued", "container-title", "DOI", "family"} & keys:
        return 0.0
    return 0.93 if _TYPE.search(head) and _OWN.search(head) else 0.9 if _TYPE.search(head) or "date-parts" in keys else 0.0


def to_record(item: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a CSL item describes; its `note` may hold an arXiv id, as Zotero keeps it there."""
    fields = dict(item)
    note = item.get("note")
    known = str(item.get("number") or ""), note if isinstance(note, str) else "", str(item.get("archive_location") or "")
    if not item.get("arxiv") and (arxiv := next((text for text in known if "arxiv" in text.lower()), None)):
        fields["arxiv"] = arxiv
    if item.get("publisher") == "arXiv" and isinstance(item.get("number"), str):
        fields.pop("number")
    fields["key"] = item.get("citation-key") or item.get("id")
    fields.pop("id", None)
    return read_fields(fields, line)


read = read_with(to_record)

FORMAT = DumpFormat("csl-json", "CSL-JSON, as Zotero and Pandoc write it", sniff, read)
