"""Titles and abstracts without their dressing.

LaTeX, HTML and Greek as the plain words that two dumps can be compared by.
"""

from collections.abc import Iterable

from papercli.patterns import late
from papercli.text import fold, fold_title, simplify

# What makes a text more than plain words; most texts have none of it and skip the work.
_DRESSED = late(r"[\\${}&<]|[^\x00-\x7f]")
# Stands for no character, and html reads no more than 4,300 digits.
_LONG_REFERENCE = late(r"&#[0-9]{9,};?")
_TAG = late(r"</?[a-zA-Z][^<>]{0,40}>")
_ACCENT = late(r"""\\['`^"~=.]\s*\{?\s*\\?([a-zA-Z])\s*\}?|\\[cvuHkr]\s*\{\s*([a-zA-Z])\s*\}""")
# Commands that say how letters look, not what they are; those that are letters keep their name
# (\alpha -> alpha).
_STYLE = late(
    r"\\(?:math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)|text(?:bf|it|rm|sc|sf|tt|sl)?|emph|boldsymbol|bm|operatorname\*?|mbox|left|right"
    r"|bf|it|rm|sc|sf|tt|em|cal|ensuremath|displaystyle|hat|tilde|bar|overline|underline|widetilde|widehat|vec)(?![a-zA-Z])"
)
_COMMAND = late(r"\\([a-zA-Z]+)")
_MARKUP = late(r"[\\${}^_]")
_LETTER_NAMES = {
    ord(form): name
    for letter, name in {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "ϵ": "epsilon",
        "ζ": "zeta",
        "η": "eta",
        "θ": "theta",
        "ι": "iota",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "mu",
        "ν": "nu",
        "ξ": "xi",
        "π": "pi",
        "ρ": "rho",
        "σ": "sigma",
        "ς": "sigma",
        "τ": "tau",
        "υ": "upsilon",
        "φ": "phi",
        "ϕ": "phi",
        "χ": "chi",
        "ψ": "psi",
        "ω": "omega",
        "∞": "infty",
        "ℓ": "ell",
        "∂": "partial",
        "×": "times",
        "≤": "leq",
        "≥": "geq",
        "→": "to",
        "⊗": "otimes",
        "∗": "*",
    }.items()
    for form in {letter, letter.upper()}
}
# A byte that begins a letter in UTF-8, and one that goes on.
_TWICE = late("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122\u20ac]")
_VARIANTS = late(r"\bvar(?=epsilon|phi|theta|rho|sigma|pi)")

# Letters of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
UNSPACED = late(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)

# Words that say nothing about what a title is about; English, as dumps are, with the articles of
# its neighbours.
STOP_WORDS = frozenset(
    "a an and are as at be by for from in into is it its of on or some that the their this to towards toward using via was we what when with der"
    " die das und la le les el de des du et y een het".split()
)


def unescape(text: str) -> str:
    """Return `text` with HTML entities (`&mdash;`, `&#232;`) as the characters they stand for."""
    if "&" not in text or ";" not in text:
        return text
    import html  # only a few dumps leave entities, and the table costs 4 ms

    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text))


def decode_again(text: str) -> str:
    """Return `text`, or what it was before its UTF-8 was read as Windows-1252.

    "MÃ¼ller" was "Müller".
    """
    if _TWICE.search(text) is None:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def plain(text: str) -> str:
    """Return the words of `text` folded, with LaTeX commands, HTML and Greek letters written as plain words."""
    if _DRESSED.search(text) is None:
        return fold_title(text)
    text = decode_again(unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = _ACCENT.sub(r"\1\2", text)
        text = _STYLE.sub("", text)
        text = _COMMAND.sub(r"\1 ", text)
    # Before fold, which takes \u2113 for an l.
    text = fold(_MARKUP.sub("", simplify(text)).translate(_LETTER_NAMES))
    return _VARIANTS.sub("", fold_title(text))


def split_words(folded: str) -> list[str]:
    """Return the words of a folded text; in scripts without spaces each letter is one."""
    return (folded if folded.isascii() else UNSPACED.sub(r" \g<0> ", folded)).split()


def latin_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words in Latin letters, but not initials: in other scripts one dump writes a name, and another does not."""
    return frozenset(
        word for word in plain(" ".join(texts)).split() if len(word) > 2 and word.isascii()
    )
