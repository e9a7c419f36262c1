"""What reading a dump yields, whatever its format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from papercli.model import Name, Source, Status, Unwanted

EXAMPLE = (
    " ('"  # between the name of a field that is not kept and what it says: "Status ('Shelved')"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One unit of a dump that can become a paper. Fields mean what they mean in `Paper`."""

    line: int  # where it starts in the dump, from 1
    title: str
    abstract: str | None = None
    authors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    more_authors: bool = False
    year: int | None = None
    date: str | None = None
    type: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    key: str | None = None  # the record's own id in its dump
    citations: int | None = None
    citations_at: str | None = None  # if the dump tells
    votes: int | None = None
    votes_at: str | None = None
    references: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    unknown_year: str | None = field(default=None, compare=False)  # one that cannot be read
    unknown_doi: str | None = field(default=None, compare=False)
    # The names of its fields, where nothing but its title says that it is a paper.
    doubts: tuple[str, ...] = field(default=(), compare=False)
    # Names of its fields that say something and that no field of a paper has a place for.
    unread: tuple[str, ...] = field(default=(), compare=False)
    format: str | None = None  # where it is not the dump's: of a BibTeX entry in a listing
    title_tex: str | None = None
    # What only an export of a library holds:
    id: str | None = None
    status: Status = "unread"
    starred: bool = False
    note: str | None = None
    edited: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    added: str | None = None
    aliases: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()  # ids of papers that the reader said are others
    sources: tuple[Source, ...] = ()
    unwanted: tuple[Unwanted, ...] = ()  # papers removed from that library; one paper names all
    searches: tuple[tuple[str, str], ...] = ()  # names and queries saved in it; so does one paper


@dataclass(frozen=True, slots=True)
class Skipped:
    """One unit of a dump that could not become a paper, or what stands beside one that did."""

    line: int
    reason: str  # lower case, no full stop: "title without an abstract"
    beside: bool = False  # a paper was read there


@dataclass(frozen=True, slots=True)
class DumpFormat:
    """A kind of dump: how to recognise it and how to read it."""

    name: str  # as shown to users and stored in a source: "listing"
    summary: str  # one line for the reader: "pages copied from a trending-papers site"
    # Head of the dump, without what other formats have a claim to -> 0..1, how sure.
    sniff: Callable[[str], float]
    read: Callable[[TextIO], Iterator[Record | Skipped]]
    is_latex: bool = False  # its texts are LaTeX throughout, and its reader reads them as such


def bounded(evidence: float, explained: int, head: str) -> float:
    """Return the evidence for a format, at most the share of the head that it explains."""
    text = sum(len(line.strip()) for line in head.split("\n"))
    return min(evidence, explained / max(text, 1))


def without_beside(found: Iterable[Record | Skipped]) -> list[Record | Skipped]:
    """Return what was found without what stands beside papers: it says nothing of whether a dump is a list of them."""
    return [each for each in found if isinstance(each, Record) or not each.beside]
