"""Measure search on a test collection: nDCG@10, MAP and recall@100.

usage: python tests/bench/retrieval.py COLLECTION…

A collection is a folder with docs.jsonl ({"id", "title", "abstract", …}), queries.jsonl ({"id",
"text"}) and qrels.tsv (query, paper, relevance, with a header). It is read into a library of its
own, and searched in this process, as `papers search` does.
"""

import json
import math
import statistics
import sys
import tempfile
import time
from pathlib import Path

from papercli.cli import run
from papercli.library import Library
from papercli.search.find import find_papers

_LIMIT = 100


def measure(folder: Path) -> None:
    """Print the figures of one collection."""
    judged: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, paper, relevance = line.split("\t")[:3]
        if int(relevance) > 0:
            judged.setdefault(query, {})[paper] = int(relevance)
    with tempfile.TemporaryDirectory() as temporary:
        run(["ingest", "--library", temporary, str(folder / "docs.jsonl")])
        library = Library(Path(temporary))
        rows, times = [], []
        for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            if str(query["id"]) not in judged:
                continue
            start = time.perf_counter()
            hits = find_papers(library, query["text"]).ranked(_LIMIT)
            times.append(1000 * (time.perf_counter() - start))
            keys = list(
                dict.fromkeys(source.key or "" for hit in hits for source in hit.paper.sources)
            )
            rows.append(score(keys, judged[str(query["id"])]))
        ndcg, average, recall = (statistics.fmean(column) for column in zip(*rows, strict=True))
        sys.stdout.write(
            f"{folder.name:14} nDCG@10 {ndcg:.4f}  MAP {average:.4f}  R@100 {recall:.4f}  {statistics.median(times):.1f} ms a query\n"
        )


def score(ranked: list[str], relevant: dict[str, int]) -> tuple[float, float, float]:
    """Return nDCG@10 with linear gain, average precision, and recall@100."""
    gain = sum(relevant.get(key, 0) / math.log2(at + 2) for at, key in enumerate(ranked[:10]))
    best = sum(
        value / math.log2(at + 2)
        for at, value in enumerate(sorted(relevant.values(), reverse=True)[:10])
    )
    found, precision = 0, 0.0
    for at, key in enumerate(ranked, 1):
        if key in relevant:
            found += 1
            precision += found / at
    return (
        gain / best,
        precision / len(relevant),
        sum(key in relevant for key in ranked[:100]) / len(relevant),
    )


if __name__ == "__main__":
    for each in sys.argv[1:]:
        measure(Path(each))
