"""A mail in HTML as the text that its reader sees: for lists that are text, and came as HTML."""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from papercli.dumps.input.files import Found
from papercli.patterns import late

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section "
    "table tbody tr ul".split()
)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_LARGEST = 1 << 23  # bytes
_BLANK = late(r"[ \t\r\n\f]+")


def as_text(found: Found) -> Found | None:
    """Return a page as plain text, its lines placed where they stand in the file; None where it has none."""
    from lxml import etree, html

    if found.stream is None:
        return None
    found.stream.seek(0)
    data = found.stream.read(_LARGEST)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        page: HtmlElement = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    text = _Text()
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if event == "start":
            text.open(element)
        else:
            text.close(element)
    last = len(found.lines) - 1
    places = [found.lines[min(line - 1, last)] if found.lines else line for line in text.places]
    written = "\n".join("".join(line) for line in text.lines).encode()
    return replace(found, stream=io.BytesIO(written), lines=places)


class _Text:
    """Text under way, line by line."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self.places = [1]
        self._hidden = 0
        self._exact = 0  # elements around it in which blanks and line ends count

    def open(self, element: "HtmlElement") -> None:
        """Take in the start of an element, and the text up to the next."""
        name = str(element.tag).lower()
        self._hidden += name in _HIDDEN
        self._exact += name == "pre" or "pre-wrap" in str(element.get("style") or "")
        if name in _BLOCKS:
            self._end_line(element)
        self._add(element.text or "", element)

    def close(self, element: "HtmlElement") -> None:
        """Take in the end of an element, and the text behind it."""
        name = str(element.tag).lower()
        self._hidden -= name in _HIDDEN
        self._exact -= name == "pre" or "pre-wrap" in str(element.get("style") or "")
        if name in _BLOCKS and name != "br":
            self._end_line(element)
        if name in {"td", "th"}:
            self._add(" ", element)
        self._add(element.tail or "", element)

    def _end_line(self, element: "HtmlElement") -> None:
        if any(map(str.strip, self.lines[-1])) or str(element.tag).lower() == "br":
            self.lines.append([])
            self.places.append(element.sourceline or 1)

    def _add(self, text: str, element: "HtmlElement") -> None:
        if self._hidden or not text:
            return
        pieces = text.split("\n") if self._exact else [_BLANK.sub(" ", text)]
        for number, piece in enumerate(pieces):
            if number:
                self.lines.append([])
                self.places.append((element.sourceline or 1) + number)
            self.lines[-1].append(piece)
