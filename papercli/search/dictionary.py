"""English words, as a dictionary has them: the list of 82,765 words that symspellpy ships.

It was made from SCOWL and counted in Google's books; here the words alone are of use.
"""

from functools import cache
from pathlib import Path

_LIST = "frequency_dictionary_en_82_765.txt"
_PREFIXES = (
    *("anti", "auto", "bi", "co", "counter", "de", "dis", "hyper", "inter", "intra", "macro", "meta", "micro", "mid"),
    *("mis", "multi", "nano", "neuro", "non", "out", "over", "poly", "post", "pre", "pseudo", "quasi", "re", "self"),
    *("semi", "sub", "super", "tri", "ultra", "un", "under"),
)  # fmt: skip
_SHORTEST = 4  # letters of a word that a prefix or an ending is put to
# An ending, and what a dictionary has in its place.
_ENDINGS = (
    *(("s", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", "")),
    *(("er", "e"), ("ers", ""), ("ers", "e"), ("ness", ""), ("less", ""), ("like", ""), ("wise", ""), ("able", "")),
    *(("able", "e"), ("ability", "able"), ("ity", ""), ("ity", "e"), ("al", ""), ("ally", "al"), ("ism", ""), ("ist", "")),
    *(("ization", "ize"), ("isation", "ize"), ("ise", "ize"), ("ised", "ize"), ("ising", "ize"), ("ically", "ical")),
)  # fmt: skip


def is_english(word: str) -> bool:
    """Say whether a dictionary of English has a lower-case word as it stands."""
    return f"\n{word} ".encode() in _words()


def looks_english(word: str) -> bool:
    """Say whether a lower-case word is in a dictionary, or follows from one that is: `nonlocality`."""
    if is_english(word) or _has_ending(word):
        return True
    rests = [word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)]
    return any(len(rest) >= _SHORTEST and (is_english(rest) or _has_ending(rest)) for rest in rests)


def _has_ending(word: str) -> bool:
    return any(
        word.endswith(ending)
        and len(word) - len(ending) >= _SHORTEST
        and not (put == "" and ending[0] == word[-len(ending) - 1])  # `algorithmss`, `suiteed`
        and is_english(word.removesuffix(ending) + put)
        for ending, put in _ENDINGS
    )


@cache
def _words() -> bytes:
    """Return the list, a word and its count a line. The package itself is not imported."""
    from importlib.util import find_spec  # most searches need no dictionary

    found = find_spec("symspellpy")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("symspellpy")
    path = Path(found.submodule_search_locations[0], _LIST)
    return b"\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
