"""The outline of an Org file: headlines with their keywords, tags, properties and texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papercli.model import Status
from papercli.patterns import late
from papercli.text import clean

_HEADLINE = late(r"(?P<stars>\*{1,20}) +(?P<text>\S.*)")
_PROPERTY = late(r"\s*:(?P<name>[A-Za-z][\w-]*)(?P<more>\+?):(?:\s+(?P<value>.*))?$")
_DRAWER = late(r"\s*:(?P<name>[A-Za-z]\w*):\s*$")
_SETTING = late(r"\s*#\+(?P<name>\w+):\s*(?P<value>.*)$")
_PLANNING = late(r"\s*(?:CLOSED|DEADLINE|SCHEDULED|CLOCK):\s")
_COOKIE = late(r"\[#\w\]|\[\d*(?:/\d*|%)\]")
_NO_TAGS = frozenset("noexport export attach archive crypt ignore".split())  # they steer programs
_TODO = frozenset(
    "TODO NEXT READING READ UNREAD TOREAD TO-READ DOING STARTED INPROGRESS IN-PROGRESS WAITING HOLD SOMEDAY SKIM SKIMMED "
    "FINISHED DONE CANCELLED CANCELED PROJ".split()
)
_READ = frozenset("READ DONE FINISHED SKIMMED".split())
_READING = frozenset("READING DOING STARTED INPROGRESS IN-PROGRESS".split())
_DROPPED = frozenset("CANCELLED CANCELED".split())


@dataclass(slots=True)
class Node:
    """A headline and what stands below it; the file itself is one of level 0."""

    line: int
    level: int
    title: str
    tags: tuple[str, ...] = ()
    status: Status = "unread"
    properties: dict[str, str] = field(default_factory=dict)  # names in lower case
    lines: list[str] = field(default_factory=list)  # its text
    numbers: list[int] = field(default_factory=list)  # where each of them stands in the file
    children: "list[Node]" = field(default_factory=list)
    strays: list[int] = field(default_factory=list)  # drawers that belong to no headline


class Outline:
    """An Org file while it is read."""

    def __init__(self) -> None:
        self.root = Node(1, 0, "")
        self._path = [self.root]
        self._done: set[str] = set()  # words for what is read, as the file defines them
        self._words: set[str] = set(_TODO)
        self._drawer = ""  # that is open
        self._is_top = True  # nothing but a plan stands between here and the headline
        self._in_block = False

    @classmethod
    def read(cls, text: str) -> Node:
        """Return the outline of a text."""
        outline = cls()
        for number, line in enumerate(text.split("\n"), 1):
            outline._take(number, line)
        return outline.root

    def _take(self, number: int, line: str) -> None:
        if (headline := _HEADLINE.match(line)) and not self._in_block:
            self._begin(number, headline)
            return
        node = self._path[-1]
        if self._drawer:
            if self._take_property(node, line):
                return
            self._drawer = ""  # it was never closed
        opened = _DRAWER.match(line)
        name = opened["name"].lower() if opened else ""
        if opened and name != "end" and not self._in_block:
            self._drawer = name
            if name == "properties":
                if node.properties or not self._is_top:
                    node.strays.append(number)
                    self._drawer = "stray"
                elif node is self.root:
                    node.line = number
        elif _PLANNING.match(line):
            return
        elif node is self.root and (setting := _SETTING.match(line)):
            self._set(number, setting["name"].lower(), setting["value"].strip())
        elif line.strip():
            self._is_top = self._is_top and node is self.root and line.startswith("#")
            start = line.strip().lower()
            self._in_block = start.startswith("#+begin") or (
                self._in_block and not start.startswith("#+end")
            )
            node.lines.append(line)
            node.numbers.append(number)
        elif node.lines:
            node.lines.append("")
            node.numbers.append(number)

    def _take_property(self, node: Node, line: str) -> bool:
        """Take in a line of an open drawer, and say whether it was one."""
        found = _PROPERTY.match(line)
        if found is None:
            return self._drawer not in {"properties", "stray"}  # others hold text
        name = found["name"].lower()
        if name == "end":
            self._drawer = ""
            self._is_top = False
        elif self._drawer == "properties":
            value = (found["value"] or "").strip()
            above = node.properties.get(name)
            node.properties[name] = f"{above} {value}" if above and found["more"] else value
        return True

    def _set(self, number: int, name: str, value: str) -> None:
        match name:
            case "title":
                if not self.root.title and not self.root.properties:
                    self.root.line = number
                self.root.title = f"{self.root.title} {value}".strip()
            case "filetags" | "roam_tags":
                self.root.tags += _tags(value)
            case "roam_key":  # of the first version of org-roam
                self.root.properties[name] = value
            case "todo" | "seq_todo" | "typ_todo":
                words = [word.partition("(")[0] for word in value.split()]
                self._words.update(words)
                if "|" in words:
                    self._done.update(words[words.index("|") + 1 :])

    def _begin(self, number: int, headline: re.Match[str]) -> None:
        level = len(headline["stars"])
        while self._path[-1].level >= level:
            self._path.pop()
        text = headline["text"].rstrip()
        tags: tuple[str, ...] = ()
        before, _, last = text.rpartition(" ")
        if before and len(last) > 2 and last[0] == last[-1] == ":":
            text, tags = before.rstrip(), _tags(last)
        word, _, rest = text.partition(" ")
        status: Status = "unread"
        if word in self._words:
            text, status = rest.strip(), self._status_of(word)
        node = Node(number, level, _COOKIE.sub("", text).strip(), tags, status)
        self._path[-1].children.append(node)
        self._path.append(node)
        self._drawer, self._is_top = "", True

    def _status_of(self, word: str) -> Status:
        if word in _DROPPED:
            return "unread"
        if word in self._done or word in _READ:
            return "read"
        return "reading" if word in _READING else "unread"


def _tags(text: str) -> tuple[str, ...]:
    names = map(clean, text.replace(":", " ").split())
    return tuple(name for name in names if name and name.lower() not in _NO_TAGS)


def all_text(node: Node) -> Iterator[str]:
    """Yield the lines below a headline, those of all headlines in it too."""
    yield from node.lines
    for child in node.children:
        yield f"{'*' * (child.level - node.level)} {child.title}"
        yield from all_text(child)
