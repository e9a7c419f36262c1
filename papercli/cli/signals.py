"""Ctrl-C and SIGTERM: they stop a command wherever it is, and it leaves with an exit code of theirs."""

import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143
_MOMENT = 0.001  # seconds


def heed_signals() -> None:
    """Have signals raise Stopped in the main thread."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    signal.signal(signal.SIGALRM, _stop_again)
    sys.unraisablehook = _meet_unraisable


class Stopped(BaseException):
    """Ctrl-C or SIGTERM came."""

    code = 0  # the exit code that follows from it; a signal comes to the process, not to a call


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # the second one ends the program at once
    Stopped.code = INTERRUPTED if number == signal.SIGINT else TERMINATED
    raise Stopped


def _stop_again(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped


def _meet_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Stop a moment later when a signal came where nothing can be raised, for example while an object was let go."""
    if isinstance(unraisable.exc_value, Stopped):
        signal.setitimer(signal.ITIMER_REAL, _MOMENT)
    else:
        sys.__unraisablehook__(unraisable)
