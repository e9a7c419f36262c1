import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES, Run, remove_index

from papercli.errors import LibraryError
from papercli.store import lines as stored
from papercli.store import reader
from papercli.store.lines import START, Position, removal
from papercli.store.store import Store


def line(number: int, text: str = "x") -> bytes:
    return f'{{"id":"{number:08x}","title":"{text}"}}'.encode()


def append(store: Store, *lines: bytes) -> None:
    store.append(list(lines), command="test", summary=f"{len(lines)} lines")


def state(store: Store) -> dict[str, bytes]:
    changes = store.changes()
    return {change.id: changes.line(change) for change in changes.present()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    append(store, line(1), line(2))
    append(store, line(2, "y"), removal("00000001"), line(3))
    return store


def test_later_lines_replace_earlier_ones(store: Store) -> None:
    assert state(store) == {"00000002": line(2, "y"), "00000003": line(3)}
    assert [batch.number for batch in store.batches()] == [2, 1]
    assert [(batch.start, batch.end) for batch in store.changes().batches] == [
        (b.start, b.end) for b in reversed(list(store.batches()))
    ]


def test_reading_goes_on_from_a_position(store: Store) -> None:
    first = store.changes().batches[0]
    later = store.changes(Position(first.end, first.chain))
    assert sorted(later.latest) == ["00000001", "00000002", "00000003"]
    assert later.latest["00000001"].removed
    assert store.follows(START)
    assert store.follows(later.end)
    assert not store.follows(Position(first.end, "00000000"))
    assert not store.follows(Position(first.end + 1, first.chain))


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 22])
def test_the_lines_before_a_change_are_found_from_its_start_backwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(reader, "_BLOCK", block)
    store = Store(tmp_path)
    known: dict[str, bytes] = {}
    wanted = [f"{number:08x}" for number in range(5)]
    for count in range(1, 6):
        lines = [line(number * count % 5, "x" * count * number) for number in range(count)]
        lines += [removal(f"{count - 1:08x}"), line(9, r"\n{\"id\":\"00000001\"")]
        append(store, *lines)
        known |= {each[7:15].decode(): each for each in lines}
        assert store.lines_before(store.size, wanted) == {
            each: known[each] for each in wanted if each in known
        }
        assert store.lines_before(0, wanted) == {}


def test_every_line_is_plain_json(store: Store) -> None:
    for each in store.path.read_bytes().splitlines():
        assert isinstance(json.loads(each), dict)


def test_a_torn_last_batch_is_ignored_and_cut_off_by_the_next_writer(store: Store) -> None:
    whole = store.path.read_bytes()
    before = state(store)
    append(store, line(4), line(5))
    longer = store.path.read_bytes()
    for length in range(len(whole), len(longer)):
        store.path.write_bytes(longer[:length])
        assert state(store) == before
        assert store.changes().torn == length - len(whole)
    append(store, line(6))
    assert state(store) == before | {"00000006": line(6)}


@pytest.mark.parametrize("call", ["pwrite", "fsync"])
def test_a_failure_at_any_call_leaves_the_state_before(
    store: Store, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before, data = state(store), store.path.read_bytes()
    real: Callable[..., int] = getattr(os, call)
    monkeypatch.setattr(stored, "_BLOCK", 10)
    for failing in range(1, 8):
        calls = iter(range(1, 100))

        def fail_once(
            *arguments: object, calls: Iterator[int] = calls, failing: int = failing
        ) -> int:
            if next(calls) == failing:
                raise OSError(28, "No space left on device")
            return real(*arguments)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail_once)
            error = ""
            try:
                append(store, line(7), line(8), line(9))
            except LibraryError as raised:
                error = str(raised)
        assert error or failing > 1
        assert not error or ("no space left on device" in error and "nothing was changed" in error)
        assert len(state(store)) == len(before) + (0 if error else 3)
        store.path.write_bytes(data)


def test_every_flipped_byte_is_noticed(store: Store) -> None:
    data = store.path.read_bytes()
    good = state(store)
    for at in range(len(data)):
        for mask in (0x01, 0x80):
            store.path.write_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])
            try:
                found = state(store)
            except LibraryError:
                continue
            # Only the very last line end can go unnoticed: it looks like a batch that was cut
            # short.
            assert found == good or at == len(data) - 1, at


def test_swapped_doubled_and_missing_lines_are_noticed(store: Store) -> None:
    lines = store.path.read_bytes().splitlines(keepends=True)
    for at in range(len(lines) - 1):
        swapped = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
        doubled = [*lines[: at + 1], *lines[at:]]
        missing = [*lines[:at], *lines[at + 1 :]]
        for changed in (swapped, doubled, missing):
            store.path.write_bytes(b"".join(changed))
            with pytest.raises(LibraryError, match="damaged"):
                state(store)


def test_a_library_of_a_newer_version_is_refused_by_name(store: Store) -> None:
    store.path.write_bytes(store.path.read_bytes().replace(b'"schema":1', b'"schema":9'))
    with pytest.raises(LibraryError, match=r"written by a newer version of papers \(schema 9"):
        store.last_batch()


def test_a_held_lock_is_one_line_with_the_holders_pid(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    hold = "import sys, time; from pathlib import Path; from papercli.store.store import Store\nwith Store(Path(sys.argv[1])).lock(5, print): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "library")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        code, out, err = papers("ingest", "--wait", "0.2", FIXTURES / "json")
        assert (code, out) == (5, "")
        assert (
            err
            == f"papers: {tmp_path / 'library'}: in use by process {holder.pid}; try again, or wait longer with --wait SECONDS\n"
        )
        assert papers("list", "--count")[0] == 0
    finally:
        holder.kill()
        holder.communicate()
    assert papers("ingest", FIXTURES / "json")[0] == 0


def test_a_deleted_foreign_or_broken_index_is_built_anew(filled: Run, tmp_path: Path) -> None:
    expected = filled("search", "--ids", "equivariant")
    index = tmp_path / "library" / "index"
    remove_index(index)
    assert filled("search", "--ids", "equivariant") == expected
    for file in filter(Path.is_file, sorted(index.rglob("*"))):
        file.write_bytes(b"broken")
    assert filled("search", "--ids", "equivariant")[0] == 0
    remove_index(index)
    index.write_text("not a folder", encoding="utf-8")
    assert filled("search", "--ids", "equivariant") == expected


def test_a_library_replaced_by_another_is_read_anew(filled: Run, tmp_path: Path) -> None:
    filled("ingest", "--library", tmp_path / "other", FIXTURES / "json")
    data = (tmp_path / "other" / "papers.jsonl").read_bytes()
    (tmp_path / "library" / "papers.jsonl").write_bytes(data)
    assert filled("list", "--count")[1] == "4\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_stopped_ingest_leaves_the_state_before_or_after(
    tmp_path: Path, number: signal.Signals
) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-m", "papercli", "--library", str(library)]
    dumps = [str(FIXTURES / name) for name in ("listing", "labelled", "json", "jsonl")]
    for delay in (0.02, 0.2):
        (library / "papers.lock").unlink(missing_ok=True)
        process = subprocess.Popen(
            [*command, "ingest", *dumps],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        while process.poll() is None and not (library / "papers.lock").exists():
            time.sleep(0.005)  # before it runs, a signal meets the interpreter and not the program
        time.sleep(delay)
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
        assert "Traceback" not in err, err
        if process.returncode not in {0, -signal.SIGKILL}:
            assert process.returncode in {130, 143, -signal.SIGTERM, -signal.SIGINT}
        counted = subprocess.run(
            [*command, "list", "--count"], capture_output=True, text=True, check=True
        )
        assert counted.stdout in {"0\n", "65\n"}
        subprocess.run([*command, "ingest", *dumps], capture_output=True, check=True)
        assert (
            subprocess.run(
                [*command, "list", "--count"], capture_output=True, text=True, check=True
            ).stdout
            == "65\n"
        )
        subprocess.run([*command, "undo"], capture_output=True, check=True)


def test_files_are_as_private_as_the_umask_and_the_folder_ask(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o700)
    for name, umask in (("umask", 0o077), ("folder", 0o022)):
        library = tmp_path / name
        command = [sys.executable, "-m", "papercli", "--library", str(library)]
        for arguments in (
            ["ingest", str(FIXTURES / "json")],
            ["list"],
            ["compact", "--apply", "--keep", "0"],
            ["search", "graph"],
        ):
            subprocess.run([*command, *arguments], capture_output=True, check=True, umask=umask)
            open_to_others = [path for path in library.rglob("*") if path.stat().st_mode & 0o077]
            assert open_to_others == []


def test_a_file_size_limit_gives_one_line_and_changes_nothing(
    fixture_library: Path, tmp_path: Path
) -> None:
    shutil.copytree(fixture_library, tmp_path / "library")
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    limit = f"ulimit -f {len(before) // 1024 + 1}; trap '' XFSZ; exec {sys.executable} -m papercli --library {tmp_path / 'library'} ingest {FIXTURES / 'hostile'}"
    dump = tmp_path / "big.jsonl"
    dump.write_text(
        "".join(f'{{"title": "Paper {n}", "abstract": "{"word " * 200}"}}\n' for n in range(200)),
        encoding="utf-8",
    )
    done = subprocess.run(
        ["bash", "-c", limit.replace(str(FIXTURES / "hostile"), str(dump))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.endswith("nothing was changed\n")
    assert done.stderr.count("\n") == 1
    assert store.read_bytes() == before
