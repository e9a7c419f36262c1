"""The reading list in Markdown that this program exports, read back.

A box to tick, a title, and what is known of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.patterns import late

_TITLE = late(
    r"^- \[(?P<box>[ xX])\] (?P<marks>(?:\u2605 |\*reading\* )*)\*\*(?P<title>.+)\*\*\\?$"
)
_ESCAPED = late(r"\\([\\`*_\[\]<$~@&:=#>.)+-])")
_ADDRESS = late(r"(?<!\\)\[(?:\\.|[^\[\]\\])+\]\(<([^<>]+)>\)")
_FENCE = late(r"(`+)")
_VENUE = late(r"(?<!\\)\*(?P<venue>.+)(?<!\\)\*")
_YEAR = late(r"(?:^|\s)(\d{4})$")
_NUMBER = late(r"(?<!\d)\d{4}(?!\d)")  # the year, where a venue holds it
_ABSTRACT = "**Abstract:** "
_BETWEEN = " \u00b7 "


def is_title(line: str) -> bool:
    """Say whether a line begins a paper of such a list."""
    return _TITLE.match(line) is not None


@dataclass(slots=True)
class ListItem:
    """A paper of such a list."""

    line: int
    lines: list[str]  # its title, and what follows
    indent: int = 0

    def ends_at(self, line: str) -> bool:
        """Say whether a line, which begins no paper, ends this one."""
        return bool(line.strip()) and not line.startswith("  ")

    def take(self, line: str) -> None:
        """Take in a line that goes on with the paper."""
        self.lines.append(line)

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record that all of this makes."""
        title = _TITLE.match(self.lines[0])
        fields: dict[str, object] = {"title": _plain(title["title"]) if title else ""}
        about = ""
        note: list[str] = []
        for each in self.lines[1:]:
            line = each.strip().removesuffix("\\")
            if addresses := _ADDRESS.findall(line):
                fields["url"] = addresses[0]
                fields["doi"] = next(
                    (address for address in addresses if "doi.org/" in address), None
                )
            elif line.startswith("`"):
                fields["tags"] = _tags(line)
            elif line.startswith(">"):
                note.append(_plain(line[1:].strip()))
            elif line.startswith(_ABSTRACT):
                fields["abstract"] = _plain(line.removeprefix(_ABSTRACT))
            elif line:
                about = line
        place = about.rpartition(_BETWEEN)[2]
        venue, year = _VENUE.search(place), _YEAR.search(place)
        names = about.rpartition(_BETWEEN)[0] if venue or year else about
        fields["authors"] = [_plain(name) for name in names.split(", ")] if names else None
        name = _plain(venue["venue"]) if venue else ""
        fields["venue"] = name or None
        within = _NUMBER.findall(name) if not year else []
        fields["year"] = year[1] if year else within[0] if len(within) == 1 else None
        record = read_fields(fields, self.line)
        if title and isinstance(record, Record):
            yield replace(record, note="\n".join(note) or None, **_progress(title))
        else:
            yield record


def _progress(title: re.Match[str]) -> dict[str, Any]:
    """Return how far the reader is with a paper, by the signs before its title."""
    status = "read" if title["box"] in "xX" else "reading" if "*" in title["marks"] else "unread"
    return {"status": status, "starred": "\u2605" in title["marks"]}


def _tags(line: str) -> list[str]:
    """Return the tags of a line, each between two runs of as many backticks."""
    parts = _FENCE.split(line)
    last = {fence: at for at, fence in enumerate(parts) if at % 2}
    tags = []
    at = 1
    while at < len(parts):
        end = next(
            (end for end in range(at + 2, last[parts[at]] + 1, 2) if parts[end] == parts[at]), None
        )
        if end is not None:
            tag = "".join(parts[at + 1 : end])
            tags.append(tag.removeprefix(" ").removesuffix(" ") or tag)
        at = (at if end is None else end) + 2
    return tags


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
