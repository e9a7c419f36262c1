import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.finding import find_dumps
from papercli.dumps.input import files as dump_files
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read
from papercli.errors import DumpError

FIXTURES = Path(__file__).parent.parent / "fixtures"
LISTING = (FIXTURES / "listing" / "trending-01.txt").read_bytes()
BIBTEX = (FIXTURES / "bibtex" / "library.bib").read_bytes()


def look(*paths: Path | str) -> tuple[dict[str, tuple[str, int]], list[str]]:
    """Return name -> (format, records) of each dump that can be read, and the errors of the others."""
    seen: dict[str, tuple[str, int]] = {}
    errors: list[str] = []
    for found in find_dumps([str(path) for path in paths]):
        try:
            with open_dump(found) as dump:
                dump_format = detect(dump)
                seen[dump.name] = (
                    dump_format.name,
                    sum(isinstance(each, Record) for each in read(dump, dump_format)),
                )
        except DumpError as error:
            errors.append(str(error))
    return seen, errors


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


MEMBERS = {
    "a.txt": LISTING,
    "b/refs.dat": BIBTEX,
    "bad.bin": bytes(range(256)) * 9,
    "c.txt.gz": gzip.compress(LISTING),
    ".hidden": LISTING,
    "__MACOSX/x": b"x",
}


@pytest.mark.parametrize("kind", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_members_are_read_by_content_and_a_bad_one_is_reported(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "lists.dat"
    (zipped(path, MEMBERS) if kind == "zip" else tarred(path, MEMBERS, kind))
    seen, errors = look(path)
    assert seen == {
        "lists.dat/a.txt": ("listing", 16),
        "lists.dat/b/refs.dat": ("bibtex", 7),
        "lists.dat/c.txt.gz": ("listing", 16),
    }
    assert errors == [f"{path}/bad.bin: binary file, not a text dump"]


def test_a_member_has_the_digest_of_its_own_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LISTING)
    zipped(tmp_path / "a.zip", {"x.txt": LISTING})
    digests = set()
    for found in find_dumps([str(tmp_path / "a.txt"), str(tmp_path / "a.zip")]):
        with open_dump(found) as dump:
            digests.add(dump.digest)
    assert len(digests) == 1


def test_names_of_members_play_no_tricks(tmp_path: Path) -> None:
    seen, errors = look(
        zipped(
            tmp_path / "a.zip", {"../../etc/x": LISTING, "/abs": LISTING, "re\x1b[31md": LISTING}
        )
    )
    assert sorted(seen) == ["a.zip/abs", "a.zip/etc/x", "a.zip/red"]
    assert errors == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_links_out_of_a_tar_and_devices_in_it_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("hard", tarfile.LNKTYPE),
            ("dev", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert look(path) == (
        {},
        [
            f"{path}/dev: not a regular file",
            f"{path}/link -> /etc/passwd: a link to /etc/passwd, which is not in the archive",
            f"{path}/hard -> /etc/passwd: a link to /etc/passwd, which is not in the archive",
        ],
    )


def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump_files, "_SUSPECT_BYTES", 1 << 20)
    bomb = b"a" * (16 << 20)
    path = zipped(tmp_path / "bomb.zip", {"a": bomb})
    seen, errors = look(path)
    assert (seen, errors) == (
        {},
        [f"{path}/a: unpacks to more than 1000 times its size; not a text dump"],
    )
    single = tmp_path / "bomb.gz"
    single.write_bytes(gzip.compress(bomb))
    assert look(single) == (
        {},
        [f"{single}: unpacks to more than 1000 times its size; not a text dump"],
    )
    monkeypatch.setattr(dump_files, "_MOST_BYTES", 2 << 20)
    (_, (error,)) = look(tarred(tmp_path / "bomb.tgz", {"a": os.urandom(1 << 19) * 8}, "w:gz"))
    assert "unpacks to more than" in error


def test_an_archive_within_an_archive_an_office_file_and_an_empty_one_are_named(
    tmp_path: Path,
) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a": LISTING}).read_bytes()
    _, errors = look(zipped(tmp_path / "outer.zip", {"inner.zip": inner}))
    assert errors == [
        f"{tmp_path}/outer.zip/inner.zip: an archive within an archive; unpack it first"
    ]
    _, errors = look(
        zipped(
            tmp_path / "text.docx", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
        )
    )
    assert errors == [
        (
            f"{tmp_path}/text.docx: an office document or a program, not an archive of dumps; "
            "a document can be read once it is saved as text"
        )
    ]
    assert look(zipped(tmp_path / "empty.zip", {}))[1] == [f"{tmp_path}/empty.zip: empty archive"]


@pytest.mark.parametrize("kind", ["zip", "w", "w:gz"])
def test_an_archive_cut_anywhere_is_reported_and_never_raises(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    whole = (zipped(path, MEMBERS) if kind == "zip" else tarred(path, MEMBERS, kind)).read_bytes()
    # A tar ends in zeros; without some of those it is still whole.
    for end in range(1, len(whole.rstrip(b"\0")) - 1, len(whole) // 24 + 1):
        path.write_bytes(whole[:end])
        seen, errors = look(path)
        assert errors or len(seen) == 3 or not any(count for _, count in seen.values())
        path.write_bytes(whole[:end] + b"junk" + whole[end + 4 :])
        look(path)


def test_a_damaged_header_in_a_tar_is_reported(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": LISTING, "b.txt": LISTING})
    damaged = bytearray(path.read_bytes())
    at = damaged.rindex(b"b.txt")
    damaged[at : at + 200] = b"x" * 200
    path.write_bytes(damaged)
    seen, errors = look(path)
    assert (list(seen), errors) == (
        ["a.tar/a.txt"],
        [f"{path}: corrupt tar archive: what follows the last member cannot be read"],
    )


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_dumps_are_read_and_broken_ones_named(pack: object, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    packed = pack(LISTING)  # type: ignore[operator]
    path.write_bytes(packed)
    assert look(path)[0] == {"a.txt": ("listing", 16)}
    path.write_bytes(packed[:20])
    kind = {gzip.compress: "gzip", bz2.compress: "bzip2", lzma.compress: "xz"}[pack]  # type: ignore[index]
    assert look(path)[1] == [f"{path}: corrupt {kind} data"]


def test_folders_are_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "in/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(LISTING)
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    seen, errors = look(tmp_path)
    assert list(seen) == ["a.txt", "b.txt", "c.txt"]
    assert errors == [f"{tmp_path}/nowhere: no such file or directory"]


def test_an_empty_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    assert look(tmp_path) == ({}, [f"{tmp_path}: contains no files"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert look(tmp_path) == ({}, [f"{tmp_path}/closed: permission denied"])


def test_a_named_pipe_is_read_once_and_as_often_as_needed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(LISTING))
    writer.start()
    seen, errors = look(pipe)
    writer.join()
    assert (seen, errors) == ({"pipe": ("listing", 16)}, [])


@pytest.mark.parametrize("content", [LISTING, gzip.compress(LISTING), None])
def test_standard_input_may_be_anything(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is None:
        content = zipped(tmp_path / "a.zip", {"a.txt": LISTING}).read_bytes()
    (tmp_path / "stdin").write_bytes(content)
    with (tmp_path / "stdin").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        seen, errors = look("-")
    assert (list(seen.values()), errors) == ([("listing", 16)], [])


def test_a_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert look("-") == ({}, ["-: standard input is closed"])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7\n...", "a PDF, not a text dump"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary file (an image), not a text dump"),
        (b"\x28\xb5\x2f\xfd....", "zstd-compressed; decompress it first"),
        (b"", "empty file"),
        (b" \n\t\n", "empty file"),
        (b"\xef\xbb\xbf", "empty file"),
        (b"\xff\xfe", "empty file"),
        (bytes(range(32)) * 10, "binary file, not a text dump"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(content)
    assert look(path) == ({}, [f"{path}: {fault}"])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_usual_encoding_is_found_out(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.bib"
    path.write_bytes("@article{k, title = {Über Sätze}, author = {Gödel, Kurt}}\n".encode(encoding))
    with open_dump(str(path)) as dump:
        (record,) = read(dump, detect(dump))
    assert isinstance(record, Record)
    assert (record.title, record.authors) == ("Über Sätze", ("Kurt Gödel",))


def test_a_name_that_is_no_unicode_or_would_drive_the_terminal_is_cleaned(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff\x1b[31mb.txt"
    with open(path, "wb") as file:
        file.write(LISTING)
    assert list(look(tmp_path)[0]) == ["ab.txt"]


def test_errors_are_one_line_that_names_the_path(tmp_path: Path) -> None:
    assert look("/nope/a.txt") == ({}, ["/nope/a.txt: no such file or directory"])
    assert look("a\0b")[1][0].startswith("ab: ")
    with pytest.raises(DumpError, match="is a directory"), open_dump(str(tmp_path)):
        pass


def test_what_fails_while_a_dump_is_open_is_not_blamed_on_the_dump(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LISTING)
    with pytest.raises(OSError, match="No space left"), open_dump(str(path)):
        raise OSError(28, "No space left on device")
