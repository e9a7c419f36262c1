"""Citations pasted as queries: names, titles and years count, and what stands between them does not."""

import re

from papercli.patterns import late
from papercli.search.stopwords import FUNCTION_WORDS

_LONGEST = 400  # characters; what is longer is a text in which papers are cited
_YEAR = r"(?:1[5-9]|20)\d\d"
_NAME = r"[^\W\d_][\w'’-]+"
# What only a citation has: `et al.`, a number in brackets before it, nothing but names and a year.
_CITATION = late(
    rf"\bet\.? al\b|^\[\d+\] \w|^{_NAME}(?:,? (?:&|and) {_NAME})?,? \(?{_YEAR}[a-z]?\)?[.,;)]*$"
)
_NUMBER = late(r"^\[\d+\] ")
_ET_AL = late(r",? ?\bet\.? al\b\.?,?")
_INITIALS = late(r"(?<![\w.-])(?:[A-Z]\.-?){1,5}(?=[\s,;:]|$)")
_BETWEEN = late(r" (?:&|\\&) |(?<= )[,;.](?= )")
_YEAR_IN_BRACKETS = late(rf"[(,]? ?({_YEAR})[a-z]?\)?(?=[.,;:)]*(?: |$))")
_AFTER_NAMES = late(rf"\bet\.? al\b|[\":]|\b{_YEAR}")
_ENCLOSING = (('"', '"'), ("(", ")"), ("[", "]"))


def without_apparatus(text: str) -> str:
    """Return a query without what a citation has beside names, title and year, if it is one.

    `(Quill & Rook, 2022a)` is `Quill Rook 2022`; `[12] A. Quill, "A neural model", 2022` keeps the
    surname, the title and the year. A name that is a common word is looked for among the authors.
    """
    cited = _unwrapped(" ".join(text.split())) if len(text) <= _LONGEST else ""
    if not _CITATION.search(cited):
        return text
    cited = _NUMBER.sub("", cited)
    end = found.start() if (found := _AFTER_NAMES.search(cited)) else 0
    names = " ".join(map(_as_name, cited[:end].split(" ")))
    cited = names + cited[end:]
    for pattern in (_ET_AL, _INITIALS, _BETWEEN):
        cited = pattern.sub(" ", cited)
    cited = _YEAR_IN_BRACKETS.sub(r" \1", cited)
    return re.sub(r" ?,(?= |$)", " ", cited).strip() or text


def _unwrapped(text: str) -> str:
    """Return a text without the quotation marks and brackets around all of it."""
    for opening, closing in _ENCLOSING:
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and not {opening, closing} & {*inner}:
            text = inner
    return text


def _as_name(word: str) -> str:
    """Return a word of the names: that of an author, where searches leave the word out."""
    bare = word.strip(",;")
    is_name = len(bare) > 1 and bare.istitle() and bare.lower() in FUNCTION_WORDS
    return f"author:{bare}" if is_name else word
