"""The editors and translators of a book, and the number of a chapter, which are no part of its name."""

import re

from papercli.dumps.references.names import read_names
from papercli.patterns import late

_EDITORS_FIRST = late(
    r"(?:[^()]{2,400}?[\s,])?\(?\b(?:eds?|editors?|hrsg)\b\.?(?:\s&\strans\.)?\)?[.,:]{0,2}\s{1,2}(?=\S)",
    re.IGNORECASE,
)
_EDITORS_LAST = late(
    r"(?:,|\.)\s(?:(?:edited|translated)\sby|(?:ed|trans)\.\sby|eds?\.\s(?=[A-Z])|herausgegeben\svon)\s?(?:(?!,\s\d)(?:[^.]|(?<=\s[A-Z])\.)){2,300}|,\s(?:[^\s,.][^,.]{0,29}[.,]\s?){1,12}eds?\.?(?=[,.\s]|$)|\s\((?:[^()]{2,200},\s)?eds?\.?\)",
    re.IGNORECASE,
)
_EDITED = late(r"\s?\(?\b(?:eds?|editors?|hrsg)\b.*$", re.IGNORECASE)
_EDITORS_WITHIN = late(
    r"\s\(eds?\.?\s[^()]{2,200}\)"
)  # Nature: "Proc. X 25 (eds Quill, F. et al.) 1-9"
# In Spanish, French, Italian and Portuguese: "en Ada Quill (comp.), Musgo y muros".
_EDITORS_ABROAD = late(
    r"^(?:en|in|dans|em)\s(?=[A-Z\u00c0-\u00de])(?:[^()\d]{3,120})\s\((?:comps?|coords?|dirs?|orgs?|a\scura\sdi)\.?\),?\s{1,2}",
    re.IGNORECASE,
)
_CHAPTER = late(r",\s(?:chapter|chap\.|ch\.)\s[\dIVX]{1,5}(?=[,.]|$)", re.IGNORECASE)


def without_editors(text: str, *, is_inner: bool) -> str:
    """Return where a work appeared without who edited or translated that; they stand first where it `is_inner`, behind `In`."""
    text = _EDITORS_WITHIN.sub(",", _EDITORS_ABROAD.sub("", text))
    editors = _EDITORS_FIRST.match(text) if is_inner else None
    if editors and read_names(_EDITED.sub("", editors[0])):
        text = text[editors.end() :]
    return _EDITORS_LAST.sub(_end, _CHAPTER.sub("", text))


def _end(editors: re.Match[str]) -> str:
    """Return the full stop of `…, C. Wren, Eds. Cham: Springer`, which ends the name of the book, too."""
    behind = editors.string[editors.end() : editors.end() + 2]
    return "." if editors[0].endswith(".") and behind[:1] == " " and behind[1:].isupper() else ""
