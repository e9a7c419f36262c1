"""Hugging Face daily papers: answers of its API."""

from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import HUGGING_FACE
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text


def sniff(head: str) -> float:
    """Say how sure it is that `head` is the daily papers of Hugging Face."""
    keys = keys_in(head)
    if "title" not in keys or not {"paper", "upvotes", "ai_summary"} & keys:
        return 0.0
    marks = {
        "upvotes",
        "submittedBy",
        "submittedOnDailyBy",
        "numComments",
        "isAuthorParticipating",
        "ai_summary",
        "discussionId",
        "submittedOnDailyAt",
    }
    return 0.96 if len(marks & keys) > 1 else 0.0


def to_record(entry: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a paper of the day describes."""
    inner = entry.get("paper")
    paper: dict[str, Any] = inner if isinstance(inner, dict) else entry
    identifier = read_text(paper.get("id"))
    authors = paper.get("authors")
    record = read_fields(
        {
            "title": paper.get("title") or entry.get("title"),
            "abstract": paper.get("summary") or entry.get("summary"),
            "authors": [
                each
                for each in authors
                if not (isinstance(each, dict) and each.get("hidden") is True)
            ]
            if isinstance(authors, list)
            else None,
            "date": paper.get("publishedAt") or entry.get("publishedAt"),
            "arxiv": f"arXiv:{identifier}" if identifier else None,
            "url": f"https://huggingface.co/papers/{identifier}" if identifier else None,
            "keywords": paper.get("ai_keywords"),
            "key": identifier,
            "votes": entry.get("upvotes") if paper.get("upvotes") is None else paper["upvotes"],
        },
        line,
    )
    said = (*entry.items(), *(paper.items() if paper is not entry else ()))
    return with_unkept(record, said, HUGGING_FACE)


read = read_with(to_record)

FORMAT = DumpFormat("hf-daily", "Hugging Face daily papers, JSON from its API", sniff, read)
