"""Disks that are full, folders that may not be written, and no network.

The real command under the system's own limits.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FIXTURES, remove_index

PAPERS = f"{sys.executable} -m papercli"


def shell(script: str, *prefix: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*prefix, "bash", "-c", script], capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def library(fixture_library: Path, tmp_path: Path) -> Path:
    shutil.copytree(fixture_library, tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def powerless() -> list[str]:
    """What to put before a command so that permissions count for it, also when the tests are run by root."""
    if os.geteuid():
        return []
    without = "-dac_override,-dac_read_search"
    prefix = ["setpriv", f"--bounding-set={without}", f"--inh-caps={without}"]
    if shutil.which("setpriv") is None or shell("true", *prefix).returncode:
        pytest.skip("root, and setpriv cannot take its powers away")
    return prefix


def big_dump(path: Path, count: int) -> Path:
    path.write_text(
        "".join(
            f'{{"title": "Paper {n}", "abstract": "{f"word{n} of it " * 60}"}}\n'
            for n in range(count)
        ),
        encoding="utf-8",
    )
    return path


def test_a_full_disk_is_one_line_and_the_library_stays_as_it_was(
    library: Path, tmp_path: Path
) -> None:
    own = ["unshare", "--mount", *([] if not os.geteuid() else ["--map-root-user"])]
    if (
        shutil.which("unshare") is None
        or shell(f"mount -t tmpfs tmpfs {tmp_path}", *own).returncode
    ):
        pytest.skip("needs leave to mount a small disk")
    dump = big_dump(tmp_path / "big.jsonl", 1000)
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in library.rglob("*")) // 1024 + 40
    kinds = set()
    for free in (20, 600, 1000, 1300, 2000, 4000):
        done = shell(
            f"set -e; mount -t tmpfs -o size={size + free}k tmpfs {disk}; cp -r {library} {disk}/library; export PAPERS_LIBRARY={disk}/library\n"
            f"set +e; {PAPERS} ingest {dump} 2> {tmp_path}/err; code=$?\n"
            f"set -e; {PAPERS} search --ids equivariant > {tmp_path}/found; {PAPERS} list --count; {PAPERS} doctor > {tmp_path}/doctor; cat {tmp_path}/err >&2; exit $code",
            *own,
        )
        counted = done.stdout.splitlines()[-1]
        assert (done.returncode, counted) in {(5, "65"), (0, "1065"), (5, "1065")}, done
        assert len((tmp_path / "found").read_text().split()) == 15
        assert "BAD" not in (tmp_path / "doctor").read_text()
        if done.returncode:
            assert done.stderr.count("\n") == 1
            assert "no space left on device" in done.stderr
            assert ("nothing was changed" in done.stderr) == (counted == "65")
        kinds.add((done.returncode, counted))
    assert len(kinds) > 1


@pytest.mark.parametrize("index", ["there", "gone"])
def test_a_folder_that_may_not_be_written_can_be_searched(
    library: Path, powerless: list[str], index: str
) -> None:
    if index == "gone":
        remove_index(library / "index")
    for path in (*library.rglob("*"), library):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for arguments in (
            "search --ids equivariant",
            "list --count",
            "show 2212.08648",
            "dedupe --json",
            "doctor",
            "history",
            "compact",
        ):
            done = shell(f"{PAPERS} --library {library} {arguments}", *powerless)
            assert (done.returncode, "papers: " in done.stderr.replace("papers: 1 group", "")) == (
                0,
                False,
            ), arguments
            assert done.stdout
        for arguments in (
            f"ingest {FIXTURES / 'bibtex'}",
            "rm 2212.08648",
            "mark 2212.08648 --star",
            "undo",
            "redo",
            "dedupe --apply",
            "compact --apply",
        ):
            done = shell(f"{PAPERS} --library {library} {arguments}", *powerless)
            assert (done.returncode, done.stdout) == (5, "")
            assert done.stderr == f"papers: {library}: cannot be written (permission denied)\n"
    finally:
        library.chmod(0o755)


def test_a_store_that_may_not_be_read_is_one_line(library: Path, powerless: list[str]) -> None:
    (library / "papers.jsonl").chmod(0)
    for arguments in (
        "search equivariant",
        "list",
        "undo",
        "doctor",
        f"ingest {FIXTURES / 'bibtex'}",
    ):
        done = shell(f"{PAPERS} --library {library} {arguments}", *powerless)
        assert done.returncode == 5
        said = done.stderr + done.stdout
        assert f"{library / 'papers.jsonl'}: cannot be read (permission denied)" in said
        assert "Traceback" not in said


def test_a_library_that_is_no_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for arguments in ("list", "search x", f"ingest {FIXTURES / 'json'}", "doctor", "undo"):
        done = shell(f"{PAPERS} --library {tmp_path / 'file'} {arguments}")
        assert (done.returncode, done.stdout) == (5, ""), arguments
        assert done.stderr.count("\n") == 1
        assert str(tmp_path / "file") in done.stderr


def test_no_command_uses_the_network_a_shell_or_another_program(
    library: Path, tmp_path: Path
) -> None:
    watch = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.split('.')[0] in {'socket', 'subprocess', 'pty', 'urllib', 'http', 'smtplib', 'ftplib'} or event in {'os.system', 'os.exec', 'os.posix_spawn', 'os.fork'}:\n"
        "        raise SystemExit(f'refused: {event}')\n"
        "sys.addaudithook(refuse)\n"
        "from papercli.cli import run\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    dump = tmp_path / "dump.html"
    dump.write_text(
        '<html><head><meta name="citation_title" content="A paper of a page"><link rel="stylesheet" href="http://192.0.2.1/x.css"></head></html>'
    )
    commands = (
        ["ingest", dump, FIXTURES / "bibtex", FIXTURES / "pubmed-xml"],
        ["list"],
        ["search", "equivariant"],
        ["related", "2212.08648"],
        ["show", "2212.08648"],
        ["dedupe"],
        ["dedupe", "--apply"],
        ["export", "--format", "html"],
        ["history"],
        ["undo"],
        ["redo"],
        ["doctor"],
        ["compact", "--apply"],
        ["backup", tmp_path / "b.gz"],
        ["formats"],
        ["schema"],
    )
    for arguments in commands:
        done = subprocess.run(
            [sys.executable, "-c", watch, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PAPERS_LIBRARY": str(library)},
        )
        assert (done.returncode, "refused" in done.stderr) == (0, False), (arguments, done.stderr)
