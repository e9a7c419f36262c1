import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from papercli.ingest.ingest import Ingest
from papercli.library import Library

Fields = dict[str, Any]


def store(tmp_path: Path, library: str = "library") -> bytes:
    return (tmp_path / library / "papers.jsonl").read_bytes()


def write(path: Path, records: list[Fields]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def listed(papers: Run, *options: str | Path) -> list[Fields]:
    found: list[Fields] = json.loads(papers("list", "--json", "--limit", "0", *options)[1])
    return found


ABSTRACT = (
    "Sheaves are put on graphs, and the Laplacian of the sheaf is learnt with them, which helps "
    "where neighbours differ."
)
FIRST: Fields = {"title": "Sheaf Laplacians for Graphs That Are Not Alike", "abstract": ABSTRACT}
SECOND: Fields = {
    "title": "Sheaf Laplacians for Graphs That Are Not Aliek",
    "abstract": ABSTRACT + " There is code.",
}


@pytest.mark.parametrize("how", [["--apply"], ["--fold", "title", "title"]])
def test_a_merged_paper_does_not_come_back_with_its_dump(
    papers: Run, tmp_path: Path, how: list[str]
) -> None:
    dumps = [write(tmp_path / "a.jsonl", [FIRST]), write(tmp_path / "b.jsonl", [SECOND])]
    papers("ingest", *dumps)
    names = [str(paper["id"]) for paper in listed(papers)]
    assert papers("dedupe", *how[:1], *(names if how[1:] else []))[0] == 0
    before = store(tmp_path)
    for dump in (*dumps, *dumps[::-1]):
        assert papers("ingest", dump)[:2] == (0, "1 record read: 0 new, 1 seen before; 0 skipped\n")
    assert store(tmp_path) == before


def test_a_merged_paper_is_known_in_another_dump_by_its_own_text(
    papers: Run, tmp_path: Path
) -> None:
    papers("ingest", write(tmp_path / "a.jsonl", [FIRST]), write(tmp_path / "b.jsonl", [SECOND]))
    papers("dedupe", "--apply")
    (kept,) = listed(papers)
    for number, record in enumerate((FIRST, SECOND)):
        edited = write(tmp_path / f"edited-{number}.jsonl", [{"title": "Another"}, record])
        assert "1 new, 1 seen before" in papers("ingest", edited)[1] or number
    after = next(paper for paper in listed(papers) if paper["id"] == kept["id"])
    assert len(listed(papers)) == 2
    assert after["aliases"] == kept["aliases"]
    assert sorted(source["file"] for source in after["sources"]) == [
        "a.jsonl",
        "b.jsonl",
        "edited-0.jsonl",
        "edited-1.jsonl",
    ]
    papers("compact", "--apply", "--keep", "0")
    papers("ingest", write(tmp_path / "again.jsonl", [{"title": "Another"}, FIRST, SECOND]))
    assert len(listed(papers)) == 2


def test_many_papers_on_one_line_of_json_are_told_apart(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text(
        json.dumps(
            [{"title": "Introduction", "abstract": f"To part {n} of the book."} for n in range(5)]
        )
    )
    assert papers("ingest", dump)[1] == "5 records read: 5 new, 0 seen before; 0 skipped\n"
    before = store(tmp_path)
    assert papers("ingest", dump, dump)[1] == "10 records read: 0 new, 10 seen before; 0 skipped\n"
    assert store(tmp_path) == before


def test_one_paper_of_a_line_does_not_stand_for_the_others(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text(
        json.dumps(
            [{"title": f"Part {n} of the Book", "abstract": f"It is part {n}."} for n in range(5)]
        )
    )
    papers("ingest", dump)
    papers("export", "part 3", "--format", "jsonl", "-o", tmp_path / "one.jsonl")
    papers("ingest", "--library", tmp_path / "other", tmp_path / "one.jsonl")
    assert "4 new, 1 seen" in papers("ingest", "--library", tmp_path / "other", dump)[1]


# The first eight digits of their hashes agree.
COLLIDING = (
    "colliding title number 13268",
    "colliding title number 30059",
)
WORDS = "graph sheaf mesh tensor flow kernel lattice prior token field".split()


def random_record(chance: random.Random) -> Fields:
    title = chance.choice(["Introduction", "Editorial", *COLLIDING, "On {} and {}", "A {} for {}s"])
    record: Fields = {"title": title.format(*chance.sample(WORDS[:4], 2))}
    if chance.random() < 0.1:
        record["title"] = f"{record['title']}s"
    if chance.random() < 0.7:
        word, number = chance.choice(WORDS[:3]), chance.choice(["one", "two"])
        record["abstract"] = (
            f"We study {word} closely, and find that it is {number} things at once."
        )
    if chance.random() < 0.4:
        record["authors"] = chance.choice([["Ada Lovelace"], ["Carl Gauss"], ["A. Lovelace"]])
    if chance.random() < 0.3:
        record["doi"] = f"10.1000/{chance.randrange(3)}"
    if chance.random() < 0.3:
        record["year"] = chance.choice([2019, 2020])
    return record


def act(papers: Run, chance: random.Random) -> str:
    """Do something to the library that a reader may do, and return what."""
    names = papers("list", "--ids", "--limit", "0")[1].split()
    pair = chance.sample(names, 2) if len(names) > 1 else names * 2
    aliases = [alias for paper in listed(papers) for alias in paper["aliases"]]
    word = chance.choice(WORDS)
    deeds: list[list[str]] = [
        ["dedupe", "--apply"],
        ["dedupe", "--fold", *pair],
        ["dedupe", "--fold", *pair],
        ["dedupe", "--not", *pair],
        ["mark", pair[0], "--tag", word, "--note", word],
        ["rm", pair[0]],
        ["undo"],
        ["redo"],
        ["compact", "--apply", "--keep", str(chance.randrange(3))],
        ["split", chance.choice(aliases)] if aliases else ["undo"],
    ]
    what = chance.choice(deeds)
    papers(*what)
    return " ".join(what)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_a_reader_did_the_same_dumps_change_no_byte(
    papers: Run, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    dumps = [
        write(tmp_path / f"{n}.jsonl", [random_record(chance) for _ in range(12)]) for n in range(3)
    ]
    papers("ingest", *dumps)
    done = []
    for _ in range(6):
        done.append(act(papers, chance))
        if not listed(papers):
            papers("redo" if done[-1] == "undo" else "undo")
        before = store(tmp_path)
        for dump in chance.sample(dumps, 3):
            assert " 0 new, 12 seen before; 0 skipped" in papers("ingest", dump)[1], done
        assert store(tmp_path) == before, done
    papers("backup", tmp_path / "backup.jsonl.gz")
    papers("ingest", "--library", tmp_path / "restored", tmp_path / "backup.jsonl.gz")
    restored = store(tmp_path, "restored")
    assert listed(papers, "--library", tmp_path / "restored") == listed(papers)
    for dump in (*dumps, tmp_path / "backup.jsonl.gz"):
        assert " 0 new, " in papers("ingest", "--library", tmp_path / "restored", dump)[1], done
    assert store(tmp_path, "restored") == restored
    assert papers("doctor", "--library", tmp_path / "restored")[0] == 0


def same(number: int) -> Fields:
    return {
        "title": "One Thing",
        "abstract": "We study it.",
        "authors": ["Ada Lovelace"],
        "key": number,
    }


def untitled(number: int) -> Fields:
    return {"title": "Editorial", "abstract": f"We study thing {number} in depth."}


def bare(number: int) -> Fields:
    return {
        "title": "A Title of Many Papers",
        "authors": [f"Ada{number} Love{number}"],
        "doi": f"10.1000/{number}",
    }


@pytest.mark.parametrize("record", [same, untitled, bare])
def test_the_time_for_records_of_one_title_grows_with_their_number(
    tmp_path: Path, record: Callable[[int], Fields]
) -> None:
    def measure(count: int) -> float:
        dump = write(tmp_path / f"{count}.jsonl", [record(number) for number in range(count)])
        copy = write(
            tmp_path / f"{count}-copy.jsonl",
            [*(record(number) for number in range(count)), {"title": "Another"}],
        )
        library = Library(tmp_path / str(count))
        began = time.process_time()
        for each in (dump, copy, dump):
            with library.writing(5, lambda _: None, new=True) as current:
                ingest = Ingest(current.store, current.index)
                report = ingest.read([str(each)])
                if ingest.has_changes:
                    current.append(ingest.take_lines(), command="ingest", summary="")
        taken = time.process_time() - began
        assert (report.total("new"), report.total("seen")) == (0, count)
        assert library.index.papers == (2 if record is same else count + 1)
        return taken

    measure(10)  # imports
    # 16 times as many; each with each would take 256 times as long.
    assert measure(3_200) < 64 * measure(200)


def test_a_paper_keeps_every_sighting_of_a_dump_that_repeats_it(
    papers: Run, tmp_path: Path
) -> None:
    papers("ingest", write(tmp_path / "a.jsonl", [same(0)] * 300))
    (paper,) = listed(papers)
    assert [source["line"] for source in paper["sources"]] == list(range(1, 301))


NAMESAKES: list[Fields] = [
    {"title": "Introduction", "abstract": "To the first part of the book.", "year": 2019},
    {"title": "Introduction", "abstract": "To the second part of the book.", "doi": "10.1000/2"},
    {
        "title": "Introduction",
        "abstract": "to the second part of the book",
        "authors": ["Ada Lovelace"],
    },
    {"title": COLLIDING[0], "abstract": "One of them."},
    {"title": COLLIDING[1], "abstract": "The other."},
    {"title": COLLIDING[1], "abstract": "The other.", "year": 2020},
    {"title": "A Paper Alone"},
]


def identities(papers: Run, library: Path) -> set[tuple[str, str, str]]:
    found = listed(papers, "--library", library)
    return {
        (
            paper["id"],
            paper["title"],
            "".join(filter(str.isalnum, (paper["abstract"] or "").lower())),
        )
        for paper in found
    }


@pytest.mark.parametrize("seed", range(8))
def test_ids_do_not_depend_on_the_order_of_records_or_dumps(
    papers: Run, tmp_path: Path, seed: int
) -> None:
    papers("ingest", "--library", tmp_path / "first", write(tmp_path / "all.jsonl", NAMESAKES))
    expected = identities(papers, tmp_path / "first")
    assert len(expected) == 5
    records = random.Random(seed).sample(NAMESAKES, len(NAMESAKES))
    dumps = [write(tmp_path / f"{n}.jsonl", records[2 * n : 2 * n + 2]) for n in range(4)]
    papers("ingest", "--library", tmp_path / "other", *dumps)
    assert identities(papers, tmp_path / "other") == expected


@pytest.mark.parametrize("second", [NAMESAKES[1], NAMESAKES[2], NAMESAKES[1] | NAMESAKES[2]])
def test_the_id_of_a_namesake_is_the_same_however_much_is_known_of_it(
    papers: Run, tmp_path: Path, second: Fields
) -> None:
    papers("ingest", write(tmp_path / "a.jsonl", NAMESAKES[:1]))
    papers("ingest", write(tmp_path / "b.jsonl", [second]))
    ids = [paper["id"] for paper in listed(papers)]
    papers("ingest", "--library", tmp_path / "other", write(tmp_path / "a.jsonl", NAMESAKES[:1]))
    papers("ingest", "--library", tmp_path / "other", write(tmp_path / "b.jsonl", [NAMESAKES[1]]))
    assert sorted(ids) == sorted(
        paper["id"] for paper in listed(papers, "--library", tmp_path / "other")
    )
    assert {len(each) for each in ids} == {8, 12}


def test_papers_that_are_stored_keep_their_ids(papers: Run, tmp_path: Path) -> None:
    before: set[str] = set()
    for number, record in enumerate(NAMESAKES):
        papers("ingest", write(tmp_path / f"{number}.jsonl", [record]))
        after = {paper["id"] for paper in listed(papers)}
        assert before <= after
        before = after


def test_a_removed_paper_does_not_come_back_with_its_dump(papers: Run, tmp_path: Path) -> None:
    dump = write(tmp_path / "a.jsonl", [FIRST, {"title": "Another"}])
    papers("ingest", dump)
    papers("rm", "another")
    before = store(tmp_path)
    expected = (
        0,
        "2 records read: 0 new, 2 seen before; 0 skipped\n",
        "papers: a.jsonl: 1 record left out, as you removed its paper; --restore-removed adds it\n",
    )
    assert papers("ingest", dump) == expected
    assert store(tmp_path) == before
    papers("compact", "--apply", "--keep", "0")
    assert papers("ingest", dump) == expected
    papers("backup", tmp_path / "backup.jsonl.gz")
    for name in ("backup.jsonl.gz", "library/papers.jsonl"):
        papers("ingest", "--library", tmp_path / name[:6], tmp_path / name)
        assert papers("ingest", "--library", tmp_path / name[:6], dump) == expected
        assert papers("doctor", "--library", tmp_path / name[:6])[0] == 0
    assert "0 new" in papers("ingest", write(tmp_path / "b.jsonl", [{"title": "Another"}]))[1]


GONE = {"title": "Gone", "abstract": "It was here once, and for a while.", "authors": ["Ada Ames"]}


@pytest.fixture
def without_it(papers: Run, tmp_path: Path) -> Run:
    papers("ingest", write(tmp_path / "a.jsonl", [FIRST, GONE]))
    papers("export", "-f", "jsonl", "-o", tmp_path / "export.jsonl")
    papers("backup", tmp_path / "backup.jsonl")
    papers("rm", "gone")
    return papers


@pytest.mark.parametrize(
    "record",
    [
        GONE,
        {**GONE, "authors": None},
        {**GONE, "title": "GONE."},
        {**GONE, "abstract": None, "arxiv": "2401.12345"},
        {**GONE, "abstract": "It was here once and for a while"},
        {"title": "Gone"},
    ],
    ids=",".join,
)
def test_a_removed_paper_does_not_come_back_with_another_dump(
    without_it: Run, tmp_path: Path, record: dict[str, object]
) -> None:
    dump = write(tmp_path / "later.jsonl", [{"title": "New today"}, record])
    code, out, err = without_it("ingest", dump, "--json")
    report = json.loads(out)
    assert code == 0
    assert [report[key] for key in ("new", "seen", "removed")] == [1, 1, 1]
    assert report["files"][0]["removed"] == 1
    said = "1 record left out, as you removed its paper; --restore-removed adds it"
    assert f"papers: later.jsonl: {said}\n" in err
    assert sorted(paper["title"] for paper in listed(without_it)) == [
        "New today",
        FIRST["title"],
    ]
    before = store(tmp_path)
    without_it("ingest", dump)
    assert store(tmp_path) == before


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Gone", "abstract": "Of another matter, by somebody else.", "authors": ["B Bo"]},
        {**GONE, "title": "Gone again"},
    ],
)
def test_a_paper_that_is_another_than_the_removed_one_comes_in(
    without_it: Run, tmp_path: Path, record: dict[str, object]
) -> None:
    assert "1 new" in without_it("ingest", write(tmp_path / "later.jsonl", [record]))[1]


@pytest.mark.parametrize("name", ["a.jsonl", "later.jsonl", "export.jsonl", "backup.jsonl"])
def test_a_removed_paper_comes_back_when_that_is_asked_for(
    without_it: Run, tmp_path: Path, name: str
) -> None:
    if name == "later.jsonl":
        write(tmp_path / name, [GONE, FIRST])
    removed = store(tmp_path)
    assert json.loads(without_it("ingest", tmp_path / name, "--json")[1])["removed"] == 1
    assert without_it("ingest", "--dry-run", "--restore-removed", tmp_path / name)[0] == 0
    assert len(listed(without_it)) == 1
    code, out, err = without_it("ingest", "--restore-removed", tmp_path / name)
    assert (code, "1 new" in out, err) == (0, True, "")
    assert len(listed(without_it)) == 2
    assert "0 new" in without_it("ingest", tmp_path / name)[1]
    without_it("undo")
    assert len(listed(without_it)) == 1
    assert "0 new" in without_it("ingest", tmp_path / name)[1]
    assert store(tmp_path).startswith(removed)


def test_a_removed_paper_comes_back_with_undo(papers: Run, tmp_path: Path) -> None:
    dump = write(tmp_path / "a.jsonl", [FIRST, {"title": "Another"}])
    papers("ingest", dump)
    papers("rm", "another")
    papers("undo")
    assert len(listed(papers)) == 2
    papers("undo")
    assert papers("ingest", dump)[1] == "2 records read: 2 new, 0 seen before; 0 skipped\n"


def test_what_was_seen_of_merged_papers_is_known_after_they_were_split(
    papers: Run, tmp_path: Path
) -> None:
    papers("ingest", write(tmp_path / "a.jsonl", [FIRST]), write(tmp_path / "b.jsonl", [SECOND]))
    papers("dedupe", "--apply")
    later = write(tmp_path / "later.jsonl", [SECOND, FIRST])
    papers("ingest", later)
    (paper,) = listed(papers)
    assert papers("split", *paper["aliases"])[0] == 0
    before = store(tmp_path)
    assert " 0 new, 2 seen before" in papers("ingest", later)[1]
    assert store(tmp_path) == before


FIELD = {"title": "Notes from the field", "venue": "Journal of Moss", "volume": "4"}
EDITOR = {"title": "Editor's Comments", "venue": "Moss Weekly", "year": 2020}
WORK = {"title": "Growing moss on wet stone", "authors": ["Jane Doe"], "year": 2019}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({**FIELD, "issue": "1"}, {**FIELD, "issue": "3"}),
        ({**FIELD, "title": "Growing moss", "issue": "1"}, {**FIELD, "title": "Growing moss", "issue": "3"}),
        (EDITOR, {**EDITOR, "volume": "4"}),
        ({**EDITOR, "issue": "1"}, {**EDITOR, "issue": "2"}),
        ({**WORK, "institution": "University of Ames"}, {**WORK, "journal": "Lichen Letters"}),
        ({**WORK, "school": "University of Ames"}, {**WORK, "journal": "Lichen Letters"}),
        ({**WORK, "institution": "Institute of Lichens"}, {**WORK, "journal": "Lichens"}),
        ({**WORK, "type": "phdthesis", "journal": "Lichens"}, {**WORK, "journal": "Lichens"}),
        ({**WORK, "arxiv": "2001.00001"}, {**WORK, "journal": "Lichen Letters"}),
        ({**FIELD, "abstract": "Short notes.", "issue": "1"}, {**FIELD, "abstract": "Short notes.", "issue": "2"}),
    ],
)  # fmt: skip
def test_papers_of_one_title_that_appeared_in_two_places_stay_two(
    papers: Run, tmp_path: Path, one: Fields, other: Fields
) -> None:
    for records in ([one, other], [other, one]):
        dump = write(tmp_path / "a.jsonl", records)
        assert "2 new" in papers("ingest", "--library", tmp_path / f"{one == records[0]}", dump)[1]


def test_an_issue_that_one_record_leaves_out_is_no_conflict(papers: Run, tmp_path: Path) -> None:
    records = [{**WORK, "journal": "Lichen Letters", **more} for more in ({}, {"issue": "3"})]
    assert "1 new" in papers("ingest", write(tmp_path / "a.jsonl", records))[1]


def test_a_paper_that_was_restored_is_wanted_again_wherever_it_is_seen(
    papers: Run, tmp_path: Path
) -> None:
    """Also where the dump that it was removed with comes only after the one that brought it back."""
    record = {"title": "Moths of the Moor", "authors": ["Ann Doe"], "year": 2001}
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(json.dumps(record) + "\n", "utf-8")
    second.write_text(json.dumps(record | {"venue": "Moth Letters"}) + "\n", "utf-8")
    papers("ingest", first)
    papers("rm", "moths")
    assert "as you removed its paper" in papers("ingest", second)[2]
    assert papers("ingest", "--restore-removed", second)[1].startswith("1 record read: 1 new")
    code, out, said = papers("ingest", first)
    assert (code, said) == (0, "")
    assert out.startswith("1 record read: 0 new, 1 seen before")
    (paper,) = json.loads(papers("list", "--json")[1])
    assert len(paper["sources"]) == 2
    papers("undo")
    assert "as you removed its paper" in papers("ingest", second)[2]


def test_a_removed_paper_comes_back_as_its_reader_had_it(papers: Run, tmp_path: Path) -> None:
    dump = write(tmp_path / "a.jsonl", [{"title": "Moths of the Moor", "year": 2001}])
    papers("ingest", dump)
    papers("mark", "moths", "--tag", "mine", "--star", "--note", "precious", "--status", "read")
    papers("edit", "moths", "--set", "venue=Moth Letters")
    before = json.loads(papers("show", "moths", "--json")[1])
    papers("rm", before["id"])
    more = write(
        tmp_path / "b.jsonl", [{"title": "Moths of the Moor", "year": 2001, "doi": "10.1000/m"}]
    )
    assert papers("ingest", "--restore-removed", more)[1].startswith("1 record read: 1 new")
    after = json.loads(papers("show", before["id"], "--json")[1])
    for name in ("tags", "starred", "note", "status", "venue", "edited", "added"):
        assert after[name] == before[name], name
    assert after["doi"] == "10.1000/m"
    assert [each["file"] for each in after["sources"]] == ["a.jsonl", "b.jsonl"]
