"""Progress is one line of a terminal, however narrow that is and whatever a dump is called."""

import io
import re
from contextlib import redirect_stderr

import pytest
from rich.cells import cell_len

from papercli.views import progress
from papercli.views.progress import Progress

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shown = Terminal()
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_BLINK", 0.0)
    monkeypatch.setattr(progress, "_STEP", 0.0)
    return shown


@pytest.mark.parametrize(
    "name", ["short.txt", "a-long-name-of-a-dump" * 9, "论文列表" * 30, "[bold]x[/]"]
)
@pytest.mark.parametrize("total", [0, 500])
def test_it_is_one_line(terminal: Terminal, name: str, total: int) -> None:
    with redirect_stderr(terminal):
        line = Progress()
        for done in (1, 250, 499):
            line.show(f"{done} records of {name}", done, total)
        line.wipe()
    text = terminal.getvalue()
    pieces = [each for each in re.split(r"[\r\n]", _CODES.sub("", text)) if each]
    assert list(dict.fromkeys(each.split()[0] for each in pieces)) == ["1", "250", "499"]
    assert max(map(cell_len, pieces)) <= 30
    assert text.count("\n") == text.count("\x1b[1A")  # what went down came up again
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")  # and the cursor is there


def test_a_program_that_is_stopped_leaves_the_cursor(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        Progress().show("1 record", 1, 2)
    text = terminal.getvalue()
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")


def test_nothing_is_shown_where_nobody_looks(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    for seen in (terminal, io.StringIO()):
        with redirect_stderr(seen):
            Progress().show("1 record")
        assert seen.getvalue() == ""
