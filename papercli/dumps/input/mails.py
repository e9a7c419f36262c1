"""Mails and mailboxes: known by their headers, and taken apart into messages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from papercli.dumps.input.files import Found, file_name, unpacked
from papercli.dumps.input.mail_parts import Part, parts_of
from papercli.dumps.input.members import named
from papercli.errors import DumpError

_LOOKED_AT = 1 << 16  # bytes in which the headers of a mail must end
_LARGEST = 1 << 26  # bytes of one message
_COUNT = re.compile(rb"\d{1,9}[ \t]*\r?\n")  # above a message as Apple's Mail keeps it
_POSTMARK = re.compile(rb"From (?:-|\S+@\S+|\S+[ \t].*\d\d:\d\d)")  # above each in a mailbox
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_BY_MACHINES = frozenset({b"received", b"return-path", b"message-id", b"mime-version"})
_BY_PEOPLE = frozenset({b"from", b"subject", b"date", b"to"})


@dataclass(frozen=True, slots=True)
class Message:
    """One mail."""

    path: str  # for messages
    bodies: list[list[Found]]  # each text of it in all its forms, plain text before HTML
    attached: list[Found]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A file of one mail or more."""

    path: str
    is_met: bool  # in a folder or an archive, and not named by the reader
    messages: Iterator[Message] = field(repr=False)


def find_mails(found: Found, file: BinaryIO) -> Mailbox | None:
    """Return the mails that a file holds, or None where it holds none."""
    opened = unpacked(file) or file
    file.seek(0)
    if not is_mail(opened.read(_LOOKED_AT)):
        opened.seek(0)
        file.seek(0)
        return None
    opened.seek(0)
    return Mailbox(found.path, found.is_met, _messages(found, opened.read))


def is_mail(head: bytes) -> bool:
    """Say whether a file starts with the headers of a mail, and with nothing but headers."""
    text = head.lstrip(b"\xef\xbb\xbf\r\n")
    if counted := _COUNT.match(text):
        text = text[counted.end() :]
    names: set[bytes] = set()
    is_box = False
    for number, line in enumerate(text.replace(b"\r\n", b"\n").split(b"\n")):
        if not number and _POSTMARK.match(line):
            is_box = True
        elif found := _HEADER.match(line):
            names.add(found[1].lower())
        elif not line.strip():
            break
        elif not names or line[:1] not in b" \t":
            return False
    people = _BY_PEOPLE & names
    return (b"from" in people or is_box) and (
        {b"from", b"subject", b"date"} <= people
        or (len(people) > 1 and bool(_BY_MACHINES & names))
        or (is_box and len(names) > 1)
    )


def _messages(found: Found, read: Callable[[int], bytes]) -> Iterator[Message]:
    """Yield the messages of a file, in memory one by one."""
    several = False
    for number, (line, data) in enumerate(_divide(read), 1):
        several = several or number > 1 or data is None or data.startswith(b"From ")
        shown = named(found.path, str(number))
        path = shown.path if several else found.path
        name = shown.name if several else found.name or file_name(found.path)
        if data is None:
            fault = f"message {number} is larger than {_LARGEST >> 20} MB"
            yield Message(path, [], [Found(path, fault=fault)])
            continue
        try:
            parts = list(parts_of(data, line))
        except RecursionError:
            yield Message(path, [], [Found(path, fault="nested too deep")])
            continue
        yield Message(
            path,
            [[_body(path, name, form) for form in each] for each in _texts(parts)],
            [_attached(path, name, each) for each in parts if each.file_name],
        )


def _texts(parts: list[Part]) -> list[list[Part]]:
    """Return the texts among parts, forms of the same text together."""
    groups: dict[int, list[Part]] = {}
    for part in parts:
        if not part.file_name:
            groups.setdefault(part.group, []).append(part)
    return [sorted(each, key=lambda part: part.is_html) for each in groups.values()]


def _body(path: str, name: str, part: Part) -> Found:
    return Found(path, name, stream=part.stream(), is_met=True, lines=part.lines)


def _attached(path: str, name: str, part: Part) -> Found:
    shown = named(path, part.file_name)
    if part.is_other:
        return Found(shown.path, is_other=True)
    return Found(
        shown.path,
        f"{name}/{shown.name.partition('/')[2]}",
        stream=part.stream(),
        is_met=True,
        lines=part.lines,
    )


def _divide(read: Callable[[int], bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each message and the line on which it starts; None for one that is too large."""
    held: list[bytes] = []
    size, start, number, above = 0, 1, 0, b"\n"
    lines = _lines(read)
    for number, line in enumerate(lines, 1):
        if number == 1 and (counted := _COUNT.fullmatch(line)):
            rest = b"".join(lines)
            yield 2, rest[: int(counted[0])]
            return
        if number > 1 and not above.strip() and _POSTMARK.match(line):
            yield start, b"".join(held) if size <= _LARGEST else None
            held, size, start = [], 0, number
        size += len(line)
        if size <= _LARGEST:
            held.append(line)
        above = line
    yield start, b"".join(held) if size <= _LARGEST else None


def _lines(read: Callable[[int], bytes]) -> Iterator[bytes]:
    r"""Yield the lines of a file, with `\n` for every kind of line end."""
    rest = b""
    while block := read(_LOOKED_AT):
        rest += block
        if len(rest) > 2 * _LARGEST:
            raise DumpError(f"a line is longer than {_LARGEST >> 19} MB")
        *lines, rest = rest.split(b"\n")
        for line in lines:
            yield line.removesuffix(b"\r") + b"\n"
    if rest:
        yield rest
