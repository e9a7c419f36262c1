"""Titles taken apart.

Without what dumps, indexers and citations hang on them, and with what tells a paper from one about
it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from string import whitespace

from papercli.dedupe.generic_titles import is_commonplace
from papercli.dedupe.words import ORDINALS, as_digits, spell
from papercli.latex.plain import STOP_WORDS, UNSPACED, plain, split_words
from papercli.patterns import late

# "... disease. [German]", "... therapy. [Review] [54 refs]"; "[Part 2]" is no note.
_NOTE = late(
    r"\s*[.,]?\s*\[(?!\s*(?:part\s*(?:\d+|[ivx]+)|[ivx]+|(?:19|20)\d\d)\s*\])[^\[\]]*\]?[\s.\])]*$",
    re.IGNORECASE,
)
_MOST_NOTES = 3
# The names of notices. Of one that appeared elsewhere an indexer tells more, in brackets: "[Erratum
# appears in Am J Transplant. 2009 Sep;9(9):2205 Note: Niaudet, P [added]]".
_NOTICE = (
    r"(?:(?:author|publisher)(?:['\u2019]?s)? )?(?:erratum|errata|corrigend(?:um|a)|corrections?)"
)
_INDEXER = (
    rf"(?<=[^\s.])[\s.]*\[\s*(?:(?:published )?(?:{_NOTICE}|retraction)\b(?!(?: not(?:e|ice)s?)?\s*(?:\]|$))"
    r"|(?:comment|see comment|corrected|reprint|republished|update)\b)"
)
_INDEXER_NOTE = late(rf"{_INDEXER}.*$", re.IGNORECASE)
_NOTE_INSIDE = late(rf"{_INDEXER}[^\[\]]{{0,200}}\](?=\s*[:,-]?\s*\w)", re.IGNORECASE)
# How a paper was presented, which one dump tells and another does not.
_SESSION_OF = r"abstract|panel|tutorial|demo(?:nstration)?|poster|keynote|invited"
_SESSION = late(
    rf"\s*[(\[](?:(?:{_SESSION_OF}|abstracts|only|description|industrial|experience|session|talk|paper|address|work in progress|letters?)\s*)+[)\]]"
    r"|\s*[(\[]multiple letters\b[^()]{0,40}[)\]]",
    re.IGNORECASE,
)
_SESSION_BEFORE = late(
    rf"^(?:(?:(?:short|brief|case|original|rapid|preliminary) (?:report|communication|article|paper)|(?:{_SESSION_OF})(?: (?:talk|paper))?)\s*:\s*"
    r"|(?:tutorial|panel) on\s+)",
    re.IGNORECASE,
)
# A form of which there is a fuller one: "Brief announcement: ...".
_SHORT_FORM = late(
    r"^(?:brief announcement|extended abstract|work in progress|preliminary report|(?:student|poster) abstract)\s*[:.]\s*",
    re.IGNORECASE,
)
# Of books: "..., 2nd edition", "... (third ed.)".
_EDITION = late(
    rf"[\s,.:;(\[\u2013\u2014-]{{1,4}}((?:(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}|new|revised|international)\s+){{1,2}})"
    r"(?:edition|edn?\.?)[\s.)\]]*$",
    re.IGNORECASE,
)
# What repositories put before the title of a paper: "Data from: ...", "Replication code for: ...".
_DATA_OF = late(
    r"^(?:(?:replication|supplementary|supporting|research|raw|source) )?(?:(?P<code>code|software)|data(?: ?sets?)?|materials?)(?: and (?:code|data|materials?))?"
    r" (?:from|for|of|to)\s*(?::\s*|(?=[\u201c\"\u2018'].*[\u201d\"\u2019']\W*$))",
    re.IGNORECASE,
)
# What a correction corrects: "Erratum: ...", "... (vol 12, pg 34, 2009)", "... (Journal of Trees
# (2009) 12 (34-36))".
_CORRECTION_OF = late(
    rf"^{_NOTICE}(?: (?:to|for|in))?\s*[:.,)\]\u2010-\u2015\u201c\"-]\s*"
    r"|^(?:erratum|corrigendum) (?:to|for)\s+",
    re.IGNORECASE,
)
_CORRECTED = late(
    r"(?=.*\b(?:19|20)\d\d\b)(?=.*(?:\bvol\b|\bpg\b|\bpp?\b|\d\s*\(\d+|:\s*\d+\s*-\s*\d)).*\)[^\w)]*",
    re.IGNORECASE,
)
# "Th?mis": what a wrong encoding leaves of an accent.
_LOST_LETTER = late(r"(?<=[^\W\d])[?\ufffd]+(?=[^\W\d]|:)")
# What a citation leaves behind a title: "..., in Hopper G. (ed.),", "... In Ada Lovelace, Grace
# Hopper,", "'...' Proceedings of".
_NAMES = r"\s+in:?\s+(?:(?!\sin\s)[^:?!]){3,60}?"
_EDITED = late(
    rf"(?:[.,]?{_NAMES}[\s(]*\b(?:eds?\b\.?|editors?\b)[\s).,]*|\.{_NAMES},)$", re.IGNORECASE
)
_QUOTED = late(
    r"^['\u2018\u201c\"`]++([^'\u2019\u201d\"]{30,}?),?['\u2019\u201d\"]+,?\s+(?:in|proc|proceedings|journal)\b.*$",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "[({'\"`" + whitespace, "])}'\".,;" + whitespace
_BREAK = late(
    r"[:?!]\s+|\s+[-\u2013\u2014]+\s+|\s*[\u2014\u2015\uff1a\uff1f\uff01\uff5e\u301c]\s*|\.\s+|\s+\(|;\s+"
)
_MOST_BREAKS = (
    20  # of a title that are looked at; a title has few, and a text in its place hundreds
)
_ELLIPSES = ("...", "\u2026")
# Kinds of papers that take another's title and add a word to it.
_MARKS = {
    "correction": re.compile(
        r"\b(?:erratum|errata|corrigend\w+)\b|^(?:author |publisher )?corrections?\b|\bvol(?:ume)?\.? \d+,? (?:pg|p|pp|page|pages)\b"
    ),
    "retraction": re.compile(r"\b(?:retraction (?:of|notice)|withdrawn)\b|^retract(?:ed|ion)\b"),
    "answer": re.compile(
        r"^(?:re\b:?|reply|comment(?:s|ary)?|discussion|rejoinder|authors? reply)\b|\b(?:reply|rejoinder|comment(?:s|ary)? (?:on|to))\b|^response$|\bresponse to (?:(?:a|the|our) )?(?:\w+ )?(?:letters?|comment|commentary|editor|editorial|discussion|reviewers?)\b"
    ),
    "review": re.compile(r"\bbook reviews?\b"),
    "supplement": re.compile(
        r"^(?:online |electronic )?(?:supplement(?:ary (?:material|information))?s?|supporting information|appendix|addendum) (?:to|for)\b"
    ),
    "version": re.compile(
        r"\b(?:extended (?:version|abstract)|(?:full|long|short) (?:version|paper)|preliminary (?:version|report|draft)|draft|technical report"
        r"|revis(?:ed|ited)|research in progress|emergent research|protocol|\d(?:nd|rd|th) edition|version \d+)\b"
    ),
}
# What a subtitle, or a note in brackets, says of a paper that belongs to another.
_PARTS = {
    name: re.compile(rf"[:.(\[\u2010-\u2015-]\s*(?:an? |the )?(?:{words})", re.IGNORECASE)
    for name, words in {
        "correction": rf"{_NOTICE}\W*$",
        "retraction": r"(?:retract(?:ion|ed)|withdrawn)\b[^:]*$",
        "notice": r"(?:editorial )?(?:addend(?:um|a)|expressions? of concern)\W*$",
        "answer": r"(?:authors?['\u2019]?s?['\u2019]? )?(?:repl(?:y|ies)|response|comment(?:ary)?|rejoinder)\W*$",
        "protocol": r"(?:study |trial )?(?:protocol\b.*|rationale\b.*|design(?: and rationale)?|statistical analysis plan)\W*$",
        "follow-up": r"(?:\w+[ -]){0,3}(?:follow[ -]?up(?: (?:study|results|data|of\b.*))?"
        r"|(?:years?|months?|weeks?|long[ -]?term|final|interim)[ -](?:results|outcomes?|findings|data|analys[ie]s|report|safety|efficacy|experience)(?: (?:of|from)\b.*)?)\W*$",
        "companion": r"(?:users?['\u2019]?s?['\u2019]? (?:guide|manual)|(?:reference |solutions? |installation )?manual|workbook|exercises|supplement(?:ary \w+)?)\W*$"
        r"|(?:pilot|feasibility|qualitative|economic|cost[ -]effectiveness|secondary|subgroup|mediation) (?:study|trial|evaluation|analys[ie]s)\b.*$",
    }.items()
}
SHORT = 2  # telling words of a short title
_LEAST_TITLE = 8  # characters that have to be left when a note is taken off


@dataclass(frozen=True, slots=True)
class Title:
    """A title, ready to be compared."""

    words: tuple[str, ...]
    letters: str  # the words without spaces, spelling variants folded
    telling: frozenset[str]  # the words that are no stop words
    breaks: tuple[str, ...]  # letters of the heads that end at a colon, a dash or a full stop
    marks: frozenset[str]
    common: bool  # a title that any number of papers bear
    cut: bool  # ends in an ellipsis
    lost: int  # letters that a wrong encoding took: "Th?mis"
    size: int  # telling words; two letters of a script without spaces count as one


@lru_cache(maxsize=1024)  # ingest compares papers of one title with each other
def parse_title(text: str) -> Title:
    """Return `text` as a title to compare."""
    bare, lost = _LOST_LETTER.subn("", " ".join(text.split()))
    corrects = retracts = False
    noted = bare
    if "(" in bare or "[" in bare:
        bare = _without(_INDEXER_NOTE, _NOTE_INSIDE.sub("", bare))
        at = _find_end_brackets(bare)
        if at >= _LEAST_TITLE and (
            _CORRECTED.fullmatch(bare, at) or (_CORRECTION_OF.match(bare) and ")" not in bare[at:])
        ):
            bare, corrects, retracts = bare[:at], True, "retract" in bare[at:].lower()
        noted = bare
        bare = _SESSION.sub("", bare) or bare
        for _ in range(_MOST_NOTES):
            shorter = _without(_NOTE, bare)
            # Else the brackets held the title itself.
            bare = shorter if len(shorter) >= len(bare) / 2 else bare
    bare, edition = _take_off(_EDITION, bare)
    bare = _without(_EDITED, _QUOTED.sub(r"\1", bare))
    bare, of_data = _take_off(_DATA_OF, bare)
    bare, short_form = _take_off(_SHORT_FORM, bare)
    whole = _without(_SESSION_BEFORE, bare.lstrip(_OPENING).rstrip(_CLOSING) or bare)
    bare, notice = _take_off(_CORRECTION_OF, whole)
    folded = plain(bare)
    marks = frozenset(name for name, pattern in _MARKS.items() if pattern.search(folded))
    colon = max(0, noted.rfind(":"))  # behind which a title says that it is retracted
    marks |= {
        name
        for name, pattern in _PARTS.items()
        if pattern.search(noted, colon if name == "retraction" else 0)
    }
    found = {
        "correction": corrects or notice,
        "retraction": retracts,
        "version": short_form,
        "code" if of_data and of_data["code"] else "data": of_data,
    }
    marks |= {name for name, is_found in found.items() if is_found}
    if edition:
        marks |= {" ".join(["edition", *map(as_digits, edition[1].lower().split())])}
    words = tuple(map(as_digits, split_words(folded)))
    heads = [
        spell(plain(bare[:at]).replace(" ", "")) for at in islice(_find_breaks(bare), _MOST_BREAKS)
    ]
    letters = spell(folded.replace(" ", ""))
    telling = frozenset(word for word in words if word not in STOP_WORDS)
    return Title(
        words,
        letters,
        telling,
        tuple(heads),
        marks,
        is_commonplace(folded),
        text.rstrip().endswith(_ELLIPSES),
        lost,
        len(telling)
        - (0 if folded.isascii() else sum(map(bool, map(UNSPACED.match, telling))) // 2),
    )


def _find_breaks(text: str) -> Iterator[int]:
    """Yield where a title breaks; of breaks with nothing between them the first."""
    end = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > end:
            yield gap.start()
        end = gap.end()


def _find_end_brackets(text: str) -> int:
    """Return where the brackets open in which `text` ends, whether they close or were cut.

    -1 if there are none.
    """
    opened: list[int] = []
    last = -1
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            last = opened.pop()
        elif not opened and letter.isalnum():
            last = -1  # the text goes on behind them
    return opened[0] if opened else last


def _take_off(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """Return `text` without what the pattern finds, and what that is, if enough of a title is left."""
    found = pattern.search(text)
    shorter = text[: found.start()] + text[found.end() :] if found else text
    return (shorter, found) if len(shorter) >= _LEAST_TITLE else (text, None)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return _take_off(pattern, text)[0]
