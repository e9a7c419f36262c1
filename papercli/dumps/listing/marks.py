"""The marks that lists, mailers and Markdown put before and around a line: bullets, numbers, quotes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from papercli.dumps.boxes import BOX, is_ticked
from papercli.patterns import late

_NUMBER = r"(?:\d{1,4}[.)]|\[\d{1,4}\]|\(\d{1,4}\)|#\d{1,4}[.:)]?)"
_SIGNS = r"[-*•–·‣⁃∙●○◦▪▫■◆◇★☆►▶→✓✔➤❖+]"
# "3. Title", "[3] Title", "- Title", "★ Title", "## Title", "- [ ] Title": how lists mark titles.
_MARKS = late(rf"(?:(?:{_SIGNS}|#{{1,6}}|{_NUMBER}|{BOX})\s+)+(?=\S)")
_NUMBERED = late(rf"\s*(?:(?:{_SIGNS}|{BOX}|#{{1,6}})\s+|\*\*)?({_NUMBER})\s+\S")
_QUOTE = late(r"[ \t]{0,9}[>|](?:[ \t]?[>|])*[ \t]?")
_LINK = late(r"\[(?>(.+)\]\()((?:https?://|/|\.{1,2}/|#)[^\s)]*)\)")
_BOLD = late(r"(\*\*|__|\*|_)(?!\s)(.+)(?<!\s)\1")
_FEWEST = 3  # numbers in a row that make a list
_LINES_OF_ITEM = 60  # at most, on average: of a title and its abstract, wrapped
_MOST_LEFT_OUT = 2  # numbers that may be missing between two items
_MOSTLY = 0.5  # share of lines that are quoted where a text is


@dataclass(slots=True)
class Numbering:
    """The numbers of a list, from 1, as its lines come: which of them start an item."""

    _next: int = 1

    def starts_item(self, line: str) -> bool:
        """Say whether a line bears the number that is due."""
        found = _NUMBERED.match(line)
        if found is None:
            return False
        number = int(re.sub(r"\D", "", found[1]))
        if not self._next <= number <= self._next + _MOST_LEFT_OUT:
            return False
        self._next = number + 1
        return True


# Which lines stand further in: the first of each abstract, all of each, or none that tells.
Indented = Literal["first lines", "abstracts", "no"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before the lines of a whole text."""

    quoted: bool = False  # most lines stand behind `>` or `|`
    numbered: bool = False  # its items have numbers in a row
    indented: Indented = "no"

    def starts_paragraph(self, line: str, above: str) -> bool:
        """Say whether a line starts a paragraph by how far in it stands."""
        match self.indented:
            case "first lines":
                return line[:1].isspace()
            case "abstracts":
                return line[:1].isspace() != above[:1].isspace()
        return False

    def unquoted(self, line: str) -> str:
        """Return a line without the marks of a quotation."""
        return _QUOTE.sub("", line, count=1) if self.quoted else line


def survey(lines: Iterable[str]) -> Marks:
    """Return what stands before the lines of a text."""
    count = quoted = items = marked = outer = runs = 0
    numbering = Numbering()
    inner_before = False
    for line in lines:
        if not line.strip():
            continue
        quote = _QUOTE.match(line)
        rest = line[quote.end() :] if quote else line
        inner = rest[0].isspace() if rest else False
        count += 1
        quoted += quote is not None
        items += numbering.starts_item(rest)
        marked += not inner and _MARKS.match(rest) is not None
        outer += not inner
        runs += inner and not inner_before
        inner_before = inner
    inner_lines = count - outer
    is_numbered = items >= max(_FEWEST, count / _LINES_OF_ITEM)
    indented: Indented = "no"
    if runs >= _FEWEST and outer >= runs / 2 and marked < outer / 2:
        indented = "abstracts" if inner_lines > 1.5 * runs else "first lines"
    return Marks(quoted > _MOSTLY * count, is_numbered, indented)


def without_marks(text: str) -> str:
    """Return a line without the bullets, numbers and heading marks at its start."""
    found = _MARKS.match(text)
    return text[found.end() :] if found else text


def was_ticked(text: str) -> bool:
    """Say whether a ticked box is among the marks at the start of a line."""
    found = _MARKS.match(text)
    return found is not None and any(map(is_ticked, found[0].split()))


def plain_title(title: str) -> tuple[str, str | None]:
    """Return a title without list marks and Markdown around it, and the web address it linked to."""
    text = without_marks(title)
    if bold := _BOLD.fullmatch(text):
        text = without_marks(bold[2])
    if linked := _LINK.fullmatch(text):
        address = linked[2] if linked[2].startswith("http") else None
        return linked[1].strip("*_"), address
    return text, None
