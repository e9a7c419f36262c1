"""A small library whose file is changed in every way by something else.

Then what commands say and what repair saves is examined.

`test_damage.py` runs a part of it; `python tests/damages.py --step 1` all of it.
"""

import argparse
import json
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from crashes import MODULES, printed, quick_folder, run

from papercli.errors import PapersError
from papercli.store.store import Store

MISSING = re.compile("is missing; see `papers .*doctor`")


class Library:
    """A small library, whole, with its index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole = folder / "whole"
        self.copy = folder / "library"
        dumps = []
        for number, titles in enumerate(
            (("Sheaves on graphs", "Meshes of surfaces"), ("Rings and rules",), ("Trees of trees",))
        ):
            dump = folder / f"{number}.jsonl"
            dump.write_text(
                "".join(
                    json.dumps(
                        {"title": title, "authors": ["A. Author"], "abstract": f"On {title}."}
                    )
                    + "\n"
                    for title in titles
                )
            )
            dumps.append(str(dump))
        self.next = folder / "next.jsonl"
        self.next.write_text('{"title":"One more"}\n')
        for arguments in (
            ["ingest", dumps[0]],
            ["ingest", dumps[1]],
            ["rm", "Meshes of surfaces"],
            ["ingest", dumps[2]],
        ):
            code, err = run(self.whole, arguments)
            if code:
                raise AssertionError(err)
        self.path = self.copy / "papers.jsonl"
        self.data = (self.whole / "papers.jsonl").read_bytes()
        self.good = self.state(self.whole)
        self.found = {name: self.ask(self.whole, name) for name in ("list", "dedupe")}

    def state(self, library: Path) -> dict[str, bytes]:
        changes = Store(library).changes()
        return {change.id: changes.line(change) for change in changes.present()}

    def ask(self, library: Path, name: str) -> tuple[int, str, str]:
        code, err = run(library, [name, "--json"])
        return code, printed(), err

    def damage(self, data: bytes) -> None:
        while self.copy.exists():  # a thread of the index may still be leaving it
            shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.whole, self.copy)
        self.path.write_bytes(data)


def damages(data: bytes, step: int) -> Iterator[tuple[str, bytes]]:
    """Yield what can happen to a file, and the file then."""
    for at in range(0, len(data), step):
        for what, byte in (
            ("lowest bit", data[at] ^ 1),
            ("highest bit", data[at] ^ 128),
            ("zero", 0),
            ("line end", 10),
            ("quote", 34),
        ):
            if byte != data[at]:
                yield f"byte {at}: {what}", data[:at] + bytes([byte]) + data[at + 1 :]
        yield f"cut off at {at}", data[:at]
        yield f"byte {at} missing", data[:at] + data[at + 1 :]
        yield f"byte {at} doubled", data[: at + 1] + data[at:]
        yield f"64 zeros at {at}", data[:at] + b"\0" * len(data[at : at + 64]) + data[at + 64 :]
    lines = data.splitlines(keepends=True)
    for at, line in enumerate(lines):
        yield f"line {at + 1} missing", b"".join([*lines[:at], *lines[at + 1 :]])
        yield f"line {at + 1} empty", b"".join([*lines[:at], b"\n", *lines[at + 1 :]])
        yield f"line {at + 1} doubled", b"".join([*lines[: at + 1], *lines[at:]])
        yield (
            f"line {at + 1} full of zeros",
            b"".join([*lines[:at], b"\0" * (len(line) - 1) + b"\n", *lines[at + 1 :]]),
        )
        yield f"line {at + 1} is {{}}", b"".join([*lines[:at], b"{}\n", *lines[at + 1 :]])
        for other in range(at):
            swapped = [*lines]
            swapped[at], swapped[other] = lines[other], line
            yield f"lines {other + 1} and {at + 1} swapped", b"".join(swapped)
        marks = [b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n"]
        yield (
            f"merged at line {at + 1}",
            b"".join(
                [
                    *lines[:at],
                    marks[0],
                    line,
                    marks[1],
                    line.replace(b"On ", b"About "),
                    marks[2],
                    *lines[at + 1 :],
                ]
            ),
        )
    yield "line ends of Windows", data.replace(b"\n", b"\r\n")
    yield "a byte order mark", b"\xef\xbb\xbf" + data
    yield "UTF-16", data.decode().encode("utf-16")
    yield "text behind", data + b"# note\n"
    yield "an empty line behind", data + b"\n"
    yield "zeros behind", data + b"\0" * 100


def examine(library: Library, data: bytes) -> Iterator[str]:
    """Yield what is wrong with how commands meet the damage."""
    library.damage(data)
    # As good as a library of a newer version: left alone.
    if re.search(rb'"schema":[2-9]|"schema":1\d', data):
        for name in ("list", "ingest", "doctor"):
            code, err = run(
                library.copy, [name, *([str(library.next)] if name == "ingest" else [])]
            )
            if (
                code != 5
                or "written by a newer version of papers" not in err + printed()
                or library.path.read_bytes() != data
            ):
                yield f"{name}: exit {code}, {err!r}"
        return
    noticed = False
    for name, good in library.found.items():
        code, out, err = library.ask(library.copy, name)
        noticed |= code == 5
        if code == 5 and not MISSING.search(err):
            if (
                out
                or err.count("\n") != 1
                or str(library.path) not in err
                or ("line" not in err and "holds change" not in err and "byte" not in err)
            ):
                yield f"{name}: said {err!r}"
        elif code not in {0, 5} or "Traceback" in err:
            yield f"{name}: exit {code}, {err!r}"
        elif code == 0 and out != good[1]:
            yield f"{name}: lost something and said {err!r}"
    if library.path.read_bytes() != data:
        yield "reading changed the file"
    code, err = run(library.copy, ["doctor"])
    if code not in {0, 5} or err:
        yield f"doctor: exit {code}, {err!r}"
    # What looks like a change that was cut short, behind all that was there, is nothing to worry
    # about.
    if code == 0 and not data.startswith(library.data):
        yield f"doctor found nothing: {printed()!r}"
    yield from examine_writing(library, data)
    yield from examine_repair(library, data)


def examine_writing(library: Library, data: bytes) -> Iterator[str]:
    """Yield what a command that writes did wrong.

    It has to leave the file as it is, or to lose nothing.
    """
    library.damage(data)
    code, err = run(library.copy, ["ingest", str(library.next)])
    after = library.path.read_bytes()
    if code == 5:
        if after != data:
            yield "a change that failed changed the file"
        if err.count("\n") != 1:
            yield f"ingest: said {err!r}"
    elif code:
        yield f"ingest: exit {code}, {err!r}"
    elif (
        not after.startswith(data) and not data.startswith(library.data) and not MISSING.search(err)
    ):
        yield f"ingest overwrote something and said {err!r}"


def examine_repair(library: Library, data: bytes) -> Iterator[str]:
    """Yield what repair did wrong.

    Afterwards all is in order, and every paper whose line is still there is saved.
    """
    library.damage(data)
    code, err = run(library.copy, ["doctor", "--repair"])
    if code or "Traceback" in err:
        yield f"repair: exit {code}, {err!r}"
        return
    kept = library.copy / "papers.jsonl.damaged-1"
    after = library.path.read_bytes()
    if after != data and (not kept.exists() or kept.read_bytes() != data):
        yield "repair did not keep the damaged file"
    try:
        saved = library.state(library.copy)
    except PapersError as error:
        yield f"repaired, and still damaged: {error}"
        return
    lines = set(data.split(b"\n"))
    lost = [
        identifier
        for identifier, line in library.good.items()
        if line in lines and identifier not in saved
    ]
    if lost:
        yield f"repair lost {lost}, which could be read"
    code, err = run(library.copy, ["doctor"])
    if code:
        yield f"doctor after repair: {printed()!r}"
    for arguments in (["ingest", str(library.next)], ["undo"], ["search", "rings", "--json"]):
        code, err = run(library.copy, arguments)
        said = re.sub(r"papers: (the library in|no papers found)", "", err)
        if code or "papers:" in said:
            yield f"{arguments[0]} after repair: exit {code}, {err!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="only every so many bytes")
    options = parser.parse_args()
    os.environ.pop("PAPERS_LIBRARY", None)
    for name in (*MODULES, "cli.list"):
        import_module(f"papercli.{name}")
    start = time.perf_counter()
    with quick_folder() as folder:
        library = Library(Path(folder))
        cases: Counter[str] = Counter()
        wrong = []
        for what, data in damages(library.data, options.step):
            cases[" ".join(word for word in what.split() if not word.strip(":").isdecimal())] += 1
            wrong += [f"{what}: {each}" for each in examine(library, data)]
        report = {
            "bytes": len(library.data),
            "cases": sum(cases.values()),
            "kinds": cases,
            "seconds": round(time.perf_counter() - start, 1),
            "wrong": wrong,
        }
        sys.__stdout__.write(json.dumps(report, indent=1) + "\n")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
