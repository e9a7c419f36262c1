"""The members of a zip archive, each read as far as it is sound.

The standard library reads the directory, and decompressors of its own read the members: `zipfile`
gives nothing of a small member whose checksum is wrong, and takes in megabytes of bzip2 or LZMA at
a time, however much they unpack to.
"""

import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from papercli.dumps.input.archive_links import Link, Links, lost_link, plain_name
from papercli.dumps.input.decompressors import (
    MOST_MEMORY,
    Compression,
    Decompressor,
    Deflate,
    bzip2,
)
from papercli.dumps.input.files import BLOCK, Bound, Found
from papercli.dumps.input.members import MOST_MEMBERS, hold, is_hidden, member, named
from papercli.dumps.input.sheets import sheets_of
from papercli.dumps.input.unpacking import Unpacked
from papercli.errors import DumpError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_OPEN_TABLE = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_DIRECTORY = 1 << 25  # bytes; of 100,000 members with names of 250 letters
_MOST_ENTRIES = 2 * MOST_MEMBERS  # with folders and hidden files; zipfile takes 700 bytes for each
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_MARK = b"PK\x03\x04"
# Its mark, and how long the name and the extra fields are.
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_END_MARK = b"PK\x05\x06"
_END = struct.Struct("<20xH")  # the end of the directory: how long the comment behind it is
_LONGEST_END = (1 << 16) + _END.size
_ENCRYPTED = 0x1 | 0x40
_LZMA_HEADER = struct.Struct("<HHBL")  # before LZMA data: a version, 5, and the properties
_LONGEST_TARGET = 4096  # bytes of a link's target
_BROKEN = "corrupt file in the archive"


def in_zip(path: str, file: BinaryIO) -> Iterator[Found]:
    """Yield the members of a zip archive, in the order of their names."""
    bound = Bound(os.fstat(file.fileno()).st_size)
    members = sorted(_list_members(file), key=lambda each: each.filename)
    shown = [each for each in members if not is_hidden(each.filename)]
    if (spreadsheet := _spreadsheet(shown, file, bound)) is not None:
        yield from _sheets(path, list(spreadsheet))
        return
    if any(each.filename in _OFFICE for each in shown):
        raise DumpError(
            "an office document or a program, not an archive of dumps; a document can be read once it is saved as text"
        )
    wanted = [(each.filename, each) for each in shown[:MOST_MEMBERS] if not _is_link(each)]
    files = {plain_name(each.filename): each for each in members if not _is_link(each)}
    links = [Link(each.filename, _target(each, file)) for each in members if _is_link(each)]
    for link, target in Links(links, files).resolve() if links else ():
        if target is None:
            yield lost_link(path, link)
        else:
            wanted.append((link.name, files[target]))
    for name, info in wanted:
        try:
            held, broken = _hold(info, file, bound)
        except DumpError as error:
            yield named(path, name).lost(str(error))
            if bound.is_passed:
                return
            continue
        with held:
            yield member(named(path, name), held, broken)
    if _has_more(file):
        raise DumpError("something other than zip data follows")
    if len(shown) > MOST_MEMBERS:
        raise DumpError(f"more than {MOST_MEMBERS:,} files; the rest was not read")


def _sheets(path: str, sheets: list[tuple[str, bytes, bool]]) -> Iterator[Found]:
    """Yield the sheets with a title column; all of them where none has one, to be refused or told by the reader."""
    has_titles = any(has_title for _, _, has_title in sheets)
    for name, table, has_title in sheets:
        names = named(path, name)
        if has_titles and not has_title:
            yield Found(names.path, is_other=True)
        elif table.strip():
            with hold(io.BytesIO(table).read) as held:
                yield replace(member(names, held), is_met=False)


def _spreadsheet(
    members: list[zipfile.ZipInfo], file: BinaryIO, bound: Bound
) -> Iterator[tuple[str, bytes, bool]] | None:
    """Return the sheets of a spreadsheet, or None for any other archive."""
    known = {each.filename: each for each in members}

    def read(name: str) -> BinaryIO:
        held, broken = _hold(known[name], file, bound)
        if broken:
            held.close()
            raise DumpError("a spreadsheet that is damaged")
        return held

    if "xl/workbook.xml" in known and "xl/_rels/workbook.xml.rels" in known:
        return sheets_of(read, is_open_document=False)
    kind = known.get("mimetype")
    if kind is None or "content.xml" not in known or kind.file_size > _LONGEST_TARGET:
        return None
    with read("mimetype") as named_kind:
        is_table = named_kind.read() == _OPEN_TABLE
    return sheets_of(read, is_open_document=True) if is_table else None


class _Directory:
    """An archive whose directory is about to be read whole."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek = file.seek
        self.tell = file.tell
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_DIRECTORY:
            raise DumpError(f"a directory of more than {_LONGEST_DIRECTORY >> 20} MB")
        data = self._file.read(size)
        if data.count(_ENTRY_MARK) > _MOST_ENTRIES:
            raise DumpError(f"more than {_MOST_ENTRIES:,} entries")
        return data


def _list_members(file: BinaryIO) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(cast("IO[bytes]", _Directory(file))) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
    end = 0
    for each in sorted(members, key=lambda each: each.header_offset):
        if each.header_offset < end:
            raise DumpError("corrupt zip archive: its members overlap")
        end = each.header_offset + _LOCAL_HEADER.size + each.compress_size
    return members


def _has_more(file: BinaryIO) -> bool:
    """Say whether anything but zeros stands behind the end of the archive and its comment."""
    size = file.seek(0, os.SEEK_END)
    start = max(size - _LONGEST_END, 0)
    file.seek(start)
    tail = file.read(_LONGEST_END)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) < at + _END.size:
        return False
    (comment,) = _END.unpack_from(tail, at)
    return bool(tail[at + _END.size + comment :].strip(b"\0"))


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _target(info: zipfile.ZipInfo, file: BinaryIO) -> str:
    """Return what a link leads to."""
    try:
        target = _open(info, file, lambda _: None).read(_LONGEST_TARGET)
    except DumpError:
        return "?"
    return target.decode("utf-8", "replace")


def _hold(info: zipfile.ZipInfo, file: BinaryIO, bound: Bound) -> tuple[BinaryIO, str | None]:
    """Return a member unpacked, as far as it is sound, and what is wrong there."""
    packed = _open(info, file, bound.add)
    held = hold(packed.read)
    checksum = size = 0
    while block := held.read(BLOCK):
        checksum = zlib.crc32(block, checksum)
        size += len(block)
    held.seek(0)
    return held, None if (size, checksum) == (info.file_size, info.CRC) else _BROKEN


def _open(info: zipfile.ZipInfo, file: BinaryIO, count: Callable[[int], None]) -> io.RawIOBase:
    """Return the bytes of a member."""
    if info.flag_bits & _ENCRYPTED:
        raise DumpError("encrypted")
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_MARK):
        raise DumpError(_BROKEN)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + len(header) + name + extra
    size = info.compress_size
    match info.compress_type:
        case zipfile.ZIP_STORED:
            return _Part(file, start, size, count)
        case zipfile.ZIP_DEFLATED:
            compression = Compression("deflate", b"", lambda: Deflate(-zlib.MAX_WBITS))
        case zipfile.ZIP_BZIP2:
            compression = bzip2(b"")
        case zipfile.ZIP_LZMA:
            file.seek(start)
            compression = Compression("lzma", b"", _lzma(file.read(_LZMA_HEADER.size)))
            start, size = start + _LZMA_HEADER.size, size - _LZMA_HEADER.size
        case method:
            raise DumpError(f"compressed in an unknown way ({method}); unpack it first")
    packed = cast("BinaryIO", _Part(file, start, size, lambda _: None))
    return Unpacked(packed, compression, count)


def _lzma(header: bytes) -> Callable[[], Decompressor]:
    """Return what begins a stream of LZMA as it stands in a zip archive."""
    if len(header) < _LZMA_HEADER.size:
        raise DumpError(_BROKEN)
    _, _, properties, size = _LZMA_HEADER.unpack(header)
    if size > MOST_MEMORY:
        raise DumpError(f"needs more than {MOST_MEMORY >> 20} MB of memory to be decompressed")
    rest, lc = divmod(properties, 9)
    pb, lp = divmod(rest, 5)
    coding = {"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": lc, "lp": lp, "pb": pb}

    def begin() -> Decompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[coding])

    try:
        begin()
    except (lzma.LZMAError, ValueError):
        raise DumpError(_BROKEN) from None
    return begin


class _Part(io.RawIOBase):
    """Some of the bytes of a file."""

    def __init__(self, file: BinaryIO, start: int, size: int, count: Callable[[int], None]) -> None:
        self._file = file
        self._start = start
        self._size = max(size, 0)
        self._count = count
        self._at = 0

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, _: int = os.SEEK_SET, /) -> int:
        self._at = offset
        return offset

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        self._file.seek(self._start + self._at)
        data = self._file.read(min(len(view), self._size - self._at))
        view[: len(data)] = data
        self._at += len(data)
        self._count(len(data))
        return len(data)
