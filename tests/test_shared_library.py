"""Libraries that several users share: a folder whose group may write to it, and hands itself on."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES, Run, remove_index
from users import public_folder, run_as

from papercli.store.lock import hold, hold_index

FIRST, SECOND, GROUP = 65533, 65532, 65531
PAPER = "2212.08648"


@pytest.fixture
def shared() -> Iterator[Path]:
    if os.geteuid():
        pytest.skip("only root becomes another user")
    with public_folder() as folder:
        (folder / "shared").mkdir()
        os.chown(folder / "shared", FIRST, GROUP)
        (folder / "shared").chmod(0o2775)
        yield folder / "shared"


def generation(library: Path) -> tuple[str, int]:
    """Return what tells one building of the index from another."""
    name = json.loads((library / "index" / "state.json").read_text())["generation"]
    return name, (library / "index" / name).stat().st_ino


def rights(library: Path) -> set[tuple[int, int]]:
    """Return group and permissions, of all there is in a library."""
    every = [path.lstat() for path in library.rglob("*")]
    return {(each.st_gid, stat.S_IMODE(each.st_mode)) for each in every if each.st_mode}


@pytest.mark.parametrize(
    ("first", "second"), [(0o002, 0o002), (0o002, 0o077), (0o077, 0o002), (0o022, 0o077)]
)
def test_users_in_turn_use_one_index(shared: Path, first: int, second: int) -> None:
    assert (
        run_as(
            [shared],
            [("ingest", FIXTURES / "listing", FIXTURES / "labelled")],
            uid=FIRST,
            gid=GROUP,
            umask=first,
        )[0][2]
        == 0
    )
    built = generation(shared)
    turns = [(SECOND, second), (FIRST, first), (SECOND, second)]
    changes = [
        ("mark", PAPER, "--star"),
        ("ingest", FIXTURES / "json"),
        ("ingest", FIXTURES / "jsonl"),
    ]
    for (uid, umask), change in zip(turns, changes, strict=True):
        for _, command, code, err in run_as(
            [shared],
            [("list",), change, ("search", "equivariant"), ("doctor",)],
            uid=uid,
            gid=GROUP,
            umask=umask,
        ):
            assert (code, "index" in err, "cannot" in err) == (0, False, False), (command, err)
        assert generation(shared) == built
        assert all(gid == GROUP and mode & 0o060 == 0o060 for gid, mode in rights(shared))
    assert [
        each[2]
        for each in run_as(
            [shared],
            [("compact", "--apply", "--keep", "0"), ("doctor",)],
            uid=SECOND,
            gid=GROUP,
            umask=second,
        )
    ] == [0, 0]
    assert [
        each[2:]
        for each in run_as(
            [shared],
            [("list",), ("mark", PAPER, "--status", "read")],
            uid=FIRST,
            gid=GROUP,
            umask=first,
        )
    ] == [(0, "")] * 2
    assert len([each for each in (shared / "index").iterdir() if each.is_dir()]) == 1


@pytest.mark.parametrize("closed", ["index/*/*", "index/*", "index", "index.lock"])
def test_an_index_that_is_closed_to_another_user_is_replaced_or_said_to_be(
    shared: Path, closed: str
) -> None:
    run_as(
        [shared],
        [("ingest", FIXTURES / "listing", FIXTURES / "labelled")],
        uid=FIRST,
        gid=GROUP,
        umask=0o002,
    )
    for path in shared.glob(closed):
        path.chmod(0o700 if path.is_dir() else 0o600)
    said = run_as(
        [shared],
        [("search", "equivariant"), ("mark", PAPER, "--star"), ("doctor",)],
        uid=SECOND,
        gid=GROUP,
        umask=0o002,
    )
    assert [each[2] for each in said] == [0, 0, 0]
    for _, command, _, err in said:
        expected = int(
            (closed == "index" and command != "doctor")
            or (closed == "index.lock" and command == "mark")
        )
        assert err.count("cannot be written (permission denied)") == err.count("\n") == expected, (
            err
        )
    assert [
        each[2:]
        for each in run_as([shared], [("list",), ("doctor",)], uid=FIRST, gid=GROUP, umask=0o002)
    ] == [(0, "")] * 2


def test_a_folder_that_is_not_shared_keeps_what_the_umask_keeps(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    library.chmod(0o775)
    for arguments in (
        ["ingest", str(FIXTURES / "json")],
        ["list"],
        ["compact", "--apply", "--keep", "0"],
    ):
        subprocess.run(
            [sys.executable, "-m", "papercli", "--library", str(library), *arguments],
            capture_output=True,
            check=True,
            umask=0o077,
        )
    assert {mode & 0o077 for _, mode in rights(library)} == {0}


def test_on_a_full_disk_a_search_works_and_says_once_that_its_index_is_not_kept(
    fixture_library: Path, tmp_path: Path
) -> None:
    if os.geteuid() or shutil.which("unshare") is None:
        pytest.skip("only root mounts a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    shutil.copytree(fixture_library, tmp_path / "copy")
    remove_index(tmp_path / "copy" / "index")
    papers = f"{sys.executable} -m papercli --library {disk}/copy"
    script = f"""
        mount -t tmpfs -o size=600k tmpfs {disk} && cp -r {tmp_path}/copy {disk}/copy && head -c 10M /dev/zero > {disk}/rest
        for command in 'search --ids equivariant' 'list --count' 'doctor --json'; do {papers} $command; done
        ls -A {disk}/copy/index
    """
    done = subprocess.run(
        ["unshare", "--mount", "bash", "-c", script], capture_output=True, text=True, check=False
    )
    if "mount: " in done.stderr:
        pytest.skip("needs leave to mount a small disk")
    said = [line for line in done.stderr.splitlines() if line.startswith("papers: ")]
    assert (
        said
        == [
            f"papers: {disk}/copy/index: cannot be written (no space left on device); the index is built in memory, for this command only"
        ]
        * 2
    )
    assert done.stdout.splitlines()[15] == "65"
    assert "in memory" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_command_that_changes_a_library_says_once_that_its_index_is_not_kept(
    filled: Run, tmp_path: Path
) -> None:
    index = tmp_path / "library" / "index"
    remove_index(index)
    index.symlink_to(tmp_path)
    for arguments in (
        ("ingest", FIXTURES / "bibtex"),
        ("dedupe", "--apply"),
        ("mark", PAPER, "--star"),
        ("undo",),
        ("rm", PAPER),
    ):
        code, _, err = filled(*arguments)
        assert (code, err.count("is built in memory")) == (0, 1), (arguments, err)


def test_doctor_is_a_reader_and_waits_for_nobody(filled: Run, tmp_path: Path) -> None:
    library = tmp_path / "library"
    filled("mark", PAPER, "--star")
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    with hold(library, 0.0, print), hold_index(library, 0.0):
        assert filled("doctor", "--wait", "0")[0] == 0
        (library / "index" / "state.json").unlink()  # and the index cannot be built anew meanwhile
        code, out, err = filled("doctor", "--wait", "0")
        assert (code, "in memory" in out, err) == (0, True, "")
        (library / "index" / "state.json").write_bytes(before[library / "index" / "state.json"])
        assert filled("doctor", "--repair", "--wait", "0")[0] == 5
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before


def test_doctor_finds_nothing_wrong_while_others_write(filled: Run, tmp_path: Path) -> None:
    library = tmp_path / "library"
    script = (
        "import sys\nfrom papercli.cli import run\n"
        f"for number in range(60): run(['mark', '{PAPER}', '--tag', f't{{number}}', '--library', sys.argv[1]])\n"
        "run(['compact', '--apply', '--keep', '1', '--library', sys.argv[1]])"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(library)], stdout=subprocess.DEVNULL
    )
    count = 0
    while writer.poll() is None or not count:
        code, out, err = filled("doctor")
        assert (code, "BAD" in out, err) == (0, False, ""), (out, err)
        count += 1
    assert writer.returncode == 0
