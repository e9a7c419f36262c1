"""Citations pasted as queries: names, titles and years count, and what stands between them does not."""

import re

_LONGEST = 400  # characters; what is longer is a text in which papers are cited
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NAME = r"[^\W\d_][\w'’-]+"
# What only a citation has: `et al.`, a number in brackets before it, a year in brackets after names.
_CITATION = re.compile(
    rf"\bet\.?\s+al\b|^\s*\[\d+\]\s+\w|^\s*\(?{_NAME}(?:,?\s+(?:&|and)\s+{_NAME})?,?\s+\(?{_YEAR}\)?[.,;)]*\s*$"
)
_NUMBER = re.compile(r"^\s*\[\d+\]\s+")
_ET_AL = re.compile(r",? ?\bet\.? al\b\.?,?")
_INITIALS = re.compile(r"(?<![\w.-])(?:[A-Z]\.-?){1,5}(?=[\s,;:]|$)")
_BETWEEN = re.compile(r"\s(?:&|\\&)\s|(?<=\s)[,;.](?=\s)")
_YEAR_IN_BRACKETS = re.compile(r"[(,]? ?((?:1[5-9]|20)\d\d)[a-z]?\)?(?=[.,;:)]*(?:\s|$))")
_OUTER_BRACKETS = re.compile(r"^\s*\((?=[^()]*\)?\s*$)|(?<![(\w])\)\s*$")


def without_apparatus(text: str) -> str:
    """Return a query without what a citation has beside names, title and year, if it is one.

    `(Quill & Rook, 2022a)` is `Quill Rook 2022`; `[12] A. Quill, "A neural model", 2022` keeps the
    surname, the title and the year.
    """
    if len(text) > _LONGEST or not _CITATION.search(text):
        return text
    for pattern in (_NUMBER, _ET_AL, _INITIALS, _BETWEEN):
        text = pattern.sub(" ", text)
    text = _YEAR_IN_BRACKETS.sub(r" \1", text)
    bare = _OUTER_BRACKETS.sub(" ", text)
    return re.sub(r" ?,(?=\s|$)", " ", bare).strip() or text
