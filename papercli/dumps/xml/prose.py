"""Text out of elements that hold paragraphs, headings, formulas and notes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCKS = frozenset(
    "p sec title label list list-item def-item disp-formula abstract br break div li".split()
)
# Notes, and the second spelling of a formula.
_LEFT_OUT = frozenset(
    "xref fn ref-list tex-math annotation annotation-xml graphic media object-id".split()
)

_FORMULA = re.compile(r".{0,300}\\begin\{document\}(.{0,300}?)\\end\{document\}.{0,300}", re.DOTALL)


def prose_of(element: "Element | None") -> str | None:
    """Return the text in an element, or None: with blanks between blocks and without notes."""
    return None if element is None else clean("".join(_pieces(element))) or None


def _pieces(element: "Element") -> Iterator[str]:
    # Not recursive: elements may be nested deeper than Python calls.
    waiting: list[Element | str] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
            continue
        edge = " " if each.tag in _BLOCKS else ""
        yield edge + (each.text or "")
        waiting.append(edge)
        maths = each.find("math") is not None
        for inner in reversed(each):
            waiting.append(inner.tail or "")
            if inner.tag == "tex-math" and not maths:
                waiting.append(_FORMULA.sub(r"\1", "".join(inner.itertext())))
            elif inner.tag not in _LEFT_OUT:
                waiting.append(inner)


def sections_of(abstract: "Element") -> str | None:
    """Return an abstract, each of whose sections starts with its heading: "Methods: …"."""
    parts = []
    for each in abstract:
        if each.tag == "title" or each.tag in _LEFT_OUT:
            continue
        heading = (prose_of(each.find("title")) or "").rstrip(":. ") if each.tag == "sec" else ""
        body = " ".join(
            text for inner in each if inner.tag != "title" and (text := prose_of(inner))
        )
        if heading and body:
            parts.append(
                body if heading.casefold() in {"abstract", "summary"} else f"{heading}: {body}"
            )
        elif text := prose_of(each):
            parts.append(text)
    return " ".join(parts) or prose_of(abstract)
