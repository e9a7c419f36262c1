"""Words that a reader does not want to see: the saved search `@muted`, any of whose parts mutes a paper."""

import re

from papercli.library import Library
from papercli.patterns import late
from papercli.search.hits import Found
from papercli.search.language import read_query
from papercli.search.prepare import prepare
from papercli.search.saved import expand_saved, saved_searches

MUTED = "muted"
_PIECE = late(r'(?P<text>(?:"[^"]*"|(?!\sOR\s).)+)|\sOR\s', re.DOTALL)


def muted_words(library: Library) -> tuple[str, ...]:
    """Return what is muted: words, quoted phrases and conditions, in the order in which they were muted."""
    query = saved_searches(library).get(MUTED, "")
    if "(" in query:  # written by hand
        return (query,)
    parts = (each["text"] or "" for each in _PIECE.finditer(query))
    return tuple(part.strip() for part in parts if part.strip())


def find_muted(library: Library, word: str) -> Found:
    """Return the papers that a word mutes: as in a search, but it is never corrected to another one."""
    text, _ = expand_saved(library, word)
    found = prepare(library, read_query(text).tree, exact=False)
    found.count()
    return found


def without_muted(found: Found) -> Found:
    """Return what was found without the papers that are muted; the same where none is."""
    for word in muted_words(found.library):
        found = found.without(find_muted(found.library, word))
    return found
