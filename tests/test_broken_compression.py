import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES, Run
from fuzz.shapes import SHAPES, Shape, known

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.finding import find_dumps
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read
from papercli.errors import DumpError

Pack = Callable[[bytes], bytes]
PACKS: dict[str, Pack] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
_MAGIC = 6  # bytes; without them it is no compressed file
JSONL = format_named("jsonl")


def lines(start: int, count: int) -> bytes:
    papers = (
        {"title": f"On the number {n}", "abstract": f"It is {n * n}."}
        for n in range(start, start + count)
    )
    return "".join(json.dumps(paper) + "\n" for paper in papers).encode()


PARTS = [lines(start, 6) for start in (0, 6, 12)]
TEXT = b"".join(PARTS)


def titles(path: Path) -> tuple[list[str], list[str]]:
    """Return the titles of all records that can be read, and the errors."""
    found: list[str] = []
    errors: list[str] = []
    for place in find_dumps([str(path)]):
        try:
            with open_dump(place) as dump:
                for each in read(dump, JSONL):
                    found += [each.title] if isinstance(each, Record) else []
        except DumpError as error:
            errors.append(str(error))
    return found, errors


def named(count: int) -> list[str]:
    return [f"On the number {n}" for n in range(count)]


def damages(whole: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each place, and the bytes with that one changed, and then with all behind it cut off."""
    for at in range(len(whole)):
        yield at, whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        yield at, whole[:at]


@pytest.mark.parametrize("kind", PACKS)
def test_what_stands_before_any_damage_is_read_and_the_damage_is_reported(
    kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "dump"
    streams = [PACKS[kind](part) for part in PARTS]
    ends = [sum(map(len, streams[: n + 1])) for n in range(3)]
    for at, damaged in damages(b"".join(streams)):
        path.write_bytes(damaged)
        found, errors = titles(path)
        before = 6 * sum(end <= at for end in ends)
        assert found[:before] == named(before), (kind, at)
        # A changed byte may be one that means nothing: the time in a gzip header.
        assert errors or found == named(18) or len(damaged) in ends or at < _MAGIC, (kind, at)


def test_a_cut_stream_gives_all_that_comes_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    whole = gzip.compress(TEXT)
    for cut in range(20, len(whole)):
        path.write_bytes(whole[:cut])
        out = zlib.decompressobj(31).decompress(whole[:cut])
        found, errors = titles(path)
        assert (len(found), len(errors)) == (out.count(b"}"), 1), cut


@pytest.mark.parametrize(
    "text",
    [json.dumps([json.loads(line) for line in TEXT.splitlines()]).encode(), TEXT],
    ids=["array", "lines"],
)
def test_a_cut_line_of_json_gives_its_whole_objects(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    whole = gzip.compress(text)
    path.write_bytes(whole[: len(whole) * 3 // 4])
    found: list[str] = []
    with open_dump(next(find_dumps([str(path)]))) as dump, pytest.raises(DumpError):
        found.extend(each.title for each in read(dump, detect(dump)) if isinstance(each, Record))
    assert found == named(len(found))
    assert len(found) > 6


@pytest.mark.parametrize("rest", [b"x", b"junk" * 20, b"PK\x03\x04 and more"])
def test_whatever_follows_a_zip_is_reported(rest: bytes, papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jsonl", TEXT)
        archive.comment = b"with a comment"
    assert papers("ingest", path)[0] == 0
    path.write_bytes(path.read_bytes() + bytes(512))
    assert papers("ingest", path)[0] == 0
    path.write_bytes(path.read_bytes() + rest)
    code, _, err = papers("ingest", path)
    assert (code, err) == (3, f"papers: {path}: something other than zip data follows\n")


@pytest.mark.parametrize("kind", PACKS)
def test_streams_empty_ones_and_zeros_are_all_one_dump(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    pack = PACKS[kind]
    first, second, third = map(pack, PARTS)
    for whole in (
        first + second + third,
        first + pack(b"") + second + third + pack(b""),
        first + second + third + bytes(10_240),
        first + bytes(4) + second + bytes(512) + third,
        pack(TEXT[:333]) + pack(TEXT[333:]),
    ):
        path.write_bytes(whole)
        assert titles(path) == (named(18), [])


@pytest.mark.parametrize("kind", PACKS)
@pytest.mark.parametrize(
    "rest", [b"x", b"garbage\n" * 99, b"\0\0x", b"BZ", b"\x1f", b"\xfd7zXY", b"other"]
)
def test_whatever_follows_good_data_is_reported_and_costs_no_record(
    kind: str, rest: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "dump"
    if rest == b"other":
        rest = PACKS["xz" if kind == "gz" else "gz"](TEXT)
    path.write_bytes(PACKS[kind](TEXT.rstrip(b"\n")) + rest)
    found, errors = titles(path)
    assert found == named(18)
    assert len(errors) == 1
    assert errors[0].endswith(" data follows; the records before it were read")


def test_a_listing_with_something_behind_it_keeps_its_last_record(
    papers: Run, tmp_path: Path
) -> None:
    listing = (FIXTURES / "listing" / "trending-01.txt").read_bytes()
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(listing) + b"\r\n")
    code, out, err = papers("ingest", path)
    assert (code, out) == (3, "16 records read: 16 new, 0 seen before; 0 skipped\n")
    assert (
        err
        == f"papers: {path}: something other than gzip data follows; the records before it were read\n"
    )


@pytest.mark.parametrize("kind", PACKS)
def test_a_record_that_is_cut_off_is_not_stored(kind: str, papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    listing = (FIXTURES / "listing" / "trending-01.txt").read_bytes()
    streams = [PACKS[kind](listing[:3000]), PACKS[kind](listing[3000:])]
    path.write_bytes(streams[0] + streams[1][:30])
    plain = tmp_path / "plain.txt"
    plain.write_bytes(listing)
    assert papers("ingest", path)[0] == 3
    code, out, _ = papers("ingest", plain)
    assert (code, "completed" in out) == (0, False)
    new = int(out.split(" new")[0].split()[-1])
    assert 0 < new < 16


@pytest.mark.parametrize(
    "shape", [each for each in SHAPES if each.format != "titles"], ids=lambda each: each.format
)
@pytest.mark.parametrize("kind", ["gz", "xz"])
def test_a_dump_of_any_format_gives_what_stands_before_a_break(
    kind: str, shape: Shape, tmp_path: Path
) -> None:
    path = tmp_path / "dump"
    papers = [known(number) for number in range(100)]
    pieces = shape.lay_out(papers)
    whole = "".join(pieces).encode()
    out = len("".join(pieces[:81]).encode())
    parts = [whole[: out - 3], whole[out - 3 :]]
    path.write_bytes(PACKS[kind](parts[0]) + PACKS[kind](parts[1])[:30] + b"\xff\xff\xff\xff")
    found: list[str] = []
    with open_dump(next(find_dumps([str(path)]))) as dump:
        dump_format = format_named(shape.format)
        with pytest.raises(DumpError, match="the records before it were read"):
            found.extend(each.title for each in read(dump, dump_format) if isinstance(each, Record))
    assert found == [paper.title for paper in papers[: len(found)]]
    assert len(found) >= 78


@pytest.mark.parametrize("kind", ["gz", "xz"])
def test_damage_gives_no_scrambled_text(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    text = lines(0, 2_000)
    whole = PACKS[kind](text)
    for at in range(len(whole) // 8, len(whole) - 100, len(whole) // 7):
        bit = 1 + 15 * (at % 2)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        found, errors = titles(path)
        assert len(errors) == 1
        assert found == named(len(found)) or "checksum" in errors[0]


def test_a_damaged_block_of_bzip2_gives_no_scrambled_text(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    text = lines(0, 30_000)
    whole = bz2.compress(text, 1)
    for at in (len(whole) // 4, len(whole) // 2, len(whole) - 100):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        found, errors = titles(path)
        assert len(errors) == 1
        assert found == named(len(found))
        assert len(found) > 1000


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_of_a_zip_are_read_as_far_as_they_are_sound(method: int, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for n, part in enumerate(PARTS):
            archive.writestr(f"{n}.jsonl", part)
    whole = path.read_bytes()
    assert titles(path) == (named(18), [])
    with zipfile.ZipFile(path) as archive:
        starts = [info.header_offset for info in archive.infolist()] + [archive.start_dir]
    for at, damaged in damages(whole):
        path.write_bytes(damaged)
        found, errors = titles(path)
        # Times and versions in headers mean nothing here. A local header's sizes are in the
        # directory, too.
        assert errors or found == named(18) or at >= starts[3] or at in _local_headers(starts), (
            method,
            at,
        )
        if starts[1] <= at < starts[2] and len(damaged) == len(whole):
            assert set(named(6) + named(18)[12:]) <= set(found), (method, at)


def _local_headers(starts: list[int]) -> set[int]:
    return {at for start in starts for at in range(start, start + 40)}


def test_what_a_member_s_checksum_refutes_is_read_and_reported(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", TEXT)
    whole = path.read_bytes()
    checksum = zlib.crc32(TEXT).to_bytes(4, "little")
    path.write_bytes(whole.replace(checksum, b"abcd"))
    code, out, err = papers("ingest", path)
    assert (code, out) == (3, "18 records read: 18 new, 0 seen before; 0 skipped\n")
    assert (
        err
        == f"papers: {path}/a.jsonl: corrupt file in the archive; the records before it were read\n"
    )


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def test_a_tar_damaged_or_cut_at_any_block_gives_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    whole = tarred({f"{n}.jsonl": part for n, part in enumerate(PARTS)})
    size = 512 + len(PARTS[0]) + -len(PARTS[0]) % 512
    for at in range(0, 3 * size, 512):
        path.write_bytes(whole[:at])
        found, errors = titles(path)
        inside = max(at % size - 512, 0)
        assert len(found) == at // size * 6 + PARTS[at // size][:inside].count(b"\n"), at
        assert errors, at
        if at % size == 0 and at:
            path.write_bytes(whole[:at] + b"?" * 512 + whole[at + 512 :])
            assert titles(path) == (
                named(at // size * 6),
                [f"{path}: corrupt tar archive: what follows the last member cannot be read"],
            )


@pytest.mark.parametrize("kind", PACKS)
def test_a_compressed_tar_gives_what_stands_before_any_damage(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    pack = PACKS[kind]
    whole = tarred({f"{n}.jsonl": part for n, part in enumerate(PARTS)})
    middle = 512 + len(PARTS[0]) + -len(PARTS[0]) % 512  # the first member is in the first stream
    streams = [pack(whole[:middle]), pack(whole[middle:])]
    path.write_bytes(b"".join(streams) + bytes(512))
    assert titles(path) == (named(18), [])
    path.write_bytes(b"".join(streams) + b"something")
    found, errors = titles(path)
    assert (found, len(errors)) == (named(18), 1)
    for at, damaged in damages(streams[1]):
        path.write_bytes(streams[0] + damaged)
        found, errors = titles(path)
        assert found[:6] == named(6), at
        assert errors or found == named(18), at


def test_damage_is_reported_through_a_pipe_and_within_an_archive(
    papers: Run, tmp_path: Path
) -> None:
    packed = gzip.compress(PARTS[0]) + gzip.compress(PARTS[1])[:-20]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = os.fork()
    if child == 0:
        pipe.write_bytes(packed)
        os._exit(0)
    code, out, err = papers("ingest", pipe)
    os.waitpid(child, 0)
    assert (code, err) == (
        3,
        f"papers: {pipe}: corrupt gzip data; the records before it were read\n",
    )
    assert int(out.split()[0]) >= 6
    path = tmp_path / "a.tar"
    path.write_bytes(tarred({"a.jsonl.gz": packed}))
    code, _, err = papers("ingest", path)
    assert (code, err) == (
        3,
        f"papers: {path}/a.jsonl.gz: corrupt gzip data; the records before it were read\n",
    )


def test_a_text_to_search_like_that_is_damaged_is_refused(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TEXT) + b"x")
    code, out, err = filled("search", "--like", path)
    assert (code, out, err) == (3, "", f"papers: {path}: something other than gzip data follows\n")


@pytest.mark.parametrize("kind", ["w", "w:gz", "zip"])
def test_links_give_the_member_they_lead_to_once(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    links = {
        "seen.jsonl": "plain.jsonl",  # read under its own name
        "kept.jsonl": "..data/1.jsonl",  # through a hidden link to a hidden folder
        "in/up.jsonl": "../.hidden.jsonl",
        "folder": ".folder",
        "gone.jsonl": "missing.jsonl",
        "circle": "circle",
        "out.jsonl": "../../etc/passwd",
        "..data": "..2024",
    }
    files = {
        "plain.jsonl": PARTS[0],
        "..2024/1.jsonl": PARTS[1],
        ".hidden.jsonl": PARTS[2],
        ".folder/x.jsonl": lines(18, 2),
    }
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as zipped:
            for name, content in files.items():
                zipped.writestr(name, content)
            for name, target in links.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = 0o120777 << 16
                zipped.writestr(entry, target)
    else:
        with tarfile.open(path, kind) as archive:  # type: ignore[call-overload]
            for name, target in links.items():
                info = tarfile.TarInfo(name)
                info.type, info.linkname = tarfile.SYMTYPE, target
                archive.addfile(info)
            for name, content in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            hard = tarfile.TarInfo("hard.jsonl")
            hard.type, hard.linkname = tarfile.LNKTYPE, "plain.jsonl"
            archive.addfile(hard)
    found, errors = titles(path)
    assert sorted(found) == sorted(named(20))
    assert sorted(errors) == [
        f"{path}/circle: a link to circle, which is not in the archive",
        f"{path}/gone.jsonl: a link to missing.jsonl, which is not in the archive",
        f"{path}/out.jsonl -> ../../etc/passwd: a link to ../../etc/passwd, which is not in the archive",
    ]


def test_a_link_out_of_an_archive_is_reported_and_not_followed(papers: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jsonl"
    secret.write_bytes(TEXT)
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("link.jsonl")
        info.type, info.linkname = tarfile.SYMTYPE, str(secret)
        archive.addfile(info)
    code, out, err = papers("ingest", path)
    assert (code, out) == (0, "0 records read: 0 new, 0 seen before; 0 skipped\n")
    assert err.startswith(f"papers: {path}/link.jsonl -> {secret}: ")
