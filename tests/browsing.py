"""A browser without a terminal: what is asked and written is answered when the test says so."""

import json
from collections import deque
from pathlib import Path
from typing import Any

from papercli.browse.asking import Asker, Question
from papercli.browse.browser import Browser
from papercli.browse.drawing import Drawer
from papercli.browse.duplicates import Duplicates
from papercli.browse.marking import Marking
from papercli.browse.moving import Moving
from papercli.browse.signs import ASCII, UNICODE
from papercli.browse.taking import Taking
from papercli.browse.writing import Change, Writer
from papercli.cli import run
from papercli.library import Library
from papercli.search.find import find_papers

NAMES = {  # as textual names keys that are no characters
    "<Enter>": "enter", "<Esc>": "escape", "<Tab>": "tab", "<Up>": "up", "<Down>": "down",
    "<Space>": "space", "<BS>": "backspace", "<C-r>": "ctrl+r", "<C-u>": "ctrl+u", "<PgDn>": "pagedown",
    "<S-Tab>": "shift+tab", "<C-c>": "ctrl+c",
}  # fmt: skip


class Desk:
    """A browser, and in the place of its terminal somebody who does at once or later what it asks for."""

    def __init__(self, folder: Path, *, at_once: bool = True, picks: bool = False) -> None:
        self.folder = folder
        self.at_once = at_once
        self.asker = Asker(folder, print, print, print, print)
        self.writer = Writer(folder, 5.0, print, print)
        self.question: Question | None = None
        self.queries: list[str] | None = None
        self.changes: deque[Change] = deque()
        self.unsettled = 0  # of those that are being written
        self.copied: list[str] = []
        self.opened: list[str] = []
        self.commands: list[list[str]] = []
        self.left_by_editor: str | Exception = ""
        self.has_left = False
        self.asks_for_duplicates = False
        self.browser = Browser(self, picks=picks)
        self.duplicates = Duplicates(self.browser)
        self.taking = Taking(self.browser)
        self.browser.extend(
            Moving(self.browser), Marking(self.browser), self.taking, self.duplicates
        )
        self.browser.count()
        self.browser.ask(self.browser.question())
        self.settle()

    # What the browser asks for

    def ask(self, question: Question) -> None:
        self.question = question

    def count(self, queries: list[str]) -> None:
        self.queries = queries

    def write(self, change: Change) -> None:
        self.changes.append(change)

    def unwritten(self) -> int:
        return len(self.changes) + self.unsettled

    def edit(self, text: str, name: str) -> str:
        assert name.endswith(".txt")
        if isinstance(self.left_by_editor, Exception):
            raise self.left_by_editor
        return text + self.left_by_editor

    def copy(self, text: str) -> None:
        self.copied.append(text)

    def open(self, place: str) -> str:
        self.opened.append(place)
        return f"opened: {place}"

    def run_command(self, arguments: list[str], title: str) -> None:
        assert title
        self.commands.append(arguments)

    def complete(self, words: list[str], incomplete: str) -> list[str]:
        return [each for each in ("list", "listing") if not words and each.startswith(incomplete)]

    def find_duplicates(self) -> None:
        self.asks_for_duplicates = True

    def stop(self) -> None:
        pass

    def leave(self) -> None:
        self.has_left = True

    # What the test does

    def answer(self) -> bool:
        """Answer one thing that was asked for; say whether there was any."""
        if self.changes:
            changes, self.changes = self.changes, deque()
            for left, outcome in enumerate(self.writer.make([*changes]), 1):
                self.unsettled = len(changes) - left
                self.browser.settle(outcome)
        elif self.question is not None:
            question, self.question = self.question, None
            self.browser.take(self.asker._answer(question))
        elif self.queries is not None:
            queries, self.queries = self.queries, None
            self.browser.take_counts(self.asker._count(queries))
        else:
            return False
        return True

    def settle(self) -> None:
        """Answer all."""
        while self.answer():
            pass

    def press(self, keys: str) -> "Desk":
        """Press keys, written as they are or as `<Enter>`."""
        for key in split(keys):
            name = NAMES.get(key, key)
            self.browser.press(name, " " if name == "space" else key if len(key) == 1 else "")
            if self.at_once:
                self.settle()
        return self

    @property
    def titles(self) -> list[str]:
        """What is listed."""
        listing = self.browser.listing
        return [paper.title for paper in listing.window(0, len(listing))]

    @property
    def current(self) -> str:
        """The title of the paper under the cursor."""
        paper = self.browser.listing.current
        return paper.title if paper else ""

    def screen(self, width: int = 80, height: int = 24, *, ascii_only: bool = False) -> list[str]:
        """The lines of the screen."""
        drawer = Drawer(self.browser, self.duplicates, ASCII if ascii_only else UNICODE)
        frame = drawer.draw(width, height)
        return [line.plain.rstrip() for line in frame.lines]

    def content(self) -> list[dict[str, Any]]:
        """All papers as they are stored."""
        return content(self.folder)


def content(folder: Path) -> list[dict[str, Any]]:
    """Return all papers of a library as they are stored."""
    papers = find_papers(Library(folder), "").papers()
    return sorted((paper.to_json() for paper in papers), key=lambda each: str(each["id"]))


def split(keys: str) -> list[str]:
    """Return keys one by one."""
    found = []
    while keys:
        name = next((each for each in NAMES if keys.startswith(each)), keys[0])
        found.append(name)
        keys = keys[len(name) :]
    return found


def small_library(folder: Path, number: int = 30) -> Path:
    """Make a library of papers with titles and abstracts that differ, and return its folder."""
    nouns = ["sheaves", "meshes", "lattices", "tensors", "diffusion", "equivariant maps"]
    dump = folder.with_name(f"{folder.name}.jsonl")
    rows = [
        {
            "title": f"On {nouns[n % len(nouns)]} and number {n} of the things",
            "abstract": f"We study {nouns[(n + 1) % len(nouns)]} here, for the {n}th time.",
            "year": 2000 + n % 20,
            "authors": [f"Ada Writer{n}"],
            "doi": f"10.1000/{n}" if n % 3 else None,
        }
        for n in range(number)
    ]
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run(["ingest", str(dump), "--library", str(folder)]) == 0
    return folder
