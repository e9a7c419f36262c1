import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "rich",
    "rapidfuzz",
    "msgspec",
    "numpy",
    "pydantic",
    "filelock",
    "platformdirs",
    "hashlib",
    "subprocess_",
    "textual",
}


def imported(*arguments: str, library: Path) -> set[str]:
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "papercli",
            "--library",
            str(library),
            *arguments,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        line.rsplit("|", 1)[1].strip().split(".")[0]
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "equivariant", "--json"],
        ["search", "k-NN", "--json"],
        ["list", "--json"],
        ["show", "2212.08648", "--json"],
        ["list", "--count"],
    ],
)
def test_the_json_path_imports_nothing_heavy(fixture_library: Path, arguments: list[str]) -> None:
    assert not imported(*arguments, library=fixture_library) & HEAVY


def test_rapidfuzz_comes_only_when_a_word_needs_correcting(fixture_library: Path) -> None:
    assert imported("search", "nueral", "--json", library=fixture_library) & HEAVY == {"rapidfuzz"}


def test_rich_comes_only_for_a_table(fixture_library: Path) -> None:
    assert imported("list", "--color", "always", library=fixture_library) & HEAVY == {"rich"}


READERS = ("papercli.dumps.formats", "papercli.dumps.detection", "papercli.dumps.finding")


def modules(*arguments: str, library: Path) -> set[str]:
    """Return the modules of the program that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "papercli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(library.parent), "PAPERS_LIBRARY": str(library)},
    )
    return {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize(
    "arguments",
    [
        ["mark", "zz", "--star"],
        ["mark", "2212.08648", "--tag", "a", "--star"],
        ["note", "zz", "a"],
        ["edit", "zz", "--set", "year=2020"],
        ["rm", "zz"],
        ["tags"],
        ["save", "x", "graph"],
        ["saved"],
        ["mute", "graph"],
        ["dedupe"],
        ["attach", "zz", "a.pdf"],
        ["undo"],
        ["redo"],
        ["history"],
        ["stats"],
        ["export", "--format", "bibtex"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_only_what_reads_dumps_imports_their_readers(
    fixture_library: Path, tmp_path: Path, arguments: list[str]
) -> None:
    copy = shutil.copytree(fixture_library, tmp_path / "library")
    found = modules(*arguments, library=copy)
    assert "papercli.library" in found
    assert not found & set(READERS)
