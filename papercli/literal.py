"""A query held against the text of one paper, where the index alone cannot tell."""

import re
from collections.abc import Callable
from typing import Any, assert_never

from papercli.identifiers import year_of_arxiv
from papercli.query import And, Name, Not, Or, Phrase, Query, Word, Years
from papercli.text import fold

Analyze = Callable[[str], list[str]]  # text -> stems

_FIELDS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "abstract", "authors", "venue", "keywords", "note"),
    "title": ("title",), "abstract": ("abstract",), "author": ("authors",), "venue": ("venue",),
}  # fmt: skip


def needs_reading(query: Query, *, exact: bool) -> bool:
    """Say whether the index alone cannot tell what matches `query`.

    It does not keep the abstract by itself nor phrases by field, and the words of titles only as stems.
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


def matches(query: Query, paper: dict[str, Any], analyze: Analyze | None) -> bool:
    """Say whether `paper` holds the words and phrases of `query`, by their stems or, without `analyze`, as they are written.

    Names are taken as matched: the index has told exactly.
    """
    match query:
        case Word(text, field, prefix):
            return _stands_in(text, field, paper, analyze, prefix=prefix)
        case Phrase(text, field):
            return _stands_in(text, field, paper, analyze, prefix=False)
        case Years(first, last):
            year = paper["year"] or year_of_arxiv(paper["arxiv"])
            return year is not None and (first or 0) <= year <= (last or 9999)
        case Name():
            return True
        case Not(inner):
            return not matches(inner, paper, analyze)
        case And(parts):
            return all(matches(part, paper, analyze) for part in parts)
        case Or(parts):
            return any(matches(part, paper, analyze) for part in parts)
        case _:
            assert_never(query)


def _stands_in(text: str, field: str | None, paper: dict[str, Any], analyze: Analyze | None, *, prefix: bool) -> bool:
    values = [value for name in _FIELDS[field] for value in _texts(paper[name])]
    if analyze is not None and not prefix and (wanted := analyze(text)):
        return any(_holds(analyze(value), wanted) for value in values)
    pattern = _pattern(text, prefix=prefix)
    return any(pattern.search(fold(value)) for value in values)


def _holds(terms: list[str], wanted: list[str]) -> bool:
    return any(terms[at : at + len(wanted)] == wanted for at, term in enumerate(terms) if term == wanted[0])


def _pattern(text: str, *, prefix: bool) -> re.Pattern[str]:
    """Return what finds folded `text`; whole words at its ends, except that a word with signs may be part of a longer one."""
    wanted = re.escape(" ".join(fold(text).split()))
    if " " in text or text.isalnum():
        wanted = rf"(?<!\w){wanted}" + ("" if prefix else r"(?!\w)")
    return re.compile(wanted)


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []
