"""Citekeys: `vaswani2017attention`, unique in a library.

A key depends on nothing but the paper and those added before it that would have the same: it is the
same in every export, whatever else is exported, and a paper that comes in later never takes a key
that is in use.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import count, islice
from string import ascii_lowercase
from typing import TYPE_CHECKING

from papercli.dedupe.normalise import STOP_WORDS, plain
from papercli.library import Library
from papercli.model import Name, Paper
from papercli.names import OTHERS, names_of
from papercli.patterns import late
from papercli.text import fold, number_of, split_greek

if TYPE_CHECKING:
    from papercli.store.papers import Keyed

_WORDS_ALONE = 3  # of the title, where there is no author to begin with
_LONGEST = 40  # characters of one word
_BIBLIOGRAPHIES = frozenset({"bibtex", "csl-json", "yaml"})  # whose keys people cite by
_IS_KEY = late(r"""[^\s,{}#%~\\"'()=]{1,200}""")  # what BibTeX and biber take for one


class LibraryCitekeys:
    """The citekeys of a library's papers. The library is read when the first is asked for.

    With `keep`, a paper that a bibliography cites by a key of its own keeps that.
    """

    def __init__(self, library: Library, *, keep: bool = False) -> None:
        self._library = library
        self._keep = keep
        self._kept: dict[str, str] = {}  # keys that were given -> ids of their papers
        self._passed: dict[str, list[str]] = {}  # key that was given -> others that a paper has

    def __call__(self, paper: Paper) -> str:
        """Return the citekey of one paper."""
        own = self._keys.get(paper.id) or _bare_key(paper)  # of one that was just removed
        cited = _keys_in_dumps(paper) if self._keep else []
        given = [*cited, own, f"{own}-{paper.id}"] if self._keep else [own]
        key = next(each for each in given if self._kept.setdefault(each, paper.id) == paper.id)
        if others := [each for each in cited if each != key]:
            self._passed[key] = others
        return key

    @property
    def remark(self) -> str | None:
        """What a reader is to know whose documents cite a paper by several keys."""
        if not self._passed:
            return None
        key, others = next(iter(self._passed.items()))
        papers = number_of(len(self._passed), "paper")
        verb = "has" if len(self._passed) == 1 else "have"
        return f"{papers} {verb} several keys; of `{'`, `'.join([key, *others])}` the first is kept"

    @cached_property
    def _keys(self) -> dict[str, str]:
        from papercli.store.papers import read_keyed

        return assign_citekeys(read_keyed(self._library.store.changes()))


def _keys_in_dumps(paper: Paper) -> list[str]:
    """Return the keys by which bibliographies cite a paper, the latest first."""
    keys = [
        source.key
        for source in reversed(paper.sources)
        if source.key and source.format in _BIBLIOGRAPHIES and _IS_KEY.fullmatch(source.key)
    ]
    return list(dict.fromkeys(keys))


def assign_citekeys(papers: Iterable["Paper | Keyed"]) -> dict[str, str]:
    """Return the citekey of each paper by its id.

    Of papers that share one, the first added keeps it bare and the others get a, b, c in the order
    in which they were added.
    """
    same: dict[str, list[tuple[str, str]]] = {}
    for paper in papers:
        same.setdefault(_bare_key(paper), []).append((paper.added, paper.id))
    keys: dict[str, str] = {}
    for bare, namesakes in same.items():
        letters = count()
        for number, (_, identifier) in enumerate(sorted(namesakes)):
            key = bare
            # `deep` with an `a` must not become another paper's `deepa`.
            while number and (key == bare or key in same):
                key = bare + _letters(next(letters))
            keys[identifier] = key
    return keys


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


def _bare_key(paper: "Paper | Keyed") -> str:
    # A year that is only worked out is not part of a key: the key stays when a real one comes.
    year = None if getattr(paper, "year_from", None) == "arxiv" else paper.year
    return (
        make_citekey(paper.title, names_of(paper.authors, paper.names), year) or f"paper{paper.id}"
    )


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


def _letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters
