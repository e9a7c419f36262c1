import bz2
import gzip
import io
import json
import lzma
import os
import random
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

Dump = Callable[..., Path]

ABSTRACT = "We study one thing closely. It turns out to be two things, and each is simpler than the whole was thought to be."


def listing(*titles: str) -> str:
    return "Get trending papers in your email inbox!\nSubscribe" + "\n".join(
        f"{title}\n{ABSTRACT * 3} {title}." for title in titles
    )


def ids(papers: Run) -> set[str]:
    return set(papers("list", "--ids", "--limit", "0")[1].split())


def test_fixtures_give_the_records_that_their_readme_names(papers: Run) -> None:
    code, out, err = papers(
        "ingest", FIXTURES / "listing", FIXTURES / "labelled", FIXTURES / "json", FIXTURES / "jsonl"
    )
    assert (code, out) == (0, "74 records read: 65 new, 7 seen before, 2 updated; 4 skipped\n")
    assert "papers: trending-03-messy.txt:16: skipped: title without an abstract\n" in err
    assert "papers: reading-list-2024.txt:24: skipped: no title\n" in err
    assert "papers: library.jsonl:5: skipped: not valid JSON" in err


def test_ingesting_again_changes_no_byte(filled: Run, tmp_path: Path) -> None:
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(FIXTURES, elsewhere)
    for dump in sorted((elsewhere / "listing").iterdir(), reverse=True):
        code, out, _ = filled("ingest", dump)
        assert code == 0
        assert " 0 new, " in out
    assert store.read_bytes() == before


def test_ids_do_not_depend_on_the_order_of_dumps(papers: Run, tmp_path: Path) -> None:
    dumps = [*(FIXTURES / "listing").iterdir(), *(FIXTURES / "labelled").iterdir()]
    papers("ingest", *dumps)
    forwards = ids(papers)
    library = tmp_path / "other"
    for dump in reversed(dumps):
        papers("ingest", "--library", library, dump)
    assert set(papers("list", "--library", library, "--ids")[1].split()) == forwards


def test_a_later_sighting_fills_blanks_and_never_overwrites(papers: Run, dump: Dump) -> None:
    first = {"title": "One Thing", "abstract": "Short.", "year": 2019}
    later = {
        "title": "One  thing",
        "abstract": "short",
        "authors": ["Ada Lovelace"],
        "doi": "10.1000/1",
        "date": "2019-05-02",
    }
    papers("ingest", dump(json.dumps(first), "a.jsonl"))
    code, out, _ = papers("ingest", dump(json.dumps(later), "b.jsonl"))
    assert (code, out) == (0, "1 record read: 0 new, 0 seen before, 1 updated; 0 skipped\n")
    paper = json.loads(papers("show", "one thing", "--json")[1])
    assert paper["title"] == "One Thing"
    assert paper["abstract"] == "Short."
    assert paper["year"] == 2019
    assert paper["date"] == "2019-05-02"
    assert paper["authors"] == ["Ada Lovelace"]
    assert paper["doi"] == "10.1000/1"
    assert [source["file"] for source in paper["sources"]] == ["a.jsonl", "b.jsonl"]


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2001},
        {"doi": "10.1000/2"},
        {"venue": "Journal of Wholly Other Things"},
        {"authors": ["Carl Gauss"]},
        {"abstract": "Another text."},
    ],
)
def test_the_same_title_with_something_in_conflict_is_another_paper(
    papers: Run, dump: Dump, other: dict[str, object]
) -> None:
    paper = {
        "title": "One Thing",
        "abstract": "Short.",
        "year": 2019,
        "doi": "10.1000/1",
        "venue": "Annals of Things",
        "authors": ["Ada Lovelace"],
    }
    papers("ingest", dump(json.dumps(paper), "a.jsonl"))
    papers("ingest", dump(json.dumps(paper | other), "b.jsonl"))
    assert len(ids(papers)) == 2
    assert len({each[:8] for each in ids(papers)}) == 1


def test_dry_run_changes_nothing(papers: Run, tmp_path: Path) -> None:
    code, out, _ = papers("ingest", "--dry-run", FIXTURES / "listing" / "trending-01.txt")
    assert (code, out) == (
        0,
        "16 records read: 16 new, 0 seen before; 0 skipped; dry run, nothing was changed\n",
    )
    assert not (tmp_path / "library").exists()


def test_strict_fails_when_a_record_is_skipped(papers: Run) -> None:
    code, _, err = papers("ingest", "--strict", FIXTURES / "jsonl")
    assert code == 3
    assert err.endswith("papers: 1 record skipped (--strict); the others were added\n")
    assert papers("list", "--count")[1] == "8\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.txt", "empty file"),
        ("binary.bin", "binary file"),
        ("no-papers.txt", "format not recognised"),
        ("broken.txt.gz", "corrupt gzip data"),
        ("missing.txt", "no such file or directory"),
    ],
)
def test_a_dump_that_cannot_be_read_is_one_line_and_the_others_are_read(
    papers: Run, name: str, message: str
) -> None:
    bad = FIXTURES / "bad" / name
    code, out, err = papers("ingest", bad, FIXTURES / "listing" / "trending-01.txt")
    assert code == 3
    # That one breaks off after a paper.
    assert ("16 new" in out, out.split()[0]) == (
        True,
        "17" if name == "broken.txt.gz" else "16",
    )
    lines = [line for line in err.splitlines() if name in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"papers: {bad}: ")
    assert message in lines[0]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_data_that_break_off_are_read_as_far_as_they_go(
    papers: Run, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    lines = b"".join(
        b'{"title": "Deep %d Networks", "abstract": "%s"}\n' % (n, os.urandom(500).hex().encode())
        for n in range(4000)
    )
    whole = pack(lines)
    dump = tmp_path / "backup.jsonl.gz"
    dump.write_bytes(whole[: len(whole) * 2 // 3])
    code, out, err = papers("ingest", "--dry-run", dump)
    assert (code, err.count("\n")) == (3, 1)
    assert err.startswith(f"papers: {dump}: corrupt ")
    assert err.endswith(" data; the records before it were read\n")
    assert 2000 < int(out.split()[0].replace(",", "")) < 2800
    dump.write_bytes(whole)
    assert papers("ingest", "--dry-run", dump)[1].startswith("4,000 records read: ")


def test_json_that_stops_half_way_keeps_the_good_lines(papers: Run) -> None:
    code, out, err = papers("ingest", FIXTURES / "bad" / "half.jsonl")
    assert code == 3
    assert out.startswith("2 records read: 2 new")
    assert err.startswith("papers: ")
    assert "half.jsonl" in err
    assert "3" in err
    assert err.count("\n") == 1


def test_an_unknown_format_names_those_there_are(papers: Run) -> None:
    code, out, err = papers("ingest", "--format", "nope", FIXTURES / "jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("papers: unknown format 'nope'; use one of: listing, ")


def test_standard_input_is_a_dump(papers: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (FIXTURES / "listing" / "trending-01.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert papers("ingest", "-")[:2] == (0, "16 records read: 16 new, 0 seen before; 0 skipped\n")


def test_json_tells_file_by_file(papers: Run) -> None:
    report = json.loads(papers("ingest", "--json", FIXTURES / "jsonl", FIXTURES / "json")[1])
    assert list(report) == [
        "files",
        "read",
        "new",
        "seen",
        "updated",
        "removed",
        "skipped",
        "incomplete",
        "ignored",
        "errors",
    ]
    assert [list(file) for file in report["files"]] == [
        [
            "file",
            "format",
            "read",
            "new",
            "seen",
            "updated",
            "removed",
            "skipped",
            "incomplete",
            "not_kept",
        ]
    ] * 2
    assert report["files"][0]["skipped"][0]["line"] == 5
    assert report["read"] == 12


def test_titles_that_would_drive_the_terminal_are_shown_literally(papers: Run) -> None:
    papers("ingest", FIXTURES / "hostile" / "escapes.txt")
    for command in (
        ["list"],
        ["list", "--json"],
        ["list", "--csv"],
        ["list", "--color", "always"],
        ["search", "injection", "--color", "always"],
    ):
        code, out, _ = papers(*command)
        assert code == 0
        assert "[bold]x[/bold]" in out
        without_colours = re.sub(r"\x1b\[[0-9;]*m", "", out)
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", without_colours.replace("\r\n", "\n")
        )
        assert "\x1b[31m" not in out


def test_keep_duplicates_stores_repeats_as_papers(papers: Run) -> None:
    code, out, _ = papers(
        "ingest",
        "--keep-duplicates",
        FIXTURES / "listing" / "trending-01.txt",
        FIXTURES / "listing" / "trending-02.txt",
    )
    assert (code, out) == (0, "30 records read: 30 new, 0 seen before; 0 skipped\n")
    found = json.loads(papers("dedupe", "--json")[1])
    assert [len(cluster["papers"]) for cluster in found if cluster["verdict"] == "duplicate"] == [
        2,
        2,
        2,
        2,
    ]


def test_ten_ingests_at_once_lose_nothing(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(
            listing(f"Paper {number} A", f"Paper {number} B"), encoding="utf-8"
        )
    command = [sys.executable, "-m", "papercli", "ingest", "--library", str(tmp_path / "library")]
    running = [
        subprocess.Popen([*command, str(tmp_path / f"{n}.txt")], stdout=subprocess.DEVNULL)
        for n in range(10)
    ]
    assert [process.wait() for process in running] == [0] * 10
    counted = subprocess.run(
        [
            sys.executable,
            "-m",
            "papercli",
            "list",
            "--count",
            "--library",
            str(tmp_path / "library"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert counted.stdout == "20\n"


def test_real_dumps_give_562_papers(papers: Run, real_dumps: list[Path], tmp_path: Path) -> None:
    code, out, _ = papers("ingest", *real_dumps)
    assert (code, out) == (0, "606 records read: 562 new, 44 seen before; 0 skipped\n")
    found = json.loads(papers("list", "--json")[1])
    assert sum("Padé" in paper["title"] for paper in found) == 1
    assert min(len(paper["abstract"]) for paper in found) >= 292
    text = "\n".join(f"{paper['title']}\n{paper['abstract']}" for paper in found)
    assert not any(
        furniture in text
        for furniture in ("Subscribe", "email inbox", "byAK", "research community\n")
    )
    expected = {paper["id"] for paper in found}
    variants: dict[str, Callable[[str], bytes]] = {
        "crlf": lambda s: s.replace("\n", "\r\n").encode(),
        "bom": lambda s: b"\xef\xbb\xbf" + s.encode(),
        "blank lines": lambda s: s.replace("\n", "\n\n").encode(),
        "wrapped": lambda s: "\n".join(textwrap.fill(line, 72) for line in s.split("\n")).encode(),
        "gz": lambda s: gzip.compress(s.encode()),
    }
    for name, change in variants.items():
        library = tmp_path / name
        for path in real_dumps:
            changed = tmp_path / f"{name}-{path.name}"
            changed.write_bytes(change(path.read_text(encoding="utf-8")))
            assert papers("ingest", "--library", library, changed)[0] == 0, name
        assert set(papers("list", "--library", library, "--ids")[1].split()) == expected, name


def test_real_dumps_again_in_another_order_change_no_byte(
    papers: Run, real_dumps: list[Path], tmp_path: Path
) -> None:
    papers("ingest", *real_dumps)
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    shuffled = list(real_dumps)
    random.Random(5).shuffle(shuffled)
    for path in shuffled:
        moved = tmp_path / path.name
        shutil.copy(path, moved)
        assert " 0 new, " in papers("ingest", moved)[1]
    assert store.read_bytes() == before


def test_ids_are_the_same_after_undo(filled: Run) -> None:
    before = ids(filled)
    filled("undo")
    assert (
        filled(
            "ingest",
            FIXTURES / "listing",
            FIXTURES / "labelled",
            FIXTURES / "json",
            FIXTURES / "jsonl",
        )[0]
        == 0
    )
    assert ids(filled) == before


def test_every_skipped_record_is_told_if_that_is_asked_for(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "a.jsonl"
    dump.write_text('{"title": "One", "year": 2001}\n' + '{"year": 2001}\n' * 9, "utf-8")
    _, out, said = papers("ingest", dump)
    assert out.endswith("; 9 skipped\n")
    assert said.count(": skipped: ") == 5
    assert said.endswith("papers: a.jsonl: 4 more skipped; --verbose lists them all\n")
    said = papers("ingest", "--verbose", dump)[2]
    assert (said.count(": skipped: "), "more" in said) == (9, False)
