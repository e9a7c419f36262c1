r"""The references of a LaTeX document: `\bibitem` in a `.bbl` file or in a `thebibliography`."""

from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.references.entries import Entry
from papercli.latex.read import latex_to_unicode
from papercli.patterns import late
from papercli.text import clean

_ITEM = late(r"\s{0,20}\\bibitem\b")
_END = late(r"\s{0,20}\\end\s?\{thebibliography\}")
_LONGEST = 8_000  # characters of an item
_COMMENT = late(r"(?<!\\)%[^\n]{0,400}(?:\n|$)")
_BLOCK = late(
    r"\\newblock\b\s{0,20}|\\(?:natexlab|penalty0|providecommand|urlstyle|doi|path|href)\b\s?(?=[\s{])|\\penalty\d{1,5}\s?|\\BibitemOpen\b|\\BibitemShut\s?\{[^{}]{0,40}\}|\\bib(?:info|namefont|fnamefont|field)\b\s?(?:\{[a-z]{1,20}\}\s?(?=\{))?"
)
_FONT = late(r"\\(?:em|it|bf|sl|sc|tt|rm|sf|itshape|bfseries|scshape)\b\s?")
_QUOTES = str.maketrans({"\u201c": "“", "\u201d": "”"})

_BARE = late(r"[\s~][A-Z]{1,3}$")  # names that end in initials: "Quill AB"


def has_bibitems(head: str) -> bool:
    r"""Say whether a text has items of a `thebibliography`."""
    return any(_ITEM.match(line) for line in head.split("\n") if "\\bibitem" in line)


def read_bibitems(dump: TextIO) -> Iterator[tuple[Entry, str | None]]:
    """Yield each item as an entry, with the key that it is cited by."""
    held: list[str] = []
    start = 0
    for number, line in numbered_lines(dump):
        begins = _ITEM.match(line) is not None
        if (begins or _END.match(line)) and held:
            yield _item("".join(held)[:_LONGEST], start)
            held = []
        if begins:
            start = number
        if begins or held:
            held.append(line)
    if held:
        yield _item("".join(held)[:_LONGEST], start)


def _item(text: str, line: int) -> tuple[Entry, str | None]:
    text = _COMMENT.sub("", text)
    at = text.index("\\bibitem") + len("\\bibitem")
    if text[at : at + 1] == "[":
        at = _closing(text, at, "[]")
    opened = text.find("{", at)
    end = _closing(text, opened, "{}") if opened >= 0 else at
    key = clean(text[opened + 1 : end - 1]) if opened >= 0 else ""
    body = _FONT.sub("", _BLOCK.sub(" ", text[end:]))
    names, block, _ = text[end:].partition("\\newblock")
    in_order = bool(block) and _BARE.search(names.rstrip(" \n.")) is None
    prefer = "natural" if in_order else ""
    return Entry(
        line, clean(latex_to_unicode(clean(body))), is_marked=True, prefer=prefer
    ), key or None


def _closing(text: str, start: int, pair: str) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == pair[0]) - (text[at] == pair[1])
        if depth == 0:
            return at + 1
    return len(text)
