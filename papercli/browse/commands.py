"""Other commands of papers, run as processes of their own: their output becomes a page."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papercli.model import Paper

if TYPE_CHECKING:
    from papercli.dedupe.clusters import Cluster

_LINES = 30_000  # of the terminal that a command sees, so that it calls no pager
_ASKING = frozenset({"note", "edit"})


class Commands:
    """Runs commands of papers on the same library, one at a time."""

    def __init__(
        self,
        folder: Path,
        filled: Callable[[str, list[str]], object],
        found: Callable[[list[Any]], object],
        failed: Callable[[str], object],
    ) -> None:
        self._folder = folder
        self._filled, self._found, self._failed = filled, found, failed
        self._process: subprocess.Popen[bytes] | None = None

    def is_interactive(self, arguments: Sequence[str]) -> bool:
        """Say whether a command asks the reader something."""
        return arguments[0] in _ASKING or "--review" in arguments

    def run_here(self, arguments: Sequence[str]) -> None:
        """Run a command on the terminal, and wait for a key when it is done."""
        subprocess.run(self._called(arguments), env=self._environment(), check=False)
        sys.stderr.write("\nEnter goes back to papers browse ")
        sys.stderr.flush()
        sys.stdin.readline()

    def run(self, arguments: Sequence[str], title: str, width: int) -> None:
        """Run a command, and hand its output on when it is done."""
        self.stop()
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, width, 0, 0))
        process = subprocess.Popen(
            self._called(arguments),
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
            env=self._environment() | {"COLUMNS": str(width), "LINES": str(_LINES)},
            start_new_session=True,
        )
        os.close(terminal)
        self._process = process

        def read() -> None:
            output = b""
            with suppress(OSError):  # the other end is closed
                while block := os.read(controller, 1 << 16):
                    output += block
            os.close(controller)
            code = process.wait()
            text = output.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n")
            lines = [line.rsplit("\r", 1)[-1] for line in text.split("\n")]
            self._filled(title, [*lines, *(["", f"exit code {code}"] if code else [])])

        threading.Thread(target=read, name="running", daemon=True).start()

    def find_duplicates(self) -> None:
        """Look for duplicates, and hand them on when they are found."""
        self.stop()
        process = subprocess.Popen(
            self._called(["dedupe", "--json"]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment(),
            start_new_session=True,
        )
        self._process = process

        def read() -> None:
            output, said = process.communicate()
            if process is not self._process:
                return  # stopped
            try:
                self._found([_cluster(each) for each in json.loads(output)])
            except ValueError:
                lines = said.decode("utf-8", "replace").strip().split("\n")
                self._failed(lines[-1] or f"papers dedupe ended with status {process.returncode}")

        threading.Thread(target=read, name="comparing", daemon=True).start()

    def stop(self) -> None:
        """End the command that runs."""
        process, self._process = self._process, None
        if process and process.poll() is None:
            process.terminate()

    def _called(self, arguments: Sequence[str]) -> list[str]:
        return [*_program(), *arguments]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PAPERS_LIBRARY": str(self._folder)}


def _program() -> list[str]:
    """Return how this program was called, so that what it says names it so."""
    path = Path(sys.argv[0])
    named = path.name in {"papers", "papercli"} and os.access(path, os.X_OK)
    return [str(path.absolute())] if named else [sys.executable, "-m", "papercli"]


def _cluster(values: dict[str, Any]) -> "Cluster":
    """Return a group as `papers dedupe --json` writes it."""
    from papercli.dedupe.clusters import Cluster, Pair
    from papercli.dedupe.compare import Comparison

    papers = {each["id"]: Paper.from_json(each) for each in values["papers"]}
    pairs = tuple(
        Pair(
            papers[each["left"]],
            papers[each["right"]],
            Comparison(each["score"], values["verdict"], tuple(each["reasons"])),
        )
        for each in values["pairs"]
    )
    return Cluster(values["verdict"], papers[values["keep"]], tuple(papers.values()), pairs)
