"""Hayagriva: the bibliographies of Typst, a mapping of mappings, each with what it appeared in."""

from collections.abc import Iterator, Mapping
from typing import Any

from papercli.dumps.base import Record, Skipped
from papercli.dumps.values import read_text
from papercli.dumps.yaml.documents import Fields
from papercli.dumps.yaml.plain import read_mapping

_MARKS = frozenset({"parent", "serial-number", "page-range", "page-total", "runtime", "affiliated"})
_TYPES = {
    "web": "webpage",
    "anthos": "chapter",
    "entry": "chapter",
    "repository": "software",
    "article": "article",
    "conference": "proceedings",
}
_KINDS = frozenset(
    "article chapter entry anthos report thesis web scene artwork patent case newspaper legislation manuscript original post misc performance "
    "periodical proceedings book blog reference conference anthology repository thread video audio exhibition".split()
)
_WITHIN = {"proceedings": "inproceedings", "conference": "inproceedings", "periodical": "article"}
_BY_PUBLISHER = frozenset({"thesis", "report"})
_DEEPEST = 4  # an article in an issue of a journal in a series


def is_entry(fields: Mapping[str, Any]) -> bool:
    """Say whether a mapping is an entry of Hayagriva, whatever else it may look like."""
    title, author = fields.get("title"), fields.get("author")
    authors = author if isinstance(author, list) else [author]
    return (
        not _MARKS.isdisjoint(fields)
        or isinstance(title, dict)
        or any(isinstance(each, dict) and {"name", "given-name"} <= each.keys() for each in authors)
    )


def is_typed(fields: Mapping[str, Any]) -> bool:
    """Say whether a mapping that has a key of its own says of what kind it is, and when or where it was published."""
    return _type_of(fields) in _KINDS and any(
        fields.get(name) for name in ("date", "url", "parent")
    )


def read_entry(fields: Fields, line: int, key: str | None) -> Record | Skipped:
    """Return the record that an entry describes."""
    parents = list(_parents(fields))
    kind = (_text(fields.get("type")) or "").lower()
    serial = fields.get("serial-number")
    numbers = serial if isinstance(serial, dict) else {}
    within = next((_WITHIN[each] for each in map(_type_of, parents) if each in _WITHIN), kind)
    titled = next((title for each in parents if (title := _text(each.get("title")))), None)
    publisher = fields.get("organization") or fields.get("publisher")

    def inherited(name: str) -> object:
        return next((each[name] for each in (fields, *parents) if each.get(name)), None)

    known: dict[str, object] = {
        "title": _plain(fields.get("title")),
        "abstract": _text(fields.get("abstract")),
        "author": _authors(fields.get("author") or fields.get("editor")),
        "type": within if kind == "article" else _TYPES.get(kind, kind) or None,
        "venue": _plain(titled) or (_text(publisher) if kind in _BY_PUBLISHER else None),
        "date": inherited("date"),
        "volume": inherited("volume"),
        "issue": inherited("issue"),
        "pages": fields.get("page-range"),
        "doi": numbers.get("doi") or serial,
        "arxiv": numbers.get("arxiv") or ("arxiv" in str(serial).lower() and serial),
        "url": _text(fields.get("url")),
    }
    own = {name: value for name, value in fields.items() if name not in {"parent", "url"}}
    return read_mapping(own | {name: value for name, value in known.items() if value}, line, key)


def _parents(fields: Mapping[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what an entry appeared in, journals and proceedings first, and what those did."""
    held = fields.get("parent")
    parents = [
        each for each in (held if isinstance(held, list) else [held]) if isinstance(each, dict)
    ]
    for each in sorted(parents, key=lambda parent: _type_of(parent) not in _WITHIN):
        yield each
        if depth < _DEEPEST:
            yield from _parents(each, depth + 1)


def _type_of(fields: Mapping[str, Any]) -> str:
    return (_text(fields.get("type")) or "").lower()


def _text(value: object) -> str | None:
    """Return a text that may come with its short form, its date or its place."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("name")
    return read_text(value)


def _plain(value: object) -> str | None:
    """Return a title without the braces that keep the case of its words."""
    text = _text(value)
    return text.replace("{", "").replace("}", "") if text else None


def _authors(value: object) -> object:
    """Return the authors of an entry: a text names one of them, unless others are joined to it."""
    if isinstance(value, str) and (" and " in value or ";" in value or value.count(",") > 2):
        return value
    return [_author(each) for each in (value if isinstance(value, list) else [value]) if each]


def _author(value: object) -> object:
    if not isinstance(value, dict):
        return value
    family = [read_text(value.get(name)) for name in ("prefix", "name")]
    return {
        "given": read_text(value.get("given-name")),
        "family": " ".join(filter(None, family)),
        "suffix": read_text(value.get("suffix")),
    }
