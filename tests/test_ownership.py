"""Whose the files of a library are, when root or another member of a shared folder changes it.

Needs root to be tried.
"""

import os
import pkgutil
import stat
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from conftest import FIXTURES, Run, remove_index
from crashes import in_child, quick_folder, run

import papercli

OWNER, MEMBER, TEAM = 4101, 4102, 4200

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def folder(papers: Run, tmp_path: Path) -> Iterator[Path]:
    """A library's folder that belongs to OWNER, where everybody may pass."""
    # Another user may not be able to import anything from where this one can.
    for module in pkgutil.walk_packages(papercli.__path__, "papercli."):
        if not module.name.endswith("__main__") and not module.name.startswith("papercli.map."):
            import_module(
                module.name
            )  # but for what need not be installed, and writes nothing here
    for arguments in (
        ["ingest", FIXTURES / "json", FIXTURES / "bibtex", FIXTURES / "ris"],
        ["compact", "--apply"],
        ["doctor"],
    ):
        papers(*arguments, "--library", tmp_path / "first")
    with quick_folder() as place:
        Path(place).chmod(0o755)
        made = Path(place) / "library"
        made.mkdir(mode=0o755)
        os.chown(made, OWNER, TEAM)
        yield made


def run_as(
    user: int, folder: Path, *arguments: str | Path, group: int = TEAM, umask: int = 0o022
) -> tuple[int, str]:
    """Run a command in a child that is another user, and return its exit code and what it said."""

    def call() -> tuple[int, str]:
        os.setgroups([group])
        os.setgid(group)
        os.setuid(user)
        os.umask(umask)
        return run(folder, [str(each) for each in arguments])

    status, said = in_child(call)
    assert status == 0, said
    assert isinstance(said, list), said
    assert said[0] != 1, said[1]
    return said[0], said[1]


def owner_of(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)


COMMANDS: dict[str, list[list[str]]] = {
    "ingest": [["ingest", str(FIXTURES / "bibtex")]],
    "compact": [
        ["ingest", str(FIXTURES / "bibtex")],
        ["undo"],
        ["compact", "--apply", "--keep", "0"],
    ],
    "repair": [["doctor", "--repair"]],
    "index": [["search", "graph"]],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_root_does_in_a_library_leaves_all_of_it_to_its_owner(
    folder: Path, command: str
) -> None:
    assert run_as(OWNER, folder, "ingest", FIXTURES / "json", umask=0o077)[0] == 0
    path = folder / "papers.jsonl"
    before = owner_of(path)
    assert before == (OWNER, TEAM, 0o600)
    if command == "repair":
        path.write_bytes(path.read_bytes().replace(b"graph", b"grahp", 1))
    if command == "index":
        remove_index(folder / "index")
        (folder / "papers.lock").unlink()
    for arguments in COMMANDS[command]:
        assert run_as(0, folder, *arguments, group=0)[0] in {0, 3}
    assert owner_of(path) == before
    assert {each for each in folder.rglob("*") if each.stat().st_uid != OWNER} == set()
    assert run_as(OWNER, folder, "ingest", FIXTURES / "ris")[0] in {0, 3}
    assert run_as(OWNER, folder, "doctor")[0] == 0


def test_a_library_that_root_makes_in_anothers_folder_is_its_owners(folder: Path) -> None:
    assert run_as(0, folder, "ingest", FIXTURES / "json", group=0)[0] == 0
    assert {each for each in folder.rglob("*") if each.stat().st_uid != OWNER} == set()
    assert run_as(OWNER, folder, "ingest", FIXTURES / "bibtex")[0] == 0


def test_what_root_sets_aside_is_the_owners(folder: Path) -> None:
    run_as(OWNER, folder, "ingest", FIXTURES / "json", umask=0o077)
    with (folder / "papers.jsonl").open("ab") as store:
        store.write(b"a note")
    assert "set aside" in run_as(0, folder, "ingest", FIXTURES / "bibtex", group=0)[1]
    assert owner_of(folder / "papers.jsonl.cut-1") == (OWNER, TEAM, 0o600)


def shared(folder: Path, mode: int) -> tuple[int, int, int]:
    run_as(OWNER, folder, "ingest", FIXTURES / "json", umask=0o002)
    run_as(OWNER, folder, "ingest", FIXTURES / "bibtex", umask=0o002)
    run_as(OWNER, folder, "undo", umask=0o002)  # whose lines compact discards
    (folder / "papers.jsonl").chmod(mode)
    for each in (folder, *folder.rglob("*")):
        if each.name != "papers.jsonl":
            each.chmod(0o2775 if each.is_dir() else 0o664)
    return owner_of(folder / "papers.jsonl")


def test_a_member_who_compacts_a_shared_library_leaves_it_to_the_group(folder: Path) -> None:
    shared(folder, 0o664)
    assert run_as(MEMBER, folder, "compact", "--apply", "--keep", "0", umask=0o077)[0] == 0
    assert owner_of(folder / "papers.jsonl") == (MEMBER, TEAM, 0o664)
    assert run_as(OWNER, folder, "mark", "Attention Is All You Need", "--star", umask=0o002)[0] in {
        0,
        4,
    }
    assert run_as(OWNER, folder, "compact", "--apply", "--keep", "0", umask=0o002)[0] == 0


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_member_who_would_lock_out_the_owner_is_refused_and_changes_nothing(
    folder: Path, mode: int
) -> None:
    before = shared(folder, mode)
    data = (folder / "papers.jsonl").read_bytes()
    code, err = run_as(MEMBER, folder, "compact", "--apply", "--keep", "0", umask=0o002)
    assert (code, err.count("\n")) == (5, 1)
    assert err.startswith(f"papers: {folder / 'papers.jsonl'}: cannot be ")
    assert (owner_of(folder / "papers.jsonl"), (folder / "papers.jsonl").read_bytes()) == (
        before,
        data,
    )
    assert not list(folder.glob(".*new"))


@pytest.mark.parametrize(
    "arguments", [["backup"], ["export", "--format", "bibtex", "-o"]], ids=["backup", "export"]
)
def test_a_file_that_is_written_over_stays_its_owners(
    filled: Run, tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "out"
    path.touch()
    os.chown(path, OWNER, TEAM)
    path.chmod(0o640)
    assert filled(*arguments, path)[0] == 0
    assert path.stat().st_size > 100
    assert owner_of(path) == (OWNER, TEAM, 0o640)


def test_attributes_and_access_lists_stay_with_a_file_that_is_written_over(
    filled: Run, tmp_path: Path
) -> None:
    path = tmp_path / "library" / "papers.jsonl"
    access = bytes.fromhex(
        "02000000 01000600ffffffff 02000600 05100000 04000400ffffffff 10000600ffffffff 20000000ffffffff"
    )
    try:
        os.setxattr(path, "user.note", b"mine")
        os.setxattr(path, "system.posix_acl_access", access)
    except OSError:
        pytest.skip("this file system keeps none")
    before = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    filled("rm", filled("list", "--ids", "--limit", "1")[1].strip())
    assert filled("compact", "--apply", "--keep", "0")[0] == 0
    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == before
