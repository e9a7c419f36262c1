"""Saved web pages.

Trending-papers pages, arXiv listings and result pages, and pages that describe one paper in
`citation_*` tags.

lxml parses: it keeps the line on which an element stands, which selectolax does not.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.html.cards import line_of, read_cards, read_held, text_of
from papercli.dumps.html.exported import read_exported
from papercli.dumps.html.scholar import read_alert
from papercli.dumps.html.unclosed import mend
from papercli.dumps.people import says_more
from papercli.dumps.xml.strays import find_strays
from papercli.errors import DumpError
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late
from papercli.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 1 << 26  # characters; a tree takes ten times as much memory
_WHOLE_PAGE = late(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_NEXT_PAGE = late(r"</html\s*>\s*(<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_END = late(r"</html\s*>", re.IGNORECASE)
_PART = late(r"<article[\s>]|<(?:dl|dt|meta|div|h[1-6])\b[^<>]*>", re.IGNORECASE)
_LABEL = late(
    r"^\s*(?:title|authors?|subjects?|abstract|comments|journal-ref)\s*:\s*", re.IGNORECASE
)
_MORE = late(r"(?:(?<!\s)\s++)?(?:[△▽]\s*+)?(?:△\s*+Less|▽\s*+More|Show more|Read more)\s*+$")
_CATEGORY = late(r"\b[a-z-]{1,40}\.[A-Za-z-]{2,}\b")
_PAGE_END = late(r"</(?:html|body|dl|main|article|div|table|ul|ol)>[^<>]*$", re.IGNORECASE)
_CONTROL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# Classes that publishers give it.
_ABSTRACTS = (
    "abstract",
    "article-section__content",
    "abstract-content",
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a web page."""
    text = head.lstrip("\ufeff \t\r\n")
    if not text.startswith("<") or (text.startswith("<?xml") and "<html" not in text.lower()):
        return 0.0
    if _WHOLE_PAGE.search(text):
        return 0.93
    return 0.7 if _PART.search(text) else 0.0  # Markdown may start with a tag, too


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield the records of one page after another; raises DumpError for what is too large."""
    text = dump.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise DumpError(f"the page is larger than {_LARGEST >> 20} MB")
    line = at = 0
    for end in [*(found.start(1) for found in _NEXT_PAGE.finditer(text)), len(text)]:
        # Each with the lines that it has in the dump.
        yield from _read_page("\n" * line + text[at:end])
        line, at = line + text.count("\n", at, end), end


def _read_page(text: str) -> Iterator[Record | Skipped]:
    """Yield the records of a page, read the first way that finds any, and the text around it."""
    from lxml import etree, html

    text, unclosed = mend(text)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        page: HtmlElement = html.document_fromstring(
            _CONTROL.sub("", text).encode("utf-8"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        yield Skipped(1, "not a web page")
        return
    cut = not _PAGE_END.search(text[-2000:])
    found: list[Record | Skipped] = []
    for reader in (read_exported, _described, _listed, _results, read_alert, read_held, read_cards):
        found = list(reader(page))
        if any(isinstance(each, Record) for each in found):
            break
    if cut and found and isinstance(found[-1], Record) and "citation_title" not in text:
        found[-1] = Skipped(found[-1].line, "cut off: the page ends in the middle of this record")
    first = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    reported = sorted([*found, *unclosed], key=lambda each: each.line)
    yield from reported or [Skipped(first, "no papers found on this page")]
    yield from _strays(text)


def _strays(text: str) -> Iterator[Skipped]:
    """Yield the text before the page, after it, and between it and another."""
    ends = [0, *(found.end() for found in _END.finditer(text)), text.rfind(">") + 1]
    for end in dict.fromkeys(ends):
        start = text.find("<", end)
        outside = text[end : start if start >= 0 else None]
        yield from find_strays(outside, text.count("\n", 0, end) + 1)


def _with_class(element: "HtmlElement", name: str, tag: str = "*") -> "list[HtmlElement]":
    return list(
        element.xpath(f".//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
    )


def _described(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the one paper that a page describes in its `citation_*` or Dublin Core tags (Google Scholar's inclusion guidelines)."""
    values: dict[str, list[str]] = {}
    line = 1
    for tag in page.xpath("//meta[@content]"):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        content = clean(str(tag.get("content")))
        if content and name.startswith(("citation_", "dc.", "og:description")):
            line = line_of(tag) if name == "citation_title" else line
            values.setdefault(
                name.replace("dc.", "citation_", 1)
                if name in {"dc.title", "dc.creator", "dc.date"}
                else name,
                [],
            ).append(content)
    if "citation_title" not in values:
        return

    def first(*names: str) -> str | None:
        return next((values[name][0] for name in names if name in values), None)

    start, end = first("citation_firstpage"), first("citation_lastpage")
    arxiv = first("citation_arxiv_id")
    shown = next(
        (
            text
            for name in _ABSTRACTS
            for each in _with_class(page, name)
            if (text := text_of(each))
        ),
        "",
    )
    abstract = (
        first("citation_abstract", "dc.description", "dcterms.abstract")
        or shown
        or first("og:description")
        or ""
    )
    yield read_fields(
        {
            "title": values["citation_title"][0],
            "abstract": _LABEL.sub("", abstract) or None,
            "authors": values.get("citation_author")
            or values.get("citation_creator")
            or first("citation_authors"),
            "date": first(
                "citation_publication_date",
                "citation_date",
                "citation_online_date",
                "citation_year",
                "dc.date.issued",
            ),
            "type": "inproceedings"
            if "citation_conference_title" in values
            else "article"
            if "citation_journal_title" in values
            else None,
            "venue": first(
                "citation_journal_title", "citation_conference_title", "citation_inbook_title"
            ),
            "volume": first("citation_volume"),
            "issue": first("citation_issue"),
            "pages": f"{start}-{end}" if start and end and start != end else start,
            "doi": first("citation_doi", "dc.identifier"),
            "arxiv": f"arXiv:{arxiv}" if arxiv else None,
            "url": first(
                "citation_abstract_html_url", "citation_public_url", "citation_fulltext_html_url"
            )
            or (f"https://arxiv.org/abs/{arxiv}" if arxiv else first("citation_pdf_url")),
            "keywords": ";".join(values.get("citation_keywords", ())) or None,
            "references": values.get("citation_reference"),
            "ids": {"pmid": first("citation_pmid")},
        },
        line,
    )


def _listed(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers of an arXiv listing: pairs of `dt` with the id and `dd` with the rest."""
    for term in page.xpath(
        "//dt[.//a[contains(@href, '/abs/')]][not(following-sibling::*[1][self::dd])]"
    ):
        yield Skipped(line_of(term), "no title")
    for entry in page.xpath("//dd[.//*[contains(@class, 'list-title')]]"):
        above = entry.xpath("preceding-sibling::dt[1]")
        links = [str(href) for each in above for href in each.xpath(".//a/@href")]
        yield _arxiv_record(
            entry,
            line_of(above[0]) if above else line_of(entry),
            next((link for link in links if "/abs/" in link), None),
            title="list-title",
            authors="list-authors",
            subjects="list-subjects",
            abstract="mathjax",
        )


def _results(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers of a page of arXiv's search results."""
    for entry in _with_class(page, "arxiv-result", "li"):
        links = [str(href) for href in entry.xpath(".//a/@href") if "/abs/" in str(href)]
        yield _arxiv_record(
            entry,
            line_of(entry),
            next(iter(links), None),
            title="title",
            authors="authors",
            subjects="tags",
            abstract="abstract-full",
        )


def _arxiv_record(
    entry: "HtmlElement",
    line: int,
    link: str | None,
    *,
    title: str,
    authors: str,
    subjects: str,
    abstract: str,
) -> Record | Skipped:
    titles = _with_class(entry, title)
    if len(titles) > 1:  # what should close the first is missing
        return Skipped(line, "more than one title in a record")
    named = next(iter(_with_class(entry, authors)), None)
    names = [text_of(each) for each in named.xpath(".//a")] if named is not None else []
    abstracts = [each for each in _with_class(entry, abstract) if each.tag in {"p", "span"}]
    identifier = normalise_arxiv(
        f"arxiv.org{link}" if link and link.startswith("/") else link or ""
    )
    words = [
        found for each in _with_class(entry, subjects) for found in _CATEGORY.findall(text_of(each))
    ]
    return read_fields(
        {
            "title": _LABEL.sub("", text_of(next(iter(titles), None))),
            "abstract": _MORE.sub("", _LABEL.sub("", text_of(abstracts[-1])))
            if abstracts
            else None,
            "authors": names or _LABEL.sub("", text_of(named)),
            "more_authors": says_more(text_of(named)),
            "arxiv": f"arXiv:{identifier}" if identifier else None,
            "url": f"https://arxiv.org/abs/{identifier}" if identifier else None,
            "keywords": words,
            "key": identifier,
        },
        line,
    )


FORMAT = DumpFormat(
    "html",
    "saved web pages: trending papers, arXiv, citation_* tags, `papers export`",
    sniff,
    read,
)
