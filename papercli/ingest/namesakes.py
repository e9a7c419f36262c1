"""Papers of one title: which of them are one work, and what tells the others apart.

An id begins with the hash of the title. For a paper that is not alone with its title, what follows
comes from the paper itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any

from papercli.dedupe.clusters import find_duplicates
from papercli.dedupe.conflict import conflicts
from papercli.dedupe.places import parse_place
from papercli.identifiers import SHORT_ID
from papercli.latex.prose import read_prose
from papercli.model import Paper
from papercli.text import fold

FEW = 20  # papers of one title that are compared one by one; among more, a telling field must agree
_TOLD = (
    "abstract",
    "authors",
    "year",
    "venue",
    "volume",
    "issue",
    "pages",
    "doi",
    "arxiv",
    "type",
)
_IDS = {"arxiv", "doi"}  # another one is of another work
_told = attrgetter(*_TOLD)
_OWN = (4, 8, 16, 56)  # hex digits of its own hash by which an id is longer than the title's


def is_same_work(known: Paper, other: Paper, *, is_sighting: bool = False) -> bool:
    """Say whether two papers of one title, perhaps seen at the same place, are surely the same.

    Their abstracts are equal, as far as there are any, and nothing is in conflict. What a reader
    set by hand differs from what dumps say, and tells nothing; nor does what a dump overrules.
    """
    if known.edited or known.completed:
        overruled = {name for name in known.completed if getattr(other, name)} - _IDS
        untold = overruled.union(known.edited).intersection(_TOLD)
        known = replace(known, **{name: getattr(other, name) for name in untold})
    if (
        known.abstract
        and other.abstract
        and known.abstract != other.abstract
        and _letters(known.abstract) != _letters(other.abstract)
    ):
        return False
    agree = is_sighting or bool(known.abstract and other.abstract)
    return (agree and _told(known) == _told(other)) or not conflicts(known, other, agree=agree)


def says_the_same(known: Paper, other: Paper) -> bool:
    """Say whether two papers of one title also have the same authors and agree in all else."""
    return bool(known.authors) and _whole(known) == _whole(other)


def is_duplicate(known: Paper, other: Paper) -> bool:
    """Say whether dedupe would merge two papers."""
    return any(cluster.verdict == "duplicate" for cluster in find_duplicates([known, other]))


def own_ids(title_hash: str, paper: Paper) -> Iterator[str]:
    """Yield ids, without end, for a paper whose title another one has.

    They come from what all dumps agree on: the letters of its abstract, else its DOI or arXiv id.
    Only for papers that agree in that, or whose hashes collide, does all else that is known count.
    """
    telling = _letters(paper.abstract or "") or paper.doi or paper.arxiv or repr(_whole(paper))
    hashes = [_hash(title_hash, telling), _hash(title_hash, repr(_whole(paper)))]
    for length in _OWN:
        yield from (title_hash[:SHORT_ID] + each[:length] for each in hashes)
    again = _hash(hashes[-1], repr(paper.sources))
    while True:  # the very same paper, kept as a duplicate
        yield from (title_hash[:SHORT_ID] + again[:length] for length in _OWN)
        again = _hash(again, "")


class Namesakes:
    """The papers of a title that many bear, found by what they hold.

    Comparing each with each would take time that grows with the square of their number.
    """

    def __init__(self) -> None:
        self._by: dict[
            Any, dict[str, None]
        ] = {}  # abstract, DOI, page, sighting … -> ids, in the order in which they came

    def add(self, identifier: str, paper: Paper) -> None:
        """Let a paper be found under an id; also when more has become known of it."""
        for key in _keys(paper):
            self._by.setdefault(key, {})[identifier] = None

    def like(self, paper: Paper) -> list[str]:
        """Return the id of `paper`, and those of papers that share something telling with it."""
        found = {paper.id: None}
        for key in _keys(paper):
            for at, identifier in enumerate(self._by.get(key, ())):
                if at == FEW:
                    break
                found[identifier] = None
        return list(found)


def _keys(paper: Paper) -> Iterator[Any]:
    yield from (("place", source.place) for source in paper.sources)
    yield "whole", _whole(paper)
    if paper.abstract:
        yield "abstract", _hash(_letters(paper.abstract))
    if paper.doi:
        yield "doi", paper.doi
    if paper.arxiv:
        yield "arxiv", paper.arxiv
    if (page := parse_place(paper).first) is not None:
        yield "page", page


def _whole(paper: Paper) -> tuple[object, ...]:
    """Return all by which a paper may differ from another of its title."""
    place = (paper.venue, paper.volume, paper.issue, paper.pages)
    text = _letters(paper.abstract or "")
    return paper.doi, paper.arxiv, paper.year, paper.authors, *place, text


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _letters(text: str) -> str:
    """Return the folded letters and digits of a text, the same however it and its formulas were written."""
    return "".join(c for c in fold(read_prose(text)) if c.isalnum())
