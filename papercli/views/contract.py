"""The JSON contract as JSON Schema: what `--json` prints, by command."""

from typing import Any

from papercli.store.lines import SCHEMA

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_ID: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{8,}$"}


def contract() -> dict[str, Any]:
    """Return the JSON Schema; its definitions are named for what they describe."""
    paper = _paper()
    hit = paper | {
        "score": {"type": "number"},
        "match": {"enum": ["all", "some", "fuzzy"]},
        "snippet": _TEXT,
    }
    skipped = _object({"line": _COUNT, "reason": _TEXT})
    counts = dict.fromkeys(("read", "new", "seen", "updated"), _COUNT)
    file = _object({"file": _TEXT, "format": _TEXT, **counts, "skipped": _list_of(skipped)})
    pair = _object(
        {
            "left": _ID,
            "right": _ID,
            "score": {"type": "number", "minimum": 0, "maximum": 1},
            "reasons": _list_of(_TEXT),
        }
    )
    verdict = {"enum": ["duplicate", "version", "possible"]}
    change = _object(
        {
            "number": _COUNT,
            "time": _TEXT,
            "command": _TEXT,
            "summary": _TEXT,
            "papers": _COUNT,
            "undoes": {"type": ["integer", "null"]},
            "redoes": {"type": ["integer", "null"]},
            "undone": {"type": "boolean"},
        }
    )
    finding = _object({"check": _TEXT, "ok": {"type": "boolean"}, "what": _TEXT})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "papers",
        "version": SCHEMA,
        "$defs": {
            "paper": _object(paper),
            "list": _list_of({"$ref": "#/$defs/paper"}),
            "show": {"oneOf": [{"$ref": "#/$defs/paper"}, {"$ref": "#/$defs/list"}]},
            "search": _list_of(_object(hit)),
            "related": {"$ref": "#/$defs/search"},
            "dedupe": _list_of(
                _object(
                    {
                        "verdict": verdict,
                        "keep": _ID,
                        "papers": {"$ref": "#/$defs/list"},
                        "pairs": _list_of(pair),
                    }
                )
            ),
            "ingest": _object(
                {
                    "files": _list_of(file),
                    **counts,
                    "skipped": _COUNT,
                    "ignored": _list_of(_TEXT),
                    "errors": _list_of(_TEXT),
                }
            ),
            "history": _list_of(change),
            "doctor": _object(
                {
                    "ok": {"type": "boolean"},
                    "seconds": {"type": "number"},
                    "findings": _list_of(finding),
                }
            ),
            "compact": _object(
                dict.fromkeys(("dropped", "kept", "lines", "merged", "before", "after"), _COUNT)
                | {"applied": {"type": "boolean"}}
            ),
        },
    }


def _paper() -> dict[str, Any]:
    source = _object(
        {"file": _TEXT, "digest": _TEXT, "line": _COUNT, "format": _TEXT, "key": _MAYBE_TEXT}
    )
    return {
        "id": _ID,
        "title": _TEXT,
        "abstract": _MAYBE_TEXT,
        "authors": _list_of(_TEXT),
        "more_authors": {"type": "boolean"},
        "year": {"type": ["integer", "null"]},
        "date": _MAYBE_TEXT,
        "type": _MAYBE_TEXT,
        "venue": _MAYBE_TEXT,
        "volume": _MAYBE_TEXT,
        "issue": _MAYBE_TEXT,
        "pages": _MAYBE_TEXT,
        "arxiv": _MAYBE_TEXT,
        "doi": _MAYBE_TEXT,
        "url": _MAYBE_TEXT,
        "keywords": _list_of(_TEXT),
        "tags": _list_of(_TEXT),
        "status": {"enum": ["unread", "reading", "read"]},
        "starred": {"type": "boolean"},
        "note": _MAYBE_TEXT,
        "added": _TEXT,
        "aliases": _list_of(_ID),
        "versions": _list_of(_ID),
        "sources": _list_of(source),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
