"""Texts of foreign records, without their markup and out of the objects that hold them."""

from papercli.dumps.markup import without_markup
from papercli.dumps.values import DEEPEST, read_text
from papercli.text import clean

_EDGE_PUNCTUATION = " ,;"


def read_prose(value: object) -> str | None:
    """Return the text that a value is, without markup."""
    text = read_text(value)
    return clean(without_markup(text)) or None if text and ("<" in text or "&" in text) else text


def read_name(value: object) -> str | None:
    """Return the name of what a value is, which may be an object that has one: a journal, a keyword."""
    for _ in range(DEEPEST):
        match value:
            case {"name": inner} | {"title": inner} | {"raw": inner} | {"display_name": inner}:
                value = inner
            case {"journal": inner} | {"venue": inner}:
                value = inner
    text = read_prose(value)
    return text.strip(_EDGE_PUNCTUATION) or None if text else None
