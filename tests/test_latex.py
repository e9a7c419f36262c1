"""LaTeX in dumps of any format: what is read, and what only looks like it."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.dumps.base import Record
from papercli.dumps.decoding import decoded
from papercli.ingest.draft import Title
from papercli.latex.prose import read_outside_maths, read_prose
from papercli.latex.read import latex_outside_maths, latex_to_unicode
from papercli.latex.symbols import ACCENTS
from papercli.latex.write import escape_text
from papercli.model import Name, Paper
from papercli.text import clean
from papercli.views.table import paper_page

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"Schr\"odinger, Schr\"{o}dinger, Schr{\"o}dinger", "Schrödinger, Schrödinger, Schrödinger"),
        (r"\'Etale and na\"{\i}ve, Mart\'\i nez, Garc{\'\i}a", "Étale and naïve, Martínez, García"),
        (r"Erd\H{o}s--R\'enyi, Fran\c cois, \v Cech, \v{C}ech", "Erdős–Rényi, François, Čech, Čech"),
        (r"\L{}ukasz \O rsted, stra\ss e, Fl{\o}ystad, 4\AA", "Łukasz Ørsted, straße, Fløystad, 4Å"),
        (r"Nguy\~{\^e}n, Szab\'o's, \.{Z}ak, Kr\d{s}\d{n}a", "Nguyễn, Szabó's, Żak, Kṛṣṇa".replace("ṛ", "r")),
        (r"a {\it case} of \emph{Poincar\'e}, {\emph{x}}", "a case of Poincaré, x"),
        (r"10\% noise \& more, R\&D\_1, \$5", "10% noise & more, R&D_1, $5"),
        (r"TNF\alpha, \beta-VAE, 400{\deg}C, {\mu}m, 2\pi", "TNFα, β-VAE, 400°C, μm, 2π"),
        (r"$\alpha$-stable, $L^2$, $p$-adic, $0 < p < 1$", "α-stable, L², p-adic, 0 < p < 1"),
        (r"\(\beta\)-VAE, $|s - t|^\alpha$, $GL(n,\C)$", "β-VAE, |s - t|^α, GL(n,C)"),
        (r"$\sim$10$^{-3}$ and 4s$^2$4p$^5$", "∼10⁻³ and 4s²4p⁵"),
        (r"``Schr\"odinger'' of~x, Fig.~1, vs.\ others", "“Schrödinger” of x, Fig. 1, vs. others"),
        (r"see \cite{knuth84} and \href{https://a.b/c}{here}", "see [knuth84] and here (https://a.b/c)"),
        (r"\textbf{bold $x^2$ \'etale}", "bold x² étale"),
    ],
)  # fmt: skip
def test_latex_in_ordinary_text_is_read(text: str, read: str) -> None:
    assert read_prose(text) == read


FORMULAS = [
    (r"A \(x^2\) b", "A $x^2$ b", "A x² b"),
    (r"\(n\) points, \( h \)-transforms, (\(p < q\))", "$n$ points, $h$-transforms, ($p < q$)", "n points, h-transforms, (p < q)"),
    (r"so \[x_1 = 2\] holds", "so $x_1 = 2$ holds", "so x₁ = 2 holds"),
    (r"so $$ x_1 = 2 $$ holds", "so $x_1 = 2$ holds", "so x₁ = 2 holds"),
    (r"so $$x_1$$, $$n$$", "so $x_1$, $n$", "so x₁, n"),
    (r"$ \alpha $ and $\beta$$\gamma$", r"$\alpha$ and $\beta$$\gamma$", "α and βγ"),
    (r"10$\pm 2 $mm, 40$-$50", r"10$\pm 2$ mm, 40$-$50", "10± 2 mm, 40-50"),
    (r"\begin{math}x_1\end{math} is", "$x_1$ is", "x₁ is"),
    (r"\begin{equation*}\label{a}x_1 = 2\nonumber\end{equation*}", "$x_1 = 2$", "x₁ = 2"),
    ("\\begin{align}\n  a_1 &= b \\\\[1em]\n  c &= d \\tag{1}\n\\end{align}", "$a_1 = b$, $c = d$", "a₁ = b, c = d"),
    (r"it costs $5 in $n$ steps, $10 with $m_1$", "it costs $5 in $n$ steps, $10 with $m_1$", "it costs $5 in n steps, $10 with m₁"),
    (r"from US$5 or 10$, \$20 or \$30 for", "from US$5 or 10$, $20 or $30 for", "from US$5 or 10$, $20 or $30 for"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kept", "read"), FORMULAS)
def test_formulas_are_kept_in_one_way_in_every_dump(text: str, kept: str, read: str) -> None:
    assert (clean(read_outside_maths(text)), clean(read_prose(text))) == (kept, read)
    assert (clean(latex_outside_maths(text)), clean(latex_to_unicode(text))) == (kept, read)
    assert read_outside_maths(kept) == kept


PRICES = [
    "costs $5 and $10", "costs $5/$10, $5–$10 and $5, or $10", "from 5$ to 10$", "of $5M to $10M for 3", "costs $5 for \\emph{all} and $10", "it is $3.50 a day",
    "a $1,000 prize, a $2,000 one",
]  # fmt: skip


@pytest.mark.parametrize("text", PRICES)
def test_prices_keep_their_dollars_in_every_dump(text: str) -> None:
    words = text.replace("\\emph{all}", "all")
    for read in (read_prose, read_outside_maths, latex_to_unicode, latex_outside_maths):
        assert read(text) == words, read


def test_every_accent_that_is_written_is_read() -> None:
    for accent, mark in ACCENTS.items():
        for letter in "aceghiknorstuwyzACEGHKNORSTUWYZ":
            composed = unicodedata.normalize("NFC", letter + mark)
            if len(composed) == 1:
                assert latex_to_unicode(f"\\{accent}{{{letter}}}") == composed
                assert read_prose(f"x\\{accent}{{{letter}}}x") == f"x{composed}x"
                written = escape_text(composed, unicode=False)
                assert written != composed or accent == "G"
                assert latex_to_unicode(written) == read_prose(written) == composed


NOT_LATEX = [
    r"C:\new\table", r"C:\alpha\beta\ss", r"C:\Users\o\v", r"\\server\share", r"D:\data\c cois",
    r"\d+\.\w*", r"\bfoo\b \d{3} \d{n}+", r"[\^a-z] and ^\s*(\w+)$", r"foo\.txt www\.example\.com \.zip", r"\(a|b\)",
    r"a \n b\nc \t \r", r"\u00e9 \x41", r"\name \foo{bar} \newcommand", r"\o file \l", r"dir\in\to", "\\", r"\\",
    r"it\'s, don\'t, we\'re, \'attention\' and O\'Neil", r"the \"attention\" of \"open\" models", r"{\"a\": 1}",
    "$5 and $10", "$5/$6, US$5 and A$6, 5$ and 10$", "$100M-$200M", "R$ 5 e R$ 6", "100$ bill, $$$, Ke$ha and A$AP", "$A$AP Rocky",
    "$HOME and $PATH", "$HOME/$USER", "${HOME}/bin:${PATH}", r"\$HOME", "jQuery $(this) and $(that)", "^foo$|^bar$", "$x and $y",
    "{braces} {a: 1} {BERT}", "a_b^c", "a ~ b -- c ``x'' --- d", r"/\~nick ~/x", r"grep '\.py$' and '\.pyc$'", r"s/\\/\//g",
    r"grep '\(x\)' and s/\(a\)\(b\)/\2\1/", r"Smith \(2019\) says \[1\], \[2, 3\] \(see above\)", "US$/A$ and $5/$6", "$x is the $y",
    r"first line\nnot the second\nNew\tin", r"f\(x\) and \(x\)*",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_LATEX)
def test_what_only_looks_like_latex_stays_as_it_is(text: str) -> None:
    assert read_prose(text) == text
    assert read_outside_maths(text) == text


@given(st.text(st.characters(exclude_characters="\\$")))
def test_a_text_without_backslash_and_dollar_is_never_changed(text: str) -> None:
    assert read_prose(text) == text
    assert read_outside_maths(text) == text


_pieces = st.lists(
    st.sampled_from([*NOT_LATEX, r"Schr\"odinger", r"$\alpha$", "$x^2$", r"{\it so}", r"\emph{a}", "a", " ", "{", "}", "$", "~", "--"]),
    max_size=5,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(_pieces)
def test_no_word_of_a_text_is_lost(text: str) -> None:
    for read in (read_prose(text), read_outside_maths(text)):
        assert not {"share", "table", "HOME", "Neil", "so"} & {
            word for word in ("share", "table", "HOME", "Neil", "so") if word in text and word not in read
        }  # fmt: skip


def test_formulas_stay_in_abstracts_and_beside_titles() -> None:
    text = r"K\"ahler forms of $\mathbb{R}^n$ and $\ell_1$ norms"
    record = decoded(Record(1, text, abstract=text))
    assert record.title == "Kähler forms of ℝⁿ and ℓ₁ norms"
    assert (
        record.title_tex == record.abstract == r"Kähler forms of $\mathbb{R}^n$ and $\ell_1$ norms"
    )
    assert decoded(Record(1, "Prices of $5 and $10")) == Record(1, "Prices of $5 and $10")


def test_names_in_parts_are_read_too() -> None:
    record = decoded(
        Record(1, "T", authors=(r"P. Erd\H{o}s",), names=(Name(r"Erd\H{o}s", "P."),), venue=r"Ann. Poincar\'e")
    )  # fmt: skip
    assert record.authors == ("P. Erdős",)
    assert record.names == (Name("Erdős", "P."),)
    assert record.venue == "Ann. Poincaré"


_TITLE = r"Schr\"odinger operators in $L^2$"
_ABSTRACT = (
    r"We study Schr\"odinger operators, H\"older norms and Erd\H{o}s graphs in some detail here."
)
DUMPS = {
    "a.jsonl": json.dumps({"title": _TITLE, "abstract": _ABSTRACT, "authors": [r"Bj\"orn M\"uller"]}),
    "a.json": json.dumps([{"title": _TITLE, "abstract": _ABSTRACT, "authors": [r"Bj\"orn M\"uller"]}]),
    "a.csl.json": json.dumps([{"id": "a", "type": "article-journal", "title": _TITLE, "abstract": _ABSTRACT, "author": [{"family": r"M\"uller", "given": r"Bj\"orn"}]}]),
    "a.txt": f'Title: {_TITLE}\nAuthors: Bj\\"orn M\\"uller\nAbstract: {_ABSTRACT}\n---\n',
    "a.ris": f'TY  - JOUR\nTI  - {_TITLE}\nAU  - M\\"uller, Bj\\"orn\nAB  - {_ABSTRACT}\nER  - \n',
    "a.enw": f'%0 Journal Article\n%T {_TITLE}\n%A M\\"uller, Bj\\"orn\n%X {_ABSTRACT}\n',
    "a.nbib": f'PMID- 1\nTI  - {_TITLE}\nFAU - M\\"uller, Bj\\"orn\nAB  - {_ABSTRACT}\n',
    "a.csv": "title,authors,abstract\n" + ",".join('"' + each.replace('"', '""') + '"' for each in (_TITLE, r"Bj\"orn M\"uller", _ABSTRACT)) + "\n",
    "a.bib": f'@article{{a, title = {{{_TITLE}}}, author = {{M{{\\"u}}ller, Bj{{\\"o}}rn}}, abstract = {{{_ABSTRACT}}}}}\n',
    "arxiv.jsonl": json.dumps({"id": "2101.00001", "submitter": "B", "title": _TITLE, "abstract": _ABSTRACT, "categories": "math.AP", "authors": r"Bj\"orn M\"uller", "update_date": "2021-01-04"}),
    "a.xml": f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2101.00001v1</id><title>{_TITLE}</title><summary>{_ABSTRACT}</summary><author><name>Bj\\\"orn M\\\"uller</name></author></entry></feed>",
}  # fmt: skip


@pytest.mark.parametrize("name", DUMPS)
def test_latex_is_read_in_every_format(papers: Run, dump: Write, name: str) -> None:
    assert papers("ingest", dump(DUMPS[name], name))[0] == 0
    (paper,) = json.loads(papers("list", "--json")[1])
    assert paper["title"] == "Schrödinger operators in L²"
    assert paper["title_tex"] == "Schrödinger operators in $L^2$"
    assert paper["authors"] == ["Björn Müller"]
    assert paper["abstract"].startswith("We study Schrödinger operators, Hölder norms and Erdős")
    for query in ("schrodinger", "title:Schrödinger", "author:müller", "holder", "erdos"):
        assert len(json.loads(papers("search", "--exact", query, "--json")[1])) == 1, query


def test_a_paper_is_one_through_whatever_format_it_comes(papers: Run, dump: Write) -> None:
    paths = [dump(text, name) for name, text in DUMPS.items()]
    assert papers("ingest", *paths)[0] == 0
    (paper,) = json.loads(papers("list", "--json")[1])
    assert len(paper["sources"]) == len(DUMPS)
    assert f"{len(DUMPS)} seen before" in papers("ingest", *paths)[1]


def stored(title: str, identifier: str, source: dict[str, object]) -> str:
    return json.dumps({"id": identifier, "title": title, "added": "2026-01-01T00:00:00Z", "sources": [source]})  # fmt: skip


def test_a_paper_that_an_older_library_has_with_its_latex_flattened_is_found(
    papers: Run, dump: Write
) -> None:
    source = {"file": "a", "digest": "0" * 16, "line": 1, "format": "bibtex", "key": "a"}
    old = stored("Bounds in L^2", Title.of("Bounds in L^2").short, source)
    assert papers("ingest", dump(old + "\n", "old.jsonl"))[0] == 0
    papers("ingest", dump("@misc{b, title = {Bounds in $L^2$}}\n", "new.bib"))
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["title"], len(paper["sources"])) == ("Bounds in L^2", 2)


def test_a_dump_that_an_older_library_took_with_its_latex_is_not_taken_again(
    papers: Run, dump: Write, tmp_path: Path
) -> None:
    path = dump(DUMPS["a.txt"], "a.txt")
    papers("ingest", path, "--library", tmp_path / "other")
    (seen,) = json.loads(papers("list", "--json", "--library", tmp_path / "other")[1])
    old = stored(_TITLE, Title.of(_TITLE).short, seen["sources"][0])
    papers("ingest", dump(old + "\n", "old.jsonl"))
    assert "1 seen before" in "".join(papers("ingest", path)[1:])
    assert len(json.loads(papers("list", "--json")[1])) == 1


def test_people_see_formulas_as_unicode() -> None:
    abstract = r"We bound the $\ell_1$ norm of $\alpha$-stable waves. This costs $5 and $10."
    page = paper_page(Paper("01", "Bounds", abstract), [], 90, color=False)
    assert "We bound the ℓ₁ norm of α-stable waves. This costs $5 and $10." in page
