"""The command line.

Finds the command, runs it, and is the only place where errors become lines and exit codes.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import zip_longest
from typing import NoReturn

from papercli.cli.current_library import Opened
from papercli.cli.groups import COMMANDS, COMPLETE, VALUED_OPTIONS
from papercli.cli.hints import Called, as_called
from papercli.cli.quick import values_of
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
from papercli.patterns import late

_USAGE = 2
_UNWRITABLE = _UNREADABLE = 5
_HINT = late(r"`(.+?)`")  # a command that a message names


def main() -> NoReturn:
    """Run the command that was asked for and leave with its exit code."""
    heed_signals()
    # Commands are short and leave few cycles behind; looking for them among 100,000 papers as often
    # as Python does takes a quarter of the time that listing them takes.
    gc.set_threshold(100_000, 50, 100)
    Called.path = sys.argv[0]
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


def _run(arguments: Sequence[str]) -> int:
    arguments = _since_last(_library_after_command(arguments))
    name = next((each for each in arguments if not each.startswith("-")), None)
    completing = bool(os.environ.get(COMPLETE))
    wrong_option = (
        bool(arguments)
        and arguments[0].startswith("--")
        and not arguments[0].startswith((*VALUED_OPTIONS, "--help", "--version"))
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
    run_it = None
    if completing:
        from papercli.cli.tab import answer

        run_it = answer()
    elif name in COMMANDS:
        run_it = _plainly(arguments)
    if run_it is None:
        from papercli.cli.framework import run_by_framework

        run_it = partial(run_by_framework, arguments, name)
    try:
        return run_it()
    except BrokenIndexError as error:
        from papercli.index import forget_index

        if CHANGED in _notes(error) or not forget_index(error.folder):
            raise
        return run_it()


def _plainly(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return what runs a plain command line, or None for any other."""
    command: Callable[..., int | None] = import_module(f"papercli.cli.{arguments[0]}").command
    values = values_of(command, arguments[1:]) if arguments[0] in COMMANDS else None
    return None if values is None else lambda: command(**values) or 0


def _library_after_command(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments with `--library DIR` behind the command's name, where every command takes it."""
    moved = []
    rest = [*arguments]  # not list(): that is a command here
    while rest and rest[0].startswith(VALUED_OPTIONS):
        moved.append(rest.pop(0))
        if "=" not in moved[-1] and rest:
            moved.append(rest.pop(0))
    return [rest[0], *moved, *rest[1:]] if rest and moved else arguments


def _since_last(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments with `--since last` for a `--since` without a value."""
    filled: list[str] = []
    options = len(_before_dashes(arguments))
    for each, behind in zip_longest(arguments, arguments[1:], fillvalue="-"):
        is_alone = each == "--since" and len(filled) < options and behind.startswith("-")
        filled.append("--since=last" if is_alone else each)
    return filled


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
