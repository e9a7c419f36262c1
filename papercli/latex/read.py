r"""LaTeX in titles, names and abstracts to Unicode. What is not understood stays readable: no letter of the text is lost.

pylatexenc's table gives the symbols. Its converter is not used: it drops what follows an unmatched brace, the text of
`\mbox{…}` and every `&`, fails on `\cite` without its argument, and takes 0.4 ms a title; this takes 0.05 ms.
"""

import re

from papercli.latex.formulas import FORMULA, as_kept, is_formula_in_latex, read_formula
from papercli.latex.symbols import (
    ACCENTS,
    LETTERS,
    MATHS_ACCENTS,
    accented,
    double_struck,
    greek_of,
    script,
    symbol_of,
)
from papercli.patterns import late

_LATEX = late(r"[\\${}~]|--|``|''")
_TOKEN = late(
    r"\\(?P<command>[A-Za-z]+)\*?(?P<space>\s*)|\\(?P<sign>.)|(?P<other>---?|``|''|\$\$?|[{}~^_])|(?P<text>[^\\${}~^_`'-]+|.)",
    re.DOTALL,
)
_BLANKS = late(r"\s*")
_VERBATIM = late(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_OPTION = late(r"\s*\[[^\[\]]{0,200}\](?=\s*\{)")
_FORMULA_NUMBER = late(r"(?<=[A-Za-z)\]])\d+")
_DEEPEST = 60  # braces within braces; of what is deeper they are left out

_SWITCHES = frozenset(
    "em bf it rm sc sf sl tt bfseries itshape rmfamily scshape sffamily slshape ttfamily normalfont upshape mdseries tiny scriptsize "
    "footnotesize small normalsize large Large LARGE huge Huge boldmath displaystyle textstyle scriptstyle left right middle big Big bigg "
    "Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits protect relax nobreak allowbreak mathstrut nobreakdash unboldmath "
    "centering noindent bgroup egroup begingroup endgroup leavevmode xspace cal selectfont ignorespaces strut newblock linebreak".split()
)
# Commands whose first argument is no text, and those that have no text at all.
_BEFORE_TEXT = frozenset(
    "href textcolor colorbox bibinfo foreignlanguage raisebox hyperref hyperlink scalebox parbox resizebox".split()
)
_WITHOUT_TEXT = frozenset(
    "label vspace hspace phantom vphantom hphantom index footnotemark footnote thanks color noop noopsort Noop SortNoop sortnoop nosort pagestyle input include "
    "selectlanguage begin end kern hskip vskip fontsize".split()
)
# Quantities with their units, of which the commands stand in the table of symbols: "\\SI{10}{\\kilo\\watt}".
_QUANTITY = late(r"\\(?:SI|qty)(?:\[[^\[\]]{0,99}\])?\{([^{}]{0,99})\}\s{0,9}(?=\{)")
_FONTS = frozenset(
    "mathcal mathrm mathbf mathit mathsf mathtt mathfrak mathscr boldsymbol bm operatorname emph textbf textit textsc textsf texttt".split()
)
_FRACTIONS = frozenset("frac dfrac tfrac sfrac nicefrac cfrac".split())
_BOARDS = frozenset("mathbb mathds Bbb mathbbm".split())
_QUOTES = frozenset("enquote mkbibquote".split())
_ADDRESSES = frozenset("url path nolinkurl".split())
_FORMULAS = frozenset("ce chem cf".split())
_PUNCTUATION = {
    "---": "\N{EM DASH}",
    "--": "\N{EN DASH}",
    "``": "\N{LEFT DOUBLE QUOTATION MARK}",
    "''": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "~": " ",
}
_SPACES = {
    **dict.fromkeys(",;:> \\\n\t", " "),
    **dict.fromkeys("!/-()[]@", ""),
}


def latex_to_unicode(text: str) -> str:
    r"""Return LaTeX as the Unicode text it would be set as, maths included: `$\beta$-VAE` is `β-VAE`."""
    if _LATEX.search(text) is None:
        return text
    return _Reader(_QUANTITY.sub(r"\1 ", text)).read_all()


def latex_outside_maths(text: str) -> str:
    r"""Return LaTeX as Unicode text but for its formulas, which are kept: `{\'E}tale $\ell$-adic` is `Étale $\ell$-adic`."""
    text = _QUANTITY.sub(r"\1 ", text)
    return _Reader(text, keeps_maths=True).read_all() if _LATEX.search(text) else text


def maths_to_unicode(maths: str) -> str:
    r"""Return what stands between two dollars as Unicode: `L^2` is `L²`."""
    return _Reader(maths, maths=True).read_all()


class _Reader:
    """One text being read, from its start to its end."""

    def __init__(self, text: str, *, keeps_maths: bool = False, maths: bool = False) -> None:
        self.text = text
        self.at = 0
        self.maths = maths
        self._keeps_maths = keeps_maths
        self._depth = 0

    def read_all(self) -> str:
        pieces = []
        while self.at < len(self.text):  # a brace that closes nothing ends a reading
            pieces.append(self._read())
        return "".join(pieces)

    def _read(self) -> str:
        """Read up to the brace that closes what is open, or to the end."""
        pieces: list[str] = []
        while (found := _TOKEN.match(self.text, self.at)) is not None:
            self.at = found.end()
            if found["other"] == "}":
                break
            pieces.append(self._token(found, pieces[-1] if pieces else ""))
        return "".join(pieces)

    def _token(self, found: re.Match[str], before: str) -> str:
        if found["text"] is not None:
            return found["text"]
        if found["command"] is not None:
            return self._command(found["command"], found["space"], before)
        if found["sign"] is not None:
            return self._sign(found["sign"])
        return self._other(found["other"])

    def _other(self, sign: str) -> str:
        if sign == "{":
            return self._group()
        if sign.startswith("$"):
            # Money, or the other end of a formula is cut off.
            return sign if (formula := self._formula(len(sign))) is None else formula
        if sign in "^_":
            return script(self._argument(), raised=sign == "^") if self.maths else sign
        return sign if self.maths and sign != "~" else _PUNCTUATION[sign]

    def _group(self) -> str:
        """Read a group whose brace was read; one that is too deep goes on in the one around it."""
        if self._depth > _DEEPEST:
            return ""
        self._depth += 1
        text = self._read()
        self._depth -= 1
        return text

    def _argument(self) -> str:
        """Read the argument of a command or of a script: a group, a command, or one sign."""
        blanks = _BLANKS.match(self.text, self.at)
        start = blanks.end() if blanks else self.at
        found = _TOKEN.match(self.text, start)
        if found is None or found["other"] == "}" or self._depth > _DEEPEST:
            return ""
        if found["text"] is not None or found["other"] not in {None, "{"}:
            self.at = start + 1
            return self.text[start]
        self.at = found.end()
        self._depth += 1
        text = self._token(found, "")
        self._depth -= 1
        return text

    def _verbatim(self) -> str | None:
        """Read an argument as it stands; None where there is none."""
        found = _VERBATIM.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[1]

    def _sign(self, sign: str) -> str:
        if sign in "([" and (formula := self._formula(2)) is not None:
            return formula
        if sign in ACCENTS and not (self.maths and sign in "=."):
            following = self.text[self.at : self.at + 1]
            if following.isalnum() or following in {"{", "\\"}:
                base = self._argument()
                return accented(base, ACCENTS[sign]) if base[:1].isalnum() else base
        return _SPACES.get(sign, sign)

    def _formula(self, width: int) -> str | None:
        """Read the formula whose opening, of so many signs, was just read; None where it is none."""
        found = FORMULA.match(self.text, self.at - width)
        if found is None or self.maths or not is_formula_in_latex(found):
            return None
        self.at = found.end()
        return as_kept(found) if self._keeps_maths else read_formula(found, maths_to_unicode)

    def _command(self, name: str, space: str, before: str) -> str:
        if name in LETTERS and not (self.maths and name in {"l", "i", "j"}):
            self._skip_empty_group()
            return LETTERS[name]
        if name in ACCENTS and not (name == "h" and self._at_group() is False):
            base = self._argument()
            return accented(base, ACCENTS[name]) if base[:1].isalnum() else base
        if name in _SWITCHES:
            return ""
        if name == "begin" and (formula := self._formula(len("\\begin"))) is not None:
            return formula
        if (text := self._with_argument(name)) is not None:
            return text
        return self._named(name, space, before)

    def _with_argument(self, name: str) -> str | None:
        """Return the text of a command that is known and has arguments; None for any other."""
        if name in MATHS_ACCENTS:
            base = self._argument()
            return accented(base, MATHS_ACCENTS[name]) if len(base) == 1 else base
        if name in _WITHOUT_TEXT or name.startswith(("cite", "Cite", "parencite", "textcite")):
            self._skip_option()
            self._verbatim()
            return ""
        if name in _BEFORE_TEXT:
            self._skip_option()
            self._verbatim()
            self._skip_option()
            return self._argument()
        if name in _FRACTIONS:
            above, below = self._argument(), self._argument()
            return f"{_in_brackets(above)}/{_in_brackets(below)}"
        if name in _BOARDS:
            return "".join(map(double_struck, self._argument()))
        if name in _QUOTES:
            return (
                f"\N{LEFT DOUBLE QUOTATION MARK}{self._argument()}\N{RIGHT DOUBLE QUOTATION MARK}"
            )
        if name in _ADDRESSES:
            address = self._verbatim()
            return None if address is None else re.sub(r"\\([_%&#~$])", r"\1", address)
        return self._raised_or_rooted(name)

    def _raised_or_rooted(self, name: str) -> str | None:
        if name in {"textsuperscript", "textsubscript"}:
            return script(self._argument(), raised=name == "textsuperscript")
        if name == "textgreek":
            text = self._argument()
            return greek_of(text) if text.isascii() else text
        if name == "sqrt":
            self._skip_option()
            return f"√{_in_brackets(self._argument())}"
        if name == "ensuremath":
            if self._keeps_maths and (inside := self._verbatim()) is not None:
                sign = maths_to_unicode(inside)  # a sign alone is a letter of the text
                return sign if len(sign) == 1 else f"${inside}$"
            outer, self.maths = self.maths, True
            text = self._argument()
            self.maths = outer
            return text
        if name in {"text", "mbox", "textrm", "textnormal"}:
            outer, self.maths = self.maths, False
            text = self._argument()
            self.maths = outer
            return text
        if name in _FONTS or (name.startswith(("math", "text")) and symbol_of(name) is None):
            return self._argument()
        if name in _FORMULAS and self._at_group():
            number = lambda found: script(found[0], raised=False)  # noqa: E731 - of one line
            return _FORMULA_NUMBER.sub(number, self._argument())
        return None

    def _named(self, name: str, space: str, before: str) -> str:
        """Return the symbol of a name, else its argument; a name alone stays where it is a word."""
        symbol = symbol_of(name)
        if symbol is not None:
            self._skip_empty_group()
            if len(symbol) > 1 and symbol.isalpha() and before[-1:].isalnum():  # n\\log n
                symbol = f" {symbol}"
            if len(symbol) > 1 and symbol.isalpha() and self.text.startswith("\\", self.at):
                symbol += " "  # cos\theta
            # TeX drops the blank after a command, but "α and β" reads better than "αand β".
            return symbol if name.startswith("text") or name == "slash" else symbol + space
        if not self.maths:
            self._skip_option()
        if self._at_group() and not self.text.startswith("{}", self.at):
            return self._argument()
        self._skip_empty_group()
        following = self.text[self.at : self.at + 1]
        if self.maths:  # most likely the sign of an author's own: a\ra b
            return f" {name} " if before[-1:].isalnum() else name + space
        if before[-1:].isalnum() or (following.isalnum() and not space):
            return space
        return name + space

    def _at_group(self) -> bool:
        return self.text.startswith("{", self.at)

    def _skip_option(self) -> None:
        if found := _OPTION.match(self.text, self.at):
            self.at = found.end()

    def _skip_empty_group(self) -> None:
        if self.text.startswith("{}", self.at):
            self.at += 2


def _in_brackets(text: str) -> str:
    """Return a part of a fraction or root that is more than a word in brackets."""
    return text if len(text) < 2 or text.isalnum() else f"({text})"
