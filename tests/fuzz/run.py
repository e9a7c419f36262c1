"""Fuzz one target with atheris.

Python tests/fuzz/run.py TARGET [libFuzzer's options] [folders of inputs].
"""

import importlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
atheris = importlib.import_module("atheris")  # installed by hand: pip install atheris

with atheris.instrument_imports(include=["papercli"]):
    targets = importlib.import_module("fuzz.targets")


def write_seeds(name: str, folder: Path) -> None:
    """Write what the mutations of a target start from.

    The fixtures, or the queries and texts in them.
    """
    paths = [path for path in targets.FIXTURES.glob("*/*") if path.stat().st_size < 20_000]
    for number, path in enumerate(sorted(paths)):
        data = path.read_bytes()
        names = [each.name for each in targets.FORMATS]
        first = names.index(path.parent.name) if path.parent.name in names else 0
        seeds = {"ingest": [data], "read_as": [bytes([first]) + data]}
        for part, seed in enumerate(seeds.get(name, data.split(b"\n")[:20])):
            (folder / f"{number}-{part}").write_bytes(seed)


if __name__ == "__main__":
    target, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="papers-seeds-") as seeds:
        write_seeds(target, Path(seeds))
        atheris.Setup(
            [sys.argv[0], "-timeout=20", "-max_len=20000", *options, seeds], targets.TARGETS[target]
        )
        atheris.Fuzz()
