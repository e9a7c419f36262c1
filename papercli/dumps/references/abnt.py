"""The place that Brazilian references (ABNT) have behind a journal or a conference, which is no part of its name: `Revista X, São Paulo, v. 12`."""

import re

from papercli.dumps.references.place import YEAR
from papercli.patterns import late

_AUTHOR = late(r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’ -]{1,40}(?:,\s[^\W\d_]|\.\s)")  # in capitals
_WORD = r"[A-Z\u00c0-\u00de][^\W\d_]*(?:['’-][^\W\d_]+)*"
# "Letras, Artes e Ciências" is the name of a journal: no city has "e".
_PLACE = late(
    rf"(?<=[^\W_]),\s{_WORD}(?:\s(?:d[aeo]s?\s|del\s|la\s)?{_WORD}){{0,3}}(?:,\s[A-Z]{{2}}|\s?[(/-]\s?[A-Z]{{2}}\)?)?(?=,\s(?:v|n|ano|a)\.?\s\d)"
)

# Behind a conference its number, its year and its place: "In: SIMPÓSIO DE MUSGO, 7., 2014, Fernby. Anais [...]. Fernby: Musgo, 2014."
_HELD = late(
    rf"(?<=[^\W\d_]|\))(?:,\s\d{{1,3}}\.ª?)?,\s{YEAR},\s[^\W\d_][^.,:;]{{1,40}}(?:,\s[^.,:;]{{2,30}})?"
    r"\.\s(?:anais|a[ck]?tas|annals|anales|memorias|proceedings|resumos|trabalhos)(?:\s[^\W\d_]{3,12}){0,2}(?:\s?\[?(?:\.{3}|…)\]?\.?|\.)(?=\s)"
    rf"(?:\s(?:\[S\.\s?l\.\]|[^.:;]{{2,40}}):\s[^.:;]{{2,60}}(?=,\s{YEAR}))?",
    re.IGNORECASE,
)


def without_place(body: str) -> str:
    """Return a reference without that place."""
    if not _AUTHOR.match(body):
        return body
    body = _HELD.sub("", body, count=1)
    found = list(_PLACE.finditer(body))
    return body[: found[-1].start()] + body[found[-1].end() :] if found else body
