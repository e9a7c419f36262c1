r"""ArXiv's daily mails: records between lines of `\\`, each with its id, labels and an abstract."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_rule
from papercli.dumps.pages.evidence import evidence
from papercli.dumps.pages.lines import Line, lines_of, report
from papercli.dumps.pages.names import read_people
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late

_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_EDGE = late(r"\\{1,2}")
_EDGES = late(r"^[>\s]{0,300}\\\\?\s{0,20}$", re.MULTILINE)
_FOOT = late(rf"\\\\?\s*\(\s*<?(?:https?://[^\s,]*?/abs/)?({_ID})?(v\d+)?[^,)]*,?")
_PAPER = late(
    rf"(?:arXiv:|Paper(?:\s{{0,20}}\(\*[^()]{{0,300}}\*\))?:?\s{{1,20}}(?:arXiv:)?)\s{{0,20}}({_ID})(?:v\d{{1,300}})?"
    r"(?:\s{0,20}<https?://[^<>]{0,300}>)?(?:\s{0,20}\(\*?[^()]{0,300}\*?\))?",
    re.IGNORECASE,
)
_LABEL = late(
    r"(title|authors?|categories|subj-class|comments?|journal-ref|doi|report-no|msc-class|acm-class"
    r"|license|note|proxy|from|date)(?:\s*\([^()]{1,40}\))?\s*:(?:\s+|$)(.*)",
    re.IGNORECASE,
)
_STATE = late(
    r"(?:replaced\s+with\s+revised|was\s+(?:withdrawn|replaced)|withdrawn|revised\s+version)\b.*"
    r"|\(\d+kb(?:,\w+)?\)",
    re.IGNORECASE,
)
_CATEGORY = late(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,})?")
_WITHDRAWN = late(
    r"(?:the|this)\s+(?:\w+\s+)?(?:paper|article|submission|manuscript|work)\s+(?:has\s+been|was|is)"
    r"\s+(?:being\s+)?withdrawn\b",
    re.IGNORECASE,
)
_RULE = late(r"[-=%_*]{10,}|(?:%+-+)+%*")
_FURNITURE = late(
    r"send any comments regarding submissions.*|archives at\s.*|to unsubscribe\b.*"
    r"|submissions to:.*|received from\s.*|for subscribe options.*|e-?mail to: .*"
    r"|for (?:general information|help)\b.*|(?:the )?replacements?\b.{0,60}|cross-?listings?\b.{0,60}"
    r"|.{0,60}\bto:?\s\S+@arxiv\.org,?\s+subject:.*"
    r"|(?:from|to|cc|sent|subject|date|reply-to|von|an|betreff|gesendet):\s.*"
    r"|-+\s*(?:forwarded|original) message\s*-+|begin forwarded message:",
    re.IGNORECASE,
)
_MANY = 400  # characters that no remark of arXiv's has


@dataclass(slots=True)
class _Entry:
    """A record under way."""

    line: int
    arxiv: str | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)  # the line of each field
    label: str = ""  # whose text goes on
    indent: int = 0  # columns before its labels
    abstract: list[str] = field(default_factory=list)
    in_abstract: bool = False
    loose: list[Line] = field(default_factory=list)

    def text(self, *names: str) -> str:
        """Return the text of the first of these fields that has any."""
        return next((" ".join(self.fields[name]) for name in names if name in self.fields), "")

    def take(self, line: Line) -> None:
        """Take in a line between the first edge and the end."""
        if self.in_abstract:
            self.abstract.append(line.text)
        elif (found := _LABEL.fullmatch(line.text)) and self._may_begin(found, line):
            self.label = found[1].lower().removesuffix("s")
            self.indent = line.indent if not self.fields else self.indent
            self.fields[self.label] = [found[2]]
            self.places[self.label] = line.number
        elif self.label not in {"", "date"}:
            self.fields[self.label].append(line.text)
        elif not _STATE.fullmatch(line.text):
            self.loose.append(line)

    def _may_begin(self, found: re.Match[str], line: Line) -> bool:
        """Say whether a label is one of the record, and not a wrapped line that looks like one."""
        name = found[1].lower().removesuffix("s")
        return name not in self.fields and (not self.fields or line.indent <= self.indent)

    def _categories(self) -> list[str]:
        return [each for each in self.text("categorie").split() if _CATEGORY.fullmatch(each)]

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record, and what stands in it that belongs to none of its fields."""
        abstract = " ".join(self.abstract)
        if withdrawn := _WITHDRAWN.match(abstract):
            yield Skipped(self.line, f"a note in place of an abstract: {withdrawn[0]}")
            abstract = ""
        for name, place in self.places.items():
            if name not in {"title", "author"} and len(self.text(name)) > _MANY:
                yield Skipped(place, f"a text of {len(self.text(name)):,} characters as '{name}'")
        yield from report(self.loose)
        title = self.text("title")
        if not title and not self.arxiv and not self.fields:
            if abstract:
                yield Skipped(self.line, "text without a title")
            return
        yield read_fields(
            {
                "title": title,
                "abstract": abstract,
                "authors": read_people(self.text("author")),
                "date": self.text("date") or None,
                "venue": self.text("journal-ref") or None,
                "doi": self.text("doi").split() or None,
                "arxiv": f"arXiv:{self.arxiv}" if self.arxiv else None,
                "url": f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else None,
                "keywords": self._categories() or self.text("subj-class"),
                "key": self.arxiv,
            },
            self.line,
        )


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a mail from arXiv."""
    if not _EDGES.search(head) or "itle:" not in head:
        return 0.0
    return evidence(read(io.StringIO(head)), lambda each: bool(each.arxiv and each.authors))


def read(dump: TextIO) -> Iterator[Record | Skipped]:  # noqa: PLR0912 - one for each kind of line
    """Yield a record for each paper of a mail, new, listed from elsewhere or replaced."""
    entry: _Entry | None = None
    loose: list[Line] = []
    in_list = False  # the archives that a mail is of are being named
    in_foot = False  # an address and a size, wrapped
    for line in lines_of(dump):
        text = line.text
        begun = _PAPER.fullmatch(text)
        if in_foot and not (in_foot := not text.endswith(")")) and not begun:
            continue
        if _RULE.fullmatch(text) or is_rule(text):
            in_list = False
            if entry is not None:
                yield from entry.read()
                entry = None
        elif foot := _FOOT.match(text):
            in_foot = not text.endswith(")")
            entry = entry or _Entry(line.number)
            entry.arxiv = entry.arxiv or (normalise_arxiv(foot[1]) if foot[1] else None)
            yield from entry.read()
            entry = None
        elif _EDGE.fullmatch(text):
            if entry is not None and entry.fields and not entry.in_abstract:
                entry.in_abstract = True
            else:
                if entry is not None:
                    yield from entry.read()
                yield from report(loose)
                loose = []
                entry = _Entry(line.number)
        elif begun and not (entry and entry.in_abstract) and not (entry and entry.arxiv):
            entry = entry or _Entry(line.number)
            entry.arxiv, entry.line = normalise_arxiv(begun[1]), line.number
        elif entry is not None:
            entry.take(line)
        elif text.lower().startswith("submissions to:"):
            in_list = True
        elif _FURNITURE.fullmatch(text):
            in_list = False
        elif not in_list:
            loose.append(line)
    if entry is not None:
        yield from entry.read()
    yield from report(loose)


FORMAT = DumpFormat("arxiv-mail", "arXiv's daily mails", sniff, read)
