"""What the shells are offered at the Tab key, and that no dump gets a word in."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run


def offered(line: str, library: Path, shell: str = "bash") -> list[str]:
    """Return what a shell is offered at the end of a command line, as words are parted by blanks and colons."""
    words = [word for word in re.split(r"(:)|\s", line) if word]
    number = len(words) if line.endswith(" ") else len(words) - 1
    asked = {"_PAPERS_COMPLETE": f"complete_{shell}", "PAPERS_LIBRARY": str(library)}
    if shell == "bash":
        asked |= {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(number)}
    else:
        asked |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [sys.executable, "-m", "papercli"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(library.parent), **asked},
        cwd=Path(__file__).parent.parent,
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.fixture(scope="module")
def library(fixture_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from papercli.cli import run

    copy = tmp_path_factory.mktemp("completing") / "library"
    shutil.copytree(fixture_library, copy)
    marks = ["--tag", "thesis,to cite,the $(rm)", "--status", "reading"]
    assert run(["mark", "2212.08648", *marks, "--library", str(copy)]) == 0
    assert run(["save", "eq", "equivariant", "--library", str(copy)]) == 0
    return copy


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("papers sh", ["show"]),
        ("papers show bed", ["bed261ba"]),
        ("papers cite 7e3", ["7e308839"]),
        ("papers mark bed261ba --tag th", ["thesis"]),
        ("papers mark bed261ba --tag x,th", ["x,thesis"]),
        ("papers mark bed261ba --status re", ["reading", "read"]),
        ("papers list tag:th", ["thesis"]),
        ("papers list is:", ["unread", "reading", "read", "starred"]),
        ("papers list -is:st", ["starred"]),
        ("papers list added:l", ["last"]),
        ("papers list venue:COLT", []),  # it has a blank
        ("papers search @", ["@eq"]),
        ("papers list --sort ci", ["citations"]),
        ("papers list --fields id,ven", ["id,venue"]),
        ("papers export --format bib", ["bibtex", "biblatex"]),
        ("papers ingest --format openr", ["openreview", "openreview-page"]),
        ("papers cite x --style m", ["markdown"]),
        ("papers stats --by au", ["author"]),
        ("papers tags --remove th", ["thesis"]),
        ("papers saved --remove e", ["eq"]),
        ("papers --library LIBRARY show bed", ["bed261ba"]),
        ("papers show zz", []),
        ("papers list title:", []),
    ],
)
def test_the_shell_is_offered_what_fits(library: Path, line: str, expected: list[str]) -> None:
    assert offered(line.replace("LIBRARY", str(library)), library) == expected


def test_zsh_and_fish_are_shown_titles(library: Path) -> None:
    title = "Connecting Permutation Equivariant Neural Networks and Partition Diagrams"
    assert f'"bed261ba":"{title}"' in offered("papers show bed", library, "zsh")[0]
    assert offered("papers show bed", library, "fish") == [f"bed261ba\t{title}"]
    assert offered("papers list tag:th", library, "fish") == ["tag:thesis\t1 paper"]


def test_a_library_that_is_not_there_offers_nothing(tmp_path: Path) -> None:
    for line in ("papers show b", "papers list tag:", "papers list @"):
        assert offered(line, tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


HOSTILE = [
    "$(touch HIT)",
    "`touch HIT`",
    "\\$(touch HIT)",
    '\\"; touch HIT; "',
    "'; touch HIT; '",
    "a\tb\nc",
    "*",
]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_nothing_of_a_dump_is_run_by_a_shell(papers: Run, tmp_path: Path, shell: str) -> None:
    rows = [
        {"title": f"Deep {text} {at}", "tags": [f"tag{text}"], "venue": f"V{text}", "year": 2001}
        for at, text in enumerate(HOSTILE)
    ]
    dump = tmp_path / "a.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    papers("save", "x", "$(touch HIT)")
    for line in (
        "papers show ",
        "papers list tag:",
        "papers list venue:",
        "papers list @",
        "papers mark --tag ",
    ):
        said = "\n".join(offered(line, tmp_path / "library", shell))
        if shell != "zsh":
            assert not re.search(r"[$`\\\"'*;<>|&!(){}]", said)
        elif shutil.which("zsh"):  # whose _arguments evaluates the list that it is given
            list_of = 'local list=${1#*"(("}; eval "words=( ${list%"))"} )"'
            script = f"_arguments() {{ {list_of} }}; _files() {{ : }}; {said}"
            subprocess.run(["zsh", "-fc", script], cwd=tmp_path, check=True)
    assert not (tmp_path / "HIT").exists()
