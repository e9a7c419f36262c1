"""Saving what can be read of a damaged store.

What was there before the damage stays, and what follows becomes one batch.
"""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from papercli.dedupe.fold import fill_blanks
from papercli.errors import LibraryError, NewerLibraryError, reason
from papercli.identifiers import SHORT_ID, hash_title, is_paper_id
from papercli.model import Paper
from papercli.store.batches import Changes, ReadAt
from papercli.store.files import free_name, replace_file
from papercli.store.interference import changed_meanwhile
from papercli.store.lines import (
    BATCH,
    REPAIR,
    START,
    Heading,
    damaged,
    id_of,
    is_apart,
    is_removal,
    now,
    parse_batch,
    removal,
)
from papercli.store.papers import decode_paper, encode_paper
from papercli.store.reader import LogFile
from papercli.store.store import Store
from papercli.text import fold_title, number_of

_MARKS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")  # of a merge that git could not make


@dataclass(slots=True)
class Salvage:
    """What a damaged store still holds."""

    intact: Changes  # the batches before the first damage
    damage: str | None  # what is wrong first; None when every batch is as it was written
    # Id -> line, of what follows and says something else.
    lines: dict[str, bytes] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)  # numbers of lines that cannot be read
    # Id -> number and CRC-32 of the last line that says something of it.
    checked: dict[str, tuple[int, int]] = field(default_factory=dict)
    merged: bool = False  # whether it holds the marks of a merge
    whole: bytes | None = None  # the store as it was, where only its line ends were changed
    checksum: int = 0  # of the file that was read, CRC-32

    @property
    def papers(self) -> int:
        """The number of papers that can be saved."""
        there = {change.id for change in self.intact.present()}
        for identifier, line in self.lines.items():
            (there.discard if is_removal(line) else there.add)(identifier)
        return sum(not is_apart(each) for each in there)


def survey(store: Store) -> Salvage:
    """Return what can be saved of a store.

    Raises LibraryError for one of a newer version, or that cannot be read at all.
    """
    data = _data_of(store)
    checksum = zlib.crc32(data)
    if b"\r\n" in data and (found := _with_plain_ends(store, data)):
        found.checksum = checksum
        return found
    intact = Changes(store.path, START, _reader(data))
    found = Salvage(intact, None, checksum=checksum)
    try:
        intact.read()
    except LibraryError as error:
        found.damage = str(error)
    side = b""  # of a merge: the mark under which lines stand
    ours: set[str] = set()
    first = data.count(b"\n", 0, intact.end.end) + 1
    for number, line in enumerate(data[intact.end.end :].split(b"\n"), first):
        if line.startswith(_MARKS):
            found.merged = True
            side = line[:7]
            ours = ours if side == b"=======" else set()
        elif line.startswith(BATCH):
            _refuse_newer(store.path, line)
        elif (said := _read(line)) is not None:
            identifier, text = said
            if side == b"<<<<<<<":
                ours.add(identifier)
            is_changed_twice = side == b"=======" and identifier in ours
            if is_removal(text):  # which no index holds
                found.checked.pop(identifier, None)
            else:
                found.checked[identifier] = number, zlib.crc32(line)
            found.lines[identifier] = (
                _united(found.lines[identifier], text) if is_changed_twice else text
            )
        elif line.strip():
            found.lost.append(number)
    found.lines = {
        each: line for each, line in found.lines.items() if line != _before(intact, each)
    }
    if found.damage is None and (found.lost or found.lines) and not _is_cut_short(store):
        found.damage = str(
            damaged(store.path, f"what follows change {len(intact.batches)} cannot be read")
        )
    return found


def save(store: Store, found: Salvage) -> str:
    """Put a store with what was found in the place of the damaged one.

    Return the name under which that is kept.

    The caller holds the lock.

    """

    def check() -> None:
        if zlib.crc32(_data_of(store)) != found.checksum:
            raise changed_meanwhile(store.path)

    check()
    kept = _keep(store)
    try:
        if found.whole is not None:
            store.put(found.whole, check)
            return kept.name
        last = intact.batches[-1].number if (intact := found.intact).batches else 0
        saved, lost = number_of(found.papers, "paper"), number_of(len(found.lost), "line")
        summary = f"{saved} recovered, {lost} lost; the damaged file is {kept.name}"
        heading = Heading(last + 1, now(), REPAIR, summary)
        batches = [(heading, found.lines.values())] if found.lines else []
        store.replace(batches, prefix=intact.end.end, check=check)
    except BaseException:
        with suppress(OSError):
            if kept.samefile(store.path):  # nothing was replaced: it is but a second name
                kept.unlink()
        raise
    return kept.name


def _data_of(store: Store) -> bytes:
    """Return what the file holds now, whatever file that is."""
    return LogFile(store.path).read_all()


def _with_plain_ends(store: Store, data: bytes) -> Salvage | None:
    """Return what is there when all that is wrong with a store is that its line ends became those of Windows."""
    whole = data.replace(b"\r\n", b"\n")
    changes = Changes(store.path, START, _reader(whole))
    try:
        changes.read()
    except LibraryError:
        return None
    return Salvage(
        changes,
        f"{store.path}: damaged: its line endings were changed to Windows ones (CRLF)",
        whole=whole,
    )


def _reader(data: bytes) -> ReadAt:
    return lambda at, length: data[at : at + length]


def _is_cut_short(store: Store) -> bool:
    """Say whether all that is wrong with a store is that its last change did not come to its end."""
    try:
        return store.torn >= 0
    except LibraryError:
        return False


def _read(line: bytes) -> tuple[str, bytes] | None:
    """Return the id that a line is about and the line itself.

    None when it says nothing that can be understood.
    """
    try:
        value = json.loads(line)
        identifier = value["id"]
        if value.get("removed") is True or is_apart(identifier):
            return (
                (identifier, removal(identifier) if value.get("removed") is True else line)
                if identifier.isprintable()
                else None
            )
        paper = decode_paper(line)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, msgspec.DecodeError):
        return None
    if not is_paper_id(paper.id):  # the damage is in the id, which follows from the title
        paper = replace(paper, id=hash_title(fold_title(paper.title))[:SHORT_ID])
    return paper.id, encode_paper(paper)


def _united(ours: bytes, theirs: bytes) -> bytes:
    """Return one line for a paper that two sides of a merge changed.

    A paper rather than its removal, and of two papers all.
    """
    if is_removal(ours) or is_removal(theirs):
        return theirs if is_removal(ours) else ours
    papers: Iterator[Paper] = (decode_paper(line) for line in (ours, theirs))
    return (
        ours
        if ours == theirs or is_apart(id_of(ours) or "")
        else encode_paper(fill_blanks(next(papers), next(papers)))
    )


def _before(intact: Changes, identifier: str) -> bytes:
    """Return what the intact part says of an id in the end; a removal when it says nothing."""
    change = intact.latest.get(identifier)
    return intact.line(change) if change and not change.removed else removal(identifier)


def _refuse_newer(path: Path, line: bytes) -> None:
    try:
        parse_batch(path, line, len(line) << 40, 0)
    except NewerLibraryError:
        raise
    except LibraryError:
        pass


def _keep(store: Store) -> Path:
    """Give the damaged file a second name and return that."""
    kept = free_name(store.path, "damaged")
    try:
        try:
            os.link(os.path.realpath(store.path), kept)
        except OSError:  # not every file system can
            replace_file(kept, lambda file: _copy(store.path, file), like=store.path)
    except OSError as error:
        raise LibraryError(
            f"{kept}: cannot be written ({reason(error)}); nothing was changed"
        ) from None
    return kept


def _copy(path: Path, file: int) -> None:
    import shutil

    with path.open("rb") as old, open(file, "wb", closefd=False) as new:
        shutil.copyfileobj(old, new)
