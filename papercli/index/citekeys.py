"""What citekeys are made of: `vaswani2017attention`."""

from collections.abc import Sequence
from itertools import islice
from typing import Protocol
from zlib import crc32

from papercli.latex.plain import STOP_WORDS, plain
from papercli.model import Name
from papercli.names import OTHERS, names_of
from papercli.text import fold, split_greek

_WORDS_ALONE = 3  # of the title, where there is no author to begin with
_LONGEST = 40  # characters of one word


class Citable(Protocol):
    """What the key of a paper is made of."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def authors(self) -> tuple[str, ...]:
        """How its authors are read."""

    @property
    def names(self) -> tuple[Name, ...]:
        """The parts of their names, as far as they are known."""

    @property
    def year(self) -> int | None:
        """The year of its source."""

    @property
    def added(self) -> str:
        """When it came into the library."""


def make_citekey(title: str, names: Sequence[Name], year: int | None) -> str:
    """Return the family name, the year and the first significant word of the title, in ASCII.

    Empty when nothing of them is ASCII.

    Without an author, the first words of the title and the year.

    """
    author = _author(names)
    number = str(year) if year is not None else ""
    if author:
        return author + number + "".join(_significant_words(title, 1))
    words = _significant_words(title, _WORDS_ALONE)
    return "".join(words) + number if words else ""


def bare_key(paper: "Citable") -> str:
    """Return the citekey of a paper if no other had the same."""
    # A year that is only worked out is not part of a key: the key stays when a real one comes.
    year = None if getattr(paper, "year_from", None) == "arxiv" else paper.year
    first = slice(1) if len(paper.names) == len(paper.authors) else slice(0)
    names = names_of(paper.authors[:1], paper.names[first])
    return make_citekey(paper.title, names, year) or f"paper{paper.id}"


def _author(names: Sequence[Name]) -> str:
    if not names or (name := names[0]) is OTHERS:
        return ""
    words = [
        word
        for each in fold(name.literal or name.family or "").split()
        if (word := _ascii(each)) and word not in STOP_WORDS
    ]
    if name.literal:
        return words[0] if words else ""
    return words[-1] if words else ""


def _significant_words(title: str, most: int) -> list[str]:
    """Return the first words of a title that say something; where none does, the first words."""
    # Greek symbols have names; the letters of Greek words are as far from ASCII as those of others.
    words = plain(" ".join(split_greek(title)[::2])).split()
    telling = (
        short
        for word in words
        if word not in STOP_WORDS and len(short := _ascii(word)) > 1 and short not in STOP_WORDS
    )
    return list(islice(telling, most)) or list(islice(filter(None, map(_ascii, words)), most))


def _ascii(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word[:_LONGEST]
    return "".join(letter for letter in word if letter.isascii() and letter.isalnum())[:_LONGEST]


def number_of_key(key: str) -> int:
    """Return a number by which the index finds the papers of a key; others may have the same."""
    return crc32(key.encode())
