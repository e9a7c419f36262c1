r"""The formulas in a text: where they stand, which of them are maths, and how they are kept.

`$…$`, `$$…$$`, `\(…\)`, `\[…\]` and the environments of maths are kept in one way, as `$…$`. Dollars are also prices, and
brackets with a backslash are also regular expressions, so an ordinary text must show more than LaTeX has to.
"""

import re
from collections.abc import Callable, Iterator

from papercli.patterns import late

FORMULA = late(
    r"(?<!\\)(?:\$\$(?P<displayed>(?:[^$\\]|\\.)+)\$\$|\$(?!\$)(?P<inline>(?:[^$\\]|\\.)+)\$"
    r"|\\\((?P<round>(?:[^$\\]|\\[^()])+)\\\)|\\\[(?P<square>(?:[^$\\]|\\[^\[\]])+)\\\]"
    r"|\\begin\{(?P<name>(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math)\*?)\}"
    r"(?P<environment>(?:[^\\]|\\(?!(?:begin|end)\{(?P=name)\}))+)\\end\{(?P=name)\})",
    re.DOTALL,
)
# What an environment has beside its formulas.
_BESIDE = late(r"\\(?:label|tag)\*?\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_ROW_END = late(r"\\\\\*?(?:\[[^\[\]]*\])?")
_ALIGNMENT = late(r"(?<!\\)&|^\{\d+\}")

_TEX_SIGN = late(r"[\\^_]")
_COMMAND = late(r"\\[A-Za-z]{2,}|\\[,;:!|{}%]|[\^_]|\\[A-Za-z](?![A-Za-z:])")
_BARE_MATHS = late(r"[A-Za-z0-9α-ωΑ-Ω+\-*/=()<>,.|:;'!\[\]{}\s]+")
# Of a shell: HOME, {PATH}:
_VARIABLE = late(r"\{?(?:[A-Z]{3}[A-Z0-9_]*|[a-z]{3}[a-z0-9_]*)\}?\W*")
_WORDS = late(r"[A-Za-z]{2,}")
_RELATION = late(r"[=<>+,]")
_NOT_BARE = late(r"\\[A-Za-z]+|\{[^{}]*\}")
_SENTENCE = late(r"(?<![A-Za-z])[A-Za-z]{3,}\s+[A-Za-z]{3,}")
# What regular expressions and paths hold, and no formula.
_PATTERN = late(r"(?<![A-Za-z])[A-Za-z]:\\|\(\?|^\|\^|\\[wWdDsSbB](?:[+*?]|$)|\\[.](?:[+*?]|$)")
# In brackets that Markdown escapes, too, a year, a reference and a remark are no formulas.
_VARIABLES = late(r"(?!\d+$)\w{1,2}(?:\s*[-+/=<>,]\s*\w{1,3})*|[^\W\d_]\(\w(?:[ ,]+\w)*\)")
_SIGN = late(r"[-+/=<>*]")
_AMOUNT = late(r"\s*\d[\d.,]*")
_TO_AMOUNT = late(r"(?<!\\)\b[A-Za-z]{2,} \d[\d.,]*$")
_AMOUNT_OF = late(r"\s*\d[\d.,]*\w{0,3},?\s+[A-Za-z]{2}")


def formulas_of(text: str) -> Iterator[re.Match[str]]:
    """Yield the formulas of a text of any kind; behind a dollar that is money, the next one may open a formula."""
    start = 0
    while found := FORMULA.search(text, start):
        inside = found[found.lastgroup or ""]
        if is_formula(found):
            yield found
        elif inside != inside.strip() or _AMOUNT.match(inside) or _is_sentence(inside):
            start = found.start() + 1
            continue
        start = found.end()


def is_formula(found: re.Match[str]) -> bool:
    """Say whether what FORMULA found in a text of any kind is maths, and can hardly be anything else."""
    kind = found.lastgroup or ""
    inside = found[kind]
    if kind == "environment" or not inside.strip():
        return bool(inside.strip())
    if _PATTERN.search(inside) or _is_sentence(inside):
        return False
    before, after = _around(found)
    if kind in {"inline", "displayed"}:
        return _is_in_dollars(inside if kind == "inline" else inside.strip(), before, after)
    return _COMMAND.search(inside) is not None or (
        kind == "round"
        and (not before or before.isspace() or before in "(-\N{EN DASH}~")
        and after not in set("\\/*+?{|[")
        and _VARIABLES.fullmatch(inside.strip()) is not None
    )


def is_formula_in_latex(found: re.Match[str]) -> bool:
    """Say whether what FORMULA found in LaTeX is maths; all of it is but for prices whose dollars nobody escaped."""
    if found.lastgroup != "inline":
        return True
    inside = found["inline"]
    before, after = _around(found)
    if _is_money(inside, after):
        return False
    if _TEX_SIGN.search(inside):
        return True
    is_before = after.isdecimal() and _AMOUNT.match(inside) is not None  # $5/$10
    is_behind = before.isdecimal() and inside[0].isspace() and inside[-1].isdecimal()  # 5$ or 10$
    return not is_before and not is_behind


def as_kept(found: re.Match[str]) -> str:
    """Return a formula as texts keep it: `$x^2$`."""
    return _apart(found, ", ".join(f"${line}$" for line in _lines(found)))


def read_formula(found: re.Match[str], read: Callable[[str], str]) -> str:
    """Return a formula with its maths read by `read`."""
    return _apart(found, ", ".join(map(read, _lines(found))))


def _apart(found: re.Match[str], text: str) -> str:
    """Return what stands for a formula, whose blanks at its ends may have been all there was to its neighbours."""
    inside = found[found.lastgroup or ""]
    before, after = _around(found)
    left = " " if inside[0].isspace() and before.isalnum() else ""
    right = " " if inside[-1].isspace() and after.isalnum() else ""
    return f"{left}{text}{right}"


def _lines(found: re.Match[str]) -> list[str]:
    """Return the maths in a formula: one line, or those of an environment that has several."""
    inside = found[found.lastgroup or ""].strip()
    inside = _BESIDE.sub("", inside).strip() if "\\" in inside else inside
    if (
        found.lastgroup != "environment" or "\\begin" in inside
    ):  # its lines may be those of a matrix in it
        return [inside]
    lines = (_ALIGNMENT.sub("", line).strip() for line in _ROW_END.split(inside))
    return [line for line in lines if line]


def _around(found: re.Match[str]) -> tuple[str, str]:
    text, end = found.string, found.end()
    return text[max(found.start() - 1, 0) : found.start()], text[end : end + 1]


def _is_sentence(inside: str) -> bool:
    return _SENTENCE.search(_NOT_BARE.sub("{}", inside)) is not None


def _is_money(inside: str, after: str) -> bool:
    """Say whether words go on from an amount to the next one: `$5 and $10`, `US$5 or 10$`."""
    return _AMOUNT_OF.match(inside) is not None and (
        inside[-1].isspace() or after.isdecimal() or _TO_AMOUNT.search(inside) is not None
    )


def _is_in_dollars(inside: str, before: str, after: str) -> bool:
    if _is_money(inside, after):
        return False
    if _SIGN.fullmatch(inside) and before.isalnum() == after.isalnum():  # 10$-$20
        return True
    if after.isdecimal() and not ("\\" in inside or inside[0] in "^_"):  # $5 and $10
        return False
    if _VARIABLE.fullmatch(inside) and (after.isalpha() or after == "{"):
        return False
    if "\\" in inside:
        return _COMMAND.search(inside) is not None
    if inside != inside.strip():
        return False
    if _TEX_SIGN.search(inside):
        return " " not in inside or _BARE_MATHS.fullmatch(re.sub(r"[\^_]", "", inside)) is not None
    return (
        (not before.isalnum() or not inside.isascii() or (len(inside) == 1 and not after.isalnum()))
        and not (len(inside) == 1 and inside.isascii() and after.isupper())
        and _BARE_MATHS.fullmatch(inside) is not None
        and _is_bare_formula(inside)
    )


def _is_bare_formula(inside: str) -> bool:
    """Say whether letters, digits and signs without any of TeX's own are a formula: `n`, `0 < p < 1`."""
    if not any(sign.isalnum() for sign in inside) or "{" in inside:
        return False
    if not any(sign.isspace() for sign in inside):
        return True
    return _WORDS.search(inside) is None and _RELATION.search(inside) is not None
