"""The lines of a reference joined: words, links and page ranges that a line's end has broken are made whole."""

import re
from collections.abc import Iterable, Sequence

from papercli.dumps.references.compounds import COMPOUNDS, FIRST_WORDS, SECOND_WORDS
from papercli.patterns import late

_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = late(r"([^\W\d_]{1,40})-$")
# A hyphen stays within "state-of-the-art", and behind a letter, a number or an acronym: "X-ray", "RNA-binding".
_LINK_WORDS = frozenset("at by for in of on the to".split())
_STAYS = late(
    r"(?:-(?:at|by|for|of|the|to)|(?<![^\W\d_])[^\W\d_]|\d|[^\W\d_]{0,30}[A-Z][^\W\d_]{0,30}[A-Z])-$"
)
# "short- and long-term", "Eis- und Schneeforschung". No language breaks "-en" or "-et" off behind a consonant, nor one letter at all.
_SUSPENDED = late(
    r"(?:and|or|to)\s[^\W\d_]{1,30}-|(?:and|und|oder|sowie|bzw\.|och|eller|y|o|e)\s[^\W\d_]"
)
_SUSPENDED_BEHIND = late(
    r"(?:[^\W\d_aeiouyäöüáéíóú]|[^\W\d_]{3}o)-\s(?:en|et|og|ou|of)\s[^\W\d_]", re.IGNORECASE
)
_RANGE = late(r"\d\s?[-\u2010-\u2015]$")
_LINK = late(r"(?:https?://|www\.|doi\.org/|doi:|10\.\d{4,9}/|arXiv:)\S*$", re.IGNORECASE)
_REST_OF_LINK = late(r"[\w./():;<>%&?=~#+-]+$")
# Before a hyphen that stays, unless what follows is an ending.
_WORDS = frozenset(
    """
    bottom coarse content cross data deep domain double dual end energy entity event few fine first five four full general graph half hard high human
    knowledge label language large late left light long low machine many mid mixed model multi near neural non one open pair peer physics point post pseudo
    quasi question real right robot rule scale second self semi sentence set short single six small social socio space spatio state step super task text third
    three time top training triple two type ultra user value vision visual weakly well wide word world x zero
    """.split()
)
_ENDING = late(
    r"(?:e?s|e?d|e?r|ers|ern|est|ly|y|ing|ings|al|ally|ical|ically|ics|ity|ities|ism|ist|ists|i[sz]e[sdr]?|i[sz]ing|i[sz]ations?|ions?|ments?|ness|able|ual|ually|uals|ful|less"
    r"|en|ened|ship|ary|ure|ures|age|ages|ple|ples|plex|ten|ter|ters|tion|tions|ting|ity|nar|nars|naire|naires|erior|eriors|ulate[sd]?|ulation|nomial|plication|plicative|plier|tude|gle|dle|istic|ology|ologies|ological|tings|ware|ling|ncy|ier|variate|lingual|wise|spread|weight|sets?|bases?|lights?|lighted|lighting|itudinal|izable|over|group|groups|simple)"
)
# Syllables that many words begin with, and what follows a hyphen behind them; else there is none.
_SYLLABLES = {
    before: frozenset(behind.split())
    for before, behind in {
        "all": "in optical pairs sky to order",
        "anti": "phase de",
        "auto": "",
        "bi": "hamiltonian level lipschitz objective",
        "co": "attention author authored authors authorship channel design designed evolution evolve evolving expression located location occur occurrence occurrences occurring optimization training",
        "context": "aware based dependent free sensitive specific",
        "counter": "rotating example",
        "de": "biased biasing excitation facto identification identified novo",
        "ex": "ante post situ vivo",
        "extra": "",
        "hyper": "",
        "in": "context degree depth distribution domain house law line memory network person place plane silico situ the vehicle vitro vivo",
        "inter": "agent annotator class domain frame layer modal rater site subject",
        "intra": "class domain frame group layer modal species subject",
        "meta": "analyses analysis analytic data evaluation learned learner learning path paths regression training",
        "micro": "expression expressions level",
        "mini": "batch batches",
        "nano": "",
        "neuro": "symbolic",
        "off": "axis chip diagonal grid lattice policy resonance resonant road shell the",
        "on": "chain chip demand device off policy road shell site sky the",
        "out": "degree of",
        "over": "reliance the",
        "part": "of whole based",
        "pre": "computed defined deployment existing processing registered specified trained train training",
        "pro": "social inflammatory",
        "re": "emerge emergence enter entry evaluate evaluated evaluation examination examine examined id identification identify rank ranking weighted weighting",
        "sub": "gaussian micron pixel riemannian second",
        "super": "resolution",
        "ten": "fold year",
        "trans": "",
        "un": "",
        "under": "resourced represented",
    }.items()
}
_ADVERB = late(r"(?!.*(?:aly|oly)$)[a-z]{3,30}ly")  # "freely-moving", but "analy-sis"
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
        if whole in self._known:
            return True
        if self._is_seen(f"{before}-{after}") or f"{before}-{after}" in COMPOUNDS:
            return False
        if _ADVERB.fullmatch(before):
            return False
        if (kept := _SYLLABLES.get(before)) is not None:
            return after not in kept
        if after in SECOND_WORDS:
            return False
        is_first = before in _WORDS or before in FIRST_WORDS
        return not is_first or _ENDING.fullmatch(after) is not None

    def _is_seen(self, compound: str) -> bool:
        """Say whether a compound is used in another number: `trade-off` beside `trade-offs`."""
        return f"{compound}s" in self._known or compound.removesuffix("s") in self._known


def join(lines: Sequence[str], words: Words) -> str:
    """Return the lines as one."""
    text = lines[0]
    for line in lines[1:]:
        tail = text[-_TAIL:]
        broken = _BROKEN.search(tail) if tail.endswith("-") else None
        if tail.endswith("-") and (
            _SUSPENDED.match(line) or _SUSPENDED_BEHIND.search(f"{tail[-5:]} {line[:9]}")
        ):
            text = f"{text} {line}"
        elif tail.endswith("-") and line[:1].islower() and _STAYS.search(tail):
            text += line
        elif broken and line[:1].islower():
            following = _WORD.match(line.lower())
            after, is_chain, _ = following[0].partition("-") if following else ("", "", "")
            keeps = (is_chain and after in _LINK_WORDS) or not words.without_hyphen(
                broken[1].lower(), after
            )
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
