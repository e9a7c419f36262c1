"""Where in a text the words of a query stand, and the sentence that holds most of them."""

import re
from collections.abc import Set as AbstractSet

from papercli.index import Index
from papercli.index.forms import is_unspaced

_TOKEN = re.compile(r"[^\W_]+")
_PART = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")


def find_matches(index: Index, text: str, stems: AbstractSet[str]) -> list[tuple[int, int]]:
    """Return start and end of each word of `text` whose stem is among `stems`."""
    if not stems or not text:
        return []
    tokens = list(_TOKEN.finditer(text))
    found = index.stems(text)
    if len(found) == len(tokens):
        return [token.span() for token, stem in zip(tokens, found, strict=True) if stem in stems]
    spans: list[tuple[int, int]] = []
    for token in tokens:  # signs that the two split differently
        spans += _spans_within(index, token, stems)
    return spans


def _spans_within(
    index: Index, token: re.Match[str], stems: AbstractSet[str]
) -> list[tuple[int, int]]:
    """Return the token, or the parts of it that are found where a script has no blanks."""
    if not is_unspaced(token[0]):
        found = index.stems(token[0])
        return [token.span()] if found and stems >= {*found} else []
    spans: list[tuple[int, int]] = []
    for part in _PART.finditer(token[0]):
        start, end = (token.start() + at for at in part.span())
        if is_unspaced(part[0]):
            pairs = [(at, at + 2) for at in range(start, max(start + 1, end - 1))]
        else:
            pairs = [(start, end)]
        for first, last in pairs:
            text = token.string[first : min(last, end)]
            if not (found := index.stems(text)) or not stems >= {*found}:
                continue
            if spans and spans[-1][1] >= first and is_unspaced(text):
                spans[-1] = (spans[-1][0], min(last, end))
            else:
                spans.append((first, min(last, end)))
    return spans


def best_sentence(index: Index, text: str, stems: AbstractSet[str]) -> str:
    """Return the sentence of `text` with most of the stems, the earliest of equals.

    The first when it has none.
    """
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1 or not stems:
        return sentences[0]
    held = [len(stems & set(index.stems(sentence))) for sentence in sentences]
    return sentences[held.index(max(held))]
