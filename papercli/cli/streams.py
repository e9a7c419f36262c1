"""The standard streams: open even where a shell closed them, and able to show any text."""

import os
import sys
from typing import Any


def open_closed_streams() -> None:
    """Give the program somewhere to write to when it was started with a closed stdout or stderr."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open for as long as the program runs


def accept_any_text(*streams: Any) -> None:
    """Let no character stop the output.

    A terminal that has no sign for it shows a question mark.
    """
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def silence(stream: Any) -> None:
    """Throw away what is still to be written to a stream whose reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
