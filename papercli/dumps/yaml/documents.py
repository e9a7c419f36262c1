"""YAML documents as mappings that know their lines, lists and texts.

Nothing is made of a tag, and aliases, depth and size have limits: what a document unfolds to is
never larger than what a bibliography may be.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from papercli.errors import DumpError
from papercli.patterns import late

if TYPE_CHECKING:
    from yaml import YAMLError

_DEEPEST = 50  # collections in collections
_MOST_VALUES = 3_000_000  # of a document with its aliases unfolded; 100,000 papers have fewer
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STANDARD = "tag:yaml.org,2002:"
_PLAIN = frozenset({None, "!"}) | {
    f"{_STANDARD}{kind}" for kind in ("str", "int", "float", "bool", "timestamp", "seq", "map")
}
_MERGE = "<<"
# What no YAML may hold, and line ends that only YAML knows: lines are counted as elsewhere.
_UNSOUND = late(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Fields(dict[str, Any]):
    """A mapping, with the line of each of its keys."""

    __slots__ = ("again", "line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.again: list[tuple[str, int, object]] = []  # keys that came before, with their values

    def put(self, key: str, line: int, value: object) -> None:
        """Add a key; one that is there is kept apart, unless it says the same."""
        if key not in self:
            self[key] = value
            self.lines[key] = line
        elif not (isinstance(value, str | None) and value == self[key]):
            self.again.append((key, line, value))

    def entries(self) -> Iterator[tuple[str, int, object]]:
        """Yield each key, its line and its value, those that come twice too."""
        yield from ((key, self.lines.get(key, self.line), value) for key, value in self.items())
        yield from self.again


class Items(list[Any]):
    """A sequence, with the line of each of its values."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


class _Open:
    """A mapping or a sequence that is not yet closed."""

    __slots__ = ("anchor", "is_void", "key", "key_line", "merged", "size", "value")

    def __init__(self, value: Fields | Items, anchor: str | None, *, is_void: bool) -> None:
        self.value = value
        self.anchor = anchor
        self.is_void = is_void  # its tag asks for something that is not made
        self.key: str | None = None  # whose value comes next
        self.key_line = 0
        self.merged: list[Fields] = []  # mappings under `<<`
        self.size = 1  # values in it, aliases unfolded


class _Builder:
    """The values of one document after another, as their events come."""

    def __init__(self, above: int) -> None:
        self._above = above + 1  # lines before the first, and one as YAML counts from 0
        self._stack: list[_Open] = []
        self._anchored: dict[str, tuple[object, int]] = {}
        self.root: object = None

    def take(self, event: Any) -> bool:
        """Take in an event, and say whether it ends a document."""
        from yaml import events

        line = event.start_mark.line + self._above
        match event:
            case events.DocumentStartEvent():
                self.root, self._stack, self._anchored = None, [], {}
            case events.ScalarEvent():
                value = _text_of(event)
                if event.anchor:
                    self._anchored[event.anchor] = value, 1
                self._add(value, line, 1)
            case events.AliasEvent():
                self._add(*self._unfold(event.anchor, line))
            case events.MappingStartEvent() | events.SequenceStartEvent():
                self._open(event, line)
            case events.MappingEndEvent() | events.SequenceEndEvent():
                self._close(line)
            case events.DocumentEndEvent():
                return True
        return False

    def _unfold(self, anchor: str | None, line: int) -> tuple[object, int, int]:
        if anchor is None or anchor not in self._anchored:
            raise DumpError(f"line {line}: not valid YAML: an alias of nothing, or of itself")
        value, size = self._anchored[anchor]
        return value, line, size

    def _open(self, event: Any, line: int) -> None:
        from yaml import events

        if len(self._stack) == _DEEPEST:
            raise DumpError(f"line {line}: nested more than {_DEEPEST} deep")
        is_mapping = isinstance(event, events.MappingStartEvent)
        value = Fields(line) if is_mapping else Items()
        self._stack.append(_Open(value, event.anchor, is_void=event.tag not in _PLAIN))

    def _close(self, line: int) -> None:
        closed = self._stack.pop()
        value = None if closed.is_void else closed.value
        for each in closed.merged:
            for key, inner in each.items():
                closed.value.setdefault(key, inner)  # type: ignore[union-attr]  # only mappings merge
        if closed.anchor:
            self._anchored[closed.anchor] = value, closed.size
        at = value.line if isinstance(value, Fields) else line
        if isinstance(value, Items) and value.lines:
            at = value.lines[0]
        self._add(value, at, closed.size)

    def _add(self, value: object, line: int, size: int) -> None:
        """Put a value where it belongs: the document, a list, or a mapping as key or value."""
        if not self._stack:
            self.root = value
            return
        parent = self._stack[-1]
        parent.size += size
        if parent.size > _MOST_VALUES:
            raise DumpError(f"line {line}: more than {_MOST_VALUES:,} values in one document")
        if isinstance(parent.value, Items):
            parent.value.append(value)
            parent.value.lines.append(line)
        elif parent.key is None:
            parent.key, parent.key_line = value if isinstance(value, str) else "", line
        else:
            if parent.key == _MERGE:
                merged = value if isinstance(value, Items) else [value]
                parent.merged += [each for each in merged if isinstance(each, Fields)]
                parent.size += sum(len(each) for each in parent.merged)
            else:
                parent.value.put(parent.key, parent.key_line, value)
            parent.key = None


def _text_of(event: Any) -> str | None:
    """Return the text of a scalar, whatever type it would have; None for what is none."""
    if event.tag not in _PLAIN or (event.implicit[0] and event.value in _NULLS):
        return None
    return str(event.value)


def read_documents(text: str, above: int = 0) -> Iterator[object]:
    """Yield what each document holds: `Fields`, `Items`, a text or None.

    `above` lines stand before the text in its dump. Raises DumpError, with the line, where it is
    not valid YAML.
    """
    import yaml

    builder = _Builder(above)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # not every PyYAML has libyaml
    try:
        for event in yaml.parse(_UNSOUND.sub(_blank, text), Loader=loader):
            if builder.take(event):
                yield builder.root
    except yaml.YAMLError as error:
        line = min(_line_of(error), text.count("\n")) + above + 1
        raise DumpError(f"line {line}: not valid YAML: {_reason(error)}") from None


def _blank(found: re.Match[str]) -> str:
    return " " if found[0] in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else ""


def _line_of(error: "YAMLError") -> int:
    """Return the line of a fault; of a text that is never closed, the one that opens it."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if "end of stream" in str(getattr(error, "problem", "")):
        marks.reverse()
    return next((mark.line for mark in marks if mark), 0)


def _reason(error: "YAMLError") -> str:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or error)
    return "never closed" if "end of stream" in problem else " ".join(problem.split())
