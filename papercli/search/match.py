"""A query held against the text of one paper, where the index alone cannot tell."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import assert_never

from papercli.identifiers import year_of_arxiv
from papercli.model import Paper
from papercli.search.nodes import And, Name, Not, Or, Phrase, Query, Word, Years
from papercli.text import fold

Analyze = Callable[[str], list[str]]  # text -> stems

_FIELDS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "abstract", "authors", "venue", "keywords", "note"),
    "title": ("title",), "abstract": ("abstract",), "author": ("authors",), "venue": ("venue",),
}  # fmt: skip


def needs_reading(query: Query, *, exact: bool) -> bool:
    """Say whether the index alone cannot tell what matches `query`.

    It does not keep the abstract by itself nor phrases by field, and the words of titles only as
    stems.
    """
    match query:
        case Phrase(_, field):
            return exact or field in {"title", "abstract"}
        case Word(_, field):
            return field == "abstract" or (exact and field == "title")
        case Not(inner):
            return needs_reading(inner, exact=exact)
        case And(parts) | Or(parts):
            return any(needs_reading(part, exact=exact) for part in parts)
        case _:
            return False


def reading(query: Query, analyze: Analyze | None) -> Callable[[Paper], bool]:
    """Return what says whether a paper holds the words and phrases of `query`, by their stems or, without `analyze`, as they are written.

    Names are taken as matched: the index has told exactly. Each text is analysed once, however many
    words are looked for in it.
    """
    wanted = cache(analyze) if analyze else None
    return lambda paper: _matches(query, _Page(paper, analyze), wanted)


class _Page:
    """The texts of one paper, as they are looked at."""

    def __init__(self, paper: Paper, analyze: Analyze | None) -> None:
        self.paper = paper
        self._analyze = analyze
        self._values: dict[str | None, list[str]] = {}
        self._stems: dict[str | None, list[tuple[list[str], frozenset[str]]]] = {}

    def folded(self, field: str | None) -> list[str]:
        """Return the texts of a field, folded."""
        if field not in self._values:
            self._values[field] = [fold(text) for text in self._texts(field)]
        return self._values[field]

    def holds(self, terms: list[str], field: str | None) -> bool:
        """Say whether a text of a field holds these terms one after the other."""
        if field not in self._stems and self._analyze:
            found = map(self._analyze, self._texts(field))
            self._stems[field] = [(stems, frozenset(stems)) for stems in found]
        return any(
            known.issuperset(terms) and _in_a_row(stems, terms)
            for stems, known in self._stems.get(field, ())
        )

    def _texts(self, field: str | None) -> list[str]:
        return [text for name in _FIELDS[field] for text in _texts(getattr(self.paper, name))]


def _matches(query: Query, page: _Page, analyze: Analyze | None) -> bool:
    match query:
        case Word(text, field, prefix):
            return _stands_in(text, field, page, analyze, prefix=prefix)
        case Phrase(text, field):
            return _stands_in(text, field, page, analyze, prefix=False)
        case Years(first, last):
            year = page.paper.year or year_of_arxiv(page.paper.arxiv)
            return year is not None and (first or 0) <= year <= (last or 9999)
        case Name():
            return True
        case Not(inner):
            return not _matches(inner, page, analyze)
        case And(parts):
            return all(_matches(part, page, analyze) for part in parts)
        case Or(parts):
            return any(_matches(part, page, analyze) for part in parts)
        case _:
            assert_never(query)


def _stands_in(
    text: str, field: str | None, page: _Page, analyze: Analyze | None, *, prefix: bool
) -> bool:
    if analyze is not None and not prefix and (wanted := analyze(text)):
        return page.holds(wanted, field)
    pattern = _pattern(text, prefix=prefix)
    return any(pattern.search(value) for value in page.folded(field))


def _in_a_row(terms: list[str], wanted: list[str]) -> bool:
    return len(wanted) == 1 or any(
        terms[at : at + len(wanted)] == wanted for at, term in enumerate(terms) if term == wanted[0]
    )


@lru_cache(maxsize=4096)
def _pattern(text: str, *, prefix: bool) -> re.Pattern[str]:
    """Return what finds folded `text`.

    Whole words at its ends, except that a word with signs may be part of a longer one.
    """
    wanted = re.escape(" ".join(fold(text).split()))
    if " " in text or text.isalnum():
        wanted = rf"(?<!\w){wanted}" + ("" if prefix else r"(?!\w)")
    return re.compile(wanted)


def _texts(value: object) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [str(each) for each in value]
        if isinstance(value, list)
        else []
    )
