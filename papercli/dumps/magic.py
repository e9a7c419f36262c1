"""What the first bytes of a file say it is: compressed, text in some encoding, or no text at all."""

import bz2
import codecs
import gzip
import lzma
from typing import Any

_LOOKED_AT = 4096  # bytes
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
COMPRESSIONS: tuple[tuple[bytes, Any, str], ...] = (
    (b"\x1f\x8b", gzip.open, "gzip"), (b"BZh", bz2.open, "bzip2"), (b"\xfd7zXZ", lzma.open, "xz"),
)  # fmt: skip
COMPRESSED = tuple(mark for mark, *_ in COMPRESSIONS)
_OTHER_FILES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "binary file (an image)"),
    (b"\xff\xd8\xff", "binary file (an image)"),
    (b"GIF8", "binary file (an image)"),
    (b"SQLite format 3", "binary file (a database)"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
)
_CONTROLS = bytes({*range(32)} - {9, 10, 11, 12, 13, 27, 30})


def is_binary(head: bytes) -> str | None:
    """Say what a file that is no text is, or None."""
    for magic, name in _OTHER_FILES:
        if head.startswith(magic):
            return name
    if head.startswith((*UTF16_MARKS, *UTF32_MARKS)) or wide_encoding(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary file" if controls * 100 > len(head) else None


def wide_encoding(head: bytes) -> str | None:
    """Return UTF-16's name where every other byte is NUL, as in Western text that has lost its byte order mark."""
    even, odd = head[:_LOOKED_AT:2], head[1:_LOOKED_AT:2]
    if not odd or len(even) < 4:
        return None
    if even.count(0) * 10 > len(even) * 7 and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return "utf-16-le" if odd.count(0) * 10 > len(odd) * 7 and even.count(0) * 20 < len(even) else None
