"""A dump as a file: plain, compressed, on standard input or in an archive; its digest, and its bytes as text."""

import codecs
import gzip
import hashlib
import io
import lzma
import os
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO

from papercli.dumps.magic import COMPRESSED, COMPRESSIONS, UTF16_MARKS, UTF32_MARKS, is_binary, wide_encoding
from papercli.errors import DumpError, reason
from papercli.text import clean

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 20
_HEAD = 1 << 16  # bytes that a format's sniff may see
_FALLBACK = "papers-cp1252"
# What a dump may unpack to. Text compresses to a tenth, deflate at most to 1:1032; the dumps of whole services are larger than 8 GiB,
# but not compressed ones that a reader hands over.
_MOST_BYTES = 8 << 30
_SUSPECT_BYTES = 1 << 30
_SUSPECT_RATIO = 1000
_BROKEN = (gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError)


def _decode_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows-1252, byte by byte, so that one stray byte does not garble the rest."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in stray), error.end


codecs.register_error(_FALLBACK, _decode_as_cp1252)


@dataclass(frozen=True, slots=True)
class Found:
    """A dump that nobody named, or that has no path of its own: from a folder, a pipe or an archive; or one that cannot be read."""

    path: str  # for messages: "lists.zip/refs.bib"
    name: str = ""  # as kept in a source; the path without its folder where it is not given
    stream: BinaryIO | None = None
    fault: str | None = None  # why it cannot be read
    is_met: bool = False  # in a folder or an archive, and not named by the reader
    is_ours: bool = False  # a library's own file, which is not to be read


@dataclass(frozen=True, slots=True)
class Dump:
    """An open dump, decompressed: read it as often as needed with `text()`."""

    name: str  # file name without its folder, or "-"
    path: str  # as the user gave it, for messages
    digest: str  # SHA-256 of the decompressed bytes, the first 16 hex digits
    size: int  # decompressed, in bytes; of a broken one, as far as it goes
    head: str  # its start, decoded, for detecting the format
    stream: BinaryIO
    encoding: str
    packing: str = "compressed"  # how it was compressed, if it was
    is_met: bool = False  # in a folder or an archive, and not named by the reader

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        r"""Open the whole dump as text, from its start, with `\n` for every kind of line end.

        Reading raises DumpError where the dump turns out to be broken; errors of other files stay what they are.
        """
        self.stream.seek(0)
        text = io.TextIOWrapper(io.BufferedReader(_Checked(self.stream, self.packing), BLOCK >> 4), encoding=self.encoding, errors=_FALLBACK)
        try:
            yield text
        finally:
            text.detach().detach()  # the dump itself stays open


class _Checked(io.RawIOBase):
    """The bytes of a dump, whose faults are DumpErrors."""

    def __init__(self, stream: BinaryIO, packing: str) -> None:
        self._stream = stream
        self._packing = packing

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = _read_some(self._stream, len(view))
        except _BROKEN:
            raise DumpError(f"broken {self._packing} data; what stands before it is read") from None
        except OSError as error:
            raise DumpError(reason(error)) from None
        view[: len(data)] = data
        return len(data)


class Bound:
    """How much may still come out of a compressed dump; `add` raises DumpError when it is more than is sound."""

    def __init__(self, packed: int) -> None:
        self._packed = max(packed, 1)
        self._unpacked = 0
        self.is_passed = False

    def add(self, count: int) -> None:
        """Count what has come out."""
        self._unpacked += count
        if self._unpacked > _MOST_BYTES:
            self.is_passed = True
            raise DumpError(f"unpacks to more than {_MOST_BYTES >> 30} GB; unpack it yourself and name the parts")
        if self._unpacked > _SUSPECT_BYTES and self._unpacked > _SUSPECT_RATIO * self._packed:
            self.is_passed = True
            raise DumpError(f"unpacks to more than {_SUSPECT_RATIO} times its size: not a dump of text")


@contextmanager
def open_dump(place: str | Found) -> Iterator[Dump]:
    """Open a dump, `-` being standard input, and look at it once.

    Raises DumpError for a dump that is missing, unreadable, empty, binary or broken.
    """
    found = Found(place) if isinstance(place, str) else place
    shown = clean(found.path)
    if found.fault is not None:
        raise DumpError(f"{shown}: {found.fault}")
    with ExitStack() as opened:
        kind = "compressed"
        try:
            stream, packed, kind = _open_bytes(found, opened)
            dump = _examine(shown, found.name or file_name(found.path), stream, packed)
            dump = replace(dump, is_met=found.is_met, packing=kind or dump.packing)
        except DumpError as error:
            raise DumpError(f"{shown}: {error}") from None
        except _BROKEN:
            raise DumpError(f"{shown}: broken {kind} data") from None
        except (OSError, ValueError) as error:
            raise DumpError(f"{shown}: {reason(error) if isinstance(error, OSError) else str(error).lower()}") from None
        yield dump


def file_name(path: str) -> str:
    """Return a path's last part as a source keeps it: what could drive a terminal or is no Unicode is taken out."""
    return "-" if path == "-" else clean(os.path.basename(path.rstrip("/"))) or "?"


def _open_bytes(found: Found, opened: ExitStack) -> tuple[BinaryIO, int | None, str]:
    """Return a dump decompressed, the size it has compressed, if it is, and how; `opened` closes it."""
    if found.stream is not None:
        file = found.stream
    elif found.path == "-" or not stat.S_ISREG(os.stat(found.path).st_mode):
        file = opened.enter_context(spool(found.path))
    else:
        file = opened.enter_context(open(found.path, "rb"))  # noqa: SIM115 - the stack closes it
    magic = file.read(6)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    for mark, unpack, kind in COMPRESSIONS:
        if magic.startswith(mark):
            return opened.enter_context(unpack(file)), size, kind
    return file, None, ""


def spool(path: str) -> BinaryIO:
    """Return what comes through a pipe, a terminal or standard input as a file that can be read twice."""
    if path == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise DumpError("standard input is closed")
        return _copied(sys.stdin.buffer)
    if os.path.isdir(path):
        raise DumpError("is a directory")
    with open(path, "rb", buffering=0) as pipe:
        return _copied(pipe)


def _copied(source: IO[bytes]) -> BinaryIO:
    held = tempfile.TemporaryFile()  # noqa: SIM115  # closed by who reads it
    size = 0
    while block := source.read(BLOCK):
        held.write(block)
        size += len(block)
        if size > _MOST_BYTES:
            held.close()
            raise DumpError(f"more than {_MOST_BYTES >> 30} GB through a pipe; name the file instead")
        is_packed = block.startswith((*COMPRESSED, b"PK")) or b"ustar" in block[:512]
        if size == len(block) and not is_packed and is_binary(block) is not None:
            break  # whoever examines it says what it is; /dev/zero has no end
    held.seek(0)
    return held


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream holds; of broken compressed data, what comes out before they break. Raises their error when nothing does."""
    block = b""
    try:
        while block := _read_some(stream, BLOCK):
            yield block
    except _BROKEN:
        if not block:
            raise


def _read_some(stream: BinaryIO, most: int) -> bytes:
    """Return what can be had at once; to ask for more would lose it where what follows is broken."""
    return stream.read1(most) if isinstance(stream, io.BufferedIOBase) else stream.read(most)


def _examine(path: str, name: str, stream: BinaryIO, packed: int | None) -> Dump:
    digest = hashlib.sha256()
    head = b""
    size = 0
    bound = None if packed is None else Bound(packed)
    for block in _blocks(stream):
        if len(head) < _HEAD:
            head += block[: _HEAD - len(head)]
            if len(head) > 2 and (other := is_binary(head)):
                raise DumpError(f"{other}, not a dump of text")
        digest.update(block)
        size += len(block)
        if bound is not None:
            bound.add(len(block))
    if not head.strip() or head in UTF16_MARKS or head == codecs.BOM_UTF8:
        raise DumpError("empty file")
    encoding = (
        "utf-32" if head.startswith(UTF32_MARKS) else "utf-16" if head.startswith(UTF16_MARKS) else wide_encoding(head) or "utf-8-sig"
    )
    text = codecs.getincrementaldecoder(encoding)(_FALLBACK).decode(head)
    return Dump(name, path, digest.hexdigest()[:16], size, text.replace("\r\n", "\n").replace("\r", "\n"), stream, encoding)
