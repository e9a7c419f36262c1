"""Markdown into units: headings, list items, paragraphs and rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from papercli.dumps.boxes import BOX
from papercli.dumps.furniture import is_rule
from papercli.dumps.markdown.references import resolved_lines
from papercli.patterns import late

_HEADING = late(r"\s{0,3}(#{1,6})\s{0,20}(.{1,300}?)\s{0,20}#{0,300}\s{0,20}$")
_ITEM = late(rf"(\s*)(?:(?:[-*+•]|\d{{1,4}}[.)])\s+(?=\S)|(?=(?!✅){BOX}\s+\S))(.*)$")
_ROW = late(r"\s*\|")
_SEPARATOR = late(
    r"\s{0,20}\|?\s{0,20}:?-{1,}:?\s{0,20}(?:\|\s{0,20}:?-{1,}:?\s{0,20}){1,20}\|?\s{0,20}$|\s{0,20}\|\s{0,20}:?-{2,}:?\s{0,20}\|\s{0,20}$"
)
_FENCE = late(r"\s{0,3}(?:`{3,}|~{3,})")
_TAGS = late(r"\s*(?:</?[A-Za-z][^<>]*>\s*)+$")
_SUMMARY = late(r"\s*(?:<details[^<>]*>\s*)?<summary>.*</summary>\s*$", re.IGNORECASE)
_CONTENTS = late(r"\]\(#|href\s*=\s*[\"']#", re.IGNORECASE)
_QUOTE = late(r"^\s{0,3}(?:>\s?)+")


@dataclass(slots=True)
class Unit:
    """A heading, a list item, a paragraph or a row, with the lines that go on with it."""

    kind: str  # "heading", "item", "text", "row", "code"
    line: int
    lines: list[str]
    indent: int = 0
    header: tuple[str, ...] = ()  # of the table that a row stands in
    # Whether the authors of its table have the family name first, and whether some have no other.
    inverted: bool | None = None
    families: bool = False
    after_blank: bool = False
    level: int = field(default=0)

    @property
    def text(self) -> str:
        """Its lines, each on one of its own."""
        return "\n".join(self.lines)


def units_of(dump: TextIO) -> Iterator[Unit]:  # noqa: PLR0912 - one for each kind of line
    """Yield the units of a dump; tables of contents, comments and lone tags are furniture."""
    unit: Unit | None = None
    header: tuple[str, ...] = ()
    above: tuple[int, str] | None = None  # a row that may be a header
    blank, in_code = True, False
    for number, raw in _without_comments(resolved_lines(dump)):
        line = _QUOTE.sub("", raw.rstrip("\n\\ \t"))
        if _FENCE.match(line):
            in_code = not in_code
            if in_code:
                yield Unit("code", number, [line])
            continue
        if not line.strip() or is_rule(line) or in_code:
            blank, header = True, () if not line.strip() else header
            continue
        if _TAGS.fullmatch(line) or _SUMMARY.fullmatch(line):
            blank = True
            continue
        if _SEPARATOR.fullmatch(line):
            if above is None and unit is not None and "|" in unit.lines[-1]:
                above = (number - 1, unit.lines.pop())
            if unit is not None and unit.lines:
                yield unit
            header = cells_of(above[1]) if above else ()
            unit = above = None
            continue
        if above is not None and not header:
            yield Unit("row", above[0], [above[1]])
        above = None
        begun = _begin(number, line, header, after_blank=blank)
        if begun is None and unit is not None and _goes_on(unit, line, after_blank=blank):
            unit.lines.append(line.strip())
            blank = False
            continue
        if unit is not None:
            yield unit
        unit = begun or Unit("text", number, [line.strip()], _indent(line), after_blank=blank)
        if unit.kind == "row" and not header:
            above, unit = (number, line), None
        elif unit.kind in {"row", "heading"}:
            yield unit
            unit = None
        blank = False
    if unit is not None:
        yield unit
    if above is not None:
        yield Unit("row", above[0], [above[1]])


def _without_comments(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield lines that stand in no comment; one that is never closed hides nothing."""
    held: list[tuple[int, str]] = []
    for number, line in lines:
        begins = line.lstrip("> \t").startswith("<!--")
        if begins:
            yield from held[1:]
            held = [] if "-->" in line else [(number, line)]
        elif not held:
            yield number, line
        elif "-->" in line:
            held = []
        else:
            held.append((number, line))
    yield from held[1:]


def is_contents(unit: Unit) -> bool:
    """Say whether a unit is a line of a table of contents."""
    return _CONTENTS.search(unit.text) is not None and "](http" not in unit.text


def _begin(number: int, line: str, header: tuple[str, ...], *, after_blank: bool) -> Unit | None:
    if found := _HEADING.match(line):
        return Unit("heading", number, [found[2]], level=len(found[1]))
    if _ROW.match(line) or (header and "|" in line and not after_blank):
        return Unit("row", number, [line], header=header)
    if found := _ITEM.match(line):
        indent = len(found[1].expandtabs(4))
        return Unit("item", number, [found[2]], indent, after_blank=after_blank)
    return None


def _goes_on(unit: Unit, line: str, *, after_blank: bool) -> bool:
    """Say whether a line goes on with a unit: an item, until a blank line, or by its indentation."""
    if not after_blank:
        return True
    return unit.kind == "item" and _indent(line) > unit.indent + 1


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def cells_of(row: str) -> tuple[str, ...]:
    """Return the cells of a row."""
    text = row.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", text))
