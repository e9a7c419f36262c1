r"""Text as LaTeX that sets it again, and nothing else: every character that means something to TeX is escaped.

Maths that is safe stays as it is. LaTeX that stands in a text already (`Poincar\'e`, `5\%`) is read as such. For BibTeX accents and
symbols become commands; for biblatex they stay Unicode.
"""

import re
import unicodedata
from functools import cache

from papercli.latex.maths import GREEK, split_maths
from papercli.latex.prose import read_outside_maths
from papercli.latex.symbols import ACCENTS, LOWERED, RAISED
from papercli.patterns import late
from papercli.text import split_greek

Signs = dict[str, str]  # a sign that means something to TeX, and how it is written

# Of the ways to write a sign, the one that pandoc, pylatexenc and bibtexparser read back; they drop
# or leave \\textbraceleft and \\textbar.
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"\{",
    "}": r"\}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"{\ensuremath{<}}",
    ">": r"{\ensuremath{>}}",
    "|": r"{\ensuremath{|}}",
    '"': '{"}',
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
}

# BibTeX counts braces, escaped or not, so those that have no partner are not written as such.
_UNPAIRED = _SPECIAL | {"{": r"{\ensuremath{\lbrace}}", "}": r"{\ensuremath{\rbrace}}"}

# Combining marks and the commands that LaTeX's T1 encoding has to put them on a letter.
_ACCENTS = {mark: command for command, mark in ACCENTS.items() if command != "G"}
# Letters and maths that pylatexenc's table has right: they compile with T1, amsmath and amssymb,
# and are read back. Letters with accents are not taken from there: it has \\'{u} for a u with two
# acutes, and a macron for a stroke. Other signs (quotes, arrows, \u00a7, \u20ac) and letters (\u0110,
# \u00d0, \u00de, \u014a, whose commands pandoc drops) LaTeX takes as Unicode, where every reader knows them.
_FROM_PYLATEXENC = (
    "ßæÆœŒøØłŁı±"
    + GREEK
    + "↔↕↗↘↙↖↦↪↩⇀⇌⇐⇑⇒⇓⇔∀∂∃∄∅∇∈∉∋∏∐∑∓∖∘∙∝∞∠∥∦∧∨∩∪∫∬∮∴∵∼≃≅≈≍≐≠≡≤≥≦≧≪≫≲≳≺≻≼≽⊂⊃⊆⊇⊈⊊⊋⊎⊏⊑⊓⊔⊕⊖⊗⊘⊙⊢⊣⊤⊥⊲⊳⊴⋀⋁⋂⋃⋆⋈⋉⋊⋮⋯⋱⌈⌉⌊⌋⌢⌣⟨⟩"
    "⟵⟶⟷⟸⟹⟺⟼⩽⩾ℂℍℓℕℙℚℝℤ℘ℵ"
)
# What is read back as its plain twin, but set right.
_OWN = {
    "–": "--",
    "—": "---",
    "×": r"\ensuremath{\times}",
    "÷": r"\ensuremath{\div}",
    "¬": r"\ensuremath{\lnot}",
    "−": r"\ensuremath{-}",
    "′": r"\ensuremath{'}",
    "″": r"\ensuremath{''}",
    "⋅": r"\ensuremath{\cdot}",
    "∗": r"\ensuremath{*}",
    "ħ": r"\ensuremath{\hbar}",
    "ℏ": r"\ensuremath{\hbar}",
    "√": r"\ensuremath{\surd}",
    "∆": r"\ensuremath{\Delta}",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "―": "---",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}

# Signs that mean something to TeX, and runs of signs that it would set as one.
_SIGN = late(r"[\\{}~^<>|\"$&#%_]")
_NOTABLE = late(_SIGN.pattern + r"|--+|``+|''+|,,+|[?!]`+")
_NOTABLE_OR_UNICODE = late(
    rf"[-–—―‐‑‒]{{2,}}|[{''.join(RAISED)}]+|[{''.join(LOWERED)}]+|"
    + _NOTABLE.pattern
    + r"|[A-Za-z][\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*"
)
_NOT_VERBATIM = late(r"[{}\\ ]")
# A word for the protection of capitals: letters and digits, and the signs inside or behind them
# that are part of a name (C++, O'Neil).
_WORD = late(r"[^\W_]+(?:['\u2019.⁺⁻₊₋][^\W_]+)*[+#]*")
_AFTER_STOP = late(r"[:.?!]\s+[\W_]*$")
_LEAST_WORDS = 3  # of a title that is taken to be in capitals throughout


def escape_text(text: str, *, unicode: bool) -> str:
    """Return `text` as LaTeX; with `unicode`, characters beyond ASCII stay as they are."""
    if text.isascii() and text.isalpha():
        return text
    text = read_outside_maths(text)
    pieces = list(split_maths(text)) if "$" in text else [(text, False)]
    signs = _signs_for("".join(piece for piece, is_maths in pieces if not is_maths))
    return "".join(
        _maths(piece) if is_maths else _escape(piece, signs, unicode=unicode)
        for piece, is_maths in pieces
    )


def escape_title(title: str, *, unicode: bool) -> str:
    """Return `title` as LaTeX, with braces around what a bibliography style must not put in lower case."""
    title = read_outside_maths(title)
    shouted = title.isupper() and len(title.split()) >= _LEAST_WORDS
    sentence = _is_sentence_case(title)
    pieces: list[str] = []
    halves = list(split_maths(title))
    signs = _signs_for("".join(text for text, is_maths in halves if not is_maths))
    for piece, is_maths in halves:
        if is_maths:
            pieces.append(f"{{{_maths(piece)}}}")
            continue
        at = 0
        for word in _WORD.finditer(piece):
            if shouted or not (
                _has_capitals(word[0]) or (sentence and _is_name(word, first=not pieces))
            ):
                continue
            pieces += [
                _escape(piece[at : word.start()], signs, unicode=unicode),
                "{",
                _escape(word[0], signs, unicode=unicode),
                "}",
            ]
            at = word.end()
        pieces.append(_escape(piece[at:], signs, unicode=unicode))
    return "".join(pieces)


def escape_address(address: str) -> str:
    """Return a URL or DOI for a field that TeX reads verbatim.

    Braces, which would end it, and backslashes are percent-encoded.
    """
    return _NOT_VERBATIM.sub(lambda found: f"%{ord(found[0]):02X}", address)


def _maths(maths: str) -> str:
    return maths if maths.isascii() else maths.translate(_greek())


@cache
def _greek() -> dict[int, str]:
    return {
        ord(letter): _symbols()[letter].removeprefix(r"{\ensuremath{").removesuffix("}}") + " "
        for letter in GREEK
    }


def _escape(text: str, signs: Signs, *, unicode: bool) -> str:
    def escape_sign(found: re.Match[str]) -> str:
        sign = found[0]
        return signs[sign] if len(sign) == 1 else "{}".join(sign)

    if unicode or text.isascii():
        has_runs = "--" in text or "`" in text or "''" in text or ",," in text
        # Signs alone are found four times as fast.
        return (_NOTABLE if has_runs else _SIGN).sub(escape_sign, text)
    # Greek words stay as they are, like those of all scripts that LaTeX has no commands for.
    pieces = split_greek(text)
    pieces[::2] = [
        _NOTABLE_OR_UNICODE.sub(
            lambda found: escape_sign(found) if found[0].isascii() else _escape_character(found),
            piece,
        )
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _signs_for(text: str) -> Signs:
    """Return how signs are written in a text: with its braces escaped where they come in pairs."""
    depth = 0
    for letter in text if "{" in text or "}" in text else "":
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            break
    return _UNPAIRED if depth else _SPECIAL


def _escape_character(found: re.Match[str]) -> str:
    character = found[0]
    if character[0] in RAISED:
        return f"{{\\textsuperscript{{{''.join(map(RAISED.__getitem__, character))}}}}}"
    if character[0] in LOWERED:
        return f"{{\\textsubscript{{{''.join(map(LOWERED.__getitem__, character))}}}}}"
    if len(character) > 1 and not unicodedata.combining(character[1]):  # dashes of several kinds
        return "{}".join(map(_command, character))
    return _command(character)


@cache
def _command(character: str) -> str:
    """Return the LaTeX of one character beyond ASCII.

    One that LaTeX has no command for stays as it is.
    """
    if character in _symbols():
        return _symbols()[character]
    decomposed = unicodedata.normalize("NFD", character)
    written, marks = decomposed[0], decomposed[1:]
    if not marks or not (written.isascii() and written.isalpha() and _ACCENTS.keys() >= set(marks)):
        return character
    for mark in marks:
        accent = _ACCENTS[mark]
        is_bare = len(written) == 1 and not accent.isalpha()
        written = f"\\{accent}{written}" if is_bare else f"\\{accent}{{{written}}}"
    return f"{{{written}}}"


@cache
def _symbols() -> dict[str, str]:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # type: ignore[import-untyped]  # it ships no types

    table: dict[int, str] = get_builtin_uni2latex_dict()
    symbols = {character: table[ord(character)] for character in _FROM_PYLATEXENC} | _OWN
    return {
        character: f"{{{command}}}" if "\\" in command else command
        for character, command in symbols.items()
    }


def _has_capitals(word: str) -> bool:
    """Say whether a style that keeps only the first capital of a title would spoil `word`.

    BERT, GANs, DeepMesh, 3D, C++, but not A.
    """
    if word.isalpha():
        return word[1:] != word[1:].lower() or (len(word) == 1 and word.isupper() and word != "A")
    return word != word.lower() and (
        not word.replace("'", "").replace("\u2019", "").isalpha() or word[1:] != word[1:].lower()
    )


def _is_name(word: re.Match[str], *, first: bool) -> bool:
    """Say whether a word of a title in sentence case has its capital because it is a name, and not because a sentence starts."""
    if len(word[0]) == 1 or not word[0][0].isupper():
        return False
    before = word.string[: word.start()]
    return not (first and not before.strip()) and _AFTER_STOP.search(before) is None


def _is_sentence_case(title: str) -> bool:
    """Say whether a title has capitals only where it must, so that a capital inside it is a name's."""
    # Shorter ones are lower case in either style.
    words = [word for word in _WORD.findall(title)[1:] if len(word) > 3]
    lower = len([word for word in words if word.islower()])
    return lower > 1 and lower > len(words) - lower
