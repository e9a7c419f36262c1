"""Stems that one word has in several spellings, as far as a library holds them.

English in Britain and America, irregular plurals, plurals of acronyms: the stemmer gives each a
stem of its own. They are looked up for the words of a query, so that texts need not be changed.
"""

from collections.abc import Callable, Iterable
from itertools import islice

from papercli.index.schema import stem_analyzer
from papercli.patterns import late

# Longer ones are no words, and would have too many spellings.
_WORD = late(r"(?<![A-Za-z])[A-Za-z]{3,40}+(?![A-Za-z])")
_MOST_WORDS = 500  # of a pasted text that are looked up
_NO_NOUNS = frozenset({"new", "plu", "thu"})  # beside news, plus, thus
_GREEK = frozenset({"epsilon", "kappa", "phi", "pi", "rho", "sigma", "theta"})


class Families:
    """The families of stems that queries have asked for."""

    def __init__(self, frequency: Callable[[str], int]) -> None:
        self._frequency = frequency
        self._asked: set[str] = set()
        self._members: dict[str, tuple[str, ...]] = {}  # the first stem of each -> all
        self._first: dict[str, str] = {}  # each other stem -> the first

    def learn(self, text: str) -> None:
        """Look up how else the words of a query are spelt in the library."""
        for found in islice(_WORD.finditer(text), _MOST_WORDS):
            if (word := found[0]) not in self._asked:
                self._asked.add(word)
                self._add(stem for each in _forms(word) for stem in stem_analyzer().analyze(each))

    def _add(self, stems: Iterable[str]) -> None:
        first, *others = dict.fromkeys(stems)
        first = self._first.get(first, first)
        known = self._members.get(first, (first,))
        found = [
            stem
            for stem in others
            if stem not in self._members and stem not in self._first and self._frequency(stem)
        ]
        if new := [stem for stem in dict.fromkeys(found) if stem not in known]:
            self._members[first] = (*known, *new)
            self._first |= dict.fromkeys(new, first)

    def first(self, stems: list[str]) -> list[str]:
        """Return stems with each family's first in place of the others."""
        return [self._first.get(stem, stem) for stem in stems] if self._first else stems

    def members(self, stem: str) -> tuple[str, ...]:
        """Return the stems of the family of which this is the first: itself alone, or more."""
        return self._members.get(stem, (stem,))


def _forms(word: str) -> list[str]:
    """Return the spellings of a word, it first."""
    from papercli.index.spelling import spellings  # only queries need its rules

    word = word.lower()
    analyze = stem_analyzer().analyze
    # The singular of a regular plural may have an irregular one: indexes, indices.
    ones = [
        word,
        *(
            one
            for end in ("s", "es")
            if (one := word.removesuffix(end)) and analyze(one) == analyze(word)
        ),
    ]
    forms = [word, *(each for one in dict.fromkeys(ones) for each in spellings(one))]
    # Most acronyms lack the vowel by which the stemmer knows a plural. Two letters are too few: GPS
    # is no plural of GP.
    one = word[:-1] if word.endswith("s") and len(word) > len("LLM") else word
    if one[-1] != "s" and one not in _NO_NOUNS and analyze(f"{one}s") == [f"{one}s"]:
        forms += [one, f"{one}s"]
    if word in _GREEK:
        forms.append(f"var{word}")  # as LaTeX calls a letter's other form
    return forms
