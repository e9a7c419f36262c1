"""Fields of a record that say something and became no part of its paper: they are reported by their names.

The words of a field are compared with those of the record that was made of it. What a record of any kind has
and no reader misses is not reported: `bookkeeping` lists it, and ids, addresses, numbers and dates hold no words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from papercli.dumps.base import Record, Skipped
from papercli.dumps.bookkeeping import COMMON, ENDS, HOLDERS, INLINE, NO_WORDS
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
# An address, a path, an id, a code: what stands between two blanks and is no word.
_NO_WORD = late(r"\S*(?:[/@\\_=<>\d]|\w\.\w)\S*")
_LABEL = late(r"\s{0,9}([A-Za-z][\w .-]{1,30}):\s")
_WORD = late(r"[^\W\d_]{2,}")
_FIELDS = (
    "title", "title_tex", "abstract", "authors", "venue", "volume", "issue", "pages", "url", "doi", "type", "keywords", "tags", "key", "note", "status", "ids", "date", "files",
)  # fmt: skip
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
    known = _Known(record)
    for name, value in fields:
        if not value or _is_bookkeeping(name, bookkeeping):
            continue
        words = _words_in(value, bookkeeping if _holds_others(name) else None)
        if _ends_as_bookkeeping(name):
            words = iter(several) if len(several := {*words}) >= _FEW else iter(())
        if any(not known.holds(word) for word in words):
            shown = clean(clean(name)[:_LONGEST_NAME])
            if shown and shown not in record.unread:
                yield shown


class _Known:
    """The words that a record says, found when they are asked for."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def holds(self, word: str) -> bool:
        """Say whether a record has a word, or nobody would miss it."""
        # What is in no text is no word of one: nearly always the first word shows it.
        return (word in self._text and word in self._words) or month_of(word) > 0

    @cached_property
    def _text(self) -> str:
        record = self._record
        texts: list[object] = [getattr(record, name) for name in _FIELDS]
        texts += [
            (name.family, name.given, name.suffix, name.literal) for name in record.names if name
        ]
        return fold(without_markup(" ".join(_texts_in(texts, DEEPEST))))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))


@lru_cache(maxsize=4096)  # names come again with every record
def _is_bookkeeping(name: str, bookkeeping: frozenset[str] = frozenset()) -> bool:
    folded = fold_column(name)
    return name in bookkeeping or folded in bookkeeping or folded in COMMON


@lru_cache(maxsize=4096)
def _ends_as_bookkeeping(name: str) -> bool:
    return ENDS.search(name) is not None


@lru_cache(maxsize=4096)
def _holds_others(name: str) -> bool:
    return fold_column(name) in HOLDERS


def _words_in(value: object, bookkeeping: frozenset[str] | None) -> Iterator[str]:
    """Yield the words that a value says: of ids, addresses, numbers and dates there are none.

    With `bookkeeping`, lines that are a field of that by its label say nothing: `Citation Key: roe2020`.
    """
    for line in (line for text in _texts_in(value, DEEPEST) for line in text.split("\n")):
        label = None if bookkeeping is None else _LABEL.match(line)
        if label and _is_bookkeeping(label[1], bookkeeping or frozenset()):
            continue
        plain = without_markup(line)
        if is_of_database(plain) or (len(plain) <= _LONGEST_STATUS and read_status(plain)):
            continue
        for token in plain.split():
            if not _NO_WORD.fullmatch(token):
                yield from (word for word in _WORD.findall(fold(token)) if word not in NO_WORDS)


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
                if not (_is_bookkeeping(str(name)) or _ends_as_bookkeeping(str(name))):
                    yield from _texts_in(each, depth - 1)


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
