"""Where dumps are found: files, standard input, folders, and the members of zip and tar archives.

Members are read where they are and never written under their names, so a name can play no trick. What cannot be read is handed on
as a dump that says so when it is opened: finding never raises, and never passes over what it could not look into.
"""

import os
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from lzma import LZMAError
from typing import IO, BinaryIO

from papercli.dumps.files import BLOCK, Bound, Found, file_name, spool
from papercli.dumps.magic import COMPRESSED
from papercli.errors import DumpError
from papercli.folder import INDEX, INDEX_LOCK, LOCK, STORE
from papercli.text import clean

_MOST_MEMBERS = 100_000
_ZIP_MAGIC = b"PK\x03\x04"
_TAR_MAGIC = b"ustar"
_TAR_MAGIC_AT = 257
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_FAULTS = (
    OSError,
    EOFError,
    zlib.error,
    LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    DumpError,
)


def find_dumps(paths: Iterable[str]) -> Iterator[str | Found]:
    """Yield each dump in `paths`: folders and archives give what is in them; hidden files are passed over.

    A `Found` is to be opened before the next one is asked for.
    """
    for path in paths:
        if path != "-" and os.path.isdir(path):
            for each in _in_folder(path):
                yield from [each] if isinstance(each, Found) else _in_file(each, is_met=True)
        else:
            yield from _in_file(path)


def _in_folder(folder: str) -> list[str | Found]:
    """Return the files below a folder, links to folders not followed, and what could not be looked into."""
    closed: list[OSError] = []
    inside: list[str] = []
    ours: list[Found] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        is_library = {STORE, LOCK} <= {*files}
        if is_library:
            folders[:] = [name for name in folders if name != INDEX]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = os.path.join(parent, name)
            if is_library and (name.startswith(STORE) or name in {LOCK, INDEX_LOCK}):
                ours += [Found(path, is_ours=True)] if name == STORE else []
            elif not name.startswith(".") and (
                os.path.isfile(path) or not os.path.exists(path)
            ):  # a link to nowhere is an error, a pipe is none
                inside.append(path)
    found: list[str | Found] = [*sorted(inside), *ours]
    found += [Found(error.filename or folder, fault=(error.strerror or "cannot be read").lower()) for error in closed]
    return found or [Found(folder, fault="holds no file")]


def _in_file(path: str, *, is_met: bool = False) -> Iterator[str | Found]:
    """Yield a file, or the members of the archive that it is."""
    try:
        is_plain = path != "-" and stat.S_ISREG(os.stat(path).st_mode)
        file: BinaryIO = open(path, "rb") if is_plain else spool(path)  # noqa: SIM115  # closed below, when its members have been read
    except (OSError, ValueError):
        yield path  # whoever opens it is told why it cannot be
        return
    except DumpError as error:
        yield Found(path, fault=str(error))
        return
    with file:
        kind = _archive_kind(file)
        file.seek(0)
        if kind is None:
            yield path if is_plain and not is_met else Found(path, stream=file, is_met=is_met)
            return
        found_any = False
        try:
            for each in _in_zip(path, file) if kind == "zip" else _in_tar(path, file):
                found_any = True
                yield each
        except _FAULTS as error:
            yield Found(path, fault=_reason(error, f"broken {kind} archive"))
            return
        if not found_any:
            yield Found(path, fault="an archive that holds no file")


def _archive_kind(file: BinaryIO) -> str | None:
    """Return `zip`, `tar` or nothing, from the content."""
    head = file.read(512)
    if head.startswith((_ZIP_MAGIC, b"PK\x05\x06")):
        return "zip"
    if head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        return "tar"
    if head.startswith(COMPRESSED):
        file.seek(0)
        try:
            with tarfile.open(fileobj=file, mode="r|*") as archive:
                return "tar" if archive.next() is not None else None
        except _FAULTS:
            return None
    return None


def _reason(error: BaseException, otherwise: str) -> str:
    if isinstance(error, DumpError):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "encrypted"
    return (error.strerror or otherwise).lower() if isinstance(error, OSError) and error.errno else otherwise


@dataclass(frozen=True, slots=True)
class _Named:
    """A member's names: as shown in messages, and as kept in a source."""

    path: str
    name: str


def _named(archive: str, member: str) -> _Named:
    inside = "/".join(part for part in clean(member).split("/") if part not in {"", ".", ".."}) or "?"
    return _Named(f"{archive}/{inside}", f"{file_name(archive)}/{inside}")


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in name.split("/"))


def _in_zip(path: str, file: BinaryIO) -> Iterator[Found]:
    bound = Bound(os.fstat(file.fileno()).st_size)
    with zipfile.ZipFile(file) as archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
        if any(each.filename in _OFFICE for each in members):
            raise DumpError("an office document or a program, not an archive of dumps")
        for member in sorted(members, key=lambda each: each.filename)[:_MOST_MEMBERS]:
            named = _named(path, member.filename)
            try:
                with archive.open(member) as packed:
                    held = _copy(packed, bound)
            except _FAULTS as error:
                yield Found(named.path, fault=_reason(error, "broken member of the archive"))
                if bound.is_passed:
                    return
                continue
            with held:
                yield _member(named, held)
        if len(members) > _MOST_MEMBERS:
            raise DumpError(f"more than {_MOST_MEMBERS:,} files; the rest is not read")


def _in_tar(path: str, file: BinaryIO) -> Iterator[Found]:
    bound = Bound(os.fstat(file.fileno()).st_size)
    with tarfile.open(fileobj=file, mode="r|*") as archive:
        for count, member in enumerate(archive):
            if count >= _MOST_MEMBERS:
                raise DumpError(f"more than {_MOST_MEMBERS:,} files; the rest is not read")
            if not member.isfile() or _is_hidden(member.name):
                continue
            packed = archive.extractfile(member)
            if packed is None:
                continue
            with packed, _copy(packed, bound) as held:
                yield _member(_named(path, member.name), held)
        # tarfile takes a damaged header, and no header at all, for the end; the real end is a block of zeros, and more zeros behind it.
        if archive.fileobj is not None:
            is_ended = archive.fileobj.tell() >= archive.offset + tarfile.BLOCKSIZE
            if any(archive.fileobj.read(BLOCK)):
                raise DumpError("broken tar archive: what follows the last member cannot be read")
            if not is_ended:
                raise DumpError("broken tar archive: it ends without its end mark, so members may be missing")


def _copy(packed: IO[bytes], bound: Bound) -> BinaryIO:
    """Return a member unpacked, in memory while it is small; raises DumpError when the archive unpacks to more than is sound."""
    held = tempfile.SpooledTemporaryFile(max_size=BLOCK * 16)  # noqa: SIM115  # closed by who reads it
    try:
        while block := packed.read(BLOCK):
            bound.add(len(block))
            held.write(block)
    except _FAULTS:
        held.close()
        raise
    held.seek(0)
    return held  # type: ignore[return-value]  # it reads like any binary file


def _member(named: _Named, held: BinaryIO) -> Found:
    kind = _archive_kind(held)
    held.seek(0)
    if kind is not None:
        return Found(named.path, fault="an archive within an archive; unpack it first")
    return Found(named.path, named.name, stream=held, is_met=True)
