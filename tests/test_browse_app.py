"""`papers browse` on a terminal: textual's own pilot, and tmux, which sends keys as fast as it can."""

import asyncio
import importlib.util
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from browsing import content, small_library
from conftest import Run
from textual.events import Paste
from textual.pilot import Pilot

from papercli.browse.app import BrowseApp
from papercli.browse.signs import UNICODE
from papercli.browse.state import NAME, State

ROOT = Path(__file__).parent.parent
_PATIENCE = 20.0  # seconds
PROMPT = "bash-"


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_library(tmp_path_factory.mktemp("browse") / "library")


@pytest.fixture
def folder(thirty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(thirty, tmp_path / "library"))


def piloted(
    folder: Path, play: Callable[[BrowseApp, Pilot[None]], Awaitable[None]], query: str = ""
) -> BrowseApp:
    """Run the browser without a terminal, at 80 columns and 24 lines."""

    async def run() -> BrowseApp:
        app = BrowseApp(folder, UNICODE, State(folder, query), wait=5.0, picks=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: len(app.browser.listing) > 0)
            await play(app, pilot)
        app.writer.end(_PATIENCE)
        return app

    return asyncio.run(run())


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < end
        await pilot.pause(0.01)


def lines(app: BrowseApp) -> list[str]:
    return [line.plain.rstrip() for line in app._canvas.lines]


def test_keys_reach_the_library_and_the_screen(folder: Path) -> None:
    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.press("s", "x", "t", *"one", "enter")
        await until(pilot, lambda: app.writer.left == 0)
        await pilot.pause()
        assert lines(app)[2].startswith("  ★  ")
        assert lines(app)[3].endswith("one")

    piloted(folder, play)
    papers = {paper["title"]: paper for paper in content(folder)}
    assert sum(paper["starred"] for paper in papers.values()) == 1
    assert sum(paper["status"] == "read" for paper in papers.values()) == 1
    assert sum(paper["tags"] == ["one"] for paper in papers.values()) == 1


def test_it_is_where_it_was_the_last_time(folder: Path) -> None:
    async def first(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.press("3")
        await until(pilot, lambda: app.browser.listing.question.query == "is:unread")
        await pilot.press("j", "j", "p", "q")

    async def second(app: BrowseApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.browser.listing.question.query == "is:unread")
        assert app.browser.listing.cursor == 2
        assert not app.browser.has_pane

    piloted(folder, first)
    piloted(folder, second)


@pytest.mark.parametrize("held", ["", "[]", "{", '{"view": 7, "paper": [], "searches": {}}', "\0"])
def test_what_it_remembers_may_be_broken(folder: Path, held: str) -> None:
    (folder / NAME).write_text(held, "utf-8")

    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.press("j")
        assert app.browser.listing.cursor == 1

    piloted(folder, play)


def test_clicks_and_pasting(folder: Path) -> None:
    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.click(offset=(10, 6))
        assert app.browser.listing.cursor == 4
        await pilot.click(offset=(10, 6))
        assert app.browser.mode == "reading"
        await pilot.press("escape")
        app.post_message(Paste("sss"))
        await pilot.pause()
        await pilot.press("/")
        app.post_message(Paste("sheaves"))
        await until(pilot, lambda: app.browser.listing.question.query == "sheaves")

    piloted(folder, play)
    assert not any(paper["starred"] for paper in content(folder))


def test_it_fits_every_size(folder: Path) -> None:
    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        for width, height in ((160, 50), (40, 12), (20, 5), (8, 2), (80, 24)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width, h=height: (*app.size,) == (w, h))  # type: ignore[misc]
            await pilot.pause()
            assert len(app._canvas.lines) == height
            assert all(line.cell_len <= width for line in app._canvas.lines)

    piloted(folder, play)


def test_a_command_is_shown_as_a_page(folder: Path) -> None:
    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.press("colon", *"list -n 2 --ids", "enter")
        await until(pilot, lambda: len(lines(app)[1]) == 8 and len(lines(app)[2]) == 8)
        await pilot.press("escape", "D")
        await until(pilot, lambda: app._duplicates.clusters is not None)

    piloted(folder, play)


def test_a_query_of_the_command_line(folder: Path) -> None:
    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert 0 < len(app.browser.listing) < 30

    piloted(folder, play, "sheaves")


# On a real terminal


class Screen:
    """A terminal of tmux with a shell in it."""

    def __init__(self, name: str, folder: Path, environment: dict[str, str]) -> None:
        self.name = name
        variables = {"PYTHONPATH": str(ROOT), "PAPERS_LIBRARY": str(folder)}
        self.tmux(
            "new-session", "-d", "-s", "s", "-x", "80", "-y", "24",
            *(part for each in (variables | environment).items() for part in ("-e", "=".join(each))),
            "bash --norc --noprofile",
        )  # fmt: skip

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self.name, "-f", os.devnull, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def send(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "s", *keys)

    def shown(self, *, colours: bool = False) -> str:
        return self.tmux("capture-pane", "-p", "-t", "s", *(["-e"] if colours else []))

    def wait_for(self, *texts: str) -> str:
        end = time.monotonic() + _PATIENCE
        while not all(text in (shown := self.shown()) for text in texts):
            assert time.monotonic() < end, shown
            time.sleep(0.05)
        return shown

    def browse(self, *arguments: str, then: str = "") -> None:
        self.send(
            f"clear; {sys.executable} -m papercli browse {' '.join(arguments)} {then}", "Enter"
        )
        self.wait_for("all 30", "? help")


@pytest.fixture
def terminal(folder: Path, tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    made: list[Screen] = []

    def make(**environment: str) -> Screen:
        made.append(Screen(f"papers-{os.getpid()}-{tmp_path.name[-20:]}", folder, environment))
        return made[-1]

    yield make
    for screen in made:
        screen.tmux("kill-server")


def test_a_burst_of_keys_into_the_query_changes_nothing(
    terminal: Callable[..., Screen], folder: Path
) -> None:
    screen = terminal()
    before = content(folder)
    screen.browse()
    screen.send("-l", "/sxsxr")
    screen.wait_for("/ sxsxr", "nothing found")
    screen.send("Escape")
    screen.send("Escape")
    screen.wait_for("1 of 30")
    screen.send("Enter", "s", "s", "Escape", "q")
    screen.wait_for(PROMPT)
    time.sleep(0.2)
    assert content(folder) == before


def test_keys_typed_ahead_of_a_search_are_for_what_it_finds(
    terminal: Callable[..., Screen], folder: Path, papers: Run
) -> None:
    screen = terminal()
    screen.browse()
    screen.send("-l", "/lattic")
    screen.send("Enter", "s", "j", "x", "q")
    screen.wait_for(PROMPT)
    screen.send("echo done", "Enter")
    screen.wait_for("\ndone")
    code, out, _ = papers("list", "is:starred OR is:read", "--fields", "title", "--library", folder)
    assert code == 0
    assert out.count("lattices") == 2


def test_it_stops_and_goes_on(terminal: Callable[..., Screen]) -> None:
    screen = terminal()
    screen.browse()
    screen.send("C-z")
    screen.wait_for("Stopped")
    screen.send("stty -a | grep -c -w echo; fg", "Enter")
    screen.wait_for("all 30", "? help")
    screen.send("j")
    screen.wait_for("2 of 30")
    screen.send("q")
    screen.wait_for(PROMPT)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_and_what_was_marked_is_kept(
    terminal: Callable[..., Screen], folder: Path, number: signal.Signals, code: int
) -> None:
    screen = terminal()
    screen.browse(then="; echo rc $?")
    screen.send("s", "j", "s")
    screen.wait_for("2 of 30")
    pane = screen.tmux("display-message", "-p", "-t", "s", "#{pane_pid}").strip()
    subprocess.run(["pkill", f"-{number.value}", "-P", pane], check=False)
    screen.wait_for(f"rc {code}")
    assert sum(paper["starred"] for paper in content(folder)) == 2


def test_without_colours_and_without_unicode(terminal: Callable[..., Screen]) -> None:
    screen = terminal(NO_COLOR="1")
    screen.browse("--ascii", "sheaves")
    screen.send("s")
    screen.wait_for(">o*  ")
    shown = screen.shown(colours=True)
    assert "\x1b[3" not in shown.replace("\x1b[39m", "")
    screen.send("q")


def test_chosen_papers_go_into_a_pipe(terminal: Callable[..., Screen]) -> None:
    screen = terminal()
    screen.browse("--pick", then="| sed 's/^/chose: /'")
    screen.send("Space", "Space", "Enter")
    assert screen.wait_for("chose: ", PROMPT).count("chose: ") == 2


def test_the_editor_has_the_terminal(
    terminal: Callable[..., Screen], folder: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nread -r line </dev/tty\necho "$line" >>"$1"\n', "utf-8")
    editor.chmod(0o755)
    screen = terminal(EDITOR=str(editor))
    screen.browse()
    screen.send("n")
    time.sleep(0.5)
    screen.send("sss", "Enter")
    screen.wait_for("note: sss")
    screen.send("q")
    screen.wait_for(PROMPT)
    assert [paper["note"] for paper in content(folder) if paper["note"]] == ["sss"]
    assert not any(paper["starred"] for paper in content(folder))


def test_two_browsers_and_a_shell_lose_nothing(
    terminal: Callable[..., Screen], folder: Path, papers: Run
) -> None:
    screen = terminal()
    screen.browse()
    screen.send(*"s j s j s j s j".split())

    async def play(app: BrowseApp, pilot: Pilot[None]) -> None:
        await pilot.press("G", *"s k s k s k s".split())
        await until(pilot, lambda: app.writer.left == 0)

    piloted(folder, play)
    assert (
        papers("mark", "--query", "meshes", "--tag", "seen", "--yes", "--library", folder)[0] == 0
    )
    screen.wait_for("starred 8")
    screen.send("q")
    screen.wait_for(PROMPT)
    assert sum(paper["starred"] for paper in content(folder)) == 8


def test_a_terminal_that_goes_away_ends_it(folder: Path) -> None:
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "papercli", "browse", "--library", str(folder)],
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True, cwd=ROOT,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    while b" of 30" not in shown:
        shown += os.read(controller, 1 << 16)
    os.write(controller, b"s")
    while b"starred 1" not in shown:
        shown += os.read(controller, 1 << 16)
    os.close(controller)
    assert process.wait(_PATIENCE) == 129
    assert sum(paper["starred"] for paper in content(folder)) == 1


def test_it_needs_a_terminal(papers: Run) -> None:
    code, out, said = papers("browse")
    assert (code, out) == (2, "")
    assert said.startswith("papers: browse needs a terminal")


def test_no_library_and_an_empty_one(tmp_path: Path) -> None:
    async def run() -> list[str]:
        app = BrowseApp(tmp_path / "none", UNICODE, State(tmp_path / "none"), wait=1.0, picks=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: any("no library" in line for line in lines(app)))
            await pilot.press("x", "s", "u", "G", "space", "*", "=", "enter", "y")
            await pilot.pause()
            return lines(app)

    assert "papers ingest FILE" in " ".join(asyncio.run(run()))
    assert not (tmp_path / "none").exists()


def words_of(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", svg)


def test_the_pictures_of_the_readme_are_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR")
    specification = importlib.util.spec_from_file_location(
        "pictures", ROOT / "docs" / "make_pictures.py"
    )
    assert specification
    assert specification.loader
    pictures = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(pictures)
    pictures.make(tmp_path)
    for name in pictures.PICTURES:
        made, kept = (folder / f"{name}.svg" for folder in (tmp_path, ROOT / "docs"))
        assert words_of(made.read_text("utf-8")) == words_of(kept.read_text("utf-8")) != []
