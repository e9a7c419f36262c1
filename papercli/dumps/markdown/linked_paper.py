"""A paper of a Markdown page under way: its linked title, and the names, labels and paragraphs below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.continuation import goes_on, is_capitalised, is_closed, is_paragraph, is_wrapped
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_notice, is_rule
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.dumps.markdown.byline import add_below
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import unlinked, without_images
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.pages.names import read_people
from papercli.dumps.people import People
from papercli.patterns import late

ITEM = late(r"^(\s*)(?:[-*+•]|\d{1,4}[.)])\s")
_HEADING = late(r"^\s{0,3}#{1,6}\s")
_NAMES = late(r"^\s*(?:[-*+]\s+)?(?:\*{1,3}|_)(?!\*)(?P<names>[^*_|]{3,}?)(?:\*{1,3}|_)\s*$")
LABEL = late(
    r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?(?P<label>abstract|authors?|summary|tl;?dr)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_OTHER_LABEL = late(r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?[A-Z][A-Za-z ]{2,20}(?:\*\*|__)?\s*[:：]")
_PLACE = late(
    r"^\s*(?:[-*+>]\s+)?(?:\*\*|__)?(?:venue|conference|journal|published\sin|year)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_TAG = late(r"^\s*</?(?:details|summary|div|br|p|a|img)\b[^>]*>.*$", re.IGNORECASE)
_ELSEWHERE = "authors that are told elsewhere"
_WIDTH = 72  # columns at which lines are wrapped, at least
_ENOUGH = 150  # characters that a paragraph without a label needs to be an abstract,
_SHORT = 60  # and if it has two sentences
_TWO_SENTENCES = late(r"[a-z0-9)]{2}[.!?]\s+[A-Z]")


@dataclass(slots=True)
class LinkedPaper:
    """A linked title and what belongs to it."""

    line: int
    title: str
    url: str
    cited: Cited  # what its own line says of it
    names: str | None = None
    labelled: dict[str, list[str]] = field(default_factory=dict)
    prose: list[tuple[int, str]] = field(
        default_factory=list
    )  # paragraphs without a label, as lines
    taken: int = 0  # lines
    open: str = ""  # the label whose text goes on
    place: str = ""  # under a label: a venue, a year
    indent: int = -1  # columns before its title where that is a list item
    after_blank: bool = False
    is_indented: bool = False  # the line above was
    in_prose: bool = False  # the line above is the last of them
    is_read: bool = False  # its box is ticked
    others: list[Record | Skipped] = field(default_factory=list)  # in the same line

    def ends_at(self, line: str) -> bool:
        """Say whether a line, which begins no paper, ends this one.

        A heading does, and what this one has already, and after a list item a paragraph that is
        not indented.
        """
        label = LABEL.match(line)
        is_paragraph = self.after_blank and line[:1].isalnum() and not label
        self.after_blank = not line.strip()
        if label:
            name = label_name(label)
            if name == "authors" and self.names and "abstract" in self.labelled:
                return True
            return any(map(str.strip, self.labelled.get(name, ())))
        is_flush = bool(line.strip()) and not line[0].isspace() and not ITEM.match(line)
        is_below = is_flush and (self.is_indented or line.startswith(("**", "__")))
        self.is_indented = line[:1].isspace() if line.strip() else self.is_indented
        return (self.indent >= 0 and (is_paragraph or is_below)) or _HEADING.match(line) is not None

    def take(self, line: str) -> None:
        """Take in a line that belongs to the title, its own among them."""
        self.taken += 1
        in_prose, self.in_prose = self.in_prose, False
        if label := LABEL.match(line):
            self.open = label_name(label)
            self.labelled.setdefault(self.open, []).append(label["text"])
        elif not line.strip() or is_rule(line):
            self.open = ""
        elif is_notice(line.strip()):
            pass
        elif self.names is None and (names := _NAMES.match(line)) and _are_names(names["names"]):
            self.names = names["names"]
        elif place := _PLACE.match(line):
            self.open, self.place = "", f"{self.place} {place['text']}".strip()
        elif _TAG.match(line):
            self.open = ""
        elif self.open and self._goes_on(line):
            self.labelled[self.open].append(line)
        elif _OTHER_LABEL.match(line):
            pass  # a remark of the page's own: "Main category: cs.LG"
        else:
            self.open, self.in_prose = "", True
            text = without_images(line).strip()
            if not text:
                return
            if in_prose and not ITEM.match(line):
                number, above = self.prose.pop()
                self.prose.append((number, f"{above}\n{text}"))
            else:
                self.prose.append((self.line + self.taken - 1, text))

    def _goes_on(self, line: str) -> bool:
        if self.open.startswith("author") and (ITEM.match(line) or _OTHER_LABEL.match(line)):
            return False
        text = self.labelled[self.open]
        is_open = not any(map(str.strip, text)) or not is_closed(text[-1])
        is_same = goes_on(text[-1], line) and not is_capitalised(line)
        if line[:1].isspace() or is_open or is_same:
            return True
        return len(text) > 1 and is_wrapped(text[-1], line, _WIDTH)

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record that all of this makes.

        A text beside a labelled abstract is not a part of it.
        """
        cited = self._take_citation()
        if self.place:
            placed = add_below(replace(cited, authors="", venue="", year=""), self.place)
            if placed is not None and not placed.authors:
                cited = replace(cited, venue=placed.venue, year=placed.year, numbers=placed.numbers)
        self.prose = [(number, text.replace("\n", " ")) for number, text in self.prose]
        texts = {label: " ".join(lines) for label, lines in self.labelled.items()}
        abstract = (
            texts.get("abstract")
            or texts.get("summary")
            or self._take_abstract()
            or texts.get("tldr")
        )
        record = read_fields(
            {
                "title": self.title,
                "abstract": abstract,
                "authors": unlinked(texts.get("authors") or texts.get("author") or "")
                or (self.names.split(",") if self.names else None)
                or _people(cited.authors),
                "year": cited.year or None,
                "date": cited.date or None,
                "venue": cited.venue or None,
                **cited.numbers,
                "tags": cited.tags,
                "url": self.url,
                "doi": self.url if "doi" in self.url else None,
            },
            self.line,
        )
        if self.is_read and isinstance(record, Record):
            record = replace(record, status="read")
        yield record
        if cited.has_remark:
            yield Skipped(self.line, REPORT, beside=True)
        yield from self.others
        for number, text in self.prose:
            yield from report_text(text, number)

    def _take_citation(self) -> Cited:
        """Return the names, the venue and the year on its own line, or on the one below.

        They are no prose then; and what is an abstract tells none of them.
        """
        if not self.prose:
            return self.cited
        number, text = self.prose[0]
        is_own = number == self.line
        is_abstract = reads_like_abstract(text) or _is_short_abstract(text)
        if is_own and is_abstract and not self.cited.authors:
            return Cited(self.title)
        at = 1 if is_own and is_abstract else 0
        if is_own and not is_abstract:
            del self.prose[0]
        is_named = bool(self.names) or "authors" in self.labelled or "author" in self.labelled
        known = self.cited.authors or (_ELSEWHERE if is_named else "")
        cited = replace(self.cited, authors=known)
        while at < len(self.prose):
            found = add_below(cited, ITEM.sub("", self.prose[at][1]))
            if found is None:
                break
            cited = found
            del self.prose[at]
        return replace(cited, authors="") if cited.authors == _ELSEWHERE else cited

    def _take_abstract(self) -> str | None:
        """Take the first paragraph that is long enough out of the prose, and those that go on with it."""
        start = next((at for at, (_, text) in enumerate(self.prose) if len(text) > _ENOUGH), None)
        if start is None:
            start = next(
                (at for at, (_, text) in enumerate(self.prose) if _is_short_abstract(text)), None
            )
        if start is None:
            return None
        parts = [self.prose.pop(start)[1]]
        while start < len(self.prose) and is_paragraph(
            parts[-1], self.prose[start][1], usual=False, last=False
        ):
            parts.append(self.prose.pop(start)[1])
        return "\n\n".join(parts)


def _are_names(text: str) -> bool:
    return bool(read_names(text)) or "," in text


def _people(names: str | list[str]) -> People | None:
    return read_people(names if isinstance(names, str) else ", ".join(names)) if names else None


def _is_short_abstract(text: str) -> bool:
    return (
        len(text) >= _SHORT
        and is_closed(text)
        and _TWO_SENTENCES.search(text) is not None
        and "](" not in text
    )


def report_text(text: str, number: int) -> Iterator[Skipped]:
    """Report a paragraph that belongs to no title, if it may be an abstract."""
    if reads_like_abstract(text) and not text.startswith(("<", "|", "#")):
        yield Skipped(number, "text without a title")


def label_name(label: re.Match[str]) -> str:
    """Return what a label is called: `authors`, `abstract`."""
    return label["label"].lower().replace(";", "")
