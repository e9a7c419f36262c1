"""The lines of a reference joined: words, links and page ranges that a line's end has broken are made whole."""

import re
from collections.abc import Iterable, Sequence

from papercli.patterns import late

_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = late(r"([^\W\d_]{1,40})-$")
_RANGE = late(r"\d\s?[-\u2010-\u2015]$")
_LINK = late(r"(?:https?://|www\.|doi\.org/|doi:|10\.\d{4,9}/|arXiv:)\S*$", re.IGNORECASE)
_REST_OF_LINK = late(r"[\w./():;<>%&?=~#+-]+$")
# Before a hyphen that stays.
_PREFIXES = frozenset(
    """
    all anti auto bi bottom click co coarse content context counter cross data deep de domain double dual end energy entity event ex extra few fine first
    five four full general graph half hard high human hyper in inter intra knowledge label language large late left light long low machine many meta micro mid
    mini mixed model multi nano near neural neuro non off on one open out over pair part peer physics point post pre pro pseudo quasi question re real rule right
    robot scale second self semi sentence set short single six small socio space spatio state step sub super task ten text third three time top training trans
    triple two type ultra un under user value vision visual weakly well wide word world x zero
    """.split()
)
_TAIL = 60  # characters at the end of a line that tell whether its last word goes on
_LONGEST_LINK = 300


class Words:
    """The words that a list uses, whole ones and such with hyphens."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: set[str] = set()
        for line in lines:
            words = _WORD.findall(line.lower())
            if words and line.rstrip().endswith("-"):
                words.pop()
            self._known.update(words)

    def without_hyphen(self, before: str, after: str) -> bool:
        """Say whether a word broken at a hyphen has none."""
        whole = before + after
        if f"{before}-{after}" in self._known:
            return False
        return whole in self._known or before not in _PREFIXES


def join(lines: Sequence[str], words: Words) -> str:
    """Return the lines as one."""
    text = lines[0]
    for line in lines[1:]:
        tail = text[-_TAIL:]
        broken = _BROKEN.search(tail) if tail.endswith("-") else None
        if broken and line[:1].islower():
            following = _WORD.match(line.lower())
            after = following[0].partition("-")[0] if following else ""
            keeps = not words.without_hyphen(broken[1].lower(), after)
            text = (text if keeps else text[:-1]) + line
        elif (
            (broken and line[:1].isupper())
            or (_RANGE.search(tail) and line[:1].isdigit())
            or _goes_on(text, line)
        ):
            text += line
        else:
            text = f"{text} {line}"
    return text


def _goes_on(text: str, line: str) -> bool:
    """Say whether a line begins with the rest of the link that the one above ends with."""
    link = _LINK.search(text[-_LONGEST_LINK:].rpartition(" ")[2])
    if link is None:
        return False
    first, _, rest = line.partition(" ")
    if link[0].endswith(("/", "-", "_", "=", "?", "&", "%", "#", ":")):
        return True
    if _REST_OF_LINK.fullmatch(first) is None or first[0].isupper():
        return False
    return (
        not rest
        and (any(map(str.isdigit, first)) or "/" in first)
        and not first.lower().startswith(("http", "doi", "arxiv"))
    )
