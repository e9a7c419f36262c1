r"""LaTeX in titles, names and abstracts to Unicode. What is not understood stays readable: no letter of the text is lost.

pylatexenc's table gives the symbols. Its converter is not used: it drops what follows an unmatched brace, the text of
`\mbox{…}` and every `&`, fails on `\cite` without its argument, and takes 0.4 ms a title; this takes 0.02 ms.
"""

import re
import unicodedata
from functools import cache

_LATEX = re.compile(r"[\\${}~]|--|``|''")
_ACCENTS = {
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
}
_LETTERS = {
    "ss": "ß",
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
}
# {\'e}, {\'{e}}, {\c c} with their braces, and the same without: \'e, \'{e}, \c{c}, \'\i
_BASE = r"(?:\{\s*(\\[ij]|[^\W\d_])\s*\}|(\\[ij])(?:\{\}|(?![A-Za-z]))|([^\W\d_]))"
_MARK = rf"""\\(?:(['`^"~=.])\s*|([uvHcdbkr])(?:\s+|(?=[{{\\]))){_BASE}"""
_ACCENT = re.compile(_MARK)
_ACCENT_IN_BRACES = re.compile(rf"\{{\s*{_MARK}\s*\}}")
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(rf"\{{\s*\\({_NAMES})\s*\}}|\\({_NAMES})(?![A-Za-z])(?:\{{\}}|\s+(?=\S))?")

_SWITCHES = frozenset(
    "em bf it rm sc sf sl tt bfseries itshape rmfamily scshape sffamily slshape ttfamily normalfont upshape mdseries tiny scriptsize "
    "footnotesize small normalsize large Large LARGE huge Huge boldmath displaystyle textstyle left right big Big bigl bigr Bigl Bigr "
    "limits nolimits protect noopsort relax ensuremath nobreak mathstrut".split()
)
_WITHOUT_TEXT = re.compile(
    r"\\(?:label|vspace|hspace|cite[a-z]*|footnotemark|bibinfo\s*\{[^{}]*\}|phantom)\*?\s*(?:\[[^\]]{0,200}\]\s*)?(?:\{[^{}]{0,200}\})?"
)
_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{([^{}]*)\}|(\w))\s*(?:\{([^{}]*)\}|(\w))")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_BOARD = re.compile(r"\\(?:mathbb|mathds|Bbb)\s*(?:\{\s*([A-Z])\s*\}|([A-Z]))")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?(\s*)|\\(.)|(---?|``|''|[{}~$])", re.DOTALL)
_PUNCTUATION = {
    "---": "\N{EM DASH}",
    "--": "\N{EN DASH}",
    "``": "\N{LEFT DOUBLE QUOTATION MARK}",
    "''": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "~": " ",
    "{": "",
    "}": "",
}
_SPACES = {
    ",": " ",
    ";": " ",
    ":": " ",
    " ": " ",
    "!": "",
    "/": "",
    "\\": " ",
    "-": "",
    "(": "",
    ")": "",
    "[": "",
    "]": "",
    "\n": " ",
}


def accents_to_unicode(text: str) -> str:
    """Return `text` with accents and letters in LaTeX as Unicode, and the rest, maths included, as it was."""
    if "\\" not in text:
        return text
    return _LETTER.sub(_letter, _ACCENT.sub(_accented, _ACCENT_IN_BRACES.sub(_accented, text)))


def latex_to_unicode(text: str) -> str:
    r"""Return LaTeX as the Unicode text it would be set as, maths included: `$\beta$-VAE` is `β-VAE`."""
    if _LATEX.search(text) is None:
        return text
    text = accents_to_unicode(text)
    if "\\" in text:
        text = _BOARD.sub(
            lambda found: _double_struck(found[1] or found[2]),
            _LINK.sub("", _WITHOUT_TEXT.sub("", text)),
        )
        text = _FRACTION.sub(
            lambda found: f"{found[1] or found[2] or ''}/{found[3] or found[4] or ''}", text
        )
    dollars = len(re.findall(r"(?<!\\)\$", text))
    # An odd dollar is money, or the other end of a formula is cut off: it is kept.
    return _TOKEN.sub(lambda token: "$" if token[4] == "$" and dollars % 2 else _plain(token), text)


def _accented(found: re.Match[str]) -> str:
    base = (found[3] or found[4] or found[5]).removeprefix("\\")
    return unicodedata.normalize("NFC", base + _ACCENTS[found[1] or found[2]])


def _letter(found: re.Match[str]) -> str:
    return _LETTERS[found[1] or found[2]]


def _double_struck(letter: str) -> str:
    for name in (f"DOUBLE-STRUCK CAPITAL {letter}", f"MATHEMATICAL DOUBLE-STRUCK CAPITAL {letter}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


def _plain(token: re.Match[str]) -> str:
    command, space, escaped, other = token.groups()
    if other is not None:
        return "" if other == "$" else _PUNCTUATION[other]
    if escaped is not None:
        return _SPACES.get(escaped, escaped)
    if command in _SWITCHES:
        return ""
    before, after = (
        token.string[max(token.start() - 1, 0) : token.start()],
        token.string[token.end() : token.end() + 1],
    )
    symbol = _symbols().get(command)
    if symbol is not None:
        if len(symbol) > 1 and symbol.isalpha() and before.isalnum():  # n\\log n
            symbol = f" {symbol}"
        # TeX drops the blank after a command, but "α and β" reads better than "αand β".
        return symbol + (" " if space else "")
    # Its text is in the braces; without any, its name is all there is.
    return (
        "" if after == "{" and not token.string.startswith("{}", token.end()) else command + space
    )


@cache
def _symbols() -> dict[str, str]:
    """Return what commands without an argument stand for: `alpha` is `α`."""
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]  # it ships no types

    symbols = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and text.strip() and "%" not in text and "<" not in text:
            symbols[spec.macroname] = text
    # The table has accents for these, which are keys of a keyboard.
    symbols |= {"textasciicircum": "^", "textasciitilde": "~", "textasciigrave": "`"}
    return symbols | {
        "textbackslash": "\\",
        "dots": "…",
        "ldots": "…",
        "sqrt": "√",
        "quad": " ",
        "qquad": " ",
    }
