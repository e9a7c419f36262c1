import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES

from papercli.errors import LibraryError
from papercli.store.store import Store

HERE = Path(__file__).parent


def report_of(script: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments], capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_whatever_is_stopped_at_any_call_that_writes_leaves_the_state_before_or_after() -> None:
    report = report_of("crashes.py", "--kills", "15")
    assert report["wrong"] == []
    assert report["faults"] > 80
    assert report["kills"] > 2


class Disk:
    """A file as a disk may hold it.

    What was synced, and of what was written since any part, in any order.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
        self.block = block
        self.synced = b""
        self.writes: list[
            tuple[int, bytes] | int
        ] = []  # since then: a piece and its place, or a length to cut to
        self.crashes: list[
            tuple[bytes, list[tuple[int, bytes] | int]]
        ] = []  # what a crash at each call could find
        for name in ("pwrite", "ftruncate", "fsync"):
            monkeypatch.setattr(os, name, self._recorded(name, getattr(os, name)))

    def _recorded(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(file: int, *arguments: Any) -> Any:
            value = call(file, *arguments)
            if name == "pwrite":
                data, at = bytes(arguments[0]), arguments[1]
                for start in range(0, len(data), self.block):
                    self.writes.append((at + start, data[start : start + self.block]))
            elif name == "ftruncate":
                self.writes.append(arguments[0])
            elif Path(f"/proc/self/fd/{file}").resolve().name == "papers.jsonl":
                self.crashes.append((self.synced, list(self.writes)))
                self.synced = self._after(self.synced, self.writes)
                self.writes.clear()
            self.crashes.append((self.synced, list(self.writes)))
            return value

        return recorded

    def _after(self, data: bytes, writes: list[tuple[int, bytes] | int]) -> bytes:
        found = bytearray(data)
        for each in writes:
            if isinstance(each, int):
                found = found[:each] + bytes(max(0, each - len(found)))
            else:
                at, piece = each
                found += bytes(max(0, at + len(piece) - len(found)))
                found[at : at + len(piece)] = piece
        return bytes(found)

    def found_after_power_loss(self, chance: random.Random) -> bytes:
        synced, writes = chance.choice(self.crashes)
        return self._after(
            synced, [each for each in writes if isinstance(each, int) or chance.random() < 0.7]
        )


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_disk_that_lost_power_and_wrote_in_any_order_holds_the_state_before_or_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines(word: str) -> list[bytes]:
        return [
            f'{{"id":"{number:08x}","title":"{word} {"x" * 90}"}}'.encode() for number in range(12)
        ]

    def state(store: Store) -> dict[str, bytes]:
        changes = store.changes()
        return {change.id: changes.line(change) for change in changes.present()}

    disk = Disk(monkeypatch, block=64)
    (tmp_path / "library").mkdir()
    store = Store(tmp_path / "library")
    states: list[dict[str, bytes]] = [{}]
    for word in ("first", "second", "third"):
        store.append(lines(word), command="test", summary=word)
        states.append(state(store))
    monkeypatch.undo()
    chance = random.Random(7)
    found = set()
    for number in range(1500):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "papers.jsonl").write_bytes(disk.found_after_power_loss(chance))
        after = Store(folder)
        assert state(after) in states
        found.add(states.index(state(after)))
        before = state(after)
        after.append([b'{"id":"99999999","title":"later"}'], command="test", summary="")
        assert state(Store(folder)) == before | {"99999999": b'{"id":"99999999","title":"later"}'}
    assert found == {0, 1, 2, 3}


def test_what_stands_in_a_batch_that_was_not_closed_is_never_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append([b'{"id":"00000001","title":"a"}'], command="test", summary="")
    whole = store.path.read_bytes()
    for tail in (
        b'{"id":"00000002","title":"b"}\n',
        b'{"id":"0',
        b"\0" * 500,
        b'{"id":"00000002","title":"\0\0\0"}\n\0\0',
        b'{"batch":2,"schema":1',
    ):
        store.path.write_bytes(whole + tail)
        assert list(Store(tmp_path).changes().latest) == ["00000001"]
        assert Store(tmp_path).torn == len(tail)
    for tail in (b"{}\n", b"<<<<<<< HEAD\n", b"\n", b'{"id":"2"}{"batch":2}\n', whole[:-1] + b"x"):
        store.path.write_bytes(whole + tail)
        with pytest.raises(
            LibraryError,
            match=r"line [34] (cannot be read|is not a valid end of a change)|as it was written",
        ):
            Store(tmp_path).changes()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_met_within_a_second_and_what_is_said_is_true(
    tmp_path: Path, number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "papercli", "--library", str(tmp_path / "library")]
    dump = tmp_path / "many.jsonl"
    dump.write_text(
        "".join(
            f'{{"title":"Paper {n} on {n * 7919 % 1000}","abstract":"{"words of it " * 40}"}}\n'
            for n in range(8000)
        )
    )
    seen = set()
    for delay in (0.3, 0.7, 1.2, 1.8):
        process = subprocess.Popen(
            [*command, "ingest", str(dump)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(delay)
        process.send_signal(number)
        sent = time.monotonic()
        _, err = process.communicate(timeout=30)
        assert time.monotonic() - sent < 1.5
        count = int(
            subprocess.run(
                [*command, "list", "--count"], capture_output=True, text=True, check=True
            ).stdout
        )
        seen.add(err)
        if process.returncode:
            assert process.returncode in {-number, 128 + number}
            assert "Traceback" not in err
        if "nothing was changed" in err:
            assert count == 0
        if process.returncode == 0 or "the change was saved" in err:
            assert count == 8000
            subprocess.run([*command, "undo"], capture_output=True, check=True)
        assert not list((tmp_path / "library").glob("*.new"))
    assert seen - {""}


def test_a_signal_that_comes_where_nothing_can_be_raised_still_stops_the_command() -> None:
    script = (
        "import os, signal, sys; from papercli import cli\n"
        "class Let:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "def work(arguments):\n"
        "    Let()\n"
        "    for _ in range(10**9): pass\n"
        "cli._run = work\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=20
    )
    assert (done.returncode, done.stderr) == (130, "papers: interrupted\n")


def test_an_error_after_the_change_is_on_disk_says_that_the_change_is_made(tmp_path: Path) -> None:
    blocked = (
        "import sys; from papercli import cli; from papercli.index import catchup; from papercli.errors import LibraryError\n"
        "def fail(*arguments, **options): raise LibraryError('no index')\n"
        "import papercli.library as library\n"
        "real = library.open_index\n"
        "library.open_index = lambda *a, **k: fail() if 'accept' in k else real(*a, **k)\n"
        "sys.exit(cli.run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            blocked,
            "--library",
            str(tmp_path),
            "ingest",
            str(FIXTURES / "json"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (5, "papers: no index; the change was saved\n")
    assert len(Store(tmp_path).changes().latest) == 4
