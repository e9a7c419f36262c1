"""Whether a text reads like a title or like an abstract."""

import re
from dataclasses import dataclass

from papercli.dumps.remembered import remembered
from papercli.patterns import late

SHORT_ABSTRACT = 150  # characters
SENTENCE_BREAK = late(r"(?<![A-Z])(?<!\bvs)(?<!\bal)(?<!\bcf)\.[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_SENTENCE_END = late(r"(?:[.!?。！？．][\"')\]”’」』]*|https?://\S*[^\s\-_]|\)|\$)$")
FULL_STOP = late(r"(?<!\.\.)\.[\"')]?$")
_LEFT_OPEN = late(
    r"(?:[,;(\-–]|\b(?:a|an|the|of|for|and|or|with|in|on|to|by|from|via|as|at|is|are|we|this|that|its|their))$",
    re.IGNORECASE,
)
_PROSE = late(
    r"\b(?:we|our|us|it|they|which|however|these|propose|present|show)\b|\bthis (?:paper|work|article)\b"
    r"|\b(?:is|are) (?:an?|the|one of)\b",
    re.IGNORECASE,
)
_WORD = late(r"\b\w{4,}")
_MIXED_CASE = late(r"[a-z\d]{1,30}(?:-[-\w]{0,30})?[A-Z\d]")  # "iPad", "pix2pix"
_NEVER_FIRST = frozenset(".,;:!?)]}/\\|>=+*&%@~^")
_LONGEST_TITLE = 300  # characters; the longest of the 100,000 arXiv titles has 245
_WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # says as much as three letters


@dataclass(frozen=True, slots=True)
class Features:
    """What a line says of the block it stands in."""

    length: int
    sentences: int  # that end within the line
    full_stop: bool
    sentence_end: bool  # a full stop, another mark, or a link
    left_open: bool  # ends in a comma, a preposition and the like
    lower: bool  # starts in lower case
    upper: bool
    capitals: float  # share of its longer words that start with a capital, 0..1
    like_title: bool  # most do, and no sentence ends in it
    prose: bool  # has words that titles seldom have


@remembered
def features_of(text: str) -> Features:
    """Return what tells a title from an abstract."""
    words = _WORD.findall(text)
    capitals = sum(not word[0].islower() for word in words) / len(words) if words else 0.5
    sentences = len(SENTENCE_BREAK.findall(text))
    return Features(
        length=len(text),
        sentences=sentences,
        full_stop=FULL_STOP.search(text) is not None,
        sentence_end=_SENTENCE_END.search(text) is not None,
        left_open=_LEFT_OPEN.search(text) is not None,
        lower=text[:1].islower(),
        upper=text[:1].isupper(),
        capitals=capitals,
        like_title=capitals > 0.6 and sentences == 0 and len(words) > 1,
        prose=_PROSE.search(text) is not None,
    )


def reads_like_title(text: str) -> bool:
    """Say whether a text starts as a title does, and is no sentence."""
    found = features_of(text)
    begins = not found.lower or _MIXED_CASE.match(text) is not None
    ends = not found.full_stop and not found.left_open and found.sentences <= 1
    return begins and ends and text[:1] not in _NEVER_FIRST and found.length <= _LONGEST_TITLE


def reads_like_abstract(text: str) -> bool:
    """Say whether a text is a paragraph of sentences, or a long one."""
    width = len(text) + 2 * len(_WIDE.findall(text))
    if width < SHORT_ABSTRACT or text.isupper() or _SENTENCE_END.search(text) is None:
        return False
    return width >= 2 * SHORT_ABSTRACT or SENTENCE_BREAK.search(text) is not None
