"""Pages copied from arXiv: listings, results of a search, and the pages of single papers."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.pages.arxiv_entry import CATEGORY, Entry
from papercli.dumps.pages.arxiv_furniture import is_arxiv_button, is_arxiv_furniture
from papercli.dumps.pages.evidence import evidence
from papercli.dumps.pages.lines import Line, lines_of, report, width_of
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late

_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_FORMATS = r"\[[^\[\]]*\b(?:pdf|ps|other|html|abs|src|tex)\b[^\[\]]*\]"
# A number, arXiv's id, "(cross-list from cs.AI)", "[pdf, html, other]", and in results categories.
_ENTRY = late(
    rf"(?P<number>\[\d+\]\s*)?(?:\d+\.\s*)?arXiv:\s*(?P<id>{_ID})\s*(?:\([^()]*\)\s*)?{_FORMATS}"
    rf"\s*(?P<categories>(?:{CATEGORY}\s*)*)(?:doi\s*:?\s*(?P<doi>10\.\S+)?)?",
    re.IGNORECASE,
)
_OPEN = late(  # the same, wrapped in a bracket
    rf"(?:\[\d+\]\s*)?(?:\d+\.\s*)?arXiv:\s*{_ID}\s*(?:\([^()]*\)\s*)?[(\[][^()\[\]]*",
    re.IGNORECASE,
)
_CATEGORIES = late(rf"(?:{CATEGORY})(?:\s+{CATEGORY})*")
_DOI = late(r"(?:doi\s*:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_HEAD = late(rf"arXiv:({_ID})(?:\s*\([\w.-]+\))?", re.IGNORECASE)  # on a paper's own page
_CITE = late(rf"cite\s+as:?\s*arXiv:({_ID})\b.*", re.IGNORECASE)
_DATED = late(r"\[submitted\s+on\s.{1,120}\]?", re.IGNORECASE)
_SUBMITTED = late(
    r"submitted\s+\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b.*|originally\s+announced\s.*",
    re.IGNORECASE,
)
_LABELS = {
    "title": "title",
    "authors?": "author",
    "abstract": "abstract",
    "comments?": "comment",
    "subjects?": "subject",
    r"journal[\s-]ref(?:erence)?": "journal",
    r"(?:related\s+)?doi": "doi",
    r"report[\s-](?:no|number)": "report",
    r"(?:msc|acm)[\s-]class(?:es)?": "class",
    r"cite\s+as": "cite",
}
_LABEL = late(
    rf"(?:{'|'.join(f'(?P<{name}>{label})' for label, name in _LABELS.items())})\s*:\s*(?P<text>.*)",
    re.IGNORECASE,
)
_MARK = late(rf"arXiv:\s*{_ID}\s*(?:\([^()\n]*\)\s*)?{_FORMATS}|cite\s+as:\s*arXiv:", re.IGNORECASE)


def sniff(head: str) -> float:
    """Say how sure it is that `head` was copied from arXiv."""
    if not _MARK.search(head):
        return 0.0
    return evidence(read(io.StringIO(head)), lambda each: bool(each.arxiv and each.authors))


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each paper of one page after another."""
    page = _Page(width_of(lines_of(dump)))
    dump.seek(0)
    for line in _joined(lines_of(dump)):
        yield from page.take(line)
    yield from page.end()


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield lines, those that begin a paper whole."""
    held: Line | None = None
    for line in lines:
        whole = replace(held, text=f"{held.text} {line.text}") if held else line
        held = whole if held is None and _OPEN.fullmatch(line.text) else None
        if held is None:
            yield whole
    if held is not None:
        yield held


class _Page:
    """The lines of pages so far."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._entry: Entry | None = None
        self._loose: list[Line] = []
        self._arxiv: str | None = None  # and when the paper was submitted: stand above the title
        self._submitted = ""

    def take(self, line: Line) -> Iterator[Record | Skipped]:  # noqa: PLR0912 - one for each kind of line
        """Take in the next line, and yield what it ends."""
        entry, text = self._entry, line.text
        if found := _ENTRY.fullmatch(text):
            yield from self._begin(line, found["id"])
            if self._entry:
                self._entry.is_listed = found["number"] is not None
                self._entry.categories = found["categories"].split()
                self._note_doi(found["doi"], line)
        elif found := _HEAD.fullmatch(text):
            yield from self.end()
            self._arxiv = normalise_arxiv(f"arXiv:{found[1]}")
        elif _DATED.fullmatch(text):
            if entry is not None and entry.is_begun:
                yield from self.end()
            self._submitted = text
        elif found := _LABEL.fullmatch(text):
            yield from self._take_label(found, line)
        elif entry is None and is_arxiv_furniture(text):
            pass
        elif entry is None and self._submitted:  # the title of a page copied without labels
            yield from self._begin(line, self._arxiv)
            yield from self.take(line)
        elif entry is None:
            self._loose.append(line)
        elif _SUBMITTED.match(text) and "submitted" not in entry.fields:
            entry.begin("submitted", text, line)
        elif not entry.fields and (text[:1].islower() and _CATEGORIES.fullmatch(text)):
            entry.categories += text.split()
        elif not entry.fields and (found := _DOI.fullmatch(text)):
            self._note_doi(found[1], line)
        elif is_arxiv_button(text):
            pass  # between the authors and the abstract
        elif self._is_furniture(entry, line):
            entry.label = None
        else:
            entry.take(line)

    def _is_furniture(self, entry: Entry, line: Line) -> bool:
        """Say whether a line below a label ends its text: a word on its own may belong to it."""
        if not is_arxiv_furniture(line.text):
            return False
        return entry.label not in {"", "title", "author", "abstract"} or len(line.text.split()) > 2

    def _take_label(self, found: re.Match[str], line: Line) -> Iterator[Record | Skipped]:
        name = found.lastgroup if found.lastgroup != "text" else None
        name = name or next(each for each in _LABELS.values() if found[each])
        entry = self._entry
        if name == "title" and (entry is None or entry.is_begun):
            yield from self._begin(line, self._arxiv)
        elif entry is None or name in entry.fields:
            if entry is not None and entry.label is not None:
                entry.take(line)
            elif not is_arxiv_furniture(line.text):
                self._loose.append(line)
            return
        if self._entry:
            self._entry.begin(name, found["text"], line)
            if name == "cite" and (cited := _CITE.fullmatch(line.text)):
                self._entry.arxiv = self._entry.arxiv or normalise_arxiv(f"arXiv:{cited[1]}")

    def _note_doi(self, doi: str | None, line: Line) -> None:
        if doi and self._entry:
            self._entry.begin("doi", doi, line)
            self._entry.label = ""

    def _begin(self, line: Line, arxiv: str | None) -> Iterator[Record | Skipped]:
        submitted = self._submitted
        yield from self.end()
        identifier = normalise_arxiv(f"arXiv:{arxiv.removeprefix('arXiv:')}") if arxiv else None
        self._entry = Entry(line.number, self._width, identifier, submitted=submitted)

    def end(self) -> Iterator[Record | Skipped]:
        """Yield what the lines so far have left open."""
        yield from report(self._loose)
        self._loose, self._arxiv, self._submitted = [], None, ""
        if self._entry is not None:
            yield from self._entry.read()
        self._entry = None


FORMAT = DumpFormat(
    "arxiv-page", "pages copied from arXiv: listings, search results, abstracts", sniff, read
)
