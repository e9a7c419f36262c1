"""From what the library returns to what `--json` prints, as `views/answer_types.py` declares it."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from papercli.model import Paper, dated

if TYPE_CHECKING:
    from papercli.dedupe.clusters import Cluster
    from papercli.ingest.report import Remarks, Report
    from papercli.maintenance.check import Finding
    from papercli.maintenance.compact import Plan
    from papercli.search.hits import Hit
    from papercli.store.lines import Batch
    from papercli.views.answer_types import (
        ChangeAnswer,
        ClusterAnswer,
        CompactAnswer,
        DoctorAnswer,
        IngestAnswer,
        RemarkAnswer,
    )

PaperAnswer = dict[str, Any]  # a Paper, with the parts of every author's name


def complete(paper: Paper) -> Paper:
    """Return a paper with the parts of every author's name, and the year to be shown."""
    paper = dated(paper)
    if not paper.authors:
        return paper
    from papercli.names import names_of  # its patterns take 5 ms, which a table need not wait for

    return replace(paper, names=names_of(paper.authors, paper.names))


def paper_answer(paper: Paper) -> PaperAnswer:
    """Return a paper as `--json` shows it."""
    return complete(paper).to_json()


def hit_answer(hit: "Hit") -> dict[str, Any]:
    """Return what search says of a paper besides what it is."""
    said = {"score": hit.score, "match": hit.match, "snippet": hit.snippet}
    return said if hit.explanation is None else said | {"explain": hit.explanation}


def cluster_answer(cluster: "Cluster") -> "ClusterAnswer":
    """Return papers that go together, with their pairs."""
    return {
        "verdict": cluster.verdict,
        "keep": cluster.keep.id,
        "papers": [paper_answer(paper) for paper in cluster.papers],  # type: ignore[misc]
        "pairs": [
            {
                "left": pair.left.id,
                "right": pair.right.id,
                "score": round(pair.comparison.score, 4),
                "reasons": list(pair.comparison.reasons),
            }
            for pair in cluster.pairs
        ],
    }


def ingest_answer(report: "Report") -> "IngestAnswer":
    """Return what an ingest did."""
    return {
        "files": [
            {
                "file": file.file,
                "format": file.format,
                "read": file.read,
                "new": file.new,
                "seen": file.seen,
                "updated": file.updated,
                "removed": file.removed,
                "skipped": _remarks_answer(file.skipped),
                "incomplete": _remarks_answer(file.incomplete),
                "not_kept": [
                    {"field": name, "papers": each.papers} for name, each in file.unkept.items()
                ],
            }
            for file in report.files
        ],
        "read": report.total("read"),
        "new": report.total("new"),
        "seen": report.total("seen"),
        "updated": report.total("updated"),
        "removed": report.total("removed"),
        "skipped": report.total("skipped"),
        "incomplete": report.total("incomplete"),
        "ignored": report.ignored,
        "errors": [str(error) for error in report.errors],
    }


def _remarks_answer(remarks: "Remarks") -> "list[RemarkAnswer]":
    return [{"line": line, "reason": reason} for line, reason in remarks.first]


def change_answer(batch: "Batch", papers: int, *, undone: bool) -> "ChangeAnswer":
    """Return a change, which touched that many papers."""
    return {
        "number": batch.number,
        "time": batch.time,
        "command": batch.command,
        "summary": batch.summary,
        "papers": papers,
        "undoes": batch.undoes,
        "redoes": batch.redoes,
        "undone": undone,
    }


def doctor_answer(findings: Sequence["Finding"], seconds: float) -> "DoctorAnswer":
    """Return what all checks found."""
    return {
        "ok": all(finding.ok for finding in findings),
        "seconds": round(seconds, 3),
        "findings": [{"check": each.check, "ok": each.ok, "what": each.what} for each in findings],
    }


def compact_answer(plan: "Plan", *, applied: bool) -> "CompactAnswer":
    """Return what a compaction discarded, or would discard."""
    return {**asdict(plan), "applied": applied}  # type: ignore[typeddict-item]  # a Plan's fields
