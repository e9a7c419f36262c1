"""JSON Lines.

One object a line, under the usual names of a paper's fields, or a paper as this program exports or
keeps it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import names_title
from papercli.dumps.json.exported import read_paper
from papercli.dumps.json.families import with_families
from papercli.dumps.json.storefile import find_contents
from papercli.dumps.json.stream import read_lines, starts_json


def sniff(head: str) -> float:
    """Say how sure it is that `head` is JSON Lines.

    Its first line is a whole object, or the start of a long one.
    """
    first, _, rest = head.lstrip().partition("\n")
    if not first.startswith("{") or not starts_json(first):
        return 0.0
    try:
        first_object = json.loads(first)
    except (ValueError, RecursionError):
        return 0.3 if rest.lstrip().startswith("{") or (not rest and first.count("{") < 3) else 0.0
    if not isinstance(first_object, dict):
        return 0.0
    return 0.9 if names_title(first_object) else 0.2


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each line.

    A line that is not a JSON object is skipped, and a last one cut off raises DumpError.
    """
    contents = find_contents(dump)
    unwanted = contents.unwanted if contents else ()
    searches = contents.searches if contents else ()
    for each in with_families(read_lines(dump)):
        number = each.line if isinstance(each, Skipped) else each[0]
        if contents and number > contents.end:
            return
        if contents and number not in contents.lines:
            continue
        record = each if isinstance(each, Skipped) else read_paper(each[1], each[0])
        if (unwanted or searches) and isinstance(record, Record):
            record = replace(record, unwanted=unwanted, searches=searches)
            unwanted = searches = ()
        if contents and contents.apart and isinstance(record, Record) and record.id:
            names = (record.id, *record.aliases)
            others = (contents.apart.get(name, ()) for name in names)
            record = replace(record, apart=tuple(chain.from_iterable(others)))
        yield record


FORMAT = DumpFormat(
    "jsonl",
    "JSON Lines: one object per line, including `papers export --format jsonl`",
    sniff,
    read,
)
