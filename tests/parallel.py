"""Many processes that change and search one library at once.

Then every change has to be there, and nothing may have gone wrong.

`test_parallel.py` runs a short version; `python tests/parallel.py --processes 20 --seconds 60` the
long one.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from crashes import MODULES, examined, in_child, printed, quick_folder, run

from papercli.store.store import Store

WRITES = ("ingest", "rm", "mark", "undo", "redo", "dedupe", "compact")
READS = ("search", "list", "show", "history", "doctor", "backup")
CHANCES = {
    "ingest": 6,
    "rm": 2,
    "mark": 3,
    "undo": 2,
    "redo": 1,
    "dedupe": 1,
    "compact": 1,
    "search": 8,
    "list": 2,
    "show": 2,
    "history": 1,
    "doctor": 1,
    "backup": 1,
}
# What may be answered when another was first.
NOTHING_TO_DO = {
    "undo": 2,
    "redo": 2,
    "rm": 4,
    "mark": 4,
    "show": 4,
    "backup": 2,
}


class Worker:
    """One process: what it asks for, and what it got."""

    def __init__(self, folder: Path, number: int, *, mortal: bool) -> None:
        self.folder = folder
        self.mortal = mortal  # whether its commands are processes of their own, which can be killed
        self.library = folder / "library"
        self.number = number
        self.count = 0
        self.chance = random.Random(number)

    def work(self, until: float) -> dict[str, Any]:
        done: Counter[str] = Counter()
        slowest = dict.fromkeys((*WRITES, *READS), 0.0)
        wrong: list[str] = []
        while time.time() < until:
            name = self.chance.choices(list(CHANCES), list(CHANCES.values()))[0]
            start = time.perf_counter()
            arguments = self.arguments(name)
            status, (code, err, out) = (
                self.ask_in_child(arguments) if self.mortal else (0, self.ask(arguments))
            )
            slowest[name] = max(slowest[name], time.perf_counter() - start)
            if status == signal.SIGKILL:
                done["killed"] += 1
                continue
            if code not in {0, NOTHING_TO_DO.get(name, 0)}:
                wrong.append(f"{name}: exit {code}: {(out + err)[-1000:]}")
            elif name == "search" and len(json.loads(out)) not in {0, 2}:
                wrong.append(f"search saw half a change: {out[:200]}")
            done[name if code == 0 else f"no {name}"] += 1
        return {"done": done, "slowest": slowest, "wrong": wrong}

    def ask(self, arguments: list[str]) -> tuple[int, str, str]:
        return *run(self.library, arguments), printed()

    def ask_in_child(self, arguments: list[str]) -> tuple[int, tuple[int, str, str]]:
        status, said = in_child(lambda: self.ask(arguments))
        return status, said or (-1, "", "")

    def arguments(self, name: str) -> list[str]:
        some = f"w{self.chance.randrange(20)}c{self.chance.randrange(max(1, self.count))}"
        match name:
            case "ingest":
                self.count += 1
                dump = self.folder / f"dump-{self.number}.jsonl"
                pair = f"w{self.number}c{self.count}"
                dump.write_text(
                    "".join(
                        f'{{"title":"{side} of {pair}","abstract":"the pair {pair}"}}\n'
                        for side in ("left", "right")
                    )
                )
                return ["ingest", str(dump)]
            case "rm":
                return ["rm", f"left of {some}", f"right of {some}"]
            case "mark":
                return [
                    "mark",
                    f"left of {some}",
                    "--tag",
                    f"m{self.number}n{self.count}n{self.chance.random()}",
                ]
            case "dedupe":
                return ["dedupe", "--apply"]
            case "compact":
                return ["compact", "--apply", "--keep", "5"]
            case "search":
                return ["search", "--exact", "--json", some]
            case "list":
                return ["list", "--json"]
            case "show":
                return ["show", f"left of {some}", "--json"]
            case "backup":
                return ["backup", str(self.folder / f"backup-{self.number}.jsonl.gz")]
            case _:
                return [name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--kill", type=float, default=0, help="kill a command that writes so many times a second"
    )
    options = parser.parse_args()
    os.environ.pop("PAPERS_LIBRARY", None)
    for name in (*MODULES, "cli.backup", "cli.history", "cli.list", "cli.show"):
        import_module(f"papercli.{name}")
    with quick_folder() as name:
        folder = Path(name)
        until = time.time() + options.seconds
        readers = []
        for number in range(options.processes):
            reader, writer = os.pipe()
            if not os.fork():
                os.write(
                    writer,
                    json.dumps(
                        Worker(folder, number, mortal=bool(options.kill)).work(until)
                    ).encode(),
                )
                os._exit(0)
            os.close(writer)
            readers.append(reader)
        killed = (
            kill_some(folder / "library", options.kill, until, random.Random(0))
            if options.kill
            else 0
        )
        reports = [json.loads(said) for said in map(read_pipe, readers) if said]
        done: Counter[str] = sum((Counter(report["done"]) for report in reports), Counter())
        wrong = [each for report in reports for each in report["wrong"]]
        slowest = {
            key: round(max(report["slowest"][key] for report in reports), 2)
            for key in (*WRITES, *READS)
        }
        last = Store(folder / "library").last_batch()
        # dedupe finds nothing to fold in these papers, and compaction keeps the numbers: every
        # other change has its own.
        made = sum(done[name] for name in ("ingest", "rm", "mark", "undo", "redo"))
        if not options.kill and (last is None or last.number != made):
            wrong.append(f"{made} changes were made, and the last is {last}")
        status, after = in_child(lambda: examined(folder / "library"))
        wrong += [f"afterwards: {status} {after}"] if status or after else []
        report = {"done": done, "slowest": slowest, "killed": killed, "changes": made}
        printed_out = json.dumps(report | {"wrong": wrong}, indent=1)
        sys.__stdout__.write(printed_out + "\n")  # type: ignore[union-attr]


def read_pipe(reader: int) -> bytes:
    return b"".join(iter(lambda: os.read(reader, 1 << 16), b""))


def kill_some(library: Path, rate: float, until: float, chance: random.Random) -> int:
    """Kill commands while they hold the library; others go on."""
    killed = 0
    while time.time() < until:
        time.sleep(chance.expovariate(rate))
        try:
            pid = int((library / "papers.lock").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            killed += 1
        except (OSError, ValueError):
            continue
    return killed


if __name__ == "__main__":
    main()
