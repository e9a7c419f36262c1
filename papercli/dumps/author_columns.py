"""Tables that share out the authors of a paper among columns: the first, the others, the last."""

from collections.abc import Mapping

from papercli.dumps.authors import read_authors
from papercli.dumps.column_names import FIRST_AUTHORS, LAST_AUTHORS, OTHER_AUTHORS, fold_column
from papercli.dumps.field_names import FIELD_OF, RANK_OF
from papercli.dumps.people import says_more, without_more
from papercli.names import names_of
from papercli.text import fold

SHARED = FIRST_AUTHORS | OTHER_AUTHORS | LAST_AUTHORS


def author_column(fields: Mapping[str, object]) -> str | None:
    """Return under which of these names `read_fields` finds the authors."""
    names = [name for name in fields if FIELD_OF.get(name) == "authors"]
    return min(names, key=RANK_OF.__getitem__, default=None)


def add_authors(fields: dict[str, object], values: Mapping[str, str]) -> None:
    """Put the authors of a row together in `fields`, where columns share them out."""
    named = author_column(fields)
    family, given = (fields.get(f"firstauthor{part}name") for part in ("last", "first"))
    first = f"{family}, {given}" if family and given else _held(fields, FIRST_AUTHORS)
    text = fields[named] if named else without_more(first) if first else None
    if not isinstance(text, str):
        return
    others, last = _held(fields, OTHER_AUTHORS), _held(fields, LAST_AUTHORS)
    has_others = any(fold_column(name) in OTHER_AUTHORS for name in values)
    joined = [text]
    more = False
    if others and not _names_any(text, others):
        joined.append(without_more(others))
        more = says_more(others)
    # Between the first and the last there are others, unless a column for those is blank.
    if last and has_others and not _names_any("; ".join(joined), last):
        joined.append(last)
    if named and len(joined) == 1:
        return
    end = " et al." if more or not (named or has_others) else ""
    fields[named or "authors"] = f"{'; '.join(filter(None, joined))}{end}"


def unread_authors(values: Mapping[str, str], authors: str) -> list[str]:
    """Return the columns of a row that name authors who are not among those that were read."""
    return [
        name
        for name, value in values.items()
        if fold_column(name) in LAST_AUTHORS | OTHER_AUTHORS and not _has_all(authors, value)
    ]


def _held(fields: Mapping[str, object], names: frozenset[str]) -> str | None:
    return next((str(fields[name]) for name in fields if name in names and fields[name]), None)


def _names_any(text: str, names: str) -> bool:
    """Say whether one of these names is also in a text of names."""
    known = _keys(text)
    return any(_is_in(known, key) for key in _keys(names))


def _has_all(text: str, names: str) -> bool:
    known = _keys(text)
    return all(_is_in(known, key) for key in _keys(names))


def _is_in(known: set[tuple[str, str]], key: tuple[str, str]) -> bool:
    return key in known or any(
        family == key[0] and not (initial and key[1]) for family, initial in known
    )


def _keys(text: str) -> set[tuple[str, str]]:
    """Return the family name and the first initial of each name in a text."""
    authors = read_authors(text)
    parts = names_of(authors.authors, authors.names)
    return {(fold(name.family or name.literal or ""), fold(name.given or "")[:1]) for name in parts}
