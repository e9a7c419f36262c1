"""What the browser asks of its terminal, and what it remembers of where it was."""

from dataclasses import dataclass, field
from typing import Protocol

from papercli.browse.asking import Question
from papercli.browse.keys import Mode
from papercli.browse.writing import Change


class Terminal(Protocol):
    """What the browser asks of the terminal and of the machine behind it."""

    def ask(self, question: Question) -> None:
        """Have papers found."""

    def count(self, queries: list[str]) -> None:
        """Have the papers of views counted."""

    def write(self, change: Change) -> None:
        """Have a change made."""

    def unwritten(self) -> int:
        """Return how many changes are not made yet."""

    def edit(self, text: str, name: str) -> str:
        """Return a text as it is left in the editor."""

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""

    def open(self, place: str) -> str:
        """Open a link or a file; return what to say of it."""

    def run_command(self, arguments: list[str], title: str) -> None:
        """Run a command of papers, its output in a page."""

    def complete(self, words: list[str], incomplete: str) -> list[str]:
        """Return what there is for the last word of a command."""

    def find_duplicates(self) -> None:
        """Look for duplicates."""

    def stop(self) -> None:
        """Stop what `run` or `find_duplicates` began."""

    def leave(self) -> None:
        """End the program."""


@dataclass(slots=True)
class Page:
    """A text that takes the whole window."""

    title: str
    lines: list[str] = field(default_factory=list)  # with the colours of a terminal
    is_help: Mode | None = None  # the mode whose keys it explains


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go back to."""

    question: Question
    row: int
    top: int
    text: str  # of the query line
    within: str
    trail: list[str]  # of related papers
