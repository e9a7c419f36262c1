"""Where dumps are found: files, standard input, folders, and the members of zip and tar archives.

Members are read where they are and never written under their names, so a name can play no trick.
What cannot be read is handed on as a dump that says so when it is opened: finding never raises, and
never passes over what it could not look into.
"""

import os
import stat
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from papercli.dumps.input.files import Found, spool
from papercli.dumps.input.mails import Mailbox, find_mails
from papercli.dumps.input.members import archive_kind
from papercli.dumps.input.tars import in_tar
from papercli.dumps.input.zips import in_zip
from papercli.errors import DumpError
from papercli.store.layout import INDEX, INDEX_LOCK, LOCK, STORE

_PLACEHOLDERS = 946_684_800  # seconds from 1970 to 2000; tools that forget times set 0, or 1980
_FAULTS = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, DumpError)


def find_dumps(paths: Iterable[str]) -> Iterator[str | Found | Mailbox]:
    """Yield each dump in `paths`: folders and archives give what is in them.

    Hidden files are passed over.

    A `Found` is to be opened, and the messages of a `Mailbox` read, before the next one is asked for.

    """
    for path in paths:
        if path != "-" and os.path.isdir(path):
            for each in _in_folder(path):
                yield from [each] if isinstance(each, Found) else _in_file(each, is_met=True)
        else:
            yield from _in_file(path)


def time_of(place: str | Found) -> str | None:
    """Return when a dump's file was modified, in UTC; None where there is no file, or no true time."""
    modified = None if isinstance(place, str) else place.modified
    if isinstance(place, str) and place != "-":
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            return None
        modified = found.st_mtime if stat.S_ISREG(found.st_mode) else None
    if modified is None or modified < _PLACEHOLDERS:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(modified))


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
                ours += [Found(path, is_other=True)] if name == STORE else []
            elif not name.startswith(".") and (
                os.path.isfile(path) or not os.path.exists(path)
            ):  # a link to nowhere is an error, a pipe is none
                inside.append(path)
    found: list[str | Found] = [*sorted(inside), *ours]
    found += [
        Found(error.filename or folder, fault=(error.strerror or "cannot be read").lower())
        for error in closed
    ]
    return found or [Found(folder, fault="contains no files")]


def _in_file(path: str, *, is_met: bool = False) -> Iterator[str | Found | Mailbox]:
    """Yield a file, the mails that it holds, or the members of the archive that it is."""
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
        modified = os.fstat(file.fileno()).st_mtime if is_plain else None
        kind = archive_kind(file)
        file.seek(0)
        if kind is None:
            found = Found(path, stream=file, is_met=is_met, modified=modified)
            yield _mails_in(found) or (path if is_plain and not is_met else found)
            return
        found_any = False
        try:
            for each in in_zip(path, file) if kind == "zip" else in_tar(path, file):
                found_any = True
                dated = replace(each, modified=modified)
                yield _mails_in(dated) or dated
        except _FAULTS as error:
            yield Found(path, fault=_reason(error, f"corrupt {kind} archive"))
            return
        if not found_any:
            yield Found(path, fault="empty archive")


def _mails_in(found: Found) -> Mailbox | None:
    """Return the mails in a file; None where it holds none, or cannot be read, as is then reported."""
    if found.stream is None or found.broken:
        return None
    try:
        return find_mails(found, found.stream)
    except (OSError, DumpError):
        found.stream.seek(0)
        return None


def _reason(error: BaseException, otherwise: str) -> str:
    if isinstance(error, DumpError):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "encrypted"
    return (
        (error.strerror or otherwise).lower()
        if isinstance(error, OSError) and error.errno
        else otherwise
    )
