import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.dumps.input import files as dump_files

LISTING = (FIXTURES / "listing" / "trending-01.txt").read_bytes()
MB = 1 << 20
MOST_MEMORY = 250  # MB at the peak; without a dump it is 35
COUNTED = (
    "import sys\n"
    "from papercli.cli import run\n"
    "code = run(sys.argv[1:])\n"
    "peak = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
    "print(code, int(peak) // 1024)"
)


def ingest(path: Path, *options: str) -> tuple[int, int, str]:
    """Return the exit code, the peak of memory in MB, and stderr."""
    if not Path("/proc/self/status").exists():
        pytest.skip("needs /proc to measure memory")
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, "ingest", *options, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    code, peak = done.stdout.splitlines()[-1].split()
    return int(code), int(peak), done.stderr


def header(name: str, size: int, kind: bytes) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def member(content: bytes) -> bytes:
    return header("a.txt", len(content), tarfile.REGTYPE) + content + bytes(-len(content) % 512)


def packed(path: Path, kind: str, parts: Iterable[bytes]) -> Path:
    opener: Callable[..., io.BufferedIOBase] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}[
        kind
    ]  # type: ignore[assignment]
    with opener(path, "wb") as file:
        for part in parts:
            file.write(part)
    return path


def many(count: int, text: bytes = b"\0") -> Iterable[bytes]:
    """Yield so many megabytes."""
    return (text * (MB // len(text)) for _ in range(count))


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz"])
@pytest.mark.parametrize(
    "header_kind",
    [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE],
)
def test_a_huge_header_in_a_tar_is_refused_and_not_read(
    kind: str, header_kind: bytes, papers: Run, tmp_path: Path
) -> None:
    path = packed(
        tmp_path / "a.tar", kind, [member(LISTING), header("x", 800 * MB, header_kind), *many(3)]
    )
    code, out, err = papers("ingest", path)
    assert (code, out) == (3, "16 records read: 16 new, 0 seen before; 0 skipped\n")
    assert err == f"papers: {path}: corrupt tar archive: a header of 838,860,800 bytes\n"


BEFORE_A_BOMB = {
    "hidden": header(".x", 1 << 33, tarfile.REGTYPE),
    "long name": header("x", 1 << 33, tarfile.GNUTYPE_LONGNAME),
    "device": header("x", 1 << 33, tarfile.CHRTYPE),
    "pax": header("x", 1 << 33, tarfile.XHDTYPE),
    "end": bytes(1024),
}


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz"])
@pytest.mark.parametrize("what", BEFORE_A_BOMB)
def test_no_part_of_an_archive_unpacks_without_bound(
    kind: str, what: str, papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_files, "_SUSPECT_BYTES", 4 * MB)
    monkeypatch.setattr(dump_files, "_SUSPECT_RATIO", 100)
    path = packed(tmp_path / "a", kind, [member(LISTING), BEFORE_A_BOMB[what], *many(8)])
    code, out, err = papers("ingest", path)
    assert code == 3
    assert out.startswith("16 records read" if kind != "bz2" else "")  # whose blocks come out whole
    assert "unpacks to more than" in err or "a header of" in err


@pytest.mark.parametrize(
    ("kind", "start"), [("gz", BEFORE_A_BOMB["hidden"]), ("bz2", BEFORE_A_BOMB["end"]), ("xz", b"")]
)
def test_a_bomb_takes_little_memory(kind: str, start: bytes, tmp_path: Path) -> None:
    content = many(300) if start else many(300, b"word\n")
    code, peak, err = ingest(packed(tmp_path / "a", kind, [start, *content]))
    assert (code, err.count("\n")) == (3, 1)
    assert peak < MOST_MEMORY


def test_headers_that_never_end_are_counted(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = header("x", 60_000, tarfile.GNUTYPE_LONGNAME) + b"x" * 60_000 + bytes(-60_000 % 512)
    path = packed(tmp_path / "a.tar", "xz", [(name + header("x", 0, tarfile.REGTYPE)) * 700])
    code, _, err = papers("ingest", path)
    assert code == 3
    assert err.endswith(f"papers: {path}: names of more than 32 MB; the rest was not read\n")
    monkeypatch.setattr(dump_files, "_SUSPECT_BYTES", 4 * MB)
    path = packed(tmp_path / "b.tar", "xz", [name * 100])
    code, _, err = papers("ingest", path)
    assert (code, err) == (
        3,
        f"papers: {path}: unpacks to more than 1000 times its size; not a text dump\n",
    )


@pytest.mark.parametrize("size", [-1, -512])
def test_a_size_below_zero_is_a_broken_header(size: int, papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    bad = bytearray(header("x", 0, tarfile.REGTYPE))
    bad[124:136] = size.to_bytes(12, "big", signed=True)
    bad[148:156] = b"        "
    bad[148:156] = b"%06o\0 " % sum(bad)
    path.write_bytes(member(LISTING) + bad + bytes(1024))
    code, _, err = papers("ingest", path)
    assert (code, err) == (
        3,
        f"papers: {path}: corrupt tar archive: what follows the last member cannot be read\n",
    )
    for line in (
        b"13 size=-512\n",
        b"12 size=99x\n",
        b"99 size=512\n",
        b"0 x=\n",
        b"nothing",
        b"13 size=" + b"9" * 99,
    ):
        pax = header("x", len(line), tarfile.XHDTYPE) + line + bytes(-len(line) % 512)
        path.write_bytes(member(LISTING) + pax + member(LISTING) + bytes(1024))
        assert papers("ingest", path)[0] == 3


def test_a_pax_header_gives_name_and_size(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("ä" * 200 + ".txt")
        info.size = len(LISTING)
        archive.addfile(info, io.BytesIO(LISTING))
    assert papers("ingest", path)[0] == 0
    assert (
        json.loads(papers("list", "--json")[1])[0]["sources"][0]["file"] == f"a.tar/{'ä' * 200}.txt"
    )


def test_a_sparse_member_is_reported_and_the_next_is_read(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    sparse = bytearray(header("x", 512, tarfile.GNUTYPE_SPARSE))
    sparse[482] = 1  # one more block says where the data belong
    sparse[483:495] = b"77777777777\0"
    sparse[148:156] = b"        "
    sparse[148:156] = b"%06o\0 " % sum(sparse)
    path.write_bytes(sparse + bytes(512) + b"x" * 512 + member(LISTING) + bytes(1024))
    code, out, err = papers("ingest", path)
    assert (code, out.split()[0], err) == (
        3,
        "16",
        f"papers: {path}/x: a sparse file; unpack it first\n",
    )


def zipped(
    path: Path, members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_STORED
) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_of_a_zip_does_not_unpack_without_bound(
    method: int, papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_files, "_SUSPECT_BYTES", 4 * MB)
    monkeypatch.setattr(dump_files, "_SUSPECT_RATIO", 100)
    path = zipped(tmp_path / "a.zip", [("a", b"word\n" * (2 * MB))], method)
    code, _, err = papers("ingest", path)
    assert (code, err) == (
        3,
        f"papers: {path}/a: unpacks to more than 100 times its size; not a text dump\n",
    )


def test_the_directory_of_a_zip_is_bounded(papers: Run, tmp_path: Path) -> None:
    names = zipped(tmp_path / "names.zip", ((f"{n}{'x' * 60_000}", b"") for n in range(700)))
    assert papers("ingest", names) == (
        3,
        "",
        f"papers: {names}: a directory of more than 32 MB\n",
    )


def test_members_of_a_zip_that_overlap_are_refused(papers: Run, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [("a.txt", LISTING), ("b.txt", LISTING)])
    whole = path.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", directory + 4)
    # Where its header stands.
    path.write_bytes(whole[: second + 42] + bytes(4) + whole[second + 46 :])
    code, _, err = papers("ingest", path)
    assert (code, err) == (3, f"papers: {path}: corrupt zip archive: its members overlap\n")


def test_encrypted_and_unknown_members_are_named(papers: Run, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [("a.txt", LISTING), ("b.txt", LISTING), ("c.txt", LISTING)])
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[first + 8] |= 1
    data[second + 10] = 99
    path.write_bytes(data)
    code, out, err = papers("ingest", path)
    assert (code, out.split()[0]) == (3, "16")
    assert (
        err
        == f"papers: {path}/a.txt: encrypted\npapers: {path}/b.txt: compressed in an unknown way (99); unpack it first\n"
    )


def test_what_needs_too_much_memory_to_decompress_is_refused(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xz"
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(LISTING, filters=filters))
    at = data.index(b"\x21\x01") + 2
    data[at] = 40  # a dictionary of 4 GB
    size = (data[12] + 1) * 4
    data[12 + size - 4 : 12 + size] = zlib.crc32(data[12 : 12 + size - 4]).to_bytes(4, "little")
    path.write_bytes(data)
    assert papers("ingest", path)[::2] == (
        3,
        f"papers: {path}: needs more than 160 MB of memory to be decompressed\n",
    )


FLOODS = {
    "numbers.json": '[{"title": "A paper of numbers", "abstract": "One."}, '
    + "1," * (MB // 4)
    + "1]",
    "objects.json": '[{"title": "A paper of objects", "abstract": "One."}'
    + ", {}" * (MB // 8)
    + "]",
    "lines.jsonl": '{"title": "A paper of lines", "abstract": "One."}\n' * 2 + "1\n" * (MB // 4),
    "rows.csv": "title,year,authors\nA paper of rows,2020,A. B.\n" + "a,b\n" * (MB // 8),
    "elements.xml": "<PubmedArticleSet>" + "<PubmedArticle/>" * (MB // 4) + "</PubmedArticleSet>",
    "deep.json": '[{"title": "A deep paper", "abstract": "One."}, ' + "[" * (4 * MB),
    "nested.json": '{"a":' * MB,
    "line.txt": "word " * (8 * MB),
    "titles.txt": "x\n\n" * (MB // 100),
    "entries.bib": "@article{a, title = {A paper of entries}}\n" + "@article{a,}\n" * (MB // 64),
    "records.ris": "TY  - JOUR\nTI  - A paper of records\nER  - \n"
    + "TY  - JOUR\nER  - \n" * (MB // 16),
    "labels.txt": "Title: A paper of labels\nAuthors: A. B.\nSummary: One.\n\n"
    + "Title:\n" * (MB // 16),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_what_is_no_record_takes_no_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FLOODS[name])
    _, peak, err = ingest(path)
    assert peak < 140
    assert err.count("\n") < 10


def test_of_skipped_records_the_first_thousand_are_listed_and_all_are_counted(
    papers: Run, dump: Callable[[str, str], Path]
) -> None:
    path = dump('{"title": "A paper", "abstract": "One."}\n' * 2 + "1\n" * 1234, "a.jsonl")
    code, out, err = papers("ingest", "--dry-run", path)
    assert (code, out) == (
        0,
        "2 records read: 1 new, 1 seen before; 1,234 skipped; dry run, nothing was changed\n",
    )
    assert err.endswith("papers: a.jsonl: 1,229 more skipped; --verbose lists the first 1,000\n")
    report = json.loads(papers("ingest", "--dry-run", "--json", path)[1])
    assert report["skipped"] == 1234
    assert report["files"][0]["skipped"] == [
        {"line": line, "reason": "not a JSON object"} for line in range(3, 1003)
    ]
    code, _, err = papers("ingest", "--dry-run", "--strict", path)
    assert (code, err.splitlines()[-1]) == (
        3,
        "papers: 1,234 records skipped (--strict); nothing was added",
    )
