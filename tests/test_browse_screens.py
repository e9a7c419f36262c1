"""What screens look like, line by line; PAPERS_SCREENS=1 writes them anew, to be looked at."""

import os
import shutil
from pathlib import Path

import pytest
from browsing import Desk

SCREENS = Path(__file__).parent / "screens"
CASES = {  # keys, and the size of the terminal
    "list": ("sjxjtthesis<Enter>j<Space><Space>", (80, 24)),
    "list-wide": ("sjxjtthesis<Enter>j", (130, 20)),
    "list-narrow": ("sjxj", (40, 12)),
    "list-ascii": ("sjxjij<Space>", (80, 14)),
    "query": ("/equivariant net", (80, 16)),
    "within": ("/equivariant<Enter>&graph<Enter>", (80, 14)),
    "nothing": ("/qwertyuiop", (60, 12)),
    "related": ("/sheaf<Enter>=j=", (80, 14)),
    "help": ("?", (80, 25)),
    "help-narrow": ("?", (50, 24)),
    "duplicates-help": ("D?", (80, 14)),
    "tags": ("tone two<Enter>t", (60, 10)),
    "tiny": ("", (12, 3)),
}


@pytest.fixture
def copied_library(fixture_library: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fixture_library, tmp_path / "library"))


@pytest.mark.parametrize("name", CASES)
def test_screens(copied_library: Path, name: str) -> None:
    keys, size = CASES[name]
    desk = Desk(copied_library).press(keys)
    shown = "\n".join(desk.screen(*size, ascii_only=name.endswith("ascii"))) + "\n"
    path = SCREENS / f"{name}.txt"
    if os.environ.get("PAPERS_SCREENS"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")
    assert all(len(line) <= size[0] for line in shown.split("\n"))
