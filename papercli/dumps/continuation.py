"""Whether a line without a label or a tag belongs to the field above it.

It may be the rest of a wrapped line, or the next sentence or paragraph of an abstract.

What does not clearly belong is no part of a paper: it is furniture, or it is reported.
"""

import re

from papercli.dumps.furniture import is_notice
from papercli.patterns import late

WIDEST = 110  # columns; nobody wraps wider
_SLACK = 12  # columns that a wrapped line may leave free beside the next word
_NARROWEST = 40  # columns
_PARAGRAPH = 60  # characters from which on a sentence is a paragraph of an abstract
_LAST_WORD = 150  # characters that the last paragraph of a dump needs, where abstracts have one
_OPEN = late(
    r"(?:[,;(\-–/&]|\b(?:an?|the|of|for|and|or|with|in|on|to|by|from|via|as|at|is|are|we|that|its))$",
    re.IGNORECASE,
)
_GOES_ON = late(
    r"(?:of|and|or|for|in|on|with|to|from|via|by|at|as|the|an?|is|are|that|which|where|under)\s+\w"
)
_CLOSED = late(r"(?:[.!?…。！？][\"'”’)\]]*|\$\$|https?://\S+)$")
_SENTENCE_BREAK = late(r"[a-z0-9)]{2}[.!?][\"')\]]*\s+[\"'(\[]?[A-Z0-9]")
# A part of a structured abstract, which has several.
_SECTION = late(
    r"(?:\*\*)?(?:back\s?ground|introduction|context|objectives?|aims?|purpose|importance|rationale|hypothesis|(?:materials?\s+and\s+)?methods?|methodology"
    r"|design|study\s+design|setting|participants|patients|interventions?|(?:main\s+)?(?:outcomes?|measures?|measurements)|data\s+sources|results?|findings|discussion"
    r"|conclusions?|interpretation|significance|limitations?|implications|funding|(?:trial\s+)?registration)(?:\s+and\s+\w+)?\s*(?:\*\*)?[:.–—-]",
    re.IGNORECASE,
)
_ITEM = late(r"(?:[-*+•–]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])\s+\S")
_HEADING = late(r"[#>|<@]|\*\*")
# How an object of JSON, a row of a table, a linked title and a heading begin.
_OTHERS = late(
    r"\{\s*\"|\"[^\"]*\"[,;\t]|[^\t]+\t[^\t]+\t|(?:(?:[-*+•]|\d{1,4}[.)])\s+)?\[[^\[\]]*\]\(http|#{1,6}\s"
)
_CODE = late(
    r"\b(?:code|data|dataset|models?|project|demo|source|videos?)\b.{0,80}(?:https?://|\bavailable\b)",
    re.IGNORECASE,
)


def is_closed(text: str) -> bool:
    """Say whether a text ends as a sentence does."""
    return _CLOSED.search(text[-300:].rstrip()) is not None


def is_stray(line: str) -> bool:
    """Say whether a line is too little to be a paragraph, wherever it stands."""
    text = line.strip()
    return len(text) < _PARAGRAPH and (
        not is_closed(text) or is_notice(text) or _HEADING.match(text) is not None
    )


def begins_other(line: str) -> bool:
    """Say whether a line begins something that is no part of a text."""
    return _OTHERS.match(line.strip()) is not None


def is_other(line: str) -> bool:
    """Say whether a line rather begins something else, or is a title, than goes on with an abstract."""
    return begins_other(line) or is_capitalised(line)


def is_indented(head: str, line: str) -> bool:
    """Say whether a line stands further in than the one that begins its field."""
    return len(line) - len(line.lstrip()) > len(head) - len(head.lstrip())


def is_wrapped(above: str, line: str, width: int | None) -> bool:
    """Say whether `line` is the rest of the one above: that is open, or full at `width` columns."""
    head, rest = above.rstrip(), line.strip()
    if _OPEN.search(head[-20:]) or _GOES_ON.match(rest):
        return True
    if width is None or not _NARROWEST <= len(head) <= WIDEST:
        return False
    slack = 2 * _SLACK if rest[:1].islower() else _SLACK
    return len(head) + 1 + len(rest.split(maxsplit=1)[0]) > width - slack


def is_capitalised(text: str) -> bool:
    """Say whether most words begin with a capital, as in a title."""
    words = text.split()
    return 2 * sum(word[:1].isupper() for word in words) > len(words)


def goes_on(abstract: str, line: str) -> bool:
    """Say whether a line right below an abstract is its next sentence or item."""
    text = line.strip()
    if _HEADING.match(text) or _OTHERS.match(text):
        return False
    return _size(text) > 1 and (
        is_closed(text)
        or _SENTENCE_BREAK.search(text) is not None
        or (_ITEM.match(text) is not None and abstract.rstrip().endswith((":", ";", ",", ".")))
    )


def is_paragraph(abstract: str, text: str, *, usual: bool, last: bool) -> bool:
    """Say whether a paragraph after a blank line goes on with an abstract.

    `usual`: many abstracts of the dump have several; `last`: it stands at the end of the dump.
    """
    if _HEADING.match(text) or _OTHERS.match(text) or is_notice(text):
        return False
    before = abstract.rstrip()
    if not before:
        return _size(text) > 3
    if not is_closed(before) and (text[:1].islower() or text.startswith(("$", "\\"))):
        return True
    if _SECTION.match(text) and _SECTION.match(before):
        return _size(text) > 2
    if before.endswith((":", ";", ",")) or (_ITEM.match(text) and before.endswith(".")):
        return _size(text) > 2
    if is_capitalised(text) or not (is_closed(text) or _SENTENCE_BREAK.search(text)):
        return False
    if _CODE.search(text):
        return True
    return len(text) >= (_PARAGRAPH // 2 if usual else _LAST_WORD if last else _PARAGRAPH)


def _size(text: str) -> int:
    """Return how many words a text has; of Chinese, two characters count as one."""
    return len(text.split()) + sum(char > "\u2e80" for char in text) // 2
