"""Furniture.

The lines of a copied page, a mail or a print that belong to no paper, and what stands for a text
that is missing.
"""

import re

from papercli.dumps.months import ENGLISH_MONTH
from papercli.patterns import late

# Lines that stand in no paper.
_BOXES = frozenset(
    "Subscribe|byAK and the research community|by AK and the research community|Load more|View arXiv page|View PDF|Add to collection|"
    "arXiv page|Trending Papers|Daily Papers|Submitted by|Back to top|System theme|Light theme|Dark theme|Hugging Face".split(
        "|"
    )
)
# Navigation: words that could also be the last line of a wrapped title, so they count only in
# company.
_NAVIGATION = frozenset(
    "new|New|Trending|Previous|Next|Show more|View all|Company|TOS|Privacy|About|About us|Jobs|Careers|Contact|Website|Models|Datasets|"
    "Spaces|Buckets|Community|Docs|Enterprise|Pricing|Log In|Log in|Sign Up|Sign up|Sign in|Terms|Terms of Service|Privacy Policy|"
    "Search|Papers|Collections|Posts|Blog|Forum|Upvote|Project page|GitHub|Share|Comment|Comments|Today|Yesterday|This week|"
    "This month|Daily|Weekly|Monthly|Home".split("|")
)
_PATTERNS = late(
    r"""
    [·•\-–—|↑▲+\s]*\d+(?:[.,]\d+)?\s?[kKM]?                                  # a vote count: 124, 1.2k
    | [·•\-–—\s]*\d+\s+(?:authors?|comments?|upvotes?|votes?|likes?)        # · 12 authors
    | (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?  # Mar 14
    | \d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{4})?    # 14 Mar 2025
    | \d{4}-\d{2}-\d{2}
    | Published\ on\ \w+\ \d{1,2}(?:,\ \d{4})? | Submitted\ by\ [\w.-]+
    | ©.{0,60} | ER\s{0,3}-                                                  # the end of a record of RIS
    | (?:[\W_]|&\#?\w{1,8};)+                                              # a rule, an arrow, a bullet alone
    """,
    re.VERBOSE,
)
_RULE = late(r"\s*([-=*_#~])(?:[ \t]*+\1){2,}\s*")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
# Whole lines that stand in no paper whatever is around them: what a printer, a mailer, a script or
# a page adds to a text.
_NOTICES = late(
    rf"""
    (?:\#{{1,6}}\s+|\*\*)?{_DAY}(?:,?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{ENGLISH_MONTH}|{ENGLISH_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?
        |\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})(?:,?\s+\d{{4}})?)?(?:\*\*|:)?
    | (?:\#{{1,6}}\s+|\*\*)(?:\d{{1,2}}\s+)?{ENGLISH_MONTH}(?:\s+\d{{1,2}},?)?(?:\s+\d{{4}})?(?:\*\*)?
    | (?:\#{{1,6}}\s+|\*\*)?(?:week|day)\s+(?:of\s+|\d).{{0,30}}
    | (?:to\s+)?unsubscribe\b.{{0,200}} | .{{0,120}}\bto\s+unsubscribe\b.{{0,120}} | .{{0,80}}\bunsubscribe\s+(?:here|at|from|by)\b.{{0,120}}
    | (?:you\s+(?:are\s+receiving|received|are\s+subscribed)|(?:update|manage|change)\s+your\s+(?:e-?mail\s+)?(?:preferences|subscription)).{{0,200}}
    | this\s+(?:e-?mail|message|newsletter|digest|mail)\s+(?:was|is|has)\b.{{0,200}} | was\s+this\s+e-?mail\s+forwarded\b.{{0,200}}
    | (?:view|read|open)(?:\s+(?:this|it))?(?:\s+(?:e-?mail|message|newsletter))?\s+(?:in\s+(?:your\s+|a\s+|the\s+)?(?:web\s+)?browser|online)\b.{{0,40}}
    | sent\s+(?:from|via|with|using)\s+.{{2,40}} | get\s+outlook\s+for\s+.{{2,40}}
    | \[?\s*quoted\s+text\s+(?:hidden|trimmed)\s*\]? | (?:on\s+)?.{{5,100}}\s(?:wrote|writes):
    | [-\s>]*(?:begin\s+)?(?:forwarded|original)\s+message\s*:?[-\s]*
    | (?:this\s+(?:list|listing|file|page|digest|report|bibliography)\s+(?:was|is)\s+)?(?:automatically\s+)?(?:generated|exported|downloaded|fetched|crawled|compiled|printed)
        \s+(?:automatically\s+)?(?:by|on|at)\b.{{0,120}}
    | powered\s+by\b.{{0,60}} | (?:last\s+)?updated(?:\s+on|\s+at|\s*:)\s.{{0,60}} | last\s+(?:modified|updated)\b.{{0,60}}
    | (?:copyright\s*)?(?:©|\(c\))\s*.{{0,150}} | copyright\s+(?:19|20)\d\d\b.{{0,150}} | .{{0,120}}\ball\s+rights\s+reserved\b.{{0,200}}
    | (?:the\s+(?:information|contents?)\s+(?:in|of)\s+)?this\s+(?:e-?mail|message)\s+(?:and|is|are|may|contains?)\b.{{0,300}}
    | (?:if\s+you\s+(?:are\s+not\s+the\s+intended|have\s+received\s+this)|please\s+(?:do\s+not\s+reply|consider\s+the\s+environment))\b.{{0,250}}
    | (?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening))\b[^.:;!?,]{{0,40}}[,!]
    | (?:(?:best|kind|warm(?:est)?|many)\s+)?(?:regards|wishes|thanks|cheers|sincerely|yours)(?:\s+(?:sincerely|truly|faithfully|again))?[,!.]
    | (?:showing|displaying|viewing)\s+(?:new\s+|all\s+)?(?:results?\s+|entries\s+|papers\s+|items\s+)?(?:up\s+to\s+)?\d.{{0,80}}
    | (?:total\s+of\s+|found\s+)?\d[\d,.]*\s+(?:results?|entries|papers|articles|records|items|matches)(?:\s+found)?\.?
    | results?\s+\d+\s*(?:[-–—]|to)\s*\d+.{{0,40}} | \d+\s*[-–—]\s*\d+\s+of\s+[\d,]+.{{0,30}}
    | (?:we|this\s+(?:web\s?)?site|our\s+(?:web\s?)?site)\s+uses?\s+(?:\w+\s+)?cookies\s+(?:and|to\s+(?:improve|enhance|personali|give|ensure|provide|offer|make|deliver|serve|track))
        .{{0,250}}
    | (?:we|this\s+(?:web\s?)?site|our\s+(?:web\s?)?site)\s+uses?\s+cookies\.?
    | (?:by\s+(?:continuing|using|browsing|clicking)\b|accept|reject|manage|allow).{{0,160}}\bcookies\b.{{0,120}} | cookie\s+(?:settings|preferences|policy|notice)
    | accept\s+all | reject\s+all | advertisements? | sponsored(?:\s+(?:by|content|post)\b.{{0,80}})? | promoted | \[?ad\]?\s*[:|]\s.{{0,120}}
    | (?:click|tap)\s+here\b.{{0,120}} | follow\s+us\b.{{0,80}} | share\s+(?:this|on)\b.{{0,60}} | forward\s+(?:this|to\s+a\s+friend)\b.{{0,60}}
    | skip\s+to\s+(?:main\s+)?content | (?:back\s+to|go\s+to|to\s+the)\s+(?:the\s+)?top | table\s+of\s+contents | read\s+more | show\s+less
    | (?:[*=-]+\s*)?end\s+of\s+(?:the\s+)?(?:list|listing|digest|file|message|report|page|e-?mail)(?:\s*[*=-]+)? | \[?eof\]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The edges of a page of print: its number, and what browsers print above and below.
_HEADING = (
    r"(?:selected\s)?(?:bibliograph(?:y|ie)|references|works\scited|literature(?:\scited)?|literatur(?:verzeichnis)?"
    r"|r[ée]f[ée]rences|referencias|referências|bibliograf[ií]a|riferimenti|index|contents|appendix)"
)
_NUMBERED_HEADING = late(
    rf"\d{{1,4}}\s{{1,3}}{_HEADING}|{_HEADING}\s{{1,3}}\d{{1,4}}", re.IGNORECASE
)
_PAGE_EDGES = late(
    r"""
    (?:[-–—|*\[(]\s*)?(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?(?:\s*[-–—|*\])])?
    | [-–—]\s*\d+\s*[-–—] | \d+\s?/\s?\d+ | \d+\s+of\s+\d+
    | \d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\b.{0,200}
    | (?:https?|file)://\S+\s+\d+\s?/\s?\d+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_NOTICE = 400  # characters
# What people and scripts write where a text is missing.
_PLACEHOLDERS = late(
    r"""
    [\W_]*(?:
      n\.?\s?/?\s?a\.? | none | null | nil | nan | tb[adc] | to\s+be\s+(?:determined|announced|added|confirmed|done|written)
    | (?:there\s+is\s+)?no\s+(?:abstract|summary|description|title|authors?)(?:\s+is)?(?:\s+(?:text|yet))?(?:\s+(?:available|provided|found|given|listed|supplied))?
        (?:\s+(?:yet|here|online))?(?:\s+(?:for|on|in|at)\s+(?:this|the)\s+\w+)?
    | (?:the\s+)?(?:abstract|summary|description|title|authors?)(?:\s+is|\s+are)?(?:\s+currently)?\s+
        (?:unavailable|missing|pending|unknown|to\s+(?:follow|come|be\s+added)|(?:not|un)\s*(?:yet\s+)?(?:available|provided|found|given|listed|supplied))
        (?:\s+(?:yet|here|online))?(?:\s+(?:for|on|in|at)\s+(?:this|the)\s+\w+)?
    | unavailable | not\s+(?:yet\s+)?available | not\s+(?:provided|given|applicable|found)
    | without\s+(?:an?\s+)?(?:abstract|title) | untitled(?:\s+(?:document|article|paper|item|entry|note|page))?(?:\s+\d{1,3})?
    )?[\W_]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_PLACEHOLDER = 80  # characters
_NEWSLETTER = "get trending papers in your"
_SUBSCRIBE = "Subscribe"


def is_furniture(line: str) -> bool:
    """Say whether a cleaned line that stands alone is page furniture."""
    return (
        line in _BOXES
        or opens_page(line)
        or _PATTERNS.fullmatch(line) is not None
        or is_notice(line)
    )


def is_notice(line: str) -> bool:
    """Say whether a cleaned line is furniture even amid the text of a paper.

    `Page 1 of 2`, `Unsubscribe here`.
    """
    return len(line) <= _LONGEST_NOTICE and (
        _NOTICES.fullmatch(line) is not None or is_page_edge(line)
    )


def is_numbered_heading(line: str) -> bool:
    """Say whether a cleaned line is the heading of a list of references beside the number of a page: `188 BIBLIOGRAPHY`."""
    return len(line) <= _LONGEST_NOTICE and _NUMBERED_HEADING.fullmatch(line) is not None


def is_page_edge(line: str) -> bool:
    """Say whether a cleaned line stands at the edge of a page of print, so that text goes on below it."""
    return len(line) <= _LONGEST_NOTICE and _PAGE_EDGES.fullmatch(line) is not None


def is_placeholder(text: str) -> bool:
    """Say whether a text only says that there is none: `N/A`, `No abstract available`, `-`."""
    return len(text) <= _LONGEST_PLACEHOLDER and _PLACEHOLDERS.fullmatch(text) is not None


def is_rule(line: str) -> bool:
    """Say whether a line is a rule, close or spaced: `----`, `* * *`."""
    return _RULE.fullmatch(line) is not None


def is_navigation(line: str) -> bool:
    """Say whether a cleaned line is page furniture if it stands among other furniture or apart."""
    return line in _NAVIGATION


def opens_page(line: str) -> bool:
    """Say whether a cleaned line is the newsletter box that stands on top of a page."""
    return line.lower().startswith(_NEWSLETTER)


def unglue(line: str, *, after_newsletter: bool) -> str:
    """Return `line` without the button's word `Subscribe` when that is glued to its front.

    Right below the newsletter box it always is; elsewhere only where no English word goes on so:
    `SubscribeNeRF`, not `Subscribers`.
    """
    rest = line.removeprefix(_SUBSCRIBE)
    if rest == line or not rest or rest[0].isspace():
        return line
    return rest if after_newsletter or not rest[0].islower() else line
