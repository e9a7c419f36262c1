"""Precision and recall of dedupe on sets of records with known truth, and which clues occur in them.

python tests/bench/dedupe.py SET…, where each SET is a folder that holds `records.jsonl` and one of
`clusters.tsv` (cluster, ids), `pairs.tsv` (id, id, 0 or 1) and `labels.tsv` (id, 1 for a record
with a duplicate). Two records are matched when ingest or dedupe put them into one paper.
"""

import csv
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


def measured(folder: Path, groups: list[set[str]]) -> tuple[float, float]:
    """Return precision and recall: of pairs, or of records where only these are labelled."""
    if (folder / "labels.tsv").exists():
        truth: set[Any] = {key for key, label in rows_of(folder / "labels.tsv") if label == "1"}
        found: set[Any] = {key for group in groups if len(group) > 1 for key in group}
    elif (folder / "clusters.tsv").exists():
        truth = {*pairs_in(ids.split(",") for _, ids in rows_of(folder / "clusters.tsv"))}
        found = {*pairs_in(groups)}
    else:
        labelled = {frozenset(row[:2]): row[2] == "1" for row in rows_of(folder / "pairs.tsv")}
        truth = {pair for pair, is_match in labelled.items() if is_match}
        found = pairs_in(groups) & labelled.keys()
    right = len(truth & found)
    return right / max(1, len(found)), right / max(1, len(truth))


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
            precision, recall = measured(folder, list(groups_of(library)))
            seen += clues_in(library.papers_at(library.index.all(library.index.everything())))
        sys.stdout.write(f"{folder.name:24} {precision:.3f} {recall:.3f}\n")
    for clue in Clue:
        sys.stdout.write(f"{seen[clue]:8,} {clue.name}\n")


if __name__ == "__main__":
    main()
