"""What readers write behind a title for themselves: `– ask Tom`, `— Read again`."""

from papercli.dumps.pages.names import are_names, is_family_name
from papercli.patterns import late

_LAST = late(r"\s[-–—|·]\s(?P<remark>[^\W\d_][^–—|·]{1,80})$")
_IN_BRACKETS = late(r"(?<=[.)\d])\s\([^\W\d][^()\d]{1,120}\)\.?$")
_WORD = late(r"[^\W_][\w'’-]*")
# What is to be done with a paper, or which part of a course it is.
OF_LISTS = frozenset(
    "abandoned additional article background blog book chapter classic core done extra favourite favorite foundational fundamental further important intro introduction main new optional overview paper part pdf post "
    "primary read reading recommended required review secondary seminal skim skimmed started suggested survey title topic tutorial tba tbd todo unread".split()
)
_TO_DO = frozenset(
    "ask check compare discuss present read reread revisit see show skim tell use".split()
)


def is_remark(text: str) -> bool:
    """Say whether a text is none of the things that stand behind titles: it begins in lower case, or with what is to be done.

    `Hadrons and Nuclei` may be a part of a venue, `Worth a look` none.
    """
    words = _WORD.findall(text)
    if not words or any(map(str.isdigit, text)):
        return False
    first, *others = words
    if first.lower() in _TO_DO and others:
        return True
    if are_names(text) or is_family_name(text):
        return False
    return first.islower() or (bool(others) and all(map(str.islower, others)))


def without_remark(text: str) -> str:
    """Return a text without a remark at its end, behind a dash."""
    found = _LAST.search(text)
    return text[: found.start()] if found and is_remark(found["remark"]) else text


def without_remark_in_brackets(text: str) -> str:
    """Return a text without a remark in brackets at its end: `Nature 521 (2015): 436-444. (Deep Learning Eve)`."""
    return _IN_BRACKETS.sub("", text)
