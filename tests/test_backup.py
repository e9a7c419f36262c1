import gzip
import subprocess
import sys
from pathlib import Path

from conftest import Run


def exported(papers: Run, library: Path) -> str:
    return papers("export", "--format", "jsonl", "--library", library)[1]


def test_ingest_of_a_backup_restores_the_library(filled: Run, tmp_path: Path) -> None:
    first, second = filled("list", "--ids", "--limit", "2")[1].split()
    filled("dedupe", "--apply")
    filled("dedupe", "--not", first, second)
    backup, new = tmp_path / "papers.jsonl.gz", tmp_path / "new"
    code, out, err = filled("backup", backup)
    assert (code, out, err) == (
        0,
        f"64 papers written to {backup}; papers ingest reads them back\n",
        "",
    )
    assert filled("ingest", backup, "--library", new)[:2] == (
        0,
        "64 records read: 64 new, 0 seen before; 0 skipped\n",
    )
    assert exported(filled, new) == exported(filled, tmp_path / "library")
    assert filled("dedupe", "--json", "--library", new) == filled("dedupe", "--json")
    again = tmp_path / "again.jsonl.gz"
    filled("backup", again, "--library", new)
    assert gzip.decompress(again.read_bytes()) == gzip.decompress(backup.read_bytes())


def test_a_backup_takes_the_place_of_an_older_one_whole_or_not_at_all(
    filled: Run, tmp_path: Path
) -> None:
    backup = tmp_path / "papers.jsonl.gz"
    filled("backup", backup)
    older = backup.read_bytes()
    filled("rm", filled("list", "--ids", "--limit", "1")[1].strip())
    filled("backup", backup)
    assert backup.read_bytes() != older
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "papers.jsonl.gz"]


def test_a_place_that_is_none_is_one_line(filled: Run, tmp_path: Path) -> None:
    assert filled("backup", tmp_path / "none" / "x.gz") == (
        2,
        "",
        f"papers: {tmp_path / 'none' / 'x.gz'}: its folder does not exist\n",
    )
    assert filled("backup", tmp_path) == (
        2,
        "",
        f"papers: {tmp_path}: is a folder; name a file in it\n",
    )
    assert filled("backup", "/proc/x.gz")[0] in {2, 5}


def test_the_store_itself_is_never_overwritten(filled: Run, tmp_path: Path) -> None:
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    for name in ("papers.jsonl", "papers.lock", "index/state.json"):
        code, out, err = filled("backup", tmp_path / "library" / name)
        assert (code, out) == (2, "")
        assert (
            err
            == f"papers: {tmp_path / 'library' / name}: belongs to a library; choose another file\n"
        )
        assert filled("export", "-o", tmp_path / "library" / name, "--format", "jsonl") == (
            2,
            "",
            err,
        )
        assert (
            filled("backup", tmp_path / "library" / name, "--library", tmp_path / "another")[0] == 2
        )
    assert store.read_bytes() == before
    assert filled("export", "-o", tmp_path / "library" / "index.html")[0] == 0


def test_a_backup_never_takes_the_place_of_something_else(
    filled: Run, papers: Run, tmp_path: Path
) -> None:
    notes, backup = tmp_path / "notes.txt", tmp_path / "b.gz"
    notes.write_text("Mine")
    assert filled("backup", notes) == (
        2,
        "",
        f"papers: {notes}: already exists and is not a backup; choose another name\n",
    )
    filled("backup", backup)
    before = backup.read_bytes()
    empty = tmp_path / "misspelt"
    assert papers("backup", backup, "--library", empty) == (
        2,
        "",
        f"papers: nothing to back up: the library in {empty} is empty\n",
    )
    assert backup.read_bytes() == before


def test_a_backup_goes_through_a_pipe(fixture_library: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "papercli", "--library"]
    packed = subprocess.run(
        [*command, str(fixture_library), "backup", "-"], capture_output=True, check=True
    )
    assert (
        packed.stderr.decode() == "papers: 65 papers written to -; papers ingest reads them back\n"
    )
    done = subprocess.run(
        [*command, str(tmp_path / "new"), "ingest", "-"],
        input=packed.stdout,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == "65 records read: 65 new, 0 seen before; 0 skipped\n"


def test_a_pipe_that_is_closed_early_is_no_error(fixture_library: Path) -> None:
    for arguments in ("backup -", "export -f jsonl -o /dev/stdout", "list --jsonl"):
        command = f"set -o pipefail; {sys.executable} -m papercli --library {fixture_library} {arguments} | head -c 10 > /dev/null"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert (done.returncode, "cannot" in done.stderr) == (0, False), (arguments, done.stderr)
