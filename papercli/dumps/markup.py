"""Text out of the markup that bibliographic services leave in titles and abstracts (JATS, HTML, MathML, entities)."""

import html
import re

from papercli.dumps.base import Skipped
from papercli.dumps.mathml import formula_of, scripted
from papercli.dumps.xml.records import parse_element
from papercli.patterns import late

# Only known elements: "a<b and c>d" in an abstract is mathematics.
_NAMES = (
    r"(?:jats|mml|m):[\w-]+|i|b|u|em|strong|sub|sup|inf|sc|scp|tt|small|span|font|a|p|br|div|li|ul|ol|h[1-6]|title|sec|italic|bold|abstract|abstracttext|"
    r"inline-formula|disp-formula|tex-math|alternatives|math|semantics|annotation|m(?:i|n|o|row|sub|sup|subsup|frac|sqrt|text|style|over|under|table|tr|td)"
)
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*"""
_TAG = late(rf"<(/?)({_NAMES}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_SCRIPT = late(r"<((?:jats:)?(sub|sup|inf))>([^<>]{1,40})</\1>", re.IGNORECASE)
_MATH = late(rf"<((?:\w{{1,9}}:)?math){_ATTRIBUTES}\s*>", re.IGNORECASE)
_BLOCKS = frozenset("p br div li ul ol title sec abstract abstracttext h1 h2 h3 h4 h5 h6".split())
_HEADING = late(
    r"<(jats:title|title|h[1-6])>\s*+(?:abstract|summary)\s*+(?:[:.]\s*+)?</\1>", re.IGNORECASE
)
_ENTITY = late(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return `text` without tags and with entities as the characters they stand for."""
    if "&" in text:
        text = with_characters(text)
    if "<" in text:
        text = _SCRIPT.sub(_read_script, _with_formulas(text))
        text = _TAG.sub(_space_for_blocks, _HEADING.sub(" ", text))
    return text


def _read_script(found: re.Match[str]) -> str:
    return scripted(found[3], raised=found[2].lower() == "sup")


def _with_formulas(text: str) -> str:
    """Return `text` with its formulas in MathML as TeX."""
    at, parts = 0, []
    while found := _MATH.search(text, at):
        end = text.find(f"</{found[1]}>", found.end())
        if end < 0:
            break
        end += len(found[1]) + 3
        parsed = parse_element(text[found.start() : end], 1)
        parts.append(text[at : found.start()])
        parts.append(
            text[found.start() : end] if isinstance(parsed, Skipped) else formula_of(parsed[1])
        )
        at = end
    return "".join((*parts, text[at:])) if at else text


def with_characters(text: str) -> str:
    """Return `text` with the characters that its entities stand for: `M&uuml;ller` is `Müller`.

    Twice, for the services that escape what is escaped already.
    """
    for _ in range(2 if "&" in text else 0):
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def _space_for_blocks(tag: re.Match[str]) -> str:
    return " " if tag[2].lower().rpartition(":")[2] in _BLOCKS else ""
