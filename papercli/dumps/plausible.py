"""Whether what was read from a dump looks like papers.

A format may claim a text that is something else. What it makes of it shows: titles that are labels,
markup, addresses or sentences.
"""

import re
from collections import Counter
from collections.abc import Iterator

from papercli.dumps.base import Record, Skipped
from papercli.dumps.furniture import is_numbered_heading
from papercli.dumps.listing.prose import FULL_STOP, SENTENCE_BREAK
from papercli.dumps.pages.names import are_people
from papercli.dumps.signs import keys_shown
from papercli.dumps.surveying import surveyed
from papercli.errors import UnknownFormatError
from papercli.patterns import late
from papercli.text import number_of

_LOOKED_AT = 1000  # records and skipped units at the start of a dump
# Share of records with a title that is none from which on a dump is refused. Of the 500 real dumps
# at hand the worst has .006.
_MOST = 1 / 3
# An entry of a numbered list of references.
_ENTRY = late(r"(?:^|\s)\[?\d{1,3}[.)\]]\s[A-Z][^\n]{2,80}?[\s(](?:19|20)\d\d\b")
_LONGEST_TITLE = 400  # characters; the longest of 100,000 arXiv titles has 245
_FLAWS = {
    name: re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for name, pattern in {
        "markup": r"""
            </[a-z] | <[!?] | <[a-z][\w:.-]{0,60}(?:\s[^<>]{0,300}=[^<>]{0,300})?/?>(?:.{0,300}</[a-z]|\s{0,9}<|\s{0,9}$)
            | <[a-z][\w:.-]{0,60}\s[^<>]{0,300}=[^<>]{0,300}>? | .{0,300}\]\((?:https?:|/|\#|\.) | \*\*[^*]{1,80}:\*\*
            | @\w{1,30}\s{0,3}[{(]\s{0,3}[\w:.+/-]{1,80}\s{0,3}, | [{\[]\s?["{\[]
            | \\(?:begin|end|section|item|documentclass|usepackage)\b
            | (?:\|[^|]{0,200}){2,20}\|$ | :[\w-]{1,40}:(?:\s|$) | \#\+\w{1,30}: | -{3} | ={3}
            | \#{1,6}\s\S | \*\*\S[^*]{1,300}\*\* | `[^`]{1,60}`\s | (?-i:TODO|DONE)\s
            """,
        "a label": r"""
            \W{0,5}(?:authors?|abstract|keywords?|subjects?|comments?|published|submitted|originally\ announced|categories|doi|urls?|links?|pdf(?:\ link)?
            |arxiv(?:\ (?:link|id))?|journal(?:-ref)?|year|date|from|to|cc|bcc|subject|reply-to|content-\w{1,30}|message-id|received|mime-version|tags?
            |source|venue|volume|issue|pages|is[sb]n|pmid|tl;dr|summary|title)\W{0,3}:\W{0,3}(?:\s|$)
            """,
        "an address": r"""
            (?:https?://|www\.)\S{1,300}$ | <?[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}>?$ | (?:[a-z]:\\|~?/|\.{1,2}/)\S{1,300}$
            """,
        "a line of a table": r"(?:[^,;\t]{1,40}[,;](?=\S)){4}",
        "code": r"""
            (?:import|from|def|class|function|var|const|let|public|private|return|static|void|int|package|using|namespace)\s[^\s,]{1,80}.{0,200}[;{(=:]$
            | \#include\b | .{0,200}[=(){}].{0,100}[;{}]$ | \w{1,40}(?:\[\])?;$ | \w{1,40}\s=\s(?:["'\[{(].{0,200}|none|null)$
            """,
        "an id with a title": r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d{1,2})?\s\S | [a-z-]{2,10}/\d{7}\s\S",
        "a number": r"[\W\d_]{1,300}$",
        "a citation": r"""
            [^\W\d_][^"“”\n]{2,120}[,:]\s["“][^"“”\n]{8,300}["”],?\s[^"“”\n]{0,80}\b(?:19|20)\d\d\)?\.?$
            """,
    }.items()
}


def flaw_of(title: str) -> str | None:
    """Say what a text rather is than a title, or None."""
    for name, pattern in _FLAWS.items():
        if pattern.match(title[:_LONGEST_TITLE]):
            return name
    if is_numbered_heading(title):
        return "the head of a page"
    is_long = len(title) > _LONGEST_TITLE
    sentences = len(SENTENCE_BREAK.findall(title)) + (FULL_STOP.search(title) is not None)
    return "a text" if is_long or sentences > 2 else None


def are_mostly_people(titles: list[str]) -> bool:
    """Say whether most of these titles are names of authors: those of the papers are elsewhere."""
    return 2 * sum(map(are_people, titles)) > len(titles)


def refuse_junk(
    found: Iterator[Record | Skipped], *, fewest: int = 1
) -> Iterator[Record | Skipped]:
    """Return what was found; raises UnknownFormatError where too many titles are none.

    A format that names its titles needs `fewest` of those: one may be called `1984`.
    """
    first, whole = surveyed(found, _LOOKED_AT)
    # What a library wrote was judged when it came there.
    titles = [each.title for each in first if isinstance(each, Record) and each.id is None]
    flaws = [flaw for title in titles if (flaw := flaw_of(title))]
    flaws += ["a citation" for each in first if isinstance(each, Record) and _quotes_another(each)]
    are_all_code = bool(titles) and flaws.count("code") == len(titles)
    if are_all_code or len(flaws) >= max(fewest, _MOST * len(titles)):
        what, _ = Counter(flaws).most_common(1)[0]
        raise UnknownFormatError(
            f"{len(flaws):,} of {number_of(len(titles), 'title')} "
            f"{'looks' if len(flaws) == 1 else 'look'} like something else ({what})"
        )
    if len(titles) >= fewest and are_mostly_people(titles):
        raise UnknownFormatError("most titles are names of people")
    _refuse_others([each for each in first if isinstance(each, Record)])
    return whole


def _quotes_another(record: Record) -> bool:
    """Say whether what stands in the place of an abstract is a citation: the lines of a list were taken in pairs."""
    abstract = record.abstract or ""
    is_one = _FLAWS["a citation"].match(abstract[:_LONGEST_TITLE]) is not None
    return is_one and flaw_of(record.title) is None


def _refuse_others(records: list[Record]) -> None:
    """Raise UnknownFormatError where most records have a title and else what no paper has."""
    lists = [each for each in records if len(_ENTRY.findall(each.abstract or "")) > 1]
    if 2 * len(lists) > len(records):
        raise UnknownFormatError(
            "a title is followed by a list of references instead of an abstract"
        )
    doubtful = [each for each in records if each.doubts]
    if 2 * len(doubtful) > len(records):
        shown = keys_shown(doubtful[0].doubts)
        raise UnknownFormatError(
            f"but {len(doubtful):,} of {number_of(len(records), 'record')} may describe something other than papers "
            f"(the first has {shown})"
        )
