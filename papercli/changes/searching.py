"""Queries that a reader gives a name."""

from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.search.saved import expand, saved_searches
from papercli.store.searches import is_name, search_line
from papercli.text import clean


def save_search(library: Library, name: str, query: str) -> bool:
    """Save a query under a name; say whether that changed anything.

    Raises UsageError for a name that is none, an empty query, or one that would contain itself.
    """
    name, query = clean(name).removeprefix("@").lower(), clean(query)
    if not is_name(name):
        raise UsageError(f"'{name}' is no name for a search; use letters, digits, - and _")
    if not query:
        raise UsageError(
            "no query to save; for example `papers save unread-theory is:unread tag:theory`"
        )
    known = saved_searches(library)
    if known.get(name) == query:
        return False
    expand(query, known | {name: query})
    library.append([search_line(name, query)], command="save", summary=f"@{name} = {query}")
    return True


def forget_search(library: Library, name: str) -> None:
    """Forget a saved search. Raises NotFoundError where there is none of that name."""
    name = clean(name).removeprefix("@").lower()
    if name not in saved_searches(library):
        raise NotFoundError(f"no saved search '@{name}'; `papers saved` lists them")
    library.append([search_line(name, None)], command="save", summary=f"@{name} forgotten")
