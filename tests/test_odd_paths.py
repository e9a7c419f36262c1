"""Paths and variables that lead nowhere, or are no paths.

One line says so, and nothing is made or changed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

PAPERCLI = [sys.executable, "-m", "papercli"]
LONG = "a" * 5_000
PATHS = {
    "~nosuchuser/x": 2,
    "~nosuchuser": 2,
    "a\0b": 2,
    LONG: 5,
    f"{'a/' * 2_500}": 5,
    f"new/{'a' * 300}": 5,
    f"new/{'ä' * 130}/x": 5,
    "file": 5,
    "file/x": 5,
    "loop": 5,
    "loop/x": 5,
    "/dev/null": 5,
    "/dev/zero/x": 5,
    "pipe": 5,
}
READERS = (
    ["list"],
    ["search", "x"],
    ["show", "x"],
    ["history"],
    ["doctor"],
    ["compact"],
    ["export", "--format", "ris"],
    ["backup", "-"],
    ["related", "x"],
    ["dedupe"],
)
WRITERS = (
    ["ingest", str(FIXTURES / "json")],
    ["mark", "x", "--star"],
    ["undo"],
    ["rm", "x"],
    ["dedupe", "--apply"],
    ["doctor", "--repair"],
    ["compact", "--apply"],
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    (folder / "file").write_text("mine")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("arguments", [*READERS, *WRITERS], ids=" ".join)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: repr(path[:20]))
def test_a_library_that_cannot_be_is_one_line(
    papers: Run, place: Path, path: str, arguments: list[str]
) -> None:
    code, out, err = papers(*arguments, "--library", path)
    assert (code, out, err.count("\n")) == (PATHS[path], "", 1), err
    assert len(err) < 500
    assert sorted(each.name for each in place.iterdir()) == ["file", "loop", "pipe"]
    assert (place / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "path", [path for path in PATHS if "\0" not in path], ids=lambda path: repr(path[:20])
)
def test_the_variable_is_read_as_the_option_is(
    papers: Run, place: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert place
    monkeypatch.setenv("PAPERS_LIBRARY", path)
    by_variable = papers("ingest", FIXTURES / "json")
    monkeypatch.delenv("PAPERS_LIBRARY")
    assert by_variable == papers("ingest", FIXTURES / "json", "--library", path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--library", ""),
        ("list", "--library="),
        ("--library", "", "list"),
        ("--library=", "list"),
    ],
)
def test_an_empty_name_is_not_another_library(papers: Run, arguments: tuple[str, ...]) -> None:
    assert papers(*arguments) == (2, "", "papers: --library: no folder given\n")


def test_an_empty_variable_is_no_variable(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERS_LIBRARY", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert papers("ingest", FIXTURES / "json")[0] == 0
    assert (tmp_path / "data" / "papers" / "papers.jsonl").is_file()


@pytest.mark.parametrize("arguments", [*READERS, *WRITERS], ids=" ".join)
def test_a_relative_library_where_the_current_folder_is_gone_is_one_line(
    papers: Run, place: Path, arguments: list[str]
) -> None:
    (place / "gone").mkdir()
    os.chdir(place / "gone")
    (place / "gone").rmdir()
    code, out, err = papers(*arguments, "--library", "x")
    assert (code, out, err) == (
        5,
        "",
        "papers: x: cannot be found, as the current folder no longer exists\n",
    )


def test_other_libraries_work_where_the_current_folder_is_gone(filled: Run, place: Path) -> None:
    (place / "gone").mkdir()
    os.chdir(place / "gone")
    (place / "gone").rmdir()
    assert filled("list", "--count") == (0, "65\n", "")
    assert filled("ingest", FIXTURES / "bibtex")[0] == 0
    assert filled("doctor")[0] == 0
    assert filled("export", "-o", "x.bib") == (2, "", "papers: x.bib: its folder does not exist\n")
    assert filled("backup", "x.gz") == (2, "", "papers: x.gz: its folder does not exist\n")


@pytest.mark.parametrize(
    "path",
    [LONG, "loop", "loop/x", "file/x", "nothing/x", "a\0b", "~nosuchuser/x", ""],
    ids=lambda path: repr(path[:20]),
)
@pytest.mark.parametrize(
    "arguments", [("export", "-o"), ("backup",), ("ingest",), ("search", "--like")], ids=" ".join
)
def test_a_file_that_cannot_be_is_one_line(
    filled: Run, place: Path, arguments: tuple[str, ...], path: str
) -> None:
    assert place
    code, _, err = filled(*arguments, path)
    assert (code in {2, 3, 5}, err.count("\n")) == (True, 1), err


def test_names_that_are_not_utf_8_are_names(tmp_path: Path) -> None:
    library, away = os.fsencode(tmp_path) + b"/l\xff\xfe", os.fsencode(tmp_path) + b"/b\xff"
    commands = [
        [b"ingest", os.fsencode(FIXTURES / "labelled")],
        [b"list"],
        [b"list", b"--json"],
        [b"search", b"graph"],
        [b"doctor"],
        [b"doctor", b"--json"],
        [b"history"],
        [b"export", b"-o", away + b".bib"],
        [b"backup", away + b".gz"],
        [b"ingest", b"--json", away + b".gz"],
        [b"mark", b"2212.08648", b"--star"],
        [b"compact", b"--apply", b"--keep", b"0"],
        [b"doctor", b"--repair"],
    ]
    for arguments in commands:
        done = subprocess.run(
            [*map(os.fsencode, PAPERCLI), *arguments, b"--library", library],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), (
            arguments,
            done.stderr,
        )
    assert os.path.exists(library + b"/papers.jsonl")
    (Path(os.fsdecode(library)) / "papers.jsonl").write_bytes(b"damaged\n")
    for arguments in ([b"list"], [b"doctor"], [b"doctor", b"--json"]):
        done = subprocess.run(
            [*map(os.fsencode, PAPERCLI), *arguments, b"--library", library],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (5, False), (
            arguments,
            done.stderr,
        )


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
WORDS = (
    None,
    "",
    "papers",
    "papers s",
    "papers 'unclosed",
    "papers list --library ",
    "papers --library",
    "papers nosuch --x",
    "\\",
    "\udcff",
    "a" * 5_000,
)
NUMBERS = (None, "", "0", "1", "99", "-1", "x", "1.5", "9" * 5_000, " 1")


@pytest.mark.parametrize("action", ["complete", "source"])
@pytest.mark.parametrize("shell", SHELLS)
def test_no_completion_ends_in_a_traceback(
    papers: Run, shell: str, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in WORDS:
        for number in NUMBERS if (shell, action) == ("bash", "complete") else (None, "1"):
            for name, value in (
                ("COMP_WORDS", words),
                ("_TYPER_COMPLETE_ARGS", words),
                ("COMP_CWORD", number),
                ("_TYPER_COMPLETE_WORD_TO_COMPLETE", number),
            ):
                monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(
                    name, value
                )
            monkeypatch.setenv("_PAPERS_COMPLETE", f"{action}_{shell}")
            try:
                code, _, err = papers()
            except SystemExit as leaving:
                code, err = int(leaving.code or 0), ""
            is_wrong = (shell, action) == ("bash", "complete") and (
                words is None or number not in {"0", "1", "99"}
            )
            assert (code, err.count("\n")) == ((2, 1) if is_wrong else (0, 0)), (words, number, err)


@pytest.mark.parametrize(
    "value",
    [
        "bash",
        "garbage",
        "complete",
        "complete_",
        "_",
        "complete_tcsh",
        "bash_complete",
        "eat_bash",
        "complete_bash_x",
    ],
)
def test_a_completion_that_there_is_not_is_one_line(
    papers: Run, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_PAPERS_COMPLETE", value)
    assert papers() == (
        2,
        "",
        "papers: _PAPERS_COMPLETE is not complete_SHELL or source_SHELL, where SHELL is bash, zsh, fish, powershell, pwsh\n",
    )


@pytest.mark.parametrize("columns", [1_002, 10_002, 100_002])
def test_a_table_with_too_many_columns_is_refused_for_that(
    papers: Run, tmp_path: Path, columns: int
) -> None:
    table = tmp_path / "wide.csv"
    others = [f"c{number}" for number in range(columns - 2)]
    table.write_text(
        ",".join(["title", "year", *others])
        + "\nA title of a paper,2020"
        + "," * len(others)
        + "\n"
    )
    said = "contains no papers (line 1: a table of more than 1,000 columns)"
    assert papers("ingest", table) == (
        3,
        "",
        f"papers: {table}: {said}\n",
    )


def test_a_table_with_many_columns_is_read(papers: Run, tmp_path: Path) -> None:
    table = tmp_path / "wide.csv"
    others = [f"a column that is called {number}" for number in range(998)]
    table.write_text(
        ",".join([*others, "title", "year"])
        + "\n"
        + "," * len(others)
        + "A title of a paper,2020\n"
    )
    assert papers("ingest", table)[1] == "1 record read: 1 new, 0 seen before; 0 skipped\n"
