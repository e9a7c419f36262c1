"""Atom and RSS: answers of arXiv's API, the daily feeds of its categories, feeds of journals."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import FEED
from papercli.dumps.fields import read_fields
from papercli.dumps.listing.research import ENOUGH, research_in
from papercli.dumps.pages.names import are_people
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.unkept import fields_in, with_unkept
from papercli.dumps.xml.catalogue import first_of
from papercli.dumps.xml.documents import root_of
from papercli.dumps.xml.journal_feed import (
    abstract_of,
    authors_of,
    date_of,
    doi_of,
    is_of_journal,
    pages_of,
    title_of,
    venue_of,
)
from papercli.dumps.xml.records import read_elements, text_of, texts_of
from papercli.dumps.xml.shared import without_shared
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOTS = frozenset({"feed", "entry", "rss", "channel", "item"})
# Not the namespaces of its modules, which Zotero declares, too.
_RSS_1 = late(r"(?:purl\.org/rss/1\.\d/?|netscape\.com/rdf/simple/0\.9/?)[\"']")
_ANNOUNCED = late(r"^arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:)?\s*", re.IGNORECASE)
# Of Zotero's own feeds, in which the author is the owner of the library.
_OF_ZOTERO = ("itemType", "creatorSummary")
# Whose date is that of its last version.
_REPLACED = late(r"arXiv:\S+\s+Announce Type:\s*replace", re.IGNORECASE)
_IN_TITLE = late(r"(?:(?<!\s)\s++)?\(arXiv:[^()]*+(?:\([^()]*+\)[^()]*+)?\)\s*$")
_BEHIND_TITLE = late(r"\.\s*+\(arXiv:")


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a feed; Atom of other sites is read too."""
    root = root_of(head)
    if root is None or not (
        root.name in _ROOTS or (root.name == "RDF" and _RSS_1.search(root.attributes))
    ):
        return 0.0
    if "arxiv.org" in head or "prismstandard.org" in head:
        return 0.97
    return 0.9 if root.name == "RDF" else 0.7 if "<feed" in head or "<rss" in head else 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each entry.

    The API's answer to a wrong query is an entry called Error, and skipped.
    """
    found = read_elements(dump, "entry", "item")
    yield from without_shared(
        each if isinstance(each, Skipped) else _to_record(each[1], each[0]) for each in found
    )


def _to_record(entry: "Element", line: int) -> Record | Skipped:
    title = text_of(entry.find("title"))
    identifier = text_of(entry.find("id")) or text_of(entry.find("guid"))
    summary = text_of(entry.find("summary")) or text_of(entry.find("description"))
    if title == "Error" and identifier and "/errors" in identifier:
        return Skipped(line, f"an error from arXiv: {summary or 'unknown'}")
    if first_of(entry, *_OF_ZOTERO) is not None:
        return Skipped(
            line, "a Zotero feed does not give all authors; export from Zotero as BibTeX or RIS"
        )
    links = [
        each.get("href") or text_of(each) or ""
        for each in entry.findall("link")
        if each.get("rel") in {None, "alternate"}
    ]
    url = next((each for each in links if each.startswith("http")), None)
    journal = venue_of(entry)
    venue = first_of(entry, "journal_ref", "journal_reference") or journal
    is_arxiv = (
        "arxiv.org" in (identifier or "")
        or "arxiv.org" in (url or "")
        or "arXiv" in (identifier or "")
    )
    abstract = summary if is_arxiv else abstract_of(entry)
    doi = doi_of(entry)
    creators = texts_of(entry, "creator") or texts_of(entry, "author")
    is_catalogued = len(entry.findall("title")) > 1  # dc:title beside its own
    shows_paper = (
        is_arxiv
        or venue
        or doi
        or is_catalogued
        or is_of_journal(entry)
        or leads_to_paper(url or "")
        or _are_several(creators)
    )
    if not shows_paper and research_in(abstract or "") < ENOUGH:  # the post of a blog, an episode
        return Skipped(line, "nothing shows that this entry is a paper")
    announced = None if _REPLACED.match(summary or "") else text_of(entry.find("pubDate"))
    record = read_fields(
        {
            "title": title_of(_without_number(title)) if title else None,
            "abstract": _ANNOUNCED.sub("", abstract) if abstract else None,
            "authors": texts_of(entry, "author/name")
            or (creators if len(creators) > 1 else "".join(creators))
            or (None if is_arxiv else authors_of(entry)),
            "date": text_of(entry.find("published"))
            or announced
            or text_of(entry.find("date"))
            or text_of(entry.find("publicationDate"))
            or text_of(entry.find("coverDate"))
            or (None if is_arxiv else date_of(entry))
            or text_of(entry.find("updated")),
            "type": "article" if venue else "preprint" if is_arxiv else None,
            "venue": venue,
            "volume": text_of(entry.find("volume")),
            "issue": text_of(entry.find("number")) if journal else None,
            "pages": pages_of(entry),
            "doi": doi,
            "arxiv": next(
                (each for each in (identifier, url) if each and "arxiv" in each.lower()), None
            ),
            "url": url or identifier,
            "keywords": [
                term
                for each in entry.findall("category") + entry.findall("subject")
                if (term := each.get("term") or text_of(each))
            ],
            "key": (identifier or "").rpartition("/abs/")[2] or entry.get("about"),
            "ids": texts_of(entry, "doi"),
        },
        line,
    )
    return with_unkept(record, fields_in(entry, FEED), FEED)


def _are_several(creators: list[str]) -> bool:
    """Say whether these are the authors of a paper: blogs have one for each post."""
    return len(creators) > 1 or any(map(are_people, creators))


def _without_number(title: str) -> str:
    """Return a title without the number, the version and the category that the feeds of RSS set behind it."""
    behind = _BEHIND_TITLE.search(title)
    return title[: behind.start()] if behind and title.endswith(")") else _IN_TITLE.sub("", title)


FORMAT = DumpFormat(
    "arxiv-atom", "Atom and RSS: arXiv API responses and feeds, journal feeds", sniff, read
)
