"""Finding maths in a text, and telling whether TeX takes it as it stands.

A small grammar, so that nothing else gets through.

What it lets through compiles with amsmath and amssymb (Greek letters as commands), has balanced
braces, and can do nothing but set symbols.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from papercli.patterns import late

# A dollar that opens maths has something right after it, one that closes it something right before
# it, and no digit after it (pandoc's rule, which tells prices from maths); blanks inside are let
# pass where what is between is plainly maths.
_MATHS = late(r"(?<![\\$])\$(?!\$)([^$]{1,400}?)(?<!\\)\$(?![\d$])")
_SIMPLE = late(r"[A-Za-z0-9+\-*/=()<>,. ]+")
_PLAINLY_MATHS = late(r"[\\^_=]")
_TOKEN = late(r"\\[a-zA-Z]+|\\[^a-zA-Z]|\s+|.", re.DOTALL)
GREEK = "ΓΔΘΛΞΠΣΥΦΨΩαβγδεζηθικλμνξπρςστυφχψωϑϕϖϰϱ"  # TeX has them in maths as commands only
_PLAIN = frozenset(
    GREEK + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=<>()[]|,.;:!?"
)
_DELIMITERS = frozenset(
    r"( ) [ ] | . / < > \{ \} \| \langle \rangle \lfloor \rfloor \lceil \rceil \lvert \rvert \lVert \rVert \vert \Vert".split()
)
_SPACES = frozenset(
    [
        "\\,",
        "\\;",
        "\\:",
        "\\!",
        "\\ ",
        "\\quad",
        "\\qquad",
        "\\nolimits",
        "\\limits",
        "\\displaystyle",
        "\\textstyle",
    ]
)
_ONE_ARGUMENT = frozenset(
    "\\" + name
    for name in (
        "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol sqrt hat widehat tilde widetilde bar overline underline vec dot"
        " ddot acute grave breve check mathring overrightarrow overbrace underbrace operatorname pmod"
    ).split()
)
_TWO_ARGUMENTS = frozenset(
    ("\\frac", "\\tfrac", "\\dfrac", "\\binom", "\\tbinom", "\\overset", "\\underset", "\\stackrel")
)
# May follow ^ or _ without braces.
_FONTS = frozenset(
    name for name in _ONE_ARGUMENT if name.startswith("\\math") and name != "\\mathring"
)
_TEXTS = frozenset(("\\text", "\\textrm", "\\textit", "\\textbf", "\\mbox"))
_SYMBOLS = frozenset(
    "\\" + name
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi varpi rho varrho sigma"
        " varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega digamma"
        " aleph beth hbar ell wp Re Im partial infty nabla emptyset varnothing forall exists nexists neg lnot top bot angle triangle"
        " prime backslash sharp flat natural clubsuit diamondsuit heartsuit spadesuit imath jmath complement square blacksquare lozenge"
        " sum prod coprod int iint iiint oint bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes bigoplus biguplus"
        " pm mp times div cdot ast star circ bullet cap cup uplus sqcap sqcup vee wedge lor land setminus smallsetminus wr amalg diamond"
        " oplus ominus otimes oslash odot dagger ddagger ltimes rtimes boxtimes boxplus"
        " le leq leqslant ge geq geqslant ne neq ll gg prec succ preceq succeq sim simeq approx cong equiv asymp doteq propto lesssim gtrsim"
        " subset supset subseteq supseteq subsetneq supsetneq sqsubseteq sqsupseteq in ni notin mid nmid parallel perp vdash dashv models"
        " Vdash vDash bowtie smile frown triangleleft triangleright trianglelefteq lhd rhd unlhd because therefore triangleq"
        " to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow longleftrightarrow"
        " Longrightarrow Longleftrightarrow mapsto longmapsto hookrightarrow hookleftarrow uparrow downarrow updownarrow nearrow searrow"
        " rightharpoonup leftharpoonup rightleftharpoons iff implies impliedby twoheadrightarrow rightarrowtail leadsto rightsquigarrow"
        " ldots cdots vdots ddots dots dotsc dotsb colon lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil vert Vert"
        " lvert rvert lVert rVert"
        " arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh"
        " sup tan tanh bmod"
    ).split()
) | {"\\{", "\\}", "\\|", "\\%", "\\_", "\\&", "\\#"}


def split_maths(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, each with whether it is maths that TeX takes as it stands, dollars included."""
    at = 0
    start = text.find("$")
    while start >= 0 and (found := _MATHS.search(text, start)):
        if is_safe_maths(found[1]):
            if found.start() > at:
                yield text[at : found.start()], False
            yield found[0], True
            at = start = found.end()
        else:
            start = found.start() + 1
    if at < len(text):
        yield text[at:], False


@lru_cache(1 << 12)  # abstracts repeat their symbols, and each other's
def is_safe_maths(maths: str) -> bool:
    """Say whether what stands between two dollars is maths of the kind this module promises."""
    if maths != maths.strip() and not _PLAINLY_MATHS.search(maths):
        return False
    return _SIMPLE.fullmatch(maths) is not None or _Maths(maths).is_whole()


class _Maths:
    """One formula being read."""

    def __init__(self, text: str) -> None:
        self.tokens = [token for token in _TOKEN.findall(text) if not token.isspace()]
        self.text = text
        self.at = 0

    def is_whole(self) -> bool:
        # BibTeX counts every brace, escaped or not.
        depth = 0
        for letter in self.text:
            depth += (letter == "{") - (letter == "}")
            if depth < 0:
                return False
        return depth == 0 and bool(self.tokens) and self._row(None) and self.at == len(self.tokens)

    def _next(self) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        self.at += 1
        return token

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _row(self, closing: str | None) -> bool:
        """Read atoms with their scripts up to `closing`, which is read too, or to the end."""
        while token := self._peek():
            if token == closing:
                self.at += 1
                return True
            if token in {"}", "\\right"} or not self._scripted():
                return False
        return closing is None

    def _scripted(self) -> bool:
        """Read one atom, perhaps an empty one, with at most one subscript and one superscript."""
        if self._peek() not in {"^", "_", "'"} and not self._atom(self._next()):
            return False
        seen: set[str] = set()
        while (token := self._peek()) in {"^", "_", "'"}:
            self.at += 1
            if token == "'":
                while self._peek() == "'":
                    self.at += 1
                if "^" in seen or "'" in seen:  # a prime is a superscript
                    return False
            elif token in seen or not self._script():
                return False
            seen.add(token)
        return True

    def _script(self) -> bool:
        if self._peek() in _FONTS:
            self.at += 1
        return self._argument()

    def _atom(self, token: str) -> bool:
        if token in _PLAIN or token in _SYMBOLS or token in _SPACES:
            return True
        if token == "{":
            return self._row("}")
        if token in _ONE_ARGUMENT:
            return self._argument()
        if token in _TWO_ARGUMENTS:
            return self._argument() and self._argument()
        if token == "\\left":
            return (
                self._next() in _DELIMITERS and self._row("\\right") and self._next() in _DELIMITERS
            )
        if token in _TEXTS:
            return self._text()
        return False

    def _argument(self) -> bool:
        token = self._next()
        return token in _PLAIN or token in _SYMBOLS or (token == "{" and self._row("}"))

    def _text(self) -> bool:
        """Read words in braces. Tokens leave out blanks, so that any of them may stand there."""
        if self._next() != "{":
            return False
        while (token := self._next()) != "}":
            if token not in _PLAIN:
                return False
        return True
