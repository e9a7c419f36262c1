"""A paper on a page of arXiv's: its labels and lines, and the record that they make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.pages.lines import Line, is_full, report
from papercli.dumps.pages.names import are_names, read_people
from papercli.patterns import late

CATEGORY = r"(?!doi\b)[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,})?"
# "Machine Learning (cs.LG); Optimization and Control (math.OC)", before whatever follows.
_SUBJECTS = late(rf"(?:[^;]{{1,80}}?\({CATEGORY}\)\s*;\s*)*[^;]{{1,80}}?\({CATEGORY}\)")
_CODE = late(rf"\(({CATEGORY})\)")
_MORE = late(r"\s{0,20}▽\s{0,20}More\b\s{0,20}")
_LESS = late(r"\s{0,20}△\s{0,20}Less\b\s{0,20}")
_MOST_LINES = 8  # of a title
_SHORTEST = 40  # characters of an abstract that has no label
_SUBMITTED = late(r"submitted(?:\s+on)?\s+(\d{1,2}\s+\w+,?\s+\d{4})", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """A paper under way."""

    line: int
    width: int | None  # columns at which the page is wrapped
    arxiv: str | None = None
    is_listed: bool = False  # with a number, as in a listing, where titles have their label
    categories: list[str] = field(default_factory=list)
    fields: dict[str, list[Line]] = field(default_factory=dict)  # a label, and its lines
    values: dict[str, str] = field(default_factory=dict)  # a label, and the text after it
    submitted: str = ""  # when, as said above the title
    label: str | None = ""  # whose text goes on; None where none does
    loose: list[Line] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        """Whether it has a title."""
        return "title" in self.fields

    def begin(self, label: str, text: str, line: Line) -> None:
        """Take in a line with a label."""
        self.label = label
        self.fields[label] = [line]
        self.values[label] = text

    def take(self, line: Line) -> None:
        """Take in a line without a label."""
        if self.label is None:
            self.loose.append(line)
        else:
            self.fields.setdefault(self.label, []).append(line)

    def text(self, label: str) -> str:
        """Return the text of a field in one line."""
        lines = self.fields.get(label, [])
        if label not in self.values:
            return " ".join(line.text for line in lines)
        return " ".join((self.values[label], *(line.text for line in lines[1:]))).strip()

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record, and what stands in it that belongs to none of its fields."""
        prose = self._prose_below_authors()
        title, authors = self._title_and_authors()
        subjects = self.text("subject")
        listed = _SUBJECTS.match(subjects)
        rest = subjects[listed.end() :].strip() if listed else ""
        abstract = _unfolded(self.text("abstract") or " ".join(line.text for line in prose))
        if not abstract and len(rest) >= _SHORTEST:
            abstract, rest = rest, ""
        if rest:
            yield Skipped(self.fields["subject"][-1].number, "text that belongs to no field")
        yield from report(self.loose)
        codes = _CODE.findall(listed[0]) if listed else self.categories
        submitted = self.text("submitted") or self.submitted
        date = _SUBMITTED.search(submitted, max(submitted.find("v1 submitted"), 0))
        yield read_fields(
            {
                "title": title,
                "abstract": abstract,
                "authors": read_people(authors),
                "date": date[1].replace(",", "") if date else None,
                "venue": self.text("journal") or None,
                "doi": self.text("doi").split() or None,
                "arxiv": f"arXiv:{self.arxiv}" if self.arxiv else None,
                "url": f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else None,
                "keywords": codes,
                "key": self.arxiv,
            },
            self.line,
        )

    def _prose_below_authors(self) -> list[Line]:
        """Take the lines off the authors that are an abstract without its label."""
        label = "author" if "author" in self.fields else ""
        lines = self.fields.get(label, [])
        if self.is_listed or (not label and "title" in self.fields):
            return []
        for at in range(1 if label else 2, len(lines)):
            goes_on = lines[at - 1].text.rstrip().endswith((",", " and", "&"))
            if not goes_on and not are_names(lines[at].text) and lines[at].text.endswith("."):
                self.fields[label] = lines[:at]
                return lines[at:]
        return []

    def _title_and_authors(self) -> tuple[str, str]:
        if "title" not in self.fields:
            if self.is_listed:
                return "", ""
            self.fields["title"] = self.fields.pop("", [])
        elif "" in self.fields:
            self.loose += self.fields.pop("")
        lines = self.fields["title"]
        if "author" in self.fields or len(lines) < 2:
            return self.text("title"), self.text("author")
        at = self._end_of_title(lines)
        first = self.values.get("title", lines[0].text)
        return " ".join((first, *(line.text for line in lines[1:at]))), " ".join(
            line.text for line in lines[at:]
        )

    def _end_of_title(self, lines: list[Line]) -> int:
        """Return how many lines are the title; the others are names."""
        places = range(1, min(len(lines), _MOST_LINES))
        while len(places) > 1 and lines[places[0]].indent > lines[0].indent:
            places = places[1:]  # indented, it goes on with the title
        broken = [at for at in places if not is_full(lines[at - 1], lines[at], self.width)]
        names = [at for at in places if are_names(" ".join(line.text for line in lines[at:]))]
        return next((at for at in broken if at in names), (names or broken or [1])[0])


def _unfolded(abstract: str) -> str:
    """Return an abstract without the buttons that fold it; whole where it comes folded, too."""
    parts = _MORE.split(_LESS.sub("", abstract), maxsplit=1)
    return parts[1] if len(parts) > 1 and parts[1] else parts[0]
