"""The place that Brazilian references (ABNT) have behind a journal, which is no part of its name: `Revista X, São Paulo, v. 12`."""

from papercli.patterns import late

_AUTHOR = late(r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’ -]{1,40}(?:,\s[^\W\d_]|\.\s)")  # in capitals
_WORD = r"[A-Z\u00c0-\u00de][^\W\d_]*(?:['’-][^\W\d_]+)*"
# "Letras, Artes e Ciências" is the name of a journal: no city has "e".
_PLACE = late(
    rf"(?<=[^\W_]),\s{_WORD}(?:\s(?:d[aeo]s?\s|del\s|la\s)?{_WORD}){{0,3}}(?:,\s[A-Z]{{2}}|\s?[(/-]\s?[A-Z]{{2}}\)?)?(?=,\s(?:v|ano|a)\.?\s\d)"
)


def without_place(body: str) -> str:
    """Return a reference without that place."""
    if not _AUTHOR.match(body):
        return body
    found = list(_PLACE.finditer(body))
    return body[: found[-1].start()] + body[found[-1].end() :] if found else body
