"""Where the program starts: `papers`, `papercli` and `python -m papercli`."""

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line.

    Ctrl-C while it is still being imported ends the program without a word.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from papercli import cli

    cli.main()


if __name__ == "__main__":
    main()
