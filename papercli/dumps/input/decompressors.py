"""Compressed formats: how each is known, and what decompresses one of its streams."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    pass

MOST_MEMORY = 160 << 20  # bytes that a decompressor may need: xz -9 takes 65 MiB


class Decompressor(Protocol):
    """What decompresses one stream, as the objects of `bz2` and `lzma` do."""

    @property
    def eof(self) -> bool: ...  # noqa: D102
    @property
    def needs_input(self) -> bool: ...  # noqa: D102
    @property
    def unused_data(self) -> bytes: ...  # noqa: D102
    def decompress(self, data: bytes, max_length: int) -> bytes: ...  # noqa: D102


class Deflate:
    """zlib's decompressor, with the interface of those of `bz2` and `lzma`."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end of the stream has been reached."""
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the stream."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return at most `max_length` bytes more."""
        tail = self._zlib.unconsumed_tail
        made = self._zlib.decompress(tail + data if tail else data, max_length)
        self.needs_input = len(made) < max_length and not self._zlib.unconsumed_tail
        return made


class Bzip2:
    """bz2's decompressor, which gives each block whole or not at all.

    A damaged block comes out scrambled, as its checksum tells when the last of it is out.
    """

    needs_input = True

    def __init__(self) -> None:
        self._bz2 = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        """Whether the end of the stream has been reached."""
        return self._bz2.eof

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the stream."""
        return self._bz2.unused_data

    def decompress(self, data: bytes, _: int) -> bytes:
        """Return the blocks that end in these bytes."""
        parts = [self._bz2.decompress(data)]
        while not self._bz2.eof and (part := self._bz2.decompress(b"")):
            parts.append(part)
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Compression:
    """A way to compress: how it is known, and how it is undone."""

    name: str
    mark: bytes  # with which each stream begins; empty: there is one stream and nothing behind it
    begin: Callable[[], Decompressor]
    fed: int = 1 << 16  # bytes given to a decompressor at a time
    piece: int = 1 << 18  # bytes that may come out at a time
    # Compressed bytes within which it notices that it gives scrambled text. In 900 files with a bit
    # turned the most were 19 of gzip, which may notice at its checksum only, and 1,745 of xz.
    late: int = 0


def bzip2(mark: bytes) -> Compression:
    """Return bzip2; the smallest blocks take 32 bytes, the largest unpack to 46 MB."""
    return Compression("bzip2", mark, Bzip2, fed=16)


COMPRESSIONS = (
    Compression("gzip", b"\x1f\x8b", lambda: Deflate(zlib.MAX_WBITS | 16), late=1 << 8),
    bzip2(b"BZh"),
    Compression(
        "xz", b"\xfd7zXZ", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, MOST_MEMORY), late=1 << 11
    ),
)
COMPRESSED = tuple(each.mark for each in COMPRESSIONS)


def compression_of(file: BinaryIO) -> Compression | None:
    """Return how a file is compressed, or None; the file is at its start afterwards."""
    file.seek(0)
    magic = file.read(6)
    file.seek(0)
    return next((each for each in COMPRESSIONS if magic.startswith(each.mark)), None)
