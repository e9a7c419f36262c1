"""The text of a note: its heading, the abstract of the paper, and what the reader wrote."""

import re
from dataclasses import dataclass

from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.model import Status
from papercli.patterns import late
from papercli.text import clean, clean_lines, fold_title

_HEADING = late(r"(#{1,6})\s+(\S.*)")
_ABSTRACT = late(r"(?:\d+\.?\s+)?[*_]*abstract[*_:.]*$", re.IGNORECASE)
_CALLOUT = late(r">\s*\[!abstract\][+-]?\s*(?P<text>.*)$", re.IGNORECASE)
_LABEL = late(r"(?:[*_]{2}abstract[*_:.]*[*_]{2}:?|abstract::?)\s*(?P<text>\S.*)?$", re.IGNORECASE)
_FENCE = late(r"\s{0,3}(`{3,}|~{3,})")
_HIDDEN = (("<!--", "-->"), ("%%", "%%"))  # comments of HTML, and of Obsidian
_BOX = late(
    r"\s*[-*+]\s+\[(?P<mark>[ xX])\]\s+(?:(?P<read>read)|(?P<reading>reading))[.!]?\s*$",
    re.IGNORECASE,
)
# A field that stands in the text, as Dataview reads them: `**Year**:: 2021`.
_INLINE = late(
    r"[>\s]*(?:[-*+] )?[*_]{0,2}(?P<name>[A-Za-z][A-Za-z _-]{0,30})[*_]{0,2}::[*_]{0,2}\s+(?P<value>\S.*)"
)
_AUTHORS = frozenset({"author", "authors", "firstauthor"})
_BOXED = late(r"\s{0,3}`{3,}\s*ad-(?P<kind>\w+)\s*$")  # of Obsidian's Admonition
_SETTING = late(r"\s*(?:title|color|icon|collapse):\s*(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Body:
    """What the text of a note holds."""

    heading: str | None  # its first heading, where it stands above all else
    abstract: str | None
    note: str | None  # what the reader wrote
    status: Status | None


def take_fields(lines: list[str]) -> tuple[dict[str, object], list[str]]:
    """Return the fields of a paper that stand in the text of a note, and the lines that are left."""
    fields: dict[str, object] = {}
    authors: list[str] = []
    rest = []
    for line in lines:
        found = _INLINE.match(line) if "::" in line else None
        name = NOT_NAME.sub("", found["name"].lower()) if found else ""
        value = found["value"].strip("*_ ") if found else ""
        if name in _AUTHORS:
            authors.append(value)
        elif name in FIELD_OF and name not in fields and FIELD_OF[name] != "abstract":
            fields[name] = value
        else:
            rest.append(line)
    if authors:
        fields["authors"] = authors if len(authors) > 1 else authors[0]
    return fields, rest


def read_body(lines: list[str], title: str | None) -> Body:
    """Return what the text of a note holds; a heading that only says the `title` again is left out."""
    heading = _first_heading(lines)
    if heading and (title is None or fold_title(heading[1]) == fold_title(title)):
        lines = lines[: heading[0]] + lines[heading[0] + 1 :]
    abstract, rest = _take_abstract(lines)
    status = next((state for line in rest if (state := _ticked(line))), None)
    own = (line for line in rest if not _BOX.match(line))
    text = clean_lines(_without_comments("\n".join(own)))
    is_empty = all(not line or _HEADING.match(line) for line in text.split("\n"))
    return Body(
        heading[1] if heading else None,
        clean(abstract) or None,
        None if is_empty else re.sub(r"\n{3,}", "\n\n", text),
        status,
    )


def _first_heading(lines: list[str]) -> tuple[int, str] | None:
    """Return the place and text of a heading of the first level that stands above all text."""
    at = next((at for at, line in enumerate(lines) if line.strip()), None)
    found = _HEADING.match(lines[at]) if at is not None else None
    text = _text_of(found) if found else ""
    if at is None or found is None or len(found[1]) > 1 or _ABSTRACT.match(text):
        return None
    return (at, text) if text else None


def _text_of(heading: re.Match[str]) -> str:
    """Return the text of a heading, without the signs that close it."""
    text = clean(heading[2])
    open_text = text.rstrip("#")
    return (open_text if open_text.endswith(" ") else text).strip("*_ ")


def _without_comments(text: str) -> str:
    for start, end in _HIDDEN:
        parts = []
        at = 0
        while (first := text.find(start, at)) >= 0:
            last = text.find(end, first + len(start))
            if last < 0:
                break
            parts.append(text[at:first])
            at = last + len(end)
        text = "".join([*parts, text[at:]])
    return text


def _take_abstract(lines: list[str]) -> tuple[str, list[str]]:
    """Return the abstract in a text, and the lines that are left."""
    fenced = False
    for at, line in enumerate(lines):
        if (boxed := _BOXED.match(line)) and (found_box := _take_box(lines, at, boxed["kind"])):
            return found_box
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if (heading := _HEADING.match(line)) and _ABSTRACT.match(_text_of(heading)):
            end = next(
                (end for end in range(at + 1, len(lines)) if _HEADING.match(lines[end])), len(lines)
            )
            text = " ".join(each.strip().lstrip("> ") for each in lines[at + 1 : end])
        elif found := _CALLOUT.match(line):
            end = next(
                (end for end in range(at + 1, len(lines)) if not lines[end].startswith(">")),
                len(lines),
            )
            first = "" if _ABSTRACT.match(found["text"].strip()) else found["text"]
            text = " ".join([first, *(each.lstrip("> ") for each in lines[at + 1 : end])])
        elif found := _LABEL.match(line):
            start = (
                at
                if found["text"]
                else next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at)
            )
            end = next(
                (end for end in range(start + 1, len(lines)) if not lines[end].strip()), len(lines)
            )
            text = " ".join([found["text"] or "", *lines[at + 1 : end]])
        else:
            continue
        if text.strip():
            return text, [*lines[:at], *lines[end:]]
    return "", lines


def _take_box(lines: list[str], start: int, kind: str) -> tuple[str, list[str]] | None:
    """Return the abstract in a box that is called one, and the lines around it."""
    end = next((at for at in range(start + 1, len(lines)) if _FENCE.match(lines[at])), len(lines))
    settings = [found for line in lines[start + 1 : end] if (found := _SETTING.match(line))]
    if kind != "abstract" and not any(_ABSTRACT.match(each["value"]) for each in settings):
        return None
    text = " ".join(line for line in lines[start + 1 : end] if not _SETTING.match(line))
    return text, [*lines[:start], *lines[end + 1 :]]


def _ticked(line: str) -> Status | None:
    """Return what a box for reading says: `- [x] read`."""
    found = _BOX.match(line)
    if found is None:
        return None
    if found["mark"] == " ":
        return "unread" if found["read"] else None
    return "read" if found["read"] else "reading"
