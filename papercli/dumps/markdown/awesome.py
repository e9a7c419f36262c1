"""Reading lists in Markdown, "awesome" lists and daily papers.

A paper is a list item, a paragraph, a row, or a heading with labels below it. What shows none, a
tool or a blog, is reported.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise, takewhile
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped, without_beside
from papercli.dumps.furniture import is_furniture
from papercli.dumps.listing.prose import reads_like_abstract
from papercli.dumps.markdown import markdown
from papercli.dumps.markdown.author_cells import with_order
from papercli.dumps.markdown.byline import add_below, read_by_line, read_byline, read_lines_below
from papercli.dumps.markdown.checklist import is_to_tick
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import begins_ticked, parse, plain
from papercli.dumps.markdown.labels import Labels
from papercli.dumps.markdown.linked import NO_PAPER, UNTITLED, divide
from papercli.dumps.markdown.listed_paper import ListedPaper, is_labelled, is_link
from papercli.dumps.markdown.readinglist import is_title
from papercli.dumps.markdown.rows import read_row
from papercli.dumps.markdown.units import Unit, is_contents, units_of
from papercli.dumps.markdown.year_headings import with_years
from papercli.dumps.pages.names import are_names
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.reader_columns import ReaderColumns
from papercli.dumps.rows import NO_COLUMNS
from papercli.patterns import late

_KEY = late(r"\s*(?:- )?[a-z][\w ]{0,30}:(?: |$)")
_REMARK = late(r"\W*(?:note|notes|remark|key\s?words?|see also|code|comment)\b", re.IGNORECASE)
_LONGEST = 8_000  # characters of an item or a paragraph; an abstract has a quarter of that
_LONGEST_BYLINE = 3  # lines
_MARKS = late(
    r"\]\(|\]:\s|\*\*|^#{1,6}\s\S|^\s{0,12}[a-z-]{2,20}::\s|\|\s{0,3}:?-{2}|<a\s|^[ \t]{0,12}[-*+][ \t]{1,4}(?:\*\w[^*\n]{1,300}\*|[\"“][^\"“”\n]{8,300}[\"”]\s)",
    re.MULTILINE,
)  # of Markdown: links, emphasis, a table
_ITEM = late(r"^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s{1,4}[*_\"“]", re.MULTILINE)
_FEWEST_UNLINKED = 3  # papers of a list without any link
_FEWEST = 2  # papers that only this reader finds, or authors, years and abstracts


_LEAST_SURE = 0.3  # a program with a few links in its comments is less


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a list of papers: by those that linked titles do not give."""
    if not _MARKS.search(head):
        return 0.0
    if is_to_tick(head) or _is_yaml(head):
        return 0.0
    units = without_beside(read(io.StringIO(head)))
    linked = without_beside(markdown.read(io.StringIO(head)))
    shown, told = _worth(units)
    shown_linked, told_linked = _worth(linked)
    is_more = (
        shown >= shown_linked + _FEWEST
        or (shown > shown_linked and told >= told_linked)
        or (
            shown >= shown_linked
            and told >= told_linked + _FEWEST
            and len(units) - shown <= len(linked) - shown_linked + shown
        )
    )
    exported = sum(map(is_title, head.split("\n")))  # which the other format reads whole
    if shown < _FEWEST or not is_more or 2 * exported > shown:
        return 0.0
    if "http" not in head:  # a list of items, or else references with words in bold
        items = len(_ITEM.findall(head))
        if shown < _FEWEST_UNLINKED or 2 * shown < len(units) or items < shown:
            return 0.0
    sure = 0.9 * min(1.0, 4 * shown / max(len(units), 1))
    return sure if sure >= _LEAST_SURE else 0.0


def _is_yaml(head: str) -> bool:
    """Say whether most lines are a key and its value, as in YAML, whose lists begin like those of Markdown."""
    lines = [line for line in head.split("\n") if line.strip()]
    return 2 * sum(_KEY.match(line) is not None for line in lines) > len(lines)


def _worth(units: list[Record | Skipped]) -> tuple[int, int]:
    """Return how many papers were found, and how much is told of them beside their titles."""
    found = [
        each
        for each in units
        if isinstance(each, Record) and (each.url or each.authors or (each.year and each.venue))
    ]
    told = sum(
        bool(each.authors) + bool(each.year or each.venue) + bool(each.abstract) for each in found
    )
    return len(found), told


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield what there is to read, years of headings included."""
    yield from with_years(_read, dump)


def _read(dump: TextIO) -> Iterator[Record | Skipped]:  # noqa: PLR0912, PLR0915 - one for each kind of unit
    """Yield a record for each paper, and report what is none."""
    paper: ListedPaper | None = None
    of_reader = ReaderColumns(NO_COLUMNS)
    labels = Labels(dump)
    units = chain.from_iterable(map(_parted, with_order(units_of(dump))))
    for unit in map(labels.without_in, units):
        if unit.kind in {"row", "heading"}:
            if paper is not None:
                yield from paper.read()
            paper = None
            if unit.kind == "heading":
                paper = _begin_heading(unit)
            elif len(unit.text) > 5 * _LONGEST:
                yield Skipped(unit.line, f"a row of {len(unit.text):,} characters")
            else:
                yield from read_row(unit, of_reader)
            continue
        if is_contents(unit):
            continue
        if len(unit.text) > _LONGEST:
            yield Skipped(unit.line, f"a text of {len(unit.text):,} characters")
            continue
        if paper is not None and _belongs(unit, paper):
            continue
        parts = divide(parse(_without_remarks(unit)))
        cited = read_citation(parts.first)
        if cited is not None and paper is not None and _is_cited_below(unit, cited, paper):
            paper.cited = replace(cited, urls=[*paper.urls, *_urls(paper)], is_sure=True)
            continue
        if cited is not None and cited.shows_paper:
            if paper is not None:
                yield from paper.read()
            paper = ListedPaper(unit.line, cited, unit.indent, is_read=begins_ticked(unit.text))
            paper.take_labels(unit.text)
            cited.authors = cited.authors or labels.authors_at(unit.line)
            beside = parts.read_others(unit.line, is_read=paper.is_read)
            paper.others = [*labels.report(unit.line), *beside]
            if not parts.others and (by_line := read_by_line(cited, unit.lines)):
                paper.cited, other = by_line
                if other:
                    remark = Unit("text", unit.line + other, unit.lines[other:])
                    paper.others += _remark(remark, paper)
            continue
        if paper is not None and paper.is_paper and unit.indent > paper.indent:
            yield from _remark(unit, paper)
            continue
        if paper is not None:
            yield from paper.read()
        paper = None
        if cited and unit.kind == "item":  # what is below may show that it is one
            paper = ListedPaper(unit.line, cited, unit.indent, unless=list(_report(unit)))
        else:
            yield from _report(unit)
    if paper is not None:
        yield from paper.read()


def _parted(unit: Unit) -> Iterator[Unit]:
    """Yield a unit apart from the labels on its further lines, and those, each as a text below it."""
    starts = [at for at, line in enumerate(unit.lines) if unit.kind != "row" and is_labelled(line)]
    if not starts or starts[0] == 0:
        yield unit
        return
    yield replace(unit, kind="item", lines=unit.lines[: starts[0]])
    for at, end in pairwise([*starts, len(unit.lines)]):
        whole = (
            1 if is_link(unit.lines[at]) else end - at
        )  # what follows a link is a text of its own
        for start, stop in ((at, at + whole), (at + whole, end)):
            if start < stop:
                yield Unit("text", unit.line + start, unit.lines[start:stop], unit.indent + 1)


def _without_remarks(unit: Unit) -> str:
    """Return the text of a unit up to a line that begins a remark."""
    lines = takewhile(lambda line: not _REMARK.match(line), unit.lines[1:])
    return "\n".join((unit.lines[0], *lines))


def _begin_heading(unit: Unit) -> ListedPaper:
    inline = parse(unit.text)
    cited = read_citation(inline) if inline.links or any(s.url for s in inline.spans) else None
    if cited is not None and not cited.is_sure:
        cited = None
    return ListedPaper(unit.line, cited, -1, re.sub(r"^\[?\d{1,4}[\].):]\s*", "", inline.text))


def _belongs(unit: Unit, paper: ListedPaper) -> bool:
    """Say whether a unit says more of a paper: a label with its text, links, names, an abstract."""
    if paper.indent >= 0 and unit.indent <= paper.indent and unit.kind == "item":
        return False
    if is_labelled(unit.text):
        return paper.take_labels(unit.text)
    if paper.cited is None and not paper.is_paper:
        return unit.kind == "text" and _take_byline(unit, paper)
    if paper.open in {"abstract", "summary"} and unit.kind == "text":
        paper.labels[paper.open] = f"{paper.labels[paper.open]} {unit.text}"
        return True
    if paper.cited is not None and not paper.cited.shows_paper and not paper.labels:
        return False
    inline = parse(unit.text)
    if not any(map(str.isalnum, inline.text)):
        paper.urls += [url for _, url in inline.links]
        return True
    is_below = paper.indent < 0 or unit.indent > paper.indent
    if is_below and paper.cited is not None and not paper.labels:
        if (cited := add_below(paper.cited, unit.text)) is not None:
            paper.cited = cited
            return True
    elif is_below and not inline.links and are_names(inline.text) and not _has_authors(paper):
        paper.labels["author"] = inline.text
        return True
    if is_below and reads_like_abstract(inline.text) and "abstract" not in paper.labels:
        paper.labels["abstract"] = unit.text
        return True
    return False


def _take_byline(unit: Unit, paper: ListedPaper) -> bool:
    """Take the names, place and links below a heading that is a title, and say whether there are any.

    They may stand on two lines; what follows is a remark.
    """
    if (whole := read_lines_below(paper.title, unit.lines)) is not None:
        paper.cited = whole
        return True
    for count in range(1, min(len(unit.lines), _LONGEST_BYLINE) + 1):
        byline = read_byline(parse("\n".join(unit.lines[:count])))
        if byline is not None:
            paper.cited = replace(byline, title=paper.title, is_sure=True)
            if unit.lines[count:]:
                remark = Skipped(unit.line + count, "a remark below a paper")
                paper.others.append(remark)
            return True
    return False


def _is_cited_below(unit: Unit, cited: Cited, paper: ListedPaper) -> bool:
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


def _urls(paper: ListedPaper) -> list[str]:
    return paper.cited.urls if paper.cited else []


def _has_authors(paper: ListedPaper) -> bool:
    return "author" in paper.labels or bool(paper.cited and paper.cited.authors)


def _remark(unit: Unit, paper: ListedPaper) -> Iterator[Skipped]:
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
        yield Skipped(unit.line, UNTITLED)
    elif unit.kind == "item":
        yield Skipped(unit.line, NO_PAPER)
    else:
        yield Skipped(unit.line, "text that belongs to no paper")


FORMAT = DumpFormat(
    "awesome", 'reading lists in Markdown: "awesome" lists, daily papers', sniff, read
)
