"""What may have been meant as an operator and is none: words in lower case, signs of other programs."""

import re
from collections.abc import Sequence

from papercli.patterns import late
from papercli.search.stopwords import FUNCTION_WORDS
from papercli.search.tokens import Note, Token

# In the order of how much a reader is misled.
_MEANINGS = {
    "or": "write OR to join alternatives",
    "not": "write NOT to exclude what follows",
    "and": "write AND, or leave it out: all words must match",
}
# Operators that other programs write in signs: between two words, in one, and before one.
_BETWEEN = {"|": "OR", "||": "OR", "&&": "AND"}
_WITHIN = late(r"[\w-]{2,}(?:(\|\|?|&&)[\w-]{2,})+")
_JOKER = late(r"\*\w[^*]*|\w*\w[*?]\w\w*")
_NEARBY = late(r"\w*~\d{0,3}")
_BEFORE = late(r"!+(?:[\w(\"]|$)")
_MOST_WORDS = 8  # of a query; more are a sentence
_MARKS = (",", ".", ";", ":", "?", "!")  # at the end of a word, of a sentence


def note_lower_case(tokens: Sequence[Token]) -> list[Note]:
    """Note the first lower-case operator of a query that is not a title or a sentence."""
    words = [token.text for token in tokens if token.kind == "word" and not token.field]
    joining = {
        token.text
        for at, token in enumerate(tokens[:-1])
        if token.kind == "word" and not token.field and (at or token.text == "not")
    }
    meant = next((each for each in _MEANINGS if each in joining), None)
    if meant is None or len(words) > _MOST_WORDS:
        return []
    others = [word for word in words if word not in _MEANINGS]
    has_signs = any(token.kind != "word" or token.field for token in tokens)
    if not has_signs and (_is_title(words) or not FUNCTION_WORDS.isdisjoint(others)):
        return []
    return [Note(f"'{meant}' was searched for as a word; {_MEANINGS[meant]}", in_prose=False)]


def note_foreign(tokens: Sequence[Token]) -> list[Note]:
    """Note the signs of a query that mean OR, AND or NOT in other programs."""
    notes = []
    for at, token in enumerate(tokens):
        if token.kind != "word" or token.field:
            continue
        is_last = at + 1 == len(tokens)
        sign = token.text
        if found := _WITHIN.fullmatch(sign):
            sign = found[1]
        elif _BEFORE.match(sign) and not (sign.strip("!") == "" and is_last):
            sign = "!"
        if _JOKER.fullmatch(token.text):
            said = f"'*' stands for letters only at the end of a word, as in {_stem(token.text)}*"
        elif _NEARBY.fullmatch(token.text):
            said = f"'~' is not an operator; '{token.text}' was searched for as text"
        elif sign == "!":
            said = "'!' is not an operator; write NOT to exclude what follows"
        elif sign in _BETWEEN and (found or (at and not is_last)):
            said = f"'{sign}' is not an operator; {_MEANINGS[_BETWEEN[sign].lower()]}"
        else:
            continue
        notes.append(Note(said, in_prose=False))
    return notes


def _stem(word: str) -> str:
    return re.split(r"[*?]", word.strip("*"))[0]


def _is_title(words: Sequence[str]) -> bool:
    """Say whether words are those of a title or a sentence: it begins so, or has its marks."""
    first = words[0]
    return first.istitle() or any(word.endswith(_MARKS) for word in words)
