"""Formulas in MathML as TeX between dollars, and raised and lowered letters as Unicode has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papercli.latex.symbols import script
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 40  # elements within each other; of what is deeper only the text is kept
_SCRIPT = late(r"[0-9+=()\-]{1,6}|[a-z]")
_POWER = late(r"[+\-]?\d+(?:\.\d+)?")
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_TEX_SIGN = late(r"[\\^_]")
_ESCAPED = late(r"[%&#{}$_]")
_INVISIBLE = late("[\u2061-\u2064\u200b]")
_FUNCTIONS = frozenset(
    "arccos arcsin arctan cos cosh cot det dim exp gcd inf lim ln log max min sin sinh sup tan tanh".split()
)
_ACCENTS = {
    "\u00af": "bar", "\u203e": "bar", "\u0304": "bar", "_": "bar", "^": "hat", "\u02c6": "hat", "\u0302": "hat", "~": "tilde",
    "\u02dc": "tilde", "\u0303": "tilde", "\u2192": "vec", "\u20d7": "vec", "\u02d9": "dot", ".": "dot", "\u00a8": "ddot",
}  # fmt: skip
_FONTS = {"double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak", "bold": "mathbf"}
_LEFT_OUT = frozenset({"mphantom", "annotation", "annotation-xml", "none", "mprescripts"})


def scripted(text: str, *, raised: bool) -> str:
    """Return a raised or lowered text: `²`, `⁻³`, `₂`; a word or the mark of a footnote as it stands."""
    plain = text.strip().translate(_MINUS)
    if _SCRIPT.fullmatch(plain):
        found = script(plain, raised=raised)
        return found if found[0] not in "^_" else text
    return f"^{plain}" if raised and _POWER.fullmatch(plain) else text


def formula_of(math: "Element") -> str:
    """Return a formula in MathML as TeX between dollars, or as plain text where that is all it is."""
    for each in math.iter("annotation"):
        if "tex" in (each.get("encoding") or "").lower() and (tex := (each.text or "").strip()):
            return f"${tex.strip('$')}$"
    tex = " ".join(_tex(math, 0).split())
    return f"${tex}$" if _TEX_SIGN.search(tex) else tex


def _tex(element: "Element", depth: int) -> str:
    if depth > _DEEPEST:
        return "".join(element.itertext())
    if not len(element):
        return _token(element)
    parts = [_tex(each, depth + 1) for each in element if each.tag not in _LEFT_OUT]
    known = _structure(element.tag, parts)
    if known is not None:
        return known
    if element.tag == "mfenced":
        separator = (element.get("separators") or ",")[:1]
        return f"{element.get('open', '(')}{separator.join(parts)}{element.get('close', ')')}"
    return (", " if element.tag in {"mtable", "mtr"} else "").join(parts)


def _structure(tag: str, parts: Sequence[str]) -> str | None:
    """Return what an element makes of its parts, where that is more than a row of them."""
    match tag, parts:
        case "msub" | "munder", [base, low]:
            return f"{base}_{{{low}}}"
        case "mover", [base, over] if over.strip() in _ACCENTS:
            return f"\\{_ACCENTS[over.strip()]}{{{base}}}"
        case "msup" | "mover", [base, high]:
            return f"{base}'" if high in {"'", "\N{PRIME}"} else f"{base}^{{{high}}}"
        case "msubsup" | "munderover", [base, low, high]:
            return f"{base}_{{{low}}}^{{{high}}}"
        case "mfrac", [over, under]:
            return f"\\frac{{{over}}}{{{under}}}"
        case "mroot", [base, index]:
            return f"\\sqrt[{index}]{{{base}}}"
        case "msqrt", [*row]:
            return f"\\sqrt{{{''.join(row)}}}"
    return None


def _token(element: "Element") -> str:
    text = _INVISIBLE.sub("", element.text or "").strip()
    if element.tag == "mspace":
        return " "
    if element.tag == "mtext":
        return f"\\text{{{_ESCAPED.sub('', element.text or '')}}}" if text else " "
    if element.tag == "mi" and text in _FUNCTIONS:
        return f"\\{text} "
    text = _ESCAPED.sub(lambda sign: f"\\{sign[0]}", text).replace("\N{MINUS SIGN}", "-")
    font = _FONTS.get(element.get("mathvariant") or "")
    if font and text.isalpha() and text.isascii():
        return f"\\{font}{{{text}}}"
    if element.tag == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return f"\\mathrm{{{text}}}"
    return text
