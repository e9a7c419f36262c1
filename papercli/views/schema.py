"""The JSON Schema of what the commands print with `--json`, made from the declared types."""

from typing import Any

from papercli.store.lines import SCHEMA
from papercli.views.answer_types import ANSWERS, ErrorAnswer

_OPTIONAL = frozenset({"explain"})
_ID = {"type": "string", "pattern": "^[0-9a-f]{8,}$"}


def schema() -> dict[str, Any]:
    """Return the JSON Schema, with a definition for the answer of each command."""
    import msgspec

    kinds = [*(kind for several in ANSWERS.values() for kind in several), ErrorAnswer]
    shapes, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = {_name_of(name): _strict(part) for name, part in parts.items()}
    found = iter(_renamed(shapes))
    for name, several in ANSWERS.items():
        its = [next(found) for _ in several]
        if its != [{"$ref": f"#/$defs/{name}"}]:
            definitions[name] = its[0] if len(its) == 1 else {"anyOf": its}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "papers",
        "version": SCHEMA,
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ANSWERS],
        "$defs": definitions,
    }


def _name_of(class_name: str) -> str:
    return class_name.removesuffix("Answer").lower()


def _renamed(value: Any) -> Any:
    """Return a part of the schema in which all definitions go by the names of answers."""
    match value:
        case {"$ref": str(reference)}:
            start, _, name = reference.rpartition("/")
            return {"$ref": f"{start}/{_name_of(name)}"}
        case dict():
            return {key: _renamed(each) for key, each in value.items()}
        case list() | tuple():
            return [_renamed(each) for each in value]
    return value


def _strict(part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object whose keys are all there, without default values."""
    values = {
        name: {key: value for key, value in each.items() if key != "default"}
        for name, each in part["properties"].items()
    }
    if "id" in values:
        values["id"] = _ID
    required = [name for name in values if name not in _OPTIONAL]
    named = {
        "title": _name_of(part["title"]),
        "description": part["description"].partition("\n")[0],
        "properties": values,
        "required": required,
    }
    strict: dict[str, Any] = _renamed(part | named)
    return strict
