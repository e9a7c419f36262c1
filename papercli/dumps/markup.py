"""Text out of the markup that bibliographic services leave in titles and abstracts (JATS, HTML, MathML, entities)."""

import html
import re

# Only known elements: "a<b and c>d" in an abstract is mathematics.
_NAMES = (
    r"(?:jats|mml|m):[\w-]+|i|b|u|em|strong|sub|sup|sc|scp|tt|small|span|font|a|p|br|div|li|ul|ol|h[1-6]|title|sec|italic|bold|abstract|abstracttext|"
    r"inline-formula|disp-formula|tex-math|alternatives|math|semantics|annotation|m(?:i|n|o|row|sub|sup|subsup|frac|sqrt|text|style|over|under|table|tr|td)"
)
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*"""
_TAG = re.compile(rf"<(/?)({_NAMES}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_BLOCKS = frozenset("p br div li ul ol title sec abstract abstracttext h1 h2 h3 h4 h5 h6".split())
_HEADING = re.compile(
    r"<(jats:title|title|h[1-6])>\s*+(?:abstract|summary)\s*+(?:[:.]\s*+)?</\1>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return `text` without tags and with entities as the characters they stand for."""
    if "&" in text:
        text = _unescape(text)
    if "<" in text:
        text = _TAG.sub(_space_for_blocks, _HEADING.sub(" ", text))
    return text


def _unescape(text: str) -> str:
    """Return `text` with its entities resolved.

    Twice, for the services that escape what is escaped already.
    """
    for _ in range(2):
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def _space_for_blocks(tag: re.Match[str]) -> str:
    return " " if tag[2].lower().rpartition(":")[2] in _BLOCKS else ""
