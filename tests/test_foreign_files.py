"""What the reader, or another program, keeps where a library is.

It is never changed, removed, followed or waited for.
"""

import json
import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run, remove_index
from users import public_folder, run_as

from papercli.cli import run

PAPER = "2212.08648"
COMMANDS: tuple[tuple[str | Path, ...], ...] = (
    ("list",),
    ("search", "equivariant"),
    ("ingest", FIXTURES / "bibtex"),
    ("show", PAPER),
    ("mark", PAPER, "--star"),
    ("undo",),
    ("redo",),
    ("related", PAPER),
    ("dedupe", "--apply"),
    ("rm", PAPER),
    ("history",),
    ("compact", "--apply", "--keep", "1"),
    ("export", "-o", "away/x.bib"),
    ("backup", "away/x.gz"),
    ("doctor",),
    ("doctor", "--repair"),
)


def tree(folder: Path) -> dict[str, tuple[int, str]]:
    """Return everything in a folder by its path: modes, contents, and where links lead."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        mode = path.lstat().st_mode
        held = (
            os.readlink(path)
            if path.is_symlink()
            else path.read_bytes().hex()
            if stat.S_ISREG(mode)
            else ""
        )
        found[str(path.relative_to(folder))] = mode, held
    return found


def changed(before: dict[str, tuple[int, str]], folder: Path) -> list[str]:
    """Return what was in a folder once and is not there now as it was."""
    now = tree(folder)
    return [name for name in before if now.get(name) != before[name]]


@pytest.fixture
def library(filled: Run, tmp_path: Path) -> Path:
    assert filled("list")[0] == 0
    (tmp_path / "away").mkdir()
    return tmp_path / "library"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    (folder / "2001").mkdir(parents=True)
    (folder / "2001" / "notes.txt").write_text("mine")
    (folder / "file.txt").write_text("mine as well")
    return folder


def fill(folder: Path, outside: Path) -> None:
    """Put things of every kind into a folder, under names of every kind."""
    for name in (
        "2",
        "7",
        "2023",
        "٣",
        "notes",
        ".hidden",
        "state.json.d",
        ".git/objects/ab",
        "1.bak",
        "-1",
        "0001",
    ):
        (folder / name).mkdir(parents=True)
        (folder / name / "notes.txt").write_text("mine")
    (folder / "3").mkdir()  # empty
    (folder / "2024" / "deep").mkdir(parents=True)
    (folder / "8").mkdir()  # with names of a search index that is not ours
    for name in (".managed.json", "meta.json", f"{'ab' * 16}.store", ".tantivy-writer.lock"):
        (folder / "8" / name).write_text("{}")
    (folder / "9").symlink_to(outside / "2001")
    (folder / "10").symlink_to("2023")
    (folder / "11").write_text("a file with a number for a name")
    (folder / "link").symlink_to(outside / "file.txt")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    for name in (
        "state.json.new",
        ".state.json.new",
        ".state.json.12345678.new.txt",
        "papers.jsonl.new",
        ".papers.jsonl.new",
    ):
        (folder / name).write_text("mine")
    (folder / ".papers.jsonl.0123abcd.new").symlink_to(outside / "file.txt")
    (folder / ".state.json.0123abcd.new").symlink_to(outside / "file.txt")
    (folder / "papers.jsonl.cut-1").symlink_to(outside / "not there")
    (folder / "papers.jsonl.damaged-1").symlink_to(outside / "not there")
    (folder / "unreadable").write_text("mine")
    (folder / "unreadable").chmod(0)


def other_layout(library: Path) -> None:
    state = json.loads((library / "index" / "state.json").read_text())
    (library / "index" / "state.json").write_text(json.dumps(state | {"layout": 3}))


def no_state(library: Path) -> None:
    (library / "index" / "state.json").unlink()


def cut_off_state(library: Path) -> None:
    os.truncate(library / "index" / "state.json", 20)


def damage(library: Path) -> None:
    lines = (library / "papers.jsonl").read_bytes().split(b"\n")
    lines[6] = b"damaged"
    (library / "papers.jsonl").write_bytes(b"\n".join(lines))


def strays(library: Path) -> None:
    with (library / "papers.jsonl").open("ab") as store:
        store.write(b'{"id":"0123abcd","title":"Added by hand"}\n')


def emptied_index(library: Path) -> None:
    for path in (
        library / "index" / json.loads((library / "index" / "state.json").read_text())["generation"]
    ).iterdir():
        path.write_bytes(b"")


EVENTS = (other_layout, no_state, cut_off_state, damage, strays, emptied_index)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_no_command_changes_what_is_not_its_own(
    papers: Run,
    library: Path,
    outside: Path,
    tmp_path: Path,
    event: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ours = {path.relative_to(library) for path in library.rglob("*")}
    fill(library, outside)
    fill(library / "index", outside)
    before = {
        name: held
        for name, held in tree(library).items()
        if Path(name) not in ours and name not in {".", "index"}
    }
    elsewhere = tree(outside)
    for arguments in COMMANDS[:8]:
        assert papers(*arguments)[0] == 0, arguments
    event(library)
    for arguments in (*COMMANDS, ("doctor", "--repair"), *COMMANDS):
        assert papers(*arguments)[0] in {0, 2, 4, 5}, arguments
        assert changed(before, library) == [], arguments
        assert tree(outside) == elsewhere, arguments
    assert papers("doctor")[0] == 0
    names = {each.name for each in (library / "index").iterdir() if each.name.isdecimal()}
    assert len(names - {Path(name).name for name in before}) == 1  # none of our own is left behind


def test_an_index_that_an_earlier_version_made_is_used_and_then_replaced(
    papers: Run, library: Path
) -> None:
    state = json.loads((library / "index" / "state.json").read_text())
    del state["others"]
    (library / "index" / "state.json").write_text(json.dumps(state))
    inode = (library / "index" / state["generation"]).stat().st_ino
    assert papers("ingest", FIXTURES / "bibtex")[0] == 0
    assert (library / "index" / state["generation"]).stat().st_ino == inode
    other_layout(library)
    assert papers("list")[::2] == (0, "")
    assert len(list((library / "index").iterdir())) == 2


def folder_of_notes(index: Path, outside: Path) -> None:
    shutil.copytree(outside, index)


def link_to_a_folder(index: Path, outside: Path) -> None:
    index.symlink_to(outside)


def link_to_an_index(index: Path, outside: Path) -> None:
    index.rename(outside / "index")
    index.symlink_to(outside / "index")


def link_to_nothing(index: Path, outside: Path) -> None:
    index.symlink_to(outside / "nothing")


def link_to_itself(index: Path, outside: Path) -> None:
    assert outside
    index.symlink_to(index)


def pipe(index: Path, outside: Path) -> None:
    assert outside
    os.mkfifo(index)


FOREIGN = (
    folder_of_notes,
    link_to_a_folder,
    link_to_an_index,
    link_to_nothing,
    link_to_itself,
    pipe,
)


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: kind.__name__)
def test_an_index_folder_that_is_not_ours_is_left_alone_and_said_to_be_so_once(
    papers: Run,
    library: Path,
    outside: Path,
    tmp_path: Path,
    kind: Callable[[Path, Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = papers("search", "--ids", "equivariant")[1]
    index = library / "index"
    if kind is not link_to_an_index:
        remove_index(index)
    kind(index, outside)
    before, target = tree(outside), os.readlink(index) if index.is_symlink() else tree(index)
    code, out, err = papers("search", "--ids", "equivariant")
    assert (code, out, err.count("\n")) == (0, expected, 1)
    assert err.startswith(f"papers: {index}: ")
    for arguments in COMMANDS:
        code, _, err = papers(*arguments)
        assert (code, err.count(f"{index}: ") <= 1) == (0, True), (arguments, err)
    assert tree(outside) == before
    assert (os.readlink(index) if index.is_symlink() else tree(index)) == target


@pytest.mark.parametrize("name", ["papers.lock", "index.lock"])
@pytest.mark.parametrize("to", ["file.txt", "nothing", "2001"])
def test_a_lock_that_is_a_link_is_not_followed(
    papers: Run, library: Path, outside: Path, name: str, to: str
) -> None:
    (library / name).unlink()
    (library / name).symlink_to(outside / to)
    before = tree(outside)
    expected = (0, "65\n")
    assert papers("list", "--count")[:2] == expected
    code, out, err = papers("ingest", FIXTURES / "bibtex")
    if name == "papers.lock":
        assert (code, out, err) == (5, "", f"papers: {library / name}: is a link, not a file\n")
        assert papers("list", "--count") == (*expected, "")
    else:
        assert (code, err.count("index.lock: cannot be written (is a link, not a file)")) == (0, 1)
    assert tree(outside) == before
    assert (library / name).is_symlink()


@pytest.mark.parametrize("name", ["papers.jsonl.cut-1", "papers.jsonl.damaged-1"])
def test_what_is_set_aside_is_not_written_through_a_link(
    papers: Run, library: Path, outside: Path, name: str
) -> None:
    (library / name).symlink_to(outside / "nothing")
    before = tree(outside)
    (strays if "cut" in name else damage)(library)
    assert (
        papers("doctor", "--repair")[0] == 0
        if "damaged" in name
        else papers("mark", PAPER, "--star")[0] == 0
    )
    assert (library / name.replace("-1", "-2")).is_file()
    assert tree(outside) == before


def test_a_file_that_is_written_takes_the_place_of_no_other_file_than_its_own(
    papers: Run, library: Path, tmp_path: Path
) -> None:
    assert library
    for name in (".x.bib.new", ".x.bib.0123abcd.newer"):
        (tmp_path / "away" / name).write_text("mine")
    (tmp_path / "away" / ".x.bib.0123abcd.new").symlink_to("mine")
    before = tree(tmp_path / "away")
    assert papers("export", "-o", tmp_path / "away" / "x.bib")[0] == 0
    assert (
        changed({name: held for name, held in before.items() if name != "."}, tmp_path / "away")
        == []
    )
    assert len(tree(tmp_path / "away")) == len(before) + 1


def test_a_library_behind_links_is_a_library_like_any_other(
    papers: Run, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to(library)
    for place in (tmp_path / "link", tmp_path / "way" / "library", tmp_path / "way" / "link"):
        assert papers("ingest", "--library", place, FIXTURES / "bibtex")[0] == 0
        assert papers("list", "--count", "--library", place)[2] == ""
        assert papers("compact", "--apply", "--library", place)[0] == 0
        assert papers("doctor", "--library", place)[0] == 0
    assert (tmp_path / "link").is_symlink()


# Everything that a library opens, and everything that can stand there in its place.

OPENED = (
    "papers.jsonl",
    "papers.lock",
    "index",
    "index/state.json",
    "index.lock",
    "index/N",
    "index/N/meta.json",
    "index/N/.managed.json",
    "index/N/.tantivy-writer.lock",
    "index/N/.tantivy-meta.lock",
    ".papers.jsonl.0123abcd.new",
    "papers.jsonl.cut-1",
    "papers.jsonl.damaged-1",
    "index/.state.json.0123abcd.new",
)
_HUGE = 100 << 30  # bytes


def put_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has a hundred bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def put_device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))


def put_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(_HUGE)


def put_sparse_with_an_end(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(_HUGE)
        file.seek(_HUGE)
        file.write(b"{}\n")


def lengthen(path: Path) -> None:
    if path.is_file():
        os.truncate(path, _HUGE)
    else:
        path.symlink_to("/dev/zero")


PUT: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": put_socket,
    "folder": Path.mkdir,
    "device": put_device,
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link to nothing": lambda path: path.symlink_to("nothing"),
    "link to itself": lambda path: path.symlink_to(path),
    "unreadable": lambda path: path.touch(0),
    "sparse": put_sparse,
    "sparse with an end": put_sparse_with_an_end,
    "lengthened": lengthen,
}
SHORT = (
    ("list",),
    ("search", "equivariant"),
    ("show", PAPER),
    ("history",),
    ("doctor",),
    ("backup", "-"),
    ("compact",),
    ("ingest", FIXTURES / "json"),
    ("mark", PAPER, "--star"),
    ("compact", "--apply", "--keep", "0"),
    ("doctor", "--repair"),
    ("list",),
)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "library"
    dump = folder.parent / "dump.jsonl"
    dump.write_text(
        '{"title": "An equivariant paper", "arxiv": "2212.08648"}\n{"title": "Another one", "year": 2020}\n'
    )
    assert run(["ingest", "--library", str(folder), str(dump)]) == 0
    return folder


@pytest.mark.parametrize("kind", PUT)
def test_nothing_in_place_of_a_file_is_waited_for_or_ends_in_a_traceback(
    small_library: Path, kind: str
) -> None:
    if kind == "device" and os.geteuid():
        pytest.skip("only root makes devices")
    with public_folder() as folder:
        libraries = []
        for name in OPENED:
            library = folder / name.replace("/", "-")
            shutil.copytree(small_library, library)
            path = library / name.replace(
                "N", json.loads((library / "index" / "state.json").read_text())["generation"]
            )
            if path.is_dir():
                shutil.rmtree(path)
            elif kind != "lengthened":
                path.unlink(missing_ok=True)
            PUT[kind](path)
            libraries.append(library)
        user = 65534 if kind == "unreadable" and os.geteuid() == 0 else 0
        if user:
            for each in folder.rglob("*"):
                os.chown(each, user, user, follow_symlinks=False)
        said = run_as(libraries, SHORT, uid=user, gid=user)
    for place, command, code, err in said:
        found = Path(place).name, command, code, err
        allowed = {"show": {4}, "mark": {4}, "backup": {2}}.get(command, set())  # there is no paper
        assert code in {0, 5} | allowed, found
        assert all(line.startswith("papers: ") for line in err.splitlines()), found
        assert code == 0 or err.count("\n") == 1 or (command == "doctor" and not err), found
