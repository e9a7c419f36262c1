import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it ships no types

from papercli.latex.maths import is_safe_maths, split_maths
from papercli.latex.prose import read_outside_maths
from papercli.latex.symbols import LOWERED, RAISED
from papercli.latex.write import _symbols, escape_address, escape_text, escape_title
from papercli.text import clean

_read_back = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces="macros").latex_to_text
TWINS = str.maketrans("ˆ−′⋅∗ℏ∆‐‑‒―", "^-'·*ħΔ---—")  # what is read back as its plain twin

needs_tex = pytest.mark.skipif(
    shutil.which("pdflatex") is None,
    reason="no pdflatex here (Debian package: texlive-latex-recommended)",
)

# Anything that can go wrong in TeX, more often than chance has it.
hostile = st.text(
    st.sampled_from("\\{}$&#%_^~<>|\"'`-–—?!,.:;@()[]/ aAbBC19éÉőŁßαΓ≤→’“王\u0301")
    | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
    min_size=1,
    max_size=60,
)
pieces = st.lists(
    st.sampled_from(
        [
            "$\\alpha$",
            "$x_1^2$",
            "$",
            "\\",
            "\\'e",
            "{",
            "}",
            "5\\%",
            "\\input{x}",
            "BERT",
            "a",
            " ",
            "--",
            "``",
            "\\c{c}",
            '{\\"o}',
            "$$",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    ("text", "bibtex", "biblatex"),
    [
        ("100% of A & B_c #1", r"100\% of A \& B\_c \#1", r"100\% of A \& B\_c \#1"),
        ("Erdős, Łódź, Þór, ﬁne", r"Erd{\H{o}}s, {\L}{\'o}d{\'z}, Þ{\'o}r, fine", "Erdős, Łódź, Þór, ﬁne"),
        ("1–2 — ‘a’ “b” … €", "1--2 --- ‘a’ “b” … €", "1–2 — ‘a’ “b” … €"),
        ("α ≤ β → ∞", r"{\ensuremath{\alpha}} {\ensuremath{\leq}} {\ensuremath{\beta}} → {\ensuremath{\infty}}", "α ≤ β → ∞"),
        ("Βαθιά μάθηση για όλους", "Βαθιά μάθηση για όλους", "Βαθιά μάθηση για όλους"),
        ("ΒΑΘΙΑ ΜΑΘΗΣΗ & γ", r"ΒΑΘΙΑ ΜΑΘΗΣΗ \& {\ensuremath{\gamma}}", r"ΒΑΘΙΑ ΜΑΘΗΣΗ \& γ"),
        ("αβ T cells", r"{\ensuremath{\alpha}}{\ensuremath{\beta}} T cells", "αβ T cells"),
        ("a--b ''c'' ``d", "a-{}-b '{}'c'{}' `{}`d", "a-{}-b '{}'c'{}' `{}`d"),
        ("let $x_1 \\in \\mathbb{R}$", r"let $x_1 \in \mathbb{R}$", r"let $x_1 \in \mathbb{R}$"),
        ("$α_0$", r"$\alpha _0$", r"$\alpha _0$"),
        ("$5 and $10", r"\$5 and \$10", r"\$5 and \$10"),
        ("$\\input{x}$", r"\${\textbackslash}input\{x\}\$", r"\${\textbackslash}input\{x\}\$"),
        ("a { b", r"a {\ensuremath{\lbrace}} b", r"a {\ensuremath{\lbrace}} b"),
        ("} {", r"{\ensuremath{\rbrace}} {\ensuremath{\lbrace}}", r"{\ensuremath{\rbrace}} {\ensuremath{\lbrace}}"),
        ("Nguyễn, Thắng, Đặng", r"Nguy{\~{\^e}}n, Th{\'{\u{a}}}ng, Đ{\u{\d{a}}}ng", "Nguyễn, Thắng, Đặng"),
        ("H₂O, 10⁻³ mm²", r"H{\textsubscript{2}}O, 10{\textsuperscript{-3}} mm{\textsuperscript{2}}", "H₂O, 10⁻³ mm²"),
        ("Poincar\\'e and Erd{\\H{o}}s, 5\\% \\c{c}", r"Poincar{\'e} and Erd{\H{o}}s, 5\% {\c{c}}", "Poincaré and Erdős, 5\\% ç"),
        ('say "so" {x}', r'say {"}so{"} \{x\}', r'say {"}so{"} \{x\}'),
    ],
)  # fmt: skip
def test_text_as_latex(text: str, bibtex: str, biblatex: str) -> None:
    assert escape_text(text, unicode=False) == bibtex
    assert escape_text(text, unicode=True) == biblatex


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("BERT: Pre-Training of Deep Transformers", "{BERT}: Pre-Training of Deep Transformers"),
        ("SE(3)-Transformers for 3D Clouds", "{SE}(3)-Transformers for {3D} Clouds"),
        ("Training GANs with C++ and DeepMesh", "Training {GANs} with {C++} and {DeepMesh}"),
        (
            "Sheaf cohomology of Riemann surfaces: The view of Serre",
            "Sheaf cohomology of {Riemann} surfaces: The view of {Serre}",
        ),
        ("A Theory of a K-theory", "A Theory of a {K}-theory"),
        ("ATTENTION IS ALL YOU NEED", "ATTENTION IS ALL YOU NEED"),
        ("BERT", "{BERT}"),
        ("Bounds on $L^2(\\mathbb{R})$ Norms", "Bounds on {$L^2(\\mathbb{R})$} Norms"),
        ("Étude of ÉCOLE", "{\\'E}tude of {{\\'E}COLE}"),
        ("O'Neil's Law", "{O'Neil's} Law"),
    ],
)
def test_titles_keep_the_capitals_that_matter(title: str, latex: str) -> None:
    assert escape_title(title, unicode=False) == latex


@pytest.mark.parametrize(
    ("maths", "safe"),
    [
        ("x", True), ("x^2", True), ("x_i^{2n}", True), ("\\frac{a}{b}", True), ("\\frac12", True), ("\\left( x \\right)", True), ("x'", True),
        ("x'^2", True), ("x^2'", False), ("x^a^b", False), ("x^", False), ("{x", False), ("x}", False), ("", False), ("\\{ x", False),
        ("\\{ x \\}", True), ("\\input{x}", False), ("\\write18{x}", False), ("\\def\\x{}", False), ("\\PP", False), ("a % b", False),
        ("a & b", False), ("a # b", False), ("\\\\", False), ("\\frac{a}", False), ("\\left(", False), ("\\right)", False), ("\\hat x", True),
        ("\\text{if } x", True), ("\\text{\\input}", False), ("\\mathbb{R}^n", True), ("x_\\mathrm{max}", True), ("\\sqrt{2}", True),
        ("^3He", True), ("\\catcode`\\%", False), ("α + β", True), ("\\operatorname{rank}(A)", True), ("\\hat", False), ("^^41", False),
    ],
)  # fmt: skip
def test_maths_is_let_through_only_when_tex_takes_it(maths: str, *, safe: bool) -> None:
    assert is_safe_maths(maths) is safe


@settings(deadline=None)
@given(hostile | pieces)
def test_splitting_at_maths_loses_nothing(text: str) -> None:
    assert "".join(piece for piece, _ in split_maths(text)) == text


@settings(deadline=None)
@given(text=hostile | pieces, unicode=st.booleans())
def test_latex_has_balanced_braces_and_no_command_but_ours(*, text: str, unicode: bool) -> None:
    for latex in (escape_text(text, unicode=unicode), escape_title(text, unicode=unicode)):
        depth = 0
        for letter in latex:
            depth += (letter == "{") - (letter == "}")
            assert depth >= 0
        assert depth == 0
        outside = "".join(
            re.sub(r"\{\\ensuremath\{[^{}]*\}\}|\\.", "", piece)
            for piece, is_maths in split_maths(latex)
            if not is_maths
        )
        assert not set(outside) & set("$&#%_^~"), latex
        commands = set(
            re.findall(
                r"\\[a-zA-Z]+",
                "".join(piece for piece, is_maths in split_maths(latex) if not is_maths),
            )
        )
        ours = {
            command for each in _symbols().values() for command in re.findall(r"\\[a-zA-Z]+", each)
        }
        accents = {f"\\{letter}" for letter in "uvckrHdb"}
        assert commands <= ours | accents | {
            "\\textbackslash",
            "\\textasciitilde",
            "\\textasciicircum",
            "\\ensuremath",
            "\\lbrace",
            "\\rbrace",
            "\\textsuperscript",
            "\\textsubscript",
        }


@settings(deadline=None)
@given(text=hostile | pieces, unicode=st.booleans())
def test_text_is_read_back_by_pylatexenc(*, text: str, unicode: bool) -> None:
    text = clean(text).translate(TWINS)
    expected = read_outside_maths(text)
    if any(
        sign in expected for sign in (*"\u2033\ufb00\ufb01\ufb02\ufb03\ufb04", *RAISED, *LOWERED)
    ) or re.search("[\u0300-\u036f]", expected):
        return
    if any(not maths.isascii() for maths, is_maths in split_maths(expected) if is_maths):
        return
    assert _read_back(escape_text(text, unicode=unicode)).translate(TWINS) == expected.translate(
        TWINS
    )


def test_addresses_lose_only_what_would_end_the_field() -> None:
    assert escape_address("https://a.org/b%20c_d?e=1&f=#g~h") == "https://a.org/b%20c_d?e=1&f=#g~h"
    assert escape_address("https://a.org/{b}\\c") == "https://a.org/%7Bb%7D%5Cc"


@needs_tex
def test_every_command_that_can_be_written_compiles(tmp_path: Path) -> None:
    letters = [
        chr(code)
        for code in range(0xC0, 0x250)
        if escape_text(chr(code), unicode=False) != chr(code)
    ]
    assert len(letters) > 150
    maths = [
        "$\\left( \\frac{a}{b} \\right)^2_{\\mathrm{max}}$",
        "$x_\\mathrm{max}''$",
        "$\\{ α \\mid β \\}$",
        "$^3\\text{He}$",
    ]
    lines = [
        escape_text(each, unicode=False)
        for each in (
            *_symbols(),
            *letters,
            *maths,
            "ễắặ⁻³₁₋ₓ",
            "\\ { } $ & # % _ ^ ~ < > | \" -- `` '' ?`",
        )
    ]
    lines += [escape_title(each, unicode=False) for each in (*letters, "\\input{x}", "BERT & C++")]
    source = "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{amsmath,amssymb}\\begin{document}\n"
    (tmp_path / "all.tex").write_text(
        source + "\\par\n".join(lines) + "\\typeout{All is set}\n\\end{document}\n", "utf-8"
    )
    subprocess.run(
        ["pdflatex", "-draftmode", "-interaction=nonstopmode", "all"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    log = (tmp_path / "all.log").read_text("utf-8", "replace")
    assert [line for line in log.splitlines() if line.startswith("!")] == []
    assert "All is set" in log
