"""Text out of elements that hold paragraphs, headings, formulas and notes."""

from typing import TYPE_CHECKING

from papercli.dumps.xml.pieces import pieces_of
from papercli.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCKS = frozenset(
    "p sec title label list list-item def-item disp-formula abstract br break div li".split()
)
# Notes and pictures.
_LEFT_OUT = frozenset("xref fn ref-list annotation annotation-xml graphic media object-id".split())


def prose_of(element: "Element | None") -> str | None:
    """Return the text in an element, or None: with blanks between blocks and without notes."""
    return (
        None if element is None else clean("".join(pieces_of(element, _BLOCKS, _LEFT_OUT))) or None
    )


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
