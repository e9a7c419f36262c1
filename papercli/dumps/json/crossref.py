"""Crossref: answers of its REST API and lines of its public data file."""

from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import CROSSREF
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_date, read_text
from papercli.patterns import late

# What it keeps of every work, though a question may ask for some fields only.
_KEPT = frozenset(
    {"is-referenced-by-count", "reference-count", "indexed", "member", "message-type", "prefix"}
)
_OWN = frozenset({"published-print", "published-online", "article-number", "short-container-title"})
_LIST = late(r'"(?:container-)?title"\s*:\s*\[')  # a text in CSL-JSON
_DATES = ("published", "issued", "published-print", "published-online", "posted", "created")

_SAME = ("is-preprint-of", "has-preprint", "is-identical-to")


def sniff(head: str) -> float:
    """Say how sure it is that `head` is Crossref JSON: its bookkeeping keys give it away."""
    keys = keys_in(head)
    if "DOI" not in keys or "title" not in keys:
        return 0.0
    kept = len(_KEPT & keys)
    return 0.96 if kept > 1 or not _OWN.isdisjoint(keys) or (kept and _LIST.search(head)) else 0.0


def to_record(work: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a work describes; a subtitle is part of its title."""
    dates = [date for name in _DATES if (date := read_date(work.get(name)))]
    record = read_fields(
        {
            "title": read_text(work.get("title")),
            "subtitle": work.get("subtitle"),
            "abstract": work.get("abstract"),
            "author": work.get("author") or work.get("editor"),
            # The first that is exact among those of the year in which it was first published.
            "date": max(
                (date for date in dates if date[:4] == dates[0][:4]), key=len, default=None
            ),
            "type": work.get("type"),
            "venue": work.get("container-title")
            or (
                work.get("institution") or [{}]
                if isinstance(work.get("institution"), list)
                else None
            ),
            "volume": work.get("volume"),
            "issue": work.get("issue"),
            "page": work.get("page") or work.get("article-number"),
            "doi": work.get("DOI"),
            "url": work.get("URL"),
            "keywords": work.get("subject"),
            "key": work.get("DOI"),
            "citations": work.get("is-referenced-by-count"),
            "citations_at": _indexed(work.get("indexed")),
            "references": work.get("reference"),
            "ids": _same_work(work.get("relation")),
        },
        line,
    )
    return with_unkept(record, work.items(), CROSSREF)


def _indexed(value: object) -> object:
    """Return when Crossref last looked at a work, and counted what cites it."""
    return value.get("date-time") or read_date(value) if isinstance(value, dict) else None


def _same_work(relation: object) -> list[str]:
    """Return the ids of a preprint's published version, and of a paper's preprint."""
    related = relation if isinstance(relation, dict) else {}
    return [
        f"{each.get('id-type') or 'doi'}:{each['id']}"
        for name in _SAME
        for each in related.get(name) or ()
        if isinstance(each, dict) and isinstance(each.get("id"), str)
    ]


read = read_with(to_record)

FORMAT = DumpFormat(
    "crossref", "Crossref JSON: works from its API or its public data file", sniff, read
)
