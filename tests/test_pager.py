"""What a pager is given, and what the prompt of less says."""

import stat
import sys
from pathlib import Path

import pytest
from conftest import Run

from papercli.cli import pager


@pytest.fixture
def less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for less: what it is called with is written to a file."""
    program, called = tmp_path / "bin" / "less", tmp_path / "called"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncat >/dev/null\nprintf "%s\\n" "$LESS" "$@" >{called}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAPERS_PAGER", f"{program} -i")
    monkeypatch.setenv("LINES", "12")
    return called


@pytest.mark.parametrize(
    ("arguments", "prompt"),
    [
        (["list", "--limit", "30"], r"-Ps30 of 65 (q to leave)"),
        (["search", "networks"], r"-Ps20 of 38; --limit 0 shows all (q to leave)"),
        (["list", "--limit", "30", "--offset", "5"], r"-Ps6 to 35 of 65 (q to leave)"),
        (["list", "--limit", "0"], None),
    ],
)
def test_less_says_which_part_is_shown(
    filled: Run,
    less: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    prompt: str | None,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    filled(*arguments, "--color", "always")
    settings, *given = less.read_text().splitlines()
    assert (settings, given) == ("FRX", ["-i", "-R", *([prompt] if prompt else [])])


def test_no_sign_of_a_prompt_means_anything(less: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    pager.page_text("line\n" * 50, ["100% of 5.0: who?"], sys.stdout.write)
    assert less.read_text().splitlines()[-1] == r"-Ps100\% of 5\.0\: who\? (q to leave)"
