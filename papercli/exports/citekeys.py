"""Citekeys: `vaswani2017attention`, unique in a library.

A key depends on nothing but the paper and those added before it that would have the same: it is the
same in every export, whatever else is exported, and a paper that comes in later never takes a key
that is in use.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import count
from string import ascii_lowercase

from papercli.index.citekeys import Citable, bare_key, number_of_key
from papercli.library import Library
from papercli.model import Paper
from papercli.patterns import late
from papercli.text import number_of

_FEW = 30  # papers whose namesakes the index finds one by one; for more the library is read
_BIBLIOGRAPHIES = frozenset({"bibtex", "csl-json", "yaml"})  # whose keys people cite by
_IS_KEY = late(r"""[^\s,{}#%~\\"'()=]{1,200}""")  # what BibTeX and biber take for one


class LibraryCitekeys:
    """The citekeys of a library's papers. The library is read only where many are asked for.

    With `keep`, a paper that a bibliography cites by a key of its own keeps that.
    """

    def __init__(self, library: Library, *, keep: bool = False) -> None:
        self._library = library
        self._keep = keep
        self._asked = 0
        self._kept: dict[str, str] = {}  # keys that were given -> ids of their papers
        self._passed: dict[str, list[str]] = {}  # key that was given -> others that a paper has

    def __call__(self, paper: Paper) -> str:
        """Return the citekey of one paper."""
        own = self._own(paper)
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

    def _own(self, paper: Paper) -> str:
        self._asked += 1
        bare = bare_key(paper)
        keys = self._keys_alike(bare) if self._asked <= _FEW else self._keys
        return keys.get(paper.id) or bare  # of one that was just removed

    def _keys_alike(self, bare: str) -> dict[str, str]:
        """Return the keys of the papers that would have the same, by their ids."""
        return _assign(bare, self._holders(bare), lambda key: bool(self._holders(key)))

    def _holders(self, bare: str) -> list[tuple[str, str]]:
        index, number = self._library.index, number_of_key(bare)
        papers = self._library.papers_at(index.all(index.between("cite", number, number)))
        return [(paper.added, paper.id) for paper in papers if bare_key(paper) == bare]

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


def assign_citekeys(papers: Iterable[Citable]) -> dict[str, str]:
    """Return the citekey of each paper by its id.

    Of papers that share one, the first added keeps it bare and the others get a, b, c in the order
    in which they were added.
    """
    same: dict[str, list[tuple[str, str]]] = {}
    for paper in papers:
        same.setdefault(bare_key(paper), []).append((paper.added, paper.id))
    keys: dict[str, str] = {}
    for bare, namesakes in same.items():
        keys |= _assign(bare, namesakes, same.__contains__)
    return keys


def _assign(
    bare: str, namesakes: Iterable[tuple[str, str]], is_taken: Callable[[str], bool]
) -> dict[str, str]:
    """Return the keys of papers that share one, each given as when it was added and its id."""
    letters = count()
    keys: dict[str, str] = {}
    for number, (_, identifier) in enumerate(sorted(namesakes)):
        key = bare
        # `deep` with an `a` must not become another paper's `deepa`.
        while number and (key == bare or is_taken(key)):
            key = bare + _letters(next(letters))
        keys[identifier] = key
    return keys


def _letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters
