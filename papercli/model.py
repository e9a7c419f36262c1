"""A paper as the library keeps it and as `--json` shows it.

One flat record, every key always present.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from papercli.identifiers import year_of_arxiv

Status = Literal["unread", "reading", "read"]


@dataclass(frozen=True, slots=True)
class Source:
    """One sighting of a paper: where in which dump it stood."""

    file: str  # the dump's name as given, without its folder: "trending-01.txt"
    digest: str  # SHA-256 of the dump's bytes, the first 16 hex digits
    line: int  # line of the record's title or first field, from 1
    format: str  # name of the dump format: "listing"
    key: str | None = None  # the record's own id in its dump: "vaswani2017attention"

    @property
    def place(self) -> tuple[str, int, str | None]:
        """What this sighting is known by, wherever the dump lay.

        One line of JSON can hold many records, which their keys tell apart.
        """
        return self.digest, self.line, self.key


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of one author's name.

    An organisation, or a name that is one piece and never inverted, is a literal.
    """

    family: str | None = None  # "van Beethoven"
    given: str | None = None  # "Ludwig"
    suffix: str | None = None  # "Jr."
    literal: str | None = None  # "Google, Inc."

    @property
    def is_known(self) -> bool:
        """Whether there are any parts."""
        return bool(self.family or self.literal)

    @property
    def display(self) -> str:
        """The name as it is read: `Given Family Suffix`."""
        parts = (self.given, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Paper:
    """One work in the library.

    Unknown is None or an empty tuple; the fields are the JSON contract.
    """

    id: str  # 8 or more hex digits, derived from the folded title
    title: str
    abstract: str | None = None
    authors: tuple[str, ...] = ()  # as they are read: "Ada Lovelace"
    # One for each author, or none where the parts follow from how the names are read.
    names: tuple[Name, ...] = ()
    more_authors: bool = False  # there are authors beyond those: the source said "et al."
    year: int | None = None
    # Where the year that is shown comes from; the store keeps years of sources only.
    year_from: Literal["source", "arxiv", "reader"] | None = None
    date: str | None = None  # ISO 8601, as far as known: "2024-03-14"
    type: str | None = None  # a CSL type: "article-journal"
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None  # "9848-9853"
    arxiv: str | None = None  # normal form: "2104.13478", "hep-th/9711200"
    doi: str | None = None  # normal form: "10.1038/nature14539"
    url: str | None = None
    keywords: tuple[str, ...] = ()  # the authors' or the venue's
    tags: tuple[str, ...] = ()  # the reader's
    status: Status = "unread"
    starred: bool = False
    note: str | None = None
    added: str = ""  # when it came into the library, UTC: "2026-03-14T09:26:53Z"
    aliases: tuple[str, ...] = ()  # ids of papers folded into this one; they still resolve
    versions: tuple[
        str, ...
    ] = ()  # ids of other forms of this work in the library: its preprint, its extended version
    # The title with its formulas as TeX, where it has any: "Bounds on $L^2$" for "Bounds on L²".
    title_tex: str | None = None
    sources: tuple[Source, ...] = field(default=())
    citations: int | None = None  # how often others cite it, as the latest dump has it
    citations_at: str | None = None  # when it was that many: "2026-03-14", or a time in UTC
    votes: int | None = None  # readers' votes, as the latest dump has them
    votes_at: str | None = None
    references: tuple[str, ...] = ()  # what it cites: "arxiv:1706.03762", "doi:10.1000/x"
    ids: tuple[str, ...] = ()  # what else it is known by, of its published version too: "pmid:31"
    edited: tuple[str, ...] = ()  # fields that the reader set by hand: "title", "year"
    files: tuple[str, ...] = ()  # the reader's own, by their whole paths: "/home/ada/moths.pdf"
    completed: tuple[str, ...] = ()  # fields whose values are those of an online service

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Paper":
        """Return the paper of a stored line.

        Keys that came later than the line are blank, and keys of later versions are ignored.
        """
        known = {name: values[name] for name in PAPER_FIELDS if name in values}
        for name in _LISTS & known.keys():
            known[name] = tuple(known[name])
        for name, kind in (("names", Name), ("sources", Source)):
            known[name] = tuple(kind(**_known(kind, each)) for each in known.get(name, ()))
        return cls(**known)

    def to_json(self) -> dict[str, Any]:
        """Return the paper as plain values, for the keys and order of the JSON contract."""
        values = ((name, getattr(self, name)) for name in PAPER_FIELDS)
        shown = {name: list(value) if type(value) is tuple else value for name, value in values}
        shown["names"] = [_as_dict(each) for each in self.names]
        shown["sources"] = [_as_dict(each) for each in self.sources]
        return shown


def _known(kind: type[Name | Source], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in kind.__slots__ if name in values}


def _as_dict(value: Name | Source) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


COUNTS = ("citations", "votes")  # each with the time of which it is, under its name and `_at`
# What only some dumps tell; a line of the store leaves out those that are unknown.
RARE = tuple("citations citations_at votes votes_at references ids edited files completed".split())
PAPER_FIELDS = tuple(each.name for each in fields(Paper))
_LISTS = frozenset(each.name for each in fields(Paper) if each.default == ())


def dated(paper: Paper) -> Paper:
    """Return a paper with the year to be shown: its source's, else the one that its arXiv id implies.

    Only papers that are shown are dated, so that the store, merging and dedupe know of no year but
    those that sources gave.
    """
    if paper.year_from or (paper.date and paper.year is None):
        return paper
    if paper.year is not None or "year" in paper.edited:
        by_hand = "year" in paper.edited
        return replace(paper, year_from="reader" if by_hand else "source")
    year = year_of(paper)
    return paper if year is None else replace(paper, year=year, year_from="arxiv")


def year_of(paper: Paper) -> int | None:
    """Return the year of a paper: its own, else the one that its arXiv id implies, unless the reader removed it."""
    if paper.year is not None or "year" in paper.edited:
        return paper.year
    return year_of_arxiv(paper.arxiv)


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A paper that the reader removed, and that does not come back with the same dumps."""

    id: str
    names: tuple[str, ...]  # its id and aliases, and how the id begins that its title gives
    seen: tuple[tuple[str, int, str | None], ...]  # the places of its sightings
