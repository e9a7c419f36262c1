"""CITATION.cff: how a program wants to be cited, the program itself and what it refers to."""

from collections.abc import Iterator, Mapping
from typing import Any

from papercli.dumps.base import Record, Skipped
from papercli.dumps.bookkeeping import CITATION
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text
from papercli.dumps.yaml.documents import Fields, Items
from papercli.dumps.yaml.plain import read_mapping, read_parts

_MARKS = frozenset({"cff-version", "preferred-citation", "date-released"})
_DATES = ("date-published", "date-released", "issue-date")
_BY_PUBLISHER = frozenset({"thesis", "report"})
_PLACES = ("journal", "collection-title", "conference")
_TYPES = {
    "conference-paper": "inproceedings",
    "software-code": "software",
    "software-executable": "software",
    "software-container": "software",
    "software-virtual-machine": "software",
    "proceedings": "proceedings",
    "unpublished": "unpublished",
    "generic": "",
}


def is_citation(root: Mapping[str, Any]) -> bool:
    """Say whether a document is a citation file."""
    return not _MARKS.isdisjoint(root)


def read_citation(root: Fields) -> Iterator[Record | Skipped]:
    """Yield the program, the paper that is to be cited in its place, and its references."""
    yield _read(root, root.line, str(root.get("type") or "software"))
    preferred = root.get("preferred-citation")
    if isinstance(preferred, Fields):
        yield _read(preferred, preferred.line)
    references = root.get("references")
    if isinstance(references, Items):
        for each, line in zip(references, references.lines, strict=True):
            if isinstance(each, Fields):
                yield _read(each, line)
            else:
                yield Skipped(line, "not a mapping")


def _read(work: Fields, line: int, kind: str = "") -> Record | Skipped:
    if work.again:
        key, again, _ = work.again[0]
        return Skipped(again, f"'{key}' twice in a record")
    kind = read_text(work.get("type")) or kind
    named = {name: _name(work.get(name)) for name in (*_PLACES, "institution", "publisher")}
    start, end = read_text(work.get("start")), read_text(work.get("end"))
    date = next((text for name in _DATES if (text := read_text(work.get(name)))), None)
    known = {
        name: work.get(name)
        for name in ("title", "abstract", "authors", "keywords", "volume", "issue", "year")
    }
    record = read_mapping(
        known
        | {
            "type": _TYPES.get(kind, kind) or None,
            "venue": next(filter(None, map(named.get, _PLACES)), None)
            or (named["institution"] or named["publisher"] if kind in _BY_PUBLISHER else None),
            "pages": f"{start}-{end}" if start and end and start != end else start,
            "date": date or (read_parts(work) if work.get("month") else None),
            "doi": work.get("doi") or _identifier(work, "doi"),
            "arxiv": next(
                filter(None, (_identifier(work, kind) for kind in ("url", "other"))), None
            ),
            "url": work.get("url") or work.get("repository-code") or work.get("repository"),
        },
        line,
    )
    return with_unkept(record, work.items(), CITATION)


def _name(value: object) -> str | None:
    return read_text(value.get("name") if isinstance(value, dict) else value)


def _identifier(work: Fields, kind: str) -> str | None:
    """Return the identifier of that kind; of links and others, arXiv's."""
    held = work.get("identifiers")
    for each in held if isinstance(held, list) else ():
        if isinstance(each, dict) and each.get("type") == kind:
            value = read_text(each.get("value"))
            if value and (kind == "doi" or "arxiv" in value.lower()):
                return value
    return None
