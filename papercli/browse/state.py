"""What the browser remembers of the last time, in a file of its own beside the store.

It holds nothing that is not easily typed again, so one that cannot be read or written is passed over.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from papercli.browse.browser import Browser
from papercli.browse.line import Earlier, Line

NAME = "browse.json"
_LONGEST = 1 << 16  # bytes


class State:
    """The file that a library's browser keeps."""

    def __init__(self, folder: Path, query: str = "") -> None:
        self._path = folder / NAME
        self._query = query  # that was asked for on the command line
        self._held: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            if self._path.stat().st_size <= _LONGEST:
                held = json.loads(self._path.read_text(encoding="utf-8"))
                self._held = held if isinstance(held, dict) else {}

    def restore(self, browser: Browser) -> None:
        """Show what was shown the last time, or what was asked for."""
        held = self._held
        browser.has_pane = held.get("pane") is not False
        earlier = held.get("searches")
        if isinstance(earlier, list):
            browser.earlier = Earlier([each for each in earlier if isinstance(each, str)])
        if self._query:
            browser.query = Line(self._query)
        else:
            view = held.get("view")
            names = [each.query for each in browser.views]
            browser.view = names.index(view) if view in names else 0
        keep = held.get("paper")
        question = browser.question()
        browser.ask(
            question._replace(keep=keep if isinstance(keep, str) and not self._query else "")
        )

    def keep(self, browser: Browser) -> None:
        """Remember what is shown."""
        current = browser.listing.current
        held = self._held | {
            "view": browser.views[browser.view].query,
            "paper": current.id if current else "",
            "pane": browser.has_pane,
            "searches": browser.earlier.texts,
        }
        if held == self._held or not self._path.parent.is_dir():
            return
        new = self._path.with_name(f".{NAME}.{os.getpid()}")
        with suppress(OSError):
            new.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            new.replace(self._path)
        with suppress(OSError):
            new.unlink(missing_ok=True)
