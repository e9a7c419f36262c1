"""JSON Lines: one object a line, under the usual names of a paper's fields."""

import json
from collections.abc import Iterator
from typing import TextIO

import msgspec

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import FIELD_NAMES, read_fields


def sniff(head: str) -> float:
    """Say how sure it is that `head` is JSON Lines: its first line is a whole object, or the start of a long one."""
    first, _, rest = head.lstrip().partition("\n")
    if not first.startswith("{"):
        return 0.0
    try:
        first_object = json.loads(first)
    except ValueError:
        return 0.3 if not rest or rest.lstrip().startswith("{") else 0.0
    if not isinstance(first_object, dict):
        return 0.0
    return 0.9 if any(str(name).lower() in FIELD_NAMES for name in first_object) else 0.2


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each line; a line that is not a JSON object is skipped with the reason."""
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(dump, 1):
        if not line.strip():
            continue
        try:
            fields = decode(line)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            yield Skipped(number, f"not valid JSON: {_reason(error)}")
            continue
        yield read_fields(fields, number) if isinstance(fields, dict) else Skipped(number, "not a JSON object")


def _reason(error: Exception) -> str:
    return str(error).removeprefix("JSON is malformed: ") or "cannot be decoded"


FORMAT = DumpFormat("jsonl", "JSON Lines: one object a line", sniff, read)
