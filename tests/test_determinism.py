"""What is shown depends on the papers alone.

Not on the process, and not on the order in which they came.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run

from papercli.changes.deciding import verdict_lines
from papercli.dedupe.clusters import find_duplicates
from papercli.model import Paper, Source

_WORDS = "amber birch cedar delta ember fjord glade heath inlet jetty knoll larch marsh ochre pines quarry ridge slate tundra umber".split()
_PEOPLE = (
    "Ada Lovelace,Grace Hopper,Emmy Noether,Alan Turing,Mary Somerville,Sofia Kovalevskaya".split(
        ","
    )
)
_VENUES = (
    "Proceedings of the Third Conference on Woods",
    "Journal of Trees",
    "J. Trees",
    "arXiv",
    "Procedings of the 3rd Conf. on Woods",
    None,
)


def alike(seed: int, works: int = 40) -> list[Paper]:
    """Return works, each in several records that differ in what dumps differ in.

    Some bear one title.
    """
    chance = random.Random(seed)
    papers = []
    for work in range(works):
        title = (
            "Editorial"
            if work % 8 == 7
            else f"On {' '.join(chance.sample(_WORDS, chance.choice((2, 3, 6))))}"
        )
        abstract = " ".join(chance.choices(_WORDS, k=40))
        people = tuple(chance.sample(_PEOPLE, 2))
        for _ in range(chance.choice((1, 2, 3, 6))):
            spelt = title.replace("a", "aa", 1) if chance.random() < 0.2 else title
            papers.append(
                Paper(
                    id="",
                    title=spelt
                    if chance.random() < 0.8
                    else f"{spelt}: a study of {chance.choice(_WORDS)}",
                    abstract=abstract if chance.random() < 0.6 else None,
                    authors=people if chance.random() < 0.7 else people[:1],
                    year=2000 + chance.randrange(3) if chance.random() < 0.8 else None,
                    venue=chance.choice(_VENUES),
                    pages=f"{chance.randrange(3) + 10}-19" if chance.random() < 0.5 else None,
                )
            )
    return [
        replace(paper, id=f"{at:08x}", sources=(Source("a", "0" * 16, at + 1, "jsonl"),))
        for at, paper in enumerate(papers)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_store_changes_nothing(seed: int) -> None:
    papers = alike(seed)
    expected = find_duplicates(papers)
    lines = verdict_lines(expected)
    assert {cluster.verdict for cluster in expected} == {"duplicate", "version", "possible"}
    for order in range(4):
        random.Random(order).shuffle(papers)
        found = find_duplicates(papers)
        assert found == expected
        assert verdict_lines(found) == lines


@pytest.mark.parametrize("seed", range(4))
def test_it_does_not_matter_which_namesake_came_first(seed: int) -> None:
    chance = random.Random(seed)
    papers = [
        replace(paper, title="On amber birches and cedars", issue=str(at))
        for at, paper in enumerate(alike(seed, works=30))
    ]

    def groups(order: list[Paper]) -> set[tuple[str, frozenset[int]]]:
        named = [
            replace(paper, id=f"01234567{f'{number:x}' if number else ''}")
            for number, paper in enumerate(order)
        ]
        clusters = find_duplicates(named)
        return {
            (c.verdict, frozenset(paper.sources[0].line for paper in c.papers)) for c in clusters
        } | {(f"{c.verdict} kept", frozenset({c.keep.sources[0].line})) for c in clusters}

    expected = groups(papers)
    for _ in range(3):
        chance.shuffle(papers)
        assert groups(papers) == expected


def run(*arguments: str | Path, seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "papercli", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return f"{done.stdout}\n{done.stderr}"


def test_two_orders_of_one_dump_and_two_processes_give_one_answer(
    papers: Run, tmp_path: Path
) -> None:
    lines = [
        json.dumps(
            {
                "id": paper.id,
                "title": f"{paper.title} {_WORDS[at % 2]}",
                "abstract": paper.abstract,
                "authors": paper.authors,
                "year": paper.year,
                "venue": paper.venue,
            }
        )
        for at, paper in enumerate(alike(9))
    ]
    first = tmp_path / "first"
    (tmp_path / "dump.jsonl").write_text("\n".join(lines))
    papers("ingest", "--library", first, "--keep-duplicates", tmp_path / "dump.jsonl")
    exported = papers("export", "--library", first, "--format", "jsonl")[1].splitlines()
    shown, applied = set(), set()
    for order, seed in enumerate(("0", "1", "2", "77")):
        random.Random(order).shuffle(exported)
        dump, library = tmp_path / f"{order}.jsonl", tmp_path / f"library{order}"
        dump.write_text("\n".join(exported))
        run("ingest", "--library", library, "--keep-duplicates", dump, seed=seed)
        shown.add(run("dedupe", "--library", library, "--json", seed=seed))
        run("dedupe", "--library", library, "--apply", seed=seed)
        applied.add(run("list", "--library", library, "--json", "--sort", "id", seed=seed))
    assert len(shown) == len(applied) == 1
    assert len(json.loads(shown.pop().partition("\n\n")[0])) > 20


_READING = [
    ("list", "--json"),
    ("list", "--sort", "title"),
    ("list", "tag:a", "--csv"),
    ("search", "equivariant", "--json"),
    ("search", "nueral difusion", "--json"),
    ("search", "E(3)-equivariant k-NN", "--explain"),
    ("search", "how do graph networks learn from meshes and molecules", "--json"),
    ("search", "mesh OR surface", "--ids"),
    ("related", "2212.08648", "--json"),
    ("show", "2212.08648"),
    ("show", "2212.08648", "1706.03762", "--json"),
    ("dedupe", "--json"),
    ("dedupe",),
    ("history", "--json"),
    ("schema",),
    ("formats",),
    ("compact",),
    *(
        ("export", "--format", name)
        for name in ("bibtex", "biblatex", "ris", "csl-json", "jsonl", "csv", "markdown", "html")
    ),
]


def test_no_answer_depends_on_the_process(fixture_library: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(fixture_library, library)
    script = (
        "import sys, json, contextlib, io\n"
        "from papercli.cli import run\n"
        "for arguments in json.loads(sys.argv[1]):\n"
        "    print('>>>', arguments, flush=True)\n"
        "    print('<<<', run(arguments), flush=True)\n"
    )
    answers = []
    for seed in ("0", "1", "4242"):
        for path in (library / "index").glob("*"):  # built anew by each process
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        command = [sys.executable, "-c", script, json.dumps(_READING)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        answers.append((done.stdout, done.stderr))
    assert answers[0][0].count("<<< 0") > len(_READING) - 3
    assert answers[0] == answers[1] == answers[2]
