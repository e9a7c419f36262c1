"""A query in pieces: words, phrases, brackets and the dashes that mean NOT, and what is odd about them."""

import re
from typing import Literal, NamedTuple

from papercli.patterns import late
from papercli.search.nodes import CountField, NameField, TextField

FIELDS: dict[str, TextField | NameField | CountField | Literal["year", "added"]] = {
    "title": "title",
    "abstract": "abstract",
    "author": "author",
    "authors": "author",
    "venue": "venue",
    "journal": "venue",
    "year": "year",
    "id": "id",
    "arxiv": "arxiv",
    "doi": "doi",
    "cites": "cites",
    "cited-by": "cited-by",
    "citations": "citations",
    "votes": "votes",
    "tag": "tag",
    "tags": "tag",
    "keyword": "keyword",
    "keywords": "keyword",
    "note": "note",
    "notes": "note",
    "added": "added",
    "has": "has",
    "source": "source",
    "is": "is",
    "status": "is",
}
TEXT_FIELDS = frozenset({"title", "abstract", "author", "venue", "keyword", "note"})
_FIELD = late(r"([A-Za-z]+(?:-by)?):", re.ASCII)
# A token: blanks, a quoted phrase, or a run of anything else; a quote inside a word is part of it.
_TOKEN = late(r'"([^"]*)"|(\S+)')
_BLANK = late(r"\s*")
# A dash that means NOT; an en dash before a word is a mark of the sentence.
_NOT = late(r'(?:^|(?<=[\s(]))(?:[-\N{MINUS SIGN}](?=[^\W\d_]|["(])|–(?=["(]|[A-Za-z]+:))')
_NO_VALUE = late(r'""|\(\s*\)|\s*(?:\)|$)')
_DEEPEST = 50  # parentheses that may nest; more are text


class Note(NamedTuple):
    """Something in a query that does not mean what it may have been meant for."""

    text: str
    in_prose: bool  # whether it is worth saying of pasted prose, which has brackets and colons


class Token(NamedTuple):
    """A piece of a query."""

    kind: Literal["word", "phrase", "(", ")", "-"]
    text: str = ""
    field: str = ""  # the name before a colon, if it is one of ours


def read_tokens(text: str) -> tuple[list[Token], list[Note]]:
    """Return the tokens of a text, and what is odd about it."""
    tokens: list[Token] = []
    notes: list[Note] = []
    at = depth = 0
    while at < len(text):
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches anywhere
        dash = _NOT.match(text, at)
        start = dash.end() if dash else at
        field = ""
        named = _FIELD.match(text, start)
        if named and named[1].lower() in FIELDS:
            field, start = named[1].lower(), named.end()
            notes += _without_value(named[1], text, start)
            if start == len(text) or text[start] in " )":
                at = start
                continue  # "Title: …" in pasted text: the label says nothing
        elif dash and dash[0] == "–" and text[start] not in '"(':
            dash, start = None, at
        token = _TOKEN.match(text, start)
        if token is None:
            break
        found = [Token("phrase", token[1] or "", field)]
        at = token.end()
        if token[1] is None and text[start] == "(" and depth < _DEEPEST:
            at, depth = start + 1, depth + 1
            found = [Token("(", field=field)]
        elif token[1] is None:
            notes += _unclosed_quote(token[2])
            found, depth = _split_word(token[2], field, depth)
        if dash and found and found[0].kind != ")":
            tokens.append(Token("-"))
        tokens += found
    return tokens, notes + _unpaired(tokens, depth)


def _split_word(word: str, field: str, depth: int) -> tuple[list[Token], int]:
    """Return a word and the groups that close after it, and how many groups are open then."""
    closing = 0
    while word.endswith(")") and word.count(")") > word.count("(") and closing < depth:
        word, closing = word[:-1], closing + 1
    word = word.strip('"')
    found = [Token("word", word, field)] if word else []
    return [*found, *[Token(")")] * closing], depth - closing


def _without_value(name: str, text: str, at: int) -> list[Note]:
    """Note a field without a value; a capitalised one may be the label of a pasted text."""
    if _NO_VALUE.match(text, at):
        return [Note(f"'{name}:' has no value, so it was ignored", in_prose=True)]
    if text[at] == " " and name.islower():
        return [Note(f"'{name}:' was ignored; write its value directly after the colon", True)]  # noqa: FBT003 - named above
    return []


def _unclosed_quote(word: str) -> list[Note]:
    if word[0] != '"' or not word.strip('"'):
        return []
    return [Note(f"no closing quotation mark after {word}; its words were searched for", False)]  # noqa: FBT003 - named above


def _unpaired(tokens: list[Token], depth: int) -> list[Note]:
    if depth:
        return [Note("a bracket is not closed; the query was read as if it were", in_prose=False)]
    text = "".join(token.text for token in tokens if token.kind == "word")
    if sum(map(text.count, ")]")) > sum(map(text.count, "([")):
        return [Note("a closing bracket without an opening one was read as text", in_prose=False)]
    return []
