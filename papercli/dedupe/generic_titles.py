"""Titles that hundreds of papers bear, and that are no evidence by themselves.

Editorial, Book review column.
"""

import re

_COMMON = re.compile(
    r"(?:(?:guest )?editor(?:s|ial)?s?(?: s)?(?: (?:notes?|comments?|introductions?|messages?|forewords?|prefaces?|corner|choice|page))?|introduction|preface|foreword|book reviews?|reviews?"
    r"|letters?(?: to the editor)?|.{0,30} (?:column|message|news)|correspondence|in this issue|contents?|table of contents|index|author index|obituary|in memoriam|news(?: and views)?"
    r"|errat(?:um|a)|corrigend(?:um|a)|corrections?|retraction|repl(?:y|ies)|response|comments?|commentary|discussion|rejoinder|authors?(?: s)? repl(?:y|ies)|abstracts?|poster(?:s)?"
    r"|unknown|untitled|no title|title page|front matter|back matter|announcements?|acknowledge?ments?|conclusions?|summary|overview|preliminaries|appendix"
    r"|(?:news|notes|letters?|reports?|dispatch(?:es)?) from the (?:field|front|editors?|president|chair)"
    r"|from the editors?|(?:an )?introduction to (?:the|this) (?:special )?(?:issue|section)|case reports?|clinical pearls?|what s new|highlights"
    r"|(?:images?|pictures?|photos?|cases?|papers?|diagnosis|quiz) of the (?:day|week|month|quarter|issue|year)"
    r"|(?:list of |our )?reviewers?(?: acknowledge?ments?)?|acknowledge?ments? (?:of|to) (?:the |our )?reviewers"
    r"|call for papers|conference report|workshop report|panel|keynote|invited talk|proceedings|chairs? message|message from the .{0,40}|welcome)"
)


def is_commonplace(words: str) -> bool:
    """Say whether a title, given as folded words, is one that any number of papers bear."""
    return _COMMON.fullmatch(words) is not None
