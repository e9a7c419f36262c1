"""Files of the reader's own: where they are is kept, they are opened, and never touched."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

ROWS = [
    {"title": "Moths of the Moor", "arxiv": "1706.03762", "year": 2017},
    {"title": "Beetles of the Bog", "doi": "10.1000/bog.7", "year": 2018},
    {"title": "Flies of the Fen", "arxiv": "hep-th/9711200", "year": 1997},
]


@pytest.fixture
def library(papers: Run, tmp_path: Path) -> Run:
    dump = tmp_path / "a.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in ROWS), "utf-8")
    papers("ingest", dump)
    return papers


def files(papers: Run) -> dict[str, list[str]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json")[1])
    return {each["title"].split()[0]: each["files"] for each in found if each["files"]}


def test_a_file_is_attached_opened_missed_and_removed(
    library: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = tmp_path / "my moths.pdf"
    pdf.write_bytes(b"%PDF")
    monkeypatch.chdir(tmp_path)
    code, out, said = library("attach", "moths", "my moths.pdf")
    assert (code, said) == (0, "")
    assert out.startswith("1 file attached: 1 paper\n")
    assert files(library) == {"Moths": [str(pdf)]}
    assert library("attach", "moths", pdf)[1].startswith("1 file already attached: 1 paper\n")
    opener, log = tmp_path / "bin" / "xdg-open", tmp_path / "log"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" >> {log}\n', "utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(opener.parent))
    assert library("open", "moths") == (0, f"{pdf}\n", "")
    assert log.read_text("utf-8") == f"{pdf}\n"
    assert library("open", "moths", "--link", "--print")[1] == "https://arxiv.org/abs/1706.03762\n"
    assert "1 attached file, all there" in library("doctor")[1]
    pdf.rename(tmp_path / "elsewhere.pdf")
    code, _, said = library("open", "moths")
    assert (code, "the file is gone" in said) == (4, True)
    code, out, _ = library("doctor")
    assert (code, f"1 of 1 attached file not found: {pdf}" in out) == (5, True)
    assert library("attach", "--remove", "moths", pdf)[0] == 0
    assert files(library) == {}
    library("undo")
    assert files(library) == {"Moths": [str(pdf)]}
    assert (tmp_path / "elsewhere.pdf").exists()


def test_the_files_of_a_folder_are_known_by_their_names(library: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    (folder / "more").mkdir(parents=True)
    names = {
        "1706.03762v5.pdf": "Moths",
        "more/Doe 2017 - 1706.03762.pdf": "Moths",
        "10.1000_bog.7.pdf": "Beetles",
        "9711200.pdf": None,  # which could be of any archive
        "1706.03763.pdf": None,
        "notes on moths.pdf": None,
        "1706.03762.txt": None,
    }
    for name in names:
        (folder / name).write_bytes(b"x")
    code, out, said = library("attach", folder)
    told = "3 files not named by the arXiv id or DOI of a paper here, for example 1706.03763.pdf"
    assert (code, said) == (0, f"papers: {told}\n")
    assert out.startswith("3 files attached: 2 papers\n")
    expected: dict[str, list[str]] = {}
    for name, title in names.items():
        if title:
            expected.setdefault(title, []).append(str(folder / name))
    assert {title: sorted(paths) for title, paths in files(library).items()} == {
        title: sorted(paths) for title, paths in expected.items()
    }
    assert library("undo")[0] == 0
    assert files(library) == {}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("moths", "none.pdf"), 4),
        (("none", "a.jsonl"), 4),
        (("moths",), 2),
        ((".",), 4),
    ],
)
def test_what_is_not_there_is_not_attached(
    library: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    got, out, said = library("attach", *arguments)
    assert (got, out, said.count("\n")) == (code, "", 1)
    assert files(library) == {}


def test_files_outlive_merges_and_come_back_from_a_backup(library: Run, tmp_path: Path) -> None:
    for name in ("moths", "beetles"):
        (tmp_path / f"{name}.pdf").write_bytes(b"x")
        library("attach", name, tmp_path / f"{name}.pdf")
    library("backup", tmp_path / "backup.gz")
    library("ingest", tmp_path / "backup.gz", "--library", tmp_path / "other")
    (listed,) = [json.loads(library("list", "--json", "--library", tmp_path / "other")[1])]
    assert sorted(path for each in listed for path in each["files"]) == [
        str(tmp_path / "beetles.pdf"),
        str(tmp_path / "moths.pdf"),
    ]
    library("dedupe", "--merge", "moths", "beetles")
    (paths,) = files(library).values()
    assert len(paths) == 2


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/home/ada/moths.pdf", True),
        ("/home/ada/my moths.v2.PDF", True),
        ("/home/evil.desktop", False),
        ("/home/evil.sh", False),
        ("/usr/bin/evil", False),
        ("moths.pdf", False),
        ("--help.pdf", False),
        ("smb://host/moths.pdf", False),
        ("/home/evil.pdf.desktop", False),
    ],
)
def test_a_dump_attaches_no_program(papers: Run, tmp_path: Path, path: str, is_kept: bool) -> None:  # noqa: FBT001 - a column
    papers("ingest", _dump(tmp_path, ROWS))
    rows = json.loads(papers("list", "--json")[1])
    other = _dump(tmp_path, [each | {"files": [path]} for each in rows])
    papers("ingest", other, "--library", tmp_path / "other")
    listed = json.loads(papers("list", "--json", "--library", tmp_path / "other")[1])
    assert [each["files"] for each in listed] == [[path] if is_kept else []] * 3


def test_a_name_that_drives_a_terminal_is_not_attached(library: Run, tmp_path: Path) -> None:
    path = tmp_path / "moths\x1b[2J.pdf"
    path.write_bytes(b"x")
    code, out, said = library("attach", "moths", path)
    assert (code, out, "\x1b" in said) == (2, "", False)


def _dump(folder: Path, rows: list[dict[str, Any]]) -> Path:
    dump = folder / "rows.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    return dump
