"""Precision and recall of dedupe on sets of records with known truth, and which clues occur in them.

python tests/bench/dedupe.py SET…, where each SET is a folder that holds `records.jsonl` and one of
`clusters.tsv` (cluster, ids), `pairs.tsv` (id, id, 0 or 1) and `labels.tsv` (id, 1 for a record
with a duplicate). Two records are matched when ingest or dedupe put them into one paper.
"""

import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from papercli.cli import run
from papercli.dedupe.blocking import find_candidates
from papercli.dedupe.evidence import Clue
from papercli.dedupe.findings import gather
from papercli.dedupe.profile import Profile
from papercli.duplicates import undecided_clusters
from papercli.library import Library
from papercli.model import Paper

Pair = frozenset[str]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def pairs_in(groups: Iterable[Iterable[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def groups_of(library: Library) -> Iterator[set[str]]:
    """Yield the keys of the records that are one work."""
    papers = library.papers_at(library.index.all(library.index.everything()))
    keys = {paper.id: {source.key or "" for source in paper.sources} for paper in papers}
    for cluster in undecided_clusters(library):
        if cluster.verdict == "duplicate":
            yield set().union(*(keys.pop(paper.id, set()) for paper in cluster.papers))
    yield from keys.values()


def works_of(folder: Path) -> list[set[str]]:
    """Return the records of each work that has more than one, if all are labelled."""
    path = folder / "clusters.tsv"
    return [set(ids.split(",")) for _, ids in rows_of(path)] if path.exists() else []


def rates(folder: Path, groups: list[set[str]]) -> tuple[float, float]:
    """Return precision and recall: of pairs, or of records where only these are labelled."""
    truth: set[Any] = pairs_in(works_of(folder))
    found: set[Any] = pairs_in(groups)
    if (folder / "labels.tsv").exists():
        truth = {key for key, label in rows_of(folder / "labels.tsv") if label == "1"}
        found = {key for group in groups if len(group) > 1 for key in group}
    elif (folder / "pairs.tsv").exists():
        labelled = {frozenset(row[:2]): row[2] == "1" for row in rows_of(folder / "pairs.tsv")}
        truth = {pair for pair, is_match in labelled.items() if is_match}
        if len(truth) < len(labelled):
            found &= labelled.keys()
        else:  # two lists without repeats: what is found in one of them is not labelled
            lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
            list_of = {each["id"]: each.get("source") for each in map(json.loads, lines)}
            found = {pair for pair in found if len({list_of[key] for key in pair}) > 1}
    right = len(truth & found)
    return right / max(1, len(found)), right / max(1, len(truth))


def removals(works: list[set[str]], groups: list[set[str]]) -> tuple[int, int, int]:
    """Return how many records repeat others, how many of these go, and how many go that repeat none.

    Of a group one record stays. A group that holds records of several works loses all but one of them.
    """
    work_of = {key: number for number, work in enumerate(works) for key in work}
    rightly = wrongly = 0
    for group in groups:
        held = {work_of.get(key, key) for key in group}
        rightly += len(group) - len(held)
        wrongly += len(held) - 1
    return sum(len(work) - 1 for work in works), rightly, wrongly


def clues_in(papers: list[Paper]) -> Counter[Clue]:
    """Count the clues in the pairs that dedupe compares."""
    profiles = [Profile(paper) for paper in papers]
    return Counter(
        each.clue
        for left, right in find_candidates(papers)
        for each in gather(profiles[left], profiles[right], common=False, frequency=None)
    )


def main() -> None:
    seen: Counter[Clue] = Counter()
    for folder in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as place:
            run(["ingest", str(folder / "records.jsonl"), "--library", place])
            library = Library(Path(place))
            groups = list(groups_of(library))
            seen += clues_in(library.papers_at(library.index.all(library.index.everything())))
        precision, recall = rates(folder, groups)
        line = f"{folder.name:24} precision {precision:.3f} recall {recall:.3f}"
        if works := works_of(folder):
            repeated, rightly, wrongly = removals(works, groups)
            line += f"; {repeated} to remove, sensitivity {rightly / repeated:.3f}, {wrongly} removed wrongly"
        sys.stdout.write(f"{line}\n")
    for clue in Clue:
        sys.stdout.write(f"{seen[clue]:8,} {clue.name}\n")


if __name__ == "__main__":
    main()
