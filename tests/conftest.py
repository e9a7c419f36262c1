import gzip
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from papercli.cli import run

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
Run = Callable[..., tuple[int, str, str]]

# A run says the same today and tomorrow; what draws new examples is asked for.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("drawing")
settings.load_profile("drawing" if os.environ.get("PAPERS_FUZZ") else "repeatable")


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write a dump in JSON Lines and return its path."""
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    return path


def shown(papers: Run, name: str) -> dict[str, Any]:
    """Return a paper as `papers show --json` has it."""
    found: dict[str, Any] = json.loads(papers("show", name, "--json")[1])
    return found


def remove_index(index: Path) -> None:
    """Remove an index whose writer, in this process, may still be tidying up in it."""
    for _ in range(100):
        try:
            shutil.rmtree(index)
        except OSError:
            time.sleep(0.01)
        else:
            return
    shutil.rmtree(index)


@pytest.fixture(autouse=True)
def plain_environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    # To make a folder takes longer than most tests: one that asks for none has none, and can write none.
    has_folder = "tmp_path" in request.fixturenames
    folder: Path = request.getfixturevalue("tmp_path") if has_folder else Path(os.devnull)
    monkeypatch.setenv("PAPERS_LIBRARY", str(folder / "library"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("HOME", str(folder))


@pytest.fixture
def papers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:  # noqa: ARG001 - the library is in it
    """Run a command and return its exit code, stdout and stderr."""

    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_command


@pytest.fixture(scope="session")
def fixture_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixtures") / "library"
    dumps = [FIXTURES / "listing", FIXTURES / "labelled", FIXTURES / "json", FIXTURES / "jsonl"]
    assert run(["ingest", "--library", str(folder), *map(str, dumps)]) == 0
    return folder


@pytest.fixture
def filled(fixture_library: Path, tmp_path: Path, papers: Run) -> Run:
    """The same with a library of all fixtures, of which each test has its own copy."""
    shutil.copytree(fixture_library, tmp_path / "library")
    return papers


@pytest.fixture(scope="session")
def real_dumps() -> list[Path]:
    """The five real dumps, where they are at hand."""
    folder = Path(os.environ.get("PAPERS_DUMPS", ROOT.parent / "shared" / "dumps"))
    dumps = sorted(folder.glob("*.txt"))
    if not dumps:
        pytest.skip(f"no real dumps in {folder}; set PAPERS_DUMPS to their folder")
    return dumps


@pytest.fixture
def dump(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a dump and return its path."""

    def write(text: str, name: str = "dump.txt") -> Path:
        path = tmp_path / name
        data = text.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return write
