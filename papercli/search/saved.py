"""Saved searches in a query: `@name` stands for the query that was saved under it."""

import re
from collections.abc import Mapping

from papercli.errors import UsageError
from papercli.library import Library
from papercli.patterns import late

# As a word of its own, negated or in brackets, and not in an address: ada@example.org.
_USED = late(r"(?<![^\s(!-])@(?P<name>[A-Za-z0-9][\w-]{0,39})(?![\w@.-]*[\w@])")
_LONGEST = 10_000  # characters of a query when all its names are replaced


def saved_searches(library: Library) -> dict[str, str]:
    """Return the queries that are saved in a library, by their names."""
    return library.index.searches


def expand_saved(library: Library, text: str) -> tuple[str, list[str]]:
    """Return a query with what is saved in the place of every `@name`, and the names that nothing is saved under."""
    if "@" not in text or not _USED.search(text):
        return text, []
    known = saved_searches(library)
    return expand(text, known), [name for name in names_in(text) if name not in known]


def names_in(text: str) -> list[str]:
    """Return the names of saved searches that a query uses, each once."""
    return list(dict.fromkeys(found["name"].lower() for found in _USED.finditer(text)))


def expand(text: str, known: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    """Return a query with saved ones in the place of their names.

    Raises UsageError for one that contains itself, or becomes too long.
    """

    def replace(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if name not in known:
            return found[0]
        if name in within:
            raise UsageError(f"the saved search '@{name}' contains itself")
        return f"({expand(known[name], known, (*within, name))})"

    expanded = _USED.sub(replace, text)
    if len(expanded) > max(_LONGEST, len(text)):
        raise UsageError(f"a query of more than {_LONGEST:,} characters, with its saved searches")
    return expanded
