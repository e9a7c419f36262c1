"""Whose a file is: what takes the place of another stays its owner's.

What root makes in a library is the owner's of its folder.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from papercli.store.layout import INDEX, INDEX_LOCK, LOCK

_ACCESS_LIST = "system.posix_acl_access"
_SHARED = (stat.S_IRGRP | stat.S_IWGRP, stat.S_IROTH | stat.S_IWOTH)


def keep_owner(file: int, path: Path) -> None:
    """Give an open file the owner, group, permissions and attributes of the one at `path`.

    Raises OSError when that cannot be done, and the owner might be locked out.
    """
    old, new = path.stat(), os.fstat(file)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(file, old.st_uid, old.st_gid)
        except PermissionError:
            _keep_group(file, old, new)
    os.fchmod(file, stat.S_IMODE(old.st_mode))
    if sys.platform == "linux":
        _keep_attributes(file, path)


def give_to_owner(file: int, folder: Path) -> None:
    """Give a file that root made to the owner of the folder that it stands in."""
    if os.geteuid() == 0:
        owner, own = folder.stat(), os.fstat(file)
        # Not a second name that somebody gave to another file.
        is_one = stat.S_ISREG(own.st_mode) and own.st_nlink == 1
        if is_one and own.st_uid == 0 != owner.st_uid:
            with suppress(OSError):
                os.fchown(file, owner.st_uid, owner.st_gid)


def give_library_to_owner(folder: Path) -> None:
    """Give the locks and the index that root made in a library to its owner; follow no link."""
    if os.geteuid() != 0:
        return
    with suppress(OSError):
        owner = folder.stat()
        for path, folders, files, here in os.fwalk(folder, follow_symlinks=False):
            if path == os.fspath(folder):
                folders[:] = [name for name in folders if name == INDEX]
                files[:] = [name for name in files if name in {LOCK, INDEX_LOCK}]
            for name in (*folders, *files):
                own = os.stat(name, dir_fd=here, follow_symlinks=False)
                is_one = stat.S_ISDIR(own.st_mode) or (
                    stat.S_ISREG(own.st_mode) and own.st_nlink == 1
                )
                if is_one and own.st_uid == 0 != owner.st_uid:
                    os.chown(name, owner.st_uid, owner.st_gid, dir_fd=here, follow_symlinks=False)


def _keep_group(file: int, old: os.stat_result, new: os.stat_result) -> None:
    """Keep at least the group, if it or everybody may read and write: then the owner still can."""
    try:
        if old.st_gid != new.st_gid:
            os.fchown(file, -1, old.st_gid)
    except PermissionError:
        raise PermissionError(errno.EPERM, "its group cannot be kept") from None
    if old.st_uid != new.st_uid and not any(old.st_mode & each == each for each in _SHARED):
        raise PermissionError(errno.EPERM, "its owner cannot be kept")


if sys.platform == "linux":

    def _keep_attributes(file: int, path: Path) -> None:
        try:
            names = os.listxattr(path)
        except OSError:  # not every file system has any
            return
        for name in names:
            try:
                os.setxattr(file, name, os.getxattr(path, name))
            except OSError:
                if name == _ACCESS_LIST:
                    raise PermissionError(errno.EPERM, "its access list cannot be kept") from None
