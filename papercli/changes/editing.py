"""Values of a paper that a reader sets by hand. They outlive what later dumps say."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from papercli.changes.marking import Marked
from papercli.changes.naming import named
from papercli.dumps.authors import read_authors
from papercli.dumps.fields import csl_type
from papercli.dumps.keywords import read_words
from papercli.dumps.values import read_date, read_pages
from papercli.errors import UsageError
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.library import Library
from papercli.model import Paper, Status
from papercli.patterns import late
from papercli.search.naming import find_all_named
from papercli.store.papers import encode_paper
from papercli.text import clean, clean_lines, join_words

_YEARS = range(1400, 2100)
_URL = late(r"https?://\S+", re.IGNORECASE)
_YES, _NO = frozenset({"yes", "true", "y", "1"}), frozenset({"no", "false", "n", "0", ""})
_IMPLIED = frozenset({"names", "more_authors", "title_tex"})  # set with authors and title
_DATE = late(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_MARKS = frozenset({"tags", "status", "starred", "note"})  # the reader's own: no dump sets them


def edit(library: Library, names: Sequence[str], values: Mapping[str, object]) -> Marked:
    """Set values of papers, and remember which were set; nothing is written where all are so already.

    `values` are texts, lists of texts or None, by the names in EDITABLE; an empty one removes what
    is there. Raises UsageError for what is no value of its field.
    """
    read = read_values(values)
    papers = list({paper.id: paper for paper in find_all_named(library, names)}.values())
    edited = [_with_values(paper, read) for paper in papers]
    changed = [after for before, after in zip(papers, edited, strict=True) if after is not before]
    if changed:
        library.append(
            [encode_paper(paper) for paper in changed],
            command="edit",
            summary=f"{join_words(list(values), 'and')} set: {named(changed)}",
        )
    return Marked(edited, changed)


def read_values(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of a paper that these values give. Raises UsageError."""
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in EDITABLE:
            known = ", ".join(EDITABLE)
            raise UsageError(f"'{clean(name)}' is not a field that can be set; use one of: {known}")
        read |= EDITABLE[name](name, value)
    return read


def _with_values(paper: Paper, values: Mapping[str, Any]) -> Paper:
    """Return a paper with values set by hand; the same one where it has them all."""
    new = {name: value for name, value in values.items() if getattr(paper, name) != value}
    if not new:
        return paper
    if "title" in new:
        new["title_tex"] = None
    if "year" in new and paper.date and not paper.date.startswith(f"{new['year']}"):
        new.setdefault("date", None)  # it was of another year
    by_hand = {*paper.edited, *(set(new) - _MARKS - _IMPLIED)}
    completed = tuple(name for name in paper.completed if name not in by_hand)
    return replace(paper, **new, edited=tuple(sorted(by_hand)), completed=completed)


def _text_in(name: str, value: object) -> str | None:
    if isinstance(value, list | dict):
        raise UsageError(f"{name}: takes one text, not a list")
    return clean(str(value)) or None if value is not None else None


def _wrong(name: str, text: str, takes: str) -> UsageError:
    return UsageError(f"{name}: takes {takes}, not '{text[:60]}'")


def _read_text(name: str, value: object) -> dict[str, Any]:
    return {name: _text_in(name, value)}


def _read_lines(name: str, value: object) -> dict[str, Any]:
    text = value if isinstance(value, str) else _text_in(name, value)
    return {name: clean_lines(text) or None if text else None}


def _read_title(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if not text:
        raise UsageError("title: a paper needs one")
    return {name: text}


def _read_authors(name: str, value: object) -> dict[str, Any]:
    """Return the authors in a list, or in a text that parts them with semicolons, commas or `and`."""
    if isinstance(value, str) and ";" not in value:  # joined by "and" or commas, or one name
        found = read_authors(clean(value) or None)
        return {name: found.authors, "names": found.names, "more_authors": found.more}
    if isinstance(value, str):
        value = [each for each in value.split(";") if each.strip()]
    elif not isinstance(value, list | None):
        raise UsageError(f"{name}: takes a list of names")
    names = [_text_in(name, each) for each in value or ()]
    found = read_authors([each for each in names if each])
    return {name: found.authors, "names": found.names, "more_authors": found.more}


def _read_year(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if text is None:
        return {name: None}
    if not text.isdecimal() or int(text) not in _YEARS:
        raise _wrong(name, text, "a year such as 2024")
    return {name: int(text)}


def _read_date(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if text is None:
        return {name: None}
    date = read_date(text) if _DATE.fullmatch(text) else None
    if date != text:
        raise _wrong(name, text, "a date such as 2024-03-14 or 2024-03")
    return {name: date}


def _read_type(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if text and csl_type(text) is None:
        raise _wrong(name, text, "a CSL type such as article-journal, paper-conference or thesis")
    return {name: csl_type(text)}


def _read_pages(name: str, value: object) -> dict[str, Any]:
    return {name: read_pages(_text_in(name, value))}


def _identifier(normalise: Callable[[str], str | None], takes: str) -> "_Reader":
    def read(name: str, value: object) -> dict[str, Any]:
        text = _text_in(name, value)
        found = (normalise(text) or normalise(f"{name}:{text}")) if text else None
        if text and found is None:
            raise _wrong(name, text, takes)
        return {name: found}

    return read


def _read_url(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if text and not _URL.fullmatch(text):
        raise _wrong(name, text, "an address that begins with https:// or http://")
    return {name: text}


def _read_words(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, str) and ";" in value:  # so that a comma can stand in one
        value = value.split(";")
    if isinstance(value, list):
        value = [_text_in(name, each) for each in value]
    elif not isinstance(value, str | None):
        raise UsageError(f"{name}: takes a list")
    return {
        name: read_words([each for each in value if each] if isinstance(value, list) else value)
    }


def _read_status(name: str, value: object) -> dict[str, Any]:
    text = _text_in(name, value)
    if text not in get_args(Status):
        raise _wrong(name, text or "", join_words(get_args(Status), "or"))
    return {name: text}


def _read_star(name: str, value: object) -> dict[str, Any]:
    text = (_text_in(name, value) or "").lower()
    if text not in _YES | _NO:
        raise _wrong(name, text, "yes or no")
    return {name: text in _YES}


_Reader = Callable[[str, object], dict[str, Any]]
# What can be set -> how it is read.
EDITABLE: dict[str, _Reader] = {
    "title": _read_title,
    "authors": _read_authors,
    "year": _read_year,
    "date": _read_date,
    "type": _read_type,
    "venue": _read_text,
    "volume": _read_text,
    "issue": _read_text,
    "pages": _read_pages,
    "arxiv": _identifier(normalise_arxiv, "an arXiv id such as 1706.03762"),
    "doi": _identifier(normalise_doi, "a DOI such as 10.1038/nature14539"),
    "url": _read_url,
    "keywords": _read_words,
    "tags": _read_words,
    "status": _read_status,
    "starred": _read_star,
    "note": _read_lines,
    "abstract": _read_text,
}
