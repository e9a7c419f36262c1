"""Show where the milliseconds of one search go: imports by package, and the search itself.

usage: python tests/bench/startup.py [LIBRARY]      (the library must hold something; run with
compiled bytecode)
"""

import re
import subprocess
import sys
import time
from collections import Counter

_RUNS = 11


def main() -> None:
    """Print the time of imports by package, and the median of whole processes."""
    library = ["--library", sys.argv[1]] if len(sys.argv) > 1 else []
    search = [
        sys.executable,
        "-m",
        "papercli",
        "search",
        "learning",
        "--json",
        "--limit",
        "20",
        *library,
    ]
    told = subprocess.run(
        [search[0], "-X", "importtime", *search[1:]], capture_output=True, text=True, check=True
    ).stderr
    packages: Counter[str] = Counter()
    for own, name in re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", told):
        packages[name.split(".")[0]] += int(own)
    for name, microseconds in packages.most_common(12):
        sys.stdout.write(f"{microseconds / 1000:7.1f} ms  {name}\n")
    for name, command in (
        ("import typer", [sys.executable, "-c", "import typer"]),
        ("search", search),
    ):
        times = sorted(timed(command) for _ in range(_RUNS))
        sys.stdout.write(f"{1000 * times[_RUNS // 2]:7.1f} ms  whole process: {name}\n")


def timed(command: list[str]) -> float:
    """Return the seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
