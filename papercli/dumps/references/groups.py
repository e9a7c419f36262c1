"""Collaborations beside the authors of a reference: in brackets behind them, or before a semicolon."""

import re

from papercli.dumps.people import read_literal, says_more
from papercli.dumps.references.names import read_names
from papercli.name_words import is_organisation
from papercli.names import Author
from papercli.patterns import late

_LED = r"(?:(?:on\sbehalf\sof|for)\s)?(?:the\s)?"
_GROUPS = (
    late(rf"\s\({_LED}(?P<groups>[^()]{{3,160}})\)(?=[.,:\s])"),
    late(rf"\s\[{_LED}(?P<groups>[^\[\]]{{3,160}})\](?=[.,:\s])"),
    late(rf"(?<=\bal)\.?[;,]\s{_LED}(?P<groups>[^.,;()]{{3,100}})(?=\.)"),
)
_FIRST = late(r"(?P<group>[A-Z][^.,;:()]{5,100});\s(?=[A-Z])")
_YEAR = late(r"\s[(\[]?(?:1[4-9]|20)\d\d")
_ACRONYM = late(r"[A-Z][A-Za-z\d-]{0,8}[A-Z\d][A-Za-z\d-]{0,8}")  # "LHCb", "T2K"
_CUT = late(r".{1,60}\s[Cc]ollab\.?")
_LAST_OF_NAMES = 600  # characters


def without_groups(body: str) -> tuple[str, tuple[Author, ...]]:
    """Return a reference without the collaboration that stands beside its authors, and that.

    `Quill, A. et al. (Wren Collaboration). A title`, `Wren Study Group; Quill A, Rook B. A title`
    """
    first = _FIRST.match(body)
    if first and is_organisation(first["group"]):
        return body[first.end() :], (read_literal(first["group"]),)
    for form in _GROUPS:
        found = form.search(body, 0, _LAST_OF_NAMES)
        if found is None or not _are_groups(found["groups"], body[: found.start()]):
            continue
        head, rest = body[: found.start()], body[found.end() :]
        groups = re.split(r"(?:,\s)?(?:,|\sand)\s(?:the\s)?", found["groups"])
        named = groups if all(map(_is_group, groups)) else [found["groups"]]
        if head.endswith("."):
            rest = rest.removeprefix(".")
        elif rest[:1].isspace() and not _YEAR.match(rest):
            head += "."  # "Ada Quill (Wren Collaboration) A title"
        return head + rest, tuple(map(read_literal, named))
    return body, ()


def _is_group(text: str) -> bool:
    return is_organisation(text) or _CUT.fullmatch(text) is not None


def _are_groups(text: str, names: str) -> bool:
    """Say whether a text behind names is groups: a bare acronym is one behind `et al.` only."""
    is_short = _ACRONYM.fullmatch(text) is not None and says_more(names)
    return (_is_group(text) or is_short) and read_names(names) is not None
