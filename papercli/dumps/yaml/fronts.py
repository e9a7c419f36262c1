"""Front matter: the block of fields on top of a note, between two rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from papercli.dumps.yaml.documents import Fields, read_documents
from papercli.errors import DumpError
from papercli.patterns import late

_MOST_LINES = 400
_MOST_BLANK = 20  # lines between a front matter and the text below it
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = late(r"(?:\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|\w[\w .-]{0,40}?) *:(?:\s|$)")
_TOML_KEY = late(r"[\"']?[\w.-]{1,60}[\"']? *=|\[{1,2}[\w.\"' -]{1,60}\]{1,2}\s*$")
_GOES_ON = late(r"\s*#|\s+\S|-(?:\s|$)|[\]}]|\s*$")
_LINKS = late(r"^(?P<key>[\w -]+: +|\s*- +)(?P<links>\[\[[^\[].*\]\][^'\"]*)$")
_TOML_PLACE = late(r" \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Front:
    """The lines of a front matter, without the rules around it."""

    rule: str
    lines: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many lines it takes, with both rules."""
        return len(self.lines) + 2


def lines_from(lines: Sequence[str], start: int) -> Callable[[int], str]:
    """Return what gives the lines from `start` on, and nothing beyond their end."""
    return lambda at: lines[start + at] if start + at < len(lines) else ""


def find_front(line: Callable[[int], str]) -> Front | None:
    """Return the front matter that starts at line 0 of a text; `line` is empty beyond its end."""
    rule = line(0).strip().lstrip("\ufeff")
    if rule not in _ENDS:
        return None
    key = _TOML_KEY if rule == "+++" else _KEY
    inner: list[str] = []
    while len(inner) < _MOST_LINES and (each := line(len(inner) + 1)):
        if each.strip() in _ENDS[rule] and not each[0].isspace():
            return Front(rule, tuple(inner)) if any(map(key.match, inner)) else None
        if not (key.match(each) or _GOES_ON.match(each)):
            return None
        inner.append(each)
    return None


def find_note(line: Callable[[int], str]) -> Front | None:
    """Return the front matter of a note, which has text below it, and not one more document.

    Where nothing is below, it is that of a note if it has a title, and ends in its own rule.
    """
    front = find_front(line)
    if front is None:
        return None
    below = ""
    for at in range(front.size, front.size + _MOST_BLANK):
        below = line(at)
        if below.strip() or not below:
            break
    if below.strip():
        return None if below.startswith(front.rule) or _KEY.match(below) else front
    names = {each.split(":")[0].strip().lower() for each in front.lines if not each[0].isspace()}
    is_own = line(front.size - 1).strip() == front.rule and "title" in names
    return front if is_own and "references" not in names else None


def note_of(text: str) -> tuple[Front | None, str]:
    """Return the front matter of a text that is a note, and the text below it."""
    lines = text.lstrip("\ufeff \t\r\n").splitlines(keepends=True)
    front = find_note(lines_from(lines, 0))
    return front, "".join(lines[front.size :]) if front else text


def read_front(front: Front, line: int) -> Fields:
    """Return the fields of a front matter whose rule is on that line.

    Raises DumpError, with the line, where it is broken.
    """
    if front.rule == "+++":
        return _read_toml(front, line)
    text = "".join(_LINKS.sub(_quoted, each.rstrip("\n")) + "\n" for each in front.lines)
    found = next(read_documents(text, line), None)
    if not isinstance(found, Fields):
        raise DumpError(f"line {line}: a front matter without fields")
    if found.again:
        key, again, _ = found.again[0]
        raise DumpError(f"line {again}: '{key}' twice in a front matter")
    return found


def _quoted(found: re.Match[str]) -> str:
    """Return a line whose value is made of wiki links, which YAML would take for lists."""
    return found["key"] + "'" + found["links"].strip().replace("'", "''") + "'"


def _read_toml(front: Front, line: int) -> Fields:
    import tomllib

    fields = Fields(line + 1)
    try:
        found = tomllib.loads("".join(front.lines))
    except (ValueError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        at = line + (int(place[1]) if place and place[1] else len(front.lines))
        raise DumpError(
            f"line {at}: not valid TOML: {_TOML_PLACE.sub('', str(error)).lower()}"
        ) from None
    for table in (found.pop("params", None), found.pop("taxonomies", None)):
        found |= {name: value for name, value in (table or {}).items() if name not in found}
    for name, value in found.items():
        fields.put(name, line + 1, _plain(value))
    return fields


def _plain(value: Any) -> Any:
    """Return a value of TOML as YAML's would be: a date is a text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, list) else value
