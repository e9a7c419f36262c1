"""The transcripts of the README.

`console` blocks are run at a terminal of 80 columns and compared, and can be written anew.

`python tests/transcripts.py` puts what the commands print now into the README.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_SOME_DAY = "2026-03-14"  # stands for the day on which a transcript is run
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of a transcript and what it is said to print."""

    command: str
    output: str


# A line of progress that was wiped, and other signs that move the cursor.
_WIPED = re.compile(r"[^\n]*\n(?:\x1b\[\?25[hl])*\r?\x1b\[1A\x1b\[2K")
_SIGNS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def read_blocks(text: str) -> list[list[Step]]:
    """Return the steps of each transcript in a Markdown text."""
    blocks = []
    for found in _BLOCK.finditer(text):
        parts = re.split(r"^\$ (.*)\n", found[1], flags=re.MULTILINE)[1:]
        blocks.append(
            [Step(command, output) for command, output in zip(parts[::2], parts[1::2], strict=True)]
        )
    return blocks


def run_at_terminal(command: str, folder: Path) -> str:
    """Return what a shell command prints to a terminal of 80 columns without colour, in `folder`."""
    ours, theirs = pty.openpty()
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "NO_COLOR": "1",
        "TERM": "xterm",
        "COLUMNS": "80",
        "LINES": "60",
        "PAPERS_PAGER": "cat",
        "PAPERS_LIBRARY": str(folder / "library"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.Popen(
        ["sh", "-c", command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment,
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:  # the other end of a terminal is closed
            break
        if not block:
            break
        printed += block
    os.close(ours)
    process.wait()
    today = time.strftime("%Y-%m-%d", time.gmtime())
    text = _SIGNS.sub("", _WIPED.sub("", printed.decode().replace("\r\n", "\n")))
    shown = "\n".join(map(_as_shown, text.split("\n")))
    return shown.replace(today, _SOME_DAY)


def _as_shown(line: str) -> str:
    """Return what a terminal shows of a line: what a slow command says of its progress is written over."""
    if "\r" not in line:
        return line
    shown = ""
    for part in line.split("\r"):
        shown = part + shown[len(part) :]
    return shown.rstrip(" ")


def run_all(text: str) -> list[list[Step]]:
    """Return the transcripts of a text with what the commands print now, run in turn in one folder that holds the fixtures."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(ROOT / "fixtures", folder / "fixtures")
        return [
            [Step(step.command, run_at_terminal(step.command, folder)) for step in block]
            for block in read_blocks(text)
        ]


def main() -> None:
    """Write the README anew."""
    text = README.read_text(encoding="utf-8")
    fresh = iter(run_all(text))

    def block(_found: re.Match[str]) -> str:
        return (
            "```console\n"
            + "".join(f"$ {step.command}\n{step.output}" for step in next(fresh))
            + "```"
        )

    README.write_text(_BLOCK.sub(block, text), encoding="utf-8")


if __name__ == "__main__":
    main()
