"""Opening a link in the browser, or a file in the program for its kind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from papercli.errors import NotFoundError, OutputError


def open_place(place: str) -> None:
    """Open a link, or a file by its path.

    Raises NotFoundError for a file that is gone, and OutputError where there is no browser.
    """
    import webbrowser

    opener = next(filter(shutil.which, ("xdg-open", "open")), None)
    if not place.startswith("http"):
        if not os.path.exists(place):
            raise NotFoundError(f"{place}: the file is gone; `papers open --link` opens the page")
        if opener:
            subprocess.run([opener, place], check=False, stdout=subprocess.DEVNULL)
            return
        place = Path(place).as_uri()
    try:
        is_open = webbrowser.open(place)
    except (webbrowser.Error, OSError):
        is_open = False
    if not is_open:
        raise OutputError("no browser found; set $BROWSER to the command of one")


def has_display() -> bool:
    """Say whether there is a window system, or a browser that the reader named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform == "darwin" or any(os.environ.get(name) for name in names)
