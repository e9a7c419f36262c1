"""The reading list in Markdown that this program exports, read back: a box to tick, a title, and what is known of it."""

import re
from collections.abc import Sequence

_TITLE = re.compile(r"^- \[(?P<box>[ xX])\] (?P<marks>(?:\u2605 |\*reading\* )*)\*\*(?P<title>.+)\*\*\\?$")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<$~@&:=#>.)+-])")
_ADDRESS = re.compile(r"\[(?:\\.|[^\]\\])+\]\(<([^<>]+)>\)")
_TAG = re.compile(r"(`+) ?(.+?) ?\1(?!`)")
_VENUE = re.compile(r"(?<!\\)\*(?P<venue>.+)(?<!\\)\*")
_YEAR = re.compile(r"(?:^|\s)(\d{4})$")
_BETWEEN = " \u00b7 "


def is_title(line: str) -> bool:
    """Say whether a line begins a paper of such a list."""
    return _TITLE.match(line) is not None


def is_part(line: str) -> bool:
    """Say whether a line goes on with a paper."""
    return line.startswith("  ") or not line.strip()


def read_item(lines: Sequence[str]) -> dict[str, object]:
    """Return the fields of a paper, whose first line is its title."""
    title = _TITLE.match(lines[0])
    fields: dict[str, object] = {"title": _plain(title["title"]) if title else ""}
    about = ""
    for each in lines[1:]:
        line = each.strip().removesuffix("\\")
        if addresses := _ADDRESS.findall(line):
            fields["url"] = addresses[0]
            fields["doi"] = next((address for address in addresses if "doi.org/" in address), None)
        elif line.startswith("`"):
            fields["tags"] = [tag for _, tag in _TAG.findall(line)]
        elif line and not line.startswith(">"):
            about = line
    place = about.rpartition(_BETWEEN)[2]
    venue, year = _VENUE.search(place), _YEAR.search(place)
    is_place = bool(venue or year)
    names = about.rpartition(_BETWEEN)[0] if is_place else about
    fields["authors"] = [_plain(name) for name in names.split(", ")] if names else None
    fields["venue"] = _plain(venue["venue"]) if venue else None
    fields["year"] = year[1] if year else None
    return fields


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
