"""What LaTeX's commands stand for in Unicode, and the raised and lowered letters that Unicode has."""

import re
import unicodedata
from functools import cache

from papercli.patterns import late

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
    "G": "\u030f",
    "h": "\u0309",  # the hook of Vietnamese
}
# The same in maths.
MATHS_ACCENTS = {
    "acute": "\u0301",
    "grave": "\u0300",
    "hat": "\u0302",
    "widehat": "\u0302",
    "ddot": "\u0308",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "dot": "\u0307",
    "breve": "\u0306",
    "check": "\u030c",
    "mathring": "\u030a",
    "vec": "\u20d7",
    "underline": "\u0332",
}
LETTERS = {
    "ss": "ß",
    "SS": "ẞ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "ohorn": "ơ",
    "OHORN": "Ơ",
    "uhorn": "ư",
    "UHORN": "Ư",
}
# Letters that pylatexenc's table has as signs, misses, or gives with an accent of their own.
_OWN = {
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textbackslash": "\\",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textmu": "µ",
    "textdegree": "°",
    "textohm": "Ω",
    "textvisiblespace": " ",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textperiodcentered": "·",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "slash": "/",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "cdots": "⋯",
    "lq": "‘",
    "rq": "’",
    "colon": ":",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "newline": " ",
    "par": " ",
    "sqrt": "√",
    "surd": "√",
    "prime": "′",
    "hbar": "ħ",
    "ell": "ℓ",
    "degree": "°",
    "micro": "µ",
    "neq": "≠",
    "ne": "≠",
    **{
        f"text{name}": letter
        for name, letter in zip(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda nu xi pi rho sigma tau upsilon phi chi psi omega "
            "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(),
            "αβγδεζηθικλνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
            strict=True,
        )
    },
    # Units of siunitx and what stands in front of them.
    **dict(
        zip(
            "pico nano milli centi deci kilo mega giga tera watt metre meter gram hertz volt ampere kelvin pascal joule newton "
            "electronvolt tesla litre liter celsius degreeCelsius percent squared cubed".split(),
            "p n m c d k M G T W m m g Hz V A K Pa J N eV T l l °C °C % ² ³".split(),
            strict=True,
        )
    ),
    "per": "/",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
}

_RAISED = dict(
    zip(
        "0123456789+-\u2212=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-\u2212=()aehijklmnoprstuvx",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        strict=True,
    )
)
# Signs that stand high by themselves: C*, 5°, f′.
_HIGH = {"*": "*", "∗": "*", "⋆": "⋆", "∘": "°", "◦": "°", "°": "°", "′": "′", "†": "†", "‡": "‡"}
_LONGEST = 6  # letters of a script that is still read with ease
RAISED = {raised: plain for plain, raised in _RAISED.items() if plain.isascii()}
LOWERED = {lowered: plain for plain, lowered in _LOWERED.items() if plain.isascii()}
_IN_BRACKETS = late(r"([_^])\(([^()]*)\)")
_SCRIPTS = late(f"[{''.join(RAISED)}]+|[{''.join(LOWERED)}]+")


def script(text: str, *, raised: bool) -> str:
    """Return `text` in raised or lowered letters; behind `^` or `_` where Unicode has none for it."""
    if not text:
        return ""
    if raised and all(sign in _HIGH for sign in text):
        return "".join(_HIGH[sign] for sign in text)
    letters = _RAISED if raised else _LOWERED
    if len(text) <= _LONGEST and all(letter in letters for letter in text):
        return "".join(letters[letter] for letter in text)
    sign = "^" if raised else "_"
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def without_scripts(text: str) -> str:
    """Return `text` with raised and lowered letters as plain ones behind `^` and `_`: `L²` is `L^2`."""
    return _IN_BRACKETS.sub(r"\1\2", _SCRIPTS.sub(_plain_script, text))


def _plain_script(found: re.Match[str]) -> str:
    letters = RAISED if found[0][0] in RAISED else LOWERED
    return ("^" if letters is RAISED else "_") + "".join(letters[each] for each in found[0])


def accented(text: str, accent: str) -> str:
    """Return `text` with an accent on its first letter; `ı` and `ȷ` lose their missing dot."""
    end = 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    base = {"ı": "i", "ȷ": "j"}.get(text[:end], text[:end])
    return unicodedata.normalize("NFC", base + accent) + text[end:]


def double_struck(letter: str) -> str:
    """Return a letter as the blackboard has it: `R` is `ℝ`."""
    for name in (f"DOUBLE-STRUCK CAPITAL {letter}", f"MATHEMATICAL DOUBLE-STRUCK CAPITAL {letter}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


# Commands that most formulas are made of: pylatexenc's table, which takes 50 ms to build, has the rest.
_COMMON = dict(
    zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi varphi chi psi omega"
        " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega infty partial nabla pm mp times div cdot le leq ge geq ll gg sim simeq"
        " approx equiv propto in notin subset subseteq cup cap to rightarrow leftarrow Rightarrow sum prod int forall exists emptyset otimes oplus"
        " langle rangle circ star dagger bullet mid perp parallel wedge vee".split(),
        "αβγδϵεζηθικλμνξπρστυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ∞∂∇±∓×÷·≤≤≥≥≪≫∼≃≈≡∝∈∉⊂⊆∪∩→→←⇒∑∏∫∀∃∅⊗⊕⟨⟩∘⋆†∙|⊥∥∧∨",
        strict=True,
    )
)
_WORDS = frozenset("log ln exp sin cos tan max min lim sup inf det dim ker deg arg gcd Pr".split())


def symbol_of(name: str) -> str | None:
    """Return what a command without an argument stands for: `alpha` is `α`; None for any other."""
    if name in _WORDS:
        return name
    return _COMMON.get(name) or _OWN.get(name) or _rare().get(name)


@cache
def _rare() -> dict[str, str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]  # it ships no types

    known = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and text.strip() and "%" not in text and "<" not in text:
            known[spec.macroname] = text
    return known


# The letters of the encoding LGR, in which babel sets Greek: `\textgreek{b}` is β.
_LATIN_OF_GREEK = "abgdezhjiklmnxoprsctufqyw"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω"
_LGR = str.maketrans(
    _LATIN_OF_GREEK + _LATIN_OF_GREEK.replace("c", "").upper(),
    _GREEK + _GREEK.replace("ς", "").upper(),
)


def greek_of(letters: str) -> str:
    """Return the Greek letters that Latin ones stand for in the argument of babel's command."""
    return letters.translate(_LGR)
