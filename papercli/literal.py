"""Matching to the letter: a query held against the text of one paper, where the index alone cannot tell."""

import re
from typing import Any, assert_never

from papercli.query import And, Name, Not, Or, Phrase, Query, Word, Years
from papercli.text import fold

_FIELDS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "abstract", "authors", "venue", "keywords"),
    "title": ("title",), "abstract": ("abstract",), "author": ("authors",), "venue": ("venue",),
}  # fmt: skip


def matches(query: Query, paper: dict[str, Any]) -> bool:
    """Say whether `paper` holds the words and phrases of `query` as they are written, but for case and accents.

    Names and years are taken as matched: the index has told exactly.
    """
    match query:
        case Word(text, field, prefix):
            return _stands_in(text, field, paper, whole=not prefix)
        case Phrase(text, field):
            return _stands_in(text, field, paper, whole=True)
        case Years(first, last):
            return paper["year"] is not None and (first or 0) <= paper["year"] <= (last or 9999)
        case Name():
            return True
        case Not(inner):
            return not matches(inner, paper)
        case And(parts):
            return all(matches(part, paper) for part in parts)
        case Or(parts):
            return any(matches(part, paper) for part in parts)
        case _:
            assert_never(query)


def needs_reading(query: Query) -> bool:
    """Say whether the index alone cannot tell exactly what matches `query`: it keeps the title's and abstract's words as stems."""
    match query:
        case Phrase():
            return True
        case Word(_, field):
            return field in {"title", "abstract"}
        case Not():
            return True
        case And(parts) | Or(parts):
            return any(needs_reading(part) for part in parts)
        case _:
            return False


def _stands_in(text: str, field: str | None, paper: dict[str, Any], *, whole: bool) -> bool:
    """Say whether folded `text` stands in a field; at its ends whole words, where they are letters or digits."""
    wanted = re.escape(" ".join(fold(text).split()))
    has_sign = any(not c.isalnum() and not c.isspace() for c in text)
    if not has_sign or " " in text:
        wanted = rf"(?<!\w){wanted}" + (r"(?!\w)" if whole else "")
    pattern = re.compile(wanted)
    return any(pattern.search(fold(value)) for name in _FIELDS[field] for value in _texts(paper[name]))


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []
