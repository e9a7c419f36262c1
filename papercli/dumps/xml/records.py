"""Records out of XML as a stream: the elements of one name, each parsed by itself.

Only elements reach the parser, never the document's head: no entity that a file declares is ever
expanded, nothing is fetched, and a broken element costs no other. The standard library's expat
parses an element in 0.05 ms, and needs no other library.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import Skipped
from papercli.dumps.xml.pieces import pieces_of
from papercli.dumps.xml.strays import find_strays
from papercli.patterns import late
from papercli.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK = 1 << 18  # characters
_LONGEST = 1 << 24  # characters of one element; what is longer was never closed
_LONGEST_BETWEEN = 1 << 20  # characters between two elements that are held
_MARGIN = 400  # characters held back, so that no tag is cut in two
_ENTITY = late(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z][A-Za-z0-9]*;)?")
# What may hold a record of its own name: an answer of OAI-PMH or SRU.
_WRAPPER = late(r"<(?:[\w.-]+:)?(?:metadata|recordData)(?:\s[^<>]*)?>$")
_CONTROL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OPAQUE = {"<!--": "-->", "<![CDATA[": "]]>"}  # what holds no tags
# Characters; one that goes on for longer was never closed, and hides nothing.
_LONGEST_OPAQUE = 1 << 20


def read_elements(
    dump: TextIO, *names: str, apart: bool = False
) -> Iterator[tuple[int, "Element"] | Skipped]:
    """Yield (line, element) for each outermost element of these names, without namespaces.

    A broken one is skipped. Those that stand `apart` never hold one another.
    """
    tag = re.compile(
        rf"<!--|<!\[CDATA\[|<(?P<close>/?)(?:[\w.-]+:)?(?P<name>{'|'.join(names)})(?=[\s/>])(?P<rest>[^<>]*)>"
    )
    text = ""
    line, counted = 1, 0  # of the dump; where in what is held that line was counted
    start = depth = 0  # where the open element starts, and how many of its name are open within it
    inside = False
    at = 0  # searched up to here
    name = ""
    is_all = False  # nothing more can be read
    between = ""  # what stands before `outside`, after the last element
    between_line = 1
    outside = 0
    unclosed: dict[
        str, int
    ] = {}  # end of a comment or CDATA section -> how much was held when it was looked for in vain

    def line_at(place: int) -> int:
        nonlocal line, counted
        line, counted = (
            line
            + (
                text.count("\n", counted, place)
                if place >= counted
                else -text.count("\n", place, counted)
            ),
            place,
        )
        return line

    while True:
        found = tag.search(text, at)
        if found is not None and found[0] in _OPAQUE:
            closing = _OPAQUE[found[0]]
            end = -1 if unclosed.get(closing) == len(text) else text.find(closing, found.end())
            inner = text.find(found[0], found.end(), end) if end >= 0 else -1
            # Neither may hold another: this one is not closed.
            if inner >= 0 and tag.search(text, found.end(), inner):
                yield Skipped(line_at(found.start()), f"{found[0]} is not closed before the next")
                at = found.end()
                continue
            if end >= 0:
                at = end + len(closing)
                continue
            unclosed[closing] = len(text)
            if is_all or len(text) - found.start() > _LONGEST_OPAQUE:
                at = found.end()
                continue
            at = found.start()
        if found is None or found[0] in _OPAQUE:
            if is_all:
                break
            keep = start if inside else at if found is not None else max(len(text) - _MARGIN, at)
            if inside and len(text) - start > _LONGEST:
                yield Skipped(line_at(start), f"<{name}> is not closed")
                inside, keep = False, len(text)
            elif not inside:
                between_line = between_line if between else line_at(outside)
                between += text[outside:keep]
                if len(between) > _LONGEST_BETWEEN:
                    yield from find_strays(between, between_line)
                    between = ""
            line_at(keep)
            searched = at if found is not None else max(at, len(text) - _MARGIN)
            text, start, at, counted, outside = text[keep:], 0, max(searched - keep, 0), 0, 0
            chunk = dump.read(max(_CHUNK, len(text)))
            is_all = not chunk
            text += chunk
            unclosed.clear()
            continue
        at = found.end()
        if (
            inside
            and found["name"] != name
            and (not apart or found["close"] or not _is_next(text, start, found.start()))
        ):
            continue
        if found["rest"].endswith("/"):
            if not inside:
                yield Skipped(line_at(found.start()), "no title")
            continue
        if not found["close"]:
            if inside and _is_next(text, start, found.start()):
                yield Skipped(line_at(start), f"<{name}> is not closed before the next")
                inside, outside = False, found.start()
            if not inside:
                between_line = between_line if between else line_at(outside)
                yield from find_strays(between + text[outside : found.start()], between_line)
                between = ""
                inside, start, depth, name = True, found.start(), 0, found["name"]
            depth += 1
        elif inside:
            depth -= 1
            if depth == 0:
                inside = False
                yield parse_element(text[start:at], line_at(start))
                outside = at
        else:
            yield Skipped(line_at(found.start()), f"</{found['name']}> closes nothing")
    if inside:
        yield Skipped(line_at(start), "cut off: the dump ends in the middle of this record")
    else:
        between_line = between_line if between else line_at(outside)
        yield from find_strays(between + text[outside:], between_line)


def _is_next(text: str, start: int, at: int) -> bool:
    """Say whether a tag at `at` opens the next record rather than one within.

    Nothing but tags stands right before it.
    """
    before = text[max(start, at - _MARGIN) : at].rstrip()
    return (before.endswith(">") or not before) and not _WRAPPER.search(before)


def parse_element(text: str, line: int) -> "tuple[int, Element] | Skipped":
    """Return the element that a text is, without the prefixes of its names, declared or not."""
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers.expat import ExpatError, ParserCreate

    builder = TreeBuilder()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: builder.start(
        _local(name), {_local(each): value for each, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(_local(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(_ENTITY.sub(_known_entity, _CONTROL.sub("", text)), True)  # noqa: FBT003 - no keyword
        return line, builder.close()
    except ExpatError as error:
        reason = str(error).partition(":")[0]
        return Skipped(line + max(error.lineno - 1, 0), f"not valid XML: {reason}")
    except (ValueError, RecursionError, AssertionError):
        return Skipped(line, "not valid XML")


def _local(name: str) -> str:
    return name[name.find(":") + 1 :]


def _known_entity(entity: re.Match[str]) -> str:
    """Return the character that one of HTML's entities stands for; any other is kept as text."""
    character = unescape(entity[0])
    return (
        character
        if character != entity[0] and character not in {"<", "&"}
        else f"&amp;{entity[0][1:]}"
    )


def text_of(element: "Element | None") -> str | None:
    """Return the text in an element and in the elements within it, or None; formulas as TeX."""
    if element is None:
        return None
    if not len(element):
        return clean(element.text or "") or None
    return clean("".join(pieces_of(element, frozenset(), frozenset()))) or None


def texts_of(element: "Element", path: str) -> list[str]:
    """Return the text of each element at `path`, without those that are blank."""
    return [text for each in element.findall(path) if (text := text_of(each))]
