"""The query language: from what a reader types or pastes to a tree of a few closed kinds of node.

No text is an error.

The nodes are named tuples, not dataclasses, because making seven dataclasses costs 2 ms at every
start. Tell them apart by their type: an And equals an Or of the same parts.
"""

import re
from typing import Literal, NamedTuple

from papercli.identifiers import is_start_of_id, normalise_arxiv, normalise_doi, normalise_id
from papercli.search.nodes import (
    NOTHING,
    And,
    CountField,
    Name,
    NameField,
    Not,
    Or,
    Phrase,
    Query,
    TextField,
    Word,
)
from papercli.search.ranges import read_count, read_years
from papercli.text import clean

STATES = ("unread", "reading", "read", "starred")
_FIELDS: dict[str, TextField | NameField | CountField | Literal["year"]] = {
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
    "source": "source",
    "is": "is",
}
_FIELD = re.compile(r"([A-Za-z]+(?:-by)?):", re.ASCII)
_ASKED = re.compile(r"(?:^|(?<=[\s(]))([A-Za-z]+(?:-by)?):([^\s()\"]+)", re.ASCII)
_QUOTES = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    }
)
# A token: blanks, a quoted phrase, or a run of anything else; a quote inside a word is part of it.
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_BLANK = re.compile(r"\s*")
_PAPER_ID = re.compile(r"(?=[a-f]*\d)[0-9a-f]{8,}")
_LONGEST = 100_000  # characters of a query that are looked at
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_SHOUTED = 5  # words of capitals; more are a sentence, in which OR and NOT are words,
_SPARSE = 1 / 3  # if no larger share of them are OR and NOT: acronyms are joined more often
_DEEPEST = 50  # parentheses that may nest; more are text


def parse(text: str) -> Query:
    """Return what `text` asks for.

    Every text asks for something sensible; one without a word or sign asks for nothing.
    """
    text = clean(text[:_LONGEST]).translate(_QUOTES)
    return _Parser(_tokens(text), operators=not _is_shouted(text)).parse()


def _is_shouted(text: str) -> bool:
    """Say whether a text is a sentence in capitals, and not acronyms joined by operators."""
    words = text.split() if text.isupper() else []
    operators = sum(word.strip("()") in _OPERATORS for word in words)
    return len(words) > _SHOUTED and operators <= _SPARSE * len(words)


class _Token(NamedTuple):
    kind: Literal["word", "phrase", "(", ")"]
    text: str = ""
    field: str = ""  # the name before a colon, if it is one of ours


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = depth = 0
    while found := _BLANK.match(text, at):
        at = found.end()
        if at == len(text):
            break
        field = ""
        named = _FIELD.match(text, at)
        if named and named[1].lower() in _FIELDS:
            field = named[1].lower()
            at = named.end()
            if at == len(text) or text[at].isspace():
                continue  # "Title: …" in pasted text: the label says nothing
        if text[at] == "(" and depth < _DEEPEST:
            tokens.append(_Token("(", field=field))
            at, depth = at + 1, depth + 1
            continue
        token = _TOKEN.match(text, at)
        if token is None:
            break
        at = token.end()
        if token[1] is not None:
            tokens.append(_Token("phrase", token[1], field))
            continue
        word = token[2]
        closing = 0
        while word.endswith(")") and word.count(")") > word.count("(") and closing < depth:
            word, closing = word[:-1], closing + 1
        if word:
            tokens.append(_Token("word", word.strip('"'), field))
        tokens += [_Token(")")] * closing
        depth -= closing
    return [token for token in tokens if token.kind != "word" or token.text]


class _Parser:
    """Recursive descent over the tokens.

    Operators without operands are words, and stray parentheses are passed over.
    """

    def __init__(self, tokens: list[_Token], *, operators: bool) -> None:
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
        while self._at < len(self._tokens) and not self._peek(")"):
            if parts and self._operator("OR"):
                break
            if parts and self._operator("AND"):
                self._at += 1
                continue
            parts.append(self._unary(field))
        return _all_of(parts)

    def _unary(self, field: str) -> Query:
        negated = False
        while self._operator("NOT"):
            self._at += 1
            negated = not negated
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "(":
            inner = self._or(token.field or field)
            if self._peek(")"):
                self._at += 1
        elif (
            token.kind == "word"
            and not negated
            and not token.field
            and len(token.text) > 1
            and token.text[0] == "-"
            and token.text[1].isalpha()
        ):
            inner, negated = _leaf(_Token("word", token.text[1:]), field), True
        else:
            inner = _leaf(token, field)
        return Not(inner) if negated and inner is not NOTHING else inner


def is_pasted_id(query: Query) -> bool:
    """Say whether a part of a query is an arXiv id or a DOI, as texts cite them, or the id that a bare word looks like."""
    if isinstance(query, Or):
        return isinstance(query.parts[0], Name) and isinstance(query.parts[-1], Phrase)
    return isinstance(query, Name) and query.field in {"arxiv", "doi"}


def explain_misuse(text: str) -> str | None:
    """Return what is wrong with the first field of a query that found nothing, if its name or value is none."""
    for name, value in _ASKED.findall(clean(text[:_LONGEST]).translate(_QUOTES)):
        field = name.lower()
        if field == "is" and value.lower() not in STATES:
            return f"is: takes {', '.join(STATES[:-1])} or {STATES[-1]}; searched for '{name}:{value}' as text"
        if field == "year" and read_years(value) is None:
            return f"year: takes 2017, 2015..2020 or >=2017; searched for '{name}:{value}' as text"
        if field in {"citations", "votes"} and read_count(field, value) is None:
            return f"{field}: takes 12, 5..20 or >=100; searched for '{name}:{value}' as text"
        if field in {"cites", "cited-by"} and not _is_id(value):
            return (
                f"{field}: takes an id, an arXiv id or a DOI; searched for '{name}:{value}' as text"
            )
        if field not in _FIELDS and not value.startswith("//"):
            return f"'{name}:' is not a field; searched for it as text. Fields: {', '.join(dict.fromkeys(_FIELDS.values()))}"
    return None


def _leaf(token: _Token, group_field: str) -> Query:
    """Return the node for one word or phrase; a value that does not suit its field is text."""
    field = _FIELDS.get(token.field or group_field)
    text = token.text
    match field:
        case "year":
            return read_years(text) or _text(token, None)
        case "citations" | "votes":
            return read_count(field, text) or _text(token, None)
        case "cites" | "cited-by":
            return Name(field, text) if _is_id(text) else _text(token, None)
        case "is":
            return Name("is", text.lower()) if text.lower() in STATES else _text(token, None)
        case "arxiv":
            return Name(
                "arxiv", normalise_arxiv(text) or normalise_arxiv(f"arxiv:{text}") or text.lower()
            )
        case "doi":
            return Name("doi", normalise_doi(text) or text.lower())
        case "id" | "tag" | "source":
            return Name(field, text)
        case _:
            return _text(token, field)


def _text(token: _Token, field: TextField | None) -> Query:
    text = token.text
    if token.kind == "phrase":
        return Phrase(text, field) if text.strip() else NOTHING
    if field is None:
        if arxiv := normalise_arxiv(text):
            return Or((Name("arxiv", arxiv), Phrase(text)))
        if text.lower().startswith(("10.", "doi:", "http")) and (doi := normalise_doi(text)):
            return Or((Name("doi", doi), Phrase(text)))
        if _PAPER_ID.fullmatch(text):
            return Or((Name("id", text), Phrase(text)))
    if len(text) > len("**") and text[0] == text[-1] == "*" and (inner := text.strip("*")):
        return Word(inner, field)  # emphasis, as in pasted Markdown
    stem = text.rstrip("*")
    if stem != text and stem and stem[-1].isalnum() and len(stem) > 1:
        return Word(stem, field, prefix=True)
    return Word(text, field)


def _is_id(text: str) -> bool:
    """Say whether a text may be the id of a paper, here or elsewhere."""
    return is_start_of_id(text.lower()) or normalise_id(text) is not None


def _all_of(parts: list[Query]) -> Query:
    """Return what all parts match; what stands in parentheses for no reason joins the rest."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
    return flat[0] if len(flat) == 1 else And(tuple(flat)) if flat else NOTHING
