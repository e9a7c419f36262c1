"""One JSON value after another, walked piece by piece.

The records they hold, and the way back after a broken one.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from papercli.dumps.base import Skipped
from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.dumps.fields import names_title
from papercli.dumps.json.doubles import Decoder, Object
from papercli.errors import DumpError
from papercli.patterns import late
from papercli.text import fold

_CHUNK = 1 << 18  # characters read at a time
_LONGEST = 1 << 24  # characters of one object; what is longer is broken
MARGIN = 24  # characters before the end of what is held within which an error may come from the cut: `\\u00`, `fals`
_LONGEST_KEY = 40  # characters shown of one
_BLANK = late(r"[ \t\r\n\ufeff\x1e]*")  # with the record separator of RFC 7464
_OPENING = late(r'(?:(?<=[,\[\n}\]])|(?<=[,\[\n}\]] )|(?<=^))[ \t]*(\{\s*")', re.MULTILINE)
# Under these keys an answer holds its records.
HOLDERS = frozenset(
    "results data items message notes papers works records entries response articles publications recommendedPapers matches "
    "documents submissions dailyPapers".split()
)
# Of which those that hold nothing but papers, whatever stands beside them.
_LISTS = frozenset({"papers", "works", "articles", "publications"})
_SHOWING = frozenset({"authors", "year", "abstract", "doi", "arxiv", "venue"})
_WRAPPERS = ("data", "attributes")  # under which a record keeps its fields
_TITLES = frozenset({"title", "display_name", "paper", "content", "name", "Title"})


def unfold(line: int, value: Object) -> Iterator[tuple[int, Object]]:
    """Yield an object.

    Where it holds records, as a page of an answer or a list with a title of its own does, yield
    those.
    """
    if held := _held_in(value):
        yield from ((line, each) for each in held)
    else:
        yield line, value


def _held_in(value: Object) -> list[Object]:
    """Return the records that an object holds rather than being one itself."""
    is_titled = not _TITLES.isdisjoint(value)
    for name, held in value.items():
        if not isinstance(held, list) or not held or not isinstance(held[0], dict):
            continue
        if name not in HOLDERS and (not is_titled or name in FIELD_OF):
            continue
        records = [each for each in held if isinstance(each, dict)]
        if not is_titled:
            if len(records) == len(held):
                return records
        elif name in _LISTS or not _is_shown(value):
            alike = [each for each in records if names_title(each)]
            if name not in HOLDERS:
                alike = [each for each in alike if _is_shown(each)]
            if 2 * len(alike) > len(held):
                return records
    return []


def _is_shown(value: Object) -> bool:
    """Say whether fields are those of a paper, by more than a title."""
    names = {NOT_NAME.sub("", fold(name)) for name, held in value.items() if held}
    return not _SHOWING.isdisjoint(FIELD_OF.get(name) for name in names - {"description"})


def records_in(
    line: int, value: Object, decoder: Decoder
) -> Iterator[tuple[int, Object] | Skipped]:
    """Yield the records of an object, but for those in which a key has two values."""
    for at, record in unfold(line, value):
        key = decoder.doubled_in(record)
        yield (
            (at, record)
            if key is None
            else Skipped(at, f"'{key[:_LONGEST_KEY]}' twice in an object")
        )


def half_way(line: int) -> NoReturn:
    """Raise the error of a dump that ends inside its JSON."""
    raise DumpError(f"line {line}: JSON ends too early")


def reason(error: Exception) -> str:
    """Return why JSON could not be decoded, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        # A place in the text, which is not shown.
        return error.msg.lower().removesuffix(" starting at")
    return "nested too deeply" if isinstance(error, RecursionError) else "number too long"


class _BrokenError(Exception):
    """What stands here is not valid JSON."""

    def __init__(self, reason: str, *, cut: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cut = cut


class Document:
    """A JSON dump under way: the part of it that is held, where in it we are, and on which line."""

    def __init__(self, dump: TextIO, text: str = "", line: int = 1) -> None:
        self._dump = dump
        self._text = text  # of the dump, from that line on, what has been read already
        self._at = 0
        self._line = line
        self._decoder = Decoder()
        self._decode = self._decoder.raw_decode
        self._last = ""  # character read that is not blank
        self._known: frozenset[str] = frozenset()  # keys of the last good record

    def read(self) -> Iterator[tuple[int, Object] | Skipped]:
        """Yield the records of one JSON value after another, and go on behind what is broken."""
        walk = self._value(0)
        damaged = False
        while True:
            start = self._line
            whole = False  # what stands before the fault was closed
            try:
                yield from walk
                whole = True
                if not self._next():
                    return
                if self._text[self._at] not in "{[":
                    raise _BrokenError("text after the end of the JSON", cut=False)  # noqa: TRY301 - met where all breaks are
                walk = self._value(0)
            except _BrokenError as error:
                line = max(start, self._line)
                rest_of_answer = damaged and self._text[self._at : self._at + 1] in {",", "}"}
                ended = not self._find_like()
                if ended and not whole and (error.cut or self._last not in {"]", "}"}):
                    half_way(line)
                if not (ended and rest_of_answer):
                    yield Skipped(line, f"not valid JSON: {error.reason}")
                if ended:
                    return
                damaged = True
                walk = self._elements(within=False)

    def _more(self) -> bool:
        """Read on, at least doubling what is held, and say whether there was anything."""
        if self._at:
            self._text, self._at = self._text[self._at :], 0
        chunk = self._dump.read(max(_CHUNK, len(self._text)))
        self._text += chunk
        self._last = chunk.rstrip()[-1:] or self._last
        return bool(chunk)

    def _move(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to

    def _next(self) -> str:
        """Return the next character that is not blank, or nothing at the end of the dump."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._move(found.end() if found else self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _parse(self) -> Any:
        """Return the JSON value that stands here, and move behind it."""
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                cut = isinstance(error, json.JSONDecodeError) and (
                    error.pos >= len(self._text) - MARGIN
                    or error.msg.startswith("Unterminated string")
                )
                if cut and len(self._text) - self._at < _LONGEST and self._more():
                    continue
                raise _BrokenError(reason(error), cut=cut) from None
            if end == len(self._text) and not isinstance(value, dict | list | str) and self._more():
                continue  # a number may go on
            self._move(end)
            return value

    def _value(self, depth: int) -> Iterator[tuple[int, Object] | Skipped]:
        """Yield the records in the value that stands here."""
        first = self._next()
        if first == "[":
            self._move(self._at + 1)
            yield from self._elements(within=True)
        elif first == "{":
            yield from self._object(depth)
        elif first:
            raise _BrokenError("neither an object nor an array", cut=False)

    def _object(self, depth: int) -> Iterator[tuple[int, Object] | Skipped]:
        """Yield the records that an object holds; one that holds none is a record itself."""
        line = self._line
        self._move(self._at + 1)
        fields: list[tuple[str, Any]] = []
        held = False
        while (first := self._next()) != "}":
            if first == ",":
                self._move(self._at + 1)
                continue
            self._expect('"', first)
            key = self._parse()
            self._expect(":", self._next())
            self._move(self._at + 1)
            first = self._next()
            is_held = key in HOLDERS and (key in _LISTS or _TITLES.isdisjoint(dict(fields)))
            if is_held and depth < 3 and first in {"[", "{"}:
                held = True
                yield from self._value(depth + 1)
            else:
                fields.append((key, self._parse()))
        self._move(self._at + 1)
        if not held:
            yield from records_in(line, self._decoder.object_of(fields), self._decoder)

    def _expect(self, wanted: str, found: str) -> None:
        if found != wanted:
            raise _BrokenError(f"expecting '{wanted}'", cut=not found)

    def _elements(self, *, within: bool) -> Iterator[tuple[int, Object] | Skipped]:
        """Yield the objects of an array from here to its end.

        `within` says that the array is surely not yet closed.
        """
        while (first := self._next()) != "]":
            if first == ",":
                self._move(self._at + 1)
                continue
            if not first:
                raise _BrokenError("no end", cut=within)
            if not within and first == "}":
                self._move(self._at + 1)
                continue
            line = self._line
            value = self._parse()
            if isinstance(value, dict):
                self._known = frozenset(value)
                yield from records_in(line, value, self._decoder)
            else:
                yield Skipped(line, "not a JSON object")
        self._move(self._at + 1)

    def _find_like(self) -> bool:
        """Move to the next object that is like the last good record.

        Says no, at the end of the dump, when there is none.
        """
        self._move(min(self._at + 1, len(self._text)))
        while True:
            for found in iter(lambda: _OPENING.search(self._text, self._at), None):
                self._move(found.start(1))
                before = self._line
                held = len(self._text) - self._at
                try:
                    value, _ = self._decode(self._text, self._at)
                except (ValueError, RecursionError) as error:
                    at_end = (
                        isinstance(error, json.JSONDecodeError)
                        and error.pos >= len(self._text) - MARGIN
                    )
                    if at_end and held < _LONGEST and self._more():
                        continue
                    value = None
                if isinstance(value, dict) and self._is_like(value):
                    self._line = before
                    return True
                self._move(self._at + 1)
            self._move(max(self._at, len(self._text) - MARGIN))
            if not self._more():
                return False

    def _is_like(self, value: Object) -> bool:
        if self._known:
            common = self._known & value.keys()
            return 2 * len(common) >= len(self._known) or (len(common) > 2 and "title" in common)
        inner = [value, *(held for name in _WRAPPERS if isinstance(held := value.get(name), dict))]
        return len(value) > 1 and any(_TITLES & each.keys() or "titles" in each for each in inner)
