"""A query held against the text of one paper, where the index alone cannot tell."""

import re
from collections.abc import Callable, Container, Iterable
from functools import cache, lru_cache

from papercli.index import Place
from papercli.index.forms import is_unspaced
from papercli.model import Paper
from papercli.search.nodes import And, Not, Or, Phrase, Query, TextField, Word
from papercli.text import fold

Analyze = Callable[[str], list[str]]  # text -> stems
Check = Callable[[Place, Paper], bool]
Told = Callable[[Query], Container[int]]  # where the papers start that the index says match

# The texts of a paper that a query with a field, or without, looks at.
_TEXTS: dict[TextField | None, Callable[[Paper], Iterable[str | None]]] = {
    None: lambda paper: (
        paper.title,
        paper.abstract,
        *paper.authors,
        paper.venue,
        *paper.keywords,
        paper.note,
    ),
    "title": lambda paper: (paper.title,),
    "abstract": lambda paper: (paper.abstract,),
    "author": lambda paper: paper.authors,
    "venue": lambda paper: (paper.venue,),
    "keyword": lambda paper: paper.keywords,
    "note": lambda paper: (paper.note,),
}


def needs_reading(query: Query, analyze: Analyze | None) -> bool:
    """Say whether the index alone cannot tell what matches `query`; without `analyze`, words match as they are written.

    It does not keep phrases by field, and the words of titles only as stems.
    """
    match query:
        case Phrase(_, field):
            return analyze is None or field in {"title", "abstract", "keyword", "note"}
        case Word(text, "abstract", prefix):
            if analyze is None or prefix:
                return not text.isalnum() or is_unspaced(text)
            return len(analyze(text)) > 1  # they have to stand in a row
        case Word(_, field):
            return analyze is None and field in {"title", "keyword", "note"}
        case Not(inner):
            return needs_reading(inner, analyze)
        case And(parts) | Or(parts):
            return any(needs_reading(part, analyze) for part in parts)
        case _:
            return False


def reading(query: Query, told: Told, analyze: Analyze | None) -> Check:
    """Return what says whether a paper matches `query`.

    Parts that the index can tell, it tells. Words and phrases of the others are looked for in the
    paper's texts by their stems or, without `analyze`, as they are written; each text is analysed
    once, however many are looked for in it.
    """
    test = _test(query, told, cache(analyze) if analyze else None)
    return lambda place, paper: test(place, _Page(paper, analyze))


class _Page:
    """The texts of one paper, as they are looked at."""

    def __init__(self, paper: Paper, analyze: Analyze | None) -> None:
        self.paper = paper
        self._analyze = analyze
        self._values: dict[TextField | None, list[str]] = {}
        self._stems: dict[TextField | None, list[tuple[list[str], frozenset[str]]]] = {}

    def folded(self, field: TextField | None) -> list[str]:
        """Return the texts of a field, folded."""
        if field not in self._values:
            self._values[field] = [fold(text) for text in self._texts(field)]
        return self._values[field]

    def holds(self, terms: list[str], field: TextField | None) -> bool:
        """Say whether a text of a field holds these terms one after the other."""
        if field not in self._stems and self._analyze:
            found = map(self._analyze, self._texts(field))
            self._stems[field] = [(stems, frozenset(stems)) for stems in found]
        return any(
            known.issuperset(terms) and _in_a_row(stems, terms)
            for stems, known in self._stems.get(field, ())
        )

    def _texts(self, field: TextField | None) -> list[str]:
        return [text for text in _TEXTS[field](self.paper) if text]


def _test(query: Query, told: Told, analyze: Analyze | None) -> Callable[[Place, _Page], bool]:
    if needs_reading(query, analyze):
        match query:
            case Word(text, field, prefix):
                return lambda _, page: _stands_in(text, field, page, analyze, prefix=prefix)
            case Phrase(text, field):
                return lambda _, page: _stands_in(text, field, page, analyze, prefix=False)
            case Not(inner):
                test = _test(inner, told, analyze)
                return lambda place, page: not test(place, page)
            case And(parts) | Or(parts):
                tests = [_test(part, told, analyze) for part in parts]
                holds = all if isinstance(query, And) else any
                return lambda place, page: holds(test(place, page) for test in tests)
    starts = told(query)
    return lambda place, _: place.start in starts


def _stands_in(
    text: str, field: TextField | None, page: _Page, analyze: Analyze | None, *, prefix: bool
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

    Whole words at its ends, except that a word with signs may be part of a longer one, and that
    some scripts have no blanks between words.
    """
    wanted = re.escape(" ".join(fold(text).split()))
    if (" " in text or text.isalnum()) and not is_unspaced(text):
        wanted = rf"(?<!\w){wanted}" + ("" if prefix else r"(?!\w)")
    return re.compile(wanted)
