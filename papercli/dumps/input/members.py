"""What a member of an archive becomes: a dump of its own, held apart from the archive.

Members are read where they are and never written under their names, so a name can play no trick.
"""

import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from papercli.dumps.input.decompressors import compression_of
from papercli.dumps.input.files import BLOCK, Found, file_name
from papercli.dumps.input.unpacking import Unpacked
from papercli.errors import DumpError
from papercli.text import clean

MOST_MEMBERS = 100_000
MOST_NAMES = 1 << 25  # bytes of all names in an archive
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_TAR_MAGIC = b"ustar"
_TAR_MAGIC_AT = 257
_IN_MEMORY = BLOCK * 16  # bytes of a member that are not put on the disk


def archive_kind(file: BinaryIO) -> str | None:
    """Return `zip`, `tar` or nothing, from the content.

    No more than its first block is unpacked.
    """
    file.seek(0)
    head = file.read(tarfile.BLOCKSIZE)
    if head.startswith(_ZIP_MAGICS):
        return "zip"
    if (compression := compression_of(file)) is not None:
        inside = Unpacked(file, compression)
        head = b""
        while len(head) < tarfile.BLOCKSIZE and (
            piece := inside.read(tarfile.BLOCKSIZE - len(head))
        ):
            head += piece
    return "tar" if head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC) or _is_old_tar(head) else None


def _is_old_tar(head: bytes) -> bool:
    """Say whether a block has the checksum of a tar header, of before there was a mark for them."""
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Named:
    """A member's names: as shown in messages, and as kept in a source."""

    path: str
    name: str

    def lost(self, fault: str) -> Found:
        """Return a member that cannot be read."""
        return Found(self.path, fault=clean(fault))


def named(archive: str, member: str) -> Named:
    """Return the names of a member, without what could drive a terminal or lead out of a folder."""
    inside = (
        "/".join(part for part in clean(member).split("/") if part not in {"", ".", ".."}) or "?"
    )
    return Named(f"{archive}/{inside}", f"{file_name(archive)}/{inside}")


def is_hidden(name: str) -> bool:
    """Say whether a member is not meant for a reader."""
    return any(
        (part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX"
        for part in name.split("/")
    )


def hold(read: Callable[[int], bytes]) -> BinaryIO:
    """Return what can be read, in memory while it is small; who gets it closes it."""
    held = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # closed by who reads it
    try:
        while block := read(BLOCK):
            held.write(block)
    except BaseException:
        held.close()
        raise
    held.seek(0)
    return held  # type: ignore[return-value]  # it reads like any binary file


def member(names: Named, held: BinaryIO, broken: str | None = None) -> Found:
    """Return a member as a dump; `broken` says what is wrong where it ends."""
    if broken is not None and not held.read(1):
        return names.lost(broken)
    if archive_kind(held) is not None:
        return names.lost("an archive within an archive; unpack it first")
    held.seek(0)
    return Found(names.path, names.name, stream=held, broken=broken, is_met=True)


class Names:
    """Counts the names of members, which are held until the last one has been read."""

    def __init__(self) -> None:
        self._count = 0
        self._size = 0

    def add(self, name: str) -> None:
        """Count one more; raises DumpError for the one that is too many."""
        self._count += 1
        self._size += len(name)
        if self._count > MOST_MEMBERS:
            raise DumpError(f"more than {MOST_MEMBERS:,} files; the rest was not read")
        if self._size > MOST_NAMES:
            raise DumpError(f"names of more than {MOST_NAMES >> 20} MB; the rest was not read")
