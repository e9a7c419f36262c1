"""Commands that are killed, failed or interrupted at every call that writes, and at random moments.

What is left is examined.

A process that has imported everything forks a child for each case, which takes a hundredth of a
second. `test_crash.py` runs a short version; `python tests/crashes.py --every --kills 2000` a long
one.
"""

import argparse
import errno
import io
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from papercli import cli
from papercli.cli import signals
from papercli.errors import PapersError
from papercli.store.intent import Note, write_note
from papercli.store.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"
CALLS = (
    "pwrite",
    "write",
    "fsync",
    "ftruncate",
    "replace",
    "rename",
    "unlink",
    "mkdir",
    "rmdir",
    "link",
    "fchmod",
)
KILLS = ("before", "half", "after")
ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES")
SIGNALS = ("SIGINT", "SIGTERM")
MODULES = (
    "cli.compact",
    "cli.dedupe",
    "cli.doctor",
    "cli.ingest",
    "cli.mark",
    "cli.redo",
    "cli.rm",
    "cli.search",
    "cli.undo",
    "dedupe.clusters",
    "dumps",
    "index.documents",
    "ingest.ingest",
)
KINDS = (*KILLS, *ERRORS, *SIGNALS, "short")
COMMANDS: dict[str, list[str]] = {
    "first ingest": ["ingest", "OTHER"],
    "ingest": ["ingest", "MORE"],
    "ingest over a torn change": ["ingest", "MORE"],
    "dedupe": ["dedupe", "--apply"],
    "undo": ["undo"],
    "redo": ["redo"],
    "rm": ["rm", "FIRST"],
    "mark": ["mark", "FIRST", "--tag", "later"],
    "compact": ["compact", "--apply", "--keep", "1"],
    "compact all": ["compact", "--apply", "--keep", "0"],
}

_write = os.write  # as it is without a fault


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder to work in, in memory where that can be.

    What is tested here needs no disk.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def in_child(call: Callable[[], Any]) -> tuple[int, Any]:
    """Return the status of a child process and what `call` returned in it, if it came to its end."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            value = call()
        except BaseException as error:  # noqa: BLE001 - the parent is told
            value = f"{type(error).__name__}: {error}"
        _write(writer, json.dumps(value).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return status, json.loads(said) if said else None


def run(library: Path, arguments: list[str]) -> tuple[int, str]:
    """Run a command in this process and return its exit code and what it said on stderr."""
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.BytesIO()),
        io.TextIOWrapper(io.BytesIO(), write_through=True),
    )
    try:
        code = cli.run(["--library", str(library), *arguments])
    except Exception:  # noqa: BLE001 - a bug, which the caller reports
        code = 1
        traceback.print_exc()
    sys.stderr.seek(0)
    said, sys.stderr = sys.stderr.read(), sys.__stderr__
    return code, said


def printed() -> str:
    """Return what the last command printed on stdout."""
    sys.stdout.seek(0)
    return sys.stdout.read()


def state_of(library: Path) -> dict[str, str]:
    """Return what the library holds, read from its store alone."""
    changes = Store(library).changes()
    # When a paper was added differs from run to run.
    return {
        change.id: re.sub('"added":"[^"]*"', "", changes.line(change).decode())
        for change in changes.present()
    }


def history_of(library: Path) -> int:
    return sum(1 for _ in Store(library).batches())


class Fault:
    """Something that happens at the n-th call that writes."""

    def __init__(self, kind: str, at: int) -> None:
        self.kind = kind
        self.left = at
        self.calls = 0
        self.names: list[str] = []

    def plant(self) -> None:
        for name in CALLS:
            setattr(os, name, self._wrapped(name, getattr(os, name)))
        real = io.open

        def opened(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            return (self._wrapped("open", real) if set(mode) & set("wax+") else real)(
                file, mode, *rest, **options
            )

        io.open = opened

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            self.names.append(name)
            if self.calls != self.left:
                return call(*arguments, **options)
            if self.kind == "half" and name == "pwrite":
                file, data, at = arguments
                call(file, bytes(data)[: len(data) // 2], at)
                os.kill(os.getpid(), signal.SIGKILL)
            if self.kind in {"before", "half"}:
                os.kill(os.getpid(), signal.SIGKILL)
            if self.kind in ERRORS:
                number = getattr(errno, self.kind)
                raise OSError(number, os.strerror(number))
            if self.kind == "short" and name == "pwrite":
                file, data, at = arguments
                return call(file, bytes(data)[: max(1, len(data) // 3)], at)
            try:
                return call(*arguments, **options)
            finally:
                if self.kind == "after":
                    os.kill(os.getpid(), signal.SIGKILL)
                if self.kind in SIGNALS:
                    signal.raise_signal(getattr(signal, self.kind))

        return wrapped


class Cases:
    """The libraries in which commands are stopped, and what they hold before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bases: dict[str, Path] = {}
        self.before: dict[str, dict[str, str]] = {}
        self.after: dict[str, dict[str, str]] = {}
        self.arguments: dict[str, list[str]] = {}
        self.seconds: dict[str, float] = {}
        for name in COMMANDS:
            self._prepare(name)

    def _prepare(self, name: str) -> None:
        base = self.folder / name.replace(" ", "-")
        more, other = self.folder / "more.jsonl", self.folder / "other.jsonl"
        other.write_text(
            "".join(
                json.dumps({"title": f"A paper about {word}", "authors": ["A. Author"]}) + "\n"
                for word in ("sheaves", "meshes", "rings")
            )
        )
        more.write_text(
            json.dumps({"title": "One more paper", "abstract": "It came later."}) + "\n"
        )
        if name != "first ingest":
            dumps = [
                str(other),
                str(FIXTURES / "json"),
                str(FIXTURES / "jsonl"),
                str(FIXTURES / "listing" / "trending-02.txt"),
            ]
            in_child(lambda: run(base, ["ingest", *dumps]))
            first = min(state_of(base))
            in_child(lambda: run(base, ["rm", first]))
            if name == "redo":
                in_child(lambda: run(base, ["undo"]))
        if name == "ingest over a torn change":
            torn = b'{"id":"00000001","title":"Torn"}\n{"id":"000'
            with (base / "papers.jsonl").open("ab") as store:
                write_note(
                    base, Note(store.tell(), 0, 0, torn + b'00002","title":"More"}'), safe=False
                )
                store.write(torn)
        self.bases[name] = base
        self.before[name] = state_of(base)
        first = min(self.before[name], default="")
        words = {"MORE": str(more), "OTHER": str(other), "FIRST": first}
        self.arguments[name] = [words.get(each, each) for each in COMMANDS[name]]
        whole = self.copy(name)
        start = time.perf_counter()
        status, said = in_child(lambda: run(whole, self.arguments[name]))
        self.seconds[name] = time.perf_counter() - start
        if status or said[0]:
            raise AssertionError(f"{name}: {status} {said}")
        self.after[name] = state_of(whole)
        shutil.rmtree(whole)

    def copy(self, name: str) -> Path:
        library = self.folder / "library"
        shutil.rmtree(library, ignore_errors=True)
        if self.bases[name].exists():
            shutil.copytree(self.bases[name], library)
        return library

    def examine(self, name: str, library: Path) -> Iterator[str]:
        """Yield what is wrong with a library after its command was stopped."""
        try:
            state = state_of(library)
        except PapersError as error:
            yield f"not readable: {error}"
            return
        if state not in (self.before[name], self.after[name]):
            yield "neither as before nor as after"
        status, said = in_child(lambda: examined(library))
        if status or said:
            yield f"afterwards: {status} {said}"


def examined(library: Path) -> list[str]:
    """Return what is wrong with a library.

    A search, doctor, a change and taking it back all have to work, and leave nothing behind.
    """
    wrong = []
    before = state_of(library)
    code, said = run(library, ["search", "paper", "--json"])
    if before and (code or (said and not said.startswith("papers: no papers found"))):
        wrong.append(f"search: {code}, {said}")
    left = [path.name for path in library.glob("*.new")]
    if left:
        wrong.append(f"left behind after a search: {left}")
    if (doctor := run(library, ["doctor"]))[0]:
        wrong.append(f"doctor: {doctor} {printed()!r}")
    dump = library.parent / "next.jsonl"
    dump.write_text('{"title":"The next paper"}\n')
    done = [
        (name, run(library, [name, *rest]))
        for name, *rest in (("ingest", str(dump)), ("doctor",), ("undo",), ("doctor",))
    ]
    wrong += [f"{name}: {code}, {said}" for name, (code, said) in done if code]
    if state_of(library) != before:
        wrong.append("a change and its undo made a difference")
    names = {path.name for path in library.iterdir()}
    if names - {"papers.jsonl", "papers.lock", "index", "index.lock"}:
        wrong.append(f"left behind: {names}")
    inside = {path.name for path in (library / "index").iterdir()}
    if len(inside) != 2:
        wrong.append(f"left behind in the index: {inside}")
    return wrong


def stopped(cases: Cases, name: str, kind: str, at: int) -> tuple[int, Any]:
    """Run a command with one fault.

    Return its status, and its exit code, what it said and how many calls it made.
    """
    library = cases.copy(name)

    def call() -> tuple[int, str, list[str]]:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signals._stop)
        fault = Fault(kind, at)
        fault.plant()
        code, said = run(library, cases.arguments[name])
        return code, said, fault.names

    return in_child(call)


def check_faults(cases: Cases, *, every: bool) -> tuple[int, list[str]]:
    """Stop every command at each of its calls in every way, or at every second in one.

    Return how many cases there were, and those that went wrong.
    """
    count, wrong = 0, []
    turn = 0
    for name in COMMANDS:
        _, (_, _, calls) = stopped(cases, name, "none", 0)
        for at, call in enumerate(calls, 1):
            kinds = [kind for kind in KINDS if call == "pwrite" or kind not in {"half", "short"}]
            turn += 1
            if not every:  # one way at every second call, each way in its turn
                kinds = [kinds[turn % len(kinds)]] if turn % 2 else []
            for kind in kinds:
                count += 1
                status, said = stopped(cases, name, kind, at)
                where = f"{name}, {kind} at call {at} ({call}): "
                wrong += [where + each for each in cases.examine(name, cases.folder / "library")]
                if kind in KILLS:
                    if status != signal.SIGKILL:
                        wrong.append(where + f"was not killed but {status} {said}")
                else:
                    wrong += [
                        where + each for each in check_answer(cases, name, kind, status, said)
                    ]
    return count, wrong


def check_answer(cases: Cases, name: str, kind: str, status: int, said: Any) -> Iterator[str]:
    """Yield what is wrong with how a command answered a fault that it could answer."""
    if status or not isinstance(said, list):
        yield f"status {status}, {said}"
        return
    code, err, _ = said
    state = state_of(cases.folder / "library")
    expected = {"SIGINT": {130}, "SIGTERM": {143}, "short": {0}}.get(kind, {0, 5})
    if code not in expected:
        yield f"exit {code}: {err}"
    if code and ("Traceback" in err or not err.startswith("papers: ")):
        yield f"said {err!r}"
    changed = cases.before[name] != cases.after[name]
    if changed and code == 0 and state != cases.after[name]:
        yield "exit 0, and the change is not made"
    if changed and "nothing was changed" in err and state != cases.before[name]:
        yield f"said {err!r}, and the change was saved"
    if changed and "the change was saved" in err and state != cases.after[name]:
        yield f"said {err!r}, and the change is not made"
    if changed and code == 5 and "the change was saved" not in err and state != cases.before[name]:
        yield f"exit 5, {err!r}, and the change was saved"


def check_kills(cases: Cases, kills: int, seed: int) -> tuple[int, list[str]]:
    """Kill each command at random moments."""
    chance = random.Random(seed)
    wrong = []
    names = list(COMMANDS)
    finished = 0
    for number in range(kills):
        name = names[number % len(names)]
        library = cases.copy(name)
        moment = chance.uniform(0, cases.seconds[name] * 1.05)
        child = os.fork()
        if not child:
            silent()
            end(run(library, cases.arguments[name])[0])
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        finished += status == 0
        wrong += [
            f"{name}, killed after {moment * 1000:.1f} ms: {each}"
            for each in cases.examine(name, library)
        ]
    return kills - finished, wrong


def end(code: int) -> NoReturn:
    os._exit(code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument(
        "--every", action="store_true", help="every kind of fault at every call, instead of one"
    )
    options = parser.parse_args()
    os.environ.pop("PAPERS_LIBRARY", None)
    for name in MODULES:
        import_module(f"papercli.{name}")
    with quick_folder() as folder:
        cases = Cases(Path(folder))
        start = time.perf_counter()
        faults, wrong = check_faults(cases, every=options.every)
        middle = time.perf_counter()
        kills, more = check_kills(cases, options.kills, options.seed)
        report = {
            "faults": faults,
            "kills": kills,
            "seed": options.seed,
            "seconds": [round(middle - start, 1), round(time.perf_counter() - middle, 1)],
        }
        sys.__stdout__.write(json.dumps(report | {"wrong": wrong + more}, indent=1) + "\n")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
