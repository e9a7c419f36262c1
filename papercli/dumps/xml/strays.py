"""Text that stands in a document and in none of its elements: it was pasted there."""

from collections.abc import Iterator

from papercli.dumps.base import Skipped
from papercli.patterns import late

REASON = "text outside any record"
_TAG = late(
    r"<!DOCTYPE[^<>\[]*\[[^\]]*\]\s*>|<[!?][^<>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*)(?:\s[^<>]*?)?(?P<empty>/?)>"
)
_OPAQUE = {"<!--": "-->", "<![CDATA[": "]]>"}
_PARAGRAPH = late(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_DEPTH = 50  # open elements among which the one that a tag closes is looked for


def find_strays(text: str, line: int) -> Iterator[Skipped]:
    """Yield the paragraphs in `text`, from `line` on, that are in no element closed there."""
    text = _without_opaque(text)
    pieces: list[tuple[int, int]] = []  # of text, not in a closed element
    opened: list[tuple[str, int]] = []  # name of an element, and how many pieces stand before it
    at = 0
    for tag in _TAG.finditer(text):
        pieces.append((at, tag.start()))
        at = tag.end()
        name = tag["name"]
        if name is None or tag["empty"]:
            continue
        if not tag["close"]:
            opened.append((name, len(pieces)))
            continue
        for depth in range(len(opened) - 1, max(len(opened) - _DEPTH, 0) - 1, -1):
            if opened[depth][0] == name:
                del pieces[opened[depth][1] :]
                del opened[depth:]
                break
    pieces.append((at, len(text)))
    counted = 0
    for start, end in pieces:
        for found in _PARAGRAPH.finditer(text, start, end):
            if any(map(str.isalnum, found[0])):
                line, counted = line + text.count("\n", counted, found.start()), found.start()
                yield Skipped(line, REASON)


def _without_opaque(text: str) -> str:
    """Return text without closed comments and CDATA sections, all lines in their places."""
    for opening, closing in _OPAQUE.items():
        at = 0
        parts: list[str] = []
        while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
            parts += text[at:start], "\n" * text.count("\n", start, end)
            at = end + len(closing)
        # One that is not closed is no text.
        text = "".join((*parts, text[at:].replace(opening, "")))
    return text
