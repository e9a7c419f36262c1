import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.cli.review import review_clusters
from papercli.duplicates import undecided_clusters
from papercli.library import Library

Write = Callable[[str, str], Path]
_PATIENCE = 20  # seconds to wait for a question

STEEL = "Tired bridges of steel and the gauges that watch them"
MISSPELT = STEEL.replace("bridges", "brigdes")
WOOD = "What bridges of wood can bear in winter"
RECORDS = [
    {"title": STEEL, "authors": ["Ada Lovelace", "Grace Hopper"], "year": 2009},
    {
        "title": MISSPELT,
        "authors": ["Ada Lovelace", "Grace Hopper"],
        "year": 2009,
        "venue": "Journal of Bridges",
        "abstract": "Gauges were glued to forty bridges of steel, and they saw the cracks before people did.",
    },
    {"title": "Bridges grow tired", "authors": ["Emmy Noether"], "year": 1999},
    {"title": WOOD, "authors": ["Lise Meitner"], "year": 2001},
]


@pytest.fixture
def bridges(papers: Run, dump: Write) -> Run:
    lines = "".join(json.dumps(each) + "\n" for each in RECORDS)
    assert papers("ingest", dump(lines, "bridges.jsonl"))[0] == 0
    return papers


def ids_of(papers: Run, *titles: str) -> list[str]:
    known = {paper["title"]: paper["id"] for paper in json.loads(papers("list", "--json")[1])}
    return [known[title] for title in titles]


def at_terminal(
    answers: str, tmp_path: Path, *arguments: str, interrupt: bool = False
) -> tuple[int, str]:
    """Run a command at a terminal, type, and perhaps press Ctrl-C at the next question.

    Return its exit code and what is seen.
    """
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "papercli", *arguments]
    environment = os.environ | {"PAPERS_LIBRARY": str(tmp_path / "library"), "TERM": "dumb"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = ""
        questions = 0
        for letter in answers:
            questions += 1
            seen = read_until(ours, seen, questions)
            os.write(ours, f"{letter}\n".encode())
        if interrupt:
            seen = read_until(ours, seen, questions + 1)
            process.send_signal(signal.SIGINT)
        seen = read_until(ours, seen, None)
        os.close(ours)
    return process.returncode, seen.replace("\r\n", "\n")


def read_until(terminal: int, seen: str, questions: int | None) -> str:
    while questions is None or seen.count("then Enter: ") < questions:
        assert select.select([terminal], [], [], _PATIENCE)[0], seen
        try:
            block = os.read(terminal, 65536)
        except OSError:  # the other end of a terminal is closed
            break
        if not block:
            break
        seen += block.decode()
    return seen


def test_two_papers_are_folded_by_name_whatever_dedupe_thinks_of_them(bridges: Run) -> None:
    keep, other = ids_of(bridges, STEEL, "Bridges grow tired")
    code, printed, _ = bridges("dedupe", "--fold", keep, "grow tired")
    assert (code, printed.splitlines()[-1]) == (0, "`papers undo` reverts this")
    paper = json.loads(bridges("show", other, "--json")[1])
    assert (paper["id"], paper["aliases"], len(paper["sources"])) == (keep, [other], 2)
    assert (
        json.loads(bridges("history", "--json")[1])[0]["summary"]
        == f"{other} merged into {keep} {STEEL}"
    )
    assert bridges("dedupe", "--fold", keep, other)[0] == 2
    bridges("undo")
    assert json.loads(bridges("show", other, "--json")[1])["title"] == "Bridges grow tired"


def test_the_title_that_is_spelt_right_is_kept_with_what_the_fuller_record_knows(
    bridges: Run,
) -> None:
    right, wrong = ids_of(bridges, STEEL, MISSPELT)
    assert bridges("dedupe", "--apply")[1].startswith("1 duplicate merged")
    paper = json.loads(bridges("show", wrong, "--json")[1])
    assert (paper["id"], paper["title"], paper["venue"]) == (right, STEEL, "Journal of Bridges")
    assert json.loads(bridges("history", "--json")[1])[0]["summary"].endswith(f": {right} {STEEL}")


def test_what_was_decided_of_a_folded_paper_holds_for_its_keeper(bridges: Run) -> None:
    right, wrong, old = ids_of(bridges, STEEL, MISSPELT, "Bridges grow tired")
    bridges("dedupe", "--not", right, wrong)
    bridges("dedupe", "--fold", right, old)
    assert json.loads(bridges("dedupe", "--json")[1]) == []


def test_the_hint_names_the_library_that_was_given(bridges: Run, tmp_path: Path) -> None:
    assert "`--apply` merges" in bridges("dedupe")[2]
    folder = tmp_path / "library"
    assert (
        f"`papers --library {folder} dedupe --apply` merges"
        in bridges("dedupe", "--library", folder)[2]
    )


@pytest.mark.usefixtures("bridges")
def test_a_question_mark_tells_the_keys(tmp_path: Path) -> None:
    code, seen = at_terminal("?s", tmp_path, "dedupe", "--review")
    assert code == 0
    assert "s  skip them for now\n" in seen
    assert seen.endswith("0 decisions saved\n")


def test_ctrl_c_ends_the_review_and_keeps_what_was_decided(
    bridges: Run, dump: Write, tmp_path: Path
) -> None:
    bridges(
        "ingest",
        dump(
            json.dumps({"title": f"{WOOD}s", "authors": ["Lise Meitner"], "year": 2001}) + "\n",
            "again.jsonl",
        ),
    )
    code, seen = at_terminal("f", tmp_path, "dedupe", "--review", interrupt=True)
    assert code == 130
    assert seen.endswith("then Enter: \npapers: interrupted; 1 decision saved\n")
    assert " merged" in json.loads(bridges("history", "--json")[1])[0]["summary"]


def test_a_paper_that_another_process_removes_during_a_review_is_skipped(
    bridges: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = Library(tmp_path / "library")
    clusters = undecided_clusters(library)
    gone = clusters[0].papers[0].id
    bridges("rm", gone)
    monkeypatch.setattr("sys.stdin", io.StringIO("m\n"))
    review_clusters(library, clusters, color=False, wait=1)
    out, err = capsys.readouterr()
    assert err == f"papers: paper {gone} has been removed or merged meanwhile; skipped\n"
    assert out.endswith("0 decisions saved\n")


@pytest.mark.usefixtures("bridges")
def test_the_end_of_the_input_ends_the_review(tmp_path: Path) -> None:
    code, seen = at_terminal("\x04", tmp_path, "dedupe", "--review")
    assert (code, seen.splitlines()[-1]) == (0, "0 decisions saved")


@pytest.mark.usefixtures("bridges")
def test_ctrl_c_in_the_pager_is_the_pagers(tmp_path: Path) -> None:
    pager = f"{sys.executable} -c 'import os,signal,sys; signal.signal(2, signal.SIG_IGN); sys.stdin.read(); os.kill(os.getppid(), 2); print(\"paged\")'"
    ours, theirs = pty.openpty()
    environment = os.environ | {
        "PAPERS_LIBRARY": str(tmp_path / "library"),
        "PAPERS_PAGER": pager,
        "LINES": "4",
    }
    command = [sys.executable, "-m", "papercli", "list"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = read_until(ours, "", None)
        os.close(ours)
    assert (process.returncode, "paged" in seen, "interrupted" in seen) == (0, True, False)


def test_papers_kept_apart_are_linked_no_more(papers: Run, dump: Callable[..., Path]) -> None:
    lines = [
        {"title": STEEL, "authors": ["A. Li"], "doi": f"10.1000/{number}"} for number in (1, 2)
    ]
    papers("ingest", dump("\n".join(map(json.dumps, lines)), "a.jsonl"))
    papers("dedupe", "--apply")
    one, other = papers("list", "--ids")[1].split()
    assert json.loads(papers("show", one, "--json")[1])["versions"] == [other]
    papers("dedupe", "--not", one, other)
    assert [json.loads(papers("show", each, "--json")[1])["versions"] for each in (one, other)] == [
        [],
        [],
    ]
    assert papers("dedupe", "--json")[1] == "[]\n"


def test_what_changes_the_library_is_json_too(bridges: Run) -> None:
    clusters = json.loads(bridges("dedupe", "--json")[1])
    done = [cluster for cluster in clusters if cluster["verdict"] != "possible"]
    assert done
    assert json.loads(bridges("dedupe", "--apply", "--json")[1]) == done
    bridges("undo")
    one, other = (paper["id"] for paper in done[0]["papers"][:2])
    assert {
        paper["id"] for paper in json.loads(bridges("dedupe", "--fold", one, other, "--json")[1])
    } == {one, other}
    bridges("undo")
    assert [
        paper["id"] for paper in json.loads(bridges("dedupe", "--not", one, other, "--json")[1])
    ] == [one, other]


def test_a_fold_keeps_the_names_that_are_written_out(papers: Run, dump: Write) -> None:
    records = [
        {
            "title": STEEL,
            "authors": ["Ada Lovelace", "Grace M. Hopper", "et al."],
            "year": 2009,
            "venue": "Steel",
            "abstract": "Of steel.",
        },
        {
            "title": f"{STEEL}.",
            "authors": ["A. Lovelace", "G. Hopper", "E. Noether"],
            "year": 2009,
            "venue": "Steel",
            "volume": "3",
        },
    ]
    papers("ingest", "--keep-duplicates", dump("\n".join(map(json.dumps, records)), "a.jsonl"))
    papers("dedupe", "--apply")
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["authors"], paper["more_authors"]) == (
        ["Ada Lovelace", "Grace M. Hopper", "E. Noether"],
        False,
    )


@pytest.mark.parametrize(
    "dumps",
    [
        ["listing", "labelled", "json", "jsonl"],
        ["bibtex", "ris"],
        ["csl-json", "crossref", "openalex"],
        ["jsonl", "markdown", "html"],
    ],
    ids=" ".join,
)
def test_ingest_counts_the_groups_that_dedupe_then_shows(papers: Run, dumps: list[str]) -> None:
    for dump in dumps:
        _, _, err = papers("ingest", FIXTURES / dump)
        counted = re.search(r"^papers: (\d+) groups? may be", err, re.MULTILINE)
        shown = json.loads(papers("dedupe", "--last", "--json")[1])
        assert len(shown) == (int(counted[1]) if counted else 0), dump


@pytest.mark.parametrize(
    ("answer", "said"), [("m", "merged"), ("d", "marked as different"), ("v", "linked as versions")]
)
def test_what_is_decided_in_a_review_is_done_and_not_asked_again(
    bridges: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    said: str,
) -> None:
    library = Library(tmp_path / "library")
    [cluster, *_] = undecided_clusters(library)
    ids = {paper.id for paper in cluster.papers}
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    review_clusters(library, [cluster], color=False, wait=1)
    assert json.loads(bridges("history", "--json")[1])[0]["summary"].endswith(f" {said}")
    after = {paper["id"]: paper for paper in json.loads(bridges("list", "--json")[1])}
    kept = cluster.papers[0].id
    if answer == "m":
        assert ids & after.keys() == {kept}
        assert set(after[kept]["aliases"]) == ids - {kept}
    else:
        assert ids <= after.keys()
        versions = {each: set(after[each]["versions"]) for each in ids}
        assert versions == {each: ids - {each} if answer == "v" else set() for each in ids}
    still = [
        {paper.id for paper in each.papers} for each in undecided_clusters(Library(library.folder))
    ]
    assert ids not in still
    assert bridges("undo")[0] == 0
    assert ids in [
        {paper.id for paper in each.papers} for each in undecided_clusters(Library(library.folder))
    ]


def test_papers_that_are_apart_already_make_no_change(bridges: Run) -> None:
    left, right, *_ = bridges("list", "--ids")[1].split()
    assert bridges("dedupe", "--not", left, right)[0] == 0
    before = bridges("history", "--json")[1]
    assert bridges("dedupe", "--not", right, left)[1].startswith("different papers:\n")
    assert bridges("history", "--json")[1] == before


def test_two_papers_and_no_third(bridges: Run) -> None:
    one, two, three, *_ = bridges("list", "--ids")[1].split()
    for option in ("--not", "--merge"):
        code, out, err = bridges("dedupe", option, one, two, three)
        assert (code, out) == (2, "")
        assert err == f"papers: {option} takes two papers, and no query\n"


@pytest.mark.parametrize(
    ("many", "few", "counted"),
    [(1000, 0, ["1 group"]), (1, 1000, ["some of the new papers"]), (1, 0, [])],
)
def test_ingest_counts_groups_where_that_takes_no_time(
    filled: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    many: int,
    few: int,
    counted: list[str],
) -> None:
    monkeypatch.setattr("papercli.duplicates.MANY", many)
    monkeypatch.setattr("papercli.duplicates._FEW", few)
    known = json.loads(filled("show", "c25019e0", "--json")[1])
    misspelt = {"title": known["title"].replace("Connection", "Conection")}
    dump = tmp_path / "dump.jsonl"
    dump.write_text(json.dumps(misspelt | {"abstract": known["abstract"]}) + "\n")
    err = filled("ingest", dump)[2]
    assert re.findall(r"^papers: (.*) may be duplicates", err) == counted


def test_ingest_counts_the_groups_of_papers_that_it_only_updated(
    papers: Run, tmp_path: Path
) -> None:
    title, abstract = "Wave fields over moss and lichen in cold valleys", "Waves over moss. " * 9
    records = [{"title": title, "abstract": abstract}, {"title": f"{title} (poster)"}]
    first, more = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text("\n".join(map(json.dumps, records)))
    papers("ingest", first)
    more.write_text(json.dumps(records[0] | {"year": 2020}))
    _, out, err = papers("ingest", more)
    assert "0 new" in out
    counted = re.search(r"^papers: (\d+) groups? may be", err, re.MULTILINE)
    shown = json.loads(papers("dedupe", "--last", "--json")[1])
    assert len(shown) == (int(counted[1]) if counted else 0) == 1


def test_a_second_apply_has_nothing_to_do_and_makes_no_change(filled: Run) -> None:
    assert filled("dedupe", "--apply")[1].startswith("1 duplicate merged, 1 version linked; ")
    before = filled("history", "--json")[1]
    assert filled("dedupe", "--apply") == (0, "nothing to merge or link\n", "")
    assert filled("history", "--json")[1] == before
