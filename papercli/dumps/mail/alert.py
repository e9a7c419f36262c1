"""Alerts of Google Scholar and Semantic Scholar as plain text, and copied pages of Google Scholar's results.

Each paper is a title, its authors, venue and date, and a sentence.
"""

import io
import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.mail.scholar import read_byline, unwrapped, without_mark
from papercli.dumps.mail.scholar_results import cited_by, is_below_result
from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.pages.anchored import Anchored, cut
from papercli.dumps.pages.evidence import evidence, is_result_page
from papercli.dumps.pages.lines import Line, lines_of, report
from papercli.dumps.pages.names import read_people
from papercli.dumps.references.place import strip_place
from papercli.patterns import late

_DATE = rf"(?:\d{{1,2}}\s)?{ENGLISH_MONTH}(?:\s\d{{1,2}},?)?,?\s(?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d-\d\d)?"
_PLACE = late(
    rf"(?:(?P<venue>[^·•|]{{2,160}}?)\s{{0,2}}[·•|]\s{{0,2}})?(?P<date>{_DATE})(?:\s{{0,2}}[·•|].{{0,80}})?",
    re.IGNORECASE,
)
_BUTTONS = late(
    r"(?:view\s(?:paper|pdf|article|on\s.{2,40})|save(?:\sto\s(?:library|.{2,30}))?|(?:not\s)?(?:relevant|interested).{0,30}|read\s(?:more|paper|the\spaper|online)|see\s(?:more|all).{0,60}|full\stext|pdf|cite|alert|share.{0,30}|twitter|facebook|linkedin|"
    r"show\s(?:more|less)|more\slike\sthis|\d+\scitations?|library|add\sto\s.{2,30}|speichern|save|google\sscholar|semantic\sscholar|-{1,9})?",
    re.IGNORECASE,
)
_FRAME = late(
    r"new\s(?:papers?|articles?|citations?|results?)\b.{0,100}|based\son\s.{2,120}|recommended\s(?:papers|articles)\b.{0,80}|(?:your\s)?research\sfeed\b.{0,60}|scholar\salert.{0,120}|this\s(?:message|alert)\s.{2,200}|the\sfollowing\s.{2,120}"
    r"|(?:cancel|list|create|manage|edit|delete|unsubscribe)\s.{0,80}alerts?\b.{0,60}|.{0,60}\bscholar\.google\.|(?:google|semantic)\sscholar|(?:hi|hello|dear)\b.{0,40}|.{0,80}\b(?:papers?|articles?)\s(?:for\syou|that\scite).{0,80}|(?:from|to|cc|sent|subject|date|reply-to|von|an|betreff|gesendet):\s.*"
    r"|-{2,}\s?forwarded\smessage\s?-{2,}|begin\sforwarded\smessage:|.{0,60}(?:allen\sinstitute|ai2|semanticscholar\.org).{0,120}|\[.{2,60}\]|https?://\S+|<https?://[^>]+>|fwd?:.{0,100}",
    re.IGNORECASE,
)
_BETWEEN = late(r"[·•|]")
_LONGEST = 300  # characters of a line around papers
_LINK = late(r"<?(https?://[^\s<>]{1,600})>?")
# What INSPIRE says below the date.
_LABELLED = late(
    r"(?P<label>published in|e-print|doi|report number|contribution to|view in|\d{1,4} pages):?\s{0,3}(?P<text>.{0,300})",
    re.IGNORECASE,
)
_LABEL = late(r"(?:tl;?dr|abstract|summary)\s?[:.]\s?", re.IGNORECASE)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is such an alert, and no page of results, which says more between its parts."""
    if is_result_page(head):
        return 0.0
    return evidence(read(io.StringIO(head)), lambda each: bool(each.authors and each.year))


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each paper of a mail."""
    lines = list(lines_of(dump))
    of_google = [at for at, line in enumerate(lines) if at and read_byline(line.text)]
    if of_google:
        above, papers = cut(lines, of_google, _is_frame, has_names=False)
    else:
        places = [
            at
            for at, line in enumerate(lines)
            if at > 1 and not line.after_blank and _PLACE.fullmatch(line.text)
        ]
        above, papers = cut(lines, places, _is_frame, has_names=True)
    yield from report([line for line in above if not _is_frame(line.text)])
    for each in papers:
        yield from _read(each)


def _is_frame(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    parts = _BETWEEN.split(text)
    return (
        all(map(_BUTTONS.fullmatch, map(str.strip, parts)))
        or _FRAME.fullmatch(text) is not None
        or is_below_result(text)
    )


def _read(each: Anchored) -> Iterator[Record | Skipped]:
    fields: dict[str, object] | None = read_byline(each.anchor.text)
    if fields is None:
        place = _PLACE.fullmatch(each.anchor.text)
        if place is None or not each.names:
            yield Skipped(each.line, "text that belongs to no paper")
            return
        venue = place["venue"]
        fields = {
            "authors": read_people(" ".join(line.text for line in each.names)),
            "venue": None if venue and venue.lower().startswith("arxiv") else venue,
            "date": place["date"],
        }
    labelled = {
        found["label"].lower(): found["text"]
        for line in each.body
        if (found := _LABELLED.fullmatch(line.text))
    }
    journal = (
        strip_place(labelled["published in"].partition(", ")[0])
        if "published in" in labelled
        else None
    )
    said, url, loose = _body([line for line in each.body if not _LABELLED.fullmatch(line.text)])
    title = _LINK.sub("", without_mark(each.title_text)).strip()
    link = _LINK.search(each.title_text)
    address = unwrapped(link[1]) if link else url
    cited = next((count for line in each.body if (count := cited_by(line.text))), None)
    yield read_fields(
        {
            **fields,
            "title": title,
            "abstract": said or None,
            "url": address,
            "citations": cited,
            "doi": labelled.get("doi"),
            "arxiv": f"arXiv:{eprint.split()[0]}" if (eprint := labelled.get("e-print")) else None,
            **({"venue": journal.rest, **journal.found} if journal else {}),
        },
        each.line,
    )
    yield from report(loose)


def _body(lines: list[Line]) -> tuple[str, str | None, list[Line]]:
    """Return the sentence that a mail has of a paper, its link, and what is neither."""
    said: list[str] = []
    loose: list[Line] = []
    url: str | None = None
    is_over = False
    for line in lines:
        if link := _LINK.fullmatch(line.text):
            url = url or unwrapped(link[1])
            is_over = bool(said)
        elif _is_frame(line.text) or (said and line.after_blank):
            is_over = True
            if not _is_frame(line.text):
                loose.append(line)
        elif is_over:
            loose.append(line)
        else:
            said.append(_LABEL.sub("", line.text, count=1) if not said else line.text)
    return " ".join(said), url, loose


FORMAT = DumpFormat(
    "alert",
    "alerts of Google Scholar and Semantic Scholar as text, and Google Scholar's results",
    sniff,
    read,
)
