import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.bibtex.bibtex import read
from papercli.latex.read import latex_outside_maths, latex_to_unicode

FIXTURES = Path(__file__).parent.parent / "fixtures" / "bibtex"


def records(text: str) -> list[Record]:
    return [each for each in read(io.StringIO(text)) if isinstance(each, Record)]


def skipped(text: str) -> list[tuple[int, str]]:
    return [
        (each.line, each.reason) for each in read(io.StringIO(text)) if isinstance(each, Skipped)
    ]


def only(text: str) -> Record:
    (record,) = records(text)
    return record


def test_strings_are_joined_at_the_hash_and_months_are_known() -> None:
    record = only(
        '@string{j = "Journal"} @article{k, title = {A}, journal = j # " of " # {Things}, month = feb # "~7", year = 2001}'
    )
    assert (record.venue, record.date) == ("Journal of Things", "2001-02-07")


def test_a_child_takes_what_it_lacks_from_a_parent_above_or_below() -> None:
    child = "@inproceedings{c, title = {Child}, crossref = {p}}\n"
    parent = "@proceedings{P, title = {The Proceedings}, year = 1999, volume = 3}\n"
    for text in (child + parent, parent + child):
        record = next(each for each in records(text) if each.title == "Child")
        assert (record.venue, record.year, record.volume) == ("The Proceedings", 1999, "3")
    assert only(child).title == "Child"


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Knuth, Donald E. and Lamport, Leslie", ["Donald E. Knuth", "Leslie Lamport"]),
        ("Donald E. Knuth and others", ["Donald E. Knuth"]),
        (
            "de la Vall{\\'e}e Poussin, Charles Louis Xavier Joseph",
            ["Charles Louis Xavier Joseph de la Vallée Poussin"],
        ),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        (
            "{Barnes and Noble, Inc.} and {\\L}ukasz Kaiser",
            ["Barnes and Noble, Inc.", "Łukasz Kaiser"],
        ),
        ("{CERN}", ["CERN"]),
        ("Erd{\\H o}s, P. AND R{\\'e}nyi, A.", ["P. Erdős", "A. Rényi"]),
        ("{{van den Berg}}, Jan", ["Jan van den Berg"]),
    ],
)
def test_names_come_as_given_and_family(field: str, names: list[str]) -> None:
    assert list(only(f"@article{{k, title = {{T}}, author = {{{field}}}}}").authors) == names


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber", "Über"),
        (
            r"G\"odel, Erd\H{o}s, {\'E}cole, \'{\i}, \c{c}, {\v S}, na\"{\i}ve",
            "Gödel, Erdős, École, í, ç, Š, naïve",
        ),
        (r"{\L}ukasz \O rsted Stra{\ss}e \ae{}ther", "Łukasz Ørsted Straße æther"),
        (r"$\beta$-{VAE}", "β-VAE"),
        (r"$\mathcal{O}(n\log n)$", "O(n log n)"),
        (r"$\alpha \leq \frac{a}{b}$ in $\mathbb{R}^{d}$", "α ≤ a/b in ℝᵈ"),
        (r"$\frac{a+b}{2}$, $\sqrt{x+1}$, $\cos\theta$", "(a+b)/2, √(x+1), cos θ"),
        (r"H$_2$O, In$_x$Ga$_{1-x}$N, mm$^{2}$, CO\textsubscript{2}", "H₂O, InₓGa₁₋ₓN, mm², CO₂"),
        (r"\ensuremath{_2}, $C^*$, $5^\circ$, $e^{i\pi}$, $x_Q$", "₂, C*, 5°, e^(iπ), x_Q"),
        (r"facets (11\=22) and $(11\bar{2}2)$", "facets (112̄2) and (112̄2)"),
        (r"AlN{\slash}GaN 5\,{\textmu}F \textquotedbl so\textquotedbl{}", 'AlN/GaN 5 µF "so"'),
        (
            r"Judg{\vphantom{A}}ment, \enquote{so}, pre\nobreakdash-print",
            "Judgment, “so”, pre-print",
        ),
        (r"\url{https://a.b/~c\_d} \href{https://a.b}{here}", "https://a.b/~c_d here"),
        (r"A\foo{}B, A\foo B, x \pkg{ggplot}", "AB, A B, x ggplot"),
        (r"$\K[t_1, \dots]$ and $\mathcal O$", "K[t₁, …] and O"),
        (r"Nguy{\~{\^e}}n, Fran\c cois, {\noopsort{b}}Doe", "Nguyễn, François, Doe"),
        (r"50\% of R\&D costs $5", "50% of R&D costs $5"),
        (r"\emph{So} {\em called} \mbox{SAT} \textsc{x}", "So called SAT x"),
        ("a -- b --- c ``d''~e", "a – b — c “d” e"),
        (r"\unknown{kept} \LaTeX{} \foo", "kept LaTeX foo"),
        (r"an {unclosed brace", "an unclosed brace"),
    ],
)
def test_latex_becomes_unicode(latex: str, text: str) -> None:
    assert " ".join(latex_to_unicode(latex).split()) == text


def test_formulas_can_stay_as_they_are() -> None:
    latex = r"Poincar\'e's $\beta_{1}$, \(\ell_1\) and \enquote{a $x^2$ \o{}}"
    assert latex_outside_maths(latex) == r"Poincaré's $\beta_{1}$, $\ell_1$ and “a $x^2$ ø”"


def test_one_broken_entry_among_a_thousand_costs_only_itself() -> None:
    entries = [
        f"@article{{k{n},\n  title = {{Title number {n}}},\n  year = {{2000}}\n}}\n\n"
        for n in range(1000)
    ]
    entries[500] = "@article{k500,\n  title = {{An unclosed brace},\n  year = {2000}\n}\n\n"
    assert len(records("".join(entries))) == 999
    assert skipped("".join(entries)) == [(2501, "not closed before the next entry")]


def test_duplicate_keys_are_two_records_and_text_between_entries_is_reported() -> None:
    text = "junk, and a comment @ home\nin two lines\n@article{k, title={A}} and more\nmore junk {\n\nand more\n@article{k, title={B}}\n"
    assert [record.title for record in records(text)] == ["A", "B"]
    assert skipped(text) == [(line, "text outside any entry") for line in (1, 3, 4, 6)]


def test_a_missing_comma_a_field_given_twice_and_parentheses_are_understood() -> None:
    assert only("@misc(k, title = {A} year = 2001, year = 2002, , note = {x})").year == 2001


@pytest.mark.parametrize("other", ["Bark", "Barks", "Moss on Bark"])
def test_an_entry_of_two_titles_is_skipped(other: str) -> None:
    for first, second in (("Fern", other), (other, "Fern")):
        text = f"@misc{{k, title = {{{first}}}, title = {{{second}}}}}\n"
        assert skipped(text) == [(1, "more than one title in an entry")]


def test_a_field_that_lost_its_entry_is_reported() -> None:
    assert skipped("@misc{k, title = {A}}, \n  year = {2001},\n}\n") == [
        (2, "field outside any entry")
    ]


def test_an_entry_that_is_cut_off_is_skipped() -> None:
    assert skipped("@misc{a, title = {A}}\n@misc{b, title = {B},\n  year") == [
        (2, "cut off: the dump ends in the middle of this entry")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {1706.03762}, archiveprefix = {arXiv}",
        "eprint = {1706.03762v5}, eprinttype = {arxiv}",
        "eprint = {1706.03762}",
        "journal = {arXiv preprint arXiv:1706.03762}",
        "doi = {10.48550/arXiv.1706.03762}",
        "url = {http://arxiv.org/abs/1706.03762}",
        "note = {arXiv: 1706.03762 [cs]}",
    ],
)
def test_an_arxiv_id_is_found_wherever_it_stands(fields: str) -> None:
    assert only(f"@misc{{k, title = {{A}}, {fields}}}").arxiv == "1706.03762"


def test_the_ugly_sample_reads_to_its_last_whole_entry() -> None:
    text = (FIXTURES / "ugly.bib").read_text(encoding="utf-8")
    assert [record.line for record in records(text)] == [3, 8, 13, 14, 16, 19]
    assert [line for line, _ in skipped(text)] == [4, 15, 17, 18, 20]


@pytest.mark.parametrize(
    ("entry", "venue", "url"),
    [
        (
            r"@misc{k, title = {A}, howpublished = {\url{https://example.org/a\_b~c}, accessed 2020}}",
            None,
            "https://example.org/a_b~c",
        ),
        (
            r"@misc{k, title = {A}, howpublished = {\href{https://example.org/a}{Our site}}}",
            "Our site",
            "https://example.org/a",
        ),
        (
            r"@misc{k, title = {A}, note = {See \url{https://example.org/a}.}}",
            None,
            "https://example.org/a",
        ),
        ("@misc{k, title = {A}, howpublished = {Blog post}}", "Blog post", None),
        ("@misc{k, title = {A}, howpublished = {arXiv:1706.03762}}", None, None),
        ("@dataset{k, title = {A}, publisher = {Zenodo}}", "Zenodo", None),
        ("@book{k, title = {A}, publisher = {MIT Press}}", "MIT Press", None),
        ("@techreport{k, title = {A}, institution = {CERN}, publisher = {P}}", "CERN", None),
        ("@article{k, title = {A}, publisher = {Elsevier}}", None, None),
        ("@inproceedings{k, title = {A}, publisher = {ACM}}", None, None),
    ],
)
def test_what_stands_alone_has_its_publisher_for_a_venue_and_its_address_wherever_it_is(
    entry: str, venue: str | None, url: str | None
) -> None:
    record = only(entry)
    assert (record.venue, record.url) == (venue, url)


def test_an_annotation_is_no_abstract() -> None:
    assert only("@misc{k, title = {A}, annote = {Read again.}}").abstract is None


def test_the_signs_of_a_keyboard_come_back_as_they_were(papers: Run, tmp_path: Path) -> None:
    title = "Radix-2^k transforms of K^- and ~x"
    dump, bibliography = tmp_path / "a.jsonl", tmp_path / "a.bib"
    dump.write_text(json.dumps({"title": title}) + "\n")
    papers("ingest", dump)
    papers("export", "-o", bibliography)
    papers("ingest", bibliography, "--library", tmp_path / "new")
    assert (
        json.loads(papers("list", "--json", "--library", tmp_path / "new")[1])[0]["title"] == title
    )


@pytest.mark.parametrize(
    ("entry", "title", "kind"),
    [
        ("@web_page{w, title = {A page}, year = 2020}", "A page", "webpage"),
        ("@web_page{w,\n  title = {A page},\n}", "A page", "webpage"),
        ("@book_section{w, title = {A part}}", "A part", "chapter"),
        ("@newspaper_article{w, title = {A note}}", "A note", "article-newspaper"),
        ("@data-set2{w, title = {A set}}", "A set", None),
        ("@article(a,\n\tauthor = {Doe, Jane},\n\ttitle = {Brackets},\n)", "Brackets", "article-journal"),
        ('@UNPUBLISHED(a, TITLE = "Brackets (round) :-)", YEAR = 1981)', "Brackets (round) :-)", "article"),
        ("@web_page(a, title = {In {(}two{)} kinds})", "In (two) kinds", "webpage"),
        ("@inbook (\n  Doe:81,\n  title = {Blanks}\n)", "Blanks", "chapter"),
    ],
)  # fmt: skip
def test_a_file_of_one_entry_is_bibtex_whatever_its_type_and_brackets(
    papers: Run, tmp_path: Path, entry: str, title: str, kind: str | None
) -> None:
    (tmp_path / "a.bib").write_text(f"{entry}\n")
    assert papers("ingest", tmp_path / "a.bib")[0] == 0
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["title"], paper["type"]) == (title, kind)
    assert paper["sources"][0]["format"] == "bibtex"


def test_an_entry_takes_from_all_its_parents_and_from_theirs() -> None:
    text = (
        "@incollection{c, title = {A chapter}, crossref = {b}, xdata = {x, y}}\n"
        "@book{b, title = {The Book}, crossref = {m}}\n"
        "@mvbook{m, title = {The Books}, year = 2001}\n"
        "@xdata{x, volume = 7}\n@xdata{y, keywords = {moss}}\n"
    )
    chapter = next(each for each in records(text) if each.title == "A chapter")
    assert (chapter.venue, chapter.year, chapter.volume) == ("The Book", 2001, "7")
    assert chapter.keywords == ("moss",)


def test_a_series_is_no_publisher_and_no_day_is_out_of_its_month() -> None:
    book = only("@book{b, title = {A}, series = {Texts}, publisher = {Press}, date = {2001-02-30}}")
    assert (book.venue, book.date) == ("Press", "2001-02")
    assert only("@book{b, title = {A}, series = {Texts}}").venue is None


def test_an_abbreviation_that_nobody_defined_is_kept_as_it_stands() -> None:
    text = "@article{a,\n title = {Moss},\n journal = undefinedmacro,\n publisher = other # { Press},\n year = 2019\n}\n"
    [record] = read(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.title, record.venue, record.year) == ("Moss", "undefinedmacro", 2019)
    [command] = read(io.StringIO("@article{a, title = {Moss}, journal = {\\xyj}, year = 2019}\n"))
    assert isinstance(command, Record)
    assert command.venue == "xyj"


@pytest.mark.parametrize("written", ["{\\apj}", "\\apj", "apj", "{apj}"])
def test_a_macro_of_ads_is_the_journal_that_it_names(written: str) -> None:
    [record] = read(
        io.StringIO(f"@article{{a,\n title = {{Moss}},\n journal = {written},\n year = 2019\n}}\n")
    )
    assert isinstance(record, Record)
    assert record.venue == "The Astrophysical Journal"


def test_a_collaboration_beside_the_authors_is_one_of_them() -> None:
    text = '@article{a, title = {Moss}, author = {Quill, A. and others}, collaboration = "ATLAS", year = 2019}\n'
    [record] = read(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.authors, record.more_authors) == (("A. Quill", "ATLAS Collaboration"), True)


@pytest.mark.parametrize(
    "tilde", ["\\~{}", "$\\sim$", "\\textasciitilde{}", "{\\textasciitilde}", "~"]
)
def test_an_address_keeps_its_tilde(tilde: str) -> None:
    [record] = read(
        io.StringIO(f"@misc{{a, title = {{Moss}}, url = {{http://x.org/{tilde}roe/p.pdf}}}}\n")
    )
    assert isinstance(record, Record)
    assert record.url == "http://x.org/~roe/p.pdf"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [("eprint = {2101.00001},", "article"), ("url = {http://x.org/},", "webpage")],
)
def test_what_is_online_is_a_page_unless_it_is_a_preprint(fields: str, kind: str) -> None:
    [record] = read(io.StringIO(f"@online{{a, title = {{Moss}}, {fields} year = 2021}}\n"))
    assert isinstance(record, Record)
    assert record.type == kind


def test_the_number_of_an_article_stands_for_its_pages_and_addresses_lose_their_braces() -> None:
    [record] = read(
        io.StringIO(
            "@article{a, title = {Moss}, articleno = {201}, url = {http://x.org/a{\\_}b{~}c}}\n"
        )
    )
    assert isinstance(record, Record)
    assert (record.pages, record.url) == ("201", "http://x.org/a_b~c")
