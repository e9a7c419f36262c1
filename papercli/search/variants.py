"""How else a word may be written in a library: as one or apart, as a kind of itself, as a name without its umlaut."""

from collections.abc import Iterator

from papercli.index import Index
from papercli.index import Query as Matcher
from papercli.index.forms import as_stems, spelt_out
from papercli.patterns import late
from papercli.search.dictionary import is_english
from papercli.text import fold

_CAMEL = late(r"(?<=[a-z])(?=[A-Z])")
_NUMBERED = late(r"(?<=[A-Za-z])(?=\d)")  # GPT4: the joint of GPT-4
_MIXED = late(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")  # H2O, as in H$_2$O
# Prefixes that name a kind of the thing: who asks for `equivariant` also means `subequivariant`.
# None of them negates.
_KINDS = (
    "auto",
    "bi",
    "co",
    "hyper",
    "inter",
    "intra",
    "macro",
    "meta",
    "micro",
    "multi",
    "neuro",
    "poly",
    "pseudo",
    "quasi",
    "self",
    "semi",
    "sub",
    "super",
    "trans",
    "tri",
    "ultra",
)
_SHORTEST_OF_KINDS = 6  # letters; shorter words are parts of too many others
_VOWEL = late("[aou](?!e)")
_UMLAUT = late("[aou]e")
_LONGEST_NAME = 40  # letters


def parted(index: Index, text: str) -> Iterator[list[str]]:
    """Yield the stems of a word's parts, where capitals or numbers inside it are taken as joints."""
    for joint in (_CAMEL, _NUMBERED, _MIXED):
        if len(parts := index.stems(joint.sub(" ", as_stems(text)))) > 1:
            yield parts


def kinds(index: Index, text: str) -> list[str]:
    """Return the stems of words in the library that name a kind of what a word names.

    A word that a dictionary has is one of its own: `coefficient` is no kind of `efficient`.
    """
    word = fold(text)
    if len(word) < _SHORTEST_OF_KINDS or not (word.isascii() and word.isalpha()):
        return []
    stem = index.stems(word)[0]
    return [
        prefix + stem
        for prefix in _KINDS
        if index.frequency("words", prefix + word)
        and index.stems(prefix + word) == [prefix + stem]
        and not is_english(prefix + word)
    ]


def namesakes(index: Index, text: str) -> list[str]:
    """Return the names of authors that a name is also written as: Müller, Muller, Mueller."""
    if spelt := spelt_out(text):
        return index.words(spelt)
    name = fold(text)
    if len(name) > _LONGEST_NAME:
        return []
    may_be = [f"{name[: at.end()]}e{name[at.end() :]}" for at in _VOWEL.finditer(name)]
    may_be += [name[: at.end() - 1] + name[at.end() :] for at in _UMLAUT.finditer(name)]
    return [each for each in may_be if index.frequency("author", each)]


def joined(index: Index, first: str, second: str) -> tuple[str, Matcher] | None:
    """Return two neighbouring words as one and what matches it, if the library writes them so: `auto encoder`."""
    word = fold(first + second)
    if not (first.isalnum() and second.isalnum() and word.isascii()):
        return None
    if not any(index.frequency(field, word) for field in ("words", "joined")):
        return None
    stem = index.stems(word)[0]
    chunk = index.unscored(index.any_term("joined", [word, stem]))
    return word, index.any_of([index.term("text", stem), chunk])
