"""Programs that know no lock change the store while a command holds it.

Nothing of theirs is lost, and the command says so.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import FIXTURES, Run, remove_index
from crashes import in_child

from papercli import library as library_module
from papercli.errors import LibraryError
from papercli.index import Index
from papercli.maintenance import repair
from papercli.store import batches, store
from papercli.store import lines as stored
from papercli.store.intent import Note, write_note
from papercli.store.store import Store

Change = Callable[[Path, bytes], object]  # of a store, given an older state of it

SAID = "was changed by another program while this command ran; nothing was changed"


def _append(text: bytes) -> Change:
    def change(path: Path, _older: bytes) -> None:
        with path.open("ab") as file:
            file.write(text)

    return change


def _rename(path: Path, older: bytes) -> None:
    new = path.with_name("other")
    new.write_bytes(older)
    os.replace(new, path)


def _same_size(path: Path, _older: bytes) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"the", b"teh"))


def _same_size_and_times(path: Path, older: bytes) -> None:
    status = path.stat()
    _same_size(path, older)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


INTERFERENCES: dict[str, Change] = {
    "an older copy in place": lambda path, older: path.write_bytes(older),
    "an older copy by rename": _rename,
    "the same by rename": lambda path, _older: _rename(path, path.read_bytes()),
    "removed": lambda path, _older: path.unlink(),
    "empty": lambda path, _older: os.truncate(path, 0),
    "cut short": lambda path, _older: os.truncate(path, path.stat().st_size - 1),
    "cut in half": lambda path, _older: os.truncate(path, path.stat().st_size // 2),
    "made longer": lambda path, _older: os.truncate(path, path.stat().st_size + 5000),
    "a line added": _append(b'{"id":"0123abcd","title":"Added by hand"}\n'),
    "text added without a line end": _append(b"Added by hand"),
    "rewritten in the same size": _same_size,
    "rewritten in the same size and with its old times": _same_size_and_times,
}
COMMANDS: dict[str, list[str]] = {
    "ingest": ["ingest", str(FIXTURES / "bibtex")],
    "mark": ["mark", "FIRST", "--tag", "later"],
    "rm": ["rm", "FIRST"],
    "dedupe": ["dedupe", "--apply"],
    "not": ["dedupe", "--not", "FIRST", "SECOND"],
    "fold": ["dedupe", "--fold", "FIRST", "SECOND"],
    "undo": ["undo"],
    "redo": ["redo"],
    "split": ["split", "FOLDED"],
    "compact": ["compact", "--apply", "--keep", "0"],
    "repair": ["doctor", "--repair"],
}


class World:
    """A library with some history, and an older state of it."""

    def __init__(self, papers: Run, folder: Path) -> None:
        self.papers = papers
        self.folder = folder
        self.path = folder / "papers.jsonl"
        self.older = self.path.read_bytes()
        self.first, self.second = papers("list", "--ids", "--limit", "2")[1].split()

    def prepare(self, name: str) -> list[str]:
        """Make what a command works on, once for all tests of a process."""
        kept = self.folder.parent.parent / f"prepared-{name}"
        if kept.exists():
            shutil.rmtree(self.folder)
            shutil.copytree(kept / "library", self.folder)
            folded = (kept / "folded").read_text("ascii")
        else:
            folded = self._make(name)
            shutil.copytree(self.folder, kept / "library")
            (kept / "folded").write_text(folded, "ascii")
        words = {"FIRST": self.first, "SECOND": self.second, "FOLDED": folded}
        return [words.get(each, each) for each in COMMANDS[name]]

    def _make(self, name: str) -> str:
        self.papers("mark", self.first, "--star")
        folded = ""
        if name in {"split", "redo"}:
            before = set(self.papers("list", "--ids")[1].split())
            self.papers("dedupe", "--apply")
            folded = min(before - set(self.papers("list", "--ids")[1].split()))
        if name == "redo":
            self.papers("undo")
        if name == "repair":
            self.path.write_bytes(self.path.read_bytes().replace(b"graph", b"grahp", 1))
        return folded

    def others(self) -> set[str]:
        own = {"papers.jsonl", "papers.lock", "index", "index.lock"}
        return {path.name for path in self.folder.iterdir()} - own


def wrapped(
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    act: Callable[[], object],
    at: int = 1,
) -> list[int]:
    """Have `act` called before the n-th call of a function, once.

    The list that is returned counts the calls.
    """
    real = getattr(owner, name)
    calls: list[int] = []

    def call(*arguments: object, **options: object) -> object:
        calls.append(1)
        if len(calls) == at:
            act()
        return real(*arguments, **options)

    monkeypatch.setattr(owner, name, call)
    return calls


@pytest.mark.parametrize("interference", INTERFERENCES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_store_that_is_changed_between_lock_and_write_is_left_as_it_is(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, interference: str
) -> None:
    world = World(filled, tmp_path / "library")
    arguments = world.prepare(command)
    found: list[bytes | None] = []

    def interfere() -> None:
        INTERFERENCES[interference](world.path, world.older)
        found.append(world.path.read_bytes() if world.path.exists() else None)

    with monkeypatch.context() as patched:
        # Where the command has read what it needs, and is about to write.
        places: dict[str, tuple[object, str]] = {
            "repair": (repair, "free_name"),
            "compact": (store, "replace_file"),
        }
        owner, name = places.get(command, (Store, "append"))
        wrapped(patched, owner, name, interfere)
        code, out, err = filled(*arguments)
    assert len(found) == 1
    # What is there is what was examined.
    if (command, interference) == (
        "repair",
        "the same by rename",
    ):
        assert code == 0
        assert (world.folder / "papers.jsonl.damaged-1").read_bytes() == found[0]
        return
    assert (code, out, err.count("\n")) == (5, "", 1)
    assert SAID in err or (command == "repair" and found[0] is None)
    assert (world.path.read_bytes() if world.path.exists() else None) == found[0]
    assert world.others() == set()


@pytest.mark.parametrize("interference", INTERFERENCES)
@pytest.mark.parametrize("call", ["pwrite", "fsync"])
@pytest.mark.parametrize("at", [2, 3, 4, 5, 6])  # the first one comes before the store is looked at
def test_nothing_of_another_program_is_lost_whatever_it_does_while_a_change_is_written(
    filled: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
    call: str,
    interference: str,
) -> None:
    world = World(filled, tmp_path / "library")
    arguments = world.prepare("mark")
    whole = world.path.read_bytes()
    done: list[bytes | None] = []

    def interfere() -> None:
        INTERFERENCES[interference](world.path, world.older)
        done.append(world.path.read_bytes() if world.path.exists() else None)

    with monkeypatch.context() as patched:
        calls = wrapped(patched, os, call, interfere, at)
        code, _, err = filled(*arguments)
    if len(calls) < at or not done:
        return
    after = world.path.read_bytes() if world.path.exists() else None
    theirs = done[0]
    if code == 0:
        # Either nothing of theirs was in the way, or it came when all was written, and stands
        # behind the change.
        assert theirs is not None
        assert after is not None
        assert after.startswith(theirs) or theirs.startswith(after)
        assert theirs[: len(whole)] == whole
    else:
        assert code == 5
        assert err.count("\n") == 1
        assert (theirs is None) == (after is None)
        if theirs is not None and after is not None:
            # What this program wrote may be gone from it, or stand behind; nothing else differs.
            own = theirs[len(whole) :] if theirs.startswith(whole) else b""
            assert (
                after.startswith(theirs)
                or theirs == after + own
                or theirs.replace(own, b"", 1) == after
            )
    assert world.others() == set()


@pytest.mark.parametrize("interference", INTERFERENCES)
def test_a_command_that_would_change_nothing_is_not_right_about_a_store_that_was_changed(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interference: str
) -> None:
    world = World(filled, tmp_path / "library")
    filled("mark", world.first, "--star")
    change = INTERFERENCES[interference]
    for arguments in (["ingest", FIXTURES / "json"], ["mark", world.first, "--star"]):
        before = world.path.read_bytes()
        with monkeypatch.context() as patched:
            act = partial(change, world.path, world.older)
            wrapped(patched, Index, "seen_in" if "ingest" in arguments else "place_of", act)
            code, out, err = filled(*arguments)
        assert (code, out, err) == (5, "", f"papers: {world.path}: {SAID}\n")
        world.path.write_bytes(before)


def test_a_store_that_was_only_touched_is_written_to(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(filled, tmp_path / "library")

    def touch() -> None:
        os.utime(world.path)
        world.path.chmod(0o600)

    with monkeypatch.context() as patched:
        wrapped(patched, Store, "append", touch)
        assert filled("mark", world.first, "--star")[0] == 0
    assert filled("doctor")[0] == 0


def test_a_store_that_is_set_back_before_the_index_has_seen_the_change_is_not_said_to_be_changed(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(filled, tmp_path / "library")
    filled("mark", world.first, "--star")
    with monkeypatch.context() as patched:
        wrapped(
            patched,
            library_module,
            "open_index",
            lambda: world.path.write_bytes(world.older),
            2,
        )
        code, out, err = filled("mark", world.first, "--tag", "later")
    assert (code, out, err) == (5, "", f"papers: {world.path}: {SAID}\n")
    assert world.path.read_bytes() == world.older
    assert "change 2 (" in filled("list", "--count")[2]


@pytest.mark.parametrize("interference", INTERFERENCES)
def test_a_store_that_is_changed_while_a_dump_comes_through_a_pipe_is_left_as_it_is(
    filled: Run, tmp_path: Path, interference: str
) -> None:
    world = World(filled, tmp_path / "library")
    world.prepare("mark")
    command = [sys.executable, "-m", "papercli", "--library", str(world.folder), "ingest", "-"]
    lock = world.folder / "papers.lock"
    before = lock.read_bytes()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        process.stdin.write(b'{"title":"The first of two papers"}\n')
        process.stdin.flush()
        end = time.monotonic() + 60
        while lock.read_bytes()[:10] == before[:10] and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.3)  # what it does with the lock held, and before it waits for the dump
        INTERFERENCES[interference](world.path, world.older)
        theirs = world.path.read_bytes() if world.path.exists() else None
        out, err = process.communicate(b'{"title":"The second of two papers"}\n')
    assert (process.returncode, out, err.decode()) == (5, b"", f"papers: {world.path}: {SAID}\n")
    assert (world.path.read_bytes() if world.path.exists() else None) == theirs
    assert world.others() == set()


TAILS = {
    "a note": b"remember to read this",
    "a paper": b'{"id":"0123abcd","title":"Added by hand"}',
    "a paper and a line end": b'{"id":"0123abcd","title":"Added by hand"}\n',
    "a paper with the line end of Windows": b'{"id":"0123abcd","title":"Added by hand"}\r\n',
    "papers, the last without a line end": b'{"id":"0123abcd","title":"Added"}\n{"id":"0123abce","title":"by hand"}',
    "binary": bytes(range(1, 10)) + bytes(range(128, 256)),
    "a zero in it": b"some\0text",
    "zeros": b"\0" * 100,
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize(
    "lock", ["as it was left", "gone", "of an older version", "of a change that crashed here"]
)
def test_what_somebody_added_is_set_aside_and_said(
    filled: Run, tmp_path: Path, tail: bytes, lock: str
) -> None:
    world = World(filled, tmp_path / "library")
    filled("mark", world.first, "--star")
    whole = world.path.read_bytes()
    if lock == "gone":
        (world.folder / "papers.lock").unlink()
    elif lock == "of an older version":
        (world.folder / "papers.lock").write_text(f"4711 {len(whole)}")
    elif lock == "of a change that crashed here":
        write_note(
            world.folder, Note(len(whole), 0, 0, b'{"id":"0123abcd","title":"Ours"}\n'), safe=False
        )
    if not (lock == "of a change that crashed here" and not tail.strip(b"\0")):
        world.path.write_bytes(whole + tail)
        assert "to no change, ignored" in filled("list", "--count")[2]
        assert filled("doctor")[0] == 5
        code, _, err = filled("mark", world.second, "--star")
        assert (code, "set aside in papers.jsonl.cut-1" in err) == (0, True)
        assert (world.folder / "papers.jsonl.cut-1").read_bytes() == tail
        assert world.path.read_bytes().startswith(whole + b'{"id":"' + world.second.encode())
    assert filled("doctor")[0] == 0


@pytest.mark.parametrize("added", [b"a note", b"\n", b'{"id":"0123abcd","title":"Added"}\n'])
def test_what_is_added_behind_a_change_that_crashed_is_set_aside_with_it(
    filled: Run, tmp_path: Path, added: bytes
) -> None:
    world = World(filled, tmp_path / "library")
    whole = world.path.read_bytes()
    ours = b'{"id":"0123abce","title":"Ours"}\n{"id":"0123abcf","title":"Ours as well"}\n'
    for length in (1, 40, len(ours)):
        tail = ours[:length] + added
        write_note(world.folder, Note(len(whole), 0, 0, ours), safe=False)
        world.path.write_bytes(whole + ours[:length])
        assert filled("list", "--count")[2] == ""
        world.path.write_bytes(whole + tail)
        code, _, err = filled("mark", world.first, "--star")
        if code == 5:  # text that no change can begin with is damage, which is named
            assert "damaged: line" in err
            assert world.path.read_bytes() == whole + tail
        else:
            assert (code, "set aside" in err) == (0, True)
            assert (world.folder / "papers.jsonl.cut-1").read_bytes() == tail
            (world.folder / "papers.jsonl.cut-1").unlink()
        remove_index(world.folder / "index")
        world.path.write_bytes(whole)


def test_what_a_change_left_is_known_by_every_byte_of_it(tmp_path: Path) -> None:
    ours = b'{"id":"00000001","title":"a"}\n{"id":"00000002","title":"b"}\n'
    (tmp_path / "papers.lock").write_text("")
    note = Note(0, 20, 0, ours[20:])._replace(checksum=zlib.crc32(ours[:20]))
    write_note(tmp_path, note, safe=True)
    (tmp_path / "papers.jsonl").write_bytes(b"")
    for length in range(20, len(ours) + 1):
        assert note.covers(ours[:length])
        assert not note.covers(ours[: length - 1] + b"\1")
        assert not note.covers(ours[:length] + b"\1")
    assert note.covers(ours[:-1] + b"\0")
    assert not note.covers(ours[:10])


@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_what_a_killed_change_of_many_blocks_left_is_cut_off_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(stored, "_BLOCK", 100)
    lines = [f'{{"id":"{n:08x}","title":"{"word " * (n % 40)}"}}'.encode() for n in range(20)]
    (tmp_path / "papers.lock").write_text("")
    store = Store(tmp_path)
    store.append(lines[:1], command="test", summary="")
    whole = store.path.read_bytes()
    real = os.pwrite

    for at in range(1, 100):
        calls = iter(range(1, 1000))

        def killed(
            file: int, data: bytes, place: int, calls: Iterator[int] = calls, at: int = at
        ) -> int:
            if next(calls) == at:
                real(file, bytes(data)[: len(data) * part // 3], place)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(file, data, place)

        def change(killed: Callable[..., int] = killed) -> None:
            monkeypatch.setattr(os, "pwrite", killed)
            Store(tmp_path).append(lines[1:], command="test", summary="")

        status, _ = in_child(change)
        after = Store(tmp_path)
        assert after.strays == 0
        if len(list(after.batches())) > 1:
            break
        assert status == signal.SIGKILL
        after.append(lines[:1], command="test", summary="")
        assert {path.name for path in tmp_path.iterdir()} == {"papers.jsonl", "papers.lock"}
        store.path.write_bytes(whole)
    assert at > 20


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize(
    "line", [b'{"id":"0123abcd","title":"Written by hand"}', b'{"title":"Without an id"}']
)
def test_a_library_written_by_hand_survives_the_first_ingest(
    papers: Run, tmp_path: Path, line: bytes, end: bytes
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "papers.jsonl").write_bytes(line + end)
    code, out, err = papers("ingest", FIXTURES / "json")
    if code == 0:
        assert out == "4 records read: 4 new, 0 seen before; 0 skipped\n"
        assert "set aside in papers.jsonl.cut-1" in err
        assert (folder / "papers.jsonl.cut-1").read_bytes() == line + end
    else:
        assert (code, out) == (5, "")
        assert (folder / "papers.jsonl").read_bytes() == line + end


def test_a_store_that_is_cut_short_while_it_is_read_is_one_line(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papercli.store.handle._HELD", 1000)
    monkeypatch.setattr("papercli.store.handle._AHEAD", 1000)
    monkeypatch.setattr(batches, "_READ", 1000)
    path = tmp_path / "library" / "papers.jsonl"
    filled("mark", "--query", "the", "--yes", "--star")  # so that there is something to discard
    whole = path.read_bytes()
    for arguments in (("backup", tmp_path / "backup.gz"), ("dedupe",), ("compact", "--keep", "0")):
        with monkeypatch.context() as patched:
            wrapped(patched, batches.Changes, "present", lambda: os.truncate(path, len(whole) // 2))
            code, out, err = filled(*arguments)
        assert (code, out, err) == (
            5,
            "",
            f"papers: {path}: was cut short by another program while it was read\n",
        )
        path.write_bytes(whole)
    assert not (tmp_path / "backup.gz").exists()


def test_a_store_that_is_altered_while_it_is_read_is_not_backed_up(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papercli.store.handle._HELD", 1000)
    monkeypatch.setattr("papercli.store.handle._AHEAD", 1000)
    monkeypatch.setattr(batches, "_READ", 1000)
    path = tmp_path / "library" / "papers.jsonl"
    wrapped(monkeypatch, batches.Changes, "present", lambda: _same_size(path, b""))
    assert filled("backup", tmp_path / "backup.gz")[0] == 5
    assert not (tmp_path / "backup.gz").exists()


def test_nothing_maps_the_store_into_memory() -> None:
    package = Path(library_module.__file__).parent
    assert not [
        path.name for path in package.rglob("*.py") if "mmap" in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("tick", [0, 1 << 62], ids=["its times tell", "its times tell nothing"])
def test_a_store_of_the_same_size_is_told_by_its_times_or_its_checksums(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tick: int
) -> None:
    monkeypatch.setattr("papercli.store.interference._TICK", tick)
    log = Store(tmp_path / "library")
    with log.lock(1, print):
        log.begin()
        log.check()
        status = log.path.stat()
        data = bytearray(log.path.read_bytes())
        data[len(data) // 2] ^= 1
        with log.path.open("r+b") as file:
            file.write(data)
        if tick:
            os.utime(log.path, ns=(status.st_atime_ns, status.st_mtime_ns))
        with pytest.raises(LibraryError, match="was changed by another program"):
            log.check()
    assert filled("list")[0] == 5
