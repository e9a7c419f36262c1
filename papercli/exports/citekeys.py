"""Citekeys: `vaswani2017attention`, unique in a library.

A key depends on nothing but the paper and those added before it that would have the same: it is the same in every export,
whatever else is exported, and a paper that comes in later never takes a key that is in use.
"""

from collections.abc import Iterable
from itertools import count
from string import ascii_lowercase
from typing import Protocol

from papercli.dedupe.plain import STOP_WORDS, plain
from papercli.exports.names import OTHERS, split_name
from papercli.text import fold

_WORDS_ALONE = 3  # of the title, where there is no author to begin with
_LONGEST = 40  # characters of one word


class Keyed(Protocol):
    """What a citekey is made of."""

    id: str
    title: str
    authors: list[str]
    year: int | None
    added: str


def assign_citekeys(papers: Iterable[Keyed]) -> dict[str, str]:
    """Return the citekey of each paper by its id.

    Of papers that share one, the first added keeps it bare and the others get a, b, c in the order in which they were added.
    """
    same: dict[str, list[tuple[str, str]]] = {}
    for paper in papers:
        same.setdefault(make_citekey(paper.title, paper.authors, paper.year) or f"paper{paper.id}", []).append((paper.added, paper.id))
    keys: dict[str, str] = {}
    for bare, namesakes in same.items():
        letters = count()
        for number, (_, identifier) in enumerate(sorted(namesakes)):
            key = bare
            while number and (key == bare or key in same):  # `deep` with an `a` must not become another paper's `deepa`
                key = bare + _letters(next(letters))
            keys[identifier] = key
    return keys


def make_citekey(title: str, authors: list[str], year: int | None) -> str:
    """Return the family name, the year and the first significant word of the title, in ASCII; empty when nothing of them is ASCII.

    Without an author, the first words of the title and the year.
    """
    author = _author(authors)
    words = _significant_words(title)
    number = str(year) if year is not None else ""
    if author:
        return author + number + "".join(words[:1])
    return "".join(words[:_WORDS_ALONE]) + number if words else ""


def _author(authors: list[str]) -> str:
    if not authors or (name := split_name(authors[0])) is OTHERS:
        return ""
    words = [word for each in fold(name.family).split() if (word := _ascii(each)) and word not in STOP_WORDS]
    if name.whole:
        return words[0] if words else ""
    return words[-1] if words else ""


def _significant_words(title: str) -> list[str]:
    words = [ascii_word for word in plain(title).split() if (ascii_word := _ascii(word))]
    return [word for word in words if word not in STOP_WORDS and len(word) > 1] or words


def _ascii(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word[:_LONGEST]
    return "".join(letter for letter in word if letter.isascii() and letter.isalnum())[:_LONGEST]


def _letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters
