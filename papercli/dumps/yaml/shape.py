"""Whether a text is YAML: its lines have the shape, and it shows what labelled text never has.

Labelled text (`Title: …`) may be valid YAML by accident. Nested keys, lists of mappings and block
texts are YAML; quotation marks, brackets and bare keys are, where the keys are in lower case.
"""

import re
from dataclasses import dataclass

from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.dumps.yaml.documents import Fields, read_documents
from papercli.dumps.yaml.fronts import note_of
from papercli.errors import DumpError
from papercli.patterns import late

_KEY = late(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)"
    r"(?P<key>\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|(?:[\w$./@<]|\?\s)[^:#(\n]{0,80}?) *:(?:\s+(?P<value>\S.*))?$"
)
_ITEM = late(r"(?P<indent> *)-(?:\s|$)")
_INLINE = late(r"(?P<indent> *)(?:- +)+\{\s*[\"']?(?P<key>\w)[\w-]*[\"']?\s*:")
_OTHER = late(r"\s*#|---(?:\s|$)|\.\.\.\s*$|%[A-Z]+\s|\s*[\]}]+,?\s*$")
_BLOCK = late(r"(?:[!&]\S+\s+)*[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_QUOTED = late(r"(?:\"[^\"]*\"|'[^']*'|\[.*\]|\{.*\}|[\[{]|[&*!]\w\S*(?:\s.*)?)\s*(?:#.*)?$")
_QUOTES = frozenset("\"'")
# Mappings in brackets, whose keys have no quotation marks as those of JSON have.
_FLOW = late(r"\ufeff?(?:#[^\n]*\n|\s)*+(?:\[\s*)?\{\s*[A-Za-z][\w-]*\s*:\s")
_NO_STARTS = frozenset("{[<@|>")
_TEMPLATES = frozenset({"{%", "{{"})  # YAML that a program fills in
_STRANGE = 0.05  # share of lines that a text which is broken may have out of shape
_CUT = 1 << 15  # characters from which on a text may be the start of a longer one


@dataclass(slots=True)
class _Survey:
    """What the lines of a text look like."""

    keys: int = 0
    lower: int = 0  # keys in lower case
    unknown: int = 0  # keys that are no labels: labelled text would take them for text
    strange: int = 0  # lines that are no part of YAML
    lines: int = 0
    nested: int = 0  # signs of YAML whatever the keys look like
    quoted: int = 0  # signs of YAML where keys are in lower case

    @property
    def is_lower(self) -> bool:
        """Whether keys are in lower case, as those of YAML mostly are."""
        return 2 * self.lower > self.keys


def is_yaml(head: str) -> bool:
    """Say whether a text is YAML, or was before it was broken."""
    if _FLOW.match(head):
        return _try(head)[0]
    start = head.lstrip("\ufeff \t\r\n")[:2]
    if start[:1] in _NO_STARTS and start not in _TEMPLATES:
        return False
    if note_of(head)[0]:
        return False
    found = _survey(head)
    if not found.keys or found.strange > max(1, _STRANGE * found.lines):
        return False
    is_valid, repeats = _try(head)
    if is_valid:
        return found.nested > 0 or (
            found.is_lower and (found.quoted > 0 or (found.unknown > 0 and not repeats))
        )
    return found.is_lower and found.nested + found.quoted > 0 and found.keys > 1


def _try(head: str) -> tuple[bool, bool]:
    """Say whether a text can be read, and whether a mapping in it has a key twice."""
    repeats = False
    try:
        for each in read_documents(head):
            if isinstance(each, str):
                return False, False
            repeats = repeats or (isinstance(each, Fields) and bool(each.again))
    except DumpError as error:
        line = int(re.sub(r"\D+", " ", str(error)).split()[0])
        return len(head) > _CUT and line >= head.count("\n"), repeats
    return True, repeats


def _survey(head: str) -> _Survey:
    found = _Survey()
    last = -1  # column of the last key or dash: what stands further in goes on with it
    empty: int | None = None  # column of a key whose value comes on the next lines
    item: int | None = None  # column of a key right behind a dash
    quote = ""  # that a text over several lines began with
    for line in head.split("\n"):
        if not line.strip():
            continue
        found.lines += 1
        if quote:
            quote = "" if quote in line else quote
        elif key := _KEY.match(line):
            indent, dashes = len(key["indent"]), key["dashes"]
            column = indent + len(dashes)
            if 0 <= last < column and empty is None and not dashes:
                continue  # in a text that runs over several lines
            found.keys += 1
            found.lower += key["key"].strip("\"'")[:1].islower()
            found.unknown += NOT_NAME.sub("", key["key"].lower()) not in FIELD_OF
            value = key["value"] or ""
            nests = empty is not None and (column > empty if not dashes else indent >= empty)
            found.nested += nests or (item == column and not dashes) or bool(_BLOCK.match(value))
            found.quoted += bool(_QUOTED.match(value))
            quote = value[0] if value[:1] in _QUOTES and value.count(value[0]) == 1 else ""
            found.quoted += bool(quote)
            empty = column if not value or value.startswith("#") else None
            item = column if dashes else item if column == item else None
            last = column
        elif inline := _INLINE.match(line):
            found.keys += 1
            found.lower += inline["key"][0].islower()
            found.nested += 1
            last, empty = len(inline["indent"]), None
        elif each := _ITEM.match(line):
            found.quoted += empty is not None and len(each["indent"]) >= empty
            last, empty = len(each["indent"]), None
        elif not _OTHER.match(line):
            found.strange += len(line) - len(line.lstrip(" ")) <= max(last, 0)
    return found
