"""Make the pictures of the README, from the dumps in fixtures/: python docs/make_pictures.py.

Each is what `papers browse` draws, as SVG, and the same on every machine: the clock stands still.
"""

import asyncio
import re
import tempfile
import time
from pathlib import Path

from papercli.browse.app import BrowseApp
from papercli.browse.signs import UNICODE
from papercli.browse.state import State
from papercli.cli import run

DOCS = Path(__file__).parent
FIXTURES = DOCS.parent / "fixtures"
PICTURES = {  # keys, and the size of the terminal
    "browse": ([*"ss", "x", "j", "x", "s", "t", *"thesis", "enter", "slash", *"equivariant", "enter", "j"], (96, 26)),
    "duplicates": (["D"], (96, 26)),
}  # fmt: skip
_SECONDS = 0.5  # until views are counted
_PATIENCE = 30.0
_UNIQUE = re.compile(r"terminal-\d+-")
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def fill(folder: Path) -> None:
    """Make a library of the fixtures."""
    dumps = [str(FIXTURES / name) for name in ("listing", "labelled", "json", "jsonl")]
    run(["ingest", "--library", str(folder), *dumps])


async def picture(folder: Path, keys: list[str], size: tuple[int, int]) -> str:
    """Return what the browser shows when these keys were pressed."""
    app = BrowseApp(folder, UNICODE, State(folder), wait=5.0, picks=False)
    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
            end = time.monotonic() + _PATIENCE
            while app.is_busy:
                if time.monotonic() > end:
                    raise TimeoutError(key)
                await pilot.pause(0.02)
        await pilot.pause(_SECONDS)
        app.browser.say("")
        svg = app.export_screenshot(title="papers browse")
    # Neither an id that differs from run to run, nor fonts that are fetched from elsewhere.
    return _FONTS.sub("", _UNIQUE.sub("terminal-", svg))


def make(folder: Path) -> None:
    """Write all pictures into a folder."""
    for name, (keys, size) in PICTURES.items():
        with tempfile.TemporaryDirectory() as library:
            fill(Path(library))
            svg = asyncio.run(picture(Path(library), keys, size))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    make(DOCS)
