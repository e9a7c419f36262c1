r"""LaTeX that stands in ordinary text: `Schr\"odinger`, `{\it case}`, `$\alpha$`, in titles and abstracts of any dump.

Backslashes, dollars and braces also stand in paths, regular expressions, programs and prices. Only
what can be nothing but LaTeX is read; everything else stays as it is, sign by sign.
"""

import re
import unicodedata
from itertools import islice

from papercli.latex.formulas import as_kept, formulas_of, read_formula
from papercli.latex.read import latex_to_unicode, maths_to_unicode
from papercli.latex.symbols import ACCENTS, LETTERS, symbol_of
from papercli.patterns import late

_GROUP = r"\{(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]{0,200}\}){0,400}\}){0,1000}\}"
_BASE = r"(?:[^\W\d_]|\\[ij](?![A-Za-z])(?:\{\}|[ ](?=[a-z]))?)"
_SWITCHES = "boldmath|footnotesize|scriptsize|small|large|Large|it|em|bf|rm|sc|sf|sl|tt|itshape|bfseries|scshape|slshape|sffamily|ttfamily|rmfamily"
_OF_TEXT = (
    "emph|text|textit|textbf|textsc|textsf|texttt|textrm|textsl|textup|textnormal|mathrm|mathit|mathbf|mathsf|mathcal|mathbb|mbox|hbox"
    "|uppercase|enquote|underline|url|ensuremath|textsuperscript|textsubscript|ce|operatorname"
)
_NAMES = "|".join(sorted(LETTERS, key=len, reverse=True))
_ACCENTS = "".join(filter(str.isalpha, ACCENTS))
_SIGNS = "".join(each for each in ACCENTS if not each.isalpha())
_LATEX = late(
    rf"""
      (?P<braced> \{{\s*\\(?:[{_SIGNS}]\s*|[{_ACCENTS}](?:\s+|(?=[{{\\])))(?:\{{\s*{_BASE}\s*\}}|{_BASE}|\{{?\\['`^"~.]\{{?[A-Za-z]\}}?\}}?)\s*\}}
        | \{{\s*\\(?:{_NAMES})\s*\}} )
    | (?P<symbol> \{{\s*\\[A-Za-z]{{2,}}\s*\}} )
    | (?P<argument> \\(?:[{_SIGNS}]|[{_ACCENTS}])(?:\{{\s*{_BASE}\s*\}}|\{{\\['`^"~.]\{{?[A-Za-z]\}}?\}}) )
    | (?P<switch> \{{\s*\\(?:{_SWITCHES})(?![A-Za-z])(?:[^{{}}\\]|\\.|{_GROUP}){{0,1000}}\}} )
    | (?P<link> \\href\s*(?P<address>\{{[^{{}}]*\}})\s*{_GROUP} )
    | (?P<cited> \\cite[a-z]{{0,6}}\*?\s*(?:\[[^\[\]]*\]\s*){{0,2}}\{{(?P<keys>[^{{}}\\]*)\}} )
    | (?P<command> \{{\s*\\(?:{_OF_TEXT})\s*{_GROUP}\s*\}} | \\(?:{_OF_TEXT})\s*{_GROUP} | \\(?:text)?color\s*\{{\w+\}}\s*{_GROUP} | \\(?:bar|hat|tilde|vec|dot|ddot)\{{[A-Za-z]\}} )
    | (?P<sign> \\[{_SIGNS}]{_BASE} )
    | (?P<spaced> \\[uvHckr][ ]+[A-Za-z] )
    | (?P<letter> \\(?:{_NAMES})(?:\{{\}}|(?![A-Za-z])(?:[ ](?=[a-z]))?) )
    | (?P<escaped> \\[%&\#_] | \\\$(?=\d) )
    | (?P<name> \\[A-Za-z]{{2,}}(?:\{{\}})? )
    """,
    re.VERBOSE,
)
# Signs of a private area, each of which stands for a formula while the text around it is read.
_FIRST_HELD, _MOST_HELD = 0xF0000, 0xFFF0
_HELD = late("[\U000f0000-\U000fffff]")
# What a run of letters and signs with a backslash holds when it is a path or a regular expression.
_FOREIGN = late(
    r"(?<![A-Za-z])[A-Za-z]:\\|^\\\\|://|\\[A-Za-z]:|\\(?:[wWsSDBAZnxtNeEpP]|u[0-9a-fA-F]{4})(?![A-Za-z])|\\[db](?=[+*?\]|)]|\{\d)"
    r"|\(\?|\\[.()\[\]|?*+](?![A-Za-z{])|\|\^|^\|"
)
_CLOSING_QUOTE = {sign: re.compile(rf"\\{sign}(?![A-Za-z{{\\])") for sign in "\"'`"}
_SHORT_FORMS = late(r"(?:[sdtm]|re|ll|ve|em)(?![A-Za-z])")  # don't, we're, we'll
_DOMAIN = late(r"[A-Za-z]{2,4}(?![A-Za-z])")
_LONGEST_RUN = 200  # letters and signs on each side of what may be LaTeX
_SHORT = 3  # letters of names that are words of other tongues, too: \in, \to, \mu
_TIE = late(
    r"(?<=[\w.,)\u201d\U000f0000-\U000fffff])~(?=(?!(?<=[\W_][A-Za-z]~)\d)[\w$\\(\u201c\U000f0000-\U000fffff]|$)"
)
_THIN = late(r"(?<=[\w.,)])\\[ ,;:](?=[\w(\U000f0000-\U000fffff]|$)")
_BREAK = late(r"(?<=\w)\\[-/](?=\w)")  # where a word may be parted
_DASH = late(r"(?<=[\w.)])(---?)(?=[\w(])|(?<=\s)(---?)(?=\s)")


def read_prose(text: str) -> str:
    r"""Return `text` with the LaTeX in it as Unicode, maths included: `$\beta$-VAE` is `β-VAE`."""
    return _read(text, keeps_maths=False) if _may_hold(text) else text


def read_outside_maths(text: str) -> str:
    r"""Return `text` with the LaTeX outside of its formulas as Unicode, and the formulas as they stand."""
    return _read(text, keeps_maths=True) if _may_hold(text) else text


def holds_maths(text: str) -> bool:
    """Say whether there is a formula in `text`."""
    return _may_hold(text) and next(formulas_of(text), None) is not None


def _may_hold(text: str) -> bool:
    return "\\" in text or "$" in text


def _read(text: str, *, keeps_maths: bool) -> str:
    if _HELD.search(text):
        return text
    formulas: list[str] = []
    around, at, has_commands = [], 0, False
    # One sign stands for a formula, so that commands may go around it.
    for formula in islice(formulas_of(text), _MOST_HELD):
        around += [text[at : formula.start()], chr(_FIRST_HELD + len(formulas))]
        formulas.append(
            as_kept(formula) if keeps_maths else read_formula(formula, maths_to_unicode)
        )
        has_commands = has_commands or "\\" in formula[0]
        at = formula.end()

    held = "".join(around) + text[at:]
    read = _LATEX.sub(_read_one, held) if "\\" in held else held
    # Where there is LaTeX, the signs that it shares with other texts are read as its own.
    if read != held or has_commands:
        read = _read_signs(read)
    return _HELD.sub(lambda sign: formulas[ord(sign[0]) - _FIRST_HELD], read) if formulas else read


def _read_one(found: re.Match[str]) -> str:
    """Return what stands in a text as LaTeX, as Unicode; as it is where it may be something else."""
    kind, text = found.lastgroup or "", found[0]
    if kind in {"switch", "command"}:
        return latex_to_unicode(text)
    if kind == "cited":
        return f"[{found['keys']}]"
    if kind == "link":
        shown, address = latex_to_unicode(text), found["address"][1:-1]
        return shown if address in shown or " " in address else f"{shown} ({address})"
    start, end = max(found.start() - _LONGEST_RUN, 0), found.end() + _LONGEST_RUN
    left = found.string.rfind(" ", start, found.start())
    right = found.string.find(" ", found.end(), end)
    run = found.string[left + 1 if left >= 0 else start : right if right >= 0 else end]
    if _FOREIGN.search(run):
        return text
    before = found.string[found.start() - 1 : found.start()]
    if kind == "braced":
        return latex_to_unicode(text)
    if kind == "symbol":
        symbol = _symbol(text.strip("{} \\"))
        return "°" if text == r"{\deg}" else text if symbol is None else symbol
    read = {
        "argument": _read_argument,
        "sign": _read_sign,
        "spaced": _read_spaced,
        "letter": _read_letter,
        "escaped": lambda found, _: found[0][1:],
        "name": _read_name,
    }[kind](found, before)
    return text if read is None else read


def _read_argument(found: re.Match[str], before: str) -> str | None:
    r"""Return the letter that an accent with braces is on; None where it may be `\d{n}` of a regular expression."""
    read, after = latex_to_unicode(found[0]), found.string[found.end() : found.end() + 1]
    is_in_word = before.isalpha() or after.isalpha() or read.isupper()
    return read if found[0][1] not in "dbk" or is_in_word else None


def _read_sign(found: re.Match[str], before: str) -> str | None:
    r"""Return the letter that an accent is on, `\'e`; None where it is an escaped quotation mark or full stop."""
    text, end = found.string, found.end()
    sign, base = found[0][1], found[0][2:]
    inner, rest = before.isalpha(), text[end - 1 :]
    composed = unicodedata.normalize("NFC", base[:1] + ACCENTS[sign])
    if base.startswith("\\"):
        return latex_to_unicode(found[0])
    if len(composed) != 1 or before in {"/", "\\", "["} or (sign == "^" and before in {"[", "("}):
        return None
    if sign in _CLOSING_QUOTE:
        if not inner and _CLOSING_QUOTE[sign].search(text, end, end + 2 * _LONGEST_RUN):
            return None
        if (
            inner
            and sign != '"'
            and (_SHORT_FORMS.match(rest) or text.startswith(f"\\{sign}", end))
        ):
            return None
        if inner and base.isupper() and text[end : end + 1].islower():  # O'Neil
            return None
    if sign == "." and (base not in "zZI" or _DOMAIN.match(rest)):
        return None
    return composed


def _read_spaced(found: re.Match[str], before: str) -> str | None:
    r"""Return the letter of `\c c` in a word, or of `\v S` at the start of one."""
    accent, base = found[0][1], found[0][-1]
    composed = unicodedata.normalize("NFC", base + ACCENTS[accent])
    follows = found.string[found.end() : found.end() + 1]
    if len(composed) != 1 or not (before.isalpha() or (base.isupper() and follows.islower())):
        return None
    return None if before and not (before.isalpha() or before in " -~({") else composed


def _read_letter(found: re.Match[str], before: str) -> str | None:
    text = found[0]
    name = text[1:].strip("{} ")
    if text.endswith("{}"):
        return LETTERS[name]
    if name == "AA" and before.isdecimal():
        return LETTERS[name]
    if not before.isalpha() and not (name[0].isupper() and (not before or before in " -~({")):
        return None
    return None if name in {"i", "j", "th", "TH", "dh", "DH"} else LETTERS[name]


def _read_name(found: re.Match[str], before: str) -> str | None:
    name = found[0][1:].removesuffix("{}")
    after = found.string[found.end() : found.end() + 1]
    if before in {"\\", "/", ":"}:
        return None
    if len(name) <= _SHORT and (before.isalpha() or before == ".") and after not in {"_", "^"}:
        return None
    return _symbol(name)


def _symbol(name: str) -> str | None:
    """Return the sign that a command stands for, where it is one, and no word."""
    symbol = symbol_of(name)
    return None if symbol is None or (symbol.isascii() and symbol.isalpha()) else symbol


def _read_signs(text: str) -> str:
    """Return a text that is known to hold LaTeX with its ties, dashes, quotes and spaces as Unicode."""
    if "``" in text:
        text = text.replace("``", "\N{LEFT DOUBLE QUOTATION MARK}").replace(
            "''", "\N{RIGHT DOUBLE QUOTATION MARK}"
        )
    if "~" in text:
        text = _TIE.sub(" ", text)
    if "--" in text:
        text = _DASH.sub(
            lambda found: "\N{EM DASH}" if len(found[1] or found[2]) > 2 else "\N{EN DASH}",
            text,
        )
    return _BREAK.sub("", _THIN.sub(" ", text)) if "\\" in text else text
