"""Semantic Scholar.

Answers of its Academic Graph and Recommendations APIs, and lines of its bulk data.
"""

from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import SEMANTIC_SCHOLAR
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.unkept import with_unkept


def sniff(head: str) -> float:
    """Say how sure it is that `head` is Semantic Scholar JSON."""
    keys = {key.lower() for key in keys_in(head)}
    if "title" not in keys or not {"paperid", "corpusid"} & keys:
        return 0.0
    marks = {
        "externalids",
        "citationcount",
        "s2fieldsofstudy",
        "publicationvenue",
        "openaccesspdf",
        "fieldsofstudy",
        "referencecount",
        "authorid",
    }
    return 0.95 if marks & keys or "semanticscholar.org/" in head else 0.5


def to_record(paper: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a paper, or the paper in a citation or a reference, describes."""
    inner = next(
        (
            paper[name]
            for name in ("citingPaper", "citedPaper", "paper")
            if isinstance(paper.get(name), dict)
        ),
        paper,
    )
    ids = {
        str(name).lower(): text
        for name, text in _dict(inner.get("externalIds") or inner.get("externalids")).items()
    }
    journal = _dict(inner.get("journal"))
    types = inner.get("publicationTypes") or inner.get("publicationtypes")
    pdf = _dict(inner.get("openAccessPdf")).get("url")
    arxiv = ids.get("arxiv")
    record = read_fields(
        {
            "title": inner.get("title"),
            "abstract": inner.get("abstract") or None,
            "authors": inner.get("authors"),
            "year": inner.get("year"),
            "date": inner.get("publicationDate") or inner.get("publicationdate"),
            "type": types[0] if isinstance(types, list) and types else None,
            "venue": journal.get("name") or inner.get("venue") or inner.get("publicationVenue"),
            "volume": journal.get("volume"),
            "pages": journal.get("pages"),
            "doi": ids.get("doi"),
            "arxiv": f"arXiv:{arxiv}" if isinstance(arxiv, str) else None,
            "url": inner.get("url") or pdf,
            "keywords": inner.get("fieldsOfStudy"),
            "key": inner.get("paperId") or inner.get("corpusid") or inner.get("corpusId"),
            "citations": inner.get("citationCount", inner.get("citationcount")),
            "references": inner.get("references"),
            "ids": {
                "s2": inner.get("paperId"),
                "corpusid": inner.get("corpusid") or inner.get("corpusId"),
                **ids,
            },
        },
        line,
    )
    return with_unkept(record, inner.items(), SEMANTIC_SCHOLAR)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


read = read_with(to_record)

FORMAT = DumpFormat(
    "semanticscholar", "Semantic Scholar JSON: papers from its API or its bulk data", sniff, read
)
