"""Fields of a record that say something and became no part of its paper: they are reported by their names.

The words of a field are compared with those of the record that was made of it. What a record of any kind has
and no reader misses is not reported: `bookkeeping` lists it, and ids, addresses, numbers and dates hold no words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from papercli.dumps.base import Record, Skipped
from papercli.dumps.bookkeeping import COMMON, ENDS, INLINE, NO_WORDS
from papercli.dumps.column_names import fold_column
from papercli.dumps.markup import without_markup
from papercli.dumps.months import month_of
from papercli.dumps.reader_marks import is_of_database
from papercli.dumps.reader_names import read_status
from papercli.dumps.values import DEEPEST
from papercli.patterns import late
from papercli.text import clean, fold

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_Unit = TypeVar("_Unit", Record, Record | Skipped)
_LONGEST_NAME = 40  # characters of the name of a field that is shown
_FEW = 4  # words, which a reader would hardly write under a name such as "url" or "date"
_LONGEST_STATUS = 20  # characters of a word for how far a paper is read
_TOKEN = late(r"\S+")
# An address, a path, an id, a code: what stands between two blanks and is no word.
_NO_WORD = late(r"\S*(?:[/@\\_=<>\d]|\w\.\w)\S*")
_WORD = late(r"[^\W\d_]{2,}")
_ASIDE = frozenset({"line", "unread", "doubts", "unknown_year", "unknown_doi", "references"})
_FIELDS = tuple(each.name for each in fields_of(Record) if each.name not in _ASIDE)
Fields = Iterable[tuple[str, object]]  # their names, and what they hold


def with_unkept(record: _Unit, fields: Fields, bookkeeping: frozenset[str] = frozenset()) -> _Unit:
    """Return the record that was made of `fields` with the names of those that say more than it does.

    `bookkeeping` has the names, folded, of what the format keeps for itself.
    """
    if not isinstance(record, Record):
        return record
    left: dict[str, None] = dict.fromkeys(_unkept(record, fields, bookkeeping))
    return replace(record, unread=(*record.unread, *left)) if left else record


def _unkept(record: Record, fields: Fields, bookkeeping: frozenset[str]) -> Iterator[str]:
    known: set[str] = set()
    for name, value in fields:
        if not value or _is_bookkeeping(name, bookkeeping):
            continue
        said = words_in(value)
        if not said or (len(said) < _FEW and ENDS.search(name)):
            continue
        known = known or _words_of(record)
        if not said <= known:
            shown = clean(clean(name)[:_LONGEST_NAME])
            if shown and shown not in record.unread:
                yield shown


@lru_cache(maxsize=4096)  # names come again with every record
def _is_bookkeeping(name: str, bookkeeping: frozenset[str] = frozenset()) -> bool:
    folded = fold_column(name)
    return name in bookkeeping or folded in bookkeeping or folded in COMMON


def words_in(value: object) -> set[str]:
    """Return the words that a value says: of ids, addresses, numbers and dates there are none."""
    return {word for text in _texts_in(value, DEEPEST) for word in _words(text)}


def _words(text: str) -> Iterator[str]:
    plain = without_markup(text)
    if is_of_database(plain) or (len(plain) <= _LONGEST_STATUS and read_status(plain)):
        return
    for token in _TOKEN.findall(plain):
        if _NO_WORD.fullmatch(token):
            continue
        for word in _WORD.findall(fold(token)):
            if word not in NO_WORDS and not month_of(word):
                yield word


def _texts_in(value: object, depth: int) -> Iterator[str]:
    """Yield the texts in a value, but for those that an object of any kind has about itself."""
    match value:
        case str():
            yield value
        case list() | tuple() if depth:
            for each in value:
                yield from _texts_in(each, depth - 1)
        case dict() if depth:
            for name, each in value.items():
                if not (_is_bookkeeping(str(name)) or ENDS.search(str(name))):
                    yield from _texts_in(each, depth - 1)


def _words_of(record: Record) -> set[str]:
    """Return the words of all fields of a record."""
    texts: list[object] = [getattr(record, name) for name in _FIELDS]
    texts += [part for name in record.names for part in (name.family, name.given, name.suffix, name.literal)]  # fmt: skip
    return {
        word
        for text in _texts_in(texts, DEEPEST)
        for word in _WORD.findall(fold(without_markup(text)))
    } | {""}


def fields_in(element: "Element", bookkeeping: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the elements within one that hold text, by their names, but for the bookkeeping and all that is in it."""
    waiting = list(element)[::-1]
    while waiting:
        each = waiting.pop()
        # "arXiv" is an id, and what holds a record in arXiv's own format.
        if _is_bookkeeping(each.tag, bookkeeping) and not (len(each) and each.tag == "arXiv"):
            continue
        if (each.text or "").strip() or any(
            (inner.tail or "").strip() or inner.tag in INLINE for inner in each
        ):
            yield each.tag, "".join(each.itertext())
        else:
            waiting.extend(reversed(each))
