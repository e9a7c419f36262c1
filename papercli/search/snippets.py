"""Where in a text the words of a query stand, and the sentence that holds most of them."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from papercli.index import Index
from papercli.index.forms import is_unspaced
from papercli.patterns import late

_TOKEN = late(r"[^\W_]+")
_PART = late(r"[A-Za-z0-9]+|[^A-Za-z0-9]+")
_SENTENCE_END = late(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")


def find_matches(index: Index, text: str, stems: AbstractSet[str]) -> list[tuple[int, int]]:
    """Return start and end of each word of `text` whose stem is among `stems`."""
    if not stems or not text:
        return []
    tokens = list(_TOKEN.finditer(text))
    found = index.stems(text)
    if len(found) == len(tokens):
        return [token.span() for token, stem in zip(tokens, found, strict=True) if stem in stems]
    spans: list[tuple[int, int]] = []  # the two split differently, so each is looked at by itself
    for token in tokens:
        for start, end in _pieces(token):
            held = index.stems(text[start:end])
            if not held or not stems >= {*held}:
                continue
            if spans and start < spans[-1][1]:
                spans[-1] = spans[-1][0], end
            else:
                spans.append((start, end))
    return spans


def _pieces(token: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where a word stands, or its pairs of characters where its script has no blanks."""
    if not is_unspaced(token[0]):
        yield token.span()
        return
    for part in _PART.finditer(token.string, *token.span()):
        if is_unspaced(part[0]):
            size = min(2, len(part[0]))
            yield from ((at, at + size) for at in range(part.start(), part.end() - size + 1))
        else:
            yield part.span()


def best_sentence(index: Index, text: str, stems: AbstractSet[str]) -> str:
    """Return the sentence of `text` with most of the stems, the earliest of equals.

    The first when it has none.
    """
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1 or not stems:
        return sentences[0]
    held = [len(stems & set(index.stems(sentence))) for sentence in sentences]
    return sentences[held.index(max(held))]
