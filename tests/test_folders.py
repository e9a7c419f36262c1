import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent
LISTING = ROOT / "fixtures" / "listing"
TOLD = "ignored; not recognised as a dump"

MANUAL = """# Widgets

Widgets turn one thing into another. They are fast, and they are small.

## Installation

Run the installer and wait until it is done. It takes a minute or two.

## Usage

    widget --help

Call the widget with the name of a file. It prints what it finds.
"""
TERMS = """Terms of Use

Copyright (c) 2020 The Widget Makers

You may use this program for whatever you like. You may also give it to others, as long as these terms go along with it.
Whoever gets it from you may do the same.

These terms have to stand in every copy.

The program comes as it is. Nobody promises that it works, and nobody pays if it does not.
"""
NO_DUMPS = {
    "README.md": MANUAL,
    "LICENSE": TERMS,
    "widget.py": (ROOT / "papercli" / "ingest" / "ingest.py").read_text("utf-8"),
    "package.json": json.dumps(
        {"name": "widget", "version": "1.0", "description": "Turns one thing into another."}
    ),
    "notes.jsonl": '{"event": "start", "at": 1}\n{"event": "stop", "at": 2}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a listing without any marks of its site, a bibliography, and what is no dump."""
    made = tmp_path / "work"
    (made / "deep").mkdir(parents=True)
    for name, text in NO_DUMPS.items():
        (made / name).write_text(text, "utf-8")
    page = (LISTING / "trending-01.txt").read_text("utf-8")
    (made / "deep" / "page.txt").write_text(
        page[page.index("\n", page.index("newsletter")) :] if "newsletter" in page else page,
        "utf-8",
    )
    (made / "refs.bib").write_text("@misc{k, title = {Deep Networks}, year = 2020}\n", "utf-8")
    return made


def test_a_folder_gives_its_dumps_and_tells_what_it_passes_over(papers: Run, folder: Path) -> None:
    code, out, err = papers("ingest", folder)
    assert (code, out) == (0, "17 records read: 17 new, 0 seen before; 0 skipped\n")
    assert err == "".join(f"papers: {folder / name}: {TOLD}\n" for name in sorted(NO_DUMPS))
    report = json.loads(papers("ingest", "--json", folder)[1])
    assert report["ignored"] == [str(folder / name) for name in sorted(NO_DUMPS)]
    assert [file["file"] for file in report["files"]] == ["page.txt", "refs.bib"]


def test_an_archive_gives_its_dumps_too(papers: Run, folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        for path in folder.rglob("*.*"):
            archive.write(path, path.relative_to(folder))
    code, out, err = papers("ingest", tmp_path / "work.zip")
    assert (code, out) == (0, "17 records read: 17 new, 0 seen before; 0 skipped\n")
    assert err.count(TOLD) == len(NO_DUMPS) - 1  # LICENSE has no dot


@pytest.mark.parametrize("name", ["README.md", "LICENSE"])
def test_what_is_named_and_is_no_dump_is_refused_until_its_format_is_named(
    papers: Run, folder: Path, name: str
) -> None:
    code, _, err = papers("ingest", folder / name)
    assert (code, papers("list", "--count")[1]) == (3, "0\n")
    assert err.startswith(f"papers: {folder / name}: format not recognised; ")
    assert papers("ingest", "--format", "listing", folder / name)[0] == 0
    assert papers("list", "--count")[1] != "0\n"


def test_a_format_that_is_named_is_read_wherever_it_stands(papers: Run, folder: Path) -> None:
    papers("ingest", "--format", "titles", folder)
    assert "# Widgets" not in (out := papers("list")[1])
    assert "Widgets" in out


def test_a_library_in_a_folder_of_dumps_is_no_dump(papers: Run, folder: Path) -> None:
    papers("ingest", "--library", folder, folder / "refs.bib")
    before = papers("list", "--json", "--library", folder)
    code, out, err = papers("ingest", folder)
    assert (code, out) == (0, "17 records read: 17 new, 0 seen before; 0 skipped\n")
    assert f"papers: {folder / 'papers.jsonl'}: {TOLD}\n" in err or "more files ignored" in err
    assert (
        str(folder / "papers.jsonl") in json.loads(papers("ingest", "--json", folder)[1])["ignored"]
    )
    assert papers("list", "--json", "--library", folder) == before
    assert papers("ingest", "--library", folder, folder)[0] == 0


def test_an_export_called_like_a_store_is_a_dump(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    filled("export", "-o", tmp_path / "away" / "papers.jsonl")
    assert filled("ingest", "--library", tmp_path / "new", tmp_path / "away")[1].startswith(
        "65 records read: 65 new"
    )


def test_files_of_one_name_are_told_apart(papers: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "dumps" / name).mkdir(parents=True)
        text = f'{{"title": "A study of {name} moths"}}\n{{"year": 2001}}\n'
        (tmp_path / "dumps" / name / "list.jsonl").write_text(text, "utf-8")
    said = papers("ingest", tmp_path / "dumps")[2]
    for name in ("a", "b"):
        assert f"{tmp_path}/dumps/{name}/list.jsonl:2: skipped: no title" in said
    assert (
        "papers: list.jsonl:2: skipped"
        in papers("ingest", tmp_path / "dumps" / "a", "--keep-duplicates")[2]
    )
