import random
import re
from pathlib import Path

import pytest
from conftest import Run
from test_identity import ABSTRACT, COLLIDING, WORDS, Fields, listed, random_record, write

from papercli.store.papers import read_apart
from papercli.store.store import Store


class State:
    """What a library holds, said without ids: those depend on what was read first.

    Of papers that were merged, each library keeps the title and the year of the one it kept.
    """

    def __init__(self, papers: Run, library: Path) -> None:
        found = listed(papers, "--library", library)
        now = {name: paper["id"] for paper in found for name in (paper["id"], *paper["aliases"])}
        names = {paper["id"]: self._name(paper) for paper in found}
        self.papers = {names[paper["id"]]: self._fields(paper) for paper in found}
        self.own = {names[paper["id"]]: (paper["title"], paper["year"]) for paper in found}
        self.merged = {names[paper["id"]] for paper in found if paper["aliases"]}
        links = [(paper["id"], now.get(other)) for paper in found for other in paper["versions"]]
        self.links = {frozenset((names[one], names[other])) for one, other in links if other}
        kept = read_apart(Store(library).changes())
        pairs = [{now[each] for each in pair if each in now} for pair in kept]
        self.apart = {frozenset(names[each] for each in pair) for pair in pairs if len(pair) == 2}

    @staticmethod
    def _name(paper: Fields) -> frozenset[tuple[str, int]]:
        return frozenset((source["digest"], source["line"]) for source in paper["sources"])

    @staticmethod
    def _fields(paper: Fields) -> tuple[object, ...]:
        marks = (frozenset(paper["tags"]), paper["note"], paper["status"], paper["starred"])
        return paper["abstract"], paper["doi"], *marks


def assert_the_same(papers: Run, here: Path, there: Path, *, pairs: bool = True) -> None:
    one, other = State(papers, here), State(papers, there)
    assert one.papers == other.papers
    merged = one.merged | other.merged
    assert {name for name in one.own if one.own[name] != other.own[name]} <= merged
    assert one.links == other.links
    assert one.apart == other.apart or not pairs


def exchange(papers: Run, tmp_path: Path, source: Path, target: Path, how: str = "backup") -> str:
    """Take one library into another and return what ingest says."""
    if how == "backup":
        path = tmp_path / "backup.jsonl.gz"
        assert papers("backup", path, "--library", source)[0] == 0
    elif how == "export":
        path = tmp_path / "export.jsonl"
        path.write_text(
            papers("export", "--format", "jsonl", "--library", source)[1], encoding="utf-8"
        )
    else:
        path = tmp_path / "copy.jsonl"
        path.write_bytes((source / "papers.jsonl").read_bytes())
    code, out, err = papers("ingest", path, "--library", target)
    assert code == 0, err
    return out + err


def act(papers: Run, chance: random.Random, library: Path, deeds: list[list[str]]) -> None:
    """Do something to a library that a reader may do."""
    names = papers("list", "--ids", "--limit", "0", "--library", library)[1].split()
    pair = chance.sample(names, 2)
    marks = ["--tag", chance.choice(WORDS), "--note", chance.choice(WORDS), "--star"]
    deed = {"--not": ["dedupe", "--not", *pair], "--fold": ["dedupe", "--fold", *pair]}
    what = chance.choice(deeds)
    papers(
        *deed.get(what[-1], ["mark", pair[0], *marks] if what == ["mark"] else what),
        "--library",
        library,
    )


def libraries(
    papers: Run, tmp_path: Path, chance: random.Random, deeds: list[list[str]]
) -> tuple[Path, Path]:
    """Make two libraries of partly the same papers, from partly the same dumps."""
    pool = [random_record(chance) for _ in range(25)]
    shared = [write(tmp_path / f"{n}.jsonl", chance.sample(pool, 6)) for n in range(3)]
    both = tmp_path / "here", tmp_path / "there"
    for library in both:
        own = write(tmp_path / f"{library.name}.jsonl", chance.sample(pool, 6))
        for dump in chance.sample([*shared, own], 4):
            papers("ingest", dump, "--library", library)
        for _ in range(3):
            act(papers, chance, library, deeds)
    return both


def exchange_until_nothing_changes(papers: Run, tmp_path: Path, here: Path, there: Path) -> str:
    """Take two libraries into each other; after three times nothing changes. Return the output."""
    ways = [(here, there), (there, here)]
    said = [exchange(papers, tmp_path, *way) for _ in range(3) for way in ways]
    before = [(library / "papers.jsonl").read_bytes() for library in (here, there)]
    for how in ("backup", "export", "copy"):
        for way in ways:
            said.append(exchange(papers, tmp_path, *way, how))
            assert re.search(r"\b0 new, \d+ seen before; 0 skipped", said[-1]), said[-1]
    assert [(library / "papers.jsonl").read_bytes() for library in (here, there)] == before
    for library in (here, there):
        assert papers("doctor", "--library", library)[0] == 0
    return "".join(said)


@pytest.mark.parametrize("seed", range(12))
def test_two_libraries_that_take_in_each_other_end_up_the_same(
    papers: Run, tmp_path: Path, seed: int
) -> None:
    deeds = [["dedupe", "--apply"], ["--not"], ["mark"]]
    here, there = libraries(papers, tmp_path, random.Random(seed), deeds)
    said = exchange_until_nothing_changes(papers, tmp_path, here, there)
    if "was decided otherwise here" not in said:
        assert_the_same(papers, here, there)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_a_reader_did_a_library_is_taken_in_once(
    papers: Run, tmp_path: Path, seed: int
) -> None:
    deeds = [
        ["dedupe", "--apply"],
        ["--not"],
        ["--fold"],
        ["--fold"],
        ["mark"],
        ["undo"],
        ["compact", "--apply", "--keep", "0"],
    ]
    here, there = libraries(papers, tmp_path, random.Random(seed), deeds)
    exchange_until_nothing_changes(papers, tmp_path, here, there)


@pytest.mark.parametrize("titles", [("Introduction", "Introduction"), COLLIDING])
@pytest.mark.parametrize("how", ["backup", "export", "copy"])
def test_pairs_stay_with_their_papers_where_ids_differ(
    papers: Run, tmp_path: Path, titles: tuple[str, str], how: str
) -> None:
    records: list[Fields] = [
        {"title": titles[0], "abstract": "To the first part of the book."},
        {"title": titles[1], "abstract": "To the second part of the book."},
        {"title": "Sheaves on Graphs", "abstract": "They are put on graphs."},
        {"title": "Meshes", "abstract": "They are put on surfaces."},
    ]
    dumps = [write(tmp_path / f"{number}.jsonl", [record]) for number, record in enumerate(records)]
    here, there = tmp_path / "here", tmp_path / "there"
    for library, order in ((here, dumps), (there, dumps[::-1])):
        for dump in order:
            papers("ingest", dump, "--library", library)
    by_text = {paper["abstract"]: paper["id"] for paper in listed(papers, "--library", there)}
    one, other, third, _ = (by_text[record["abstract"]] for record in records)
    assert {
        paper["id"]
        for paper in listed(papers, "--library", here)
        if paper["abstract"] == records[0]["abstract"]
    } != {one}
    papers("dedupe", "--not", one, third, "--library", there)
    papers("mark", other, "--tag", "second", "--library", there)
    assert " 0 new, " in exchange(papers, tmp_path, there, here, how)
    assert_the_same(papers, here, there, pairs=how != "export")  # which holds papers only
    (tagged,) = listed(papers, "tag:second", "--library", here)
    assert tagged["abstract"] == records[1]["abstract"]


def test_links_are_kept_whichever_paper_comes_first_in_the_backup(
    papers: Run, tmp_path: Path
) -> None:
    source = [{"file": "a.txt", "digest": "0123456789abcdef", "line": 1, "format": "listing"}]
    texts = ("To the first part of the book.", "To the second part of the book.")
    ids = ("d3db5338", "d3db53380001")
    lines: list[Fields] = [
        {
            "id": ids[n],
            "title": "Introduction",
            "abstract": texts[n],
            "added": "2026-03-14T09:26:53.589Z",
            "sources": source,
            "versions": [ids[1 - n], "0" * 8],
        }
        for n in range(2)
    ]
    papers(
        "ingest", write(tmp_path / "mine.jsonl", [{"title": "Introduction", "abstract": texts[1]}])
    )
    code, out, err = papers("ingest", write(tmp_path / "theirs.jsonl", lines))
    assert (code, out) == (0, "2 records read: 1 new, 0 seen before, 1 updated; 0 skipped\n")
    why = "a paper is missing, or was decided otherwise here"
    assert err == f"papers: theirs.jsonl: 2 links between papers ignored: {why}\n"
    found = {paper["id"]: paper for paper in listed(papers)}
    assert [[other] for other in found] == [found[other]["versions"] for other in reversed(found)]


def test_a_pair_kept_apart_here_is_not_linked_or_merged_by_a_backup(
    papers: Run, tmp_path: Path
) -> None:
    records: list[Fields] = [
        {"title": "Sheaf Laplacians for Graphs That Are Not Alike", "abstract": ABSTRACT},
        {"title": "Sheaf Laplacians for Graphs That Are Not Aliek", "abstract": ABSTRACT},
    ]
    dump = write(tmp_path / "a.jsonl", records)
    here, there = tmp_path / "here", tmp_path / "there"
    for library in (here, there):
        papers("ingest", dump, "--library", library)
    ids = [paper["id"] for paper in listed(papers, "--library", here)]
    papers("dedupe", "--not", *ids, "--library", here)
    papers("dedupe", "--apply", "--library", there)
    exchange(papers, tmp_path, there, here)
    assert len(listed(papers, "--library", here)) == 2
    papers("undo", "--library", here)
    papers("undo", "--library", here)
    exchange(papers, tmp_path, there, here)
    assert_the_same(papers, here, there)
    assert len(listed(papers, "--library", here)) == 1


@pytest.mark.parametrize("note", ["one line", "two\nlines", "a\n\nb"])
def test_a_note_comes_back_as_it_was(papers: Run, tmp_path: Path, note: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    source = {"file": "a.txt", "digest": "0123456789abcdef", "line": 1, "format": "listing"}
    paper = {
        "id": "d3db5338",
        "title": "Introduction",
        "added": "2026-03-14T09:26:53.589Z",
        "note": note,
        "sources": [source],
    }
    papers("ingest", write(tmp_path / "a.jsonl", [paper]), "--library", here)
    for how in ("backup", "export", "copy"):
        exchange(papers, tmp_path, here, there, how)
        assert [each["note"] for each in listed(papers, "--library", there)] == [note]


def test_notes_of_two_libraries_are_joined_once(papers: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for library, note in ((here, "mine"), (there, "theirs")):
        papers("ingest", write(tmp_path / "a.jsonl", [{"title": "Sheaves"}]), "--library", library)
        papers("mark", "sheaves", "--note", note, "--library", library)
    for _ in range(3):
        exchange(papers, tmp_path, here, there)
        exchange(papers, tmp_path, there, here)
    for library in (here, there):
        assert [paper["note"] for paper in listed(papers, "--library", library)] == ["mine\ntheirs"]


def test_exports_that_were_put_together_are_taken_in_as_each_would_be(
    papers: Run, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    texts = ("To the first part of the book.", "To the second part of the book.")
    for library, text in ((here, texts[0]), (there, texts[1])):
        records: list[Fields] = [{"title": "Introduction", "abstract": text}, {"title": "Sheaves"}]
        papers("ingest", write(tmp_path / f"{library.name}.jsonl", records), "--library", library)
    exports = [
        papers("export", "--format", "jsonl", "--library", each)[1] for each in (here, there)
    ]
    dump = tmp_path / "both.jsonl"
    dump.write_text("".join((*exports, *exports)), encoding="utf-8")
    for expected in ("3 new", "0 new"):
        assert expected in papers("ingest", dump)[1]
    assert {paper["abstract"] for paper in listed(papers)} == {None, *texts}
