"""Tags of any letters and signs: counted apart, and as they were when an export is read back."""

from pathlib import Path

import pytest
from conftest import Run


def moths(papers: Run, folder: Path) -> None:
    dump = folder / "list.csv"
    dump.write_text(
        "title,authors,year,journal\nA study of moths,Ann Lee,2001,Moths\nOn lamps,Bo Poe,2002,Moths\n"
    )
    papers("ingest", dump)


def test_tags_that_are_not_the_same_are_counted_apart(papers: Run, tmp_path: Path) -> None:
    moths(papers, tmp_path)
    papers("mark", "A study of moths", "--tag", "ß,Graphs")
    papers("mark", "On lamps", "--tag", "SS,graphs")
    counted = {line.split("\t")[1].lower() for line in papers("tags")[1].splitlines()}
    assert counted == {"ß", "ss", "graphs"}


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csv", "csl-json", "jsonl"])
def test_a_tag_that_looks_like_markup_comes_back_whole(
    papers: Run, tmp_path: Path, name: str
) -> None:
    moths(papers, tmp_path)
    papers("mark", "A study of moths", "--tag", "<b>html</b>,a < b,R&D")
    dump = tmp_path / "export"
    dump.write_text(papers("export", "-f", name, "--with", "tags")[1])
    other = str(tmp_path / "other")
    papers("--library", other, "ingest", dump)
    counted = {line.split("\t")[1] for line in papers("--library", other, "tags")[1].splitlines()}
    assert counted == {"<b>html</b>", "a < b", "R&D"}


def test_a_refused_dump_has_no_summary_of_nothing(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "post.md"
    dump.write_text("---\ntitle: How I bake\nauthor: Jo Baker\ntags: [bread]\n---\nFlour.\n")
    code, out, said = papers("ingest", dump)
    assert (code, out, said.count("\n")) == (3, "", 1)
