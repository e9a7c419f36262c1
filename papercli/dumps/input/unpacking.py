"""Compressed bytes, decompressed one stream after another, as far as they are sound.

A file may hold several streams (`cat a.gz b.gz`), and zeros behind them, as tapes and `dd` leave
them. Damage is not an exception: what can be decompressed before it comes out, then the end comes,
and `fault` says what is wrong there. Between damage and the error that tells of it, gzip and xz
give scrambled text: the last bytes of a stream come out when its end is known to be sound.
"""

import io
import lzma
import os
import zlib
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from papercli.dumps.input.decompressors import MOST_MEMORY, Compression, Decompressor

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READ = 1 << 16  # bytes looked at for the next stream at a time
_MOST_LATE = 1 << 16  # bytes that are held back until what follows is known to be sound
_ERRORS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class Unpacked(io.RawIOBase):
    """The decompressed bytes of a file. When they end, `fault` says whether that is their end.

    Where an error comes up, reading goes back and on byte by byte, so that all that is sound comes
    out. `seek(0)` starts over.
    """

    def __init__(
        self,
        file: BinaryIO,
        compression: Compression,
        count: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._file = file
        self._compression = compression
        self._count = count  # is called with the size of all that comes out, once
        self._counted = 0
        self.fault: str | None = None  # known once the end has been reached
        self.is_cut = False  # the fault is within a stream, and not behind a whole one
        self.checked = 0  # bytes of whole streams, whose checksums are right
        self.limit: int | None = None  # bytes after which reading ends, fault or not
        self._careful_from: int | None = None  # place in the file; from there byte by byte
        self._begin_again(0)

    def _begin_again(self, skip: int) -> None:
        self._stream: Decompressor | None = None
        self._is_hungry = True  # the decompressor has used up all it was fed
        self._at = 0  # place in the file up to which it has been fed
        self._fed_from = 0  # place of what was fed last
        self._made = 0  # bytes that have come out of all streams
        self._skip = skip  # of those: bytes that were handed on before
        self._held = memoryview(b"")
        self._late = bytearray()  # the last bytes of the stream
        # Place in the file, and the bytes that came of it.
        self._recent: deque[tuple[int, int]] = deque()
        self._place = skip
        self._ended = False

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes, although going back means starting over."""
        return True

    def tell(self) -> int:
        """Return the place in the decompressed bytes."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place, by reading up to it."""
        target = offset if whence == os.SEEK_SET else self._place + offset
        if whence == os.SEEK_END:
            raise io.UnsupportedOperation
        if target < self._place:
            self._begin_again(0)
        while self._place < target and self.read(min(target - self._place, _READ)):
            pass
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read some bytes; 0 is the end, or the fault."""
        view = memoryview(buffer).cast("B")
        while not self._held and not self._ended:
            self._held = memoryview(self._step())
            if (made := self._place + len(self._held)) > self._counted:
                self._count(made - self._counted)
                self._counted = made
        count = min(len(view), len(self._held))
        if self.limit is not None:
            count = min(count, self.limit - self._place)
        view[:count] = self._held[:count]
        self._held = self._held[count:]
        self._place += count
        return count

    def _step(self) -> bytes:
        """Return what comes out next; nothing where more is to be fed, or at the end."""
        stream = self._stream or self._begin()
        if stream is None:
            return b""
        fed = b""
        if self._is_hungry:
            fed = self._file.read(self._portion())
            if not fed:
                self._end(f"corrupt {self._compression.name} data", is_cut=True)
                return bytes(self._late)
            self._fed_from = self._at
            self._at += len(fed)
        try:
            made = stream.decompress(fed, self._compression.piece)
        except _ERRORS as error:
            return self._fail(error)
        self._is_hungry = stream.needs_input
        before, self._made = self._made, self._made + len(made)
        if stream.eof:
            self.checked = max(self.checked, self._made)
            self._at -= len(stream.unused_data)
            self._stream = None
        new = made[max(self._skip - before, 0) :]
        self._late += new
        if self._careful_from is not None:
            self._recent.append((self._at, len(new)))
        late = 0 if stream.eof or not self._compression.late else _MOST_LATE
        if late and self._careful_from is not None:
            late = min(late, self._made_late())
        out = bytes(self._late[: max(len(self._late) - late, 0)])
        del self._late[: len(out)]
        return out

    def _made_late(self) -> int:
        """Return how many bytes came of the last of what was fed."""
        while self._recent and self._recent[0][0] <= self._at - self._compression.late:
            self._recent.popleft()
        return sum(count for _, count in self._recent)

    def _portion(self) -> int:
        """Return how much to feed."""
        if self._careful_from is None:
            return self._compression.fed
        return max(1, min(self._compression.fed, self._careful_from - self._at))

    def _begin(self) -> Decompressor | None:
        """Return the next stream's decompressor, or None where there is no next one."""
        mark = self._compression.mark
        if self._at and not mark:
            self._ended = True
            return None
        self._file.seek(self._at)
        while mark and (block := self._file.read(_READ)):
            following = block.lstrip(b"\0")
            self._at += len(block) - len(following)
            if following:
                break
        else:
            self._ended = bool(mark)
        self._file.seek(self._at)
        if self._ended:
            return None
        if self._file.read(len(mark)) != mark:
            self._end(f"something other than {self._compression.name} data follows", is_cut=False)
            return None
        self._file.seek(self._at)
        self._stream, self._is_hungry = self._compression.begin(), True
        return self._stream

    def _fail(self, error: Exception) -> bytes:
        """Find out, byte by byte, what comes out before an error.

        Where that is done, it is the end.

        Returns what still comes out there.

        """
        if self._careful_from is None:
            self._careful_from = max(self._fed_from - self._compression.late, 0)
            self._begin_again(self._place)
            return b""
        what = f"corrupt {self._compression.name} data"
        # All is there, and somewhere altered.
        if isinstance(error, zlib.error) and "check" in str(error):
            self._end(
                f"wrong {self._compression.name} checksum, so the text may be altered", is_cut=False
            )
            return bytes(self._late)
        if isinstance(error, lzma.LZMAError) and "limit" in str(error):
            what = f"needs more than {MOST_MEMORY >> 20} MB of memory to be decompressed"
        self._end(what, is_cut=True)
        return b""

    def _end(self, fault: str, *, is_cut: bool) -> None:
        self.fault, self.is_cut, self._ended = fault, is_cut, True
