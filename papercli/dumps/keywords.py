"""Keywords and tags: one text or a list of them, to one each."""

from collections.abc import Iterable

from papercli.dumps.markup import with_characters, without_markup
from papercli.dumps.texts import read_name
from papercli.dumps.values import read_text
from papercli.patterns import late
from papercli.text import clean

_WIDE = str.maketrans("；，、", ";,,")  # in Chinese and Japanese
_CAPITAL = late("[A-Z]")
_CAPITALISED = late(r"\s{0,3}[A-Z][a-z]")


def read_words(value: object, *, are_tags: bool = False) -> tuple[str, ...]:
    """Return keywords, one each; a single string is split at semicolons, else at commas.

    In tags, which a reader wrote, signs that look like markup stay.
    """
    match value:
        case str():
            value = with_characters(value).translate(_WIDE)
            separator = (
                ";"
                if ";" in value
                else "|"
                if "|" in value
                else "\n"
                if "\n" in value.strip()
                else ","
                if "," in value
                else None
            )
            parts = value.split(separator) if separator else [value]
            # Where one ends the text, as in what this program exports, nothing else parts words.
            if separator == ";" and not value.rstrip().endswith(";") and _commas_part(value):
                parts = [each for part in parts for each in part.split(",")]
            return _distinct(clean(part if are_tags else without_markup(part)) for part in parts)
        case list() | tuple():
            return _distinct(read_text(each) or read_name(each) for each in value)
    return ()


def _commas_part(words: str) -> bool:
    """Say whether commas part keywords beside semicolons, and do not turn headings about: `Mice, Inbred; Humans`."""
    first, *others = words.split(",")
    return not _CAPITAL.search(first) and not any(map(_CAPITALISED.match, others))


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
