"""Pairs of records that are labelled by hand: `duplicate`, `version` or `different`.

In `pairs/*.jsonl` a line with a work is followed by lines with what may stand beside it in a library: `[label, why, what
differs]`. What differs replaces fields of the work; null takes one away, and `abstract~` replaces parts of its abstract.
Each work stands in one library with one of its others, so that a pair is judged amid the records of other pairs.

`python -m tests.labelled_pairs` prints precision and recall, and the pairs that are judged wrongly.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import combinations
from pathlib import Path
from typing import Any

from papercli.cli import run

PAIRS = Path(__file__).parent / "pairs"
Record = dict[str, Any]
Pair = tuple[str, str, Record, Record]  # label, why, left, right


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, what it is, and what `papers` makes of it."""

    label: str  # "duplicate", "version" or "different"
    why: str  # what the pair shows
    verdict: str  # "duplicate" (merged by ingest or dedupe), "version", "possible" or "none"
    left: Record
    right: Record

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the label; two works may also be called possible."""
        if self.label == "different":
            return self.verdict in {"none", "possible"}
        return self.verdict == self.label


def other_of(work: Record, changes: Record) -> Record:
    """Return the record that differs from `work` by `changes`."""
    other = work | changes
    for old, new in other.pop("abstract~", ()):
        other["abstract"] = other["abstract"].replace(old, new)
    return {key: value for key, value in other.items() if value is not None}


def read_pairs(path: Path) -> list[list[Pair]]:
    """Return the pairs of each work in the file."""
    works: list[list[Pair]] = []
    work: Record = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match json.loads(line):
            case [label, why, changes]:
                works[-1].append((label, why, other_of(work, {}), other_of(work, changes)))
            case each:
                work = each
                works.append([])
    return works


def answer(library: str, *command: str) -> str:
    printed, warned = StringIO(), StringIO()
    with redirect_stdout(printed), redirect_stderr(warned):
        code = run([*command, "--library", library])
    assert code == 0, warned.getvalue()
    return printed.getvalue()


def verdicts(records: list[Record]) -> dict[frozenset[int], str]:
    """Put the records into one library; return what pairs of their places are said to be."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.jsonl"
        lines = (json.dumps(each | {"id": str(at)}) for at, each in enumerate(records))
        dump.write_text("\n".join(lines), encoding="utf-8")
        library = f"{folder}/library"
        answer(library, "ingest", str(dump))
        papers = json.loads(answer(library, "list", "--json", "--limit", "0"))
        clusters = json.loads(answer(library, "dedupe", "--json"))
    held = {paper["id"]: {int(each["key"]) for each in paper["sources"]} for paper in papers}
    found = {frozenset(pair): "duplicate" for at in held.values() for pair in combinations(at, 2)}
    for cluster in clusters:
        for one, two in combinations([held[paper["id"]] for paper in cluster["papers"]], 2):
            found |= {frozenset((a, b)): cluster["verdict"] for a in one for b in two}
    return found


def judge(path: Path) -> Iterator[Judged]:
    """Judge every pair of the file; a pair of records from two works is yielded if it is found."""
    works = read_pairs(path)
    for column in range(max(map(len, works))):
        pairs = [work[column] for work in works if column < len(work)]
        records = [record for *_, left, right in pairs for record in (left, right)]
        found = verdicts(records)
        for at, (label, why, left, right) in enumerate(pairs):
            verdict = found.pop(frozenset((2 * at, 2 * at + 1)), "none")
            yield Judged(label, why, verdict, left, right)
        for two, verdict in found.items():
            one, other = sorted(two)
            yield Judged("different", "two of the works", verdict, records[one], records[other])


def rates(judged: list[Judged], kind: str) -> tuple[float, float]:
    """Return the precision and recall of one verdict."""
    count = Counter((each.label, each.verdict) for each in judged)
    found = sum(number for (_, verdict), number in count.items() if verdict == kind)
    there = sum(number for (label, _), number in count.items() if label == kind)
    return count[kind, kind] / max(1, found), count[kind, kind] / max(1, there)


def report_on(path: Path) -> Iterator[str]:
    judged = list(judge(path))
    for each in judged:
        if not each.is_right:
            yield f"{each.label:9} {each.verdict:9} {each.why}: {each.left['title'][:60]}"
    for kind in ("duplicate", "version"):
        precision, recall = rates(judged, kind)
        yield f"{path.stem:10} {kind:10} precision {precision:.3f} recall {recall:.3f}"


def main() -> None:
    paths = sorted(map(Path, sys.argv[1:])) or sorted(PAIRS.glob("*.jsonl"))
    for path in paths:
        sys.stdout.writelines(f"{line}\n" for line in report_on(path))


if __name__ == "__main__":
    main()
