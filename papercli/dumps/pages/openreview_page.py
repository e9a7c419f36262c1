"""Pages copied from OpenReview: lists of a venue's papers, and the page of one paper without its reviews."""

import io
import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.openreview_venue import published_at
from papercli.dumps.pages.anchored import Anchored, cut
from papercli.dumps.pages.evidence import evidence
from papercli.dumps.pages.lines import Line, lines_of, report
from papercli.dumps.pages.names import read_people
from papercli.patterns import late

_DAY = rf"\d{{1,2}}\s{ENGLISH_MONTH}\s\d{{4}}"
# "Published: 26 Jan 2026, Last Modified: 02 Mar 2026ICLR 2026 OralReaders: Everyone…", and as it was before.
_ANCHOR = late(
    rf"(?:(?:published|submitted(?:\son)?):\s(?P<date>{_DAY})(?:,?\s(?:last\s)?modified:\s{_DAY})?|(?P<old>{_DAY})\s\(modified:\s{_DAY}\))[,\s•·]{{0,5}}"
    r"(?P<venue>.{0,200}?)[,\s•·]{0,5}(?:(?:readers|everyone|cc\sby\b|show\sbibtex|revisions|license)\b.{0,120})?$",
    re.IGNORECASE,
)
_READERS = late(r"(?:readers:|readers\s|everyone).*$", re.IGNORECASE)
_LABEL = late(
    r"(keywords|tl;?dr|one-sentence\ssummary|abstract|primary\sarea|supplementary\smaterial|submission\snumber|code(?:\sof\sethics|\sand\sdata)?|venue|pdf|paperhash|ethics\s.{0,30}|"
    r"anonymous\surl|no\sacknowledgement\ssection|resubmission|student\spaper|data|license|previous\s.{0,30}|subject\sareas?|track|area|type|archival\sstatus|submission\stype|reviewed\sversion.{0,20}|authors?|"
    r"confirmation|serve\sas\sreviewer|community\simplementations|competing\sinterests|assigned\saction\seditor)\s?:\s?(.*)",
    re.IGNORECASE,
)
_BUTTONS = late(
    r"(?:download\spdf|open\swebpage|show\s(?:bibtex|details|all|more).{0,40}|hide\sdetails|show\sless|bibtex|revisions|\[?pdf\]?|\d+\srepl(?:y|ies)|blind\ssubmission|go\sto\s.{2,60}|back\sto\s.{2,80}|toggle\s.{0,40}|"
    r"accept\s?\(?.{0,30}\)?|reject|(?:oral|poster|spotlight)s?|withdrawn(?:\ssubmissions?)?|desk\sreject.{0,30}|all\ssubmissions|submitted|recent\sactivity|your\sconsoles|login|search\s.{0,40}|sort:?.{0,40}|filter.{0,80}|"
    r"add:.{0,60}|edit.{0,40}|view\s.{0,30}|\d+\s(?:of|/)\s\d+|[«‹›»<>\d\s…]+|venue\shomepage.{0,60}|openreview(?:\.net)?|.{2,80}\s(?:conference\s)?submissions|notification|in-depth\sreviews|please\s.{2,100}|about\s.{0,30}|hosting\sa\svenue|all\svenues|sponsors|"
    r"frequently\sasked\squestions|contact|feedback|terms\s(?:of\suse|of\sservice)|privacy\spolicy|openreview\sis\sa\s.{2,200}|©.{0,80}|discussion.{0,40}|reply\stype:?.{0,40}|author:?|visible\sto:?.{0,40}|hidden\sfrom:?.{0,40})",
    re.IGNORECASE,
)
_REVIEW = late(
    r"(?:(?:official|public|ethics)\s(?:review|comment)|(?:meta|area\schair|final)[\s-]?(?:review|decision)|(?:paper\s)?decision|rebuttal|author\sresponse|review(?:er)?\b|response\s(?:to|by)\b|general\sresponse|comment\s(?:by|•|·)|replying\sto|"
    r"thanks?\s(?:you\s)?for|acknowledgement\s(?:by|of)).{0,200}",
    re.IGNORECASE,
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` was copied from OpenReview."""
    if "odified:" not in head:
        return 0.0
    return evidence(read(io.StringIO(head)), lambda each: bool(each.date))


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each paper; reviews and what belongs to none is reported."""
    lines = list(lines_of(dump))
    anchors = [at for at, line in enumerate(lines) if _ANCHOR.fullmatch(line.text)]
    above, papers = cut(lines, anchors, _is_button, has_names=True)
    yield from report([line for line in above if not _is_button(line.text)])
    for each in papers:
        yield from _read(each)


def _is_button(text: str) -> bool:
    return _BUTTONS.fullmatch(text) is not None


def _read(each: Anchored) -> Iterator[Record | Skipped]:
    found = _ANCHOR.fullmatch(each.anchor.text)
    if found is None or not each.title or not each.names:
        yield Skipped(each.line, "no title" if not each.title else "no authors")
        return
    fields: dict[str, list[str]] = {}
    label = ""
    loose: list[Line] = []
    reviews: list[int] = []
    for line in each.body:
        if reviews:
            if _REVIEW.fullmatch(line.text):
                reviews.append(line.number)
        elif labelled := _LABEL.fullmatch(line.text):
            label = labelled[1].lower().replace(";", "")
            fields.setdefault(label, []).append(labelled[2])
        elif (label != "abstract" or line.after_blank) and _REVIEW.fullmatch(line.text):
            reviews.append(line.number)
        elif _is_button(line.text):
            label = "" if label != "abstract" else label
        elif label and (label == "abstract" or not line.after_blank):
            fields[label].append(line.text)
        else:
            loose.append(line)
    text = {name: " ".join(parts).strip() for name, parts in fields.items()}
    abstract = next(
        (text[name] for name in ("abstract", "tldr", "one-sentence summary") if text.get(name)),
        None,
    )
    yield read_fields(
        {
            "title": each.title_text,
            "authors": read_people(" ".join(line.text for line in each.names)),
            "date": found["date"] or found["old"],
            "venue": published_at(
                _READERS.sub("", found["venue"]).strip(" ,•·") or text.get("venue")
            ),
            "keywords": text.get("keywords") or None,
            "abstract": abstract,
        },
        each.line,
    )
    yield from report(loose)
    for number in reviews:
        yield Skipped(number, "a review, a comment or a decision, not a paper")


FORMAT = DumpFormat(
    "openreview-page",
    "pages copied from OpenReview: papers of a venue, the page of one",
    sniff,
    read,
)
