"""A query as a tree: a closed set of nodes."""

from typing import Literal, NamedTuple, assert_never

TextField = Literal["title", "abstract", "author", "venue", "keyword", "note"]
NameField = Literal[
    "id", "arxiv", "doi", "cites", "cited-by", "tag", "source", "is", "has", "added"
]
CountField = Literal["citations", "votes"]


class Word(NamedTuple):
    """A word, anywhere or in one field; with `prefix`, every word that starts so."""

    text: str
    field: TextField | None = None
    prefix: bool = False


class Phrase(NamedTuple):
    """Words next to each other, anywhere or in one field."""

    text: str
    field: TextField | None = None


class Years(NamedTuple):
    """A year, or all from `first` to `last`; None is open."""

    first: int | None
    last: int | None


class Count(NamedTuple):
    """A number of citations or votes, or all from `first` to `last`; None is open."""

    field: CountField
    first: int | None
    last: int | None


class Added(NamedTuple):
    """When papers were added: from `first`, before `end`, in milliseconds since 1970."""

    text: str  # as the reader wrote it
    first: int
    end: int | None


class Name(NamedTuple):
    """An id, an identifier, a tag, a dump's name or a state.

    Matched whole, ids and dumps by their start. `added` has one: `last`, for the last ingest.
    """

    field: NameField
    value: str


class Not(NamedTuple):
    """What `inner` does not match."""

    inner: "Query"


class And(NamedTuple):
    """What all parts match. Without parts: nothing was asked for."""

    parts: tuple["Query", ...]
    is_explicit: bool = False  # the reader wrote AND, so that no part may be missing


class Or(NamedTuple):
    """What any part matches."""

    parts: tuple["Query", ...]


Query = Word | Phrase | Years | Count | Added | Name | Not | And | Or

NOTHING = And(())


def without_sentence_marks(word: str) -> str:
    """Return a word as it stands in a query without the marks of a sentence around it."""
    return word.strip(".,;:!?()[]\"'")


def spell(query: Query) -> str:
    """Return a query as a reader may write it: `author:cohen`, `(mesh OR surface)`."""
    match query:
        case Word(text, field, prefix):
            return (f"{field}:{text}" if field else text) + "*" * prefix
        case Phrase(text, field):
            return f'{field}:"{text}"' if field else f'"{text}"'
        case Years(first, last):
            return f"year:{first or ''}" + (f"..{last or ''}" if first != last else "")
        case Count(field, first, last):
            start, end = ("" if each is None else str(each) for each in (first, last))
            return f"{field}:{start}" + (f"..{end}" if first != last else "")
        case Added(text):
            return f"added:{text}"
        case Name(field, value):
            return f"{field}:{value}"
        case Not(inner):
            return f"NOT {spell(inner)}"
        case And(parts, is_explicit):
            return f"({(' AND ' if is_explicit else ' ').join(map(spell, parts))})"
        case Or(parts):
            return f"({' OR '.join(map(spell, parts))})"
        case _:
            assert_never(query)
