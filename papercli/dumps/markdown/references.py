"""Links by reference, whose addresses a text of Markdown has elsewhere: `[Title][key]` and `[key]: https://…`."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.input.lines import numbered_lines
from papercli.patterns import late

_DEFINED = late(
    r"\s{0,3}\[(?!\^)([^\[\]]{1,300})\]:\s{1,20}<?(https?://[^\s<>]+)>?(?:\s+[\"'(].{0,200})?\s*$"
)
_USED = late(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])+)\](?:\s?\[([^\[\]]*)\])?(?![(:\[])")


def resolved_lines(dump: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a dump with each such link in one piece: `[Title](https://…)`."""
    places: dict[str, str] = {}
    for _, line in numbered_lines(dump):
        if "]:" in line and (found := _DEFINED.match(line)):
            places.setdefault(_key(found[1]), found[2])
    dump.seek(0)

    def resolve(found: re.Match[str]) -> str:
        place = places.get(_key(found[3] or found[2]))
        return found[0] if place is None else f"{found[1]}[{found[2]}]({place})"

    for number, line in numbered_lines(dump):
        if not places:
            yield number, line
        elif not ("]:" in line and _DEFINED.match(line)):
            yield number, _USED.sub(resolve, line)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
