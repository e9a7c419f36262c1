"""The parts of a mail, decoded, each with the lines of the file on which its own stand."""

import base64
import binascii
import email
import io
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from itertools import count
from typing import BinaryIO, cast

from papercli.dumps.input.signatures import is_binary
from papercli.patterns import late

_OTHERS = frozenset({"image", "audio", "video", "font"})  # what is in no dump
_OTHER_TYPES = frozenset({"text/calendar", "text/css", "application/pdf"})
_SIGNATURE = late(r"application/(?:x-)?(?:pkcs7|pgp)-.*|text/(?:x-)?vcard")
_ESCAPED_FROM = late(r"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a mail, or what is attached to it."""

    data: bytes  # a text in UTF-8
    lines: Sequence[int]  # the line of the file for each of its own; the last for all beyond
    group: int = 0  # the same for forms of one text
    is_html: bool = False
    file_name: str = ""  # of what is attached
    is_other: bool = False  # attached, and of a kind that no dump is

    def stream(self) -> BinaryIO:
        """Return its bytes as a file."""
        return io.BytesIO(self.data)


def parts_of(data: bytes, line: int) -> Iterator[Part]:
    """Yield the parts of a message whose first line is `line` of its file."""
    text = _ESCAPED_FROM.sub(r"\1", data.decode("latin-1"))
    if text.startswith("From "):
        text = f"X-{text}".replace("From ", "Postmark: ", 1)
    text = text.lstrip("\ufeff\xef\xbb\xbf")
    message = email.message_from_string(text)
    yield from _walk(message, _Places(text, line), count())


class _Places:
    """Finds on which line of a file the content of each part begins, in their order."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._at = 0
        self._line = line

    def find(self, payload: str) -> int:
        """Return the line on which a part begins."""
        at = self._text.find(payload, self._at) if payload else -1
        if at >= 0:
            self._line += self._text.count("\n", self._at, at)
            self._at = at
        return self._line


def _walk(
    part: Message, places: _Places, numbers: Iterator[int], group: int | None = None
) -> Iterator[Part]:
    content = part.get_payload()
    if isinstance(content, list):
        own = None
        if part.get_content_type() in {"multipart/alternative", "multipart/related"}:
            own = next(numbers) if group is None else group
        for inner in cast("list[Message]", content):
            yield from _walk(inner, places, numbers, own)
    elif isinstance(content, str):
        decoded = _decode(part, content, places, next(numbers) if group is None else group)
        yield from [decoded] if decoded else []


def _decode(part: Message, content: str, places: _Places, group: int) -> Part | None:
    """Return a part decoded; None for what only belongs to a text, such as an image in it."""
    kind = part.get_content_type()
    name = part.get_filename() or ""
    is_attached = part.get_content_disposition() == "attachment" or bool(name)
    is_text = kind in {"text/plain", "text/html", "application/xhtml+xml"}
    first = places.find(content)
    data, lines = _decoded(content, str(part.get("Content-Transfer-Encoding", "")), first)
    if is_text and not is_attached:
        return Part(_as_utf8(data, part), lines, group, is_html=kind != "text/plain")
    is_image = part.get_content_maintype() in _OTHERS
    if not data.strip() or _SIGNATURE.fullmatch(kind) or (is_image and not is_attached):
        return None
    is_other = is_image or kind in _OTHER_TYPES or is_binary(data[:4096]) is not None
    if kind.startswith("text/"):
        data = _as_utf8(data, part)
    return Part(data, lines, file_name=name or kind.replace("/", "."), is_other=is_other)


def _decoded(content: str, encoding: str, first: int) -> tuple[bytes, Sequence[int]]:
    """Return the bytes of a part, and the line of the file for each of their lines."""
    data = content.encode("latin-1", "replace")
    match encoding.strip().lower():
        case "base64":
            try:
                return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]", b"", data) + b"=="), (first,)
            except binascii.Error:
                return data, (first,)
        case "quoted-printable":
            return _quoted_printable(data, first)
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _uudecoded(data), (first,)
    return data, range(first, first + data.count(b"\n") + 1)


def _quoted_printable(data: bytes, first: int) -> tuple[bytes, list[int]]:
    pieces: list[bytes] = []
    lines = [first]
    for number, line in enumerate(data.split(b"\n"), first):
        text = line.rstrip(b" \t\r")
        piece = quopri.decodestring(text.removesuffix(b"="))
        piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        pieces.append(piece)
        lines += [number] * piece.count(b"\n")
        if not text.endswith(b"="):
            pieces.append(b"\n")
            lines.append(number + 1)
    return b"".join(pieces).removesuffix(b"\n"), lines


def _uudecoded(data: bytes) -> bytes:
    decoded: list[bytes] = []
    for line in data.split(b"\n"):
        if not line.startswith((b"begin ", b"end")):
            try:
                decoded.append(binascii.a2b_uu(line))
            except binascii.Error:
                continue
    return b"".join(decoded)


def _as_utf8(data: bytes, part: Message) -> bytes:
    """Return a text in UTF-8, from whatever its part says, and if that is wrong, from what it is."""
    for charset in (part.get_content_charset(), "utf-8"):
        try:
            if charset:
                return data.decode(charset).encode("utf-8", "replace")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace").encode("utf-8")
