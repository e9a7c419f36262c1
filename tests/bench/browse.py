"""What `papers browse` costs: time, bytes sent to the terminal, and memory.

    python tests/bench/browse.py LIBRARY [COLUMNS LINES [KEYS]]

It runs on a terminal of its own. Start is compared with `papers list` on the same machine; KEYS are pressed
at the end to see whether memory grows.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds
_KEYS = b"jjkjkjjkjkG/eq\x1b\x1bgsujj"  # moves, searches, marks and undoes


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")


class Terminal:
    """`papers browse` on a terminal of this size."""

    def __init__(self, library: str, width: int, height: int) -> None:
        self.controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PAPERS_LIBRARY": library}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "papercli", "browse"],
            stdin=terminal, stdout=terminal, stderr=terminal,
            env=environment | {"TERM": "xterm-256color"}, start_new_session=True,
        )  # fmt: skip
        os.close(terminal)

    def read(self, seconds: float) -> bytes:
        """Return what it writes in that time."""
        found, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.controller], [], [], left)[0]:
                try:
                    found += os.read(self.controller, 1 << 16)
                except OSError:  # it has ended
                    return found
        return found

    def press(self, keys: bytes, seconds: float) -> int:
        """Press keys; return how many bytes it writes in that time."""
        os.write(self.controller, keys)
        return len(self.read(seconds))

    @property
    def cpu(self) -> float:
        """Milliseconds of the processor that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * _TICK

    @property
    def memory(self) -> int:
        """Megabytes that it holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s*(\d+)", status)
        return int(found[1]) // 1024 if found else 0

    def measure(self, what: str, keys: bytes, times: int, seconds: float) -> None:
        """Press keys many times, and print what each time costs."""
        before, sent = self.cpu, 0
        for _ in range(times):
            sent += self.press(keys, seconds)
        sent += len(self.read(1.0))
        each = (self.cpu - before) / times
        say(f"{what:24}{each:8.1f} ms{sent / times:8.0f} bytes{self.memory:6} MB")


def start(library: str, width: int, height: int) -> tuple[Terminal, float]:
    """Start the browser; return it, and the milliseconds of processor time until papers are shown."""
    terminal, shown = Terminal(library, width, height), b""
    while b" of " not in shown:
        shown += terminal.read(0.05)
    return terminal, terminal.cpu


def listing(library: str) -> float:
    """Return the milliseconds of processor time of `papers list`."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "papercli", "list", "--library", library, "-n", "20"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    after = os.times()
    return 1000 * (after[2] - before[2] + after[3] - before[3])


def main(library: str, width: int = 80, height: int = 24, keys: int = 0) -> None:
    """Print what it costs."""
    plain = min(listing(library) for _ in range(3))
    terminal, first = start(library, width, height)
    say(f"start {first:.0f} ms = {first / plain:.1f} × papers list; {terminal.memory} MB")
    terminal.read(2.0)
    terminal.measure("move", b"j", 50, 0.05)
    terminal.measure("mark, written", b"s", 10, 0.4)
    terminal.measure("undo, written", b"u", 10, 0.4)
    terminal.measure("last paper", b"G", 1, 1.0)
    terminal.press(b"/", 0.3)
    before = terminal.cpu
    for letter in b"equivariant net":
        terminal.press(bytes([letter]), 0.02)
    terminal.read(1.5)
    say(f"a key of a query typed fast: {(terminal.cpu - before) / 15:.1f} ms")
    terminal.press(b"\x1b", 1.0)
    before = terminal.cpu
    terminal.read(10.0)
    say(f"10 idle seconds: {terminal.cpu - before:.0f} ms")
    held = terminal.memory
    for _ in range(keys // len(_KEYS)):
        terminal.press(_KEYS, 0.1)
    if keys:
        terminal.read(3.0)
        say(f"{held} MB; after {keys:,} keys {terminal.memory} MB")
    terminal.press(b"q", 1.0)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
