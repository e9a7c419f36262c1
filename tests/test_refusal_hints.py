from pathlib import Path

from conftest import Run

PUBMED = """1. J Moss. 2019;4(2):7-9. doi: 10.1000/moss.4.

A second paper of the moss series.

Elm E(1), Doe J.

DOI: 10.1000/moss.4
PMID: 31548660
"""
LONE = """Papers of the Moss Days
Programme, in the order of the talks
Gauge Fields on Invented Lattices
Jane Doe, Sam Birch, Tom Cedar
"""


def test_text_copied_from_pubmed_is_refused_with_what_helps(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(PUBMED, encoding="utf-8")
    code, _, said = papers("ingest", str(tmp_path / "dump.txt"))
    assert (code, "save it there in the format PubMed" in said) == (3, True)


def test_a_title_above_its_authors_is_refused_with_the_format_that_reads_it(
    papers: Run, tmp_path: Path
) -> None:
    (tmp_path / "dump.txt").write_text(LONE, encoding="utf-8")
    code, _, said = papers("ingest", str(tmp_path / "dump.txt"))
    assert (code, "`--format accepted`" in said) == (3, True)
    _, out, _ = papers("ingest", "--format", "accepted", str(tmp_path / "dump.txt"))
    assert out.startswith("1 record read")
