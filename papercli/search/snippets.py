"""Where in a text the words of a query stand, and the sentence that holds most of them."""

import re
from collections.abc import Set as AbstractSet

from papercli.index import Index

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")


def find_matches(index: Index, text: str, stems: AbstractSet[str]) -> list[tuple[int, int]]:
    """Return start and end of each word of `text` whose stem is among `stems`."""
    if not stems or not text:
        return []
    tokens = list(_TOKEN.finditer(text))
    found = index.stems(text)
    if len(found) != len(tokens):  # signs that the two split differently
        found = [" ".join(index.stems(token[0])) for token in tokens]
    return [token.span() for token, stem in zip(tokens, found, strict=True) if stem in stems]


def best_sentence(index: Index, text: str, stems: AbstractSet[str]) -> str:
    """Return the sentence of `text` with most of the stems, the earliest of equals.

    The first when it has none.
    """
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1 or not stems:
        return sentences[0]
    held = [len(stems & set(index.stems(sentence))) for sentence in sentences]
    return sentences[held.index(max(held))]
