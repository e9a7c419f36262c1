"""One reader for catalogues in XML: of each, a table says where a record keeps its fields."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.reader_marks import with_note
from papercli.dumps.unkept import fields_in, with_unkept
from papercli.dumps.values import read_date
from papercli.dumps.xml.documents import root_of
from papercli.dumps.xml.prose import prose_of
from papercli.dumps.xml.records import read_elements
from papercli.dumps.xml.shared import without_shared
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATTRIBUTE = late(r"(.*?)/?@([\w-]+)")
# "a/b" is the text of an element, "a/@b" of an attribute; of several the first that has any.
Paths = str | tuple[str, ...]
# A list of paths stands for all that they hold, a function for what it returns.
Source = Paths | list[str] | Callable[["Element"], object]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A kind of catalogue: how it shows, its records, and where these keep their fields."""

    name: str
    summary: str
    signs: tuple[str, ...]  # patterns that the head of such a document all holds
    records: tuple[str, ...]  # names of the elements that are papers
    fields: Mapping[str, Source]
    # Of a record, the elements before it that hold for it, too, the outer before the inner. It is
    # then read as a part of one element, beside these.
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()  # contexts that are papers where no record follows
    apart: bool = False  # none of these elements holds another of them
    shared: tuple[str, ...] = ()  # elements that records may name in place of holding them
    refuse: Callable[["Element"], str | None] = field(default=lambda _: None)  # why it is no paper
    notes: tuple[str, ...] = ()  # paths of what a reader wrote
    bookkeeping: frozenset[str] = frozenset()  # elements, folded, that nobody misses
    # What an element says in all, and under which names.
    said: Callable[["Element", frozenset[str]], Iterator[tuple[str, str]]] = fields_in

    def sniff(self, head: str) -> float:
        """Say how sure it is that `head` is such a catalogue."""
        if "<" not in head[:200] or root_of(head) is None:
            return 0.0
        return 0.98 if all(re.search(sign, head) for sign in self.signs) else 0.0

    def read(self, dump: TextIO) -> Iterator[Record | Skipped]:
        """Yield a record for each element that is a paper."""
        yield from without_shared(self._records(dump))

    def _records(self, dump: TextIO) -> Iterator[Record | Skipped]:
        from xml.etree.ElementTree import Element

        held: dict[str, Element] = {}
        # A context that may be a paper itself, and its name.
        waiting: tuple[int, Element, str] | None = None
        for found in self._elements(dump):
            if isinstance(found, Skipped):
                yield found
                continue
            line, element = found
            if element.tag not in self.records:
                if waiting is not None:
                    yield self._to_record(waiting[1], waiting[0])
                held = {name: held[name] for name in self._around(element.tag) if name in held}
                held[element.tag] = element
                whole = self._whole(held, element.tag)
                waiting = (line, whole, element.tag) if element.tag in self.alone else None
                continue
            around = self.contexts.get(element.tag, ())
            if waiting is not None and waiting[2] not in around:
                yield self._to_record(waiting[1], waiting[0])
            waiting = None
            if self.contexts:
                own = {name: each for name, each in held.items() if name in around}
                element = self._whole(own, "", element)
            yield self._to_record(element, line)
        if waiting is not None:
            yield self._to_record(waiting[1], waiting[0])

    def _around(self, context: str) -> tuple[str, ...]:
        """Return the contexts that may stand around one."""
        chain = next(each for each in self.contexts.values() if context in each)
        return chain[: chain.index(context)]

    def _elements(self, dump: TextIO) -> "Iterator[tuple[int, Element] | Skipped]":
        contexts = dict.fromkeys(name for each in self.contexts.values() for name in each)
        found = read_elements(dump, *self.records, *contexts, *self.shared, apart=self.apart)
        if not self.shared:
            yield from found
            return
        every = list(found)  # what is named may stand behind what names it
        named = {each[1].get("about"): each[1] for each in every if not isinstance(each, Skipped)}
        for each in every:
            if isinstance(each, Skipped):
                yield each
                continue
            for at in each[1].findall(".//*[@resource]"):
                other = named.get(at.get("resource"))
                if other is not None and other.tag in self.shared:
                    at.append(other)
            if each[1].tag not in self.shared:
                yield each

    def _whole(
        self, held: Mapping[str, "Element"], own: str, record: "Element | None" = None
    ) -> "Element":
        from xml.etree.ElementTree import Element

        whole = Element("whole")
        for name, each in held.items():
            if name != own:
                whole.append(each)
        if record is None:
            record = held[own]
        whole.append(renamed := Element("record", {"kind": record.tag, **record.attrib}))
        renamed.extend(record)
        renamed.text = record.text
        return whole

    def _to_record(self, element: "Element", line: int) -> Record | Skipped:
        if reason := self.refuse(element):
            return Skipped(line, reason)
        values = {name: _value(element, source) for name, source in self.fields.items()}
        record = with_note(read_fields(values, line), _lines_at(element, self.notes))
        return with_unkept(record, self.said(element, self.bookkeeping), self.bookkeeping)

    @property
    def format(self) -> DumpFormat:
        """The dump format that this is."""
        return DumpFormat(self.name, self.summary, self.sniff, self.read)


def _value(element: "Element", source: Source) -> object:
    match source:
        case str():
            return first_of(element, source)
        case tuple():
            return first_of(element, *source)
        case list():
            return [text for path in source for text in all_of(element, path)]
        case _:
            return source(element)


def _lines_at(element: "Element", paths: tuple[str, ...]) -> list[str]:
    """Return the texts at these paths, line by line."""
    return ["".join(each.itertext()) for path in paths for each in element.findall(path)]


def all_of(element: "Element", *paths: str) -> list[str]:
    """Return the texts at these paths, without those that are blank."""
    found = []
    for path in paths:
        named = _ATTRIBUTE.fullmatch(path)
        attribute = named[2] if named else ""
        for each in element.findall((named[1] if named else path) or "."):
            text = (each.get(attribute) or "").strip() if attribute else prose_of(each)
            if text:
                found.append(text)
    return found


def first_of(element: "Element", *paths: str) -> str | None:
    """Return the first text at the first of these paths that has any."""
    return next((found[0] for path in paths if (found := all_of(element, path))), None)


def best_date(*dates: str | None) -> str | None:
    """Return the first of these dates, or one that says the same more exactly.

    One that cannot be read stays as it is, to be reported.
    """
    known = [date for each in dates if (date := read_date(each))]
    if not known:
        return next(filter(None, dates), None)
    return max((each for each in known if each.startswith(known[0])), key=len)


def date_in_parts(element: "Element | None") -> str | None:
    """Return the date in the elements `year`, `month` and `day` of one, as exact as it is."""
    if element is None:
        return None
    year, month, day = (
        first_of(element, name, name.capitalize()) for name in ("year", "month", "day")
    )
    if year is None:
        return None
    parts = [year, month, day if month else None]
    given = [part for part in parts if part]
    text = ("-" if not month or month.isdecimal() else " ").join(given)
    return read_date(text) or text
