"""A paper as a text to be edited: YAML, a field each, with a word of explanation."""

from collections.abc import Mapping
from typing import Any

import yaml

from papercli.changes.editing import EDITABLE, read_values
from papercli.dumps.yaml.documents import Fields, read_documents
from papercli.errors import DumpError, UsageError
from papercli.model import Paper
from papercli.text import clean

_WIDTH = 96
_HEAD = """\
# {id}: change what you like, save and close. What you leave empty is removed from the paper.
# Set values stay, whatever later dumps say. To change nothing, close without saving.
"""


class _Dumper(yaml.SafeDumper):
    """YAML as people write it: blanks for nothing, texts of several lines as they stand."""


def _write_none(dumper: yaml.SafeDumper, _: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(type(None), _write_none)
_Dumper.add_representer(str, _write_text)


def write_sheet(paper: Paper, wrong: str = "") -> str:
    """Return a paper as a text to be edited; `wrong` says what was wrong with it the last time."""
    said = "".join(f"# {line}\n" for line in wrong.splitlines())
    body = yaml.dump(
        _values(paper), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return said + _HEAD.format(id=paper.id) + body


def with_remark(sheet: str, wrong: str) -> str:
    """Return a sheet as its reader left it, with what is wrong above."""
    lines = sheet.splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(_WRONG))
    return f"{_WRONG}{clean(wrong)}\n{kept}"


_WRONG = "# NOT SAVED: "


def read_sheet(sheet: str, paper: Paper) -> dict[str, object]:
    """Return the values of a sheet that differ from those of the paper it was made of.

    Raises UsageError for a text that cannot be read, or a value that is none of its field.
    """
    try:
        documents = list(read_documents(sheet))
    except DumpError as error:
        raise UsageError(str(error)) from None
    if not any(documents):
        return {}
    if len(documents) > 1 or not isinstance(documents[0], Fields):
        raise UsageError("one paper is edited, as lines of `field: value`")
    fields = documents[0]
    if fields.again:
        raise UsageError(f"line {fields.again[0][1]}: '{fields.again[0][0]}' stands there twice")
    before = _values(paper)
    changed: dict[str, object] = {}
    for name in (*fields, *(each for each in before if each not in fields)):
        value = fields.get(name)
        if _plain(value) != _plain(before.get(name)):
            try:
                read_values({name: value})
            except UsageError as error:
                line = fields.lines.get(name)
                raise UsageError(f"line {line}: {error}" if line else str(error)) from None
            changed[name] = value
    return changed


def _values(paper: Paper) -> Mapping[str, Any]:
    """Return what can be edited of a paper, as YAML holds it."""
    values: dict[str, Any] = {}
    for name in EDITABLE:
        value = getattr(paper, name)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        values[name] = list(value) if isinstance(value, tuple) else value
    if paper.more_authors and values["authors"]:
        values["authors"].append("et al.")
    return values


def _plain(value: object) -> object:
    """Return a value as a text or a list of texts, whatever YAML took it for."""
    if isinstance(value, list):
        return [str(each).strip() for each in value if each is not None]
    return None if value in (None, "", []) else str(value).strip()
