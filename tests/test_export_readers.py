"""Bibliographies read back by the programs and libraries that others read them with."""

import io
import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.cli import run
from papercli.dumps.base import Record
from papercli.dumps.formats import FORMATS
from papercli.dumps.furniture import is_placeholder
from papercli.exports import export_named
from papercli.identifiers import year_of_arxiv
from papercli.index.citekeys import make_citekey
from papercli.latex.prose import read_outside_maths
from papercli.model import Paper
from papercli.names import names_of, split_name
from papercli.text import clean

with warnings.catch_warnings():  # their own affair
    warnings.simplefilter("ignore")
    import bibtexparser.entrypoint
    import rispy  # type: ignore[import-untyped]
    from pybtex.database import parse_string  # type: ignore[import-untyped]
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

Run = Callable[..., tuple[int, str, str]]

# Papers as libraries hold them: everything that a title can hold, names of real shapes.
_words = st.text(
    st.sampled_from("abcdeXYZ 019éÉőŁßαΓ≤’“”…-–:,.;()[]{}\\%&#_~<>|\"'`/+=@*"),
    min_size=1,
    max_size=40,
).map(clean)
_texts = st.builds(
    " ".join,
    st.lists(
        st.sampled_from(["Deep", "nets", "BERT", "of", "SE(3)", "Über", "Erdős’"]) | _words,
        min_size=1,
        max_size=6,
    ),
).map(clean)
_names = st.sampled_from(
    [
        "Ada Lovelace",
        "Ludwig van Beethoven",
        "Paul Erdős",
        "Łukasz Kaiser",
        "John Doe Jr.",
        "The ATLAS Collaboration",
        "王小明",
        "Jean-Pierre Serre",
        "Kim S. Larsen",
        "Bell and Howell Inc.",
        "Gabriel García Márquez",
        "Đorđe Șahin",
        "D'Arcy Thompson",
        "Émile Zola",
    ]
)
_maybe = st.none()
_papers = st.fixed_dictionaries(
    {
        "id": st.just("0123abcd"),
        "title": _texts.filter(lambda text: re.search("[a-zA-Z]", text) is not None),
        "abstract": _maybe | _texts.filter(bool),
        "authors": st.lists(_names, max_size=4, unique=True),
        "more_authors": st.just(value=False),
        "year": _maybe | st.integers(1500, 2099),
        "date": _maybe,
        "type": st.sampled_from(["article-journal", "paper-conference", "article", None]),
        "venue": _maybe
        | st.sampled_from(
            [
                "Annals of Mathematics",
                "Proceedings of the 3rd Conference & Workshop",
                "arXiv cs.CL",
                "NeurIPS 2020",
                "Zürich Notes #1",
            ]
        ),
        "volume": _maybe | st.just("12"),
        "issue": _maybe | st.just("3"),
        "pages": _maybe | st.just("9848-9853"),
        "arxiv": _maybe | st.sampled_from(["1706.03762", "hep-th/9711200"]),
        "doi": _maybe
        | st.sampled_from(
            [
                "10.1038/nature14539",
                "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
                "10.1000/a_b%c#d",
            ]
        ),
        "url": _maybe
        | st.sampled_from(
            ["https://example.org/a_b?x=1&y=%20#top", "https://arxiv.org/abs/1706.03762"]
        ),
        "keywords": st.lists(st.sampled_from(["tensors", "C++", "graph theory"]), unique=True),
        "tags": st.just([]),
        "status": st.just("unread"),
        "starred": st.just(value=False),
        "note": _maybe | st.just("Read again: 100% & more"),
        "added": st.just("2026-01-01T00:00:00Z"),
        "aliases": st.just([]),
        "sources": st.just([]),
    }
)
_decode = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces="macros").latex_to_text


def exported(paper: dict[str, Any], name: str) -> str:
    return "".join(
        export_named(name).write(
            [Paper.from_json(paper)],
            lambda each: (
                make_citekey(each.title, names_of(each.authors, each.names), each.year) or "key"
            ),
        )
    )


def parts(names: list[str]) -> list[tuple[str, str, str]]:
    split = [split_name(name) for name in names]
    return [
        (name.literal or name.family or "", name.given or "", name.suffix or "") for name in split
    ]


def year_of(paper: dict[str, Any]) -> int | None:
    """Return the year that an export gives: the paper's, else that of its arXiv id."""
    year: int | None = paper["year"] or year_of_arxiv(paper["arxiv"])
    return year


def meant(text: str | None) -> str | None:
    """Return a text as the LaTeX in it is meant."""
    return read_outside_maths(text) if text else None


def read_back(latex: str | None) -> str | None:
    """Return LaTeX as text, with one sign for those that LaTeX has one command for."""
    return str(_decode(latex)).replace("ˆ", "^") if latex else None


@settings(deadline=None)
@given(paper=_papers, modern=st.booleans())
def test_bibtexparser_reads_back_what_was_written(*, paper: dict[str, Any], modern: bool) -> None:
    library = bibtexparser.entrypoint.parse_string(
        exported(paper, "biblatex" if modern else "bibtex")
    )
    assert (len(library.entries), len(library.failed_blocks)) == (1, 0)
    fields = {name: field.value for name, field in library.entries[0].fields_dict.items()}
    venue = next(
        (
            fields[name]
            for name in ("journal", "journaltitle", "booktitle", "howpublished")
            if name in fields
        ),
        None,
    )
    assert read_back(fields["title"]) == meant(paper["title"])
    assert read_back(fields.get("abstract")) == meant(paper["abstract"])
    assert read_back(venue) == paper["venue"]
    assert (fields.get("year") or fields.get("date")) == (
        str(year_of(paper)) if year_of(paper) else None
    )
    assert [fields.get("doi"), fields.get("url"), fields.get("eprint")] == [
        paper["doi"],
        paper["url"],
        paper["arxiv"],
    ]
    assert fields.get("pages", "").replace("--", "-") == (paper["pages"] or "")


@settings(deadline=None)
@given(paper=_papers, modern=st.booleans())
def test_pybtex_reads_the_names_as_they_were_meant(*, paper: dict[str, Any], modern: bool) -> None:
    entry = next(
        iter(
            parse_string(
                exported(paper, "biblatex" if modern else "bibtex"), "bibtex"
            ).entries.values()
        )
    )
    read = [
        (
            " ".join((*each.prelast_names, *each.last_names)),
            " ".join((*each.first_names, *each.middle_names)),
            " ".join(each.lineage_names),
        )
        for each in entry.persons.get("author", ())
    ]
    assert [tuple(_decode(part) for part in name) for name in read] == parts(paper["authors"])


@settings(deadline=None)
@given(_papers)
def test_rispy_reads_back_what_was_written(paper: dict[str, Any]) -> None:
    (read,) = rispy.loads(exported(paper, "ris"))
    assert read["title"] == paper["title"]
    assert read.get("abstract") == paper["abstract"]
    assert read.get("secondary_title") == paper["venue"]
    assert read.get("year") == (str(year_of(paper)) if year_of(paper) else None)
    assert read.get("doi") == paper["doi"]
    assert read.get("accession_number") == (f"arXiv:{paper['arxiv']}" if paper["arxiv"] else None)
    derived = (
        f"https://arxiv.org/abs/{paper['arxiv']}" if paper["arxiv"] and not paper["doi"] else None
    )
    assert read.get("urls", [None]) == [paper["url"] or derived]
    assert parts(read.get("authors", [])) == parts(paper["authors"])
    assert read.get("keywords", []) == paper["keywords"]


@settings(deadline=None)
@given(_papers)
def test_csl_json_holds_what_was_written(paper: dict[str, Any]) -> None:
    (read,) = json.loads(exported(paper, "csl-json"))
    assert read["title"] == paper["title"]
    assert read.get("abstract") == paper["abstract"]
    assert read.get("container-title") == paper["venue"]
    assert read.get("issued", {"date-parts": [[None]]})["date-parts"] == [[year_of(paper)]]
    assert read.get("DOI") == paper["doi"]
    authors = [
        (name.get("literal") or name["family"], name.get("given", ""), name.get("suffix", ""))
        for name in read.get("author", [])
    ]
    assert authors == parts(paper["authors"])
    if paper["arxiv"]:
        assert f"arXiv:{paper['arxiv']}" in (read.get("number"), read.get("note"))


def says_something(paper: dict[str, Any]) -> bool:
    texts = (paper["title"], paper["abstract"], paper["venue"], *paper["authors"])
    return not any(text and is_placeholder(text) for text in texts)


@settings(max_examples=200, deadline=None)
@given(
    _papers.filter(
        lambda paper: not set("${}\\^~<>&") & set(f"{paper['title']}{paper['abstract']}")
    ).filter(says_something),
    st.sampled_from(["bibtex", "biblatex", "ris", "csl-json"]),
)
def test_our_own_readers_read_back_what_was_written(paper: dict[str, Any], name: str) -> None:
    text = exported(paper, name)
    reader = next(
        each for each in FORMATS if each.name == ("bibtex" if name == "biblatex" else name)
    )
    if paper["year"]:  # a title alone could be any JSON
        assert max(FORMATS, key=lambda each: each.sniff(text)) is reader
    (read,) = reader.read(io.StringIO(text))
    assert isinstance(read, Record)
    assert read.title == paper["title"]
    # Read as the abstract where there is none.
    assert read.abstract == paper["abstract"] or paper["note"]
    assert read.year == year_of(paper)
    assert read.doi == paper["doi"]
    derived = (
        f"https://arxiv.org/abs/{paper['arxiv']}"
        if paper["arxiv"] and not paper["doi"] and "bib" not in name
        else None
    )
    assert read.url == (paper["url"] or derived)
    assert read.arxiv == (
        paper["arxiv"] or ("1706.03762" if "1706.03762" in (paper["url"] or "") else None)
    )
    assert parts(list(read.authors)) == parts(paper["authors"])
    if "howpublished" not in text:
        assert read.venue == paper["venue"]


# The programs themselves


HOSTILE: list[dict[str, Any]] = [
    {
        "title": '\\input{/etc/passwd} } } @article{evil, title={x}} $\\input{x}$ 100% & #1 _ ^ ~ <b> | "q" -- ``',
        "year": 2020,
        "authors": ["Robert'); DROP TABLE", "{Evil}, Bob", "and", "\\", "Ada and Eve"],
        "venue": "Proceedings of % the & # Conf_erence",
        "abstract": "\\write18{rm -rf /} } {",
        "url": "https://example.org/a%20b_c?x=1&y=#z~q",
        "note": "} % ^^M",
    },
    {
        "title": "On $\\alpha$-divergences in $L^2(\\mathbb{R}^n)$ as seen by Poincar\\'e, Schr\\\"odinger’s GANs – α ≤ β",
        "authors": [
            "Paul Erdős",
            "Łukasz Żółć",
            "Émile van der Picard",
            "The ATLAS Collaboration",
            "John Doe Jr.",
        ],
        "year": 1999,
        "date": "1999-05-03",
        "venue": "Annals of Mathematics",
        "volume": "12",
        "issue": "3",
        "pages": "1-22",
        "doi": "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
        "type": "article-journal",
    },
    {"title": "Only a title"},
    {
        "title": "A preprint",
        "authors": ["Ada Lovelace"],
        "year": 2017,
        "arxiv": "1706.03762",
        "venue": "arXiv cs.CL",
    },
    {
        "title": "A thesis",
        "authors": ["Ada Lovelace"],
        "year": 2017,
        "type": "thesis",
        "venue": "Université de Paris",
    },
    {"title": "A book", "authors": ["Ada Lovelace"], "year": 2017, "type": "book", "abstract": "x"},
    {
        "title": "A chapter",
        "authors": ["Ada Lovelace"],
        "year": 2017,
        "type": "chapter",
        "venue": "The Book",
        "volume": "1",
        "issue": "2",
    },
    {"title": "A report", "year": 2017, "type": "report", "venue": "NASA"},
    {
        "title": "No volume",
        "authors": ["Ada Lovelace"],
        "year": 2017,
        "type": "article-journal",
        "venue": "Nature",
        "issue": "2",
    },
    {
        "title": "Both",
        "authors": ["Ada Lovelace"],
        "year": 2017,
        "type": "paper-conference",
        "venue": "ICML",
        "issue": "2",
        "volume": "1",
    },
]


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of papers that would break a bibliography, as they stand in an export, so that no reader tidies them."""
    folder = tmp_path_factory.mktemp("hostile")
    bare = dict.fromkeys(
        (
            "abstract",
            "year",
            "date",
            "type",
            "venue",
            "volume",
            "issue",
            "pages",
            "arxiv",
            "doi",
            "url",
            "note",
        )
    )
    source = {"file": "a", "digest": "0" * 16, "line": 1, "format": "jsonl", "key": None}
    lines = [
        {
            "id": f"0000000{number:x}",
            **bare,
            "authors": [],
            "keywords": [],
            "tags": [],
            "status": "unread",
            "starred": False,
            "added": "2026-01-01T00:00:00Z",
            "aliases": [],
            "sources": [source],
            **paper,
        }
        for number, paper in enumerate(HOSTILE)
    ]
    (folder / "papers.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), "utf-8"
    )
    assert run(["ingest", "--library", str(folder / "library"), str(folder / "papers.jsonl")]) == 0
    return folder / "library"


@pytest.fixture(params=["fixtures", "hostile"])
def exported_from(request: pytest.FixtureRequest, papers: Run) -> Callable[[str], str]:
    library: Path = request.getfixturevalue(
        "fixture_library" if request.param == "fixtures" else "hostile_library"
    )

    def export(name: str) -> str:
        extras = ("--with", "abstract,note,tags")
        code, out, err = papers("export", "--format", name, *extras, "--library", library)
        assert (code, err) == (0, "")
        return out

    return export


def needs(*programs: str, package: str) -> pytest.MarkDecorator:
    missing = [each for each in programs if shutil.which(each) is None]
    return pytest.mark.skipif(
        bool(missing), reason=f"no {' and '.join(missing)} here (Debian package: {package})"
    )


def tex(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False
    )
    return done.stdout + done.stderr


@needs("pdflatex", "bibtex", package="texlive-latex-recommended")
@pytest.mark.parametrize("style", ["plain", "alpha", "abbrv", "ieeetr"])
def test_bibtex_compiles_it_and_misses_only_what_is_not_known(
    exported_from: Callable[[str], str], tmp_path: Path, style: str
) -> None:
    (tmp_path / "papers.bib").write_text(exported_from("bibtex"), "utf-8")
    (tmp_path / "main.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{amsmath,amssymb}\\begin{document}\\nocite{*}"
        f"\\bibliographystyle{{{style}}}\\bibliography{{papers}}\\end{{document}}\n"
    )
    tex(tmp_path, "pdflatex", "-draftmode", "-interaction=nonstopmode", "main")
    said = tex(tmp_path, "bibtex", "main")
    # What is not known of a paper, bibtex may miss.
    others = re.sub(r"Warning--empty \w+ in \S+|\(There (?:was|were) \d+ warnings?\)", "", said)
    assert not re.search("warning|error", others, re.IGNORECASE), said
    log = tex(tmp_path, "pdflatex", "-draftmode", "-interaction=nonstopmode", "main")
    assert [line for line in log.splitlines() if line.startswith("!")] == []


@needs("pdflatex", "biber", package="biber texlive-bibtex-extra")
def test_biber_compiles_it_without_a_warning(
    exported_from: Callable[[str], str], tmp_path: Path
) -> None:
    text = exported_from("biblatex")
    (tmp_path / "papers.bib").write_text(text, "utf-8")
    (tmp_path / "main.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{amsmath,amssymb}\\usepackage[backend=biber]{biblatex}"
        "\\DeclareUnicodeCharacter{03B1}{alpha}\\DeclareUnicodeCharacter{03B2}{beta}\\DeclareUnicodeCharacter{2264}{<=}"  # kept in biblatex
        "\\addbibresource{papers.bib}\\begin{document}\\nocite{*}\\printbibliography\\end{document}\n"
    )
    tex(tmp_path, "pdflatex", "-draftmode", "-interaction=nonstopmode", "main")
    said = tex(tmp_path, "biber", "main")
    assert not re.search("WARN|ERROR", said), said
    log = tex(tmp_path, "pdflatex", "-draftmode", "-interaction=nonstopmode", "main")
    assert [line for line in log.splitlines() if line.startswith("!")] == []
    assert (tmp_path / "main.bbl").read_text("utf-8").count("\\entry{") == text.count("\n@") + 1


@needs("pandoc", package="pandoc")
@pytest.mark.parametrize(
    ("name", "ending"), [("csl-json", "json"), ("bibtex", "bib"), ("biblatex", "bib")]
)
def test_pandoc_renders_it(
    exported_from: Callable[[str], str], tmp_path: Path, name: str, ending: str
) -> None:
    text = exported_from(name)
    (tmp_path / f"papers.{ending}").write_text(text, "utf-8")
    (tmp_path / "main.md").write_text('---\nnocite: "@*"\n---\n')
    done = subprocess.run(
        ["pandoc", "--citeproc", "--bibliography", f"papers.{ending}", "main.md", "-t", "html"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    page = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert page.count('class="csl-entry"') == (
        len(json.loads(text)) if ending == "json" else len(re.findall("^@", text, re.MULTILINE))
    )
    assert "<b>" not in page


@needs("pandoc", package="pandoc")
def test_pandoc_reads_names_titles_and_maths_out_of_bibtex(
    papers: Run, hostile_library: Path, tmp_path: Path
) -> None:
    (tmp_path / "papers.bib").write_text(
        papers("export", "-f", "bibtex", "--library", hostile_library)[1], "utf-8"
    )
    done = subprocess.run(
        ["pandoc", "-f", "bibtex", "-t", "csljson", "papers.bib"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    items = {item["id"]: item for item in json.loads(done.stdout)}
    read = items["erdos1999alpha"]
    assert [name.get("family") or name["literal"] for name in islice(read["author"], 5)] == [
        "Erdős",
        "Żółć",
        "Picard",
        "The ATLAS Collaboration",
        "Doe",
    ]
    assert "Poincaré, Schrödinger’s GANs –" in read["title"]
    assert (read["DOI"], read["volume"], read["page"]) == (
        "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
        "12",
        "1-22",
    )


def test_rispy_reads_every_reference(exported_from: Callable[[str], str]) -> None:
    text = exported_from("ris")
    assert len(rispy.loads(text)) == text.count("TY  - ") == text.count("ER  - ")
