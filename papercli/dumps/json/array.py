"""A JSON array of objects, an object that holds such an array, or one that is itself a paper.

Read piece by piece.
"""

from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import names_title
from papercli.dumps.json.exported import read_paper
from papercli.dumps.json.families import with_families
from papercli.dumps.json.stream import keys_in, read_objects, starts_json


def sniff(head: str) -> float:
    """Say how sure it is that `head` is JSON that holds objects."""
    text = head.lstrip()
    if not starts_json(text):
        return 0.0
    if text.startswith("{"):
        return 0.4 if names_title(keys_in(head)) else 0.02
    if text[1:].lstrip()[:1] not in {"{", "]"}:
        return 0.1
    return 0.85 if names_title(keys_in(head)) else 0.2


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each object."""
    for each in with_families(read_objects(dump)):
        yield each if isinstance(each, Skipped) else read_paper(each[1], each[0])


FORMAT = DumpFormat(
    "json", "JSON: an array of objects, or an API response that contains one", sniff, read
)
