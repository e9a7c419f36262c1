import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, Run

from papercli.cli.groups import COMMANDS, GROUPS

PAPER_KEYS = (
    "id title abstract authors names more_authors year year_from date type venue volume issue pages arxiv doi url keywords tags status starred note added aliases versions title_tex sources "
    "citations citations_at votes votes_at references ids edited files completed"
).split()


def test_papers_have_exactly_the_keys_of_the_contract(filled: Run) -> None:
    for paper in json.loads(filled("list", "--json")[1]):
        assert list(paper) == PAPER_KEYS
        assert list(paper["sources"][0]) == ["file", "digest", "line", "format", "key"]
    assert list(json.loads(filled("show", "2212.08648", "--json")[1])) == PAPER_KEYS
    assert list(json.loads(filled("search", "sheaf", "--json")[1])[0]) == [
        *PAPER_KEYS,
        "score",
        "match",
        "snippet",
    ]
    cluster = json.loads(filled("dedupe", "--json")[1])[0]
    assert list(cluster) == ["verdict", "keep", "papers", "pairs"]
    assert list(cluster["papers"][0]) == PAPER_KEYS
    assert list(cluster["pairs"][0]) == ["left", "right", "score", "reasons"]
    change = json.loads(filled("history", "--json")[1])[0]
    assert list(change) == [
        "number",
        "time",
        "command",
        "summary",
        "papers",
        "undoes",
        "redoes",
        "undone",
    ]


def test_list_shows_the_newest_first_and_each_dump_in_its_order(filled: Run) -> None:
    papers = json.loads(filled("list", "--json")[1])
    places = [(paper["added"], paper["sources"][0]["line"]) for paper in papers]
    assert places == sorted(places, key=lambda place: (place[0], -place[1]), reverse=True)
    assert filled("list", "--ids", "--limit", "7")[1] == "".join(
        f"{paper['id']}\n" for paper in papers[:7]
    )
    assert filled("list", "--ids", "--limit", "7", "--offset", "5")[1] == "".join(
        f"{paper['id']}\n" for paper in papers[5:12]
    )


@pytest.mark.parametrize("key", ["title", "year", "id"])
def test_list_sorts(filled: Run, key: str) -> None:
    values = [paper[key] for paper in json.loads(filled("list", "--json", "--sort", key)[1])]
    known = [str(value).lower() for value in values if value is not None]
    if key != "title":
        assert known == sorted(known)
    assert values[len(known) :] == [None] * (len(values) - len(known))
    backwards = [
        paper[key] for paper in json.loads(filled("list", "--json", "--sort", key, "--reverse")[1])
    ]
    assert [value for value in backwards if value is not None] == [
        value for value in values if value is not None
    ][::-1]


def test_outputs_for_programs(filled: Run) -> None:
    papers = json.loads(filled("list", "--json")[1])
    assert [json.loads(line) for line in filled("list", "--jsonl")[1].splitlines()] == papers
    assert filled("list", "--ids")[1].split() == [paper["id"] for paper in papers]
    lines = filled("list")[1].splitlines()
    assert [line.split("\t")[2] for line in lines] == [paper["title"] for paper in papers]
    rows = list(
        csv.DictReader(io.StringIO(filled("list", "--csv", "--fields", "title,authors")[1]))
    )
    assert [row["title"] for row in rows] == [paper["title"] for paper in papers]
    assert json.loads(filled("list", "--json", "--fields", "id,title")[1])[0].keys() == {
        "id",
        "title",
    }


def test_an_unknown_field_is_answered_with_those_there_are(filled: Run) -> None:
    code, out, err = filled("list", "--fields", "id,colour")
    assert (code, out) == (2, "")
    assert err == f"papers: unknown field 'colour'; use one of: {', '.join(PAPER_KEYS)}\n"


def test_two_outputs_do_not_go_together(filled: Run) -> None:
    assert filled("list", "--csv", "--ids") == (
        2,
        "",
        "papers: --csv and --ids cannot be combined\n",
    )


def test_formulas_do_not_reach_a_spreadsheet(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "x.jsonl"
    dump.write_text(
        json.dumps({"title": '=cmd|"/c calc"!A0', "abstract": "-1+2"}), encoding="utf-8"
    )
    papers("ingest", dump)
    row = list(csv.reader(io.StringIO(papers("list", "--csv", "--fields", "title,abstract")[1])))[1]
    assert row == ['\'=cmd|"/c calc"!A0', "'-1+2"]


def test_show_finds_a_paper_by_any_of_its_names(filled: Run) -> None:
    paper = json.loads(filled("show", "bert pre-training", "--json")[1])
    for name in (
        paper["id"],
        paper["id"][:5],
        paper["id"].upper(),
        paper["arxiv"],
        f"https://arxiv.org/abs/{paper['arxiv']}v2",
        paper["doi"],
        f"https://doi.org/{paper['doi'].upper()}",
        paper["title"],
        "BERT pretraining deep bidirectional transformers language understanding",
    ):
        assert json.loads(filled("show", name, "--json")[1]) == paper, name
    assert json.loads(filled("show", "bert", "deep", "bidirectional", "--json")[1]) == paper


def test_show_of_several_is_an_array(filled: Run) -> None:
    ids = filled("list", "--ids", "--limit", "2")[1].split()
    assert [paper["id"] for paper in json.loads(filled("show", *ids, "--json")[1])] == ids


def test_unknown_id_is_one_line_and_exit_4(filled: Run) -> None:
    assert filled("show", "zzzz") == (
        4,
        "",
        "papers: no paper matches 'zzzz'; `papers search zzzz` looks into the texts\n",
    )
    code, out, err = filled("show", "nothing like any title at all")
    assert (code, out) == (4, "")
    assert err.startswith("papers: no paper matches 'nothing like any title at all'")


def test_an_ambiguous_name_is_answered_with_candidates(filled: Run) -> None:
    code, out, err = filled("show", "sheaf neural networks with")
    assert code == 0
    code, out, err = filled("show", "sheaf")
    assert (code, out) == (4, "")
    assert err.startswith("papers: 'sheaf' matches several papers:\n")
    assert err.count("\n") == 4


def test_undo_and_redo_walk_through_every_change(filled: Run) -> None:
    states = [filled("list", "--json")[1]]
    ids = filled("list", "--ids")[1].split()
    for change in (
        ["rm", ids[0]],
        ["dedupe", "--apply"],
        ["rm", ids[5], ids[6]],
        ["ingest", FIXTURES / "hostile" / "escapes.txt"],
    ):
        assert filled(*change)[0] == 0
        states.append(filled("list", "--json")[1])
    assert len(set(states)) == 5
    for state in states[-2::-1]:
        assert filled("undo")[0] == 0
        assert filled("list", "--json")[1] == state
    for state in states[1:]:
        assert filled("redo")[0] == 0
        assert filled("list", "--json")[1] == state
    assert filled("redo") == (2, "", "papers: nothing to redo\n")
    for _ in range(5):
        assert filled("undo")[0] == 0
    assert filled("list", "--json")[1] == "[]\n"
    assert filled("undo") == (2, "", "papers: nothing to undo\n")


def test_a_change_after_undo_leaves_nothing_to_redo(filled: Run) -> None:
    ids = filled("list", "--ids")[1].split()
    filled("rm", ids[0])
    filled("undo")
    filled("rm", ids[1])
    assert filled("redo")[0] == 2


def test_history_tells_what_was_done(filled: Run) -> None:
    filled("rm", filled("list", "--ids")[1].split()[0])
    filled("undo")
    changes = json.loads(filled("history", "--json")[1])
    assert [(c["number"], c["command"], c["undone"]) for c in changes] == [
        (3, "undo", False),
        (2, "rm", True),
        (1, "ingest", False),
    ]
    assert changes[0]["undoes"] == 2
    filled("rm", filled("list", "--ids")[1].split()[0])
    assert [
        change["number"]
        for change in json.loads(filled("history", "--json")[1])
        if change["undone"]
    ] == [2]


def test_dedupe_previews_and_changes_nothing(filled: Run, tmp_path: Path) -> None:
    before = (tmp_path / "library" / "papers.jsonl").read_bytes()
    clusters = json.loads(filled("dedupe", "--json")[1])
    assert (tmp_path / "library" / "papers.jsonl").read_bytes() == before
    titles = {
        cluster["verdict"]: sorted(paper["title"] for paper in cluster["papers"])
        for cluster in clusters
    }
    assert titles["duplicate"] == [
        "SE(3)-Transformers: 3D Roto-Translation Equivariant Attention Networks",
        "SE(3)-Transformers: 3D Roto-Translation Equivariant Attention Netwroks",
    ]
    assert titles["version"][0].startswith("Adaptive Subgradient Methods")


def test_apply_folds_duplicates_and_links_versions(filled: Run) -> None:
    duplicate, version = json.loads(filled("dedupe", "--json")[1])[:2]
    assert filled("dedupe", "--apply")[:2] == (
        0,
        "1 duplicate merged, 1 version linked; `papers undo` reverts this\n",
    )
    keep, folded = (paper["id"] for paper in duplicate["papers"])
    paper = json.loads(filled("show", folded, "--json")[1])
    assert paper["id"] == keep
    assert paper["aliases"] == [folded]
    assert len(paper["sources"]) == sum(len(each["sources"]) for each in duplicate["papers"])
    left, right = (
        json.loads(filled("show", each["id"], "--json")[1]) for each in version["papers"]
    )
    assert (left["versions"], right["versions"]) == ([right["id"]], [left["id"]])
    assert not [c for c in json.loads(filled("dedupe", "--json")[1]) if c["verdict"] != "possible"]
    assert filled("ingest", FIXTURES / "listing" / "trending-02.txt")[1].startswith(
        "14 records read: 0 new"
    )


def test_split_takes_a_fold_apart(filled: Run) -> None:
    before = {paper["id"]: paper for paper in json.loads(filled("list", "--json")[1])}
    duplicate = json.loads(filled("dedupe", "--json")[1])[0]
    keep, folded = (paper["id"] for paper in duplicate["papers"])
    filled("dedupe", "--apply")
    filled("rm", next(each for each in before if each not in {keep, folded}))
    assert filled("split", folded[:6])[0] == 0
    for each in (keep, folded):
        assert json.loads(filled("show", each, "--json")[1]) == before[each]
    assert "duplicate" not in {
        cluster["verdict"] for cluster in json.loads(filled("dedupe", "--json")[1])
    }
    assert filled("split", keep)[0] == 4


def test_not_keeps_two_apart_for_good(filled: Run) -> None:
    duplicate = json.loads(filled("dedupe", "--json")[1])[0]
    ids = [paper["id"] for paper in duplicate["papers"]]
    assert filled("dedupe", "--not", *ids)[0] == 0
    assert "duplicate" not in {
        cluster["verdict"] for cluster in json.loads(filled("dedupe", "--json")[1])
    }
    filled("undo")
    assert json.loads(filled("dedupe", "--json")[1])[0] == duplicate


def test_dedupe_of_the_real_dumps(papers: Run, real_dumps: list[Path], tmp_path: Path) -> None:
    papers("ingest", *real_dumps)
    clusters = json.loads(papers("dedupe", "--json")[1])
    assert not [cluster for cluster in clusters if cluster["verdict"] == "duplicate"]
    pairs = [frozenset(paper["title"] for paper in cluster["papers"]) for cluster in clusters]
    assert (
        frozenset(
            {
                "DeepMesh: Differentiable Iso-Surface Extraction",
                "MeshSDF: Differentiable Iso-Surface Extraction",
            }
        )
        in pairs
    )
    assert frozenset({
        "Correctness of Automatic Differentiation via Diffeologies and Categorical Gluing",
        "Higher Order Automatic Differentiation of Higher Order Functions",
    }) in pairs  # fmt: skip
    library = tmp_path / "repeats"
    papers("ingest", "--library", library, "--keep-duplicates", *real_dumps)
    groups = [
        c
        for c in json.loads(papers("dedupe", "--library", library, "--json")[1])
        if c["verdict"] == "duplicate"
    ]
    assert len(groups) == 40
    assert sum(len(group["papers"]) - 1 for group in groups) == 44


def test_dedupe_can_be_narrowed(filled: Run) -> None:
    assert {c["verdict"] for c in json.loads(filled("dedupe", "subgradient", "--json")[1])} == {
        "version"
    }
    filled("ingest", FIXTURES / "hostile" / "escapes.txt")
    assert json.loads(filled("dedupe", "--last", "--json")[1]) == []
    assert json.loads(filled("dedupe", "--since", "2200", "--json")[1]) == []
    assert len(json.loads(filled("dedupe", "--since", "7d", "--json")[1])) == 2


def test_the_library_may_be_named_before_the_command(papers: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert papers("--library", other, "ingest", FIXTURES / "json")[0] == 0
    assert papers(f"--library={other}", "list", "--count")[1] == "4\n"
    assert papers("list", "--count")[1] == "0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bogus"], "unknown command 'bogus'; did you mean `papers search bogus`?"),
        (["serch"], "unknown command 'serch'; did you mean `papers search`?"),
        (
            ["file.pdf"],
            "'file.pdf' is not a command; papers reads text dumps, not PDF files (see papers --help)",
        ),
        (["dump.txt"], "'dump.txt' is not a command; to read it: `papers ingest dump.txt`"),
        (["list", "--bogus"], "no such option: --bogus"),
        (["list", "--limit", "x"], "invalid value for '--limit' / '-n': 'x' is not a whole number"),
        (["show"], "name at least one paper, e.g. `papers show 3f9c`"),
        (["mark", "--star"], "name at least one paper, or give a --query"),
        (["split"], "name at least one paper, e.g. `papers split 3f9c`"),
        (["ingest"], "nothing to ingest; name a file or folder, or - for standard input"),
        (["backup"], "no file to write to; for example `papers backup papers-backup.jsonl.gz`"),
        (
            ["dedupe", "--apply", "--review"],
            "--apply, --review, --not and --merge cannot be combined",
        ),
        (["list", "--ids", "--fields", "title"], "--ids and --fields cannot be combined"),
        (["list", "--color", "blue"], "--color must be auto, always or never, not 'blue'"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exit_2(
    papers: Run, arguments: list[str], message: str
) -> None:
    code, out, err = papers(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"papers: {message}")
    assert err.count("\n") == 1


def test_help_and_version(papers: Run) -> None:
    code, out, _ = papers()
    assert code == 0
    assert "papers ingest FILE…" in out
    for name in ("ingest", "list", "search", "show", "dedupe", "undo"):
        assert name in out
        assert papers(name, "--help")[0] == 0
    assert papers("--version") == (0, "papers 0.1.0\n", "")


def test_the_shell_completes_commands(fixture_library: Path) -> None:
    asked = {"_PAPERS_COMPLETE": "complete_bash", "COMP_WORDS": "papers s", "COMP_CWORD": "1"}
    assert papers_process("", library=fixture_library, env=asked).stdout.split() == [
        "search",
        "show",
        "stats",
        "save",
        "saved",
        "split",
        "schema",
    ]
    assert "--install-completion" in papers_process("--help", library=fixture_library).stdout


def papers_process(
    *arguments: str, library: Path, shell: str = "", **options: object
) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m papercli {' '.join(arguments)} {shell}"
    environment = os.environ | {"PAPERS_LIBRARY": str(library)} | dict(options.pop("env", {}))  # type: ignore[call-overload]
    run: Any = partial(subprocess.run, capture_output=True, text=True, check=False)
    done: subprocess.CompletedProcess[str] = run(
        ["bash", "-c", command], env=environment, **options
    )
    return done


@pytest.mark.parametrize("shell", ["| head -1", "> /dev/full", "<&-", ">&-", "2>&-", "| true"])
def test_a_broken_stream_gives_no_traceback(fixture_library: Path, shell: str) -> None:
    for arguments in (
        ["list"],
        ["list", "--json"],
        ["search", "equivariant"],
        ["show", "2212.08648"],
        ["dedupe"],
    ):
        done = papers_process(*arguments, library=fixture_library, shell=shell)
        assert "Traceback" not in done.stderr, arguments
        assert done.returncode in {0, 5}


def test_a_command_that_cannot_print_says_whether_its_change_is_made(
    fixture_library: Path, tmp_path: Path
) -> None:
    library = shutil.copytree(fixture_library, tmp_path / "copy")
    done = papers_process("rm", "2212.08648", library=library, shell="> /dev/full")  # noqa: S604  the tests' own
    assert (done.returncode, done.stderr) == (
        5,
        "papers: cannot write output (no space left on device); the change was saved\n",
    )
    done = papers_process("list", library=library, shell="> /dev/full")  # noqa: S604  the same
    assert (done.returncode, done.stderr) == (
        5,
        "papers: cannot write output (no space left on device)\n",
    )


def test_a_poor_locale_gives_no_traceback(fixture_library: Path) -> None:
    for environment in (
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        done = papers_process("search", "Pade", "--json", library=fixture_library, env=environment)
        assert (done.returncode, json.loads(done.stdout)[0]["title"][:4]) == (0, "Padé")
        assert (
            papers_process(
                "search", "Pade", "--color", "always", library=fixture_library, env=environment
            ).returncode
            == 0
        )


def test_both_names_of_the_program_are_the_same(fixture_library: Path) -> None:
    folder = Path(sys.executable).parent
    for name in ("papers", "papercli"):
        if not (folder / name).exists():
            pytest.skip(f"{name} is not installed beside {sys.executable}")
        done = subprocess.run(
            [folder / name, "list", "--count", "--library", fixture_library],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "65\n"


UNSAID = (
    "so many",
    "passed over",
    " is told",
    "is no field",
    "occurs nowhere",
    " fold ",
    "folded",
    "let go of",
    "parted by",
    "one a line",
    "an object a line",
)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_plain_and_fits_a_terminal(papers: Run, name: str) -> None:
    code, out, err = papers(*([name] if name else []), "--help")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert [each for each in UNSAID if each in out] == []
    assert "x>=0" not in out


def test_help_lists_every_command_by_its_purpose(papers: Run) -> None:
    out = papers("--help")[1]
    assert [
        line.split()[0]
        for line in out.splitlines()
        if line.startswith("  ") and line.split()[0] in COMMANDS and "  " in line.strip()
    ] == [*COMMANDS]
    assert re.findall(r"^(\S.*):$", out, re.MULTILINE) == [*GROUPS, "Options"]


def test_former_names_of_options_work_and_are_not_shown(filled: Run) -> None:
    out = filled("dedupe", "--help")[1]
    assert ("--fold" in out, "--merge" in out) == (False, True)
    left, right = json.loads(filled("list", "--json", "--limit", "2")[1])
    assert filled("dedupe", "--fold", left["id"], right["id"])[1].startswith("merged:\n")


def test_an_id_that_begins_another_is_split_by_its_whole_name(filled: Run) -> None:
    groups = json.loads(filled("dedupe", "--json")[1])
    long, short = sorted(
        (
            paper["id"]
            for paper in next(each for each in groups if each["verdict"] == "version")["papers"]
        ),
        key=len,
        reverse=True,
    )
    assert long.startswith(short)
    filled("dedupe", "--merge", short, long)
    kept, merged = (
        (long, short)
        if filled("show", long, "--fields", "id")[1].startswith(long)
        else (short, long)
    )
    assert filled("split", merged)[:2] == (
        0,
        f"{merged} is a separate paper again; dedupe will not suggest merging it with {kept}\n",
    )
    assert filled("split", "zzzz")[0] == 4


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("undo", "--wait", "soon"), "is not a number"),
        (("list", "--limit", "few"), "is not a whole number; --limit 0 shows all"),
    ],
)
def test_what_is_no_number_is_said_to_be_none(
    papers: Run, option: tuple[str, ...], said: str
) -> None:
    code, out, err = papers(*option)
    assert (code, out) == (2, "")
    assert err.endswith(f"{said}\n")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_narrow_terminal(
    papers: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = papers(*command.split(), "--help")[1].splitlines()
    # The query language and the verdicts of dedupe, in two columns.
    tables = re.compile(r" {2,}\S.* {2,}\S| {12,}\S")
    assert not [line for line in lines if len(line) > 40 and not tables.match(line)]


def test_a_number_names_no_paper_but_the_one_whose_title_it_is(
    papers: Run, dump: Callable[[str, str], Path]
) -> None:
    papers("ingest", dump('{"title": "Tides, Part 1"}\n{"title": "1984"}\n', "a.jsonl"))
    for command in (["show"], ["related"], ["rm"], ["mark", "--star"]):
        for name in ("1", "2", "#1", "1,2", "1706.03762"):
            code, out, err = papers(*command, name)
            more = "; an id needs at least 4 characters" if len(name) < 4 else ""
            assert (code, out, err) == (4, "", f"papers: no paper has the id '{name}'{more}\n")
    assert papers("split", "1") == (4, "", "papers: no merged paper '1'\n")
    assert papers("show", "1984", "--fields", "title")[:2] == (0, "1984\n")
