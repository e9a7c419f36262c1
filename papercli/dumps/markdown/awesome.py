"""Reading lists in Markdown, "awesome" lists and daily papers.

A paper is a list item, a paragraph, a row, or a heading with labels below it. What shows none, a
tool or a blog, is reported.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.furniture import is_furniture
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.dumps.markdown import markdown
from papercli.dumps.markdown.citation import (
    Cited,
    leads_to_paper,
    read_citation,
    read_names_and_place,
)
from papercli.dumps.markdown.inline import parse, plain
from papercli.dumps.markdown.rows import addresses, read_row
from papercli.dumps.markdown.units import Unit, is_contents, units_of
from papercli.dumps.pages.names import are_names, read_people

_LABEL = re.compile(
    r"\s{0,20}(?:\*\*|__)?(?P<label>authors?|abstract|summary|tl;?\s?dr|subjects?|categor(?:y|ies)|keywords?|(?:arxiv|pdf|paper|code|project|html|abs)?\s{0,20}"
    r"(?:links?|urls?|page)|arxiv(?:\s{1,20}id)?|pdf|paper|code|published(?:\s{1,20}(?:date|on|in))?|(?:publish(?:ed)?|submi(?:tted|ssion))?\s{0,20}date|updated|venue|"
    r"conference|journal|comments?|doi|year|title)(?P<mark>(?:\*\*|__)?\s{0,20}[:：](?:\*\*|__)?|\*\*|__)\s{0,20}(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LINES = re.compile(r"\n(?=\s{0,20}(?:[-*+]\s{1,20})?(?:\*\*|__)[A-Z])")
_REMARK = re.compile(
    r"\W*(?:note|notes|remark|key\s?words?|see also|code|comment)\b", re.IGNORECASE
)
_LONGEST = 8_000  # characters of an item or a paragraph; an abstract has a quarter of that
_FEWEST = 2  # papers that only this reader finds, or authors, years and abstracts


@dataclass(slots=True)
class _Paper:
    """A paper under way."""

    line: int
    cited: Cited | None
    indent: int = -1
    title: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    open: str = ""  # the label whose text goes on

    @property
    def is_paper(self) -> bool:
        """Whether a heading has turned out to be a title, or an item to cite a paper."""
        if self.cited is not None:
            return self.cited.shows_paper or bool(self.labels)
        return bool({"author", "abstract", "link"} & self.labels.keys())

    def add(self, found: re.Match[str]) -> None:
        """Take in a labelled text."""
        name, text = _name_of(found["label"]), found["text"]
        inline = parse(text)
        self.urls += [url for _, url in inline.links] + [s.url for s in inline.spans if s.url]
        if name != "link":
            self.labels.setdefault(name, text)
            self.open = name
        elif self.urls:
            self.labels.setdefault("link", self.urls[0])

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record, or nothing for a heading that is none."""
        if not self.is_paper:
            return
        cited = self.cited or Cited(self.title)
        urls = [url for url in [*cited.urls, *self.urls] if url.startswith("http")]
        names = self.labels.get("author") or cited.authors
        text = self.labels.get("abstract") or self.labels.get("summary") or ""
        yield read_fields(
            {
                "title": plain(self.labels.get("title", "")) or cited.title,
                "authors": read_people(names if isinstance(names, str) else ", ".join(names)),
                "abstract": plain(text) or None,
                "year": cited.year or plain(self.labels.get("year", "")) or None,
                "date": cited.date or plain(self.labels.get("date", "")) or None,
                "venue": cited.venue or plain(self.labels.get("venue", "")) or None,
                "keywords": self._subjects(),
                **addresses(urls, cited.arxiv),
            },
            self.line,
        )

    def _subjects(self) -> list[str]:
        text = plain(self.labels.get("subject", "")).removeprefix("Subjects:")
        codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", text)
        return codes or [each.strip() for each in re.split(r"[;,]", text) if each.strip()]


_LEAST_SURE = 0.3  # a program with a few links in its comments is less


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a list of papers: by those that linked titles do not give."""
    if "http" not in head or not any(sign in head for sign in ("](", "]: ", "**", "|")):
        return 0.0
    units = list(read(io.StringIO(head)))
    linked = list(markdown.read(io.StringIO(head)))
    shown, told = _worth(units)
    shown_linked, told_linked = _worth(linked)
    is_more = shown >= shown_linked + _FEWEST or (
        shown >= shown_linked
        and told >= told_linked + _FEWEST
        and len(units) - shown <= len(linked) - shown_linked + shown
    )
    if shown < _FEWEST or not is_more:
        return 0.0
    sure = 0.9 * min(1.0, 4 * shown / max(len(units), 1))
    return sure if sure >= _LEAST_SURE else 0.0


def _worth(units: list[Record | Skipped]) -> tuple[int, int]:
    """Return how many papers were found, and how much is told of them beside their titles."""
    found = [each for each in units if isinstance(each, Record) and (each.url or each.authors)]
    told = sum(
        bool(each.authors) + bool(each.year or each.venue) + bool(each.abstract) for each in found
    )
    return len(found), told


def read(dump: TextIO) -> Iterator[Record | Skipped]:  # noqa: PLR0912 - one for each kind of unit
    """Yield a record for each paper, and report what is none."""
    paper: _Paper | None = None
    for unit in units_of(dump):
        if unit.kind in {"row", "heading"}:
            if paper is not None:
                yield from paper.read()
            paper = None
            if unit.kind == "heading":
                paper = _begin_heading(unit)
            elif len(unit.text) > 5 * _LONGEST:
                yield Skipped(unit.line, f"a row of {len(unit.text):,} characters")
            elif (row := read_row(unit)) is not None:
                yield row
            continue
        if is_contents(unit):
            continue
        if len(unit.text) > _LONGEST:
            yield Skipped(unit.line, f"a text of {len(unit.text):,} characters")
            continue
        if paper is not None and _belongs(unit, paper):
            continue
        cited = read_citation(parse(_without_remarks(unit)))
        if cited is not None and paper is not None and _is_cited_below(unit, cited, paper):
            paper.cited = replace(cited, urls=[*paper.urls, *_urls(paper)], is_sure=True)
            continue
        if cited is not None and cited.shows_paper:
            if paper is not None:
                yield from paper.read()
            paper = _Paper(unit.line, cited, unit.indent)
            _take_labels(unit, paper)
            continue
        if paper is not None and paper.is_paper and unit.indent > paper.indent:
            yield from _remark(unit, paper)
            continue
        if paper is not None:
            yield from paper.read()
        paper = _Paper(unit.line, cited, unit.indent) if cited and unit.kind == "item" else None
        yield from _report(unit)
    if paper is not None:
        yield from paper.read()


def _without_remarks(unit: Unit) -> str:
    """Return the text of a unit up to a line that begins a remark."""
    lines = takewhile(lambda line: not _REMARK.match(line), unit.lines[1:])
    return "\n".join((unit.lines[0], *lines))


def _begin_heading(unit: Unit) -> _Paper:
    inline = parse(unit.text)
    cited = read_citation(inline) if inline.links or any(s.url for s in inline.spans) else None
    if cited is not None and not cited.is_sure:
        cited = None
    return _Paper(unit.line, cited, -1, re.sub(r"^\[?\d{1,4}[\].):]\s*", "", inline.text))


def _belongs(unit: Unit, paper: _Paper) -> bool:
    """Say whether a unit says more of a paper: a label with its text, links, names, an abstract."""
    if paper.indent >= 0 and unit.indent <= paper.indent and unit.kind == "item":
        return False
    if _LABEL.match(unit.text):
        return _take_labels(unit, paper)
    if paper.cited is None and not paper.is_paper:
        return False
    if paper.open in {"abstract", "summary"} and unit.kind == "text":
        paper.labels[paper.open] = f"{paper.labels[paper.open]} {unit.text}"
        return True
    if paper.cited is not None and not paper.cited.shows_paper and not paper.labels:
        return False
    inline = parse(unit.text)
    if not inline.text:
        paper.urls += [url for _, url in inline.links]
        return True
    is_below = paper.indent < 0 or unit.indent > paper.indent
    if is_below and not inline.links and are_names(inline.text) and not _has_authors(paper):
        paper.labels["author"] = inline.text
        return True
    if is_below and paper.cited is not None and not paper.cited.authors and not paper.labels:
        below = read_names_and_place(inline)
        if below is not None:
            known = paper.cited
            paper.cited = replace(
                known,
                authors=below.authors,
                venue=known.venue or below.venue,
                year=known.year or below.year,
                date=known.date or below.date,
            )
            return True
    if is_below and reads_like_abstract(inline.text) and "abstract" not in paper.labels:
        paper.labels["abstract"] = unit.text
        return True
    return False


def _is_cited_below(unit: Unit, cited: Cited, paper: _Paper) -> bool:
    """Say whether an item cites the paper that the one above it, without any names, links to."""
    above = paper.cited
    is_below = unit.kind == "item" and unit.indent > paper.indent >= 0
    return (
        is_below
        and bool(cited.authors)
        and not cited.urls
        and above is not None
        and not (above.authors or above.year)
    )


def _urls(paper: _Paper) -> list[str]:
    return paper.cited.urls if paper.cited else []


def _has_authors(paper: _Paper) -> bool:
    return "author" in paper.labels or bool(paper.cited and paper.cited.authors)


def _take_labels(unit: Unit, paper: _Paper) -> bool:
    """Take in the labelled texts of a unit, each on lines of its own."""
    taken = False
    for part in _LINES.split(unit.text):
        if found := _LABEL.match(re.sub(r"^\s*[-*+]\s+(?=\*\*|__)", "", part)):
            paper.add(found)
            taken = True
    return taken


def _name_of(label: str) -> str:
    name = " ".join(label.lower().split())
    for known in ("author", "abstract", "summary", "subject", "venue", "doi", "year", "title"):
        if name.startswith(known):
            return known
    if name.startswith(("categor", "keyword")):
        return "subject"
    if name in {"conference", "journal"}:
        return "venue"
    if "date" in name or name.startswith(("publish", "submi")):
        return "date" if name != "updated" else "other"
    if name.startswith("tl"):
        return "tldr"
    return "other" if name.startswith("comment") else "link"


def _remark(unit: Unit, paper: _Paper) -> Iterator[Skipped]:
    """Report a text below a paper that is no part of it, unless it says that it is a remark."""
    paper.open = ""
    if not _REMARK.match(unit.text) and not is_furniture(plain(unit.text)):
        yield Skipped(unit.line, "a remark below a paper")


def _report(unit: Unit) -> Iterator[Skipped]:
    """Report a unit that shows no paper."""
    if is_furniture(plain(unit.text)) or not plain(unit.text):
        return
    if unit.kind == "code":
        yield Skipped(unit.line, "a block of code")
    elif any(leads_to_paper(url) for _, url in parse(unit.text).links):
        yield Skipped(unit.line, "a link to a paper without its title")
    elif unit.kind == "item":
        yield Skipped(unit.line, "a list item that shows no paper")
    else:
        yield Skipped(unit.line, "text that belongs to no paper")


FORMAT = DumpFormat(
    "awesome", 'reading lists in Markdown: "awesome" lists, daily papers', sniff, read
)
