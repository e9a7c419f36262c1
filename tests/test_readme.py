import re
import shutil
import sys
from pathlib import Path

import pytest
from transcripts import README, ROOT, read_blocks, run_all, run_at_terminal


def test_every_transcript_is_true() -> None:
    text = README.read_text(encoding="utf-8")
    if "| jq" in text and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    said = read_blocks(text)
    assert sum(map(len, said)) > 10
    for block, fresh in zip(said, run_all(text), strict=True):
        for step, now in zip(block, fresh, strict=True):
            assert step.output == now.output, step.command


def test_the_quick_start_is_two_commands() -> None:
    section = README.read_text(encoding="utf-8").split("## Quick start", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert all(block.startswith("python3 -m venv") for block in blocks)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_what_a_command_says_of_its_progress_is_in_no_transcript() -> None:
    slow = r"printf '\rindexing 5 of 9\r               \r3 papers\n'; printf '\rhalf\r    \r\n'"
    assert run_at_terminal(slow, Path("/")) == "3 papers\n\n"


def test_the_line_of_progress_is_in_no_transcript(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(
        "from papercli.views import progress\n"
        "progress._BLINK = progress._STEP = -1\n"
        "line = progress.Progress()\n"
        "for done in range(3):\n"
        "    line.show(f'indexing {done} of 3', done, 3)\n"
        "line.wipe()\n"
        "print('3 papers')\n"
    )
    command = f"PYTHONPATH={ROOT} {sys.executable} {script}"
    assert run_at_terminal(command, tmp_path) == "3 papers\n"
