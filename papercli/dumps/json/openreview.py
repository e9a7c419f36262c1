"""OpenReview: notes of either version of its API.

What is no submission (a review, a decision) is skipped.
"""

from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import OPENREVIEW
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.openreview_venue import published_at, year_of
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_text

_MILLISECONDS_A_DAY = 86_400_000


def sniff(head: str) -> float:
    """Say how sure it is that `head` is OpenReview JSON."""
    keys = keys_in(head)
    if "content" not in keys or not {"forum", "notes"} & keys:
        return 0.0
    return (
        0.96
        if len(
            {
                "forum",
                "invitation",
                "invitations",
                "signatures",
                "cdate",
                "tcdate",
                "readers",
                "replyto",
            }
            & keys
        )
        > 1
        else 0.3
    )


def to_record(note: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a note describes; version 2 wraps each field in `{"value": …}`."""
    content = note.get("content")
    if not isinstance(content, dict):
        return Skipped(line, "no content")
    replies_to = note.get("replyto")
    if replies_to and replies_to != note.get("id"):
        return Skipped(line, "a reply, not a submission")
    fields = {
        name: value.get("value") if isinstance(value, dict) else value
        for name, value in content.items()
    }
    identifier = note.get("forum") or note.get("id")
    date = _date(note.get("pdate") or note.get("odate") or note.get("cdate") or note.get("tcdate"))
    venue = published_at(fields.get("venue"))
    # Most are submitted in the year before that of their conference.
    year = None if note.get("pdate") else year_of(venue)
    record = read_fields(
        {
            "title": fields.get("title"),
            "abstract": fields.get("abstract") or fields.get("TL;DR") or fields.get("TLDR"),
            "authors": fields.get("authors"),
            "date": date if year is None or (date or "").startswith(year) else year,
            "venue": venue,
            "keywords": fields.get("keywords"),
            "arxiv": next(
                (
                    url
                    for url in (fields.get("html"), fields.get("pdf"), fields.get("ee"))
                    if isinstance(url, str) and "arxiv" in url
                ),
                None,
            ),
            "url": f"https://openreview.net/forum?id={identifier}"
            if read_text(identifier)
            else None,
            "key": note.get("id") or identifier,
        },
        line,
    )
    return with_unkept(record, fields.items(), OPENREVIEW)


def _date(milliseconds: object) -> str | None:
    """Return the day of a time since 1970, in ISO 8601 (Hinnant, "chrono-compatible low-level date algorithms")."""
    if (
        not isinstance(milliseconds, int | float)
        or isinstance(milliseconds, bool)
        or not 0 < milliseconds < 4.1e12
    ):
        return None
    from datetime import date

    return date.fromordinal(
        date(1970, 1, 1).toordinal() + int(milliseconds // _MILLISECONDS_A_DAY)
    ).isoformat()


read = read_with(to_record)

FORMAT = DumpFormat("openreview", "OpenReview JSON: notes from its API", sniff, read)
