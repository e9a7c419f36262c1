"""Plain command lines are read without the framework, and mean what they mean to it."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papercli.cli import framework
from papercli.cli.declare import Argument, Option
from papercli.cli.groups import COMMANDS
from papercli.cli.quick import values_of
from papercli.errors import PapersError

VALUES = ["2", "0", "-3", "3.5", "year", "graph", "a,b", "", "-", "--", "-x", "--limit", "tag:x", "١", "1e3", " 7", "1_0"]  # fmt: skip


class Recorder:
    """Stands for a command, and remembers what it was called with."""

    def __init__(self, command: Any) -> None:
        self.calls: list[dict[str, Any]] = []
        self.__doc__, self.__name__ = command.__doc__, command.__name__
        self.__signature__ = inspect.signature(command)

    def __call__(self, **values: Any) -> None:
        self.calls.append(values)


def _declared(name: str) -> Iterator[tuple[str, Any]]:
    for parameter in inspect.signature(
        import_module(f"papercli.cli.{name}").command
    ).parameters.values():
        (declared,) = parameter.annotation.__metadata__
        yield parameter.name, declared


def _pieces(name: str) -> "st.SearchStrategy[list[str]]":
    """Return what draws a part of a command line: an option with or without a value, or a word."""
    names = [each for _, declared in _declared(name) if isinstance(declared, Option)
             for joined in declared.names for each in joined.split("/")]  # fmt: skip
    option, value = st.sampled_from([*names, "--nothing", "-Z", "--help"]), st.sampled_from(VALUES)
    return st.one_of(
        option.map(lambda each: [each]),
        st.tuples(option, value).map(list),
        st.tuples(option, value).map(lambda both: ["=".join(both)]),
        st.tuples(option, value).map(lambda both: ["".join(both)]),
        value.map(lambda each: [each]),
        st.text(min_size=1, max_size=6).map(lambda each: [each]),
    )


@pytest.mark.parametrize("name", COMMANDS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_plain_command_line_calls_what_the_framework_calls(
    name: str, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    parts = data.draw(st.lists(_pieces(name), max_size=5))
    arguments = [each for part in parts for each in part]
    module = import_module(f"papercli.cli.{name}")
    command = module.command
    try:
        values = values_of(command, arguments)
    except PapersError as error:
        values, said = None, str(error)
    else:
        said = ""
        if values is None:
            return  # it is for the framework
    recorder = Recorder(command)
    with monkeypatch.context() as patched:
        patched.setattr(module, "command", recorder)
        try:
            framework.run_by_framework([name, *arguments], name)
        except PapersError as error:
            assert str(error) == said  # noqa: PT017 - both say the same
            return
    defaults = {each.name: each.default for each in inspect.signature(command).parameters.values()}
    assert recorder.calls == [defaults | (values or {})]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search", ["graph", "neural", "--json", "-n", "3", "--sort", "year"]), ("search", ["a", "--limit=5"]),
        ("list", ["--ids", "--reverse", "tag:x"]), ("show", ["3f9c", "--fields", "title"]),
        ("mark", ["3f9c", "--tag", "a", "--tag", "b", "--star"]), ("export", ["out.bib", "--sort", "year"]),
        ("ingest", ["a.txt", "b.txt", "--wait", "2.5"]), ("dedupe", ["--apply"]),
    ],
)  # fmt: skip
def test_what_readers_type_most_is_plain(name: str, arguments: list[str]) -> None:
    assert values_of(import_module(f"papercli.cli.{name}").command, arguments) is not None


def test_every_parameter_is_declared_and_explained() -> None:
    for name in COMMANDS:
        for _, declared in _declared(name):
            assert isinstance(declared, Option | Argument)
            assert declared.help or getattr(declared, "hidden", False)


def test_a_search_imports_neither_the_framework_nor_what_writes(fixture_library: Path) -> None:
    """What is imported is what start-up costs."""
    code = (
        "import sys, os\nfrom papercli.cli import run\n"
        f"run(['search', 'graph', '--json', '--library', {str(fixture_library)!r}])\n"
        "sys.stderr.write(' '.join(sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.split())
    heavy = {"typer", "click", "rich", "rapidfuzz", "filelock", "subprocess", "difflib", "secrets"}
    assert heavy & loaded == set()
    assert not any(
        each.startswith(("papercli.dumps", "papercli.exports", "papercli.ingest"))
        for each in loaded
    )
