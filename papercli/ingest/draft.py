"""A paper while an ingest adds to it, and the title by which it is looked up."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from papercli.dedupe.fold import fill_blanks
from papercli.identifiers import SHORT_ID, hash_title
from papercli.latex.symbols import without_scripts
from papercli.model import Paper
from papercli.text import fold_title

Outcome = Literal["new", "seen", "updated"]


class Title(NamedTuple):
    """A title as papers are looked up by it."""

    folded: str
    hash: str
    short: str  # the id of a paper that is alone with its title; longer ones begin with it

    @classmethod
    def of(cls, title: str) -> "Title":
        """Return what a title is looked up by."""
        return cls(*_looked_up_by(title))

    @classmethod
    def forms_of(cls, title: str) -> "tuple[Title, ...]":
        """Return a title as it is looked up, first as it is, then as older libraries have it: with `L^2` for `L²`."""
        plain = without_scripts(title)
        return (cls.of(title),) if plain == title else (cls.of(title), cls.of(plain))


@lru_cache(maxsize=16)  # a record is looked up more than once
def _looked_up_by(title: str) -> tuple[str, str, str]:
    folded = fold_title(title)
    title_hash = hash_title(folded)
    return folded, title_hash, title_hash[:SHORT_ID]


class Draft:
    """A paper that is open for more sightings.

    They are kept apart from it, so that adding the thousandth costs no more than adding the first.
    """

    def __init__(self, paper: Paper, *, changed: bool = False) -> None:
        self.paper = replace(paper, sources=())
        self.sources = list(paper.sources)
        self.places = {source.place for source in paper.sources}
        self.changed = changed

    @property
    def id(self) -> str:
        """The paper's id."""
        return self.paper.id

    def whole(self) -> Paper:
        """Return the paper with its sightings."""
        return replace(self.paper, sources=tuple(self.sources))

    def unite(self, later: Paper) -> Outcome:
        """Fill the paper's blanks with what `later` knows, and add its sightings."""
        united = fill_blanks(self.paper, replace(later, sources=()))
        new = [source for source in later.sources if source.place not in self.places]
        self.sources += new
        self.places.update(source.place for source in new)
        more = united is not self.paper
        self.paper = united
        self.changed = self.changed or more or bool(new)
        return "updated" if more else "seen"
