"""Text: cleaned once at the door, folded whenever two texts are compared."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from papercli.patterns import late

# Whole terminal commands (ECMA-48): colours and cursor moves, and strings such as window titles
# with their text.
_TERMINAL_COMMAND = late(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,400}(?:\x07|\x1b\\|\x9c)"
)
# What could drive a terminal or hide text: control characters (tabs and line ends become spaces
# first), bidi embeddings, overrides and isolates, soft hyphens, zero-width spaces, byte order
# marks, lone surrogates, tag characters.
_UNSAFE = late(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

# Letters that have no canonical decomposition but that readers type without their stroke.
_STROKED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{PRIME}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "`": "'",
        "\N{ACUTE ACCENT}": "'",
        "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FIGURE DASH}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL BAR}": "-",
        "\N{MINUS SIGN}": "-",
    }
)

# What Greek words have and formulas do without: accents, omicron, capitals that look Latin.
_ONLY_IN_GREEK = late("[ΆΈ-ΒΕΖΗΙΚΜΝΟΡΤΧΪ-ίΰοϊ-ώ\u1f00-\u1fff]")
_GREEK_WORD = late("[\u0370-\u03ff\u1f00-\u1fff]{2,}")

_HAN = late("[\u3400-\u9fff\U00020000-\U0002a6df]")

_MOST_DIGITS = 18  # of a number that counts something; Python refuses to read more than 4,300

# A word for comparing titles: letters and digits, with the signs that tell C, C++ and C# apart.
_TITLE_WORD = late(r"\w+[+#]*", re.UNICODE)


def clean(text: str) -> str:
    """Return `text` in NFC, with single spaces and without characters that could drive a terminal."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return unicodedata.normalize(
        "NFC", " ".join(_UNSAFE.sub("", _TERMINAL_COMMAND.sub("", text)).split())
    )


def clean_lines(text: str) -> str:
    """Return `text` with each of its lines cleaned: notes may have more than one."""
    return "\n".join(map(clean, text.split("\n"))).strip("\n")


def fold(text: str) -> str:
    """Return `text` without case, accents, ligatures, and variants of dashes and quotes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return (
        "".join(c for c in decomposed if not unicodedata.combining(c))
        .casefold()
        .translate(_STROKED)
    )


def split_greek(text: str) -> list[str]:
    """Return `text` in pieces, every second of them a word in Greek.

    There is one piece where Greek letters are symbols, as in αβ T cells.
    """
    if text.isascii() or not _ONLY_IN_GREEK.search(text):
        return [text]
    pieces, at = [], 0
    for word in _GREEK_WORD.finditer(text):
        pieces += [text[at : word.start()], word[0]]
        at = word.end()
    return [*pieces, text[at:]]


def simplify(text: str) -> str:
    """Return `text` with Chinese characters in their simplified form: 網 as 网.

    It is no part of `fold`, on which the ids of papers depend.
    """
    return text.translate(_simplified()) if _HAN.search(text) else text


@cache
def _simplified() -> dict[int, int]:
    """Return the table: traditional characters and their simplified forms, from Unicode's CLDR."""
    table = Path(__file__).with_name("simplified.txt").read_text(encoding="utf-8")
    _, traditional, simplified = table.splitlines()
    return str.maketrans(traditional, simplified)


def fold_run(run: str) -> str:
    """Return a run of letters and signs, folded, without the blanks that become of some signs (U+00B4, U+309B)."""
    return "".join(fold(run).split())


def fold_title(title: str) -> str:
    """Return the words of `title`, folded and joined by single spaces.

    Equal for titles that differ in form only.
    """
    folded = fold(title)
    return " ".join(_TITLE_WORD.findall(folded.replace("_", " "))) or folded.strip()


def read_number(digits: str) -> int | None:
    """Return the number that decimal digits of any script write, or None.

    There is none where there are too many digits, or something else among them.
    """
    if not digits.isdecimal():  # a superscript two is a digit and no decimal
        return None
    significant = digits.lstrip("0")
    return int(significant or "0") if len(significant) <= _MOST_DIGITS else None


def number_of(count: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun: `1 paper`, `2 papers`.

    `nouns` is a plural that takes more than an s.
    """
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def join_words(words: Sequence[str], conjunction: str) -> str:
    """Return words as a sentence lists them: `a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} {conjunction} {last}" if others else last
