"""Terminals, which may go away."""

import termios
from typing import TextIO


def is_open(terminal: TextIO) -> bool:
    """Say whether a terminal is still there at its other end."""
    try:
        termios.tcgetattr(terminal.fileno())
    except (OSError, termios.error):
        return False
    return True
