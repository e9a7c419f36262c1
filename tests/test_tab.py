"""What a shell is told at the Tab key without the framework is what the framework tells it."""

import random
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from papercli.cli import tab
from papercli.cli.declare import Option
from papercli.cli.framework import run_by_framework
from papercli.cli.groups import COMMANDS, COMPLETE
from papercli.cli.quick import names_of, parameters_of

SHELLS = pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
WORDS = ["graph", "bed261ba", "7", "x,th", "2020", "tag:", "is:st", "@", "@e", "bib", "csv", "ye", "a", "-", "title", "--", "--nonsense", "-x", "show"]  # fmt: skip
_MOST_WORDS = 4


def lines(seed: int) -> Iterator[str]:
    """Yield command lines of a command, cut off in the middle of a word or behind it."""
    choose = random.Random(seed)
    for _ in range(20):
        name = choose.choice(COMMANDS)
        command = import_module(f"papercli.cli.{name}").command
        options = [
            called
            for each in parameters_of(command)
            if isinstance(each.declared, Option)
            for called, _ in names_of(each.declared)
        ]
        words = [choose.choice([*WORDS, *options]) for _ in range(choose.randrange(_MOST_WORDS))]
        cut = choose.choice(["", " ", choose.choice(WORDS)[:2]])
        start = choose.choice(["", name[:2], name, name, name, name, name])
        yield " ".join(filter(None, ["papers", start, *words])) + (
            f" {cut}" if cut.strip() else cut
        )


def ask(line: str, shell: str, action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = line.split()
    number = len(words) if line.endswith(" ") else len(words) - 1
    for name, value in {
        COMPLETE: f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(number),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": action,
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("seed", range(12))
@SHELLS
def test_a_shell_is_told_what_the_framework_tells_it(
    seed: int,
    shell: str,
    fixture_library: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PAPERS_LIBRARY", str(fixture_library))
    monkeypatch.setenv("COLUMNS", "400")  # the framework wraps what it explains
    for line in lines(seed):
        for action in ("get-args", "is-args") if shell == "fish" else ("",):
            ask(line, shell, action, monkeypatch)
            answer = tab.answer()
            if answer is None:
                continue
            code = answer()
            said = capsys.readouterr().out.strip("\n")
            ask(line, shell, action, monkeypatch)
            with pytest.raises(SystemExit) as leaving:
                run_by_framework([], None)
            told = capsys.readouterr().out.strip("\n")
            assert (line, code, said) == (line, leaving.value.code or 0, told)


@SHELLS
def test_ids_tags_and_commands_need_no_framework(
    shell: str, fixture_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERS_LIBRARY", str(fixture_library))
    for line in ("papers sh", "papers ", "papers show bed", "papers list tag:", "papers mark x --tag ", "papers export --format b"):  # fmt: skip
        ask(line, shell, "get-args", monkeypatch)
        assert tab.answer() is not None


@pytest.mark.parametrize("line", ["papers list --s", "papers --lib", "papers list 'a b", "papers list -- a", "papers list --tag=x", "papers nonsense a", "papers --library x list a"])  # fmt: skip
@SHELLS
def test_all_else_is_left_to_it(line: str, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(line, shell, "get-args", monkeypatch)
    assert tab.answer() is None
