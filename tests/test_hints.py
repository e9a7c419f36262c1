"""Commands that messages name can be typed as they stand."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from papercli.cli.hints import Called, as_called


@pytest.fixture(autouse=True)
def called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Called, "path", "papers")
    monkeypatch.setattr(Called, "library", "")


def test_a_command_is_named_as_it_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "my tools" / "papercli"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(Called, "path", str(program))
    assert (
        as_called("see `papers list --since last`")
        == f"see `{shlex.quote(str(program))} list --since last`"
    )
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(Called, "path", str(program))
    assert as_called("`papers undo` and `--apply`") == "`papercli undo` and `--apply`"


def test_a_library_that_was_named_is_named_again(papers: Run, tmp_path: Path) -> None:
    library = tmp_path / "my library"
    _, _, said = papers("list", "--library", library)
    assert f"`papers --library '{library}' ingest FILE…`" in said
    assert "`papers ingest FILE…`" in papers("list")[2]  # the next command has forgotten it


def test_a_hint_leads_where_it_says(tmp_path: Path) -> None:
    dump = tmp_path / "a.jsonl"
    dump.write_text('{"title": "Title One", "year": 2020}\n', "utf-8")
    here = ["-m", "papercli", "--library", str(tmp_path / "new library")]

    def run(*arguments: str) -> str:
        command = [sys.executable, *here, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr

    run("ingest", str(dump))
    run("mark", "Title One", "--star")
    said = run("undo")
    hint = shlex.split(said.split("`")[1])
    assert subprocess.run(hint, capture_output=True, text=True, check=True).stdout.startswith(
        "redone"
    )
