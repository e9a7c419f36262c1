"""What publishers print at the edges of each page, where a list of references goes on over several."""

import re

from papercli.dumps.furniture import is_numbered_heading
from papercli.dumps.months import ENGLISH_MONTH
from papercli.patterns import late

_LONGEST = 300  # characters
_PAGE = r"\d{1,5}(?::\d{1,3})?"
_ET_AL = late(r"\bet\sal\.?", re.IGNORECASE)
_NUMBERED = late(rf"(?P<first>{_PAGE}\s[|•·]?\s?)?(?P<text>\S.*?)(?P<last>\s[|•·]?\s?{_PAGE})?")
_VOLUME = late(r"\b(?:VOL|NO|ISSUE)\.?\s\d|\b(?:19|20)\d\d\b")
# `A. Quill et al.`, `A. Quill, B. Rook / Journal of Rain 12 (2019) 1–20`
_OTHERS = late(
    r"[^\d.,:/]{0,20}(?:[A-Z]\.[\s-]?){0,3}[^\W\d_][\w'’ -]{1,30},?\set\sal\.?(?:\s?[|•·]\s?\S.{0,120})?"
)
_AUTHORS_AND_JOURNAL = late(
    r".{3,150}\s/\s\S.{2,100}\s\d{1,4}\s\((?:19|20)\d\d\)\s\w{1,8}(?:[-\u2010-\u2015]\w{1,8})?"
)
_NOTICES = late(
    rf"""
    authori[sz]ed\slicen[sc]ed\suse\slimited\sto:.* | downloaded\s(?:from|by|on)\s.* | electronic\scopy\savailable\sat:?\s.*
    | (?:bio|med)rxiv\spreprint\s(?:first\sposted\sonline|doi:?)\s.* | .{{0,80}}\bnot\scertified\sby\speer\sreview\b.*
    | (?:this\sarticle\s|this\swork\s)?has\sbeen\saccepted\sfor\s(?:publication|inclusion)\sin\sa\sfuture\sissue\b.*
    | this\sarticle\shas\sbeen\saccepted\sfor\spublication\b.* | citation\sinformation:?\sdoi\b.*
    | (?:published|under\sreview|accepted|submitted)\sas\sa\s(?:conference|workshop|journal)?\s?paper\s(?:at|to|in)\s.{{2,60}}
    | preprint\.\s(?:under|work\sin)\s.{{2,40}} | preprint\ssubmitted\sto\s.{{2,80}} | (?:hhs\spublic\saccess|author\smanuscript)
    | \S.{{3,80}}\s0?0\s?\(0?0\)(?:\s\d{{1,4}})?
    | \d{{4}}-\d{{3}}[\dX]\s?(?:\(c\)|©|/).* | .{{0,20}}\bpersonal\suse\sis\spermitted\b.*
    | arxiv:\S{{9,20}}\s\[[\w.-]{{2,20}}\]\s\d{{1,2}}\s{ENGLISH_MONTH}\s\d{{4}}
    | (?:acm|proc\.\sacm)\s.{{3,80}}\bpublication\sdate:\s.{{4,30}}
    | [A-Z][\w/&. -]{{1,30}}\s?['’]\d\d,\s{ENGLISH_MONTH}\s\d{{1,2}}[^.]{{0,80}}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_running_head(line: str) -> bool:
    """Say whether a cleaned line is what stands above or below the text of a page.

    `4921 IEEE TRANSACTIONS ON RAIN, VOL. 68, 2020`, `QUILL et al.: ON RAIN`, `14 A. Quill et al.`
    """
    if len(line) > _LONGEST or line.endswith(";"):
        return False
    if _NOTICES.fullmatch(line):
        return True
    found = _NUMBERED.fullmatch(line)
    if found is None:
        return False
    text, has_page = found["text"], bool(found["first"] or found["last"])
    if is_numbered_heading(line):
        return True
    if _is_in_capitals(text) and not text.endswith("."):
        return _ET_AL.search(text) is not None or (
            _VOLUME.search(text) is not None if not has_page else len(text.split()) > 1
        )
    return (has_page and _OTHERS.fullmatch(text) is not None) or (
        _AUTHORS_AND_JOURNAL.fullmatch(text) is not None
    )


def _is_in_capitals(text: str) -> bool:
    letters = [char for char in _ET_AL.sub("", text) if char.isalpha()]
    return len(letters) > 9 and all(char.isupper() for char in letters)
