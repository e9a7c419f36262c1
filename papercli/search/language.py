"""The query language: from what a reader types or pastes to a tree of a few closed kinds of node.

No text is an error.

The nodes are named tuples, not dataclasses, because making seven dataclasses costs 2 ms at every
start. Tell them apart by their type: an And equals an Or of the same parts.
"""

import re
from typing import NamedTuple, cast

from papercli.index.forms import is_unspaced
from papercli.patterns import late
from papercli.search.nodes import (
    NOTHING,
    And,
    Not,
    Or,
    Phrase,
    Query,
    TextField,
    Word,
)
from papercli.search.operators import note_foreign, note_lower_case
from papercli.search.tokens import FIELDS, TEXT_FIELDS, Note, Token, read_tokens
from papercli.search.values import OPERATORS, note_values, read_pasted_id, read_value
from papercli.text import clean

_QUOTES = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    }
)
_LONGEST = 100_000  # characters of a query that are looked at
_LONG = 100  # words of a text,
_RARE = (
    1 / 30
)  # of which so few are operators that they are words of it, as in a page that was pasted
_SHOUTED = 5  # words of capitals; more are a sentence, in which OR and NOT are words,
_SPARSE = 1 / 3  # if no larger share of them are OR and NOT: acronyms are joined more often


class Reading(NamedTuple):
    """How a text is read: what it asks for, and what may have been meant otherwise."""

    tree: Query
    notes: tuple[Note, ...]


def parse(text: str) -> Query:
    """Return what `text` asks for.

    Every text asks for something sensible; one without a word or sign asks for nothing.
    """
    return read_query(text).tree


# As PubMed and reference lists write it: "PMID: 2231712".
_PMID = late(r"\bpmid\s?:?\s(\d{4,9})\b", re.IGNORECASE)


def read_query(text: str) -> Reading:
    """Return what `text` asks for, with notes on what was not understood."""
    text = _PMID.sub(r"pmid:\1", clean(text[:_LONGEST]).translate(_QUOTES))
    tokens, notes = read_tokens(text)
    as_words = _has_words_like_operators(text)
    if not as_words:
        notes += note_lower_case(tokens) + note_foreign(tokens)
    tree = _Parser(tokens, operators=not as_words).parse()
    return Reading(tree, (*dict.fromkeys(notes + note_values(tokens)),))


def _has_words_like_operators(text: str) -> bool:
    """Say whether a text is a sentence in capitals, or a page, and not words joined by operators."""
    words = text.split()
    operators = sum(word.strip("()") in OPERATORS for word in words)
    if len(words) > _LONG and operators <= _RARE * len(words):
        return True
    return text.isupper() and len(words) > _SHOUTED and operators <= _SPARSE * len(words)


class _Parser:
    """Recursive descent over the tokens.

    Operators without operands are words, and stray parentheses are passed over.
    """

    def __init__(self, tokens: list[Token], *, operators: bool) -> None:
        self._tokens = tokens
        self._operators = operators
        self._at = 0

    def parse(self) -> Query:
        parts: list[Query] = []
        while self._at < len(self._tokens):
            if self._peek(")"):
                self._at += 1
                continue
            parts.append(self._or(""))
        return _all_of(parts)

    def _peek(self, kind: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind == kind

    def _operator(self, word: str) -> bool:
        """Say whether the next token is that operator, with something after it to apply to."""
        here = self._operators and self._at < len(self._tokens) and self._tokens[self._at]
        if not here or here.kind != "word" or here.text != word or here.field:
            return False
        return self._at + 1 < len(self._tokens) and self._tokens[self._at + 1].kind != ")"

    def _or(self, field: str) -> Query:
        parts = [self._and(field)]
        while self._operator("OR"):
            self._at += 1
            parts.append(self._and(field))
        parts = [part for part in parts if part is not NOTHING]
        return parts[0] if len(parts) == 1 else Or(tuple(parts)) if parts else NOTHING

    def _and(self, field: str) -> Query:
        parts: list[Query] = []
        is_explicit = False
        while self._at < len(self._tokens) and not self._peek(")"):
            if parts and self._operator("OR"):
                break
            if parts and self._operator("AND"):
                self._at += 1
                is_explicit = True
                continue
            parts.append(self._unary(field))
        return _all_of(parts, is_explicit=is_explicit)

    def _unary(self, field: str) -> Query:
        negated = False
        while self._operator("NOT") or self._peek("-"):
            self._at += 1
            negated = not negated
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "(":
            inner = self._or(token.field or field)
            if self._peek(")"):
                self._at += 1
        else:
            inner = _leaf(token, field)
        return Not(inner) if negated and inner is not NOTHING else inner


def _leaf(token: Token, group_field: str) -> Query:
    """Return the node for one word or phrase; a value that does not suit its field is text."""
    field = FIELDS.get(token.field or group_field)
    if field is None or field in TEXT_FIELDS:
        return _text(token, cast("TextField | None", field))
    return read_value(field, token.text) or _text(token, None)


def _text(token: Token, field: TextField | None) -> Query:
    text = token.text
    if token.kind == "phrase":
        return Phrase(text, field) if text.strip() else NOTHING
    if field is None and (pasted := read_pasted_id(text)):
        return pasted
    if len(text) > len("**") and text[0] == text[-1] == "*" and (inner := text.strip("*")):
        return Word(inner, field)  # emphasis, as in pasted Markdown
    stem = text.rstrip("*")
    if stem != text and stem and stem[-1].isalnum() and (len(stem) > 1 or is_unspaced(stem)):
        return Word(stem, field, prefix=True)
    return Word(text, field)


def _all_of(parts: list[Query], *, is_explicit: bool = False) -> Query:
    """Return what all parts match; what stands in parentheses for no reason joins the rest."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
        is_explicit = is_explicit or (isinstance(part, And) and part.is_explicit)
    return flat[0] if len(flat) == 1 else And(tuple(flat), is_explicit) if flat else NOTHING
