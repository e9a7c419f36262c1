"""A dump as a file: plain, gzip-compressed or on standard input; its digest, and its bytes as text."""

import codecs
import gzip
import hashlib
import io
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from papercli.errors import DumpError

_HEAD = 1 << 16  # bytes that a format's sniff may see
_BLOCK = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FALLBACK = "papers-cp1252"


def _decode_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows-1252, byte by byte, so that one stray byte does not garble the rest."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in stray), error.end


codecs.register_error(_FALLBACK, _decode_as_cp1252)


@dataclass(frozen=True, slots=True)
class Dump:
    """An open dump, decompressed: read it as often as needed with `text()`."""

    name: str  # file name without its folder, or "-"
    path: str  # as the user gave it, for messages
    digest: str  # SHA-256 of the decompressed bytes, the first 16 hex digits
    size: int  # decompressed, in bytes
    head: str  # its start, decoded, for detecting the format
    stream: BinaryIO
    encoding: str

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """Open the whole dump as text, from its start, with `\\n` for every kind of line end."""
        self.stream.seek(0)
        text = io.TextIOWrapper(self.stream, encoding=self.encoding, errors=_FALLBACK)
        try:
            yield text
        finally:
            text.detach()


def find_dumps(paths: Iterable[str]) -> Iterator[str]:
    """Yield each path, with folders replaced by the files in them, sorted; hidden files are passed over."""
    for path in paths:
        if path != "-" and os.path.isdir(path):
            inside = (p for p in Path(path).rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts))
            yield from sorted(map(str, inside))
        else:
            yield path


@contextmanager
def open_dump(path: str) -> Iterator[Dump]:
    """Open a dump, `-` being standard input, and look at it once.

    Raises DumpError for a dump that is missing, unreadable, empty, binary or broken.
    """
    try:
        with _open_bytes(path) as stream:
            yield _examine(path, stream)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DumpError(f"{path}: broken gzip data") from None
    except OSError as error:
        raise DumpError(f"{path}: {(error.strerror or str(error)).lower()}") from None


@contextmanager
def _open_bytes(path: str) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() if path == "-" else open(path, "rb") as file:
        if path == "-":
            if sys.stdin is None:
                raise DumpError("-: standard input is closed")
            shutil.copyfileobj(sys.stdin.buffer, file)
            file.seek(0)
        magic = file.read(len(_GZIP_MAGIC))
        file.seek(0)
        if magic == _GZIP_MAGIC:
            with gzip.open(file) as unpacked:
                yield unpacked  # type: ignore[misc]  # GzipFile reads like any binary file
        else:
            yield file


def _examine(path: str, stream: BinaryIO) -> Dump:
    digest = hashlib.sha256()
    head = b""
    size = 0
    while block := stream.read(_BLOCK):
        head = head or block[:_HEAD]
        digest.update(block)
        size += len(block)
    if not head.strip():
        raise DumpError(f"{path}: empty file")
    encoding = "utf-16" if head.startswith(_UTF16_MARKS) else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in head:
        raise DumpError(f"{path}: binary file, not a dump of text")
    text = codecs.getincrementaldecoder(encoding)(_FALLBACK).decode(head)
    name = "-" if path == "-" else os.path.basename(path)
    return Dump(name, path, digest.hexdigest()[:16], size, text, stream, encoding)
