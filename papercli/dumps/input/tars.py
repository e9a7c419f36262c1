"""The members of a tar archive, compressed or not, each read as far as it is sound.

The standard library reads each header, but the archive is walked here: `tarfile` takes in a long
name whole, however long it is, takes a damaged header for the end, and drops what there is of a
member that is cut off.
"""

import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from papercli.dumps.input.archive_links import Link, Links, lost_link, plain_name
from papercli.dumps.input.files import BLOCK, Bound, Found, unpacked
from papercli.dumps.input.members import Names, hold, is_hidden, member, named
from papercli.dumps.input.unpacking import Unpacked
from papercli.errors import DumpError

_BLOCK = tarfile.BLOCKSIZE
_LONG_NAMES = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_PAX = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
_LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE)
_EMPTY = (*_LINKS, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE)
_LONGEST_NAME = 1 << 16  # bytes; Linux takes paths of 4096
_LONGEST_PAX = 1 << 20
_PAX_LINE = re.compile(rb"(\d{1,7}) ([^=\n]+)=")
_MOST_DIGITS = 18  # of a size
_SPARSE_GOES_ON, _MAP_GOES_ON = 482, 504  # bytes that say that one more block follows
_CUT = "corrupt tar archive: it ends within this member"


def in_tar(path: str, file: BinaryIO) -> Iterator[Found]:
    """Yield the members of a tar archive, in its order; at last what links alone lead to."""
    names = Names()
    files: list[str] = []
    links: list[Link] = []
    walk = _Walk(file)
    for entry in walk.entries():
        names.add(entry.name + entry.target)
        if entry.type in _LINKS:
            links.append(Link(entry.name, entry.target, is_hard=entry.type == tarfile.LNKTYPE))
        elif entry.type != tarfile.DIRTYPE:
            files.append(entry.name)
            if not is_hidden(entry.name):
                yield from _read(path, entry.name, entry, walk)
    wanted: dict[str, list[str]] = {}
    for link, target in Links(links, files).resolve() if links else ():
        if target is None:
            yield lost_link(path, link)
        else:
            wanted.setdefault(target, []).append(link.name)
    if not wanted:
        return
    walk = _Walk(file)  # once more, for what was hidden
    for entry in walk.entries():
        for name in wanted.pop(plain_name(entry.name), [])[:1]:
            yield from _read(path, name, entry, walk)


def _read(path: str, name: str, entry: "_Entry", walk: "_Walk") -> Iterator[Found]:
    if not entry.is_file:
        yield Found(named(path, name).path, fault="not a regular file", is_other=True)
    elif entry.is_sparse:
        yield named(path, name).lost("a sparse file; unpack it first")
    else:
        with hold(walk.read) as held:
            broken = _CUT if walk.left else None
            yield member(named(path, name), held, broken)


@dataclass(slots=True)
class _Entry:
    """What the headers of a member say."""

    name: str
    type: bytes
    target: str
    is_sparse: bool

    @property
    def is_file(self) -> bool:
        return self.type in {*tarfile.REGULAR_TYPES}


@dataclass(slots=True)
class _Extension:
    """What headers before that of a member say about it."""

    name: bytes | None = None
    target: bytes | None = None
    size: int | None = None
    is_sparse: bool = False

    def read_pax(self, text: bytes) -> bool:
        """Take in lines of `LENGTH KEY=VALUE`; says whether they are sound."""
        at = 0
        while at < len(text):
            found = _PAX_LINE.match(text, at)
            end = at + int(found[1]) if found else 0
            if found is None or not found.end() < end <= len(text) or text[end - 1] != ord("\n"):
                return False
            key, value = found[2], text[found.end() : end - 1]
            if key == b"path":
                self.name = value
            elif key == b"linkpath":
                self.target = value
            elif key == b"size":
                if not value.isdigit() or len(value) > _MOST_DIGITS:
                    return False
                self.size = int(value)
            elif key.startswith(b"GNU.sparse."):
                self.is_sparse = True
            at = end
        return True


class _Walk:
    """An archive read from its start to its end, once."""

    def __init__(self, file: BinaryIO) -> None:
        size = file.seek(0, os.SEEK_END)
        self._bound = Bound(size)
        self._packed = unpacked(file, self._bound)
        if self._packed is None:
            file.seek(0)
        self._stream: BinaryIO | Unpacked = self._packed or file
        self.left = 0  # bytes of the member at hand that have not been read

    def read(self, size: int) -> bytes:
        """Return some bytes of the member at hand; nothing at its end."""
        data = self._take(min(size, self.left))
        self.left -= len(data)
        return data

    def _take(self, size: int) -> bytes:
        data = self._stream.read(size) or b""
        if self._packed is None:
            self._bound.add(len(data))
        return data

    def _take_all(self, size: int) -> bytes:
        """Return so many bytes, or fewer at the end of the file."""
        parts: list[bytes] = []
        while size and (part := self._take(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def entries(self) -> Iterator[_Entry]:
        """Yield each member, to be read before the next; raises DumpError where it breaks off."""
        extension, globally = _Extension(), _Extension()
        while block := self._header():
            header = _parse(block)
            if header is None:
                self._break("what follows the last member cannot be read")
            if header.type in _LONG_NAMES:
                name = self._content(header.size, _LONGEST_NAME).partition(b"\0")[0]
                if header.type == tarfile.GNUTYPE_LONGNAME:
                    extension.name = name
                else:
                    extension.target = name
                continue
            if header.type in _PAX:
                text = self._content(header.size, _LONGEST_PAX)
                if not (globally if header.type == tarfile.XGLTYPE else extension).read_pax(text):
                    self._break("what follows the last member cannot be read")
                continue
            entry = _Entry(
                _text(extension.name or globally.name) or header.name,
                header.type,
                _text(extension.target or globally.target) or header.linkname,
                extension.is_sparse or header.type == tarfile.GNUTYPE_SPARSE,
            )
            self.left = extension.size if extension.size is not None else header.size
            if header.type in _EMPTY:
                self.left = 0
            padding = -self.left % _BLOCK
            extension = _Extension()
            if header.type == tarfile.GNUTYPE_SPARSE:
                self._skip_map(block)
            yield entry
            while self.left and self.read(BLOCK):
                pass
            if self.left or len(self._take_all(padding)) < padding:
                self._break("it ends within a member")

    def _header(self) -> bytes:
        """Return the next header; nothing at the end, behind which there are only zeros."""
        block = self._take_all(_BLOCK)
        if len(block) < _BLOCK:
            self._break("it ends without its end mark, so members may be missing")
        if block.strip(b"\0"):
            return block
        while block := self._take(BLOCK):
            if block.strip(b"\0"):
                self._break("what follows the last member cannot be read")
        if self._packed is not None and self._packed.fault is not None:
            self._break("")
        return b""

    def _content(self, size: int, most: int) -> bytes:
        """Return what a header of its own says about the next member."""
        if size > most:
            raise DumpError(f"corrupt tar archive: a header of {size:,} bytes")
        text = self._take_all(size + -size % _BLOCK)
        if len(text) < size:
            self._break("it ends within a header")
        return text[:size]

    def _skip_map(self, header: bytes) -> None:
        """Skip the blocks that say where the data of a sparse file belong."""
        goes_on = header[_SPARSE_GOES_ON]
        while goes_on:
            block = self._take_all(_BLOCK)
            goes_on = len(block) == _BLOCK and block[_MAP_GOES_ON]

    def _break(self, what: str) -> NoReturn:
        """Raise the error of an archive that breaks off here."""
        if self._packed is not None and self._packed.fault is not None:
            raise DumpError(f"{self._packed.fault}; the records before it were read")
        raise DumpError(f"corrupt tar archive: {what}")


def _parse(block: bytes) -> tarfile.TarInfo | None:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return None
    return header if header.size >= 0 else None


def _text(name: bytes | None) -> str:
    return "" if name is None else name.decode("utf-8", "surrogateescape")
