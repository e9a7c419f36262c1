"""The web page that `papers export -f html` writes, back to the records that it shows."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.html.cards import line_of
from papercli.model import Status
from papercli.text import clean_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIELDS = "title authors year date type venue volume issue pages tags keywords abstract".split()
_FIELD_OF_LINK = {"arxiv": "arxiv", "doi": "doi"}  # others lead to the paper itself


def read_exported(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers of a page of this program, which stand in it as JSON, one a line."""
    for held in page.xpath("//script[@id='papers'][@type='application/json']"):
        line = line_of(held)
        try:
            papers = json.loads(str(held.text or ""))
        except (ValueError, RecursionError):
            yield Skipped(line, "the papers of this page are cut off or damaged")
            continue
        for number, paper in enumerate(papers if isinstance(papers, list) else ()):
            if isinstance(paper, dict):
                yield _to_record(paper, line + number)


def _to_record(paper: dict[str, Any], line: int) -> Record | Skipped:
    fields = {name: paper.get(name) for name in _FIELDS}
    if fields["type"] == "article":  # CSL's name for a preprint
        fields["type"] = "preprint"
    fields["more_authors"] = paper.get("more")
    links = paper.get("links")
    for link in links if isinstance(links, list) else ():
        match link:
            case [str(name), str(address)]:
                fields.setdefault(_FIELD_OF_LINK.get(name.lower(), "url"), address)
    fields.setdefault("url", fields.get("arxiv"))
    record = read_fields(fields, line)
    if isinstance(record, Skipped):
        return record
    note, status = paper.get("note"), paper.get("status")
    return replace(
        record,
        status=cast("Status", status) if status in get_args(Status) else "unread",
        starred=paper.get("starred") is True,
        note=clean_lines(note) or None if isinstance(note, str) else None,
    )
