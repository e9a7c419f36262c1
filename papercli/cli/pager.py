"""Texts longer than a terminal, shown through the reader's pager."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence

from papercli.patterns import late

_PROMPT_SIGN = late(r"[?:.%\\]")  # means something in a prompt of less


def page_text(text: str, part: Sequence[str], write_text: Callable[[str], object]) -> None:
    """Show a text through a pager where the terminal is shorter than it, else `write_text` it.

    The prompt of less says which `part` is shown.
    """
    if text.count("\n") < shutil.get_terminal_size().lines:
        write_text(text)
        return
    command = shlex.split(os.environ.get("PAPERS_PAGER") or os.environ.get("PAGER") or "less")
    if not command or shutil.which(command[0]) is None:
        write_text(text)
        return
    if os.path.basename(command[0]) == "less":
        command.append("-R")  # whatever $LESS says: colours are no control characters to be shown
        if part:
            prompt = _PROMPT_SIGN.sub(r"\\\g<0>", ", ".join(part))
            command.append(f"-Ps{prompt} (q to leave)")
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:
        met = signal.signal(signal.SIGINT, signal.SIG_IGN)  # at the pager, Ctrl-C is the pager's
        try:
            pager.communicate(text.encode())
        finally:
            signal.signal(signal.SIGINT, met)
