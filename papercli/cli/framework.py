"""The framework: it writes help, completes for shells, and says what is wrong with a command line.

It is told what the commands declare, and imported only for that: it costs more than a search.
"""

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any, get_args

import typer

from papercli import __version__
from papercli.cli.declare import Argument, Check, Completion
from papercli.cli.groups import COMMANDS, COMPLETE, SUMMARIES, VALUED_OPTIONS
from papercli.cli.help import Command, Program
from papercli.cli.signals import INTERRUPTED
from papercli.errors import PapersError, UsageError

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# Columns below which the framework would write help wider than the terminal, and the least it is
# given.
_NARROW, _NARROWEST = 52, 30
_MOST_DIGITS = 9  # of the number of a word


class AbortedError(PapersError):
    """The framework was interrupted while it asked something."""

    exit_code = INTERRUPTED
    code = "interrupted"


def run_by_framework(arguments: Sequence[str], name: str | None) -> int:
    """Run a command line; `name` is that of its command, as far as it has one. Raises UsageError for a wrong one."""
    if os.environ.get(COMPLETE):
        if wrong := _wrong_completion():
            raise UsageError(wrong)
        name = _command_being_completed()
    app = build_app((name,), wanted=(name,)) if name in COMMANDS else build_app()
    try:
        code = app(arguments or ["--help"], prog_name="papers", standalone_mode=False)
    except typer.TyperException as error:
        from papercli.cli.complaints import complaint

        raise UsageError(complaint(error, arguments)) from error
    except typer.Abort as error:
        raise AbortedError("interrupted") from error
    except SystemExit as leaving:
        # It would leave with 1, which is for bugs.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _unread() -> None:
    """Stand for a command of which only its name and its summary are needed."""


def _told(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that declares its parameters as the framework wants them."""

    def run(**values: Any) -> Any:
        return command(**values)

    parameters = [
        each.replace(annotation=_annotation(each.annotation))
        for each in inspect.signature(command).parameters.values()
    ]
    run.__doc__, run.__name__ = command.__doc__, command.__name__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _annotation(annotation: Any) -> Any:
    kind, declared = get_args(annotation)
    shared = {
        "help": declared.help,
        "metavar": declared.metavar,
        "autocompletion": _offering(declared.completion),
        "show_default": declared.show_default,
    }
    if isinstance(declared, Argument):
        return Annotated[kind, typer.Argument(**shared)]
    check = _checking(declared.check) if declared.check else None
    return Annotated[
        kind, typer.Option(*declared.names, callback=check, hidden=declared.hidden, **shared)
    ]


def _offering(completion: Completion) -> Callable[..., Any] | None:
    if completion is None:
        return None
    from papercli.cli import completing

    if isinstance(completion, str):
        found: Callable[..., Any] = getattr(completing, completion)
        return found
    return completing.offer(completion)


def _checking(check: Check) -> Callable[..., Any]:
    def checked(context: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
        source = context.get_parameter_source(param.name or "")
        is_given = source is not None and source.name == "COMMANDLINE"
        return check(param.opts[0], value) if is_given else value

    return checked


def build_app(names: Iterable[str] = COMMANDS, *, wanted: Collection[str] = ()) -> typer.Typer:
    """Return the program with the commands of these names; of those that are not `wanted` it knows no more."""
    columns = shutil.get_terminal_size().columns
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    if columns < _NARROW:
        settings["terminal_width"] = max(_NARROWEST, columns - 1)
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        # A program of one command is built to run it, unless a shell asks to complete its arguments.
        add_completion=names is COMMANDS or bool(os.environ.get(COMPLETE)),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings=settings,
    )
    app.callback()(_program)
    for name in names:
        app.command(
            name,
            cls=Command,
            short_help=SUMMARIES[name],
            context_settings=settings,
            no_args_is_help=False,
        )(_told(import_module(f"papercli.cli.{name}").command) if name in wanted else _unread)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"papers {__version__}\n")
        raise typer.Exit


def _program(
    version: bool = typer.Option(
        False,  # noqa: FBT003 - typer takes the default first
        "--version",
        help="Print the version and exit.",
        is_eager=True,
        callback=_show_version,
    ),
    library: str = typer.Option(
        "", "--library", metavar="DIR", help="Use the library in this folder [env: PAPERS_LIBRARY]."
    ),
) -> None:
    """Build a searchable library from text dumps of paper listings.

    \b
    papers ingest FILE…      add the papers in these dumps
    papers search WORDS…     find papers
    papers show ID           show one paper in full
    papers COMMAND --help    explain a command
    """  # noqa: D301 - the backspace keeps typer from filling the lines


def _command_being_completed() -> str | None:
    """Return the command whose arguments a shell asks to complete; None while it is still being typed."""
    from papercli.cli.completing import part_at_colon, words_before

    part_at_colon()
    before = [*words_before()[1:]]
    while before and before[0].startswith(VALUED_OPTIONS):
        del before[: 1 if "=" in before[0] else 2]
    return before[0] if before else None


def _wrong_completion() -> str | None:
    """Say which variable of a completion is not as shells set it; the framework would fail."""
    action, _, shell = os.environ[COMPLETE].partition("_")
    if action not in {"complete", "source"} or shell not in _SHELLS:
        known = ", ".join(_SHELLS)
        return f"{COMPLETE} is not complete_SHELL or source_SHELL, where SHELL is {known}"
    if (action, shell) == ("complete", "bash"):
        number = os.environ.get("COMP_CWORD", "")
        is_number = number.isdecimal() and len(number) <= _MOST_DIGITS
        if "COMP_WORDS" not in os.environ or not is_number:
            return "COMP_WORDS and COMP_CWORD are not set as bash sets them for a completion"
    return None
