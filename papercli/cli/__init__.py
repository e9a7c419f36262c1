"""The command line.

Finds the command, runs it, and is the only place where errors become lines and exit codes.
"""

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer

from papercli import __version__
from papercli.cli.current_library import Opened
from papercli.cli.help import GROUPS, Command, Program
from papercli.cli.hints import Called, as_called, note_name
from papercli.cli.signals import INTERRUPTED, Stopped, heed_signals
from papercli.cli.streams import accept_any_text, open_closed_streams, silence
from papercli.errors import (
    CHANGED,
    BrokenIndexError,
    NotFoundError,
    OutputError,
    PapersError,
    UsageError,
    reason,
)

# A command's module is imported only when it is asked for: imports are what start-up costs.
COMMANDS = tuple(name for names in GROUPS.values() for name in names)

_USAGE = 2
_UNWRITABLE = _UNREADABLE = 5
_HINT = re.compile(r"`(.+?)`")  # a command that a message names
_COMPLETE = "_PAPERS_COMPLETE"  # set by a shell that asks for completions
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# Columns below which the framework would write help wider than the terminal, and the least it is
# given.
_NARROW, _NARROWEST = 52, 30
_MOST_DIGITS = 9  # of the number of a word
_VALUED_OPTIONS = ("--library",)  # of the program itself: `papers --library DIR list`


def main() -> NoReturn:
    """Run the command that was asked for and leave with its exit code."""
    heed_signals()
    # Commands are short and leave few cycles behind; looking for them among 100,000 papers as often
    # as Python does takes a quarter of the time that listing them takes.
    gc.set_threshold(100_000, 50, 100)
    note_name(sys.argv[0])
    code = run(sys.argv[1:])
    # Nothing is left to clean up, and taking an interpreter down in order costs as much as a
    # search.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; everything that was written has been flushed."""
    Opened.library, Called.library = None, ""
    Called.as_json = any(each in {"--json", "--jsonl"} for each in _before_dashes(arguments))
    open_closed_streams()
    accept_any_text(sys.stdout, sys.stderr)
    try:
        code = _code_of_reading(_run([*arguments]))
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        code = 0
    except PapersError as error:
        code = _fail(
            "; ".join([str(error), *(note for note in _notes(error) if note == CHANGED)]),
            error.exit_code,
            error.code,
        )
        if isinstance(error, NotFoundError):
            code = _code_of_reading(code)
    except typer.TyperException as error:
        from papercli.cli.complaints import complaint

        code = _fail(complaint(error, arguments), _USAGE, UsageError.code)
    except typer.Abort:
        code = _fail("interrupted", INTERRUPTED, "interrupted")
    except BaseException as error:
        # Whatever it has become on its way: an import that is stopped raises what it likes.
        if Stopped.code:
            # The terminal has shown ^C, perhaps behind a question or a line of progress.
            if sys.stderr.isatty():
                sys.stderr.write("\n")
            what = "interrupted" if Stopped.code == INTERRUPTED else "terminated"
            code = _fail("; ".join([what, *_notes(error)]), Stopped.code, what)
        elif isinstance(error, OSError) and error.filename is None:
            silence(sys.stdout)
            changed = f"; {CHANGED}" if Opened.library and Opened.library.has_changed else ""
            code = _fail(
                f"cannot write output ({reason(error)}){changed}", _UNWRITABLE, OutputError.code
            )
        else:
            raise
    sys.stderr.flush()
    return code


def _code_of_reading(code: int) -> int:
    """Return the exit code of a command that read the library: another one if some of it is missing."""
    library = Opened.library
    return _UNREADABLE if library and library.is_read and library.is_cut_off else code


def build_app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the program with the commands of these names."""
    columns = shutil.get_terminal_size().columns
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    if columns < _NARROW:
        settings["terminal_width"] = max(_NARROWEST, columns - 1)
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        # A program of one command is built to run it, unless a shell asks to complete its arguments.
        add_completion=names is COMMANDS or bool(os.environ.get(_COMPLETE)),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings=settings,
    )
    app.callback()(_program)
    for name in names:
        command: Callable[..., Any] = import_module(f"papercli.cli.{name}").command
        summary = (command.__doc__ or "").partition(".")[0].partition(";")[0].partition(":")[0]
        app.command(
            name,
            cls=Command,
            short_help=summary,
            context_settings=settings,
            no_args_is_help=False,
        )(command)
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


def _run(arguments: Sequence[str]) -> int:
    arguments = _library_after_command(arguments)
    name = next((each for each in arguments if not each.startswith("-")), None)
    completing = bool(os.environ.get(_COMPLETE))
    if completing and (wrong := _wrong_completion()):
        return _fail(wrong, _USAGE)
    wrong_option = (
        bool(arguments)
        and arguments[0].startswith("--")
        and not arguments[0].startswith((*_VALUED_OPTIONS, "--help", "--version"))
    )
    if (
        name is not None
        and name not in COMMANDS
        and not completing
        and not wrong_option
        and not {"--help", "-h", "--version"} & set(arguments)
    ):
        from papercli.cli.mistakes import meant_command

        rest = arguments[arguments.index(name) + 1 :]
        return _fail(meant_command(name, rest, COMMANDS), _USAGE)
    if completing:
        name = _command_being_completed()
    app = build_app((name,) if name in COMMANDS else COMMANDS)
    try:
        code = app(arguments or ["--help"], prog_name="papers", standalone_mode=False)
    except BrokenIndexError as error:
        from papercli.index import forget_index

        if CHANGED in _notes(error) or not forget_index(error.folder):
            raise
        code = app(arguments, prog_name="papers", standalone_mode=False)
    except SystemExit as leaving:
        # The framework would leave with 1, which is for bugs.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _command_being_completed() -> str | None:
    """Return the command whose arguments a shell asks to complete; None while it is still being typed."""
    from papercli.cli.completing import part_at_colon, words_before

    part_at_colon()
    before = [*words_before()[1:]]
    while before and before[0].startswith(_VALUED_OPTIONS):
        del before[: 1 if "=" in before[0] else 2]
    return before[0] if before else None


def _wrong_completion() -> str | None:
    """Say which variable of a completion is not as shells set it; the framework would fail."""
    action, _, shell = os.environ[_COMPLETE].partition("_")
    if action not in {"complete", "source"} or shell not in _SHELLS:
        known = ", ".join(_SHELLS)
        return f"{_COMPLETE} is not complete_SHELL or source_SHELL, where SHELL is {known}"
    if (action, shell) == ("complete", "bash"):
        number = os.environ.get("COMP_CWORD", "")
        is_number = number.isdecimal() and len(number) <= _MOST_DIGITS
        if "COMP_WORDS" not in os.environ or not is_number:
            return "COMP_WORDS and COMP_CWORD are not set as bash sets them for a completion"
    return None


def _library_after_command(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments with `--library DIR` behind the command's name, where every command takes it."""
    moved = []
    rest = [*arguments]  # not list(): that is a command here
    while rest and rest[0].startswith(_VALUED_OPTIONS):
        moved.append(rest.pop(0))
        if "=" not in moved[-1] and rest:
            moved.append(rest.pop(0))
    return [rest[0], *moved, *rest[1:]] if rest and moved else arguments


def _notes(error: BaseException) -> list[str]:
    """Return what was noted on an error while a command held the library.

    Whether its change is made.
    """
    return getattr(error, "__notes__", [])


def _before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _fail(message: str, code: int, name: str = UsageError.code) -> int:
    said = as_called(message)
    try:
        sys.stdout.flush()
        if Called.as_json:
            from papercli.views.machine import as_json

            hint = _HINT.search(said)
            answer = {"error": name, "message": said, "hint": hint and hint[1], "exit": code}
            sys.stderr.write(as_json(answer))
        else:
            sys.stderr.write(f"papers: {said}\n")
    except OSError:
        silence(sys.stdout)
    return code
