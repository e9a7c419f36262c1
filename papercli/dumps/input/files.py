"""A dump as a file: plain, compressed, on standard input or in an archive.

Its digest, and its bytes as text.
"""

import codecs
import hashlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO, cast

from papercli.dumps.input.databases import read_database
from papercli.dumps.input.decompressors import COMPRESSED, compression_of
from papercli.dumps.input.encoding import SAMPLE, errors_of, guess_encoding, lines_beyond_ascii
from papercli.dumps.input.signatures import UTF16_MARKS, is_binary
from papercli.dumps.input.unpacking import Unpacked
from papercli.errors import DumpError, reason
from papercli.text import clean

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 20
_HEAD = 1 << 16  # bytes that a format's sniff may see
# What a dump may unpack to. Text compresses to a tenth, deflate at most to 1:1032; the dumps of
# whole services are larger than 8 GiB, but not compressed ones that a reader hands over.
_MOST_BYTES = 8 << 30
_SUSPECT_BYTES = 1 << 28
_SUSPECT_RATIO = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A dump that nobody named, or that has no path of its own.

    From a folder, a pipe or an archive; or one that cannot be read.
    """

    path: str  # for messages: "lists.zip/refs.bib"
    name: str = ""  # as kept in a source; the path without its folder where it is not given
    stream: BinaryIO | None = None
    fault: str | None = None  # why it cannot be read
    broken: str | None = (
        None  # what is wrong where the stream ends; what stands before that is read
    )
    is_met: bool = False  # in a folder or an archive, and not named by the reader
    is_other: bool = False  # not to be read: a library's own file, a device in an archive
    modified: float | None = None  # when the file was, or the archive; seconds since 1970
    lines: Sequence[int] = ()  # where its lines stand in the file that it was taken out of


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
    broken: str | None = None  # what is wrong where it ends: "broken gzip data"
    is_cut: bool = False  # it may end in the middle of a line
    is_met: bool = False  # in a folder or an archive, and not named by the reader
    lines: Sequence[int] = ()  # where its lines stand in the file that it was taken out of

    @contextmanager
    def text(self, *, whole_lines: bool = True) -> Iterator[TextIO]:
        r"""Open the whole dump as text, from its start, with `\n` for every kind of line end.

        Reading raises DumpError where the file cannot be read, and at a last line that is cut off;
        without `whole_lines`, what there is of that line comes, too.
        """
        self.stream.seek(0)
        kind = _CutText if self.is_cut and whole_lines else io.TextIOWrapper
        buffer = io.BufferedReader(_Checked(self.stream), BLOCK >> 4)
        text = kind(buffer, encoding=self.encoding, errors=errors_of(self.encoding))
        try:
            yield text
        finally:
            text.detach()
            buffer.detach()  # the dump itself stays open


class _CutText(io.TextIOWrapper):
    """Text that breaks off: a last line without an end is the start of one, and an error."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # typeshed's parameter
        line = super().readline(size)
        if line and not line.endswith("\n") and (size < 0 or len(line) < size):
            raise DumpError("the last line is cut off")
        return line


class _Checked(io.RawIOBase):
    """The bytes of a dump; that they cannot be read is a DumpError."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

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
            data = self._stream.read(len(view))
        except OSError as error:
            raise DumpError(reason(error)) from None
        view[: len(data)] = data
        return len(data)


class Bound:
    """How much may still come out of a compressed dump.

    `add` raises DumpError when it is more than is sound.
    """

    def __init__(self, packed: int) -> None:
        self._packed = max(packed, 1)
        self._unpacked = 0
        self.is_passed = False

    def add(self, count: int) -> None:
        """Count what has come out."""
        self._unpacked += count
        if self._unpacked > _MOST_BYTES:
            self.is_passed = True
            raise DumpError(
                f"unpacks to more than {_MOST_BYTES >> 30} GB; unpack it yourself and name the parts"
            )
        if self._unpacked > _SUSPECT_BYTES and self._unpacked > _SUSPECT_RATIO * self._packed:
            self.is_passed = True
            raise DumpError(
                f"unpacks to more than {_SUSPECT_RATIO} times its size; not a text dump"
            )


@contextmanager
def open_dump(place: str | Found, encoding: str | None = None) -> Iterator[Dump]:
    """Open a dump, `-` being standard input, and look at it once.

    Its encoding is guessed where none is given.

    Raises DumpError for a dump that is missing, unreadable, empty, binary or broken.
    """
    found = Found(place) if isinstance(place, str) else place
    shown = clean(found.path)
    if found.fault is not None:
        raise DumpError(f"{shown}: {found.fault}")
    with ExitStack() as opened:
        try:
            dump = _examine(shown, found, _open_bytes(found, opened), encoding)
        except DumpError as error:
            raise DumpError(f"{shown}: {error}") from None
        except (OSError, ValueError) as error:
            raise DumpError(
                f"{shown}: {reason(error) if isinstance(error, OSError) else str(error).lower()}"
            ) from None
        yield dump


def file_name(path: str) -> str:
    """Return a path's last part as a source keeps it.

    What could drive a terminal or is no Unicode is taken out.
    """
    return "-" if path == "-" else clean(os.path.basename(path.rstrip("/"))) or "?"


def _open_bytes(found: Found, opened: ExitStack) -> BinaryIO | Unpacked:
    """Return a dump decompressed; `opened` closes it."""
    if found.stream is not None:
        file = found.stream
    elif found.path == "-" or not stat.S_ISREG(os.stat(found.path).st_mode):
        file = opened.enter_context(spool(found.path))
    else:
        file = opened.enter_context(open(found.path, "rb"))  # noqa: SIM115 - the stack closes it
    if database := read_database(file, found.path):
        return opened.enter_context(database)
    return unpacked(file) or file


def unpacked(file: BinaryIO, bound: Bound | None = None) -> Unpacked | None:
    """Return the decompressed bytes of a file, within a bound, or None for a file that is not compressed."""
    if (compression := compression_of(file)) is None:
        return None
    size = file.seek(0, os.SEEK_END)
    return Unpacked(file, compression, (bound or Bound(size)).add)


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
            raise DumpError(
                f"more than {_MOST_BYTES >> 30} GB through a pipe; name the file instead"
            )
        is_packed = block.startswith((*COMPRESSED, b"PK")) or b"ustar" in block[:512]
        if size == len(block) and not is_packed and is_binary(block) is not None:
            break  # whoever examines it says what it is; /dev/zero has no end
    held.seek(0)
    return held


def _examine(path: str, found: Found, stream: BinaryIO | Unpacked, encoding: str | None) -> Dump:
    digest = hashlib.sha256()
    head = sample = b""
    size = 0
    for block in iter(partial(stream.read, BLOCK), b""):
        if len(head) < _HEAD:
            head += block[: _HEAD - len(head)]
            if not encoding and (not isinstance(stream, Unpacked) or not stream.checked):
                _refuse_binary(head)
        if len(sample) < SAMPLE:
            sample += lines_beyond_ascii(block, SAMPLE - len(sample))
        digest.update(block)
        size += len(block)
    broken, is_cut = found.broken, found.broken is not None
    if isinstance(stream, Unpacked) and stream.fault is not None:
        broken, is_cut = stream.fault, stream.is_cut
        if is_binary(head):  # what came out of a damaged stream; the ones before it are sound
            stream.limit = size = stream.checked
            head = head[:size]
    if not encoding:
        _refuse_binary(head)
    if broken and not size:
        raise DumpError(broken)
    if not head.strip() or head in UTF16_MARKS or head == codecs.BOM_UTF8:
        raise DumpError("empty file")
    # What comes out of damaged data may be in no encoding at all.
    encoding = encoding or guess_encoding(head, b"" if broken else sample)
    decoder = codecs.getincrementaldecoder(encoding)(errors_of(encoding))
    text = decoder.decode(head).replace("\r\n", "\n").replace("\r", "\n")
    name = found.name or file_name(found.path)
    digits = digest.hexdigest()[:16]
    return Dump(
        name,
        path,
        digits,
        size,
        text,
        cast("BinaryIO", stream),
        encoding,
        broken,
        is_cut,
        found.is_met,
        found.lines,
    )


def _refuse_binary(head: bytes) -> None:
    if len(head) > 2 and (other := is_binary(head)):
        raise DumpError(other if other.endswith("first") else f"{other}, not a text dump")
