import csv
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import write_rows

from papercli.cli.export import _FORMATS
from papercli.cli.output import write_file
from papercli.errors import OutputError
from papercli.exports import EXPORTS, ExportFormat
from papercli.exports.citekeys import LibraryCitekeys, assign_citekeys
from papercli.index.citekeys import make_citekey
from papercli.library import Library
from papercli.model import Paper
from papercli.names import split_name
from papercli.search.find import find_papers

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
KNOWN = "bibtex, biblatex, ris, csl-json, jsonl, csv, markdown, html"


@pytest.fixture
def library(papers: Run, dump: Write) -> Callable[..., None]:
    """Make a library of these papers, given as the objects of a JSON Lines dump."""

    def fill(*objects: dict[str, object]) -> None:
        path = dump("".join(json.dumps(each) + "\n" for each in objects), "objects.jsonl")
        assert papers("ingest", path)[0] == 0

    return fill


def paper(
    identifier: str, title: str, *authors: str, year: int | None = None, added: str = ""
) -> Paper:
    return Paper(identifier, title, authors=authors, year=year, added=added)


# The command


def test_without_a_format_or_a_file_the_formats_are_named(filled: Run) -> None:
    assert filled("export") == (
        2,
        "",
        f"papers: no format given; add --format, one of: {KNOWN}, or a file: -o papers.bib\n",
    )


def test_an_unknown_format_is_one_line_that_names_the_known_ones(filled: Run) -> None:
    assert filled("export", "--format", "endnote") == (
        2,
        "",
        f"papers: unknown format 'endnote'; use one of: {KNOWN}\n",
    )


def test_a_file_whose_ending_tells_nothing_needs_a_format(filled: Run, tmp_path: Path) -> None:
    code, out, err = filled("export", "-o", tmp_path / "papers.doc")
    assert (code, out) == (2, "")
    assert (
        err
        == f"papers: cannot tell the format from '{tmp_path / 'papers.doc'}'; add --format, one of: {KNOWN}\n"
    )
    assert not (tmp_path / "papers.doc").exists()


def test_an_unknown_order_is_refused(filled: Run) -> None:
    assert filled("export", "-f", "csv", "--sort", "size") == (
        2,
        "",
        "papers: --sort must be added, title, author, year, date, citations, votes or id, not 'size'\n",
    )


@pytest.mark.parametrize("output", [(), ("-o", "-"), ("-o", "kept")])
@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: str(export.name))
def test_an_export_of_no_paper_writes_nothing(
    filled: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    export: ExportFormat,
    output: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kept").write_text("as it was", encoding="utf-8")
    code, out, err = filled("export", "-f", export.name, *output, 'title:"no such title"')
    assert (code, out) == (4, "")
    assert err == (
        "papers: nothing to export: no papers found; nothing matches 'title:\"no such title\"'\n"
    )
    assert Path("kept").read_text(encoding="utf-8") == "as it was"


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: str(export.name))
def test_every_format_holds_every_paper_once_and_always_the_same(
    filled: Run, export: ExportFormat
) -> None:
    name = export.name
    code, out, err = filled("export", "--format", name)
    assert (code, err) == (0, "")
    sign = {
        "bibtex": "  title = {",
        "biblatex": "  title = {",
        "ris": "\nTI  - ",
        "csl-json": '"title": ',
        "jsonl": '"title":',
        "markdown": "- [ ] **",
        "html": '{"title":',
    }
    total = len(json.loads(filled("list", "--json")[1]))
    assert (
        len(list(csv.reader(io.StringIO(out)))) - 1 if name == "csv" else out.count(sign[name])
    ) == total
    assert filled("export", "--format", name)[1] == out


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: str(export.name))
def test_the_ending_of_the_file_tells_the_format(
    filled: Run, tmp_path: Path, export: ExportFormat
) -> None:
    name, ending = export.name, export.extensions[0]
    name = "bibtex" if name == "biblatex" else name  # they share .bib
    code, out, err = filled("export", "-o", tmp_path / f"Mine{ending.upper()}")
    assert (code, out, err) == (
        0,
        "",
        f"papers: 65 papers written to {tmp_path / f'Mine{ending.upper()}'} ({name})\n",
    )
    assert (tmp_path / f"Mine{ending.upper()}").read_bytes().decode() == filled(
        "export", "-f", name
    )[1]


def test_a_query_narrows_and_sort_orders_as_in_list(filled: Run) -> None:
    for arguments in (
        ["equivariant"],
        ["--sort", "title"],
        ["year:2017..2020", "--sort", "year", "--reverse"],
    ):
        listed = json.loads(filled("list", "--json", *arguments)[1])
        exported = [
            json.loads(line)
            for line in filled("export", "--format", "jsonl", *arguments)[1].splitlines()
        ]
        assert exported == listed


def test_a_file_is_replaced_whole_and_keeps_its_permissions(filled: Run, tmp_path: Path) -> None:
    target = tmp_path / "papers.bib"
    target.write_text("old")
    target.chmod(0o640)
    (tmp_path / "link.bib").symlink_to(target)
    assert filled("export", "-o", tmp_path / "link.bib")[0] == 0
    assert target.read_text("utf-8").startswith("@")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert (tmp_path / "link.bib").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "link.bib", "papers.bib"]


def test_a_new_file_has_the_permissions_of_any_new_file(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    filled("export", "-o", tmp_path / "papers.ris")
    assert (tmp_path / "papers.ris").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "papers.bib"
    target.write_text("old")

    def write(handle: int) -> None:
        os.write(handle, b"new")
        raise OSError(28, "No space left on device")

    with pytest.raises(
        OutputError, match=r"papers\.bib: cannot be written \(no space left on device\)"
    ):
        write_file(target, write, tmp_path / "library")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["papers.bib"]


def test_a_folder_or_no_folder_is_one_line(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "-f", "ris", "-o", tmp_path) == (
        2,
        "",
        f"papers: {tmp_path}: is a folder; name a file in it\n",
    )
    away = tmp_path / "away" / "papers.ris"
    assert filled("export", "-o", away) == (2, "", f"papers: {away}: its folder does not exist\n")


def test_a_device_is_written_to_and_not_replaced(filled: Run) -> None:
    assert filled("export", "-f", "ris", "-o", "/dev/null")[0] == 0
    assert not Path("/dev/null").is_file()


def test_an_empty_library_says_how_to_fill_it(papers: Run) -> None:
    code, out, err = papers("export", "-f", "csl-json")
    assert (code, out) == (4, "")
    assert "is empty; add papers with `papers ingest" in err


def test_help_names_every_format(papers: Run) -> None:
    assert _FORMATS == KNOWN == ", ".join(each.name for each in EXPORTS)
    code, out, err = papers("export", "--help")
    assert (code, err) == (0, "")
    assert "csl-json" in out


# Citekeys


@pytest.mark.parametrize(
    ("title", "authors", "year", "key"),
    [
        (
            "Attention Is All You Need",
            ["Ashish Vaswani", "Noam Shazeer"],
            2017,
            "vaswani2017attention",
        ),
        ("The Graph of a Theory", ["Vaswani, Ashish"], None, "vaswanigraph"),
        (
            "On the Łojasiewicz inequality",
            ["Stanisław Łojasiewicz"],
            1965,
            "lojasiewicz1965lojasiewicz",
        ),
        ("Über Möbius", ["Müller, J."], 1999, "muller1999uber"),
        ("Nets", ["Guido van Rossum"], 2001, "rossum2001nets"),
        ("Nets", ["Vaswani A"], 2001, "vaswani2001nets"),
        ("Observation of a new boson", ["The ATLAS Collaboration"], 2012, "atlas2012observation"),
        ("$\\alpha$-divergence", ["Jean-Pierre Serre"], 1950, "serre1950alpha"),
        ("An Image Is Worth 16x16 Words", [], 2020, "imageworth16x162020"),
        ("Attention Is All You Need", [], None, "attentionallyou"),
        ("To The", ["Ada Lovelace"], 1843, "lovelace1843to"),
        ("深度学习", ["王小明"], 2016, ""),
        ("Βαθιά μάθηση", ["Γιώργος Παπαδόπουλος"], 2020, ""),
        ("Κείμενα και networks", ["Γιώργος Παπαδόπουλος"], 2020, "networks2020"),
        ("αβ T cells", ["Ada Lovelace"], 1999, "lovelace1999alphabeta"),
        ("深度学习 networks", ["王小明"], 2016, "networks2016"),
    ],
)
def test_citekeys(title: str, authors: list[str], year: int | None, key: str) -> None:
    assert make_citekey(title, [split_name(author) for author in authors], year) == key


def test_a_paper_without_anything_in_ascii_goes_by_its_id() -> None:
    assert assign_citekeys([paper("0a1b2c3d", "深度学习")]) == {"0a1b2c3d": "paper0a1b2c3d"}


def test_of_papers_with_one_key_the_first_added_keeps_it_and_letters_follow() -> None:
    same = [
        paper(f"{n:08x}", "Nets", "Ada Lovelace", year=1843, added=f"2026-01-{n:02}")
        for n in range(1, 31)
    ]
    keys = assign_citekeys(reversed(same))
    assert [keys[each.id] for each in same[:4]] == [
        "lovelace1843nets",
        "lovelace1843netsa",
        "lovelace1843netsb",
        "lovelace1843netsc",
    ]
    assert keys[same[27].id] == "lovelace1843netsaa"
    assert len(set(keys.values())) == 30


def test_a_letter_never_makes_the_key_of_another_paper() -> None:
    keys = assign_citekeys(
        [paper("01", "Deep", "A. Li"), paper("02", "Deep", "A. Li"), paper("03", "Deepa", "A. Li")]
    )
    assert keys == {"01": "lideep", "02": "lideepb", "03": "lideepa"}


def test_a_paper_that_comes_later_takes_no_key_in_use() -> None:
    first = paper("ff", "Deep", "A. Li", added="2026-01-01")
    assert (
        assign_citekeys([paper("00", "Deep", "A. Li", added="2026-02-02"), first])["ff"] == "lideep"
    )


def test_a_key_is_the_same_whatever_else_is_exported(
    papers: Run, library: Callable[..., None]
) -> None:
    library(
        *(
            {"title": title, "authors": ["A. Li"], "year": 2020, "abstract": title}
            for title in ("Deep nets", "Deep fields", "Deep sets")
        )
    )
    whole = {
        item["title"]: item["id"] for item in json.loads(papers("export", "-f", "csl-json")[1])
    }
    assert sorted(whole.values()) == ["li2020deep", "li2020deepa", "li2020deepb"]
    for title, key in whole.items():
        assert json.loads(papers("export", "-f", "csl-json", f'title:"{title}"')[1])[0]["id"] == key


# To another library and back


def test_jsonl_makes_the_same_library_again(filled: Run, tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    assert filled("export", "-o", first)[0] == 0
    assert filled("ingest", "--library", tmp_path / "new", first)[0] == 0
    assert filled("export", "--library", tmp_path / "new", "-f", "jsonl")[1] == first.read_text(
        "utf-8"
    )


def test_tags_notes_status_stars_aliases_and_ids_survive_the_way_through_jsonl(
    papers: Run, tmp_path: Path
) -> None:
    source = {
        "file": "a.txt",
        "digest": "0123456789abcdef",
        "line": 3,
        "format": "listing",
        "key": None,
    }
    lines = [
        {
            "id": identifier,
            "title": "Sheaf Neural Networks",
            "abstract": abstract,
            "authors": ["Jakob Hansen"],
            "year": year,
            "date": None,
            "type": "article-journal",
            "venue": "J. Sheaves",
            "volume": "1",
            "issue": "2",
            "pages": "3-4",
            "arxiv": None,
            "doi": doi,
            "url": "https://example.org/a",
            "keywords": ["sheaves"],
            "tags": ["read me", "α"],
            "status": "reading",
            "starred": True,
            "note": "Compare with [3].",
            "added": f"2024-01-0{year - 2010}T10:00:00.123Z",
            "aliases": ["aaaaaaaa" + identifier[:4]],
            "sources": [source, {**source, "line": 9, "key": "hansen"}],
        }
        for identifier, abstract, year, doi in (
            ("0123456789ab", "One.", 2011, "10.1000/1"),
            ("f123456789ab", "Two.", 2012, "10.1000/2"),
        )
    ]
    dump = tmp_path / "mine.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    assert papers("ingest", dump)[0] == 0
    exported = papers("export", "-f", "jsonl")[1]
    assert [
        {key: value for key, value in json.loads(line).items() if key in lines[0]}
        for line in exported.splitlines()
    ] == lines[::-1]
    (tmp_path / "out.jsonl").write_text(exported, "utf-8")
    assert papers("ingest", "--library", tmp_path / "new", tmp_path / "out.jsonl")[0] == 0
    assert papers("export", "--library", tmp_path / "new", "-f", "jsonl")[1] == exported


# Formats for people


def test_csv_cannot_run_a_formula(papers: Run, library: Callable[..., None]) -> None:
    library(
        {
            "title": "=cmd|' /C calc'!A0",
            "authors": ["@SUM(A1)"],
            "venue": "+1",
            "abstract": '-2+3, "quoted"',
        }
    )
    row = next(csv.DictReader(io.StringIO(papers("export", "-f", "csv")[1])))
    assert [row["title"], row["authors"], row["abstract"]] == [
        "'=cmd|' /C calc'!A0",
        "'@SUM(A1)",
        '\'-2+3, "quoted"',
    ]


def test_markdown_is_a_list_to_tick(papers: Run, library: Callable[..., None]) -> None:
    library(
        {
            "title": "A_b *c* <x>: $x_1$ & 5 [d](e) `f`",
            "authors": ["Ada Lovelace"],
            "year": 1843,
            "venue": "#1 Journal",
            "arxiv": "1706.03762",
            "doi": "10.1000/a(b)",
            "url": "javascript:alert(1)",
            "tags": ["a`b", "c"],
            "abstract": "x",
        }
    )
    assert papers("export", "-f", "markdown", "--with", "tags")[1] == (
        "# Reading list\n\n"
        "- [ ] **A\\_b \\*c\\* \\<x>: $x_1$ & 5 \\[d\\](e) \\`f\\`**\\\n"
        "  Ada Lovelace · *#1 Journal* 1843\\\n"
        "  [arXiv](<https://arxiv.org/abs/1706.03762>) · [DOI](<https://doi.org/10.1000/a(b)>)\\\n"
        "  `` a`b `` `c`\n"
    )


def test_no_text_of_a_paper_is_markup_in_the_page(
    papers: Run, library: Callable[..., None]
) -> None:
    library(
        {
            "title": "</script><script>alert(1)</script><!--",
            "abstract": "<img src=x onerror=alert(1)> &lt;",
            "authors": ["<b>"],
            "url": "javascript:alert(1)",
        }
    )
    page = papers("export", "-f", "html")[1]
    assert page.count("</script>") == 2
    assert "<img" not in page
    assert "javascript:" not in page
    assert "\\u003cimg" in page


def test_the_page_asks_nothing_of_a_network_and_allows_only_its_own_script(
    papers: Run, tmp_path: Path
) -> None:
    (tmp_path / "one.jsonl").write_text('{"title": "A paper without links"}\n', encoding="utf-8")
    papers("ingest", tmp_path / "one.jsonl")
    page = papers("export", "-f", "html")[1]
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "innerHTML" not in page


def test_a_key_looked_up_alone_is_the_key_that_all_have(papers: Run, tmp_path: Path) -> None:
    """Few keys come from the index, many from reading the library."""
    rows = [
        {"title": f"{word} moss {number}", "authors": [f"Ada {family}"], "year": year}
        for number, (word, family, year) in enumerate(
            [("Deep", "Quill", 2019)] * 30 + [("Deepa", "Quill", 2019), ("Deepb", "Quill", 2019)]
            + [("Deep", "Quill2", None), ("2019", "Quill", None), ("Ünder", "Ångström", 2020), ("苔", "李", 2021), ("苔藓", "李", 2021)] * 2
        )
    ]  # fmt: skip
    assert papers("ingest", write_rows(tmp_path / "rows.jsonl", rows))[0] == 0
    library = Library(tmp_path / "library")
    everything = find_papers(library, "").sorted_by("id")
    whole = assign_citekeys(everything)
    assert len(set(whole.values())) == len(everything) == len(rows)
    for start in range(0, len(everything), 10):
        alone = LibraryCitekeys(library)
        part = everything[start : start + 10]
        assert [alone(paper) for paper in part] == [whole[paper.id] for paper in part]
    together = LibraryCitekeys(library)
    assert {paper.id: together(paper) for paper in everything} == whole
