"""What is not closed in a web page and would hide what follows: scripts, comments, quotation marks.

A parser reads on to the next closing tag of that name, however far down that is, and takes all
between for the text of a script.
"""

import re
from collections.abc import Iterator

from papercli.dumps.base import Skipped
from papercli.patterns import late

_LONGEST_TAG = 4_000  # characters
_HIDING = late(
    r"<!--|<!\[CDATA\[|<(?P<name>script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)"
    rf"(?=[\s>/])[^<>]{{0,{_LONGEST_TAG}}}>",
    re.IGNORECASE,
)
_CLOSING_TAG = late(
    r"</(?:h[1-6]|article|section|main|div|p|a|d[ldt]|[uo]l|li|table|t[rd]|span|head|body|html)\s*>",
    re.IGNORECASE,
)
_PAPER = late(r"/(?:papers|abs|pdf)/\d|list-title|citation_title", re.IGNORECASE)
# A start tag with a value that holds the end of the tag, or of its line, and another tag before its
# quotation mark comes again.
_NAMES = "href|src|class|id|alt|title|rel|style|name|type|target|lang|dir"
_OPEN_QUOTE = late(
    rf"""<[a-z](?:[^<>"']|"[^"<>]*"|'[^'<>]*'){{0,1000}}?\s(?:{_NAMES})\s*=\s*"""
    rf"""(?P<value>"[^"<>]{{0,{_LONGEST_TAG}}}(?=>[^"<]{{0,{_LONGEST_TAG}}}<|(?<=\n)</?[a-z])"""
    rf"""|'[^'<>]{{0,{_LONGEST_TAG}}}(?=>[^'<]{{0,{_LONGEST_TAG}}}<|(?<=\n)</?[a-z]))""",
    re.IGNORECASE,
)


def mend(text: str) -> tuple[str, list[Skipped]]:
    """Return a page without the starts of what is not closed, and reports of those that hid something."""
    pieces: list[str] = []
    reports: list[tuple[int, str]] = []
    known: dict[
        str, int
    ] = {}  # where each of the marks looked for comes next, or the end of the text
    at = 0

    def find(mark: str, start: int) -> int:
        if known.get(mark, -1) < start:
            found = (
                _CLOSING_TAG if not mark else re.compile(re.escape(mark), re.IGNORECASE)
            ).search(text, start)
            known[mark] = found.start() if found else len(text)
        return known[mark]

    def take(start: int, end: int) -> None:
        quotes = _OPEN_QUOTE.finditer(text, start, end)
        reports.extend((each.start("value"), "a quotation mark is not closed") for each in quotes)
        pieces.append(_OPEN_QUOTE.sub(_close, text[start:end]))

    while found := _HIDING.search(text, at):
        take(at, found.start())
        if found[0].startswith("<!["):  # it is nothing in HTML, and hides the next tag
            at = found.end()
            continue
        name = found["name"]
        end = find("-->" if name is None else f"</{name}", found.end())
        again = find("<!--" if name is None else f"<{name}", found.end())
        at = found.end()
        if name is None and end < len(text):
            if again < end and _PAPER.search(text, at, again):
                reports.append((found.start(), "a comment is not closed before the next"))
            pieces.append(text[found.start() : end])
            at = end
        elif name is None:
            pass  # it hides nothing now
        elif found[0].endswith("/>"):
            pass  # as XHTML writes it
        elif end < len(text) and not (again < end and find("", at) < again):
            pieces.append(text[found.start() : end])
            at = end
        elif find("", at) < len(text):
            reports.append((found.start(), f"<{name.lower()}> is not closed"))
        else:
            pieces.append(text[found.start() :])
            at = len(text)
    take(at, len(text))
    return "".join(pieces), list(_in_lines(text, sorted(reports)))


def _close(quote: re.Match[str]) -> str:
    """Return a start tag up to a value, with the quotation mark that the value lacks."""
    return (
        f"{quote[0]}{quote['value'][0]}{'' if quote.string.startswith('>', quote.end()) else '>'}"
    )


def _in_lines(text: str, reports: list[tuple[int, str]]) -> Iterator[Skipped]:
    line, counted = 1, 0
    for place, reason in reports:
        line, counted = line + text.count("\n", counted, place), place
        yield Skipped(line, reason)
