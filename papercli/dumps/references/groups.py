"""Collaborations beside the authors of a reference: in brackets behind them, or before a semicolon."""

import re

from papercli.dumps.people import read_literal
from papercli.dumps.references.names import read_names
from papercli.name_words import is_organisation
from papercli.names import Author
from papercli.patterns import late

_GROUPS = late(r"\s\((?:(?:on\sbehalf\sof|for)\s)?(?:the\s)?(?P<groups>[^()]{3,160})\)(?=[.,:])")
_FIRST = late(r"(?P<group>[A-Z][^.,;:()]{5,100});\s(?=[A-Z])")
_LAST_OF_NAMES = 600  # characters


def without_groups(body: str) -> tuple[str, tuple[Author, ...]]:
    """Return a reference without the collaboration that stands beside its authors, and that.

    `Quill, A. et al. (Wren Collaboration). A title`, `Wren Study Group; Quill A, Rook B. A title`
    """
    first = _FIRST.match(body)
    if first and is_organisation(first["group"]):
        return body[first.end() :], (read_literal(first["group"]),)
    found = _GROUPS.search(body, 0, _LAST_OF_NAMES)
    if found is None or not is_organisation(found["groups"]):
        return body, ()
    head = body[: found.start()]
    if read_names(head) is None:
        return body, ()
    rest = body[found.end() :]
    groups = re.split(r"(?:,\s)?(?:,|\sand)\s(?:the\s)?", found["groups"])
    named = groups if all(map(is_organisation, groups)) else [found["groups"]]
    return head + rest.removeprefix("." if head.endswith(".") else ""), tuple(
        map(read_literal, named)
    )
